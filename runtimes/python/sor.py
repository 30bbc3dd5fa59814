"""Write a middleware of Serverless Open Runtime: decorated functions, and sor.run() at the end of the file.

    #!/usr/bin/env python3
    import sor

    @sor.before
    def mark(event, ctx):
        event["seen"] = True
        return event

    sor.run()

The same file serves as a persistent middleware (kind `frames`: started once) and as a plain executable (kind `exec`:
started for each event). See README.md beside this file.
"""

import os

from _sor.outcomes import Failure, Reply

__all__ = ["Failure", "after", "before", "error", "reply", "run"]

_CO_COROUTINE = 0x80  # inspect.CO_COROUTINE, without importing inspect
_functions = {}  # (stage or None for every stage, phase): (function, raw)


def before(function=None, *, raw=False, stage=None):
    """Marks the function that gets the event on its way in: function(event, ctx).

    What it returns goes on in place of the event; None leaves it as it came. With raw=True it gets and returns bytes
    instead of what their JSON means. stage binds it to one of several stages that share the process.
    """
    return _register("before", function, raw, stage)


def after(function=None, *, raw=False, stage=None):
    """Marks the function that gets the response on its way out. Otherwise as `before`."""
    return _register("after", function, raw, stage)


def error(function=None, *, raw=False, stage=None):
    """Marks the function that gets the failure of an inner stage: {"errorType", "errorMessage", "stackTrace"}.

    What it returns replaces the failure; None leaves it; sor.reply recovers. Otherwise as `before`.
    """
    return _register("error", function, raw, stage)


def reply(value, *, content_type=None):
    """Answers in place of the inner stages, and does not return. bytes are sent as they are, all else as JSON."""
    raise Reply(value, content_type)


def run():
    """Serves the decorated functions, as the host that started this program asks for. Does not return."""
    if "SOR_CHANNEL_FD" in os.environ:
        from _sor.frame_stages import serve
    else:
        from _sor.exec_stage import serve
    serve(_functions)


def _register(phase, function, raw, stage):
    if function is None:
        return lambda later: _register(phase, later, raw, stage)
    if getattr(getattr(function, "__code__", None), "co_flags", 0) & _CO_COROUTINE:
        raise TypeError(f"sor.{phase}: {function.__name__} is async; middlewares are plain functions")
    if (stage, phase) in _functions:
        where = f" of stage {stage!r}" if stage else ""
        raise ValueError(f"sor.{phase}: {function.__name__} is the second function for phase {phase!r}{where}")
    _functions[stage, phase] = (function, raw)
    return function
