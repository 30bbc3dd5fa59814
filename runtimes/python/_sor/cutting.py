"""Texts that keep the limit of a header. Loaded when first needed."""

from _sor.codec import dumps


def clean(text):
    """Without halves of surrogate pairs, which have no bytes in UTF-8."""
    return text.encode("utf-8", "replace").decode()


def cut(text, limit):
    """At most `limit` bytes of JSON, with a mark that says how much is missing."""
    size = _size(text)
    if size <= limit:
        return text
    keep = len(text)
    while size > limit:
        keep = min(keep - 1, keep * (limit - 64) // size)
        short = f"{text[:keep]}... [{len(text) - keep} characters cut]"
        size = _size(short)
    return short


def cut_list(texts, limit):
    """The first and the last texts, as many as fit into `limit` bytes of JSON, with a mark in place of the others."""
    head, tail = [], []
    left = limit - 64
    low, high = 0, len(texts)
    while low < high:
        from_front = len(head) <= len(tail)
        text = texts[low] if from_front else texts[high - 1]
        left -= _size(text) + 1
        if left < 0:
            return [*head, f"  ... [{high - low} frames cut]\n", *reversed(tail)]
        if from_front:
            head.append(text)
            low += 1
        else:
            tail.append(text)
            high -= 1
    return texts


def _size(text):
    return len(dumps(text))
