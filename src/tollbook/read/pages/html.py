"""Pages to passages: the blocks of the tree in document order, one below another, each with its zone and path."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from tollbook.model import Passage, PassageKind, When, Zone
from tollbook.read.datelines import is_date_line
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.page import Page
from tollbook.read.pages.addresses import address_of
from tollbook.read.pages.metadata import Metadata, iso_date, metadata_of
from tollbook.read.pages.tangle import is_tangled
from tollbook.read.pages.walk import Moment, Shown, Walk

_LONGEST_LABEL = 60
_LONGEST_TITLE = 300


def read_html(markup: str) -> Page | None:
    """None for markup so tangled that reading it would not end in good time."""
    if is_tangled(markup):
        return None
    tree = LexborHTMLParser(markup)
    if tree.root is None:
        return Page("", ())
    walk = Walk(tree.root)
    shown = list(islice(walk.blocks(), MOST_PASSAGES + 1))
    told = metadata_of(tree)
    blocks = list(_settled(shown[:MOST_PASSAGES], told))
    text, passages = _laid_out(blocks)
    return Page(
        text,
        passages,
        whole=len(shown) <= MOST_PASSAGES,
        language=told.language,
        publisher=_place_of_words(text, passages, told.site),
        date=told.date or _date_of(walk.moments),
        replaced=walk.replaced,
        address=address_of(markup, tree),
    )


def _settled(shown: list[Shown], told: Metadata) -> Iterator[Shown]:
    """Kinds that only the neighbours or the head can tell: the title, fields of definition lists, date lines."""
    title = _title_at(shown, told.titles)
    at = 0
    while at < len(shown):
        block = shown[at]
        if at == title:
            yield replace(block, kind=PassageKind.TITLE, level=1)
        elif _is_field(shown, at):
            value = shown[at + 1]
            name = block.text.rstrip(" :：\u00a0")
            text = f"{block.text}\t{value.text}"
            yield replace(block, text=text, kind=PassageKind.FIELD, label=name or None, value_at=len(block.text) + 1)
            at += 1
        elif block.kind is PassageKind.PARAGRAPH and is_date_line(block.text):
            yield replace(block, kind=PassageKind.DATELINE)
        else:
            yield block
        at += 1


def _is_field(shown: list[Shown], at: int) -> bool:
    """A term with one definition."""
    pair = [block.element for block in shown[at : at + 2]]
    alone = at + 2 >= len(shown) or shown[at + 2].element != "dd"
    return pair == ["dt", "dd"] and alone and len(shown[at].text) <= _LONGEST_LABEL and "\n" not in shown[at].text


def _title_at(shown: list[Shown], titles: tuple[str, ...]) -> int | None:
    """The longest heading that stands in the head's title; else the first h1; else a block that is that title."""
    main = [
        (at, block) for at, block in enumerate(shown) if block.zone is Zone.MAIN and len(block.text) <= _LONGEST_TITLE
    ]
    headings = [(at, block) for at, block in main if block.kind is PassageKind.HEADING]
    for title in titles:
        named = [
            (len(block.text), -at) for at, block in headings if _key(block.text) and _key(block.text) in _key(title)
        ]
        if named:
            return -max(named)[1]
    first = next((at for at, block in headings if block.level == 1), None)
    if first is not None:
        return first
    keys = {_key(title) for title in titles}
    return next((at for at, block in main if block.kind is PassageKind.PARAGRAPH and _key(block.text) in keys), None)


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _laid_out(blocks: Iterable[Shown]) -> tuple[str, tuple[Passage, ...]]:
    """The canonical text and the passages in it."""
    pieces: list[str] = []
    passages: list[Passage] = []
    end = 0
    for block in blocks:
        before = block.before if pieces else ""
        start = end + len(before)
        end = start + len(block.text)
        pieces += [before, block.text]
        value = None if block.value_at is None else start + block.value_at
        passages.append(Passage(block.kind, start, end, block.zone, block.label, block.level, value, block.origin))
    return "".join(pieces), tuple(passages)


def _place_of_words(text: str, passages: tuple[Passage, ...], words: str | None) -> tuple[int, int] | None:
    """Where the words first stand whole in what the page shows."""
    words = " ".join((words or "").split())
    if not words:
        return None
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for passage in passages:
        found = None if passage.zone is Zone.HIDDEN else whole.search(text, passage.start, passage.end)
        if found:
            return found.span()
    return None


def _date_of(moments: list[Moment]) -> When | None:
    """The moment said to be that of publication, else the first above the body of the text."""
    for moment in sorted(moments, key=lambda moment: not moment.published):
        date = iso_date(moment.date) if moment.published or moment.above else None
        if date:
            return date
    return None
