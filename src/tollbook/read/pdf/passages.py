"""The canonical text of a PDF and the passages in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tollbook.model import Passage, PassageKind, Zone
from tollbook.read.blocks import Line
from tollbook.read.datelines import is_date_line, mark_datelines
from tollbook.read.decode import canonical
from tollbook.read.drafts import MOST_PASSAGES, Draft
from tollbook.read.headings import mark_title
from tollbook.read.infoboxes import field_line_drafts, field_lines_at, mark_fields
from tollbook.read.markers import item_mark
from tollbook.read.page import Page
from tollbook.read.pdf.blocks import Look
from tollbook.read.pdf.flow import Flowing, texts_of
from tollbook.read.pdf.hyphens import Hyphens
from tollbook.read.pdf.notes import Remark
from tollbook.read.pdf.tables import headings_of, is_field, table_rows

_MOST_LEVELS = 6


def page_of(flow: Sequence[Flowing], remarks: Sequence[tuple[int, Remark]], title: str) -> Page:
    """``remarks`` with their pages. ``title``: the file's own, taken where these words stand in the text."""
    writing = _Writing(Hyphens(texts_of(flow)), _levels(flow))
    for one in flow:
        writing.take(one)
    for number, remark in remarks:
        writing.remark(number, remark)
    text, drafts = "".join(writing.pieces), writing.drafts
    whole = len(drafts) <= MOST_PASSAGES
    settled = _settled(text, drafts[:MOST_PASSAGES], title)
    passages = tuple(_passage(draft, writing.last_pages) for draft in settled)
    return Page(text, passages, whole=whole, replaced=writing.replaced)


