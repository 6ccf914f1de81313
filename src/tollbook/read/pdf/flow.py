"""Blocks of pages to blocks of the document: text that runs on over the end of a page or a column is one again."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tollbook.model import Zone
from tollbook.read.markers import ends_sentence
from tollbook.read.pdf.blocks import Block, Look, look_of


class Flowing(NamedTuple):
    """A block and what it is. ``pages``: the first and the last it stands on."""

    block: Block
    look: Look
    zone: Zone
    pages: tuple[int, int]


def flow_of(pages: Iterable[Sequence[tuple[Block, Zone]]], body: float, mostly_bold: bool) -> list[Flowing]:
    """The blocks in order. What stands between the halves of a paragraph, at the edges of pages, comes after it."""
    made: list[Flowing] = []
    for page in pages:
        fresh = True
        for block, placed in page:
            look = look_of(block, body, mostly_bold) if block.table is None else Look.TEXT
            zone = Zone.HIDDEN if block.first.hidden else placed
            one = Flowing(block, look, zone, (block.page, block.page))
            before = _last_of_text(made) if zone is Zone.MAIN else None
            if before is not None and _runs_on(made[before], one, fresh):
                made[before] = _one(made[before], one)
            else:
                made.append(one)
            fresh = fresh and zone is not Zone.MAIN
    return made


def _last_of_text(made: Sequence[Flowing]) -> int | None:
    for at in range(len(made) - 1, max(len(made) - 40, -1), -1):
        if made[at].zone is Zone.MAIN:
            return at
    return None


def _runs_on(before: Flowing, one: Flowing, first_of_page: bool) -> bool:
    """Whether a paragraph surely goes on in another: at the foot of a page or a column, full to its edge, in the midst
    of a sentence; and what follows looks the same, is not set in, and could be nothing else."""
    above, below = before.block, one.block
    if above.table is not None or below.table is not None or below.page - before.pages[1] > 1:
        return False
    turned = below.page > before.pages[1]
    if turned != first_of_page or (not turned and below.first.base <= above.last.base):
        return False
    if before.look is Look.HEADING or one.look is not Look.TEXT:
        return False
    if abs(above.size - below.size) > 0.02 * above.size or above.last.rightward != below.first.rightward:
        return False
    return above.filled and not below.indented and not _ends(above.last.text) and _may_go_on(above, below)


def _ends(text: str) -> bool:
    return ends_sentence(text) or text.endswith((":", "："))


def _may_go_on(above: Block, below: Block) -> bool:
    """A small letter goes on; a capital, a figure or a letter that is neither may, under a text of several lines."""
    start = below.first.text[:1]
    return start.islower() or (len(above.lines) > 1 and (start.isalnum() or start in "([\"“«'‘"))


def _one(before: Flowing, other: Flowing) -> Flowing:
    block = before.block._replace(lines=before.block.lines + other.block.lines, filled=other.block.filled)
    return before._replace(block=block, pages=(before.pages[0], other.pages[1]))


def texts_of(flow: Iterable[Flowing]) -> Iterator[str]:
    """Every line of every block."""
    for one in flow:
        if one.block.table is None:
            yield from (line.text for line in one.block.lines)
        else:
            yield from (piece.text for row in one.block.table.rows for piece in row)
