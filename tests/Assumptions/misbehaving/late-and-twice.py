#!/usr/bin/python3
"""A `cors` that breaks the rules of frames: it answers twice, and comes back to events that are over.

With each event it sends first, for the event before: a note with a state and an attribute, a second result, a reply and an error; and for an
event that has not come yet, a note. Then it does what it should. None of it may show anywhere.
"""
import json
import os
import socket
import sys

channel = socket.socket(fileno=int(os.environ["SOR_CHANNEL_FD"]))
channel.set_inheritable(False)
incoming = channel.makefile("rb")


def send(body=b"", **header):
    channel.sendall(json.dumps(dict(header, length=len(body))).encode() + b"\n" + body)


def interfere(id):
    send(type="note", id=id, state={"origin": "https://evil.example"}, attributes={"leak": id})
    send(b'{"late":true}', type="result", id=id)
    send(b'{"late":"reply"}', type="reply", id=id)
    send(type="error", id=id, errorType="Late", errorMessage="too late")


def answer(frame, body):
    if frame["phase"] == "before":
        origin = json.loads(body).get("origin")
        if origin:
            send(type="note", id=frame["id"], state={"origin": origin})
        send(body, type="result", id=frame["id"])
    else:
        response = dict(json.loads(body), state=frame["context"].get("state"), attributes=frame["context"].get("attributes"))
        send(json.dumps(response, separators=(",", ":")).encode(), type="result", id=frame["id"])
    send(b'{"second":true}', type="result", id=frame["id"])


while True:
    line = incoming.readline()
    if not line:
        sys.exit()
    frame = json.loads(line)
    body = incoming.read(frame.get("length", 0))
    if frame["type"] == "hello":
        send(type="ready", version=1)
    elif frame["type"] == "shutdown":
        sys.exit()
    elif frame["type"] == "invoke":
        interfere(frame["id"] - 1)
        send(type="note", id=frame["id"] + 1, state={"origin": "https://early.example"}, attributes={"leak": "early"})
        answer(frame, body)