def _levels(flow: Sequence[Flowing]) -> dict[float, int]:
    """The level of a heading by the size of its letters: the largest is 1."""
    sizes = {round(one.block.size) for one in flow if one.look is Look.HEADING and one.zone is Zone.MAIN}
    return {size: min(level, _MOST_LEVELS) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


class _Writing:
    """The text as it grows; a draft's ``line`` is the page that it begins on."""

    def __init__(self, hyphens: Hyphens, levels: dict[float, int]) -> None:
        self.pieces: list[str] = []
        self.drafts: list[Draft] = []
        self.last_pages: dict[int, int] = {}  # by the start of a passage that runs over the end of a page
        self.replaced = 0
        self._hyphens, self._levels = hyphens, levels
        self._end = 0

    def take(self, one: Flowing) -> None:
        """A block, and after it the marks of notes that stood in it."""
        if one.block.table is not None:
            self._table(one)
            return
        lines = self._lines(one)
        start = self._write((" " if one.look is Look.HEADING else "\n").join(lines))
        if start is None:
            return
        if one.pages[1] > one.pages[0]:
            self.last_pages[start] = one.pages[1]
        self._draft(one, lines, start)
        notes = " ".join(line.notes for line in one.block.lines if line.notes)
        self._aside(notes, one.pages[0])

    def remark(self, page: int, remark: Remark) -> None:
        """A remark, or a field that was filled in."""
        label = f"{remark.name}\t" if remark.name else ""
        start = self._write(label + remark.words)
        if start is not None and remark.name:
            value = start + len(label)
            self._add(PassageKind.FIELD, start, page, label=remark.name, value_start=value, zone=Zone.ASIDE)
        elif start is not None:
            self._add(PassageKind.PARAGRAPH, start, page, zone=Zone.COMMENT)

    def _lines(self, one: Flowing) -> list[str]:
        made: list[str] = []
        for line in one.block.lines:
            text = line.text
            if made:
                made[-1], text = self._hyphens.joined(made[-1], text)
            if text:
                made.append(text)
        return [*made[:-1], made[-1].replace("\x02", "-")] if made else made

    def _draft(self, one: Flowing, lines: list[str], start: int) -> None:
        page, zone = one.pages[0], one.zone
        if one.look is Look.HEADING:
            level = self._levels.get(round(one.block.size), _MOST_LEVELS)
            self._add(PassageKind.HEADING, start, page, level=level, zone=zone)
            return
        mark = item_mark(lines[0]) if one.look is Look.ITEM else ""
        if mark and len(mark) < self._end - start:
            self._add(PassageKind.LIST_ITEM, start + len(mark), page, marker=mark, zone=zone, lines=len(lines))
        else:
            self._add(PassageKind.PARAGRAPH, start, page, zone=zone, lines=len(lines), block_lines=len(lines))

    def _table(self, one: Flowing) -> None:
        assert one.block.table is not None
        rows = table_rows(one.block.table)
        names = headings_of(rows)
        page = one.pages[0]
        notes = " ".join(piece.notes for row in one.block.table.rows for piece in row if piece.notes)
        for at, row in enumerate(rows):
            start = self._write("\t".join(cell.text.replace("\x02", "-") for cell in row), "\n" if at else "\n\n")
            if start is None:
                continue
            if not names and is_field(row):
                label = row[0].text.rstrip(" :：")
                value = start + len(row[0].text) + 1
                self._add(PassageKind.FIELD, start, page, label=label or None, value_start=value, zone=one.zone)
                continue
            for cell in row:
                label_or_none = names.get(cell.column) if at else None
                end = start + len(cell.text)
                self.drafts.append(Draft(PassageKind.CELL, start, end, page, label=label_or_none, zone=one.zone))
                start = end + 1
        self._aside(notes, page)

    def _aside(self, words: str, page: int) -> None:
        start = self._write(words)
        if start is not None:
            self._add(PassageKind.PARAGRAPH, start, page, zone=Zone.ASIDE)

    def _write(self, words: str, before: str = "\n\n") -> int | None:
        """Where the words begin in the text; None where there are none."""
        text, replaced = canonical(words)
        if not text.strip():
            return None
        self.replaced += replaced
        before = before if self.pieces else ""
        start = self._end + len(before)
        self.pieces += [before, text]
        self._end = start + len(text)
        return start

    def _add(self, kind: PassageKind, start: int, page: int, **more: Any) -> None:
        self.drafts.append(Draft(kind, start, self._end, page, len(self.drafts), **more))


def _settled(text: str, drafts: list[Draft], title: str) -> list[Draft]:
    """Kinds that only the neighbours can tell: fields, the title, date lines."""
    drafts = mark_fields(text, _with_fields(text, drafts))
    drafts = _with_title(text, drafts, title)
    drafts = [_dated(text, draft) for draft in drafts]
    main = [at for at, draft in enumerate(drafts) if draft.zone is Zone.MAIN]
    dated = mark_datelines(text, [drafts[at] for at in main])
    for at, draft in zip(main, dated, strict=True):
        drafts[at] = draft
    return drafts


def _dated(text: str, draft: Draft) -> Draft:
    if _may_be_field(draft) and is_date_line(text[draft.start : draft.end]):
        return replace(draft, kind=PassageKind.DATELINE)
    return draft


def _with_fields(text: str, drafts: list[Draft]) -> list[Draft]:
    """Runs of lines "Label: value", in one block or in several of a line each, as fields."""
    made: list[Draft] = []
    at = 0
    while at < len(drafts):
        after = at + 1
        if _may_be_field(drafts[at]):
            single = drafts[at].lines == 1
            while single and after < len(drafts) and _may_be_field(drafts[after]) and drafts[after].lines == 1:
                after += 1
        made += _fields(text, drafts[at:after])
        at = after
    return made


def _may_be_field(draft: Draft) -> bool:
    return draft.kind is PassageKind.PARAGRAPH and draft.zone is Zone.MAIN


def _fields(text: str, run: list[Draft]) -> list[Draft]:
    """The drafts of a run, with fields for those of its lines that are."""
    if not _may_be_field(run[0]):
        return run
    made: list[Draft] = []
    at = 0
    lines = tuple(line for draft in run for line in _lines_of(text, draft))
    if len(run) == 1:
        count = field_lines_at(text, lines, 0)
        return field_line_drafts(text, lines) if count == len(lines) else run
    while at < len(run):
        count = field_lines_at(text, lines[at:], 0)
        made += field_line_drafts(text, lines[at : at + count]) if count else [run[at]]
        at += max(count, 1)
    return made


def _lines_of(text: str, draft: Draft) -> Iterator[Line]:
    start = draft.start
    for words in text[draft.start : draft.end].split("\n"):
        yield Line(start, start + len(words), draft.line, 0)
        start += len(words) + 1


def _with_title(text: str, drafts: list[Draft], title: str) -> list[Draft]:
    """The block that is the file's title; else the first heading of the highest level on the first pages; else what a
    plain text's title would be."""
    key = _key(title)
    shown = [(at, draft) for at, draft in enumerate(drafts[:200]) if draft.zone is Zone.MAIN]
    headings = [(at, draft) for at, draft in shown if draft.kind is PassageKind.HEADING]
    named = [
        at
        for at, draft in shown
        if key
        and draft.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH)
        and _key(text[draft.start : draft.end]) == key
    ]
    first = [at for at, draft in headings if draft.level == 1]
    if not named and not first:
        return mark_title(text, drafts)
    made = list(drafts)
    found = (named or first)[0]
    made[found] = replace(drafts[found], kind=PassageKind.TITLE, level=1)
    return made


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _passage(draft: Draft, last_pages: dict[int, int]) -> Passage:
    last = last_pages.get(draft.start - len(draft.marker))
    origin = f"page {draft.line}" if last is None else f"pages {draft.line} to {last}"
    return replace(draft.passage(), origin=origin)
