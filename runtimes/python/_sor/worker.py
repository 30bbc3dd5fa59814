"""What every worker is made of: its two log streams, its channel, and the ends of its life."""

import os
import sys

from _sor.channel import Channel, ChannelBroken, HostGone


def run_worker(serve):
    """Calls serve(channel, output), which goes on until the host has no more work, and ends the process as it should."""
    output = Output()
    try:
        serve(Channel.from_environment(), output)
    except KeyboardInterrupt:
        sys.exit(130)
    except (HostGone, BrokenPipeError, ConnectionResetError):
        # Nobody is left to answer to. At once: a thread of the function could keep an ordinary exit waiting for ever.
        output.flush()
        os._exit(0)
    except ChannelBroken as problem:
        output.flush()
        os.write(2, f"sor: the channel to the host is broken: {problem}\n".encode())
        os._exit(1)


class Output:
    """STDOUT and STDERR as logs: whole lines leave at once, the rest before an answer does."""

    __slots__ = ("_stdout", "_stderr")

    def __init__(self):
        self._stdout = sys.stdout
        self._stderr = sys.stderr
        if self._stdout is not None:
            # A handler that is killed has still said what it said: Python would keep up to 8 KiB when writing to a pipe.
            self._stdout.reconfigure(line_buffering=True)

    def flush(self):
        """Writes what is buffered, also in a stream that the handler has put in place of one of the two."""
        try:
            self._stdout.flush()
            self._stderr.flush()
            if sys.stdout is not self._stdout or sys.stderr is not self._stderr:
                self._flush_replaced()
        except (AttributeError, ValueError, OSError):
            # Absent, closed by the handler, or nobody reads it any more: logs never decide an invocation.
            pass

    @staticmethod
    def _flush_replaced():
        sys.stdout.flush()
        sys.stderr.flush()
