"""Dates in prose, as EDTF: days, months, years and spans; a part that the words do not give is left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.extract.lexicon import Hits
from tollbook.extract.quantities import Line
from tollbook.extract.relative_days import Relative, read_relative
from tollbook.extract.tokens import CODE, NUMBER
from tollbook.model import EdtfError, When
from tollbook.model.swift import swift
from tollbook.model.when import COUNTED, COUNTED_FROM_SAYING

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_POINTS = re.compile(
    r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:1[89]|20)\d\d)(?![\d.])"
)  # "04.05.2012": the day first
_NIGHT = re.compile(r"(\d{1,2})/(\d{1,2})")  # "the night of 4/5 May"
_DECADE = re.compile(r"((?:1[89]|20)\d0)'?s")
_LAST_DAY = 31
_HALF_A_YEAR = 6  # months
_FIGURES = frozenset({NUMBER, CODE})
_OF_MONTHS = frozenset({"month_names", "range_open"})  # what a date begins with that names a month
_LONG = 4  # digits of a year
_YEARS = range(1000, 2200)  # a bare number outside these is not taken for a year
_LONE_YEARS = range(1800, 2101)  # a year with no day and month: earlier ones look like counts ("of 1000")


@swift
@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at tokens ``first`` to ``last`` (excluded). ``month_day``: the year is not stated and must come
    from elsewhere; ``relative``: the day is counted from the document's own; ``months``: the first and the last, of the
    year that the document was written in; ``month``: one whose year must come from elsewhere."""

    first: int
    last: int
    words: str
    edtf: str | None
    month_day: tuple[int, int, int] | None = None  # month, first day, last day
    relative: Relative | None = None
    months: tuple[int, int] | None = None
    month: int | None = None

    def resolve(self, year: int | None, day: date | None = None, said_on: date | None = None) -> When | None:
        """The date with a year from the flow of the document where the words give none, counted from the document's
        ``day`` where they tell it from that, else from the day of the saying; None where nothing gives one."""
        try:
            if self.relative:
                return _counted(self.relative, self.words, day, said_on)
            if self.months:
                return _of_this_year(self.months, self.words, day, said_on)
            if self.edtf:
                return When(self.edtf, self.words)
            if self.month_day and year:
                month, first, last = self.month_day
                return When(_span(year, month, first, last), self.words, "the year stated before it in the document")
            if self.month and year:
                return When(f"{year:04}-{self.month:02}", self.words, "the year stated before it in the document")
        except EdtfError:
            return None
        return None


def _counted(relative: Relative, words: str, day: date | None, said_on: date | None) -> When | None:
    counted_from = day or said_on
    if counted_from is None:
        return None
    try:
        first, last = relative.on(counted_from)
    except OverflowError:  # the first days of the calendar
        return None
    edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return When(edtf, words, COUNTED if day else COUNTED_FROM_SAYING)


def _of_this_year(months: tuple[int, int], words: str, day: date | None, said_on: date | None) -> When | None:
    written = day or said_on
    if written is None:
        return None
    span = f"{written.year:04}-{months[0]:02}/{written.year:04}-{months[1]:02}"
    return When(span, words, COUNTED if day else COUNTED_FROM_SAYING)


def read_date(line: Line, index: int) -> FoundDate | None:
    """The date that begins at ``index``; None where none begins there."""
    if (stated := _stated(line, index)) is not None:
        return stated
    found = read_relative(line, index)
    if found is not None and found.weekdays and (same := _stated_after(line, found.last)):
        return replace(same, first=found.first)  # "on Tuesday, October 17"
    return FoundDate(found.first, found.last, line.words(found.told, found.last), None, None, found) if found else None


def day_that_owns(line: Line, first: int, last: int) -> FoundDate | None:
    """The weekday in "in Saturday's crush", among tokens ``first`` to ``last`` (excluded)."""
    if "weekday" not in line.classes:
        return None
    for token in range(first, last):
        if owns_as_day(line, token) and (found := read_relative(line, token)):
            return FoundDate(token, found.last, line.words(token, found.last), None, None, found)
    return None


def owns_as_day(line: Line, token: int) -> bool:
    """ "Saturday's"."""
    return "weekday" in line.hits[token] and line.tokens[token].lower.endswith(line.pack.possessives)


def _stated(line: Line, index: int) -> FoundDate | None:
    """A date in figures, or of a month by its name: what does not begin as one does is not read as one."""
    here, months, token = line.hits[index], "month_names" in line.classes, line.tokens[index]
    if token.kind in _FIGURES:
        if not months and token.kind == NUMBER and len(token.text) != _LONG:
            return None
        in_figures = (
            _iso(line, index) or (months and _day_first(line, index)) or _year(line, index) or _decade(line, index)
        )
        return in_figures or (_month_first(line, index) if "month_names" in here else None)
    if not months or _OF_MONTHS.isdisjoint(here.classes):
        return None
    opened = (_day_first(line, index) or _months(line, index)) if "range_open" in here else None
    return opened or _months(line, index) or (_month_first(line, index) if "month_names" in here else None)


