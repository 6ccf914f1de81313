"""YAML as people write it by hand: mappings, lists and words, each with its line, and nothing that could do harm."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from tollbook.errors import SettingsError

MOST_BYTES = 1 << 24
_DEEPEST = 16
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # such marks make a line read otherwise than it says


_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HALVES = re.compile(r"\\[uU](?:0000)?[dD][89a-fA-F]")  # halves of signs, which the fast way does not take


@dataclass(frozen=True, slots=True)
class Words:
    """``quoted``: in quotes or as block text, so that it is words whatever it looks like."""

    text: str
    quoted: bool
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Facts:
    """A mapping; each name stands once."""

    items: dict[str, "Node"]
    line: int


Node = Words | Row | Facts
_Next = Callable[[], yaml.Event]


def read_yaml(data: bytes, name: str) -> Node | None:
    """The one document that ``data`` holds; None where it is empty. Raises SettingsError with ``name`` and the line."""
    text = _decoded(data, name)
    if not _HALVES.search(text):
        with suppress(yaml.YAMLError, ValueError):  # the slow way says what is wrong
            return _document(_events(text, _FAST), name)
    try:
        return _document(_events(text, yaml.SafeLoader), name)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        raise refused(name, line, f"{_PROBLEMS.get(str(wrong.problem), wrong.problem)}") from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise SettingsError(f"{name} is no YAML that can be read. Nothing was written.") from None


def _events(text: str, loader: Any) -> _Next:
    """What stands in the text, piece by piece, so that depth is refused before it does harm."""
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
    return lambda: next(events)


def refused(name: str, line: int, why: str) -> SettingsError:
    """What is raised for one place of the file. ``why`` holds no words of it."""
    return SettingsError(f"{name}, line {line}: {why.rstrip('.')}. Nothing was written.")


_PROBLEMS = {
    "found character '\\t' that cannot start any token": "a tab stands where spaces belong",
    "mapping values are not allowed here": "a colon followed by a space stands inside words; put the words in quotes",
    "found unexpected end of stream": "the quotes are not closed",
}


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise SettingsError(f"{name} is larger than {MOST_BYTES >> 20} MiB. Split it into several files.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise refused(name, line, "it is not UTF-8; save the file as UTF-8") from None
    for pattern, what in (
        (yaml.reader.Reader.NON_PRINTABLE, "a sign that cannot be seen"),
        (_TURNING, "a mark that makes the line read otherwise than it says"),
    ):
        if found := pattern.search(text):
            line, sign = text.count("\n", 0, found.start()) + 1, ord(found[0])
            raise refused(
                name, line, f'it holds {what} (U+{sign:04X}); take it out, or write "\\u{sign:04X}" in quotes'
            )
    return text


def _document(following: _Next, name: str) -> Node | None:
    following()
    if isinstance(following(), yaml.StreamEndEvent):
        return None
    node = _node(following(), following, name, 0)
    following()
    if not isinstance(after := following(), yaml.StreamEndEvent):
        raise refused(name, _line(after), "a second document begins; keep one")
    return node


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event, following: _Next, name: str, depth: int) -> Node:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise refused(name, line, "names for parts of the file (& and *) are not read; write it out, or in quotes")
    if getattr(event, "tag", None):
        raise refused(name, line, "a type (!) is not read; leave it out, or put the words in quotes")
    if depth > _DEEPEST:
        raise refused(name, line, f"it is nested more than {_DEEPEST} deep")
    if isinstance(event, yaml.ScalarEvent):
        return Words(event.value, bool(event.style), line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(one := following(), yaml.SequenceEndEvent):
            items.append(_node(one, following, name, depth + 1))
        return Row(tuple(items), line)
    return Facts(dict(_facts(following, name, depth)), line)


def _facts(following: _Next, name: str, depth: int) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    while not isinstance(event := following(), yaml.MappingEndEvent):
        key = _node(event, following, name, depth + 1)
        if not isinstance(key, Words):
            raise refused(name, key.line, "a name is one word; put it in quotes")
        if key.text in seen:
            raise refused(name, key.line, "a name stands twice in one place; keep one of them")
        seen.add(key.text)
        yield key.text, _node(following(), following, name, depth + 1)
