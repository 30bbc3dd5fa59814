"""The variable _X_AMZN_TRACE_ID: seen by the function at once, and by the children that it starts."""

import os
import sys

_NAME = "_X_AMZN_TRACE_ID"
_KEY = os.fsencode(_NAME)

# Every way in which Python code starts a program or a copy of itself.
_STARTS = frozenset(("subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn"))


class TraceVariable:
    """Changes with nearly every event.

    The C library never gives back the memory of a value that was replaced, and setting one takes a microsecond: so the
    environment of the C library, which only children read, is brought up to date when a child is about to be started.
    """

    def __init__(self):
        self._trace = os.environ.get(_NAME)
        self._is_current = True
        self._is_watching = False
        # What os.environ reads from; os.environ itself would set both.
        self._values = getattr(os.environ, "_data", None)

    def set(self, trace):
        """Sets the variable, or removes it for None."""
        if trace == self._trace:
            return
        self._trace = trace
        if self._values is None:
            _set_both(trace)
            return
        if trace is None:
            self._values.pop(_KEY, None)
        else:
            self._values[_KEY] = os.fsencode(trace)
        self._is_current = False
        if not self._is_watching:
            self._is_watching = True
            sys.addaudithook(self._on_audit)

    def _on_audit(self, event, _arguments):
        if not self._is_current and event in _STARTS:
            self._is_current = True
            _set_both(self._trace)


def _set_both(trace):
    if trace is None:
        os.environ.pop(_NAME, None)
        os.unsetenv(_NAME)
    else:
        os.environ[_NAME] = trace
