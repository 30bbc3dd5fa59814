"""The probe of spec/probe.md as a handler in Python."""

import os
import time


def handle(event, context):
    command = event.get("probe") if isinstance(event, dict) else None
    if command == "fail":
        raise type(event["errorType"], (Exception,), {})(event["errorMessage"])
    if command == "size":
        return "x" * (event["bytes"] - 2)
    if command == "sleep":
        time.sleep(event["ms"] / 1000)
    if command == "print":
        print(event["text"])
    if command == "crash":
        os._exit(1)
    return event
