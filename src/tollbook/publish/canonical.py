"""JSON that is the same for the same value: keys as they were put, no escapes but those that JSON needs."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

from tollbook.publish.listed import Listed

_LINE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_quoted: Callable[[str], str] = encode_basestring
_PLAIN: Mapping[type, Callable[[Any], str]] = {
    str: _quoted,
    int: repr,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
    float: _LINE,
}
_HOLDERS = (dict, list, tuple)


def canonical_json(value: Any, indent: int | None = None) -> str:
    """One line, or a line an entry, indented by one space a level as ``json.dumps(value, indent=1)`` does it."""
    return (_LINE(value) if indent is None else indented(value, "\n")) + "\n"


def indented(value: Any, line: str) -> str:
    """``line`` is what begins a line at the level of the value. The standard library's own way takes six times as
    long."""
    plain = _PLAIN.get(type(value))
    return plain(value) if plain else _indented(value, line)


def _indented(value: Any, line: str) -> str:
    if type(value) not in _HOLDERS:
        return _indented(list(value), line) if type(value) is Listed else _LINE(value)
    inner = line + " "
    entries = value.values() if type(value) is dict else value
    # Written out, not through indented: most values are plain, and there are millions.
    each = [_PLAIN[type(one)](one) if type(one) in _PLAIN else _indented(one, inner) for one in entries]
    if type(value) is dict:
        return _form(tuple(value), line) % tuple(each)
    return f"[{inner}{f',{inner}'.join(each)}{line}]" if each else "[]"


@lru_cache(maxsize=1024)
def _form(keys: tuple[str, ...], line: str) -> str:
    """What stands around the values of a mapping with these keys: a record has few such shapes."""
    inner = line + " "
    named = [_quoted(key).replace("%", "%%") + ": %s" for key in keys]
    return f"{{{inner}{f',{inner}'.join(named)}{line}}}" if keys else "{}"
