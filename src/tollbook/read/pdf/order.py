"""Rows of a page to stretches in the order a person reads in: plain lines, columns one after another, tables."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tollbook.read.markers import ends_sentence, is_bullet, item_mark
from tollbook.read.pdf.lines import Piece, Row

_GUTTER = 1.0  # of the letters' size: the least white between columns
_FEWEST_ROWS = 3  # of columns of prose
_SHORT = 22  # characters: cells are shorter, lines of prose are longer
_FILLED = 0.7
_TABLE_ROWS = 2
_MOST_COLUMNS = 40
_LOOSE = 3.8  # of the letters' size: rows farther apart are not of one band
_CLOSE = 1.8
_BESIDE = 0.65
_EDGE = 1e9
_SAME_EDGE = 0.5
_HEADING = 1.1
_MOST_STRETCHED = 12  # lines one below another


class Shape(Enum):
    """What a stretch of a page is."""

    LINES = auto()
    TABLE = auto()


class Stretch(NamedTuple):
    """Rows that belong together; those of lines have one piece each. ``gutters``: where a table's columns part."""

    shape: Shape
    rows: list[Row]
    gutters: tuple[float, ...] = ()


def stretches_of(rows: Sequence[Row]) -> list[Stretch]:
    """The stretches of a page in reading order; ``rows`` from the top down."""
    merged = [_with_markers(row) for row in _side_by_side(rows)]
    merged = [[one_piece(row)] if _is_stretched(at, merged) else row for at, row in enumerate(merged)]
    leftward = _runs_leftward(merged)
    made: list[Stretch] = []
    for band, gutters in _bands(merged):
        made += _settled(band, gutters, leftward)
    return _joined(made)


def _runs_leftward(rows: Sequence[Row]) -> bool:
    pieces = [piece for row in rows for piece in row]
    return 2 * sum(len(piece.text) for piece in pieces if not piece.rightward) > sum(len(one.text) for one in pieces)


def _side_by_side(rows: Sequence[Row]) -> list[Row]:
    """Columns need not share their lines' heights: what stands beside a line, a little lower, is taken with it."""
    made: list[Row] = []
    for row in rows:
        above = made[-1] if made else None
        if above is not None and above[0].base - row[0].base < _BESIDE * row[0].size and _apart(above, row):
            made[-1] = sorted(above + row, key=lambda piece: piece.left)
        else:
            made.append(row)
    return made


def _apart(row: Row, other: Row) -> bool:
    """Whether no piece of one row stands over a piece of the other, or close."""
    near = _GUTTER * row[0].size
    return len(row) + len(other) <= _MOST_COLUMNS and all(
        one.right + near < two.left or two.right + near < one.left for one in row for two in other
    )


def _with_markers(row: Row) -> Row:
    """A list's marker goes with the words that it marks, however wide the gap."""
    if len(row) < 2:
        return row
    if len(row) > _MOST_COLUMNS:
        return [one_piece(row)]
    if row[0].rightward and _is_marker(row[0].text):
        return [one_piece(row[:2]), *row[2:]]
    if not row[-1].rightward and _is_marker(row[-1].text):
        return [*row[:-2], one_piece(row[-2:])]
    return row


def _is_stretched(at: int, rows: Sequence[Row]) -> bool:
    """Whether a line's words stand far apart only because it was set to the width of the line above or below."""
    row = rows[at]
    if len(row) < 2 or any(" " in piece.text for piece in row):
        return False
    gaps = [right.left - left.right for left, right in pairwise(row)]
    near = _SAME_EDGE * row[0].size
    if max(gaps) - min(gaps) > near:
        return False
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(rows) and abs(place - at) < _MOST_STRETCHED and _is_like(row, rows[place], near):
            place += step
        if 0 <= place < len(rows) and len(rows[place]) == 1 and _same_edges(row, rows[place], near):
            return abs(rows[place][0].base - row[0].base) < _CLOSE * abs(place - at) * row[0].size
    return False


def _is_like(row: Row, other: Row, near: float) -> bool:
    return len(other) > 1 and _same_edges(row, other, near)


def _same_edges(row: Row, other: Row, near: float) -> bool:
    return abs(row[0].left - other[0].left) < near and abs(row[-1].right - other[-1].right) < near


def _is_marker(text: str) -> bool:
    mark = item_mark(text + " x")
    return bool(mark) and len(mark.strip()) == len(text) and (is_bullet(mark) or not text.isalnum())


def one_piece(row: Row) -> Piece:
    """The pieces of a row as one."""
    if len(row) == 1:
        return row[0]
    read = row if row[0].rightward else row[::-1]
    longest = max(row, key=lambda piece: len(piece.text))
    return longest._replace(
        text=" ".join(piece.text for piece in read),
        left=min(piece.left for piece in row),
        right=max(piece.right for piece in row),
        bold=all(piece.bold for piece in row),
        first_word=read[0].first_word,
        notes="".join(piece.notes for piece in read),
        sure=all(piece.sure for piece in row),
    )


Gaps = list[tuple[float, float]]


def _bands(rows: Sequence[Row]) -> Iterator[tuple[list[Row], Gaps]]:
    """Runs of rows that leave the same gaps free from top to bottom; rows with no gap in common are plain."""
    band: list[Row] = []
    free: Gaps = []
    for row in rows:
        own = _free(row)
        shared = _shared(free, own, row[0].size)
        if not band or _too_far(band[-1], row):
            yield band, _inner(free)
            band, free = [row], own
        elif _inner(shared) if _inner(free) else len(row) == 1:
            band.append(row)
            free = shared
        else:
            kept, pulled = _pulled(band, row, own) if not _inner(free) else (band, [])
            yield kept, _inner(free)
            band, free = [*pulled, row], own
            for above in pulled:
                free = _shared(free, _free(above), row[0].size)
    yield band, _inner(free)


