"""Blocks one below another: the canonical text, and the passages in it."""

from collections.abc import Iterable

from tollbook.model import Passage
from tollbook.read.decode import canonical
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.page import Page
from tollbook.read.pages.walk import Shown

MOST_CHARACTERS = 16 * 1024 * 1024  # of a document's text, as of a text file's bytes


def lay_out(blocks: Iterable[Shown]) -> Page:
    """The page that the blocks make, with characters that cannot be shown replaced; not whole where there were more
    than are taken. Blocks without words are passed over."""
    pieces: list[str] = []
    passages: list[Passage] = []
    end = replaced = 0
    for block in blocks:
        text, strange = canonical(block.text)
        if not text.strip():
            continue
        if len(passages) == MOST_PASSAGES or end + len(text) > MOST_CHARACTERS:
            return Page("".join(pieces), tuple(passages), whole=False, replaced=replaced)
        before = block.before if pieces else ""
        start = end + len(before)
        end = start + len(text)
        replaced += strange
        pieces += [before, text]
        value = None if block.value_at is None else start + block.value_at
        passages.append(Passage(block.kind, start, end, block.zone, block.label, block.level, value, block.origin))
    return Page("".join(pieces), tuple(passages), replaced=replaced)
