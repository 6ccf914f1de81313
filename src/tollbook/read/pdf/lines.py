"""Signs of a page to pieces of lines: what stands at one height with no wide gap, its words and its order settled."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import category

from tollbook.read.pdf.bidi import has_right_to_left, logical_order, odd_levels, strong_of, unmirrored
from tollbook.read.pdf.signs import Sign, most_common_size

_ONE_LINE = 0.22  # of the letters' size: heights that differ less are of one line
_RAISED_WITHIN = 0.65
_SMALLER = 0.86
_WORD_GAP = 0.17  # where the file keeps no spaces
_SURE_GAP = 0.33  # where it does, some are still left out
_SURE_GAP_AT_MARKS = 0.45  # where PDFium knows the place of a letter's mark, not the letter's
_PIECE_GAP = 1.4
_SOFT_HYPHEN = "\u00ad"
_SAME_PLACE = 0.12  # drawn twice to look bold


class Piece(NamedTuple):
    """A stretch of one line. ``notes`` are marks of notes that stood raised in it. ``first_word`` is how wide its
    first word is. ``sure``: the order of its letters is. Right to left, ``left`` is where it ends."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    hidden: bool = False
    rightward: bool = True
    first_word: float = 0.0
    notes: str = ""
    sure: bool = True

    @property
    def start(self) -> float:
        """Where it begins, in the direction in which it is read."""
        return self.left if self.rightward else -self.right

    @property
    def end(self) -> float:
        """Where it ends, in the direction in which it is read."""
        return self.right if self.rightward else -self.left


Row = list[Piece]


class _Unit(NamedTuple):
    """A sign with the marks that stand on or under it."""

    sign: Sign
    text: str
    raised: bool = False
    spaced: bool = False  # a space stands before it


def rows_of(signs: Sequence[Sign]) -> list[Row]:
    """The lines from the top down, each as its pieces from left to right."""
    if not signs:
        return []
    page_leftward = strong_of([sign.text for sign in signs]) > 0
    hidden = [sign for sign in signs if sign.hidden]
    rows: list[Row] = []
    for some in ([sign for sign in signs if not sign.hidden], hidden):
        rows += [made for units in _lines(some) if (made := _pieces(units, page_leftward))]
    return sorted(rows, key=lambda row: (row[0].hidden, -row[0].base, row[0].left))


def _lines(signs: Sequence[Sign]) -> list[list[_Unit]]:
    letters = [sign for sign in signs if not _is_mark(sign.text)]
    rows: list[list[Sign]] = []
    for sign in sorted(letters, key=lambda sign: -sign.base):
        if rows and rows[-1][0].base - sign.base <= _ONE_LINE * max(sign.size, rows[-1][0].size):
            rows[-1].append(sign)
        else:
            rows.append([sign])
    lines = [[_Unit(sign, sign.text) for sign in row] for row in rows]
    lines = _with_raised([line for line in lines if any(not unit.text.isspace() for unit in line)])
    lines = [sorted(line, key=lambda unit: (unit.sign.middle, unit.sign.left)) for line in lines]
    _place_marks(lines, [sign for sign in signs if _is_mark(sign.text)])
    return lines


def _is_mark(text: str) -> bool:
    return category(text[0]) == "Mn"


def _with_raised(lines: list[list[_Unit]]) -> list[list[_Unit]]:
    """Lines of small signs that touch a line of larger ones go into it, as "1" in "10¹"."""
    sizes = [max(unit.sign.size for unit in line) for line in lines]
    bases = [line[0].sign.base for line in lines]
    kept: list[list[_Unit]] = [[] for _ in lines]
    for at, line in enumerate(lines):
        near = [
            other
            for other in (at - 1, at + 1)
            if 0 <= other < len(lines)
            and (sizes[at] < _SMALLER * sizes[other] or _is_stray(line, lines[other]))
            and abs(bases[at] - bases[other]) < _RAISED_WITHIN * sizes[other]
        ]
        if not near:
            kept[at] += line
            continue
        middles = {other: sorted(unit.sign.middle for unit in lines[other] if unit.text != " ") for other in near}
        for unit in line:
            target = next((other for other in near if _touches(unit.sign, middles[other], sizes[other])), None)
            raised = target is not None and sizes[at] < sizes[target] and unit.sign.base > bases[target]
            kept[at if target is None else target].append(unit._replace(raised=raised))
    return [line for line in kept if any(not unit.text.isspace() for unit in line)]


def _is_stray(line: list[_Unit], other: list[_Unit]) -> bool:
    """Letters that took the height of the mark upon them."""
    return 4 * len(line) < len(other) and has_right_to_left([unit.text for unit in line])


def _touches(sign: Sign, middles: list[float], size: float) -> bool:
    """Whether a sign is near one of the letters whose middles are given."""
    place = bisect(middles, sign.middle)
    return any(abs(middle - sign.middle) < size + sign.size / 2 for middle in middles[max(place - 1, 0) : place + 1])


