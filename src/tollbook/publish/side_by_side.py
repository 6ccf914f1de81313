"""Published rules side by side: what each gives for one harm, whether it applies, what it used and set aside."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from tollbook.publish import figures
from tollbook.publish.ledger import StepWords, steps_of
from tollbook.publish.lookup import SPAN, Json, Lookup
from tollbook.publish.names import harm_of, name_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.rule_notes import conceded, rule_notes

_COUNTED = ("killed", "injured")  # the harms that published rules count; crowds are shown where a rule for them applies
_OUT = "does-not-apply"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule answers in one mode, or in several that answer alike. ``figure`` None: it gives none, and ``why``."""

    toll: str
    modes: str
    figure: str | None
    why: str
    grade: str
    used: str
    aside: tuple[str, ...]
    premise: tuple[str, ...]
    steps: tuple[StepWords, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule. ``whose``: whose rule it is, and that the figure is not; ``unchecked``: what of it was not checked."""

    rule: str
    whose: str
    says: str
    unchecked: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All rules for one harm. ``not_counting``: those that count nothing of the kind, each with what it counts.
    ``annex``: what those would give that do not apply, if that were set aside. ``notes``: what people decided for it,
    and days by a rule's own table; ``groups``: the same for each group of which a published rule gives a figure."""

    harm: str
    code: str
    incident: str
    rows: tuple[RuleRow, ...]
    not_counting: tuple[str, ...]
    annex: tuple[RuleRow, ...]
    notes: tuple[str, ...] = ()
    groups: tuple["Beside", ...] = ()


def beside(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Beside, ...]:
    """A table for each harm that some published rule counts; none where the span of claims stands alone."""
    published = {rule["id"] for rule in lookup.record.get("rules", ()) if rule.get("publisher")}
    everyone = [toll for toll in incident.get("tolls", ()) if toll["group"] == "all"]
    harms = dict.fromkeys(toll["harm"] for toll in everyone if toll["rule"] in published and _is_shown(toll))
    found = (
        _beside(incident, harm, [toll for toll in everyone if toll["harm"] == harm], lookup, say) for harm in harms
    )
    notes = tuple(rule_notes(incident, lookup, say))
    return tuple(
        replace(one, notes=() if at else notes, groups=tuple(_by_group(incident, one.code, published, lookup, say)))
        for at, one in enumerate(found)
    )


def _by_group(incident: Json, harm: str, published: Set[str], lookup: Lookup, say: Phrases) -> Iterator[Beside]:
    """A table for each group of which some published rule gives a figure."""
    tolls: dict[str, list[Json]] = {}
    for toll in incident["tolls"]:
        if toll["harm"] == harm and toll["group"] != "all":
            tolls.setdefault(toll["group"], []).append(toll)
    for group, own in tolls.items():
        if any(toll["rule"] in published and toll["status"] == "computed" for toll in own):
            one = _beside(incident, harm, own, lookup, say)
            given = tuple(row for row in one.rows if any(answer.figure for answer in row.answers))
            yield replace(one, harm=str(say.entry("codes.groups")[group]["other"]), rows=given)


def _is_shown(toll: Json) -> bool:
    return toll["harm"] in _COUNTED or toll["status"] == "computed"


def _beside(incident: Json, harm: str, tolls: Sequence[Json], lookup: Lookup, say: Phrases) -> Beside:
    own = {rule["id"]: [toll for toll in tolls if toll["rule"] == rule["id"]] for rule in lookup.record["rules"]}
    given = [rule for rule in lookup.record["rules"] if own[rule["id"]]]
    rules = sorted(
        (rule for rule in given if _counts(own[rule["id"]][0])), key=lambda one: min(map(_rank, own[one["id"]]))
    )
    kept = {id_: [_otherwise(toll) for toll in answered if toll.get("otherwise")] for id_, answered in own.items()}
    return Beside(
        harm=capital(harm_of(tolls[0], lookup, say)),
        code=harm,
        incident=name_of(incident, lookup, say),
        rows=tuple(_row(rule, own[rule["id"]], lookup, say) for rule in rules),
        not_counting=tuple(_not_counting(rule, own[rule["id"]][0], say) for rule in given if rule not in rules),
        annex=tuple(_row(rule, kept[rule["id"]], lookup, say) for rule in rules if kept[rule["id"]]),
    )


def _counts(toll: Json) -> bool:
    """Whether its rule counts such harm at all."""
    return bool((toll.get("scope") or {}).get("countable", True))


def _not_counting(rule: Json, toll: Json, say: Phrases) -> str:
    return say.say("beside.not_counting", rule=rule["id"], why=toll["why"])


def _rank(toll: Json) -> int:
    """The span, figures, what a person has to decide, what turns on a premise, what does not apply."""
    if toll["rule"] == SPAN:
        return 0
    if toll["status"] == "computed":
        return 1
    return {"turns-on": 3, _OUT: 4}.get(toll["scope"]["verdict"], 2)


def _otherwise(toll: Json) -> Json:
    return {**toll["otherwise"], "objection": toll["why"]}


def _row(rule: Json, tolls: Sequence[Json], lookup: Lookup, say: Phrases) -> RuleRow:
    publisher = rule.get("publisher")
    return RuleRow(
        rule=rule["id"],
        whose=say.say("beside.whose", who=publisher) if publisher else say.say("beside.ours"),
        says=str(rule.get("says") or ""),
        unchecked=tuple(capital(one.rstrip(".")) for one in rule.get("unchecked") or ()),
        answers=tuple(_answers(tolls, lookup, say)),
    )


def _answers(tolls: Sequence[Json], lookup: Lookup, say: Phrases) -> Iterator[Answer]:
    alike: dict[tuple[object, ...], list[Json]] = {}
    for toll in tolls:
        bounds = (toll.get("low"), toll.get("best"), toll.get("highest_stated"), toll.get("open"))
        alike.setdefault((*bounds, toll.get("why"), toll.get("grade")), []).append(toll)
    for given in alike.values():
        modes = say.listed([say.code("modes", one.get("mode")) for one in given]) if len(alike) > 1 else ""
        yield _answer(given[0], modes, lookup, say)


def _answer(toll: Json, modes: str, lookup: Lookup, say: Phrases) -> Answer:
    grade = say.code("grades", toll["grade"]) if toll.get("grade") else ""
    premise = [one for one in (toll.get("scope") or {}).get("claims", ()) if one in lookup.claims]
    return Answer(
        toll=toll["id"],
        modes=modes,
        figure=_figure(toll, say),
        why=_why(toll, say),
        grade=" ".join(one for one in (grade and say.say("beside.graded", grade=grade), conceded(toll, say)) if one),
        used=say.counted("counts.claims", len(toll["used"])) if toll["used"] else "",
        aside=tuple(_asides(toll, say)),
        premise=tuple(premise[:3]),
        steps=tuple(steps_of(toll, lookup, say)),
    )


def _figure(toll: Json, say: Phrases) -> str | None:
    if toll["status"] != "computed":
        return None
    span, best = figures.span(toll, say), toll.get("best")
    if best is None or (toll.get("low") is None and toll.get("highest_stated") is None):
        return span
    return say.say("beside.with_best", span=span, best=say.number(best))


def _why(toll: Json, say: Phrases) -> str:
    if toll.get("objection"):
        return say.say("beside.objection", why=toll["objection"])
    if toll["status"] == "computed":
        return _applied(toll, say)
    if toll["scope"]["verdict"] == _OUT:
        return say.say("beside.does_not_apply", why=toll["why"])
    return capital(str(toll["why"]))


def _applied(toll: Json, say: Phrases) -> str:
    """Who decided that it applies, and that a figure of ours stands among those stated."""
    premise = toll["scope"].get("premise")
    decided = [say.say("beside.decided", why=premise)] if premise else []
    return ". ".join([*decided, *([say.say("beside.derived")] if toll.get("derived") else [])])


def _asides(toll: Json, say: Phrases) -> Iterator[str]:
    """How many were set aside for which reason; where no figure is given, the reason is said already."""
    if toll["status"] != "computed":
        return
    for reason, n in Counter(one["reason"] for one in toll["set_aside"]).most_common():
        yield say.say("beside.aside", n=say.number(n), why=say.code("set_aside", reason))
