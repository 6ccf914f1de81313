"""Tables of a page: rows of cells under their headings, rows of a label and a value, and tables that only lay out."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from tollbook.model import PassageKind, Zone
from tollbook.read.decode import canonical
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.pages.folding import BREAK, fold
from tollbook.read.pages.zones import zone_of

Node = Any

_LAYS_OUT = frozenset(
    [
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "article",
        "section",
        "form",
        "main",
        "nav",
        "aside",
        "header",
        "footer",
    ]
)
_SILENT = frozenset(["script", "style", "template"])
_BLOCKS = frozenset(["p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote"])
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_LONGEST_LABEL = 60
_MOST_COLUMNS = 200


class Entry(NamedTuple):
    """One passage of a table. ``place`` is its element's path below the table's."""

    text: str
    kind: PassageKind
    place: str
    zone: Zone = Zone.MAIN
    label: str | None = None
    value_at: int | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    hidden: str
    heading: bool
    place: str
    column: int
    width: int
    zone: Zone


Row = list[_Cell]


class _LayoutTable(Exception):
    """The table holds blocks of the page rather than data."""


def rows_of(table: Node) -> list[list[Entry]] | None:
    """The rows as passages; None for a table that only lays the page out, which is to be read as any other element."""
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return None
    try:
        captions, rows, head = _read_rows(table)
    except _LayoutTable:
        return None
    if max((len(row) for row in rows), default=0) < 2:
        return None
    return [*captions, *_entries([row for row in rows if row], head)]


def _read_rows(table: Node) -> tuple[list[list[Entry]], list[Row], int]:
    """Captions, rows, and how many rows from the top are headings by their place."""
    captions: list[list[Entry]] = []
    rows: list[Row] = []
    head = 0
    counts: Counter[str] = Counter()
    section = table.child
    while section is not None:
        if section.tag == "caption":
            text, hidden, _ = _text_of(section)
            captions += [[Entry(words, PassageKind.CAPTION, "caption")] for words in (text, hidden) if words]
        elif section.tag in _SECTIONS:
            counts[section.tag] += 1
            rows += _read_section(section, f"{section.tag}[{counts[section.tag]}]", MOST_PASSAGES - len(rows))
            head = len(rows) if section.tag == "thead" else head
        section = section.next
    return captions, rows, head


def _read_section(section: Node, place: str, most: int) -> list[Row]:
    rows: list[Row] = []
    waiting: dict[int, int] = {}  # columns still held by a cell of an earlier row
    line = section.child
    while line is not None and len(rows) <= most:
        if line.tag == "tr":
            rows.append(_read_row(line, f"{place}/tr[{len(rows) + 1}]", waiting))
        line = line.next
    return rows


def _read_row(line: Node, place: str, waiting: dict[int, int]) -> Row:
    zone = zone_of("tr", line.attributes, Zone.MAIN, frozenset())
    held = {column for column, count in waiting.items() if count > 0}
    for column in held:
        waiting[column] -= 1
    row: Row = []
    column = number = 0
    cell = line.child
    while cell is not None:
        if cell.tag in ("td", "th"):
            number += 1
            while column in held:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            row.append(_read_cell(cell, f"{place}/{cell.tag}[{number}]", column, width, zone))
            if column < _MOST_COLUMNS:
                waiting.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        cell = cell.next
    return row


def _read_cell(cell: Node, place: str, column: int, width: int, zone: Zone) -> _Cell:
    text, hidden, bold = _text_of(cell)
    own = zone_of(cell.tag, cell.attributes, zone, frozenset())
    return _Cell(text, hidden, cell.tag == "th" or bold, place, column, width, own)


def _span(cell: Node, name: str) -> int:
    value = (cell.attributes.get(name) or "")[:4]
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1


def _text_of(cell: Node) -> tuple[str, str, bool]:
    """The text shown, the text hidden, and whether all that is shown is bold."""
    shown: list[str] = []
    hidden: list[str] = []
    light = False
    waiting: list[tuple[Node, Zone, bool]] = [(cell.child, Zone.MAIN, False)]
    while waiting:
        node, zone, bold = waiting.pop()
        if node is None:
            continue
        waiting.append((node.next, zone, bold))
        if node.is_text_node:
            words = canonical(node.text_content or "")[0]
            (shown if zone is Zone.MAIN else hidden).append(words)
            light = light or (zone is Zone.MAIN and not bold and bool(words.strip()))
        elif node.is_element_node and node.tag not in _SILENT:
            if node.tag in _LAYS_OUT:
                raise _LayoutTable
            own = zone_of(node.tag, node.attributes, zone, frozenset())
            if node.tag in _BLOCKS or node.tag == "br":
                shown.append(BREAK)
                waiting[-1:] = [(node.next, zone, bold)]
            waiting.append((node.child, own, bold or node.tag in ("b", "strong")))
    text = "\n".join(fold(shown))
    return text, " ".join(fold(hidden)), bool(text) and not light


def _entries(rows: list[Row], head: int) -> list[list[Entry]]:
    head = head or _headings_by_look(rows)
    names: dict[int, str] = {}
    for row in rows[:head]:
        for cell in row:
            names.update(dict.fromkeys(range(cell.column, cell.column + cell.width), cell.text))
    made = [_row_entries(row, {} if at < head else names) for at, row in enumerate(rows)]
    return [entries for entries in made if entries]


def _headings_by_look(rows: list[Row]) -> int:
    """1 where the first row names the columns: all heads, or no figure in it and figures below."""
    first = rows[0] if rows else []
    if len(first) < 2 or len(rows) < 2:
        return 0
    if all(cell.heading for cell in first):
        return 1
    if any(cell.heading or cell.text.endswith((":", "：")) for row in rows for cell in row):
        return 0
    figures = [any(sign.isdigit() for cell in row for sign in cell.text) for row in rows]
    return int(not figures[0] and any(figures[1:]) and (len(first) > 2 or all(figures[1:])))


def _row_entries(row: Row, names: dict[int, str]) -> list[Entry]:
    hidden = [Entry(cell.hidden, PassageKind.PARAGRAPH, cell.place, Zone.HIDDEN) for cell in row if cell.hidden]
    if len(row) == 2 and not names and _is_field(*row):
        label, value = row
        name = label.text.rstrip(" :：\u00a0")
        text = f"{label.text}\t{value.text}"
        return [Entry(text, PassageKind.FIELD, label.place, value.zone, name or None, len(label.text) + 1), *hidden]
    lone = len(row) == 1 and row[0].heading
    kind = PassageKind.CAPTION if lone else PassageKind.CELL
    full = [cell for cell in row if cell.text]
    return [Entry(cell.text, kind, cell.place, cell.zone, names.get(cell.column) or None) for cell in full] + hidden


def _is_field(label: _Cell, value: _Cell) -> bool:
    named = label.heading or label.text.endswith((":", "："))
    return bool(label.text and value.text) and named and not value.heading and len(label.text) <= _LONGEST_LABEL
