#!/usr/bin/python3
"""The persistent form of the JSON middleware, written against the frames contract without a helper library."""
import json
import os

channel = open(int(os.environ["SOR_CHANNEL_FD"]), "r+b", buffering=0)
reader = os.fdopen(os.dup(channel.fileno()), "rb")


def send(header, body=b""):
    channel.write(json.dumps({**header, "length": len(body)}).encode() + b"\n" + body)


for line in reader:
    frame = json.loads(line)
    body = reader.read(frame.get("length", 0))
    if frame["type"] == "hello":
        send({"type": "ready", "version": 1, "concurrency": 1, "features": []})
    elif frame["type"] == "invoke":
        send({"type": "result", "id": frame["id"]}, json.dumps(json.loads(body)).encode())
    elif frame["type"] == "ping":
        send({"type": "pong", "token": frame["token"]})
    elif frame["type"] == "shutdown":
        break