def _place_marks(lines: list[list[_Unit]], marks: Sequence[Sign]) -> None:
    """Each mark goes behind the letter that it stands on or under."""
    if not lines:
        return
    heights = [-line[0].sign.base for line in lines]
    for mark in marks:
        at = bisect(heights, -mark.base)
        near = [lines[one] for one in (at - 1, at) if 0 <= one < len(lines)]
        line = min(near, key=lambda line: abs(line[0].sign.base - mark.base))
        middles = [unit.sign.middle for unit in line]
        place = bisect(middles, mark.middle)
        beside = [one for one in range(place - 2, place + 2) if 0 <= one < len(line) and not line[one].text.isspace()]
        if beside:
            best = min(beside, key=lambda one: _distance(line[one].sign, mark))
            line[best] = line[best]._replace(text=line[best].text + mark.text)
        else:
            line.insert(place, _Unit(mark, mark.text))


def _distance(sign: Sign, mark: Sign) -> float:
    outside = max(sign.left - mark.middle, mark.middle - sign.right, 0.0)
    return outside + abs(sign.middle - mark.middle) / 1000


def _pieces(units: list[_Unit], page_leftward: bool) -> Row:
    """A line cut at wide gaps."""
    size = most_common_size(unit.sign.size for unit in units)
    leftward = _is_leftward([unit.text for unit in units], page_leftward)
    row: Row = []
    run: list[_Unit] = []
    spaces: list[Sign] = []
    end = 0.0
    gaps = _Gaps(size, kept=any(unit.text.isspace() for unit in units))
    for unit in units:
        if unit.text.isspace():
            spaces.append(unit.sign)
            continue
        if run and _is_again(run[-1], unit):
            continue
        gap = unit.sign.left - end if run else 0.0
        if gap > _PIECE_GAP * size:
            row.append(_piece(run, size, leftward))
            run = []
        spaced = bool(run) and gaps.part(gap, spaces, run[-1].text + unit.text)
        end = max(end, unit.sign.right) if run else unit.sign.right
        run.append(unit._replace(spaced=True) if spaced else unit)
        spaces = []
    return [*row, _piece(run, size, leftward)] if run else row


class _Gaps(NamedTuple):
    """Which gaps of a line part words. ``kept``: the file keeps spaces."""

    size: float
    kept: bool

    def part(self, gap: float, spaces: list[Sign], letters: str) -> bool:
        """Whether words part at a gap in which these spaces stand, between these letters."""
        if len(letters) > 2 and self.kept and all(space.right <= space.left for space in spaces):
            return gap > _SURE_GAP_AT_MARKS * self.size
        if spaces:
            return gap > -self.size / 2
        return gap > (_SURE_GAP if self.kept else _WORD_GAP) * self.size


def _is_again(one: _Unit, other: _Unit) -> bool:
    near = min(_SAME_PLACE * one.sign.size, (one.sign.right - one.sign.left) / 2)
    return one.text == other.text and abs(one.sign.left - other.sign.left) < near


def _is_leftward(texts: Sequence[str], page_leftward: bool) -> bool:
    if not has_right_to_left(texts):
        return page_leftward and not any(text.isalpha() for text in texts)
    more = strong_of(texts)
    return more > 0 or (page_leftward and 3 * more > -len(texts))


def _piece(units: list[_Unit], size: float, leftward: bool) -> Piece:
    runs = [(note, [unit.text for unit in run]) for note, run in groupby(units, key=_is_note)]
    notes = " ".join("".join(run) for note, run in runs if note)
    kept = _without_notes(units)
    if not kept:
        kept, notes = units, ""
    texts, sure = _in_order(list(_with_spaces(kept)), leftward)
    text = "".join(texts).strip()
    text = text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]
    signs = [unit.sign for unit in units]
    left, right = min(sign.left for sign in signs), max(sign.right for sign in signs)
    bases = sorted(unit.sign.base for unit in kept)
    word = text.split(" ", 1)[0]
    return Piece(
        text,
        left,
        right,
        bases[len(bases) // 2],
        size,
        2 * sum(sign.bold for sign in signs) > len(signs),
        signs[0].hidden,
        not leftward,
        (right - left) * len(word) / max(len(text), 1),
        notes,
        sure,
    )


def _without_notes(units: list[_Unit]) -> list[_Unit]:
    """A note's mark ends a word: what follows it as a letter is another one."""
    kept: list[_Unit] = []
    for before, unit in zip([None, *units], units, strict=False):
        if _is_note(unit):
            continue
        after_note = before is not None and _is_note(before) and unit.text[0].isalnum()
        kept.append(unit._replace(spaced=True) if after_note else unit)
    return kept


def _is_note(unit: _Unit) -> bool:
    """A raised figure or sign is the mark of a note: it would make another number of the figure before it."""
    return unit.raised and not unit.text.isalpha()


def _with_spaces(units: Sequence[_Unit]) -> Iterator[str]:
    for number, unit in enumerate(units):
        if unit.spaced and number:
            yield " "
        yield unit.text


def _in_order(texts: list[str], leftward: bool) -> tuple[list[str], bool]:
    """The signs in the order in which they are read; and whether that is sure."""
    if not leftward and not has_right_to_left(texts):
        return texts, True
    logical = logical_order(texts, not leftward)
    stored = [texts[at] for at in logical.order]
    return unmirrored(stored, odd_levels(stored, not leftward)), logical.sure