def _stated_after(line: Line, index: int) -> FoundDate | None:
    """The date that a weekday is only named beside."""
    if index < len(line.tokens) and line.tokens[index].text == ",":
        index += 1
    return _day_first(line, index) or _month_first(line, index) if index < len(line.tokens) else None


def _iso(line: Line, index: int) -> FoundDate | None:
    first = line.tokens[index]
    match = _ISO.match(line.text, first.start) if first.kind == NUMBER and len(first.text) == 4 else None
    points = _POINTS.match(line.text, first.start) if match is None and first.text[:1].isdecimal() else None
    found = match or points
    if not found:
        return None
    last = index
    while last < len(line.tokens) and line.tokens[last].end <= found.end():
        last += 1
    edtf = f"{points[3]}-{int(points[2]):02}-{int(points[1]):02}" if points else found.group()
    return FoundDate(index, last, found.group(), edtf)


def _day_first(line: Line, index: int) -> FoundDate | None:
    """ "14 April 1997", "14th of April", "14 to 17 April 1997"."""
    begin = line.after(index, "range_open") or index
    if begin < len(line.tokens) and (night := _NIGHT.fullmatch(line.tokens[begin].text)):
        return _of_night(line, index, begin + 1, int(night[1]), int(night[2]))
    first = _day(line, begin)
    if first is None:
        return None
    if spanned := _over_months(line, index, begin, first):
        return spanned
    position, last = begin + 1, first
    joined = line.after(position, "range_join") or line.after(position, "closer")
    if begin > index and not joined:
        return None
    if joined and (second := _day(line, joined)) and second > first and _month(line, joined + 1):
        position, last = joined + 1, second
    position = line.after(position, "of") or position
    month = _month(line, position)
    return _with_year(line, index, position + 1, month, first, last) if month else None


def _of_night(line: Line, index: int, position: int, first: int, last: int) -> FoundDate | None:
    """ "4/5 May 2012": of one night, two days that follow each other."""
    month = _month(line, position) if last == first + 1 and 1 <= first < _LAST_DAY else None
    return _with_year(line, index, position + 1, month, first, last) if month else None


def _over_months(line: Line, index: int, begin: int, first: int) -> FoundDate | None:
    """ "From 28 April to 3 May 2012": days that each have their month, and one year."""
    month = _month(line, begin + 1)
    joined = line.after(begin + 2, "range_join") or (line.after(begin + 2, "closer") if begin > index else None)
    last = _day(line, joined) if month and joined else None
    other = _month(line, joined + 1) if joined and last else None
    year = _year_at(line, joined + 2) if joined and other else None
    if month is None or joined is None or last is None or other is None or year is None:
        return None
    if (month, first) >= (other, last):
        return None
    edtf = f"{year:04}-{month:02}-{first:02}/{year:04}-{other:02}-{last:02}"
    return FoundDate(index, joined + 3, line.words(index, joined + 3), edtf)


def _month_first(line: Line, index: int) -> FoundDate | None:
    """ "April 14, 1997", "April 14-17", "April 1997"."""
    month = _month(line, index)
    if month is None or line.tokens[index].text.islower():
        return None
    after = _after_month(line, index)
    first = _day(line, after)
    if first is None:
        year = _year_at(line, after)
        if year is None:
            return _month_alone(line, index, after, month)
        return FoundDate(index, after + 1, line.words(index, after + 1), f"{year:04}-{month:02}")
    position, last = after + 1, first
    joined = line.after(position, "range_join") or line.after(position, "closer")
    if joined and (second := _day(line, joined)) and second > first and not _month(line, joined + 1):
        position, last = joined + 1, second
    return _with_year(line, index, position, month, first, last)


def _month_alone(line: Line, index: int, after: int, month: int) -> FoundDate | None:
    """ "In April, …": after a word that dates have before them; not where a name or a number goes on."""
    if not index or "date_preposition" not in line.hits[index - 1] or "and" in line.hits[index - 1]:
        return None
    goes_on = after < len(line.tokens) and (line.tokens[after].capital or line.tokens[after].kind in _FIGURES)
    return None if goes_on else FoundDate(index, after, line.words(index, after), None, month=month)


def _months(line: Line, index: int) -> FoundDate | None:
    """ "Between January and October 2019", "January to October this year"."""
    begin = line.after(index, "range_open") or index
    first = _month(line, begin)
    joined = line.after(begin + 1, "closer") or line.after(begin + 1, "range_join") if first else None
    last = _month(line, joined) if joined else None
    if first is None or joined is None or last is None or first >= last or line.tokens[begin].text.islower():
        return None
    if year := _year_at(line, joined + 1):
        edtf = f"{year:04}-{first:02}/{year:04}-{last:02}"
        return FoundDate(index, joined + 2, line.words(index, joined + 2), edtf)
    end = line.after(joined + 1, "this_year")
    return FoundDate(index, end, line.words(index, end), None, months=(first, last)) if end else None


