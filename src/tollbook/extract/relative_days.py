"""Days that a text counts from its own: "on Monday", "yesterday", "last night", "two days ago"."""

from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.extract.quantities import Line
from tollbook.model.swift import swift

_WEEK = 7
_BEGINS_WEEKDAY = frozenset("on_day past_one coming_one weekday".split())


@swift
@dataclass(frozen=True, slots=True)
class Relative:
    """Tokens ``first`` to ``last`` (excluded); the words that tell the day begin at ``told``. ``days`` from the
    document's own; else ``weekdays`` (Monday is 1): the last before it or on it, ``before`` it, or ``after`` it."""

    first: int
    told: int
    last: int
    days: int | None = None
    weekdays: tuple[int, int] | None = None
    before: bool = False
    after: bool = False

    def on(self, day: date) -> tuple[date, date]:
        """The first and last day meant by a document of that day."""
        if self.days is not None:
            return (day + timedelta(days=self.days),) * 2
        assert self.weekdays is not None
        last = self._weekday(self.weekdays[1], day)
        return last - timedelta(days=(self.weekdays[1] - self.weekdays[0]) % _WEEK), last

    def _weekday(self, weekday: int, day: date) -> date:
        if self.after:
            return day + timedelta(days=(weekday - day.isoweekday() - 1) % _WEEK + 1)
        back = (day.isoweekday() - weekday) % _WEEK
        return day - timedelta(days=back or (_WEEK if self.before else 0))


def read_relative(line: Line, index: int) -> Relative | None:
    """The day that is told from ``index`` on; None where none is."""
    if found := _ago(line, index) or _from_now(line, index):
        return found
    if "weekday" not in line.classes or _BEGINS_WEEKDAY.isdisjoint(line.hits[index].classes):
        return None
    return _weekday(line, index)


def _from_now(line: Line, index: int) -> Relative | None:
    hit = line.hits[index].get("day_from_now")
    return Relative(index, index, index + hit.length, days=hit.wording.value) if hit else None


def _ago(line: Line, index: int) -> Relative | None:
    """ "Two days ago"."""
    number = line.number(index) if "ago_now" in line.classes else None
    if (
        number is None
        or (days := line.after(number[1], "days")) is None
        or (end := line.after(days, "ago_now")) is None
    ):
        return None
    return Relative(index, index, end, days=-int(number[0])) if number[0] <= _WEEK else None


def _weekday(line: Line, index: int) -> Relative | None:
    told = line.after(index, "on_day") or index
    before, after = line.after(told, "past_one"), line.after(told, "coming_one")
    at = before or after or told
    first = _named(line, at)
    if first is None or not line.tokens[at].capital:
        return None
    end, second = at + 1, first
    joined = line.after(end, "and") or line.after(end, "range_join")
    if joined and (other := _named(line, joined)):
        end, second = joined + 1, other
    end = line.after(end, "part_of_day") or end
    return Relative(index, told, end, None, (first, second), before=before is not None, after=after is not None)


def _named(line: Line, index: int) -> int | None:
    hit = line.hits[index].get("weekday") if index < len(line.tokens) else None
    return hit.wording.value if hit else None
