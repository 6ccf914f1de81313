"""The time line of texts against the event's day: adopted, in force for the state, and where each stood that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tollbook.publish import days
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases

LEFT, RIGHT = 2.0, 98.0  # per cent of the width
_STEP = 20  # years between two marks
_DRAWN = frozenset({"yes", "contested"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A year along the axis. ``at`` in per cent."""

    label: str
    at: float


@dataclass(frozen=True, slots=True)
class Row:
    """One text. ``adopted``, ``since``, ``until`` in per cent; ``bound`` is how it is drawn: yes, contested, soft or
    later; ``says``: the same in words."""

    name: str
    bound: str
    adopted: float | None
    since: float | None
    until: float
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """``first`` and ``last``: the event's days, in per cent."""

    title: str
    desc: str
    day: str
    marks: tuple[Mark, ...]
    first: float
    last: float
    rows: tuple[Row, ...]


def line_of(found: Json, say: Phrases) -> Line | None:
    """None where no day is known, or nothing stood that can be drawn."""
    if not (found["first"] and found["last"]):
        return None
    shown = [one for one in found["norms"] if _is_drawn(one)]
    event = (date.fromisoformat(found["first"]), date.fromisoformat(found["last"]))
    every = [day for one in shown for day in (_adopted(one), _since(one)) if day]
    if not every:
        return None
    first = min(*every, event[0]).year // _STEP * _STEP
    last = max(*every, event[1]).year + 2
    axis = _Axis(date(first, 1, 1), date(last, 12, 31))
    day = days.in_words(found["first"] if event[0] == event[1] else f"{found['first']}/{found['last']}", say) or ""
    years = range(first + (_STEP if first % _STEP else 0), last + 1, _STEP)
    return Line(
        title=say.say("obligations.line.title", state=found["state_name"], day=day),
        desc=say.say("obligations.line.desc", day=day),
        day=day,
        marks=tuple(Mark(str(year), axis.at(date(year, 1, 1))) for year in years),
        first=axis.at(event[0]),
        last=axis.at(event[1]),
        rows=tuple(_rows(shown, axis, say)),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in per cent of the width."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 2)


def is_of_deaths(one: Json) -> bool:
    """Whether it has something on killing, torture or detention."""
    return any(one["articles"][topic] for topic in ("killing", "torture", "detention"))


def _is_drawn(one: Json) -> bool:
    """Texts that bound or may have, and standards for prisons, deaths and force; each with a day of its own."""
    if _adopted(one) is None or one["premise"]:
        return False
    return (one["bound"] in _DRAWN and is_of_deaths(one)) or str(one["family"]).endswith("-standard")


def _rows(shown: list[Json], axis: _Axis, say: Phrases) -> Iterator[Row]:
    order = {"yes": 0, "contested": 1, "soft": 2, "later": 3}
    for one in sorted(shown, key=lambda one: (order[_drawn_as(one)], one["adopted"], one["norm"])):
        adopted, since = _adopted(one), _since(one)
        left = date.fromisoformat(one["left"]) if one["left"] else None
        yield Row(
            name=one["called"],
            bound=_drawn_as(one),
            adopted=axis.at(adopted) if adopted else None,
            since=axis.at(since) if since else None,
            until=axis.at(left) if left else RIGHT,
            says=_says(one, since, say),
        )


def _drawn_as(one: Json) -> str:
    if one["bound"] in _DRAWN:
        return str(one["bound"])
    return "later" if one["status"] == "later_restatement" else "soft"


def _says(one: Json, since: date | None, say: Phrases) -> str:
    adopted = say.say("obligations.line.adopted", day=days.in_words(one["adopted"], say))
    if one["kind"] != "treaty" or since is None:
        return adopted
    return f"{adopted}; {say.say('obligations.line.since', day=days.in_words(since.isoformat(), say))}"


def _adopted(one: Json) -> date | None:
    given = str(one["adopted"] or "")
    if not given:
        return None
    return date(int(given), 12, 31) if len(given) == len("1991") else date.fromisoformat(given)


def _since(one: Json) -> date | None:
    """From when it is drawn as a bar: in force for the state; of a standard, adopted."""
    if one["kind"] != "treaty":
        return _adopted(one)
    return date.fromisoformat(one["in_force_for_state"]) if one["in_force_for_state"] else None
