#!/usr/bin/python3
"""The bare process that a handler in Python is compared with: frames of a 4-byte length, one JSON echo each."""
import json
import os

read = open(0, "rb").read
while True:
    size = read(4)
    if not size:
        break
    event = json.loads(read(int.from_bytes(size, "little")))
    answer = json.dumps(event).encode()
    answer = len(answer).to_bytes(4, "little") + answer
    while answer:
        answer = answer[os.write(1, answer):]
