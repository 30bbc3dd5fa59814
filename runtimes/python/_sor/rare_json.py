"""The JSON of values that the quick way of codec.py gave up on. Loaded when first needed."""

import json
import os
import sys


def dumps_any(value):
    """Compact JSON as UTF-8 bytes. Decimals become numbers with all their digits, as in Lambda's own runtime."""
    # The mark stands at both ends of a decimal while it is a string. Random, so that no text of an event can hold it.
    mark = os.urandom(16).hex()

    def default(item):
        decimal = sys.modules.get("decimal")
        if decimal is None or not isinstance(item, decimal.Decimal):
            raise TypeError(f"Object of type {type(item).__name__} is not JSON serializable")
        return mark + str(item) + mark if item.is_finite() else float(item)

    def encode(ascii_only):
        text = json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False, default=default)
        return text.replace('"' + mark, "").replace(mark + '"', "").encode()

    try:
        return encode(ascii_only=False)
    except UnicodeEncodeError:  # half of a surrogate pair: UTF-8 has no bytes for it, JSON has an escape
        return encode(ascii_only=True)
