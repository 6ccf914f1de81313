"""Decisions whose claim has gone: each is kept, and offered the claim that now stands at the same words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tollbook.decide.days import named
from tollbook.decide.standing import Standing
from tollbook.model import Claim, Decision, DecisionKind, Issue, Likeness, Severity, Supersession

_OF_CLAIMS = frozenset(
    (
        DecisionKind.ACCEPT,
        DecisionKind.REJECT,
        DecisionKind.CORRECT,
        DecisionKind.MOVE,
        DecisionKind.PART_OF,
        DecisionKind.ECHO,
        DecisionKind.INDEPENDENT,
        DecisionKind.VERIFY,
    )
)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A decision about something that is not there. ``offered``: the one claim that stands at the words that it was
    taken on; None where there is none, or more than one."""

    decision: Decision
    gone: str
    offered: Claim | None = None


def find_orphans(
    standing: Standing, claims: Iterable[Claim], sources: Iterable[str], versions: Sequence[Supersession] = ()
) -> tuple[Orphan, ...]:
    """Of the decisions that stand, those whose claim or source has gone. ``sources``: ids of those in the case;
    ``versions``: which later source stands in which one's place."""
    every = [one for one in _every(standing) if one.kind in _OF_CLAIMS or _of_two_claims(one)]
    added = [one for ones in standing.added.values() for one in ones]
    if not every and not added:
        return ()
    there, held = {claim.id: claim for claim in claims}, frozenset(sources)
    found = [Orphan(one, one.about[0]) for one in added if one.about[0] not in held]
    lost = [(one, id_) for one in every for id_ in one.about if id_ not in there]
    at = _by_words(there) if lost else {}
    found += (Orphan(one, id_, _offered(one, id_, at, versions)) for one, id_ in lost)
    return tuple(sorted(found, key=lambda one: (one.decision.at, one.decision.id, one.gone)))


def _every(standing: Standing) -> Iterator[Decision]:
    agreed = (standing.reviews, standing.corrections, standing.moved, standing.parts, standing.verified)
    pairs = (standing.echoes, standing.independents, standing.same, standing.different)
    yield from (one for table in (*agreed, *pairs) for ones in table.values() for one in ones)


def _of_two_claims(one: Decision) -> bool:
    return one.kind in (DecisionKind.SAME, DecisionKind.DIFFERENT) and one.verdict == Likeness.PERSON


def _by_words(claims: Mapping[str, Claim]) -> dict[tuple[str, str], list[Claim]]:
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims.values():
        found.setdefault((claim.anchor.source, claim.anchor.words), []).append(claim)
    return found


def _offered(
    one: Decision, gone: str, at: Mapping[tuple[str, str], list[Claim]], versions: Sequence[Supersession]
) -> Claim | None:
    """The claim at the same exact words: in the source they stood in, else in a later version of it."""
    if one.seen is None or gone != one.about[0]:
        return None
    sources, seen = [one.seen.source], set[str]()
    while sources:
        found = [claim for source in sources for claim in at.get((source, one.seen.words), ())]
        if found:
            return found[0] if len(found) == 1 else None
        seen |= set(sources)
        sources = [two.later for two in versions if two.earlier in sources and two.later not in seen]
    return None


def orphan_issues(orphans: Iterable[Orphan]) -> Iterator[Issue]:
    """An Issue for each: where it might be taken anew, or that there is no such place."""
    for one in orphans:
        said = f"The decision to {one.decision.kind.value} by {named(one.decision)}"
        if one.offered is not None:
            message = (
                f"{said} was about claim {one.gone}, which has gone; claim {one.offered.id} stands at the same words. "
                "It has no effect until somebody decides so: read the words, and decide of that claim over it."
            )
            yield Issue("decision-moved", message, Severity.OPEN, one.offered.anchor, about=(one.offered.id,))
        else:
            message = (
                f"{said} is about {one.gone}, which the record does not hold any more. It has no effect, and is kept. "
                "See tollbook log, and decide again of what stands there now, or undo it."
            )
            yield Issue("decision-orphaned", message, Severity.OPEN)


def gone_issues(decisions: Iterable[Decision]) -> Iterator[Issue]:
    """Decisions about speakers or incidents that the record does not hold."""
    yield from orphan_issues(Orphan(one, " and ".join(one.about)) for one in decisions)
