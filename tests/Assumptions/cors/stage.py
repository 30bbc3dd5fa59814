#!/usr/bin/env python3
"""before: remembers the origin of a request. after: allows it in the response, if it is a configured one."""
import sor


@sor.before
def remember(event, ctx):
    # Provider knowledge: who sent this, and where its headers are. The response will not say it: it goes into the state.
    context = event.get("requestContext") if isinstance(event, dict) else None
    origin = header(event, "origin") if context and "httpMethod" in event else None
    if origin:
        ctx.state = {"origin": origin, "multi": "elb" in context and bool(event.get("multiValueHeaders"))}


@sor.after
def allow(response, ctx):
    if not ctx.state or ctx.state["origin"] not in ctx.config["origins"]:
        return None
    if ctx.state["multi"]:
        response.setdefault("multiValueHeaders", {})["access-control-allow-origin"] = [ctx.state["origin"]]
    else:
        response.setdefault("headers", {})["access-control-allow-origin"] = ctx.state["origin"]
    return response


def header(event, name):
    values = {**(event.get("headers") or {}), **{key: many[-1] for key, many in (event.get("multiValueHeaders") or {}).items()}}
    return next((value for key, value in values.items() if key.lower() == name), None)


sor.run()
