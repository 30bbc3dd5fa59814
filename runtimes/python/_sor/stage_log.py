"""A middleware's log records. Loaded when first needed."""

from _sor.channel import HEADER_LIMIT, header_line
from _sor.codec import dumps
from _sor.cutting import clean, cut

_MESSAGE_BYTES = 16_384


def log_frame(id, level, message, fields):
    """The bytes of a log frame, never above the limit of a header."""
    header = {"type": "log", "id": id, "level": level, "message": message}
    if fields:
        header["fields"] = _plain(fields)
    line = header_line(header)
    if len(line) > HEADER_LIMIT:
        header["message"] = cut(header["message"], _MESSAGE_BYTES)
        line = header_line(header)
    if len(line) > HEADER_LIMIT:
        header["fields"] = {"cut": f"{len(line)} bytes"}
        line = header_line(header)
    return line


def log_line(level, message, fields):
    """A log record as a line of text, for STDERR."""
    more = f" {dumps(_plain(fields)).decode()}" if fields else ""
    return f"[{level}] {clean(message)}{more}\n"


def _plain(fields):
    try:
        dumps(fields)
        return fields
    except (TypeError, ValueError):
        from _sor.rare_json import plain

        return plain(fields)
