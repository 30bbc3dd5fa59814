#!/usr/bin/env python3
"""before: answers with the stored response of the same key, or remembers the key. after: stores the response under it."""
import json
import os
import re

import sor


@sor.before(raw=True)
def replay(payload, ctx):
    key = re.sub("[^A-Za-z0-9]", "_", key_of(payload))
    path = os.path.join(ctx.config["store"], key)
    if key and os.path.exists(path):
        with open(path, "rb") as response, open(path + ".type") as content_type:
            sor.reply(response.read(), content_type=content_type.read())
    if key:
        ctx.state = {"key": key}


@sor.after(raw=True)
def store(payload, ctx):
    if not ctx.state:
        return
    path = os.path.join(ctx.config["store"], ctx.state["key"])
    with open(path + ".type", "w") as content_type:
        content_type.write(ctx.content_type or "application/json")
    with open(path, "wb") as response:
        response.write(payload)


def key_of(payload):
    """Provider knowledge: what makes an event of each provider the same."""
    try:
        event = json.loads(payload)
    except ValueError:
        return ""
    if event.get("requestContext") and "httpMethod" in event:
        values = {**(event.get("headers") or {}), **{name: many[-1] for name, many in (event.get("multiValueHeaders") or {}).items()}}
        return next((value for name, value in values.items() if name.lower() == "idempotency-key"), "")
    if (event.get("Records") or [{}])[0].get("eventSource") == "aws:sqs":
        return event["Records"][0]["messageId"]
    if "specversion" in event:
        return event["source"] + " " + event["id"]
    return ""


sor.run()
