#!/usr/bin/python3
"""A middleware as people write it, one file for each way to run it: hides a member that the benchmark's event has not."""
import sor


@sor.before
def redact(event, ctx):
    if "password" in event:
        event["password"] = "***"
    return event


sor.run()
