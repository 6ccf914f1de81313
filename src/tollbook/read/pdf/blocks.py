"""Stretches of a page to blocks: paragraphs, headings, list items, by gaps, indents and the size of letters."""

from collections.abc import Sequence
from enum import Enum, auto
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from tollbook.read.markers import begins_count, ends_sentence, is_bullet, item_mark
from tollbook.read.pdf.lines import Piece
from tollbook.read.pdf.order import Shape, Stretch, is_midway

_MORE_SPACE = 1.28  # of the usual distance of lines
_LEAST_SPACE = 1.65  # of the letters' size: two lines farther apart are two paragraphs where nothing is usual
_MOST_LEADING = 3.2  # of the letters' size: lines set double have 2.5
_OTHER_SIZE = 0.08
_INDENT = 0.9
_SLACK = 1.0
_NARROWEST = 9  # of the letters' size: a column of running text is wider
_SHORT_LINE = 0.75
_LARGER = 1.12
_LONGEST_HEADING = 220
_MOST_HEADING_LINES = 4


class Block(NamedTuple):
    """Lines that belong together. ``filled``: its last line ran to the edge, so that the text may go on elsewhere.
    ``table`` holds rows instead of lines."""

    page: int
    lines: tuple[Piece, ...] = ()
    filled: bool = False
    indented: bool = False
    table: Stretch | None = None

    @property
    def first(self) -> Piece:
        """The piece it begins with."""
        return self.lines[0] if self.table is None else self.table.rows[0][0]

    @property
    def last(self) -> Piece:
        """The piece it ends with."""
        return self.lines[-1] if self.table is None else self.table.rows[-1][-1]

    @property
    def size(self) -> float:
        """The size of most of its lines' letters."""
        return median(line.size for line in self.lines) if self.table is None else self.first.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return self.table is None and all(line.bold for line in self.lines)

    @property
    def length(self) -> int:
        """In characters."""
        return sum(len(line.text) for line in self.lines)


class Look(Enum):
    """What a block is by its look alone."""

    HEADING = auto()
    ITEM = auto()
    TEXT = auto()


def blocks_of(page: int, stretches: Sequence[Stretch]) -> list[Block]:
    """The blocks of a page, in the order of its stretches."""
    made: list[Block] = []
    for stretch in stretches:
        if stretch.shape is Shape.TABLE:
            made.append(Block(page, table=stretch))
            continue
        lines = [row[0] for row in stretch.rows]
        for _, some in groupby(lines, key=lambda line: (line.rightward, line.hidden)):
            made += _blocks_of_lines(page, list(some))
    return made


class _Column(NamedTuple):
    """What is usual in a stretch of lines. ``wrapped``: its lines were broken before they were full."""

    start: float
    end: float
    leading: float
    wrapped: bool


def _blocks_of_lines(page: int, lines: list[Piece]) -> list[Block]:
    column = _column_of(lines)
    runs: list[list[Piece]] = []
    for line in lines:
        if runs and not _parts(runs[-1], line, column):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_block(page, run, column) for run in runs]


def _block(page: int, run: list[Piece], column: _Column) -> Block:
    size = run[-1].size
    filled = run[-1].end > column.end - 4 * size and column.end - column.start > _NARROWEST * size
    indented = run[0].start > column.start + _INDENT * size
    return Block(page, tuple(run), filled, indented)


def _column_of(lines: list[Piece]) -> _Column:
    start, end = min(line.start for line in lines), max(line.end for line in lines)
    early = sum(_would_fit(above, line, end) and is_midway(above, line) for above, line in pairwise(lines))
    return _Column(start, end, _leading(lines, end), 3 * early > len(lines))


def _leading(lines: list[Piece], end: float) -> float:
    """How far apart two lines of one paragraph usually are, for letters of size 1; 0 where no two are surely of one."""
    pairs = [(above, line) for above, line in pairwise(lines) if 0 < above.base - line.base < _MOST_LEADING * line.size]
    steps = sorted(_step(*pair) for pair in pairs)
    if not steps:
        return 0.0
    leading = steps[len(steps) // 4]
    if leading <= _LEAST_SPACE:
        return leading
    own = [pair for pair in pairs if abs(_step(*pair) - leading) < 0.05 * leading]
    midway = sum(not _would_fit(*pair, end) and not ends_sentence(pair[0].text) for pair in own)
    return leading if 2 * midway > len(own) else 0.0


def _step(above: Piece, line: Piece) -> float:
    return (above.base - line.base) / max(above.size, line.size)


def _would_fit(above: Piece, line: Piece, end: float) -> bool:
    return end - above.end > line.first_word + _SLACK * line.size


def _parts(run: list[Piece], line: Piece, column: _Column) -> bool:
    """Whether a new block begins with this line."""
    above = run[-1]
    step = above.base - line.base
    if step <= 0 or line.rightward != above.rightward or line.hidden != above.hidden:
        return True
    usual = max(column.leading or _LEAST_SPACE / _MORE_SPACE, 1.0) * max(above.size, line.size)
    if step > _MORE_SPACE * usual:
        return True
    if abs(line.size - above.size) > _OTHER_SIZE * above.size or _other_weight(run, line):
        return True
    return _new_item(run, line, column) or _indents(run, line) or _broken_off(above, line, column)


def _other_weight(run: list[Piece], line: Piece) -> bool:
    """Whether a line is bold under lines that are not, or the other way round; words of a line may be either."""
    return line.bold != run[-1].bold and all(one.bold == run[-1].bold for one in run)


def _new_item(run: list[Piece], line: Piece, column: _Column) -> bool:
    mark = item_mark(line.text)
    if not mark:
        return False
    if is_bullet(mark) or item_mark(run[0].text) or begins_count(mark):
        return True
    return _would_fit(run[-1], line, column.end)


def _indents(run: list[Piece], line: Piece) -> bool:
    """Whether a line stands in, or out, as the first line of a paragraph does; a second line may hang."""
    step = _INDENT * line.size
    if item_mark(run[0].text):
        text = run[1].start if len(run) > 1 else None
        return line.start < run[0].start - step / 2 or (text is not None and abs(line.start - text) > step)
    if len(run) == 1:
        return line.start > run[0].start + step and not is_midway(run[0], line)
    return line.start > run[-1].start + step


def _broken_off(above: Piece, line: Piece, column: _Column) -> bool:
    """Whether the line above ended although the next word had room in it."""
    if column.wrapped or not _would_fit(above, line, column.end):
        return False
    if ends_sentence(above.text) or above.text.endswith((":", "：")):
        return True
    width = column.end - column.start
    return not line.text[:1].islower() and above.end - column.start < _SHORT_LINE * width


def look_of(block: Block, body: float, mostly_bold: bool) -> Look:
    """What a block looks to be, beside letters of the size ``body``."""
    text = block.lines[0].text
    short = block.length <= _LONGEST_HEADING and len(block.lines) <= _MOST_HEADING_LINES
    whole = ends_sentence(block.lines[-1].text) and not block.lines[-1].text.endswith(("?", "؟", "!"))
    letters = any(sign.isalpha() for sign in text)
    if short and letters and block.size > _LARGER * body and not (whole and block.length > 100):
        return Look.HEADING
    if short and letters and block.bold and not mostly_bold and not whole and block.size > 0.95 * body:
        return Look.HEADING
    return Look.ITEM if item_mark(text) else Look.TEXT
