"""The blocks of a Word document in their order: paragraphs, tables, text boxes, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tollbook.model import PassageKind, Zone
from tollbook.read.datelines import is_date_line
from tollbook.read.office.tables import kind_of_label, label_of, rows_shown
from tollbook.read.office.word_styles import Look, Node, Styles, W
from tollbook.read.office.word_tables import Line, Table, lays_out, lines_of
from tollbook.read.office.word_words import STRUCK_OUT, Changes, Said, children, words_of
from tollbook.read.pages.walk import Shown

_LONGEST_HEADING = 120
_ENDS = (".", ":", ";", ",", "!", "?", "…", "؟", "،", "؛", "۔")
_FIELD = re.compile(r"([^:：\n]{1,60})[:：]\s*(?=\S)")
_NAMED_BY = ("harm_field", "place_field")  # a lone date or source by a name is mostly the document's own
_WITH_WORDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


@dataclass(slots=True)
class Blocks:
    """Walks through the body or a part beside it. ``changes`` and ``chunks`` (other documents that Word would show in
    its place) fill as it goes."""

    styles: Styles
    changes: Changes = field(default_factory=Changes)
    chunks: int = 0
    _paragraphs: int = 0
    _tables: int = 0

    def of_body(self, body: Node) -> Iterator[Shown]:
        """The document's own text."""
        yield from self._blocks(body, Zone.MAIN, None)

    def beside(self, node: Node, zone: Zone, place: str) -> Iterator[Shown]:
        """What stands beside it: a note, a comment, the head of its pages."""
        yield from self._blocks(node, zone, place)

    def _blocks(self, node: Node, zone: Zone, place: str | None) -> Iterator[Shown]:
        """``place``: what all of it is said to stand in; None in the body, where paragraphs are counted."""
        for child in children(node):
            if child.tag == f"{W}p":
                self._paragraphs += place is None
                if len(child):  # else it is empty
                    yield from self._paragraph(child, zone, place or f"paragraph {self._paragraphs}")
            elif child.tag == f"{W}tbl":
                yield from self._table(child, zone)
            elif child.tag == f"{W}altChunk":
                self.chunks += 1
            elif child.tag not in (f"{W}sdtPr", f"{W}sectPr"):
                self.changes.count(child.tag)
                yield from self._blocks(child, Zone.HIDDEN if child.tag in STRUCK_OUT else zone, place)

    def _paragraph(self, node: Node, zone: Zone, place: str) -> Iterator[Shown]:
        said = words_of(node, self.styles, self.changes, zone is Zone.HIDDEN)
        look = self.styles.look_of(node.find(f"{W}pPr"))
        if said.text:
            yield _shown(said, look, look.zone if zone is Zone.MAIN else zone, place)
        yield from self._hanging(said, zone, place)

    def _hanging(self, said: Said, zone: Zone, place: str) -> Iterator[Shown]:
        if said.unseen:
            yield Shown(said.unseen, PassageKind.PARAGRAPH, Zone.HIDDEN, place)
        for words in said.described:
            yield Shown(words, PassageKind.CAPTION, Zone.ASIDE, f"picture at {place}")
        for box in said.boxes:
            yield from self._blocks(box, zone, f"text box at {place}")

    def _table(self, node: Node, zone: Zone) -> Iterator[Shown]:
        self._tables += 1
        place = f"table {self._tables}"
        before = Changes(self.changes.inserted, self.changes.struck_out)
        lines = lines_of(node, self.styles, self.changes, zone is Zone.HIDDEN)
        if lays_out(lines, self.styles):
            self.changes = before  # its cells are read again below, and their changes counted there
            for number, line in enumerate(lines, 1):
                for cell in line.cells:
                    at = f"{place}, row {number}, column {cell.column + 1}"
                    yield from self._blocks(cell.node, Zone.HIDDEN if line.gone else zone, at)
            return
        for shown in rows_shown(Table(place, lines).rows()):
            yield shown if zone is Zone.MAIN or shown.zone is Zone.HIDDEN else replace(shown, zone=zone)
        yield from self._hanging_on(lines, zone, place)

    def _hanging_on(self, lines: tuple[Line, ...], zone: Zone, place: str) -> Iterator[Shown]:
        for number, line in enumerate(lines, 1):
            for cell in line.cells:
                for said in cell.said:
                    at = f"{place}, row {number}, column {cell.column + 1}"
                    yield from self._hanging(said, zone, at)


def _shown(said: Said, look: Look, zone: Zone, place: str) -> Shown:
    text = said.text
    if look.kind is PassageKind.PARAGRAPH and is_date_line(text):
        return Shown(text, PassageKind.DATELINE, zone, place)
    field_ = _FIELD.match(text) if look.kind in _WITH_WORDS else None
    if field_ and kind_of_label(field_[1]) in _NAMED_BY and "\n" not in text:
        return Shown(text, PassageKind.FIELD, zone, place, label=label_of(field_[1]), value_at=field_.end())
    if look.kind is PassageKind.PARAGRAPH and said.bold and _is_heading(text):
        return Shown(text, PassageKind.HEADING, zone, place, level=3)
    return Shown(text, look.kind, zone, place, level=look.level)


def _is_heading(text: str) -> bool:
    """Whether bold words by themselves head what follows."""
    return len(text) <= _LONGEST_HEADING and "\n" not in text and not text.endswith(_ENDS)
