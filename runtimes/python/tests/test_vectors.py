"""The vectors of spec/vectors/frames, in the worker's role."""

import glob
import os
import sys
import unittest

from support import PROGRAMS, VECTORS, WorkerTest, bytes_of, play, vectors_of

import _sor.channel
from _sor.channel import Channel, ChannelBroken, HostGone

_SMALL = 2_048


class _Pieces:
    """In place of os, for a channel: bytes that arrive in the given pieces, then the end."""

    def __init__(self, pieces):
        self._pieces = [piece for piece in reversed(pieces) if piece]  # the next one is the last

    def read(self, descriptor, size):
        if not self._pieces:
            return b""
        piece = self._pieces.pop()
        if len(piece) > size:
            self._pieces.append(piece[size:])
        return piece[:size]

    def readv(self, descriptor, views):
        piece = self.read(descriptor, len(views[0]))
        views[0][: len(piece)] = piece
        return len(piece)

    def set_inheritable(self, descriptor, inheritable):
        pass

    set_blocking = set_inheritable

    @property
    def exhausted(self):
        return not self._pieces


class ReaderVectors(unittest.TestCase):
    def test_all_readers_vectors_of_a_worker(self):
        names = set()
        for path in sorted(glob.glob(os.path.join(VECTORS, "reader-*.json"))):
            for vector in vectors_of(path)["vectors"]:
                self.assertNotIn(vector["name"], names)
                names.add(vector["name"])
                if "worker" in vector["roles"]:
                    with self.subTest(vector["name"]):
                        self._run(vector)
        self.assertGreater(len(names), 60)

    def _run(self, vector):
        data = bytes_of(vector["in"])
        ways = [[data], [data[i : i + 1] for i in range(len(data))]]
        if len(data) < _SMALL:
            ways += [[data[:i], data[i:]] for i in range(1, len(data))]
        for pieces in ways:
            self._read(vector, pieces)

    def _read(self, vector, pieces):
        source = _Pieces(pieces)
        original, _sor.channel.os = _sor.channel.os, source
        try:
            frames, then = self._frames(Channel(3), vector.get("limits", {}), source)
        finally:
            _sor.channel.os = original
        expected = [(frame["header"], bytes_of(frame.get("body", []))) for frame in vector["frames"]]
        self.assertEqual(frames, expected)
        self.assertEqual(then, vector["then"])

    @staticmethod
    def _frames(channel, limits, source):
        channel.payload_limit = limits.get("payloadBytes", channel.payload_limit)
        frames = []
        while True:
            between = source.exhausted and not channel._ahead
            try:
                header, body = channel.receive()
            except ChannelBroken:
                return frames, "broken"
            except HostGone:
                return frames, "open" if between else "partial"
            frames.append((header, bytes(body)))


class WorkerVectors(WorkerTest):
    def test_handler_echo(self):
        self._run_all("worker-handler.json", lambda: self.start_handler(handler="echo.handle", LAMBDA_TASK_ROOT=PROGRAMS))

    def test_middleware_mark(self):
        self._run_all("worker-middleware-mark.json", lambda: self._middleware("middleware-mark"))

    def test_middleware_deny(self):
        self._run_all("worker-middleware-deny.json", lambda: self._middleware("middleware-deny"))

    def test_middleware_state(self):
        self._run_all("worker-middleware-state.json", lambda: self._middleware("middleware-state"))

    def _middleware(self, name):
        return self.start([sys.executable, os.path.join(PROGRAMS, name)])

    def _run_all(self, file, start):
        for vector in vectors_of(file)["vectors"]:
            with self.subTest(vector["name"]):
                worker = start()
                play(self, worker, vector["steps"])


if __name__ == "__main__":
    unittest.main()
