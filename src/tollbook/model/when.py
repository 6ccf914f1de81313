"""Dates as the words give them, in EDTF (ISO 8601-2): the subset this field needs, with the days they can mean.

Read: ``1997``, ``1997-04``, ``1997-04-17``, each with ``~`` (about), ``?`` (uncertain) or ``%`` (both) at the end;
intervals ``A/B`` with ``..`` for an end that is open; one of a set ``[A..B]``, ``[..B]`` (B or before), ``[A..]``.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tollbook.model.swift import swift

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


COUNTED = "counted from the day of the document"
COUNTED_FROM_SAYING = "counted from the day on which it was said"


class EdtfError(ValueError):
    """The text is not a date in the subset of EDTF that is read here."""


@swift
@dataclass(frozen=True, slots=True)
class When:
    """``edtf`` is the machine's form, ``words`` the text's own, ``basis`` how the one was had from the other:
    "stated", or in words what was taken from elsewhere (a year from the sentence before)."""

    edtf: str
    words: str
    basis: str = "stated"

    def __post_init__(self) -> None:
        if not self.words or not self.basis:
            raise ValueError("a date needs the words that state it and how it was read from them")
        edtf_bounds(self.edtf)

    @property
    def counted(self) -> bool:
        """Whether the words count the day from that of their document or of the saying ("yesterday")."""
        return self.basis in (COUNTED, COUNTED_FROM_SAYING)

    @property
    def first(self) -> date | None:
        """The earliest day meant; None where the words set none."""
        return edtf_bounds(self.edtf)[0]

    @property
    def last(self) -> date | None:
        """The latest day meant; None where the words set none."""
        return edtf_bounds(self.edtf)[1]

    def meets(self, other: "When") -> bool:
        """Whether some day could be meant by both. An end that is open meets everything on its side."""
        return edtf_meets(self.edtf, other.edtf)


def edtf_meets(one: str, other: str) -> bool:
    """Whether some day could be meant by both expressions."""
    (a, b), (c, d) = edtf_bounds(one), edtf_bounds(other)
    return not ((b and c and b < c) or (d and a and d < a))


@lru_cache(maxsize=4096)
def edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and last day that ``edtf`` can mean; None for an end that is open. Raises EdtfError."""
    if edtf.startswith("[") and edtf.endswith("]"):
        first, found, last = edtf[1:-1].partition("..")
        if not found:
            raise EdtfError(f"{edtf!r} is not a set [A..B]")
    elif "/" in edtf:
        first, _, last = edtf.partition("/")
        first, last = first.replace("..", ""), last.replace("..", "")
    else:
        first = last = edtf
    if not first and not last:
        raise EdtfError(f"{edtf!r} names no day at all")
    bounds = (_point_bounds(first)[0] if first else None, _point_bounds(last)[1] if last else None)
    if bounds[0] and bounds[1] and bounds[0] > bounds[1]:
        raise EdtfError(f"{edtf!r} ends before it begins")
    return bounds


def _point_bounds(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if not match:
        raise EdtfError(f"{point!r} is not a year, a month or a day")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError) as wrong:
        raise EdtfError(f"{point!r} is not a day of the calendar") from wrong
    return first, last
