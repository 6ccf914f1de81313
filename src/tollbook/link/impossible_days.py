"""Days that no calendar has, as a text writes them: "31 April", or a day of the month by the wrong day of the week."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import NamedTuple

from tollbook.data import available_languages, load_pack

_LEAP = 2000  # a year for a day of a month without one: it has a 29 February
_ONE_CALENDAR = 1924  # from then on one calendar is used nearly everywhere: before, a weekday may be right by another
_LONGEST_MONTH = 31
_IN_FIGURES = re.compile(r"(?<![\d./-])(?:(\d\d)[./](\d\d)[./](\d{4})|(\d{4})-(\d\d)-(\d\d))(?![\d/-])")
# No other number makes a day of a named month impossible; a year does where a day of the week stands beside it.
_MAY_BE = re.compile(r"(?<!\d)(?:29|3[01]|(?:19|20)\d\d)(?!\d)")
_BEFORE, _AFTER = 45, 40  # characters of a date before such a number, and after it
_MOST = 50  # such numbers that are looked at


class Impossible(NamedTuple):
    """``key``: the same for the same day, however it is written."""

    key: tuple[int | None, int | None, int, int]
    start: int
    end: int


def impossible_days(text: str, start: int, end: int, language: str) -> Iterator[Impossible]:
    """Those that stand between two places of a text, in order of how they are written."""
    for found in _IN_FIGURES.finditer(text, start, end):
        parts = found.groups()
        year, month, day = map(int, parts[3:] if parts[3] else parts[2::-1])
        if 1 <= month <= 12 and not _is(year, month, day):
            yield Impossible((None, year, month, day), *found.span())
    seen = set[tuple[int, int]]()
    for told in islice(_MAY_BE.finditer(text, start, end), _MOST):
        near = max(start, told.start() - _BEFORE), min(end, told.end() + _AFTER)
        for found in (one for way in _ways(language) for one in way.finditer(text, *near)):
            if found.span() not in seen and (impossible := _named(found, language)):
                seen.add(found.span())
                yield impossible


def _named(found: re.Match[str], language: str) -> Impossible | None:
    months, weekdays = _names(language)
    year, day = int(found["of_year"]) if found["of_year"] else None, int(found["of_day"])
    month, weekday = months[found["of_month"].casefold()], weekdays.get((found["of_week"] or "").casefold())
    if not _is(year or _LEAP, month, day):
        return Impossible((None, year, month, day), *found.span()) if 1 <= day <= _LONGEST_MONTH else None
    if weekday is None or year is None or year < _ONE_CALENDAR or date(year, month, day).isoweekday() == weekday:
        return None
    return Impossible((weekday, year, month, day), *found.span())


def _is(year: int, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(max(year, 1), month)[1]


@cache
def _names(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Names of months and of days of the week, each with its number."""
    wordings = load_pack(language).wordings if language in available_languages() else ()
    months = {one.words.casefold(): one.value for one in wordings if one.cls == "month_names" and one.value}
    return months, {one.words.casefold(): one.value for one in wordings if one.cls == "weekday" and one.value}


@cache
def _ways(language: str) -> tuple[re.Pattern[str], ...]:
    """ "Tuesday, 14 April 1997"; "Tuesday, April 14, 1997", never without the year: "in April 31 people died"."""
    months, weekdays = _names(language)
    if not months:
        return ()
    weekday = rf"(?:\b(?P<of_week>{_any(weekdays)}),?\s+)?" if weekdays else "(?P<of_week>$)?"
    month, day, year = (
        rf"(?P<of_month>{_any(months)})",
        r"(?P<of_day>\d{1,2})[^\W\d_]{0,2}",
        r"(?P<of_year>\d{4})(?!\d)",
    )
    return tuple(
        re.compile(one, re.IGNORECASE)
        for one in (rf"{weekday}\b{day}\s+{month}\b(?:\.?,?\s+{year})?", rf"{weekday}\b{month}\.?\s+{day},?\s+{year}")
    )


def _any(words: dict[str, int]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
