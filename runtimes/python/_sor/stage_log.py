"""A middleware's log records. Loaded when first needed."""

from _sor.channel import HEADER_LIMIT
from _sor.codec import dumps
from _sor.cutting import clean, cut

_MESSAGE_BYTES = 16_384


def log_frame(id, level, message, fields):
    """The bytes of a log frame, never above the limit of a header."""
    header = {"type": "log", "id": id, "level": level, "message": clean(message)}
    if fields:
        header["fields"] = fields
    line = dumps(header) + b"\n"
    if len(line) > HEADER_LIMIT:
        header["message"] = cut(header["message"], _MESSAGE_BYTES)
        line = dumps(header) + b"\n"
    if len(line) > HEADER_LIMIT:
        header["fields"] = {"cut": f"{len(line)} bytes"}
        line = dumps(header) + b"\n"
    return line


def log_line(level, message, fields):
    """A log record as a line of text, for STDERR."""
    more = f" {dumps(fields).decode()}" if fields else ""
    return f"[{level}] {clean(message)}{more}\n"
