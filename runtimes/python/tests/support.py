"""Plays the host for workers under test: real processes on a real socket pair. Every wait is bounded."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import unittest

RUNTIME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")
VECTORS = os.path.join(os.path.dirname(os.path.dirname(RUNTIME)), "spec", "vectors", "frames")
WAIT_SECONDS = 60

sys.path.insert(0, RUNTIME)


def bytes_of(parts):
    """The bytes that the parts of a vector stand for."""
    return b"".join(
        (part["text"].encode() if "text" in part else bytes.fromhex(part["hex"])) * part.get("times", 1) for part in parts
    )


def vectors_of(name):
    """The content of a file of vectors."""
    with open(os.path.join(VECTORS, name), encoding="utf-8") as file:
        return json.load(file)


def frame_bytes(header, body=b""):
    """A frame as a host writes it."""
    if body:
        header = {**header, "length": len(body)}
    return json.dumps(header, separators=(",", ":")).encode() + b"\n" + body


class Frame:
    """One frame of a worker."""

    def __init__(self, header, body):
        self.header = header
        self.body = body

    @property
    def type(self):
        return self.header["type"]

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.header} {self.body[:200]!r}"


class Worker:
    """A worker's process and the host's end of its channel."""

    def __init__(self, command, folder, environment):
        ours, theirs = socket.socketpair()
        ours.settimeout(WAIT_SECONDS)
        self._socket = ours
        self._ahead = b""
        self._last_id = 0
        self._log = tempfile.TemporaryFile()
        self._errors = tempfile.TemporaryFile()
        variables = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": RUNTIME, "LC_ALL": "C.UTF-8"}
        variables.update({"SOR_CHANNEL_FD": str(theirs.fileno()), "PYTHONDONTWRITEBYTECODE": "1", **environment})
        with theirs:
            self.process = subprocess.Popen(
                command, cwd=folder, env=variables, pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._errors,
            )

    def send(self, data):
        self._socket.sendall(data)

    def send_frame(self, header, body=b""):
        self.send(frame_bytes(header, body))

    def close(self):
        self._socket.close()

    def receive(self):
        """The next frame; None at the end of the channel."""
        while b"\n" not in self._ahead:
            if not self._read_more():
                return None
        line, _, self._ahead = self._ahead.partition(b"\n")
        header = json.loads(line)
        assert len(line) < 65_536, f"a header of {len(line) + 1} bytes"
        parts, have = [self._ahead], len(self._ahead)
        length = header.get("length", 0)
        while have < length:
            parts.append(self._socket.recv(1 << 20))
            assert parts[-1], "the channel ended inside of a body"
            have += len(parts[-1])
        data = b"".join(parts)
        self._ahead = data[length:]
        return Frame(header, data[:length])

    def hello(self, stages=({"name": "handler", "phases": ["handle"]},), **more):
        """Sends hello and returns the answer: ready, or an error."""
        header = {"type": "hello", "versions": [1], "stages": list(stages), "features": []}
        header["function"] = {"name": "orders", "version": "7", "memoryMb": 512}
        header["limits"] = {"headerBytes": 65_536, "payloadBytes": 6_291_556}
        self.send_frame({**header, **more})
        return self.receive()

    def send_invoke(self, event, stage="handler", phase="handle", context=None, **more):
        """Sends an event and returns its id. bytes are sent as they are, all else as JSON."""
        self._last_id += 1
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        header = {"type": "invoke", "id": self._last_id, "stage": stage, "phase": phase}
        header["context"] = {"requestId": f"request-{self._last_id}", **(context or {})}
        self.send_frame({**header, **more}, body)
        return self._last_id

    def invoke(self, event, **more):
        """Sends an event and returns the terminal frame; the frames before it stand in `self.notes`."""
        id = self.send_invoke(event, **more)
        self.notes = []
        while True:
            frame = self.receive()
            if frame is None or frame.type not in ("note", "log"):
                assert frame is None or frame.header["id"] == id, frame
                return frame
            self.notes.append(frame)

    def shutdown(self):
        """Says shutdown and returns the exit status."""
        self.send_frame({"type": "shutdown", "graceMs": 1000, "reason": "test"})
        return self.wait()

    def wait(self):
        return self.process.wait(WAIT_SECONDS)

    def log(self):
        """What the worker has written to STDOUT so far."""
        return self._text_of(self._log)

    def errors(self):
        """What the worker has written to STDERR so far."""
        return self._text_of(self._errors)

    def end(self):
        """Leaves nothing behind."""
        self.close()
        self.process.kill()
        self.process.wait(WAIT_SECONDS)
        self._log.close()
        self._errors.close()

    def _read_more(self):
        try:
            data = self._socket.recv(1 << 20)
        except ConnectionResetError:
            return False
        self._ahead += data
        return bool(data)

    @staticmethod
    def _text_of(file):
        # A second position in the file: the worker goes on writing at its own.
        return os.pread(file.fileno(), 1 << 24, 0).decode()


class WorkerTest(unittest.TestCase):
    """A temporary task root, and workers that end with the test."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        """A file in the task root."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text).lstrip("\n"))
        return path

    def start(self, command, **environment):
        worker = Worker(command, self.folder, environment)
        self.addCleanup(worker.end)
        return worker

    def start_handler(self, source=None, handler="app.handle", **environment):
        """The language runtime, before hello, with the source as app.py."""
        if source is not None:
            self.write("app.py", source)
        variables = {"SOR_STAGE": "handler", "_HANDLER": handler, "LAMBDA_TASK_ROOT": self.folder, **environment}
        return self.start([sys.executable, os.path.join(RUNTIME, "main.py")], **variables)

    def handler(self, source, **environment):
        """The language runtime, ready."""
        worker = self.start_handler(source, **environment)
        answer = worker.hello()
        self.assertEqual(answer and answer.type, "ready", answer)
        return worker

    def middleware(self, source, stages=({"name": "m", "phases": ["before", "after", "error"]},), **environment):
        """A persistent middleware, ready."""
        worker = self.start([sys.executable, self.write("middleware.py", source)], **environment)
        answer = worker.hello(stages)
        self.assertEqual(answer and answer.type, "ready", answer)
        return worker


def play(test, worker, steps):
    """The host's part of a conversation of spec/vectors/frames, with a worker of any language."""
    for step in steps:
        if "send" in step:
            worker.send(bytes_of(step["send"]))
        elif "expect" in step:
            _expect(test, worker, step["expect"])
        elif "close" in step:
            worker.close()
        else:
            status = worker.wait()
            if step["exit"] != "any":
                test.assertEqual(status, step["exit"], worker.errors())


def _expect(test, worker, expected):
    frame = worker.receive()
    while frame is not None and frame.type in ("log", "note") and frame.type != expected["header"]["type"]:
        frame = worker.receive()
    test.assertIsNotNone(frame, worker.errors())
    test.assertEqual(frame.header, {**frame.header, **expected["header"]})
    if "body" in expected:
        test.assertEqual(frame.body, bytes_of(expected["body"]))
    if "json" in expected:
        test.assertEqual(frame.json, expected["json"])
