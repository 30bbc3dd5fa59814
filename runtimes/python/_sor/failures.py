"""Exceptions as data: errorType, errorMessage and stackTrace, logged and sent. Loaded when first needed."""

import sys
import traceback

from _sor.channel import HEADER_LIMIT
from _sor.codec import dumps
from _sor.cutting import clean, cut, cut_list
from _sor.failure_log import log_failure
from _sor.outcomes import Failure

# How a header of 65,536 bytes is shared out when a failure is too large for it.
_TYPE_BYTES = 512
_MESSAGE_BYTES = 16_384
_ENTRY_BYTES = 2_048
_STACK_BYTES = HEADER_LIMIT - _TYPE_BYTES - _MESSAGE_BYTES - 512

_MACHINERY = ("_sor", "sor", "asyncio", "importlib", "_frozen_importlib", "_frozen_importlib_external")


def fail(problem, channel, output, *, id=None, request_id=None):
    """Logs a failure and sends it: of the invocation `id`, or without one that the worker can not start."""
    error_type, message, stack = describe(problem)
    log_failure(error_type, message, stack, request_id)
    output.flush()
    retry = problem.retry if isinstance(problem, Failure) else None
    channel.send(error_frame(error_type, message, stack, id=id, retry=retry))


def report_exit(end, output):
    """Says on STDERR that sys.exit was called, and where. No frame: the host sees a process that ends, however it does."""
    sys.stderr.write(f"sor: the function ended its process: SystemExit({end.code!r})\n{''.join(stack_of(end))}")
    output.flush()


def describe(problem):
    """Type, message and stack of an exception."""
    if isinstance(problem, Failure):
        return problem.error_type, str(problem), problem.stack
    return type(problem).__name__, _message_of(problem), stack_of(problem)


def stack_of(problem):
    """The stack of an exception, outermost first, in traceback's form; without the frames of this runtime in front."""
    frame = problem.__traceback__
    while frame is not None and _module_of(frame).partition(".")[0] in _MACHINERY:
        frame = frame.tb_next
    # Plain entries: without the column marks of newer versions, as Lambda's own runtime reports them.
    return traceback.format_list([(e.filename, e.lineno, e.name, e.line) for e in traceback.extract_tb(frame)])


def error_frame(error_type, message, stack, *, id=None, retry=None):
    """The bytes of an error frame, never above the limit of a header."""
    error_type, message, stack = clean(error_type), clean(message), [clean(entry) for entry in stack]
    header = {"type": "error", "errorType": error_type, "errorMessage": message, "stackTrace": stack}
    if id is not None:
        header["id"] = id
    if retry is not None:
        header["retry"] = retry
    line = dumps(header) + b"\n"
    if len(line) > HEADER_LIMIT:
        header["errorType"] = cut(error_type, _TYPE_BYTES)
        header["errorMessage"] = cut(message, _MESSAGE_BYTES)
        header["stackTrace"] = cut_list([cut(entry, _ENTRY_BYTES) for entry in stack], _STACK_BYTES)
        line = dumps(header) + b"\n"
    return line


def _module_of(frame):
    return frame.tb_frame.f_globals.get("__name__") or ""


def _message_of(problem):
    try:
        return str(problem)
    except Exception:
        return f"<{type(problem).__name__} without a message: its __str__ failed>"
