"""The second argument of a middleware's function: what is known of the invocation, and what the stage notes about it."""

from time import time

_LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"}


class StageContext:
    """One per call. Absent facts are None, or an empty dict where the fact is one."""

    __slots__ = ("stage", "phase", "config", "deadline", "content_type", "_facts", "_function", "_notes", "_write_log")

    def __init__(self, stage, phase, config, deadline, content_type, facts, function, write_log):
        self.stage = stage  # name of this stage
        self.phase = phase  # before, after or error
        self.config = config  # of this stage, from the function's configuration
        self.deadline = deadline  # when the answer is due, in Unix milliseconds
        self.content_type = content_type  # of the payload; set it to name that of the payload you return
        self._facts = facts
        self._function = function
        self._notes = None
        self._write_log = write_log

    @property
    def request_id(self):
        """The platform's id of the event. Retries may repeat it."""
        return self._facts.get("requestId")

    @property
    def invocation_id(self):
        """Unique per delivery, where the platform gives one."""
        return self._facts.get("invocationId")

    @property
    def trace(self):
        """Trace headers: xray, traceparent, tracestate."""
        return self._facts.get("trace", {})

    @property
    def function(self):
        """name, version, memoryMb, instance, arn: as far as known."""
        return {**self._function, **self._facts.get("function", {})}

    @property
    def trigger(self):
        """The platform adapter that took the event: lambda."""
        return self._facts.get("trigger")

    @property
    def tenant_id(self):
        """Tenant of a tenant-isolated function."""
        return self._facts.get("tenantId")

    @property
    def client_context(self):
        """The caller's client context, decoded."""
        return self._facts.get("clientContext")

    @property
    def identity(self):
        """The caller's identity, as it came."""
        return self._facts.get("identity")

    @property
    def event(self):
        """What the event is: kind, id, source, type, subject, idempotencyKey. Empty unless the stage asks for `context: [event]`."""
        return self._facts.get("event", {})

    @property
    def http(self):
        """The event's HTTP request: method, target, path, headers. Empty unless the stage asks for `context: [http]`, or without one."""
        return self._facts.get("http", {})

    @property
    def attributes(self):
        """What stages noted so far: {"STAGE": {...}}. Note your own with `annotate`."""
        return self._facts.get("attributes", {})

    @property
    def state(self):
        """What this stage noted in an earlier phase of the same invocation. Set it to note it for the later phases."""
        if self._notes is not None and "state" in self._notes:
            return self._notes["state"]
        return self._facts.get("state")

    @state.setter
    def state(self, value):
        self._note("state", value)

    def remaining_ms(self):
        """Milliseconds until the answer is due, never below 0; None without a deadline."""
        if self.deadline is None:
            return None
        return max(0, int(self.deadline - time() * 1000))

    def annotate(self, **attributes):
        """Notes attributes under this stage's name, for inner stages, outer ones on the way out, and the handler."""
        self._note("attributes", {**self._noted("attributes"), **attributes})

    def span(self, **members):
        """Adds members to this stage's span."""
        self._note("span", {**self._noted("span"), **members})

    def log(self, message, level="INFO", **fields):
        """Writes one log record: TRACE, DEBUG, INFO, WARN, ERROR or FATAL."""
        if level not in _LEVELS:
            raise ValueError(f"ctx.log: level {level!r} is none of {', '.join(sorted(_LEVELS))}")
        self._write_log(level, str(message), fields)

    def take_notes(self):
        """What was noted and not yet sent."""
        notes, self._notes = self._notes or {}, None
        return notes

    def _noted(self, name):
        return self._notes.get(name, {}) if self._notes else {}

    def _note(self, name, value):
        if self._notes is None:
            self._notes = {}
        self._notes[name] = value
