"""Markdown to passages: markdown-it's map of blocks to lines; the characters stay as they are written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tollbook.model import Passage, PassageKind, Zone
from tollbook.read.blocks import Line, lines_of
from tollbook.read.drafts import MOST_PASSAGES, Draft, passages_of
from tollbook.read.grids import grid_at, grid_drafts
from tollbook.read.plain import drafts_of, read_plain, settle

_MOST_CHARACTERS = 1_000_000  # above, it is read as plain text, whose time grows with its length alone
_ATX = re.compile(r"#{1,6}(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t])#{1,20}$")
_CONTAINERS = re.compile(r"(?:[ \t]{0,20}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){0,20}[ \t]*")
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[^\n]*\n){0,100}?)---[ \t]*(?:\n|$)")
_DEEPEST = 20
_LEAVES = frozenset(("heading_open", "table_open", "paragraph_open", "html_block", "code_block", "fence", "hr"))


def read_markdown(text: str) -> tuple[tuple[Passage, ...], bool]:
    """The passages of a Markdown text, and whether all of it is in them."""
    if len(text) > _MOST_CHARACTERS:
        return read_plain(text)
    drafts = list(islice(_drafts(text), MOST_PASSAGES + 1))
    numbered = [replace(draft, block=number) for number, draft in enumerate(drafts[:MOST_PASSAGES])]
    return passages_of(settle(text, numbered)), len(drafts) <= MOST_PASSAGES


def _drafts(text: str) -> Iterator[Draft]:
    start, skipped = 0, 0
    front = _FRONT_MATTER.match(text)
    if front:
        start, skipped = front.end(), text.count("\n", 0, front.end())
        yield from drafts_of(text, front.start(1), front.end(1), number=2)
    body = _Body(text, start, skipped)
    containers: list[Token] = []
    read = 0
    for token in _parser().parse(text[start:]):
        if token.map and token.type in _LEAVES:
            yield from body.passed_over(read, token.map[0])
            read = token.map[1]
        if token.type in ("blockquote_open", "list_item_open"):
            containers.append(token)
        elif token.type in ("blockquote_close", "list_item_close"):
            containers.pop()
        elif token.map:
            yield from body.drafts(token, containers)
    yield from body.passed_over(read, None)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Blocks only: what stands inside them is left as it is written."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _container_mark(line: str) -> str:
    """The list and quotation marks that a line inside such blocks begins with."""
    match = _CONTAINERS.match(line)
    return match.group() if match else ""


class _Body:
    """The text below any front matter, by the lines that the parser counts."""

    def __init__(self, text: str, start: int, skipped: int) -> None:
        self._text = text
        self._skipped = skipped
        self._starts = [start]
        while (at := text.find("\n", self._starts[-1])) >= 0:
            self._starts.append(at + 1)

    def drafts(self, token: Token, containers: list[Token]) -> Iterator[Draft]:
        """What one block of the parser's holds; nothing for a token that only opens a list or a row."""
        assert token.map is not None
        first, after = token.map
        if token.type == "heading_open":
            yield from self._heading(token, first, after)
        elif token.type == "table_open":
            rows = grid_at(self._text, tuple(self._lines(first, after)), 0)
            yield from grid_drafts(self._text, rows) if rows else self._as_plain(first, after)
        elif token.type == "paragraph_open" and containers:
            yield from self._contained(first, after, containers[-1])
        elif token.type == "html_block":
            yield from self._markup(first, after)
        elif token.type in ("paragraph_open", "code_block"):
            yield from self._as_plain(first, after)
        elif token.type == "fence":
            yield from self._as_plain(first + 1, self._fence_end(after, token.markup))

    def passed_over(self, first: int, after: int | None) -> Iterator[Draft]:
        """Lines that the parser made no block of: nested deeper than it goes, or a mark with nothing behind it."""
        for draft in self._as_plain(first, len(self._starts) if after is None else after):
            if any(sign.isalnum() for sign in self._text[draft.start : draft.end]):
                yield draft

    def _offset(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _lines(self, first: int, after: int) -> Iterator[Line]:
        number = first + 1 + self._skipped
        return lines_of(self._text, self._offset(first), self._offset(after), number)

    def _fence_end(self, after: int, markup: str) -> int:
        """Without the closing line; a fence that the text's end closes has none."""
        return after - self._text[self._offset(after - 1) : self._offset(after)].strip(" \t\n>").startswith(markup)

    def _as_plain(self, first: int, after: int) -> Iterator[Draft]:
        number = first + 1 + self._skipped
        yield from drafts_of(self._text, self._offset(first), self._offset(after), number)

    def _heading(self, token: Token, first: int, after: int) -> Iterator[Draft]:
        """Without its signs, or the line drawn under it."""
        marked = token.markup.startswith("#")
        lines = list(self._lines(first, after if marked else after - 1))
        if not lines:
            return
        words = self._text[lines[0].start : lines[-1].end]
        front = len(_container_mark(words)) if token.level else 0
        mark = _ATX.match(words[front:]) if marked else None
        front += len(mark.group()) if mark else 0
        inner = _CLOSING.sub("", words[front:]) if mark else words[front:]
        if inner.strip():
            start = lines[0].start + front + len(inner) - len(inner.lstrip())
            end = start + len(inner.strip())
            yield Draft(PassageKind.HEADING, start, end, lines[0].number, level=int(token.tag[1]))

    def _contained(self, first: int, after: int, container: Token) -> Iterator[Draft]:
        lines = list(self._lines(first, after))
        if not lines:
            return
        words = self._text[lines[0].start : lines[0].end]
        mark = _container_mark(words)
        start, end = lines[0].start + len(mark), lines[-1].end
        kind = PassageKind.QUOTE if container.type == "blockquote_open" else PassageKind.LIST_ITEM
        if start < end:
            yield Draft(kind, start, end, lines[0].number, lines=len(lines), block_lines=len(lines), marker=mark)

    def _markup(self, first: int, after: int) -> Iterator[Draft]:
        lines = list(self._lines(first, after))
        if lines:
            zone = Zone.HIDDEN if self._text.startswith("<!--", lines[0].start) else Zone.MAIN
            yield Draft(
                PassageKind.PARAGRAPH, lines[0].start, lines[-1].end, lines[0].number, lines=len(lines), zone=zone
            )
