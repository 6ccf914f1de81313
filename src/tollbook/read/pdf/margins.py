"""What stands at the edges of pages and is no part of the text: running heads, page numbers, notes at the foot."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tollbook.read.markers import ends_sentence
from tollbook.read.pdf.lines import Piece, Row

_MOST_EDGE_ROWS = 3
_SAME_PLACE = 4.0  # points
_NEAR_PAGES = 2  # left and right pages may have heads of their own
_SENTENCE = 6  # words: what is so long and ends as a sentence is text, wherever it stands
_APART = 1.75  # of the letters' size
_SMALLER = 0.93
_FIGURES = re.compile(r"\d+")
_NUMBER_ONLY = re.compile(r"\W*\d{1,4}\W*")
_ADDRESS = re.compile(r"[a-z]{3,9}:/{1,3}\S")
_MARK = re.compile(r"[\d*†‡§]{1,3}")


class Parted(NamedTuple):
    """The rows of a page, by where they stand."""

    heads: list[Row]
    main: list[Row]
    feet: list[Row]
    notes: list[Row]


class _Edge(NamedTuple):
    """One row as it is compared: its words without figures, its figures, its height."""

    words: str
    figures: tuple[int, ...]
    base: float
    left: float


def parted(pages: Sequence[tuple[int, list[Row]]], body: float, title: str) -> list[Parted]:
    """``pages``: each page's number and its rows from the top down. ``body``: the size of most letters. ``title``: the
    file's own, which programs print at the head."""
    tops = [_edges(rows) for _, rows in pages]
    bottoms = [_edges(rows[::-1]) for _, rows in pages]
    made = []
    for at, (number, rows) in enumerate(pages):
        heads = _lifted(at, pages, tops, rows) or int(_is_programs(rows, body, title))
        feet = _lifted(at, pages, bottoms, rows[::-1]) or int(_is_programs(rows[::-1], body, title))
        if not feet and len(rows) > heads + 1 and _is_page_number(rows, number, len(pages)):
            feet = 1
        heads, feet = (heads, feet) if heads + feet < len(rows) else (0, 0)
        inner = rows[heads : len(rows) - feet]
        note = _first_note(inner, body)
        made.append(Parted(rows[:heads], inner[:note], rows[len(rows) - feet :], inner[note:]))
    return made


def _edges(rows: Sequence[Row]) -> list[_Edge]:
    return [_edge(row) for row in rows[:_MOST_EDGE_ROWS]]


def _edge(row: Row) -> _Edge:
    text = " ".join(piece.text for piece in row)
    figures = tuple(int(figure[:9]) for figure in _FIGURES.findall(text))
    return _Edge(_FIGURES.sub("#", text), figures, row[0].base, row[0].left)


def _lifted(
    at: int, pages: Sequence[tuple[int, list[Row]]], edges: Sequence[Sequence[_Edge]], rows: Sequence[Row]
) -> int:
    """How many rows from this edge come again at the same place of a page near by."""
    others = [
        other
        for other in range(max(at - _NEAR_PAGES, 0), min(at + _NEAR_PAGES + 1, len(pages)))
        if other != at and abs(pages[other][0] - pages[at][0]) <= _NEAR_PAGES
    ]
    count = 0
    for edge in edges[at]:
        if not any(_again(edge, one, pages[at][0] - pages[other][0]) for other in others for one in edges[other]):
            break
        count += 1
    while count and not _is_apart(rows, count - 1):
        count -= 1
    return 0 if _is_sentence([piece for row in rows[:count] for piece in row]) else count


def _again(one: _Edge, other: _Edge, pages: int) -> bool:
    """The same words at the same height, with the same figures but for the page's own number."""
    if one.words != other.words or abs(one.base - other.base) > _SAME_PLACE:
        return False
    steps = [figure - another for figure, another in zip(one.figures, other.figures, strict=True)]
    return all(step in (0, pages) for step in steps) and (bool(steps.count(pages) == 1) or not any(steps))


def _is_sentence(pieces: Sequence[Piece]) -> bool:
    words = sum(len(piece.text.split()) for piece in pieces)
    return words >= _SENTENCE and any(ends_sentence(piece.text) for piece in pieces)


def _is_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is far from the next: else it is the first line of a text, or the head of a table that runs over
    pages. A page's number may stand close."""
    if at + 1 >= len(rows) or (len(rows[at]) == 1 and _NUMBER_ONLY.fullmatch(rows[at][0].text)):
        return True
    return abs(rows[at][0].base - rows[at + 1][0].base) > _APART * max(rows[at][0].size, rows[at + 1][0].size)


def _is_programs(rows: Sequence[Row], body: float, title: str) -> bool:
    """Whether the row at the edge is what a browser prints there on a page that may be the only one: small, apart from
    the text, with the title or an address in it."""
    if len(rows) < 2 or any(piece.size > _SMALLER * body for piece in rows[0]) or not _is_apart(rows, 0):
        return False
    return any(_ADDRESS.match(piece.text) or (title and piece.text == title) for piece in rows[0])


def _is_page_number(rows: Sequence[Row], number: int, pages: int) -> bool:
    """A lone figure at the foot of the only page, far from the text."""
    row = rows[-1]
    if pages > 1 or len(row) > 1 or not _NUMBER_ONLY.fullmatch(row[0].text):
        return False
    return int(_FIGURES.findall(row[0].text)[0]) == number and rows[-2][0].base - row[0].base > 2.5 * row[0].size


def _first_note(rows: Sequence[Row], body: float) -> int:
    """Where the notes at the foot begin: small lines, the first with a mark that stands raised in the text above."""
    marks = {mark for row in rows for piece in row for mark in _MARK.findall(piece.notes)}
    at = len(rows)
    found = at
    while at and all(piece.size < _SMALLER * body for piece in rows[at - 1]):
        at -= 1
        first = rows[at][0]
        mark = _MARK.match(first.text)
        if first.notes or (mark and mark.group() in marks):
            found = at
    return found if found else len(rows)
