"""The life of the language runtime: load the handler, say ready, answer invocations until the host has no more."""

import os
import sys

from _sor.channel import READY
from _sor.codec import dumps, is_json, loads
from _sor.handler_loading import load, prepare_path
from _sor.lambda_context import LambdaContext, set_constants
from _sor.lazy_logging import configure_when_imported
from _sor.trace_variable import TraceVariable
from _sor.worker import run_worker


def main():
    """Serves _HANDLER on the channel that SOR_CHANNEL_FD names, until the host says shutdown or is gone."""
    if "SOR_CHANNEL_FD" not in os.environ:
        sys.exit("sor: SOR_CHANNEL_FD is not set: the bootstrap starts this program, it cannot be started by hand")
    run_worker(_serve)


def _serve(channel, output):
    worker = HandlerWorker(channel, output)
    worker.start()
    while True:
        worker.answer(*channel.next_invocation())


class HandlerWorker:
    """One handler, one invocation at a time."""

    __slots__ = ("_channel", "_output", "_handler", "_trace", "context")

    def __init__(self, channel, output):
        self._channel = channel
        self._output = output
        self._handler = None
        self._trace = TraceVariable()
        self.context = None  # of the invocation under way

    def start(self):
        """Loads the handler and tells the host."""
        set_constants(self._channel.greet().get("function") or {})
        prepare_path(os.environ.get("LAMBDA_TASK_ROOT") or os.getcwd())
        configure_when_imported(self)
        try:
            self._handler = load(os.environ.get("_HANDLER", ""))
        except Exception as problem:
            from _sor.failures import fail

            fail(problem, self._channel, self._output)
            raise SystemExit(1) from None
        self._output.flush()
        self._channel.send(READY)

    def answer(self, frame, body):
        """Calls the handler for one invoke frame and sends what came of it."""
        # The locals keep event and answer alive until the answer is out: freeing a large one takes its time.
        self.context = context = LambdaContext(frame)
        try:
            self._trace.set(frame.get("context", {}).get("trace", {}).get("xray"))
            event = _event(frame, body)
            value = self._handler(event, context)
            head, data = _result(frame, value, self._channel.payload_limit)
        except BaseException as problem:
            from _sor.failures import fail

            fail(problem, self._channel, self._output, id=frame["id"], request_id=context.aws_request_id)
        else:
            self._output.flush()
            self._channel.send(head, data)


def _event(frame, body):
    if not is_json(frame.get("contentType")):
        return bytes(body)
    try:
        return loads(body)
    except Exception as problem:
        from _sor.outcomes import Failure

        raise Failure("Runtime.UnmarshalError", f"Unable to unmarshal input: {problem}") from None


def _result(frame, value, limit):
    """Head and body of a result frame."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        data = bytes(value)
        head = b'{"type":"result","id":%d,"contentType":"application/octet-stream","length":%d}\n'
    else:
        try:
            data = dumps(value)
        except Exception as problem:
            from _sor.outcomes import Failure

            raise Failure("Runtime.MarshalError", f"Unable to marshal response: {problem}") from None
        head = b'{"type":"result","id":%d,"length":%d}\n'
    if len(data) > limit:
        from _sor.outcomes import Failure

        message = f"Response payload size exceeded maximum allowed payload size ({limit} bytes)."
        raise Failure("Function.ResponseSizeTooLarge", message)
    return head % (frame["id"], len(data)), data
