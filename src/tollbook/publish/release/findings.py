"""The findings of a release: those that people cleared, that stand, and whose grounds leave; told by these alone."""

from collections.abc import Container, Iterator
from dataclasses import replace

from tollbook.model import Finding, content_id
from tollbook.model.finding import FindingState, Made, Position, RestsOn
from tollbook.publish.phrases import phrases
from tollbook.publish.release.accounts import PublicAccounts
from tollbook.publish.release.drafts import Draft
from tollbook.publish.release.scrub import unchanged
from tollbook.publish.release.vocabulary import Vocabulary

NOT_STANDING = "not_standing"
GROUND_STAYS = "ground_stays"
NAMES_SOMEBODY = "names_somebody"


def public_findings(made: Draft, told: PublicAccounts) -> tuple[tuple[Finding, ...], tuple[tuple[str, str], ...]]:
    """Those that leave, by new ids; and of those that were cleared and cannot, the case's id and the reason."""
    asked, vocabulary = made.asked, made.asked.vocabulary
    cleared = [one for one in asked.register.findings if one.made.id in asked.clearance.findings]
    why = {one.made.id: _stays(one, told, made.plan.bare, vocabulary) for one in cleared}
    leaving = (_public(one, told, vocabulary) for one in cleared if why[one.made.id] is None)
    return tuple(leaving), tuple((id_, reason) for id_, reason in why.items() if reason is not None)


def _stays(one: Finding, told: PublicAccounts, bare: Container[str], vocabulary: Vocabulary) -> str | None:
    """Why it cannot leave. Every ground leaves with its words, or the finding does not: what it rests on could be told
    from what it says."""
    if one.state is not FindingState.STANDS:
        return NOT_STANDING
    whole = (ground.claim in told.claims and ground.claim not in bare for ground in one.grounds)
    if not all(whole) or any(ground.fallen for ground in one.grounds):
        return GROUND_STAYS
    if not one.made.incidents or not all(incident in told.ids for incident in one.made.incidents):
        return GROUND_STAYS
    words = (one.made.question, one.made.answer)
    return None if all(unchanged(each, vocabulary) for each in words) else NAMES_SOMEBODY


def _public(one: Finding, told: PublicAccounts, vocabulary: Vocabulary) -> Finding:
    made, ids = one.made, {ground.claim: told.claims[ground.claim].id for ground in one.grounds}
    incidents = tuple(told.ids[incident] for incident in made.incidents)
    question, answer = (unchanged(words, vocabulary) or "" for words in (made.question, made.answer))
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
        reason=_reason(made.reason, vocabulary),
        joined=tuple(_positions("join", made.joined, own, vocabulary)),
        dissents=tuple(_positions("dissent", made.dissents, own, vocabulary)),
        reaffirmed=tuple(_positions("reaffirm", made.reaffirmed, own, vocabulary)),
    )
    return replace(one, made=public, grounds=tuple(RestsOn(ids[ground.claim]) for ground in one.grounds))


def _positions(kind: str, said: tuple[Position, ...], finding: str, vocabulary: Vocabulary) -> Iterator[Position]:
    """Who joins and who does not: a dissent leaves wherever its finding does, its reason where it names nobody."""
    for one in said:
        own = content_id(kind, finding, one.by, one.on.isoformat())
        yield Position(own, one.by, one.on, _reason(one.reason, vocabulary))


def _reason(words: str, vocabulary: Vocabulary) -> str:
    return unchanged(words, vocabulary) or phrases().say("release.decision_reason")
