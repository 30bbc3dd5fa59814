#!/usr/bin/python3
"""The persistent form of the JSON middleware: the helper library parses each payload and puts it out again."""
import sor


@sor.before
@sor.after
def pass_on(payload, context):
    return payload


sor.run()
