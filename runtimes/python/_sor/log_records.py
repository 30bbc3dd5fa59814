"""The root logger as Lambda sets it up: one handler on STDOUT, text or JSON, level by AWS_LAMBDA_LOG_LEVEL."""

import logging
import os
import sys
import time

from _sor.codec import dumps

_LEVELS = {"TRACE": logging.DEBUG, "DEBUG": logging.DEBUG, "INFO": logging.INFO, "WARN": logging.WARNING}
_LEVELS.update(ERROR=logging.ERROR, FATAL=logging.CRITICAL)
_OWN_MEMBERS = {*logging.makeLogRecord({}).__dict__, "message", "asctime", "aws_request_id", "tenant_id", "taskName"}


def configure(worker):
    """To be called once, right after logging was imported."""
    handler = _StdoutHandler()
    handler.addFilter(_InvocationFilter(worker))
    as_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
    handler.setFormatter(_JsonFormatter() if as_json else _TextFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = _LEVELS.get(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper())
    if level is not None:
        root.setLevel(level)


class _StdoutHandler(logging.Handler):
    def emit(self, record):
        try:
            sys.stdout.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


class _InvocationFilter:
    """Adds the ids of the invocation under way, for formats of the function's own too."""

    def __init__(self, worker):
        self._worker = worker

    def filter(self, record):
        context = self._worker.context
        record.aws_request_id = (context and context.aws_request_id) or ""
        record.tenant_id = context and context.tenant_id
        return True


class _TextFormatter(logging.Formatter):
    converter = time.gmtime

    def __init__(self):
        super().__init__(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
        )


class _JsonFormatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        entry = {
            "timestamp": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": record.aws_request_id,
        }
        if record.tenant_id is not None:
            entry["tenantId"] = record.tenant_id
        if record.exc_info and record.exc_info[0] is not None:
            import traceback

            kind, problem, trace = record.exc_info
            entry.update(errorType=kind.__name__, errorMessage=str(problem), stackTrace=traceback.format_tb(trace))
            entry["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        for name, value in record.__dict__.items():
            if name not in _OWN_MEMBERS and name not in entry:
                entry[name] = value
        try:
            return dumps(entry).decode()
        except (TypeError, ValueError):
            from _sor.rare_json import plain

            return dumps(plain(entry)).decode()
