"""Decisions as plain text: YAML that a person can edit and review line by line, the same for the same decisions."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tollbook.model import Decision, verdicts_of

WIDTH = 100
HEAD = (
    "# Decisions, oldest first. Apply an edited copy with: tollbook decide CASE --file FILE\n"
    "# An item without an id is a new decision. An item that was edited is a new decision over the old one.\n"
    "# Taking an item out changes nothing: undo it.\n"
)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*(:[A-Za-z0-9_.+-]+)*")  # an id, a time, a role code
_SPOKEN_FOR = frozenset("null true false yes no on off y n".split())  # words that tools read as something else
_JOINERS = "\u200c\u200d"  # they shape letters of Persian and others, and turn nothing round
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def decisions_text(decisions: Iterable[Decision]) -> str:
    """The decisions, each once, by time and id; every fact on lines of its own."""
    every = {one.id: one for one in decisions}
    items = ("".join(_item(one)) for one in sorted(every.values(), key=lambda one: (one.at, one.id)))
    return "\n".join([HEAD, *items]) if every else f"{HEAD}\n[]\n"


def _item(one: Decision) -> Iterator[str]:
    yield f"- id: {one.id if _WORD.fullmatch(one.id) else _quoted(one.id)}\n"
    yield f"  kind: {one.kind.value}\n"
    yield from _row("about", one.about)
    if verdicts_of(one.kind) != (one.verdict,):
        yield f"  verdict: {one.verdict}\n"
    if one.value:
        yield "  value:\n"
        yield from _mapping(one.value, 4)
    yield f"  by: {one.by}\n"
    yield f"  at: {one.at.isoformat()}\n"
    yield f"  reason: {_block(one.reason, 4)}\n"
    if one.seen:
        yield "  seen:\n"
        yield f"    source: {_word(one.seen.source)}\n"
        yield f"    start: {one.seen.start}\n    end: {one.seen.end}\n"
        yield f"    words: {_block(one.seen.words, 6)}\n"
        yield f"    line: {_word(one.seen.line)}\n"
    if one.over:
        yield from _row("over", one.over)
    if one.sealed:
        yield "  sealed: true\n"


def _row(name: str, ids: Sequence[str]) -> Iterator[str]:
    if len(ids) == 1:
        yield f"  {name}: {_word(ids[0])}\n"
        return
    yield f"  {name}:\n"
    yield from (f"    - {_word(one)}\n" for one in ids)


def _mapping(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    for name, one in sorted(value.items()):
        yield f"{' ' * indent}{_code(name)}:{_value(one, indent + 2)}"


def _value(one: Any, indent: int) -> str:
    """What follows a colon or a dash, to the end of its last line."""
    match one:
        case Mapping() if one:
            return "\n" + "".join(_mapping(one, indent))
        case list() | tuple() if one:
            return "\n" + "".join(f"{' ' * indent}-{_value(each, indent + 2)}" for each in one)
        case Mapping():
            return " {}\n"
        case list() | tuple():
            return " []\n"
        case str():
            return f" {_code(one) if _is_code(one) or ' ' not in one else _block(one, indent)}\n"
        case None | bool():
            return f" {_CONSTANTS[one]}\n"
        case _:
            return f" {_number(one)}\n"


def _number(one: float) -> str:
    """A float has a point, so that it is not taken for an id."""
    words = repr(one)
    return words.replace("e", ".0e", 1) if "e" in words and "." not in words else words


_CONSTANTS = {None: "null", True: "true", False: "false"}


def _is_code(words: str) -> bool:
    return _CODE.fullmatch(words) is not None and words.casefold() not in _SPOKEN_FOR


def _code(words: str) -> str:
    return words if _is_code(words) else _quoted(words)


def _word(words: str) -> str:
    """Where only words can stand, so that digits need no quotes."""
    return words if _WORD.fullmatch(words) and words.casefold() not in _SPOKEN_FOR else _quoted(words)


def _block(words: str, indent: int) -> str:
    """Folded text; in quotes where folding could lose something, or the words hold what cannot be seen."""
    if not _can_be_folded(words):
        return _quoted(words)
    lines = [line for paragraph in words.split("\n") for line in (*_wrapped(paragraph), "")][:-1]
    return ">-\n" + "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)


def _can_be_folded(words: str) -> bool:
    lines = words.split("\n")
    return bool(lines[0] and lines[-1]) and all(line == line.strip() and _is_seen(line) for line in lines)


def _wrapped(paragraph: str) -> list[str]:
    """Broken at single spaces alone: the fold of a line is one space."""
    if not paragraph:
        return []
    if "  " in paragraph:
        return [paragraph]
    return textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _is_seen(words: str) -> bool:
    return all(sign.isprintable() or sign in _JOINERS for sign in words)


def _quoted(words: str) -> str:
    return '"' + "".join(_ESCAPED.get(sign) or _sign(sign) for sign in words) + '"'


def _sign(sign: str) -> str:
    if sign.isprintable() or sign in _JOINERS:
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"
