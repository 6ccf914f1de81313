"""Plain text to passages: titles, headings, paragraphs, lists, tables, quotations and fields, by the shape of lines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from tollbook.model import Passage, PassageKind
from tollbook.read.blocks import Block, blocks_of
from tollbook.read.datelines import mark_datelines
from tollbook.read.drafts import MOST_PASSAGES, Draft, passages_of
from tollbook.read.grids import grid_at, grid_drafts
from tollbook.read.headings import mark_headings, mark_title
from tollbook.read.infoboxes import field_line_drafts, field_lines_at, mark_fields
from tollbook.read.markers import begins_count, is_bullet, is_rule, is_underline, item_mark, quote_mark, wiki_heading

WRAPPED = 160  # a longer line was not wrapped by hand, so it is a paragraph by itself
_STRUCTURAL = ":：|\t"
_FILLED = 50  # a line at least so long may run on into the next

Taken = tuple[list[Draft], int]


def read_plain(text: str) -> tuple[tuple[Passage, ...], bool]:
    """The passages of a plain text, and whether all of it is in them (False: there were too many)."""
    drafts = list(islice(drafts_of(text), MOST_PASSAGES + 1))
    whole = len(drafts) <= MOST_PASSAGES
    return passages_of(settle(text, drafts[:MOST_PASSAGES])), whole


def settle(text: str, drafts: list[Draft]) -> list[Draft]:
    """Kinds that only the neighbours can tell: fields, the title, headings, datelines."""
    if len(drafts) == 1 and drafts[0].kind is PassageKind.PARAGRAPH:
        return drafts
    for mark in (mark_fields, mark_title, mark_headings, mark_datelines):
        drafts = mark(text, drafts)
    return drafts


def drafts_of(text: str, start: int = 0, end: int | None = None, number: int = 1) -> Iterator[Draft]:
    """What each run of lines holds, before its neighbours are looked at."""
    for count, block in enumerate(blocks_of(text, start, end, number)):
        at = 0
        while at < len(block):
            drafts, after = _take(text, block, at)
            for draft in drafts:
                alone = count == draft.block and len(block) == draft.block_lines
                yield draft if alone else replace(draft, block=count, block_lines=len(block))
            at = after


def _take(text: str, block: Block, at: int) -> Taken:
    for taker in _UNMARKED if _is_unmarked(_words(text, block, at)) else _TAKERS:
        taken = taker(text, block, at)
        if taken:
            return taken
    return _paragraph(text, block, at)


def _is_unmarked(words: str) -> bool:
    """Whether a line begins as prose does, with no sign of a table or a field in it: most lines of most texts."""
    return words[0].isalpha() and words[1:2] != ")" and not _is_structured(words)


def _is_structured(words: str) -> bool:
    return any(sign in words for sign in _STRUCTURAL)


def _words(text: str, block: Block, at: int) -> str:
    line = block[at]
    return text[line.start : line.end]


def _wiki_heading(text: str, block: Block, at: int) -> Taken | None:
    line = block[at]
    found = wiki_heading(_words(text, block, at)) if line.length <= 300 else None
    if not found:
        return None
    level, first, last = found
    return [Draft(PassageKind.HEADING, line.start + first, line.start + last, line.number, level=level)], at + 1


def _underlined(text: str, block: Block, at: int) -> Taken | None:
    line = block[at]
    if at + 1 >= len(block) or at > 0 or line.length > 200 or is_rule(_words(text, block, at)):
        return None
    level = is_underline(_words(text, block, at + 1)) if block[at + 1].length <= 300 else 0
    return ([Draft(PassageKind.HEADING, line.start, line.end, line.number, level=level)], at + 2) if level else None


def _rule(text: str, block: Block, at: int) -> Taken | None:
    return ([], at + 1) if block[at].length <= 200 and is_rule(_words(text, block, at)) else None


def _grid(text: str, block: Block, at: int) -> Taken | None:
    rows = grid_at(text, block, at)
    return (grid_drafts(text, rows), at + len(rows)) if rows else None


def _field_lines(text: str, block: Block, at: int) -> Taken | None:
    count = field_lines_at(text, block, at)
    return (field_line_drafts(text, block[at : at + count]), at + count) if count else None


def _quote(text: str, block: Block, at: int) -> Taken | None:
    line = block[at]
    mark = quote_mark(_words(text, block, at))
    if not mark or len(mark) >= line.length:
        return ([], at + 1) if mark else None
    after = at + 1
    while after < len(block) and quote_mark(_words(text, block, after)):
        after += 1
    last = block[after - 1]
    start = line.start + len(mark)
    start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
    while quote_mark(text[last.start : last.end]) == text[last.start : last.end] and after > at + 1:
        after -= 1
        last = block[after - 1]
    return [Draft(PassageKind.QUOTE, start, last.end, line.number, lines=after - at)], after


def _item(text: str, block: Block, at: int) -> Taken | None:
    line = block[at]
    mark = item_mark(_words(text, block, at))
    if not mark:
        return None
    after = at + 1
    while after < len(block) and _runs_on(text, block, after, line.indent):
        after += 1
    draft = Draft(
        PassageKind.LIST_ITEM, line.start + len(mark), block[after - 1].end, line.number, lines=after - at, marker=mark
    )
    return [draft], after


def _runs_on(text: str, block: Block, at: int, indent: int) -> bool:
    """Whether this line goes on with the list item begun before it."""
    if item_mark(_words(text, block, at)) or any(taker(text, block, at) for taker in _BREAKS):
        return False
    return block[at].indent > indent or _FILLED <= block[at - 1].length <= WRAPPED


_BREAKS: tuple[Callable[[str, Block, int], Taken | None], ...] = (_wiki_heading, _rule, _grid, _field_lines, _quote)
_TAKERS: tuple[Callable[[str, Block, int], Taken | None], ...] = (
    *(_wiki_heading, _underlined, _rule, _grid, _field_lines, _quote, _item),
)
_UNMARKED = (_underlined,)


def _paragraph(text: str, block: Block, at: int) -> Taken:
    after = at + 1
    while after < len(block) and not _breaks(text, block, after):
        after += 1
    first, last = block[at], block[after - 1]
    return [Draft(PassageKind.PARAGRAPH, first.start, last.end, first.number, lines=after - at)], after


def _breaks(text: str, block: Block, at: int) -> bool:
    """Whether the paragraph that runs to the line before ends there."""
    if block[at].length > WRAPPED or block[at - 1].length > WRAPPED:
        return True
    words = _words(text, block, at)
    if words[0].isalpha() and words[1:2] != ")":  # most lines of most texts
        return _is_structured(words) and any(taker(text, block, at) for taker in (_grid, _field_lines))
    mark = item_mark(words)
    if mark and _list_may_begin(text, block, at, mark):
        return True
    return any(taker(text, block, at) for taker in _BREAKS)


def _list_may_begin(text: str, block: Block, at: int, mark: str) -> bool:
    """A dash or a number that happens to stand first on a wrapped line is not a list."""
    if text[block[at - 1].end - 1] in ":：" or block[at - 1].length < _FILLED // 2:
        return True
    followed = at + 1 < len(block) and bool(item_mark(_words(text, block, at + 1)))
    return followed and (is_bullet(mark) or begins_count(mark))
