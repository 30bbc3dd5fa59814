"""The log line of a failed invocation, as Lambda's own runtime writes it. Loaded when first needed."""

import os
import sys
from time import gmtime, strftime

from _sor.codec import dumps

_INDENT = "\u00a0"  # log viewers drop ordinary blanks at the start of a line


def log_failure(error_type, message, stack, request_id):
    """One record on STDOUT: a JSON object, or a text whose lines are joined by carriage returns."""
    if os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON":
        record = {"timestamp": strftime("%Y-%m-%dT%H:%M:%SZ", gmtime()), "level": "ERROR", "errorMessage": message}
        record.update(errorType=error_type, requestId=request_id or "", stackTrace=stack)
        text = dumps(record).decode()
    else:
        lines = [f"[ERROR] {error_type}: {message}"]
        if stack:
            lines.append("Traceback (most recent call last):")
        for entry in stack:
            lines.extend(map(_indented, entry.splitlines()))
        text = "\r".join(lines).replace("\n", "\r")
    try:
        sys.stdout.write(text + "\n")
    except (AttributeError, ValueError, OSError):
        pass  # no STDOUT (any more): the host has the failure anyway


def _indented(line):
    bare = line.lstrip(" ")
    return _INDENT * (len(line) - len(bare)) + bare
