"""Dates of the record (EDTF) as people write them."""

import re

from tollbook.model.when import EdtfError, edtf_bounds
from tollbook.publish.phrases import Phrases

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")
_DOUBT = {"~": "days.about", "?": "days.uncertain", "%": "days.about_uncertain"}


def in_words(edtf: str | None, say: Phrases) -> str | None:
    """ "1997-04-14/1997-04-17" is "14–17 April 1997"; what is no date of the record is given back as it is."""
    if not edtf:
        return None
    try:
        edtf_bounds(edtf)
    except EdtfError:
        return edtf
    if edtf.startswith("["):
        first, _, last = edtf[1:-1].partition("..")
        return _one_of(first, last, say)
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _interval(first, last, say)
    return _point(edtf, say)


def within(edtf: str | None, other: str | None) -> bool:
    """Whether the days of the one are among those of the other; what has no first or no last day is within itself."""
    if not edtf or edtf == other:
        return edtf == other
    try:
        (first, last), (since, until) = edtf_bounds(edtf), edtf_bounds(other) if other else (None, None)
    except EdtfError:
        return False
    if first is None or last is None or since is None or until is None:
        return False
    return since <= first and last <= until


def order(edtf: str | None) -> tuple[str, str]:
    """A key that puts dates in order by the first day meant, then the last; what has no date comes last."""
    try:
        first, last = edtf_bounds(edtf) if edtf else (None, None)
    except EdtfError:
        first = last = None
    if first is None and last is None:
        return ("9999", "9999")
    return ((first or last or "").__str__(), (last or "9999").__str__())


def _point(point: str, say: Phrases) -> str:
    match = _POINT.fullmatch(point)
    if not match:
        return point
    year, month, day, doubt = match.groups()
    words = {"year": year, "month": _month(month, say), "day": int(day or 0)}
    said = say.say("days.day" if day else "days.month" if month else "days.year", **words)
    return say.say(_DOUBT[doubt], day=said) if doubt else said


def _month(month: str | None, say: Phrases) -> str:
    return str(say.entry("months")[int(month) - 1]) if month else ""


def _interval(first: str, last: str, say: Phrases) -> str:
    first, last = first.replace("..", ""), last.replace("..", "")
    if not last:
        return say.say("days.open_end", first=_point(first, say))
    if not first:
        return say.say("days.open_start", last=_point(last, say))
    if first == last:
        return _point(first, say)
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        month = _month(first[5:7], say)
        return say.say("days.same_month", first=int(first[8:]), last=int(last[8:]), month=month, year=first[:4])
    return say.say("days.interval", first=_point(first, say), last=_point(last, say))


def _one_of(first: str, last: str, say: Phrases) -> str:
    if first and last:
        return say.say("days.between", first=_point(first, say), last=_point(last, say))
    bound = "until" if last else "since"
    point = last or first
    day = "_day" if len(point) >= 10 else ""
    return say.say(f"days.{bound}{day}", first=_point(first, say), last=_point(last, say))
