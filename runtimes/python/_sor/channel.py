"""Frames over the channel to the host: one line of JSON, then `length` raw bytes (spec/frames.md).

Blocking reads and writes of the bare descriptor: the worker serves one invocation at a time, reads a whole body before
it answers, and so needs neither the socket module nor an event loop.
"""

import os

from _sor.codec import dumps, loads_text

HEADER_LIMIT = 65_536
READY = b'{"type":"ready","version":1,"concurrency":1,"features":[]}\n'
_PAYLOAD_LIMIT = 6_291_556  # until hello says otherwise
_PIECE = 65_536
# Up to here one write of header and body joined is cheaper than a gathered write; beyond, the copy would count.
_JOIN_LIMIT = 16_384


class ChannelBroken(Exception):
    """What came is no frame: the channel cannot go on."""


class HostGone(Exception):
    """The host closed the channel without a shutdown."""


class Channel:
    """The worker's end. Not to be shared between threads."""

    __slots__ = ("_descriptor", "_ahead", "payload_limit")

    def __init__(self, descriptor):
        # First of all: children of the handler must not hold the channel open.
        os.set_inheritable(descriptor, False)
        os.set_blocking(descriptor, True)
        self._descriptor = descriptor
        self._ahead = b""  # read already, behind the last frame
        self.payload_limit = _PAYLOAD_LIMIT

    @classmethod
    def from_environment(cls):
        """The channel that SOR_CHANNEL_FD names. The variable goes: what a handler starts must not take it for its own."""
        return cls(int(os.environ.pop("SOR_CHANNEL_FD")))

    def receive(self):
        """The next frame: header, and body as bytes, or as a bytearray if it took several reads. HostGone at the end."""
        data = self._ahead or os.read(self._descriptor, _PIECE)
        newline = data.find(b"\n")
        if newline < 0:
            data, newline = self._read_header(data)
        if newline >= HEADER_LIMIT:
            raise ChannelBroken(f"a header of more than {HEADER_LIMIT} bytes")
        header = _parse(data[:newline])
        length = header.get("length", 0)
        if type(length) is not int or not 0 <= length <= self.payload_limit:
            raise ChannelBroken(f"length {length!r} is not an integer from 0 to {self.payload_limit}")
        start = newline + 1
        end = start + length
        if end > len(data):
            self._ahead = b""
            return header, self._read_body(data[start:], length)
        self._ahead = data[end:]
        return header, data[start:end]

    def greet(self):
        """Reads hello, the first frame, and returns its header."""
        hello, _ = self.receive()
        if hello.get("type") != "hello" or 1 not in hello.get("versions", ()):
            message = "the first frame must be a hello that offers version 1 of frames"
            self.send(header_line({"type": "error", "errorType": "Runtime.ProtocolError", "errorMessage": message}))
            raise ChannelBroken(message)
        limit = hello.get("limits", {}).get("payloadBytes")
        if limit is not None:
            self.payload_limit = limit
        return hello

    def next_invocation(self):
        """The next invoke frame. Answers pings on the way; SystemExit at a shutdown."""
        while True:
            frame = self.receive()
            kind = frame[0].get("type")
            if kind == "invoke":
                return frame
            if kind == "ping":
                self.send(header_line({"type": "pong", "token": frame[0].get("token")}))
            elif kind == "shutdown":
                raise SystemExit(0)

    def send(self, head, body=b""):
        """Writes a header line and its body."""
        if len(body) <= _JOIN_LIMIT:
            data = head + body
            written = os.write(self._descriptor, data)
            if written < len(data):
                self._write_rest([memoryview(data)[written:]])
        else:
            self._write_rest([memoryview(head), memoryview(body)])

    def _read_header(self, data):
        data = bytearray(data)
        while len(data) < HEADER_LIMIT:
            more = os.read(self._descriptor, _PIECE)
            if not more:
                raise HostGone
            newline = more.find(b"\n")
            if newline >= 0:
                newline += len(data)
            data += more
            if newline >= 0:
                return data, newline
        raise ChannelBroken(f"{len(data)} bytes without the end of a header")

    def _read_body(self, begun, length):
        body = bytearray(length)
        view = memoryview(body)
        have = len(begun)
        view[:have] = begun
        while have < length:
            got = os.readv(self._descriptor, [view[have:]])
            if not got:
                raise HostGone
            have += got
        return body

    def _write_rest(self, views):
        while views:
            written = os.writev(self._descriptor, views)
            while views and written >= len(views[0]):
                written -= len(views.pop(0))
            if written:
                views[0] = views[0][written:]


def header_line(header):
    """A header's bytes. Always Unicode: the host would close the channel over half of a surrogate pair."""
    return dumps(header, "replace") + b"\n"


def _parse(line):
    try:
        header = loads_text(line.decode())
    except (ValueError, RecursionError) as problem:
        raise ChannelBroken(f"a header is not JSON: {problem}") from None
    if type(header) is not dict:
        raise ChannelBroken("a header is not an object")
    return header
