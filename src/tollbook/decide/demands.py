"""What people entered of demands and open questions: their answers, and what a demand rests on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tollbook.decide.claims import not_used
from tollbook.decide.days import day_of
from tollbook.decide.standing import Standing
from tollbook.model import Decision, Issue
from tollbook.model.decision import Response
from tollbook.model.demand import DemandAnswer, DemandGrounds
from tollbook.model.question import EnteredAnswer


class SaidOfDemands(NamedTuple):
    """By the claim of a demand, its answers, and what it rests on."""

    answers: Mapping[str, tuple[DemandAnswer, ...]]
    grounds: Mapping[str, DemandGrounds]
    issues: tuple[Issue, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answers or self.grounds or self.issues)


def said_of_demands(standing: Standing) -> SaidOfDemands:
    """What stands of it; an Issue for each decision that says too little."""
    answers: dict[str, list[DemandAnswer]] = {}
    grounds: dict[str, DemandGrounds] = {}
    issues = list[Issue]()
    for one in sorted(answers_to_demands(standing), key=lambda one: (one.at, one.id)):
        try:
            answers.setdefault(one.about[0], []).append(_answer(one))
        except ValueError as wrong:
            issues.append(not_used(one, str(wrong)))
    for about, said in standing.restings.items():
        if said[0].sealed:
            continue
        try:
            grounds[about[0]] = _grounds(said[0])
        except ValueError as wrong:
            issues.append(not_used(said[0], str(wrong)))
    return SaidOfDemands({claim: tuple(ones) for claim, ones in answers.items()}, grounds, tuple(issues))


def answers_to_demands(standing: Standing) -> Iterator[Decision]:
    """Of the answers those to demands; the others are to open questions of incidents."""
    for ones in standing.answers.values():
        yield from (one for one in ones if "response" in one.value and not one.sealed)


def answers_to_questions(
    standing: Standing, meant: Mapping[str, str]
) -> Mapping[tuple[str, str], tuple[EnteredAnswer, ...]]:
    """By incident and the code of its question, what people answered. ``meant``: by every id that an incident went by,
    the one it has."""
    found: dict[tuple[str, str], list[EnteredAnswer]] = {}
    for ones in standing.answers.values():
        for one in ones:
            if "response" not in one.value and not one.sealed and len(one.about) > 1:
                words, source = str(one.value["answer"]), one.value.get("source")
                said = EnteredAnswer(one.id, words, source, one.by, day_of(one), one.reason)
                found.setdefault((meant.get(one.about[0], one.about[0]), one.about[1]), []).append(said)
    return {key: tuple(said) for key, said in found.items()}


def about_no_demand(standing: Standing, demands: Iterable[str]) -> Iterator[Decision]:
    """Those about a demand that the record does not hold."""
    there = frozenset(demands)
    every = [*answers_to_demands(standing), *(one for ones in standing.restings.values() for one in ones)]
    yield from (one for one in every if one.about[0] not in there)


def _answer(one: Decision) -> DemandAnswer:
    value = one.value
    return DemandAnswer(
        decision=one.id,
        response=Response(value["response"]),
        answer=str(value["answer"]),
        source=str(value["source"]),
        start=value.get("start"),
        place=value.get("place"),
        answered_by=value.get("answered_by"),
        given_on=value.get("on"),
        grounds=value.get("grounds"),
        by=one.by,
        on=day_of(one),
        reason=one.reason,
    )


def _grounds(one: Decision) -> DemandGrounds:
    claims, norms = (tuple(map(str, one.value.get(name) or ())) for name in ("claims", "norms"))
    return DemandGrounds(one.id, claims, norms, one.by, day_of(one), one.reason)