def _too_far(above: Row, row: Row) -> bool:
    """Whether a row is no part of the band above: a wide gap, or a heading that stands below all of its columns."""
    size = max(above[0].size, row[0].size)
    heading = len(row) == 1 and row[0].size > _HEADING * above[0].size
    return above[0].base - row[0].base > (_CLOSE * row[0].size if heading else _LOOSE * size)


def _free(row: Row) -> Gaps:
    """Where a row leaves the page white, the edges of the page included."""
    edges = [-_EDGE, *(edge for piece in row for edge in (piece.left, piece.right)), _EDGE]
    return [(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True) if left < right]


def _shared(free: Gaps, other: Gaps, size: float) -> Gaps:
    """What both leave white, where it is wide enough for a gutter."""
    both = ((max(left, one), min(right, two)) for left, right in free for one, two in other)
    return [(left, right) for left, right in both if right - left >= _GUTTER * size / 2]


def _inner(free: Gaps) -> Gaps:
    """The gaps between columns, without the edges of the page."""
    return [gap for gap in free if gap[0] > -_EDGE and gap[1] < _EDGE]


def _pulled(band: list[Row], row: Row, own: Gaps) -> tuple[list[Row], list[Row]]:
    """Lines close above that stand wholly at one side of a gap are the top of a column."""
    at, below = len(band), row
    while at:
        above = band[at - 1]
        close = above[0].base - below[0].base < _CLOSE * above[0].size
        if not close or not _inner(_shared(own, _free(above), above[0].size)):
            break
        at, below = at - 1, above
    return band[:at], band[at:]


def _settled(band: list[Row], gaps: Gaps, leftward: bool) -> list[Stretch]:
    if not band:
        return []
    several = sum(len(row) > 1 for row in band)
    if not gaps or several < _TABLE_ROWS or len(gaps) >= _MOST_COLUMNS:
        return [Stretch(Shape.LINES, [[one_piece(row)] for row in band])]
    gutters = tuple((left + right) / 2 for left, right in gaps)
    columns = _columns(band, gutters)
    if all(map(_is_prose, columns)):
        ordered = columns[::-1] if leftward else columns
        return [made for column in ordered for made in stretches_of(column)]
    return _table(band, gutters)


def _columns(band: list[Row], gutters: tuple[float, ...]) -> list[list[Row]]:
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in band:
        parts: dict[int, Row] = {}
        for piece in row:
            parts.setdefault(column_of(piece, gutters), []).append(piece)
        for number, part in parts.items():
            columns[number].append(part)
    return columns


def column_of(piece: Piece, gutters: tuple[float, ...]) -> int:
    """The number of the column in which a piece stands, from the left."""
    middle = (piece.left + piece.right) / 2
    return sum(gutter < middle for gutter in gutters)


def _is_prose(column: list[Row]) -> bool:
    """Whether a column holds running text: lines that are long, or that go on in the midst of a sentence, or that fill
    the column with several words each."""
    if len(column) < _FEWEST_ROWS:
        return False
    if median(sum(len(piece.text) for piece in row) for row in column) > _SHORT:
        return True
    words = [sum(len(piece.text.split()) for piece in row) for row in column]
    midway = sum(is_midway(above[-1], row[0]) for above, row in pairwise(column))
    if 2 * midway >= len(column) and median(words) >= 2:
        return True
    width = max(row[-1].right for row in column) - min(row[0].left for row in column)
    filled = sum(row[-1].right - row[0].left > _FILLED * width for row in column)
    return filled > _FILLED * len(column) and median(words) >= 3


def is_midway(above: Piece, line: Piece) -> bool:
    """Whether a line surely goes on with the sentence of the line above."""
    return not ends_sentence(above.text) and line.text[:1].islower()


def _table(band: list[Row], gutters: tuple[float, ...]) -> list[Stretch]:
    """The table, and lines above and below it that have one cell only."""
    several = [at for at, row in enumerate(band) if len(row) > 1]
    first, last = several[0], several[-1] + 1
    while last < len(band) and _goes_on(band[last - 1], band[last], gutters):
        last += 1
    parts = [
        Stretch(Shape.LINES, [[one_piece(row)] for row in band[:first]]),
        Stretch(Shape.TABLE, band[first:last], gutters),
        Stretch(Shape.LINES, [[one_piece(row)] for row in band[last:]]),
    ]
    return [part for part in parts if part.rows]


def _goes_on(above: Row, row: Row, gutters: tuple[float, ...]) -> bool:
    """Whether a row of one cell is the next line of a cell above it."""
    near = above[0].base - row[0].base < 1.5 * row[0].size
    return near and column_of(row[0], gutters) > 0 and len(row) == 1


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Lines that follow lines, as one stretch."""
    made: list[Stretch] = []
    for stretch in stretches:
        if made and stretch.shape is made[-1].shape is Shape.LINES and _in_line(made[-1], stretch):
            made[-1] = Stretch(Shape.LINES, made[-1].rows + stretch.rows)
        else:
            made.append(stretch)
    return made


def _in_line(above: Stretch, below: Stretch) -> bool:
    """Whether one stands right under the other, in the same column."""
    one, other = above.rows[-1][0], below.rows[0][0]
    near = 0 < one.base - other.base < _CLOSE * max(one.size, other.size)
    return near and one.left < other.right and other.left < one.right
