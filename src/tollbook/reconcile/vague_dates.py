"""Which days a vague date means by a rule's published table, counted from the day of reporting."""

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tollbook.data.date_tables import DatePhrase, load_date_table, patterns_of
from tollbook.model import Claim, Count, Rule, Stance
from tollbook.model.dated import Dated
from tollbook.reconcile.parties import Told

Days = tuple[date, date]
_STATED = (Stance.ASSERTS, Stance.ESTIMATES)
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)|\n\s*\n")
_MOST = 24  # words of dates that are shown of one incident and rule
_FAR = 600  # signs to each side of a figure, in which its sentence begins and ends


def dated_by(rules: Sequence[Rule], claims: Sequence[Claim], told: Mapping[str, Told]) -> tuple[Dated, ...]:
    """For each rule that has such a table, the vague dates in the sentences that state figures."""
    tables = [(rule.id, rule.dates) for rule in rules if rule.dates is not None]
    if not tables:
        return ()
    stated = [one for one in claims if isinstance(one.statement, Count) and one.attribution.stance in _STATED]
    found: dict[tuple[str, str, date], Dated] = {}
    for rule, table in tables:
        for one in (one for claim in stated for one in _of_claim(rule, table, claim, told)):
            found.setdefault((rule, one.words.casefold(), one.reported), one)
    return tuple(found.values())[:_MOST]


def _of_claim(rule: str, table: str, claim: Claim, told: Mapping[str, Told]) -> Iterator[Dated]:
    """The first line of the table that reads words of the claim's sentence, where its document has a day."""
    if claim.as_of is None or len(claim.as_of) != len("YYYY-MM-DD"):
        return
    sentence, reported = _sentence(claim, told), date.fromisoformat(claim.as_of)
    for line, pattern in patterns_of(table, claim.language):
        match = pattern.search(sentence)
        if match is None:
            continue
        days = days_meant(line, _given(match, table, claim.language), reported)
        if days is not None:
            yield Dated(rule, claim.id, match.group(), reported, *days, line.precision, line.key, line.odd)
            return


def _sentence(claim: Claim, told: Mapping[str, Told]) -> str:
    source = told[claim.anchor.source].source if claim.anchor.source in told else None
    if source is None or not source.text or claim.place is not None:
        return claim.anchor.words
    start, end = claim.anchor.start, claim.anchor.end
    before, after = source.text[max(0, start - _FAR) : start], source.text[end : end + _FAR]
    begins = max((match.end() for match in _SENTENCE_ENDS.finditer(before)), default=0)
    ends = match.start() if (match := _SENTENCE_ENDS.search(after)) else len(after)
    return before[begins:] + claim.anchor.words + after[:ends]


def _given(match: re.Match[str], table: str, language: str) -> dict[str, int]:
    """The numbers that fill the slots: a weekday from 0, a month from 1, as the table lists their names."""
    slots, found = load_date_table(table).words[language], {}
    for slot, words in match.groupdict().items():
        if words is None:
            continue
        listed = [one.casefold() for one in slots.get(slot, ())]
        first = 0 if slot == "wd" else 1
        found[slot] = int(words) if words.isdecimal() else listed.index(words.casefold()) + first
    return found


def days_meant(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days | None:
    """The first and last day of a line, counted from the day of reporting; None where the table gives none there."""
    try:
        return _WAYS[line.way](line, given, reported)
    except (ValueError, OverflowError):  # a day that no calendar has
        return None


def _back(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days:
    return _ago(reported, given["nn"] - 1), reported


def _days(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days:
    first, last = line.to
    return _ago(reported, first), _ago(reported, last)


def _weekday(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days:
    day = _ago(reported, (reported.weekday() - given["wd"]) % 7)
    return {"one_day": (day, day), "day_on": (day, reported), "two_days": (day, day + timedelta(1))}[line.to]


def _week(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days | None:
    """Weeks begin on Monday. What "last week" means on a Sunday, the table excepts without saying more."""
    monday = _ago(reported, reported.weekday())
    if line.to == "one_before":
        return None if reported.weekday() == calendar.SUNDAY else (_ago(monday, 7), _ago(monday, 1))
    if line.to == "days_6_7":
        saturday = _ago(reported, (reported.weekday() - calendar.SATURDAY) % 7)
        return saturday, min(saturday + timedelta(1), max(reported, saturday))
    return {"days_5_7_before": (_ago(monday, 3), _ago(monday, 1)), "so_far": (monday, reported)}[line.to]


def _month(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days | None:
    if line.to == "so_far":
        return (reported.replace(day=1), _ago(reported, 1)) if reported.day > 1 else None
    if line.to == "one_before":
        last = _ago(reported.replace(day=1), 1)
        return last.replace(day=1), last
    first = _of_month(given["mo"], reported)
    length = calendar.monthrange(first.year, first.month)[1]
    if line.to == "one_each_side":
        day = first.replace(day=given["dd"])
        return _ago(day, 1), day + timedelta(1)
    if line.to == "n_before_end":
        return first.replace(day=length - given["nn"]), first.replace(day=length - 1)
    begin, end = line.to
    day, last = first.replace(day=begin), first.replace(day=min(end, length))
    return day, max(day, min(last, reported)) if line.cut else last


def _of_month(month: int, reported: date) -> date:
    """The first day of the last month of that name that had begun."""
    return date(reported.year - (month > reported.month), month, 1)


def _year(line: DatePhrase, given: Mapping[str, int], reported: date) -> Days:
    if line.to == "one_before":
        return date(reported.year - 1, 1, 1), date(reported.year - 1, 12, 31)
    if line.to == "so_far":
        return date(reported.year, 1, 1), reported
    if line.to == "three_months":
        begins = date(reported.year, reported.month - 3, min(reported.day, 28)) if reported.month > 3 else None
        return begins or date(reported.year, 1, 1), reported
    first, last = line.to
    year = given["yyyy"]
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _ago(day: date, days: int) -> date:
    return day - timedelta(days)


_WAYS: Mapping[str, Callable[[DatePhrase, Mapping[str, int], date], Days | None]] = {
    "by_days": _days,
    "by_length": _back,
    "by_weekday": _weekday,
    "by_week": _week,
    "by_month": _month,
    "by_year": _year,
}
