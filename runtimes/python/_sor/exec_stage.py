"""A middleware as a plain executable: PROGRAM PHASE, payload on STDIN, new payload on STDOUT, status 80 for a reply."""

import os
import sys

from _sor.codec import dumps, loads_text
from _sor.outcomes import Failure
from _sor.stage_call import call, functions_of
from _sor.stage_context import StageContext

_REPLY_STATUS = 80
_USAGE_STATUS = 2


def serve(functions):
    """Serves one phase of one event and ends the process."""
    phase = sys.argv[1] if len(sys.argv) == 2 else None
    if phase not in ("before", "after", "error"):
        sys.stderr.write(f"usage: {sys.argv[0]} before|after|error <payload\n")
        sys.exit(_USAGE_STATUS)
    payload_out = _take_stdout()
    name = os.environ.get("SOR_STAGE") or os.path.basename(sys.argv[0])
    entry = functions_of(name, functions).get(phase)
    config = _json_of(os.environ.get("SOR_STAGE_CONFIG"))
    # A process on standby waits here: all that it can do before its event is done. The context comes with the event.
    body = _read_all(0)
    facts = _json_of(_read_named("SOR_CONTEXT_FD"))
    ctx = StageContext(
        name, phase, config, facts.get("deadline"), facts.get("contentType"), facts, facts.get("function", {}), _log
    )
    try:
        kind, data, content_type = call(entry, body, ctx) if entry else ("result", body, None)
        if kind == "reply" and not data:
            message = "An executable cannot reply with an empty payload: reply with JSON, or run as frames"
            raise Failure("Runtime.EmptyReply", message)
    except Exception as problem:
        _note_failure(problem)
        raise
    _write_notes(ctx, content_type)
    _write_all(payload_out, data)
    sys.exit(_REPLY_STATUS if kind == "reply" else 0)


def _take_stdout():
    """STDOUT for the payload alone: what the function prints goes to STDERR, which is log."""
    payload_out = os.dup(1)
    os.dup2(2, 1)
    return payload_out


def _read_all(descriptor):
    with open(descriptor, "rb", buffering=0, closefd=False) as source:
        return source.readall()


def _read_named(variable):
    descriptor = os.environ.get(variable)
    return _read_all(int(descriptor)).decode() if descriptor else None


def _json_of(text):
    return loads_text(text) if text else {}


def _write_notes(ctx, content_type):
    notes = ctx.take_notes()
    if content_type is not None:
        notes["contentType"] = content_type
    descriptor = os.environ.get("SOR_NOTES_FD")
    if notes and descriptor:
        _write_all(int(descriptor), dumps(notes, "replace") + b"\n")


def _note_failure(problem):
    """Says why the process will end as it does: the status alone has no type and no stack."""
    from _sor.failures import describe, error_frame

    descriptor = os.environ.get("SOR_NOTES_FD")
    if descriptor:
        retry = problem.retry if isinstance(problem, Failure) else None
        # The members of an error frame are those of the note, and it is cut to a size that fits.
        _write_all(int(descriptor), b'{"error":%s}\n' % error_frame(*describe(problem), retry=retry).rstrip())


def _write_all(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _log(level, message, fields):
    from _sor.stage_log import log_line

    sys.stderr.write(log_line(level, message, fields))
