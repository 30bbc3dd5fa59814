#!/usr/bin/env python3
"""before: an event with the configured bearer token passes as it came. Another one is answered with 401 where an HTTP
client waits, and fails where nobody does."""
import sor


@sor.before
def check(event, ctx):
    kind, credentials = recognize(event)
    if credentials == "Bearer " + ctx.config["token"]:
        return
    if kind == "rest":
        sor.reply({"statusCode": 401, "headers": {"content-type": "text/plain"}, "body": "unauthorized", "isBase64Encoded": False})
    if kind in ("alb", "alb-multi"):
        headers = {"headers": {"content-type": "text/plain"}} if kind == "alb" else {"multiValueHeaders": {"content-type": ["text/plain"]}}
        sor.reply({"statusCode": 401, "statusDescription": "401 Unauthorized", **headers, "body": "unauthorized", "isBase64Encoded": False})
    raise sor.Failure("Unauthorized", "the event carries no valid token", retry=False)


def recognize(event):
    """Provider knowledge: who sent this, and where its credentials are."""
    if not isinstance(event, dict):
        return "other", ""
    context = event.get("requestContext") or {}
    if "elb" in context:
        return "alb-multi" if event.get("multiValueHeaders") else "alb", header(event, "authorization")
    if context and "httpMethod" in event:
        return "rest", header(event, "authorization")
    records = event.get("Records") or [{}]
    if records[0].get("eventSource") == "aws:sqs":
        return "sqs", records[0].get("messageAttributes", {}).get("authorization", {}).get("stringValue", "")
    if "specversion" in event:
        return "cloudevent", event.get("authorization", "")
    return "other", ""


def header(event, name):
    values = {**(event.get("headers") or {}), **{key: many[-1] for key, many in (event.get("multiValueHeaders") or {}).items()}}
    return next((value for key, value in values.items() if key.lower() == name), "")


sor.run()
