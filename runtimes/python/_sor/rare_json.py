"""The JSON of values that the quick way of codec.py gives up on. Loaded when first needed."""

import json
import os
import sys


def dumps_any(value, errors="strict"):
    """codec.dumps. Decimals become numbers with all their digits, as in Lambda's own runtime."""
    # The mark stands at both ends of a decimal while it is a string. Random, so that no text of an event can hold it.
    mark = os.urandom(16).hex()

    def default(item):
        decimal = sys.modules.get("decimal")
        if decimal is None or not isinstance(item, decimal.Decimal):
            raise TypeError(f"Object of type {type(item).__name__} is not JSON serializable")
        return mark + str(item) + mark if item.is_finite() else float(item)

    def encode(ascii_only):
        text = json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False, default=default)
        return text.replace('"' + mark, "").replace(mark + '"', "").encode("utf-8", errors)

    try:
        return encode(ascii_only=False)
    except UnicodeEncodeError:
        return encode(ascii_only=True)


def plain(members):
    """A dict of log members with whatever has no JSON as text: a record is never lost for one of them."""
    return {name: _plain(value) for name, value in members.items()}


def _plain(value):
    try:
        dumps_any(value)
        return value
    except (TypeError, ValueError):
        return str(value)
