#!/usr/bin/env python3
"""A stand-in for `bootstrap` that misbehaves on demand.

It does what the event's member "do" says (see `answer`). What it does at start is in the file "start" of its working
directory: init-error, init-exit, init-hang.
"""
import http.client
import json
import os
import signal
import subprocess
import sys
import time

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
BASE = "/2018-06-01/runtime/"
connection = http.client.HTTPConnection(API)


def call(method, path, body=None, headers={}):
    connection.request(method, BASE + path, body, headers)
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def record(value):
    os.write(int(os.environ["SOR_EVENTS_FD"]), (json.dumps(value) + "\n").encode())


def start():
    try:
        with open("start") as file:
            return file.read().strip()
    except FileNotFoundError:
        return ""


def begin():
    action = start()
    if action == "init-error":
        call("POST", "init/error", json.dumps({"errorType": "Runtime.ImportModuleError", "errorMessage": "no module named app"}),
             {"Lambda-Runtime-Function-Error-Type": "Runtime.ImportModuleError"})
        sys.exit(1)
    if action == "init-exit":
        print("cannot go on", file=sys.stderr)
        sys.exit(7)
    if action == "init-hang":
        time.sleep(600)
    record({"type": "init", "version": 1, "durationMs": 1.5, "stages": [{"name": "handler", "kind": "frames", "durationMs": 1.2}]})


def answer(event, headers, request_id):
    action = event.get("do", "echo") if isinstance(event, dict) else "echo"
    if action == "exit":
        print("last words", flush=True)
        os._exit(event["status"])
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if action == "sleep":
        time.sleep(event["seconds"])
    if action == "log":
        for number in range(event["lines"]):
            print("line", number, flush=True)
    if action == "wait":
        print("waiting", flush=True)
        while os.path.exists(event["file"]):
            time.sleep(0.01)
    if action == "partial":
        print("no end of line", end="", flush=True)
    if action == "grandchild":
        # Outlives us in a session of its own, and holds our STDOUT.
        child = subprocess.Popen(["sleep", "600"], start_new_session=True)
        return {"pid": child.pid}
    if action == "large":
        return "x" * event["bytes"]
    if action == "environment":
        return {"environment": dict(os.environ), "directory": os.getcwd(), "pid": os.getpid()}
    if action == "headers":
        return {name: value for name, value in headers.items() if name.lower().startswith("lambda-runtime")}
    if action == "code":
        with open("code") as file:
            return file.read()
    if action == "reply":
        return event["reply"]
    return event


def main():
    begin()
    while True:
        status, headers, body = call("GET", "invocation/next")
        request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        echo = {"Lambda-Runtime-Invocation-Id": headers["Lambda-Runtime-Invocation-Id"]}
        event = json.loads(body)
        if isinstance(event, dict) and event.get("do") == "error":
            error = {"errorType": event.get("type", "ValueError"), "errorMessage": event.get("message", "no"), "stackTrace": ["here"]}
            call("POST", f"invocation/{request_id}/error", json.dumps(error), echo)
            outcome = {"outcome": "failure", "errorType": error["errorType"], "failedStage": "handler"}
        else:
            result = json.dumps(answer(event, headers, request_id))
            call("POST", f"invocation/{request_id}/response", result, echo)
            outcome = {"outcome": "response"}
            if isinstance(event, dict) and event.get("do") == "log-late":
                time.sleep(0.1)
                print("passed on after the answer", flush=True)
        record({"type": "invocation", "version": 1, "requestId": request_id, "durationMs": 2.5, "eventBytes": len(body), "responseBytes": 3,
                "stages": [{"name": "handler", "phase": "handle", "kind": "frames", "durationMs": 2.0, "outcome": "payload"}], **outcome})


main()
