"""Tables that come as rows of cells (of a sheet, a document, a file of values): which row names the columns, and what
passages the cells make."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from tollbook.data import available_languages, load_pack
from tollbook.model import PassageKind, Zone
from tollbook.read.pages.walk import Shown

_LONGEST_LABEL = 60
_BETWEEN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SPACE = re.compile(r"\s+")
_FIELDS = "_field"


class TableCell(NamedTuple):
    """``column`` counts from 0, ``width`` in columns. ``heading``: it looks like one, as bold cells do. ``held``: the
    words stand in an earlier row, in a cell that reaches down into this one."""

    column: int
    text: str
    origin: str
    zone: Zone = Zone.MAIN
    heading: bool = False
    width: int = 1


Row = tuple[TableCell, ...]


def rows_shown(rows: Iterable[Row]) -> Iterator[Shown]:
    """The rows of one sheet as blocks: tables set apart by empty rows, each cell under the heading of its column."""
    names: dict[int, str] = {}
    for run in _parted(rows):
        above, table = _titles_above(run, names)
        yield from (_prose(cell) for row in above for cell in row)
        fields = _are_fields(table)
        at = 0 if fields else _headings(table)
        if at or fields:
            names = _names(table[:at])
        for number, row in enumerate(table):
            if fields and len(row) == 2:
                yield _field(row)
            else:
                heads = number < at or _repeats(row, names)
                yield from _cells(row, {} if heads else names)


def with_title(blocks: Iterable[Shown]) -> Iterator[Shown]:
    """The blocks, where the first is a short line above a table as the document's title."""
    for number, block in enumerate(blocks):
        above = number == 0 and block.kind is PassageKind.CAPTION and block.zone is Zone.MAIN
        yield replace(block, kind=PassageKind.TITLE, level=1) if above else block


def _parted(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Runs of rows with no empty row between."""
    table: list[Row] = []
    for row in rows:
        if row:
            table.append(row)
        elif table:
            yield table
            table = []
    if table:
        yield table


def _titles_above(table: list[Row], names: dict[int, str]) -> tuple[list[Row], list[Row]]:
    """Rows of one cell before the first with several are a table's title; a table of single cells is all prose. A cell
    below an earlier table, in another column than its first, goes with that table."""
    first = 0
    while first < len(table) and len(_seen(table[first])) < 2 and not _goes_on(table[first], names):
        first += 1
    return table[:first], table[first:]


def _goes_on(row: Row, names: dict[int, str]) -> bool:
    return any(cell.column in names and cell.column > min(names) for cell in row)


def _seen(row: Row) -> Row:
    return tuple(cell for cell in row if cell.zone is Zone.MAIN) or row


def _are_fields(table: Sequence[Row]) -> bool:
    """Rows of a label and a value: two columns whose first holds names that packs know, or no heading above figures."""
    if not table or any(len(row) > 2 for row in table) or Counter(len(row) for row in table)[2] * 2 <= len(table):
        return False
    pairs = [row for row in table if len(row) == 2]
    if any(len(row[0].text) > _LONGEST_LABEL or _is_figure(row[0].text) for row in pairs):
        return False
    down = sum(is_known_label(row[0].text) for row in pairs)
    across = sum(is_known_label(cell.text) for cell in pairs[0])
    if down >= 2 or across >= 2:
        return down > 1 and down >= across
    return all(row[0].text.endswith((":", "：")) for row in pairs) or (
        not any(cell.heading for cell in pairs[0]) and _has_digits(pairs[0]) and not _has_digits(pairs[0][:1])
    )


def _headings(table: Sequence[Row]) -> int:
    """1 where the first row names the columns: by its look, by names that packs know, or as the only one without
    figures."""
    if len(table) < 2 or len(table[0]) < 2:
        return 0
    first, below = table[0], table[1:]
    if all(cell.heading for cell in first) and not all(cell.heading for row in below for cell in row):
        return 1
    if any(_is_figure(cell.text) for cell in first):
        return 0
    if any(is_known_label(cell.text) for cell in first):
        return 1
    words = [cell.text for cell in first]
    figures = [_has_digits(row) for row in below if [cell.text for cell in row] != words]
    enough = any(figures) if len(first) > 2 else sum(figures) * 2 > len(figures)
    return int(not _has_digits(first) and enough)


def _names(heads: Sequence[Row]) -> dict[int, str]:
    names: dict[int, str] = {}
    for row in heads:
        for cell in row:
            if name := label_of(cell.text):
                names.update(dict.fromkeys(range(cell.column, cell.column + cell.width), name))
    return names


def _repeats(row: Row, names: dict[int, str]) -> bool:
    """Whether a row says the headings again, as at the top of a printed page."""
    return len(row) > 1 and all(names.get(cell.column) == label_of(cell.text) for cell in row)


def _cells(row: Row, names: dict[int, str]) -> Iterator[Shown]:
    if len(row) == 1 and len(row[0].text) > _LONGEST_LABEL:
        yield _prose(row[0])  # a remark below or between the rows
        return
    for number, cell in enumerate(row):
        before = "\t" if number else "\n\n"
        text = cell.text.replace("\t", " ")
        label = names.get(cell.column)
        yield Shown(text, PassageKind.CELL, cell.zone, cell.origin, label=label, before=before)


def _field(row: Row) -> Shown:
    label, value = row
    text = f"{label.text}\t{value.text}"
    zone = next((cell.zone for cell in row if cell.zone is not Zone.MAIN), Zone.MAIN)
    name = label_of(label.text)
    if name is None:
        return Shown(text, PassageKind.PARAGRAPH, zone, value.origin)
    return Shown(text, PassageKind.FIELD, zone, value.origin, label=name, value_at=len(label.text) + 1)


def _prose(cell: TableCell) -> Shown:
    kind = PassageKind.CAPTION if len(cell.text) <= _LONGEST_LABEL * 2 else PassageKind.PARAGRAPH
    return Shown(cell.text, kind, cell.zone, cell.origin)


def label_of(words: str) -> str | None:
    """The name that a heading gives its column; None where it holds no letter and no figure."""
    name = _SPACE.sub(" ", words).strip(" :：")
    return name if any(sign.isalnum() for sign in name) else None


def _has_digits(cells: Iterable[TableCell]) -> bool:
    """Whether any holds a figure outside brackets: "Killed (2018)" may head a column."""
    return any(sign.isdigit() for cell in cells for sign in _BETWEEN_BRACKETS.sub("", cell.text))


def _is_figure(words: str) -> bool:
    """Whether it is a number, a date in digits, or the like."""
    return not any(sign.isalpha() for sign in words) and any(sign.isdigit() for sign in words)


def is_known_label(words: str) -> bool:
    """Whether any language's pack knows the words as the name of a column or a row."""
    return kind_of_label(words) is not None


def kind_of_label(words: str) -> str | None:
    """What kind of name a language's pack knows the words as: "harm_field"; None where none does."""
    return _known_labels().get((label_of(words) or "").lower())


@cache
def _known_labels() -> dict[str, str]:
    packs = [load_pack(code) for code in available_languages()]
    return {
        wording.words.lower(): wording.cls
        for pack in packs
        for wording in pack.wordings
        if wording.cls.endswith(_FIELDS)
    }
