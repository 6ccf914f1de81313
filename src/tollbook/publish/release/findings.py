"""The findings of a release: those that people cleared, that stand, and whose grounds leave; told by these alone."""

from collections.abc import Container, Iterator
from dataclasses import replace

from tollbook.model import Finding, content_id
from tollbook.model.finding import FindingState, Made, Position, RestsOn
from tollbook.publish.release.accounts import PublicAccounts
from tollbook.publish.release.drafts import Draft
from tollbook.publish.release.people import OwnWords

NOT_STANDING = "not_standing"
GROUND_STAYS = "ground_stays"
NAMES_SOMEBODY = "names_somebody"
REPEATS = "repeats"


def public_findings(
    made: Draft, told: PublicAccounts, words: OwnWords
) -> tuple[tuple[Finding, ...], tuple[tuple[str, str], ...]]:
    """Those that leave, by new ids; and of those that were cleared and cannot, the case's id and the reason."""
    asked = made.asked
    cleared = [one for one in asked.register.findings if one.made.id in asked.clearance.findings]
    why = {one.made.id: _stays(one, told, made.plan.bare, words) for one in cleared}
    leaving = (_public(one, told, words) for one in cleared if why[one.made.id] is None)
    return tuple(leaving), tuple((id_, reason) for id_, reason in why.items() if reason is not None)


def _stays(one: Finding, told: PublicAccounts, bare: Container[str], words: OwnWords) -> str | None:
    """Why it cannot leave. Every ground leaves with its words, or the finding does not: what it rests on could be told
    from what it says."""
    if one.state is not FindingState.STANDS:
        return NOT_STANDING
    whole = (ground.claim in told.claims and ground.claim not in bare for ground in one.grounds)
    if not all(whole) or any(ground.fallen for ground in one.grounds):
        return GROUND_STAYS
    if not one.made.incidents or not all(incident in told.ids for incident in one.made.incidents):
        return GROUND_STAYS
    said = (one.made.question, one.made.answer)
    if not all(words.plain(each, _figures(one, told)) for each in said):
        return NAMES_SOMEBODY
    return REPEATS if any(map(words.repeats, said)) else None


def _figures(one: Finding, told: PublicAccounts) -> frozenset[int]:
    """The numbers that its grounds state, which leave with them."""
    counts = (told.claims[ground.claim].count for ground in one.grounds)
    bounds = (bound for count in counts if count for bound in (count.quantity.low, count.quantity.high))
    return frozenset(bound for bound in bounds if bound is not None)


def _public(one: Finding, told: PublicAccounts, words: OwnWords) -> Finding:
    made, ids = one.made, {ground.claim: told.claims[ground.claim].id for ground in one.grounds}
    incidents = tuple(told.ids[incident] for incident in made.incidents)
    figures = _figures(one, told)
    question, answer = (words.plain(each, figures) or "" for each in (made.question, made.answer))
    own = content_id("finding", *incidents, question, answer, made.by, made.on.isoformat(), *ids.values())
    public = Made(
        id=own,
        incidents=incidents,
        question=question,
        answer=answer,
        standard=made.standard,
        grounds=tuple(ids[ground] for ground in made.grounds),
        by=made.by,
        on=made.on,
        reason=words.reason(made.reason),
        joined=tuple(_positions("join", made.joined, own, words)),
        dissents=tuple(_positions("dissent", made.dissents, own, words)),
        reaffirmed=tuple(_positions("reaffirm", made.reaffirmed, own, words)),
    )
    return replace(one, made=public, grounds=tuple(RestsOn(ids[ground.claim]) for ground in one.grounds))


def _positions(kind: str, said: tuple[Position, ...], finding: str, words: OwnWords) -> Iterator[Position]:
    """Who joins and who does not: a dissent leaves wherever its finding does, its reason where it names nobody."""
    for one in said:
        own = content_id(kind, finding, one.by, one.on.isoformat())
        yield Position(own, one.by, one.on, words.reason(one.reason))
