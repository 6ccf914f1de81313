"""What a message says in plain text: its own words, what it quotes, the heads of messages in it, and its signature."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from tollbook.model import Passage, PassageKind, Zone
from tollbook.read.drafts import MOST_PASSAGES, passages_of
from tollbook.read.plain import drafts_of, settle

LOCKED_WITHIN = "-----BEGIN PGP MESSAGE-----"
_LOCKED_TO = "-----END PGP MESSAGE-----"
_SIGNATURE = ("--", "-- ")
_LONGEST_SIGNATURE = 15  # lines; a longer one is no signature
_FIELD = re.compile(r"[>\s*]{0,20}[^\W\d_][^:：\n@]{0,40}[:：][ \t*\u00a0]")
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[\w-]{1,64}\.[\w.-]{1,100}")
_LONGEST_LEAD = 400
_LONGEST_FIELD = 1_000
_FEWEST_FIELDS = 2  # of the head of a message


class _Line(NamedTuple):
    """``head_end`` is the number, from 0, of the line after the head of a message that begins here; else its own."""

    start: int
    end: int
    head_end: int


class _Stretch(NamedTuple):
    """Lines that belong together; ``number`` is that of the first."""

    start: int
    end: int
    number: int
    zone: Zone


def read_body(text: str) -> tuple[tuple[Passage, ...], bool]:
    """The passages, and whether all of it is in them. Who wrote to whom within it is kept and not read."""
    drafts = []
    for stretch in _stretches(text):
        found = settle(
            text, list(islice(drafts_of(text, stretch.start, stretch.end, stretch.number), MOST_PASSAGES + 1))
        )
        drafts += [draft if stretch.zone is Zone.MAIN else replace(draft, zone=stretch.zone) for draft in found]
        if len(drafts) > MOST_PASSAGES:
            break
    return names_nobody(text, passages_of(drafts[:MOST_PASSAGES])), len(drafts) <= MOST_PASSAGES


def names_nobody(text: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """With the lines that only say who wrote to whom, by their addresses, kept apart: they are correspondence."""
    return tuple(
        replace(one, zone=Zone.HIDDEN) if one.zone is Zone.MAIN and _is_correspondence(text, passages, at) else one
        for at, one in enumerate(passages)
    )


def _is_correspondence(text: str, passages: tuple[Passage, ...], at: int) -> bool:
    """The head of a message within, or the line that leads to a quotation from one."""
    passage = passages[at]
    words = text[passage.start : min(passage.end, passage.start + 4_000)]
    if not _ADDRESS.search(words):
        return False
    if passage.kind is PassageKind.FIELD or all(_FIELD.match(line) for line in words.split("\n")):
        return True
    leads = len(words) <= _LONGEST_LEAD and words.rstrip().endswith((":", "："))
    return leads and at + 1 < len(passages) and passages[at + 1].kind is PassageKind.QUOTE


def _stretches(text: str) -> Iterator[_Stretch]:
    """The text cut where something of another kind begins."""
    lines = _lines(text)
    at, begun = 0, 0
    while at < len(lines):
        found = _apart(text, lines, at)
        if found:
            after, zone = found
            if begun < at:
                yield _stretch(lines, begun, at, Zone.MAIN)
            yield _stretch(lines, at, after, zone)
            at = begun = after
        else:
            at += 1
    if begun < len(lines):
        yield _stretch(lines, begun, len(lines), Zone.MAIN)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start, run = 0, -1  # where the fields began that go on here
    for at, words in enumerate(text.split("\n")):
        lines.append(_Line(start, start + len(words), at))
        start += len(words) + 1
        if _FIELD.match(words[:_LONGEST_FIELD]):
            run = at if run < 0 else run
        elif run >= 0:
            _mark_head(text, lines, run, at)
            run = -1
    if run >= 0:
        _mark_head(text, lines, run, len(lines))
    return lines


def _mark_head(text: str, lines: list[_Line], first: int, after: int) -> None:
    """Fields with an address at their top are the head of a message; one further down is somebody to ask."""
    top = [text[line.start : min(line.end, line.start + _LONGEST_FIELD)] for line in lines[first : first + 2]]
    if after - first >= _FEWEST_FIELDS and any(_ADDRESS.search(words) for words in top):
        lines[first] = lines[first]._replace(head_end=after)


def _apart(text: str, lines: list[_Line], at: int) -> tuple[int, Zone] | None:
    """Where what begins here and is not the writer's own saying ends, and its zone."""
    line = lines[at]
    if text.startswith("-", line.start):
        words = text[line.start : min(line.end, line.start + 40)]
        if words in _SIGNATURE:
            after = _signature_end(text, lines, at)
            return (after, Zone.ASIDE) if after - at <= _LONGEST_SIGNATURE else None
        if words.strip() == LOCKED_WITHIN:
            return _locked_end(text, lines, at), Zone.HIDDEN
    return (line.head_end, Zone.HIDDEN) if line.head_end > at else None


def _signature_end(text: str, lines: list[_Line], at: int) -> int:
    """A signature ends with the message, or where it quotes or forwards another."""
    after = at + 1
    while after < len(lines) and after - at <= _LONGEST_SIGNATURE:
        if text.startswith((">", "---"), lines[after].start) or lines[after].head_end > after:
            break
        after += 1
    return after


def _locked_end(text: str, lines: list[_Line], at: int) -> int:
    for after in range(at + 1, len(lines)):
        if text.startswith(_LOCKED_TO, lines[after].start):
            return after + 1
    return len(lines)


def _stretch(lines: list[_Line], first: int, after: int, zone: Zone) -> _Stretch:
    return _Stretch(lines[first].start, lines[after - 1].end, first + 1, zone)
