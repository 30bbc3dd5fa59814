"""Exceptions as data: errorType, errorMessage and stackTrace, in a frame that keeps its limit. Loaded when first needed."""

import traceback

from _sor.channel import HEADER_LIMIT
from _sor.codec import dumps

_MESSAGE_BYTES = 16_384
_FRAME_BYTES = 2_048
_TYPE_BYTES = 512
_ROOM = 512  # for the frame's other members


class Failure(Exception):
    """A failure whose type and message are decided: by this runtime or, as sor.Failure, by a middleware."""

    def __init__(self, error_type, message, *, retry=None, stack=()):
        super().__init__(message)
        self.error_type = error_type
        self.retry = retry
        self.stack = list(stack)


def describe(problem):
    """Type, message and stack of an exception."""
    if isinstance(problem, Failure):
        return problem.error_type, str(problem), problem.stack
    return type(problem).__name__, _message_of(problem), stack_of(problem)


def _message_of(problem):
    try:
        return str(problem)
    except Exception:
        return f"<{type(problem).__name__} without a message: its __str__ failed>"


def stack_of(problem):
    """The stack of an exception, outermost first, in traceback's form; without the frames of this runtime in front."""
    frame = problem.__traceback__
    while frame is not None and _is_machinery(frame.tb_frame.f_globals.get("__name__", "")):
        frame = frame.tb_next
    # Plain entries: without the column marks, as Lambda's own runtime reports them.
    entries = [(e.filename, e.lineno, e.name, e.line) for e in traceback.extract_tb(frame)]
    return traceback.format_list(entries)


_MACHINERY = ("_sor", "sor", "asyncio", "importlib", "_frozen_importlib", "_frozen_importlib_external")


def _is_machinery(module):
    return module.partition(".")[0] in _MACHINERY


def error_frame(error_type, message, stack, *, id=None, retry=None):
    """The bytes of an error frame. Without an id: the worker can not start."""
    error_type, message, stack = _clean(error_type), _clean(message), [_clean(frame) for frame in stack]
    header = {"type": "error", "errorType": error_type, "errorMessage": message, "stackTrace": stack}
    if id is not None:
        header["id"] = id
    if retry is not None:
        header["retry"] = retry
    line = dumps(header) + b"\n"
    if len(line) > HEADER_LIMIT:
        header["errorType"] = _cut(error_type, _TYPE_BYTES)
        header["errorMessage"] = _cut(message, _MESSAGE_BYTES)
        header["stackTrace"] = _cut_stack(stack, HEADER_LIMIT - _TYPE_BYTES - _MESSAGE_BYTES - _ROOM)
        line = dumps(header) + b"\n"
    return line


def _clean(text):
    """Without halves of surrogate pairs, which have no bytes in UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _size(text):
    return len(dumps(text))


def _cut(text, limit):
    """At most `limit` bytes of JSON, with a mark that says how much is missing."""
    size = _size(text)
    if size <= limit:
        return text
    keep = len(text)
    while True:
        keep = min(keep - 1, keep * (limit - 64) // size)
        short = f"{text[:keep]}... [{len(text) - keep} characters cut]"
        size = _size(short)
        if size <= limit:
            return short


def _cut_stack(stack, limit):
    """The outermost and the innermost frames, as many as fit, with a mark in place of the others."""
    stack = [_cut(frame, _FRAME_BYTES) for frame in stack]
    head, tail, left = [], [], limit - 64
    low, high = 0, len(stack)
    while low < high:
        from_front = len(head) <= len(tail)
        frame = stack[low] if from_front else stack[high - 1]
        left -= _size(frame) + 1
        if left < 0:
            return [*head, f"  ... [{high - low} frames cut]\n", *reversed(tail)]
        if from_front:
            head.append(frame)
            low += 1
        else:
            tail.append(frame)
            high -= 1
    return stack
