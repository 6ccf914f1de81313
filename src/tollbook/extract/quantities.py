"""Quantities: numbers with their bounds, ranges and vague words, as READING 1 to 3 read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.data import Pack
from tollbook.extract.lexicon import Hits
from tollbook.extract.numbers import MOST_DIGITS, NUMBER_BEGINS, read_number, read_suffixed
from tollbook.extract.tokens import CODE, NUMBER, Token
from tollbook.model import Form, Quantity
from tollbook.model.swift import swift

_FIGURES = frozenset({NUMBER, CODE})
_AFTER_NUMBER = frozenset({"range_stretch", "range_join", "bound_after"})
_STROKES = frozenset("-–")
_LONGEST_SCORE = 3  # digits
_NEAR_CHANGE = 6  # tokens from "lowered" to "from"


@swift
@dataclass(frozen=True, slots=True)
class Found:
    """A quantity at tokens ``first`` to ``last`` (excluded)."""

    quantity: Quantity
    first: int
    last: int


@swift
@dataclass(frozen=True, slots=True)
class Line:
    """What quantities are read from: the text, its tokens, the wordings found at each, the language. ``classes``: those
    of the wordings found anywhere in it. ``numbers``: by token, the number that was found to begin there, since each is
    asked for by several readers. ``parts``: the wordings that mean something only within a longer phrase."""

    text: str
    tokens: Sequence[Token]
    hits: Sequence[Hits]
    pack: Pack
    classes: frozenset[str]
    numbers: dict[int, tuple[int, int] | None]
    parts: Mapping[int, Hits]

    def part(self, index: int, cls: str) -> int | None:
        """The index after a wording of ``cls``, one of ``PARTS``, that begins at ``index``; None where none does."""
        hit = self.parts[index].get(cls) if index in self.parts else None
        return index + hit.length if hit else None

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last`` (excluded)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def number(self, index: int) -> tuple[int, int] | None:
        """The number that begins at ``index``, and the index after it."""
        if index >= len(self.tokens):
            return None
        if self.tokens[index].kind not in _FIGURES and NUMBER_BEGINS.isdisjoint(self.hits[index].classes):
            return None
        if index not in self.numbers:
            self.numbers[index] = self._number(index)
        return self.numbers[index]

    def _number(self, index: int) -> tuple[int, int] | None:
        if self.tokens[index].kind == CODE:
            value = read_suffixed(self.tokens[index], self.pack.suffixes)
            return (value, index + 1) if value else None
        return read_number(self.tokens, self.hits, index, self.pack.thousands + self.pack.decimal)

    def after(self, index: int, cls: str) -> int | None:
        """The index after a wording of ``cls`` that begins at ``index``; None where there is none."""
        hit = self.hits[index].get(cls) if index < len(self.tokens) else None
        return index + hit.length if hit else None


def read_quantity(line: Line, index: int) -> Found | None:
    """The quantity that begins at ``index``; None where none begins there."""
    if vague := line.hits[index].get("vague"):
        end = index + vague.length
        return Found(Quantity(None, None, False, Form.VAGUE, line.words(index, end), vague.attr), index, end)
    bound = line.hits[index].get("bound")
    start = index + bound.length if bound else index
    if bound and start < len(line.tokens) and (vague := line.hits[start].get("vague")):
        end = start + vague.length
        return Found(Quantity(None, None, False, Form.VAGUE, line.words(index, end), vague.attr), index, end)
    if not bound and (ranged := _opened_range(line, index)):
        return ranged
    if odd := _odd_number(line, start):
        return Found(_bounded(odd[0], "about", line.words(index, odd[1])), index, odd[1])
    if bound and index and _is_no_bound(line.hits[index - 1], bound.attr):
        bound = None
    if (number := line.number(start)) and not _is_score(line, start):
        return _numbered(line, index, bound.attr if bound else None, *number)
    return None


def _is_score(line: Line, index: int) -> bool:
    """ "Beaten 5-0", "by 12-9": either of two short numbers that a stroke joins, the greater first."""
    for first in (index, index - 2):
        three = line.tokens[first : first + 3] if first >= 0 else ()
        if len(three) == 3 and three[1].text in _STROKES and not (three[1].space_before or three[2].space_before):
            pair = [
                one.text for one in (three[0], three[2]) if one.text.isdecimal() and len(one.text) <= _LONGEST_SCORE
            ]
            return len(pair) == 2 and int(pair[0]) > int(pair[1])
    return False


def _is_no_bound(before: Hits, bound: str) -> bool:
    """ "Revised up to 15", "rose up to 15"; "information about nine dead"."""
    return (bound == "at_most" and "rises" in before) or "about_what" in before


def _opened_range(line: Line, index: int) -> Found | None:
    """ "Between 800 and 1,000", "from 10 to 20", "between 20 and more than 60"."""
    start = line.after(index, "range_open")
    low = line.number(start) if start else None
    joined = (line.after(low[1], "range_join") or line.after(low[1], "closer")) if low else None
    if low is None or joined is None:
        return None
    bound = line.hits[joined].get("bound") if joined < len(line.tokens) else None
    high = line.number(joined + bound.length if bound else joined)
    if high is None or (bound and bound.attr == "about"):
        return None
    if _is_change(line, index) and not bound:  # "the toll rose from 24 to 31": it is 31
        words = line.words(joined, high[1])
        return Found(Quantity(high[0], high[0], False, Form.EXACT, words), index, high[1])
    return _range(line, index, low[0], high[0], high[1], open_top=bool(bound and bound.attr == "at_least"))


def _is_change(line: Line, index: int) -> bool:
    """ "Rose from 24 to 31", "lowered the death toll from 40 to 31": it is the second."""
    near = line.hits[max(0, index - _NEAR_CHANGE) : index]
    return bool(near) and ("rises" in near[-1] or ("harm_toll" in _ending(near) and any("rises" in at for at in near)))


def _ending(near: Sequence[Hits]) -> set[str]:
    """The classes of the wordings that end right where ``near`` ends."""
    return {cls for back, here in enumerate(reversed(near), 1) for cls, hit in here.items() if hit.length == back}


def _numbered(line: Line, index: int, bound: str | None, low: int, end: int) -> Found | None:
    """A number with what comes after it: itself in brackets, the other end of a range, a plus sign, "or more"."""
    if end < len(line.tokens) and _ends_plainly(line, end):
        return Found(_bounded(low, bound, line.words(index, end)), index, end)
    end = _again_in_brackets(line, low, end)
    stretch = line.after(end, "range_stretch") or _after_comma(line, end)
    join = stretch or line.after(end, "range_join")
    if join and bound in (None, "at_least", "about") and (high := line.number(join)) and high[0] > low:
        return _range(line, index, low, high[0], high[1])
    if (hit := line.hits[end].get("bound_after") if end < len(line.tokens) else None) and bound in (None, hit.attr):
        if end + hit.length < len(line.tokens) and line.number(end + hit.length):
            return Found(_bounded(low, bound, line.words(index, end)), index, end)  # "killed 12, at least 30"
        bound, end = hit.attr, end + hit.length
    return Found(_bounded(low, bound, line.words(index, end)), index, end)


def _ends_plainly(line: Line, end: int) -> bool:
    """Whether nothing of that stands after a number."""
    return line.tokens[end].text not in ("(", ",") and _AFTER_NUMBER.isdisjoint(line.hits[end].classes)


def _again_in_brackets(line: Line, number: int, end: int) -> int:
    """ "Twelve (12)"."""
    again = line.number(end + 1) if end + 2 < len(line.tokens) and line.tokens[end].text == "(" else None
    closes = again is not None and again[1] < len(line.tokens) and line.tokens[again[1]].text == ")"
    return again[1] + 1 if again and closes and again[0] == number else end


def _odd_number(line: Line, index: int) -> tuple[int, int] | None:
    """ "Twenty-odd", "30-odd", "a hundred-odd"."""
    if index >= len(line.tokens):
        return None
    at = index + 1 if "number_article" in line.hits[index] and index + 1 < len(line.tokens) else index
    if hit := line.hits[at].get("number_odd"):
        return hit.wording.value or 0, at + 1
    token = line.tokens[at]
    heads = [token.lower.removesuffix(end) for end in line.pack.about_endings] if token.kind == CODE else []
    value = next((int(head) for head in heads if head.isdecimal() and len(head) <= MOST_DIGITS), None)
    return (value, at + 1) if value else None


def stretched(line: Line, found: Found, position: int) -> Found | None:
    """ "At least nine inmates, and perhaps as many as 20, were killed": the other end of a range, after the noun."""
    quantity = found.quantity
    join = line.after(position, "range_stretch") or _after_comma(line, position)
    high = line.number(join) if join else None
    if high is None or quantity.low is None or high[0] <= quantity.low or quantity.form is Form.RANGE:
        return None
    if counts_anew(line, high[1]):
        return None
    closes = high[1] + 1 < len(line.tokens) and line.tokens[position].text == line.tokens[high[1]].text == ","
    return _range(line, found.first, quantity.low, high[0], high[1] + closes)


def counts_anew(line: Line, end: int) -> bool:
    """Whether a word that could be a noun of its own follows a number: "12 guards, possibly 15 prisoners"."""
    return end < len(line.tokens) and bool(line.hits[end].keys() & {"group_plural", "group_singular"})


def bound_after(line: Line, found: Found, position: int) -> Found | None:
    """ "Forty people or more": the quantity with a bound that stands after its noun."""
    hit = line.hits[position].get("bound_after") if position < len(line.tokens) else None
    if hit is None or found.quantity.form is not Form.EXACT or found.quantity.low is None:
        return None
    end = position + hit.length
    if end < len(line.tokens) and (read_quantity(line, end) or "article_definite" in line.hits[end]):
        return None  # "two guards plus three prisoners", "two guards plus the driver"
    return Found(_bounded(found.quantity.low, hit.attr, line.words(found.first, end)), found.first, end)


def _bounded(low: int, bound: str | None, words: str) -> Quantity:
    match bound:
        case "at_least":
            return Quantity(low, None, True, Form.AT_LEAST, words)
        case "at_most":
            return Quantity(None, low, False, Form.AT_MOST, words)
        case "about":
            return Quantity(low, low, False, Form.ABOUT, words)
    return Quantity(low, low, False, Form.EXACT, words)


def _after_comma(line: Line, end: int) -> int | None:
    """ "At least 12, and possibly 15": the stretch may follow a comma."""
    return line.after(end + 1, "range_stretch") if end < len(line.tokens) and line.tokens[end].text == "," else None


def _range(line: Line, index: int, low: int, high: int, end: int, open_top: bool = False) -> Found | None:
    if high < low:
        return None
    if end < len(line.tokens) and (hit := line.hits[end].get("bound_after")) and hit.attr == "at_least":
        open_top, end = True, end + hit.length
    return Found(Quantity(low, high, open_top, Form.RANGE, line.words(index, end)), index, end)
