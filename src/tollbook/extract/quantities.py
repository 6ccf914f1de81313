"""Quantities: numbers with their bounds, ranges and vague words, as READING 1 to 3 read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.data import Pack
from tollbook.extract.lexicon import Hits
from tollbook.extract.numbers import read_number
from tollbook.extract.tokens import Token
from tollbook.model import Form, Quantity


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity at tokens ``first`` to ``last`` (excluded)."""

    quantity: Quantity
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """What quantities are read from: the text, its tokens, the wordings found, the language."""

    text: str
    tokens: Sequence[Token]
    hits: Sequence[Hits]
    pack: Pack

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last`` (excluded)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def number(self, index: int) -> tuple[int, int] | None:
        """The number that begins at ``index``, and the index after it."""
        return (
            read_number(self.tokens, self.hits, index, self.pack.thousands + self.pack.decimal)
            if index < len(self.tokens)
            else None
        )

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
    if number := line.number(start):
        return _numbered(line, index, bound.attr if bound else None, *number)
    return None


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
    if index and "rises" in line.hits[index - 1] and not bound:  # "the toll rose from 24 to 31": it is 31
        words = line.words(joined, high[1])
        return Found(Quantity(high[0], high[0], False, Form.EXACT, words), index, high[1])
    return _range(line, index, low[0], high[0], high[1], open_top=bool(bound and bound.attr == "at_least"))


def _numbered(line: Line, index: int, bound: str | None, low: int, end: int) -> Found | None:
    """A number with what comes after it: the other end of a range, a plus sign, "or more"."""
    stretch = line.after(end, "range_stretch") or _after_comma(line, end)
    join = stretch or line.after(end, "range_join")
    if join and bound in (None, "at_least", "about") and (high := line.number(join)) and high[0] > low:
        return _range(line, index, low, high[0], high[1])
    if (hit := line.hits[end].get("bound_after") if end < len(line.tokens) else None) and bound in (None, hit.attr):
        bound, end = hit.attr, end + hit.length
    return Found(_bounded(low, bound, line.words(index, end)), index, end)


def bound_after(line: Line, found: Found, position: int) -> Found | None:
    """ "Forty people or more": the quantity with a bound that stands after its noun."""
    hit = line.hits[position].get("bound_after") if position < len(line.tokens) else None
    if hit is None or found.quantity.form is not Form.EXACT or found.quantity.low is None:
        return None
    end = position + hit.length
    if read_quantity(line, end) if end < len(line.tokens) else None:
        return None  # "two guards plus three prisoners"
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
