"""One call of a middleware's function: from the payload's bytes to the outcome's."""

from _sor.codec import dumps, is_json, loads
from _sor.outcomes import Failure, Reply

_PHASES = ("before", "after", "error")


def functions_of(stage, functions):
    """The (function, raw) of each phase of a stage. Failure if the program has none for it."""
    found = {}
    for phase in _PHASES:
        entry = functions.get((stage, phase)) or functions.get((None, phase))
        if entry is not None:
            found[phase] = entry
    if not found:
        remedy = "decorate one with @sor.before, @sor.after or @sor.error"
        raise Failure("Runtime.HandlerNotFound", f"This program has no function for stage '{stage}': {remedy}")
    return found


def call(entry, body, ctx):
    """(kind, bytes, content type or None) of what a function makes of a payload; kind is "result" or "reply"."""
    function, raw = entry
    given = ctx.content_type
    try:
        value = function(_payload(body, raw, given), ctx)
    except Reply as own:
        data = _bytes(own.value, raw)
        return "reply", data, own.content_type or _type_of(own.value)
    changed = ctx.content_type if ctx.content_type != given else None
    if value is None:
        return "result", body, changed
    return "result", _bytes(value, raw), changed


def _payload(body, raw, content_type):
    if raw or not is_json(content_type):
        return bytes(body)
    try:
        return loads(body)
    except Exception as problem:
        raise Failure("Runtime.UnmarshalError", f"Unable to unmarshal input: {problem}") from None


def _bytes(value, raw):
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if raw and isinstance(value, str):
        return value.encode()
    try:
        return dumps(value)
    except Exception as problem:
        raise Failure("Runtime.MarshalError", f"Unable to marshal output: {problem}") from None


def _type_of(value):
    return "application/octet-stream" if isinstance(value, (bytes, bytearray, memoryview)) else "application/json"
