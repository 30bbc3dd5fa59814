"""The handler's second argument: Lambda's context object, made of an invoke frame."""

import os
from time import time

# What get_remaining_time_in_millis says where there is no deadline: a day, so that loops which watch it go on.
_NO_DEADLINE_MS = 86_400_000


def _client_context(context):
    from _sor.caller import client_context

    return client_context(context.get("clientContext"))


def _identity(context):
    from _sor.caller import identity

    return identity(context.get("identity"))


def _sor(context):
    from _sor.caller import StageFacts

    return StageFacts(context)


# Made at first use: most handlers never look.
_LAZY = {
    "invoked_function_arn": lambda context: context.get("function", {}).get("arn"),
    "tenant_id": lambda context: context.get("tenantId"),
    "client_context": _client_context,
    "identity": _identity,
    "sor": _sor,
}


class LambdaContext:
    """One per invocation. Takes further attributes, as libraries for Lambda expect."""

    __slots__ = ("aws_request_id", "_context", "_deadline", "__dict__")

    # constants of the process: see set_constants
    function_name = None
    function_version = None
    memory_limit_in_mb = None
    log_group_name = None
    log_stream_name = None

    def __init__(self, frame):
        self._context = context = frame.get("context") or {}
        self._deadline = frame.get("deadline")
        self.aws_request_id = context.get("requestId")

    def __getattr__(self, name):
        make = _LAZY.get(name)
        if make is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = self.__dict__[name] = make(self._context)
        return value

    def get_remaining_time_in_millis(self):
        """Milliseconds until the answer is due, never below 0."""
        if self._deadline is None:
            return _NO_DEADLINE_MS
        return max(0, int(self._deadline - time() * 1000))

    def log(self, message):
        """Writes a text to the function's log, as it is."""
        import sys

        sys.stdout.write(str(message))

    def __repr__(self):
        names = (
            "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
            "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id",
        )
        return f"LambdaContext([{','.join(f'{name}={getattr(self, name)}' for name in names)}])"


def set_constants(function):
    """Takes what hello says of the function; where it is silent, what Lambda's environment says."""
    variable = os.environ.get
    memory = function.get("memoryMb")
    LambdaContext.function_name = function.get("name") or variable("AWS_LAMBDA_FUNCTION_NAME")
    LambdaContext.function_version = function.get("version") or variable("AWS_LAMBDA_FUNCTION_VERSION")
    LambdaContext.memory_limit_in_mb = str(memory) if memory else variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
    LambdaContext.log_group_name = variable("AWS_LAMBDA_LOG_GROUP_NAME")
    LambdaContext.log_stream_name = variable("AWS_LAMBDA_LOG_STREAM_NAME")
