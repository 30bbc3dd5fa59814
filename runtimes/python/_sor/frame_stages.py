"""A persistent middleware: serves the stages that the host's hello names, over frames."""

import os

from _sor.channel import HEADER_LIMIT, READY, header_line
from _sor.codec import loads_text
from _sor.outcomes import Failure
from _sor.stage_call import call, functions_of
from _sor.stage_context import StageContext
from _sor.worker import run_worker


def serve(functions):
    """Serves the decorated functions on the channel that SOR_CHANNEL_FD names, until the host says shutdown or is gone."""

    def work(channel, output):
        worker = StageWorker(channel, output, functions)
        worker.start()
        while True:
            worker.answer(*channel.next_invocation())

    run_worker(work)


class StageWorker:
    """One or several stages, one invocation at a time."""

    __slots__ = ("_channel", "_output", "_functions", "_stages", "_function")

    def __init__(self, channel, output, functions):
        self._channel = channel
        self._output = output
        self._functions = functions
        self._stages = {}  # name: (config, {phase: (function, raw)})
        self._function = {}

    def start(self):
        """Takes what hello says and tells the host that events may come."""
        hello = self._channel.greet()
        self._function = hello.get("function") or {}
        try:
            for stage in hello.get("stages") or [_stage_of_environment()]:
                name = stage["name"]
                self._stages[name] = (stage.get("config") or {}, functions_of(name, self._functions))
        except Failure as problem:
            self._fail(problem)
            raise SystemExit(1) from None
        self._output.flush()
        self._channel.send(READY)

    def answer(self, frame, body):
        """Calls the function for one invoke frame and sends what came of it, with the notes in front."""
        id, stage, phase = frame["id"], frame.get("stage"), frame.get("phase")
        config, phases = self._stages.get(stage) or (None, None)
        if phases is None:
            self._fail(Failure("Runtime.ProtocolError", f"Stage {stage!r} is none of this worker"), id)
            return
        entry = phases.get(phase)
        if entry is None:
            self._send(id, "result", body, None)  # nothing to do in this phase: the payload stays as it is
            return
        facts = frame.get("context") or {}
        ctx = StageContext(
            stage, phase, config, frame.get("deadline"), frame.get("contentType"), facts, self._function, self._logger(id)
        )
        try:
            kind, data, content_type = call(entry, body, ctx)
            if len(data) > self._channel.payload_limit:
                limit = self._channel.payload_limit
                raise Failure("Runtime.StageOutputTooLarge", f"{len(data)} bytes are more than the limit of {limit}")
            notes = _note_frames(id, ctx)
        except BaseException as problem:
            self._fail(problem, id, ctx.request_id)
        else:
            self._output.flush()
            self._send(id, kind, data, content_type, notes)

    def _send(self, id, kind, data, content_type, notes=b""):
        if content_type is None:
            head = b'{"type":"%s","id":%d,"length":%d}\n' % (kind.encode(), id, len(data))
        else:
            head = header_line({"type": kind, "id": id, "contentType": content_type, "length": len(data)})
        self._channel.send(notes + head, data)

    def _fail(self, problem, id=None, request_id=None):
        from _sor.failures import fail

        fail(problem, self._channel, self._output, id=id, request_id=request_id)

    def _logger(self, id):
        def write(level, message, fields):
            from _sor.stage_log import log_frame

            self._channel.send(log_frame(id, level, message, fields))

        return write


def _stage_of_environment():
    config = os.environ.get("SOR_STAGE_CONFIG")
    return {"name": os.environ.get("SOR_STAGE", ""), "config": loads_text(config) if config else {}}


def _note_frames(id, ctx):
    """One note frame for each member noted: together they could pass the limit of a header."""
    frames = b""
    for name, value in ctx.take_notes().items():
        frame = header_line({"type": "note", "id": id, name: value})
        if len(frame) > HEADER_LIMIT:
            message = f"The note {name!r} has {len(frame)} bytes, the limit is {HEADER_LIMIT}"
            raise Failure("Runtime.NotesTooLarge", message)
        frames += frame
    return frames
