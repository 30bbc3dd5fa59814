"""Exceptions as data: errorType, errorMessage and stackTrace, logged and sent. Loaded when first needed."""

import sys
import traceback

from _sor.channel import HEADER_LIMIT, header_line
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
    """Logs an exception and sends it as the failure of invocation `id`, or without one of the worker's start.

    What ends the process is raised again.
    """
    if isinstance(problem, SystemExit):
        _report_exit(problem, output)
    if isinstance(problem, (SystemExit, KeyboardInterrupt)):
        raise problem
    error_type, message, stack = describe(problem)
    log_failure(error_type, message, stack, request_id)
    output.flush()
    retry = problem.retry if isinstance(problem, Failure) else None
    channel.send(error_frame(error_type, message, stack, id=id, retry=retry))


def describe(problem):
    """Type, message and stack of an exception, as texts that UTF-8 has bytes for."""
    if isinstance(problem, Failure):
        error_type, message, stack = problem.error_type, str(problem), problem.stack
    else:
        error_type, message, stack = type(problem).__name__, _message_of(problem), stack_of(problem)
    return clean(error_type), clean(message), [clean(entry) for entry in stack]


def stack_of(problem):
    """The stack of an exception, outermost first, in traceback's form; without the frames of this runtime in front."""
    frame = problem.__traceback__
    while frame is not None and _module_of(frame).partition(".")[0] in _MACHINERY:
        frame = frame.tb_next
    # Plain entries: without the column marks of newer versions, as Lambda's own runtime reports them.
    return traceback.format_list([(e.filename, e.lineno, e.name, e.line) for e in traceback.extract_tb(frame)])


def error_frame(error_type, message, stack, *, id=None, retry=None):
    """The bytes of an error frame, never above the limit of a header."""
    header = {"type": "error", "errorType": error_type, "errorMessage": message, "stackTrace": stack}
    if id is not None:
        header["id"] = id
    if retry is not None:
        header["retry"] = retry
    line = header_line(header)
    if len(line) > HEADER_LIMIT:
        header["errorType"] = cut(error_type, _TYPE_BYTES)
        header["errorMessage"] = cut(message, _MESSAGE_BYTES)
        header["stackTrace"] = cut_list([cut(entry, _ENTRY_BYTES) for entry in stack], _STACK_BYTES)
        line = header_line(header)
    return line


def _report_exit(end, output):
    # On STDERR, and no frame: the host sees a process that ends, however it does.
    sys.stderr.write(f"sor: the function ended its process: SystemExit({end.code!r})\n{''.join(stack_of(end))}")
    output.flush()


def _module_of(frame):
    return frame.tb_frame.f_globals.get("__name__") or ""


def _message_of(problem):
    try:
        return str(problem)
    except Exception:
        return f"<{type(problem).__name__} without a message: its __str__ failed>"
