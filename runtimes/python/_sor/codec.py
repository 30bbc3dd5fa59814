"""JSON, by the C parts of CPython's json package but without the package itself.

Importing json costs a third of the interpreter's own start (it pulls in re and enum). So the way of every payload
uses its C scanner and encoder directly, and whatever they do not take (blanks in front, UTF-16, Decimal, circular
values, ...) is done again by the package: it is what decides, and its messages are what people know.
"""

try:
    from _json import encode_basestring, make_encoder, make_scanner
except ImportError:  # an interpreter whose json has no C parts: the package does everything
    make_scanner = None


def _not_serializable(value):
    raise TypeError(f"{type(value).__name__} is not JSON")


# What the scanner raises for a text that it does not take. SystemError is its way when the json package is not loaded,
# where it looks for the class of its error.
_NOT_TAKEN = (StopIteration, ValueError, SystemError)

if make_scanner:

    class _ScannerSettings:
        strict = True
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}.__getitem__

    _scan = make_scanner(_ScannerSettings)
    # circular check off (the nesting limit of the encoder ends it), no indent, compact, no NaN
    _encode = make_encoder(None, _not_serializable, encode_basestring, None, ":", ",", False, False, False)
else:

    def _scan(text, start):
        raise ValueError

    def _encode(value, level):
        raise TypeError


def loads_text(text):
    """The value of a JSON text; ValueError if it is none."""
    try:
        return _quick(text)
    except _NOT_TAKEN:
        from json import loads as loads_any

        return loads_any(text)


def loads(data):
    """The value of JSON bytes (bytes or bytearray); ValueError if they are none."""
    try:
        return _quick(data.decode())
    except _NOT_TAKEN:
        from json import loads as loads_any

        return loads_any(data)


def _quick(text):
    value, end = _scan(text, 0)
    if end == len(text) or not text[end:].strip(" \t\r\n"):
        return value
    raise ValueError


def dumps(value, errors="strict"):
    """The compact JSON of a value as UTF-8 bytes; TypeError or ValueError, with json's own message, if it has none.

    UTF-8 has no bytes for half of a surrogate pair: it is escaped, or a question mark with errors="replace".
    """
    try:
        return "".join(_encode(value, 0)).encode("utf-8", errors)
    except (TypeError, ValueError, RecursionError):
        from _sor.rare_json import dumps_any

        return dumps_any(value, errors)


def is_json(content_type):
    """Whether a payload of this content type is JSON: application/json, ...+json, with or without parameters."""
    if content_type is None or content_type == "application/json":
        return True
    essence = content_type.partition(";")[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")
