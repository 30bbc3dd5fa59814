"""What ends an invocation otherwise than by a payload."""


class Failure(Exception):
    """A failure whose type and message are decided, unlike those of an exception that just happened.

    retry says whether the platform may try the event again; None: it decides by itself.
    """

    def __init__(self, error_type, message, *, retry=None, stack=()):
        super().__init__(message)
        self.error_type = error_type
        self.retry = retry
        self.stack = list(stack)


class Reply(BaseException):
    """A middleware's own answer. Not an Exception, so that `except Exception` around it does not let the event through."""

    def __init__(self, value, content_type):
        super().__init__()
        self.value = value
        self.content_type = content_type