def _after_month(line: Line, index: int) -> int:
    """After the name of a month at ``index``, and after the full stop of "Sept."."""
    stops = index + 1 < len(line.tokens) and line.tokens[index + 1].text == "."
    return index + 1 + (stops and line.tokens[index].lower in line.pack.abbreviations)


def _year(line: Line, index: int) -> FoundDate | None:
    """A year that stands alone, only after a word that dates have before them."""
    year = _year_at(line, index)
    if not year or year not in _LONE_YEARS or not index or not _dates_something(line, index):
        return None
    joined = line.after(index + 1, "range_join")
    if joined and (last := _year_at(line, joined)) and year < last and last in _LONE_YEARS:
        return FoundDate(index, joined + 1, line.words(index, joined + 1), f"{year:04}/{last:04}")
    if index + 1 < len(line.tokens) and _counts_people(line.hits[index + 1]) and not _is_doer(line, index + 1):
        return None
    return FoundDate(index, index + 1, line.words(index, index + 1), f"{year:04}")


def _decade(line: Line, index: int) -> FoundDate | None:
    """ "In the 1980s"."""
    match = _DECADE.fullmatch(line.tokens[index].text)
    if match is None or not index or "article_definite" not in line.hits[index - 1]:
        return None
    first = int(match[1])
    return FoundDate(index, index + 1, line.words(index, index + 1), f"{first:04}/{first + 9:04}")


def _dates_something(line: Line, index: int) -> bool:
    """After a word that dates have before them, or between an article and an event: "the 1999 massacre"."""
    before = line.hits[index - 1]
    following = line.hits[index + 1] if index + 1 < len(line.tokens) else {}
    return "date_preposition" in before or (
        "article_definite" in before and bool(following.keys() & {"event", "labels"})
    )


def _is_doer(line: Line, index: int) -> bool:
    """ "In 2013 police killed 14": a group that does something to a number, and is none itself."""
    hit = line.hits[index].get("group_plural")
    verb = index + hit.length if hit else len(line.tokens)
    done = line.hits[verb].get("harm_ed") if verb < len(line.tokens) else None
    after = verb + done.length if done else len(line.tokens)
    return after < len(line.tokens) and (line.number(after) is not None or "bound" in line.hits[after])


def _counts_people(hits: Hits) -> bool:
    return any(cls.startswith(("group_", "harm_noun")) or cls == "unit" for cls in hits)


def _with_year(line: Line, first: int, position: int, month: int, day: int, last_day: int) -> FoundDate:
    comma = position < len(line.tokens) and line.tokens[position].text == ","
    if year := _year_at(line, position + comma):
        end = position + comma + 1
        return FoundDate(first, end, line.words(first, end), _span(year, month, day, last_day))
    return FoundDate(first, position, line.words(first, position), None, (month, day, last_day))


def _span(year: int, month: int, first: int, last: int) -> str:
    start = f"{year:04}-{month:02}-{first:02}"
    return start if first == last else f"{start}/{year:04}-{month:02}-{last:02}"


def _day(line: Line, index: int) -> int | None:
    if index >= len(line.tokens):
        return None
    token = line.tokens[index]
    if token.kind not in _FIGURES:
        return None
    digits = token.text if token.kind == NUMBER else re.sub(r"(?<=\d)[^\W\d_]{1,2}$", "", token.text)
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _month(line: Line, index: int) -> int | None:
    hit = line.hits[index].get("month_names") if index < len(line.tokens) else None
    return hit.wording.value if hit else None


def _year_at(line: Line, index: int) -> int | None:
    if index >= len(line.tokens):
        return None
    token = line.tokens[index]
    return (
        int(token.text)
        if token.kind == NUMBER and len(token.text) == 4 and token.text.isdecimal() and int(token.text) in _YEARS
        else None
    )


def year_of(found: FoundDate, dates: Sequence[When], near: date | None = None) -> int | None:
    """The year of a day and month that name none: that of the same day read before, else of the last date read; where
    none was, the one that puts it nearest to ``near``."""
    if found.month and near and latest_year(dates) in (None, near.year):
        return near.year - (found.month > near.month)  # "in November", in a report of March
    if found.month_day:
        month, first, _ = found.month_day
        for when in dates:
            if when.first and when.first == when.last and (when.first.month, when.first.day) == (month, first):
                return when.first.year
        if not dates and near:
            return near.year - ((month, first) > (near.month, near.day) and month - near.month > _HALF_A_YEAR)
    return latest_year(dates)


def latest_year(dates: Sequence[When]) -> int | None:
    """The year of the last date read."""
    for when in reversed(dates):
        if when.first:
            return when.first.year
    return None
