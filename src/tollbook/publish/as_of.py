"""What was known on which day: the span as it changed, a step for each change, and the same in a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tollbook.publish import days, figures
from tollbook.publish.axis import Axis, axis_for
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.names import harm_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import speaker

MOST_STEPS = 12  # in sight; every day stands in the table
MOST_TOLD = 6  # claims named in one cell of the table


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a bound stands, in per cent of the width, and where it stood before; None where it is not set."""

    at: float | None
    was: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that came, or was put aside for a reason in words."""

    words: str
    href: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What was known on a day. ``changed``: the span is another than before."""

    day: str
    span: str
    voices: str
    low: Bound
    top: Bound
    open: bool
    changed: bool
    came: tuple[Told, ...]
    gone: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AsOf:
    """One harm day by day. ``steps``: those that changed the span, drawn; ``table``: every day."""

    harm: str
    heading: str
    axis: Axis | None
    steps: tuple[Step, ...]
    between: int
    table: tuple[Step, ...]
    undated: str
    whole: bool


def as_of(incident: Json, lookup: Lookup, say: Phrases) -> tuple[AsOf, ...]:
    """What was known of each harm of an incident, where that is told of two days and more."""
    tolls = figures.mostly(list(incident.get("tolls", ())))
    return tuple(_of_harm(one, tolls, lookup, say) for one in incident.get("series", ()) if one["days"])


def _of_harm(one: Json, tolls: Mapping[str, Json], lookup: Lookup, say: Phrases) -> AsOf:
    toll = tolls.get(one["harm"])
    harm = harm_of(toll, lookup, say) if toll else say.code("harms", one["harm"])
    numbers = [n for day in one["days"] for n in (day["low"], day["highest_stated"]) if n is not None]
    axis = axis_for(numbers)
    table = tuple(_steps(one["days"], axis, lookup, say))
    drawn = [step for step in table if step.changed]
    kept = (drawn[0], *drawn[-MOST_STEPS + 1 :]) if len(drawn) > MOST_STEPS else tuple(drawn)
    return AsOf(
        harm,
        _heading(harm, drawn, table, say),
        axis if len(drawn) > 1 else None,
        kept,
        len(drawn) - len(kept),
        table,
        capital(say.counted("as_of.undated", len(one["undated"]))) if one["undated"] else "",
        one["whole"],
    )


def _heading(harm: str, drawn: list[Step], table: tuple[Step, ...], say: Phrases) -> str:
    first, last = drawn[0], drawn[-1]
    values = {"harm": capital(harm), "first": first.span, "last": last.span, "day": first.day}
    if len(drawn) == 1:
        return say.say("as_of.heading_same", **values, until=table[-1].day)
    return say.say("as_of.heading", **values, then=last.day)


def _steps(series: list[Json], axis: Axis | None, lookup: Lookup, say: Phrases) -> Iterator[Step]:
    before: Json | None = None
    for day in series:
        came = [_came(one, lookup, say) for one in lookup.chosen(day["came"])]
        gone = [_gone(one, lookup, say) for one in day["gone"] if one["claim"] in lookup.claims]
        yield Step(
            day=days.in_words(day["day"], say) or day["day"],
            span=figures.span(day, say),
            voices=say.counted("as_of.voices", day["voices"]),
            low=_bound("low", day, before, axis),
            top=_bound("highest_stated", day, before, axis),
            open=bool(day["open"]),
            changed=before is None or _figure(day) != _figure(before),
            came=tuple(came[:MOST_TOLD]),
            gone=tuple(gone[:MOST_TOLD]),
            more=max(0, len(came) - MOST_TOLD) + max(0, len(gone) - MOST_TOLD),
        )
        before = day


def _figure(day: Json) -> tuple[object, ...]:
    return tuple(day[key] for key in ("low", "high", "highest_stated", "open"))


def _bound(key: str, day: Json, before: Json | None, axis: Axis | None) -> Bound:
    now, was = day[key], before[key] if before else None
    at = axis.at(now) if axis and now is not None else None
    return Bound(at, axis.at(was) if axis and was is not None else None)


def _came(claim: Json, lookup: Lookup, say: Phrases) -> Told:
    who = speaker(claim, lookup, say).name
    return Told(say.say("as_of.came", figure=figures.figure(claim, say), who=who), f"#claim-{claim['id']}")


def _gone(one: Json, lookup: Lookup, say: Phrases) -> Told:
    claim = lookup.claims[one["claim"]]
    return Told(_came(claim, lookup, say).words, f"#claim-{claim['id']}", say.code("set_aside", one["reason"]))
