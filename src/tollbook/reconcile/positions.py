"""Who acknowledges what: a named authority's own figures apart from those alleged, and where it stands on
responsibility (READING 11 and 14)."""

from collections.abc import Iterable, Iterator, Sequence

from tollbook.model import (
    Claim,
    Harm,
    Incident,
    Mark,
    Position,
    Responsibility,
    Role,
    SetApart,
    SpeakerType,
    Stance,
    Standpoint,
    Toll,
    Voice,
)
from tollbook.reconcile.stated import count_of, highest

EVERYONE = "all"
# How a claim is read that lays a deed on others than its speaker in so many words, or on the speaker's own people
_ON_OTHERS = (":blame", "-others")
_ON_ITS_OWN = "-own"
_WITH_A_FIGURE = ":doer"  # and one that names who did it beside a figure of its own
_NO_OWN_TOLL = {Mark.CUMULATIVE, Mark.OTHER_EVENT}
_STANDS = {
    Responsibility.ACCEPTED: Standpoint.ACCEPTS,
    Responsibility.DENIED: Standpoint.DENIES_RESPONSIBILITY,
    Responsibility.OTHER_BLAMED: Standpoint.BLAMES_ANOTHER,
}


def acknowledges(claim: Claim, incident: Incident) -> bool:
    """Whether the claim is a named authority's own, of the state where it happened (READING 11 and 14)."""
    return _is_named_authoritys(claim, incident) and claim.attribution.stance in (Stance.ASSERTS, Stance.ESTIMATES)


def _is_named_authoritys(claim: Claim, incident: Incident) -> bool:
    said = claim.attribution
    if said.speaker_type is not SpeakerType.AUTHORITY or said.anonymous or said.nameless:
        return False
    return said.state is None or said.state == incident.where.country_code


def laid_by(roles: Iterable[Claim], found: Sequence[Claim]) -> set[Responsibility | None]:
    """Where these roles lay the deed; ``found`` are the figures that their speakers acknowledge."""
    return {_laid(claim, found) for claim in roles}


def _laid(claim: Claim, found: Sequence[Claim]) -> Responsibility | None:
    """What one role says of its speaker's own responsibility: taken or denied in so many words, laid on another; None
    where it does not say so, or says it of other figures than those acknowledged ("two of them")."""
    stance = claim.attribution.stance
    most = max(map(_figure, found), default=0)
    if _WITH_A_FIGURE in claim.reader and not any(_figure(one) == most and _overlap(claim, one) for one in found):
        return None
    own = isinstance(claim.statement, Role) and claim.statement.party == claim.attribution.speaker
    if own or claim.reader.endswith(_ON_ITS_OWN):
        return Responsibility.DENIED if stance is Stance.DENIES else _where_stated(stance, Responsibility.ACCEPTED)
    return _where_stated(stance, Responsibility.OTHER_BLAMED) if claim.reader.endswith(_ON_OTHERS) else None


def _figure(claim: Claim) -> int:
    """The greatest number that a count states."""
    quantity = claim.count.quantity if claim.count else None
    return max(quantity.low or 0, quantity.high or 0) if quantity else 0


def _overlap(one: Claim, other: Claim) -> bool:
    a, b = one.anchor, other.anchor
    return a.source == b.source and a.start < b.end and b.start < a.end


def _where_stated(stance: Stance, laid: Responsibility) -> Responsibility | None:
    return laid if stance is Stance.ASSERTS else None


def positions_of(incident: Incident, standing: Sequence[Claim], voices: Sequence[Voice]) -> tuple[Position, ...]:
    """Of each named authority of the state, in the order of its voices. Of one that says nothing of deaths or of who
    did it there is none."""
    of = {claim.id: claim for claim in standing if _is_named_authoritys(claim, incident)}
    own = ((voice.id, [of[id_] for id_ in voice.claims if id_ in of]) for voice in voices)
    return tuple(one for voice, claims in own if claims and (one := _position(voice, claims)))


def _position(voice: str, claims: Sequence[Claim]) -> Position | None:
    deaths = [one for one in claims if _is_of_deaths(one)]
    denied = [one for one in deaths if one.attribution.stance is Stance.DENIES or highest(one) == 0]
    states = [one for one in deaths if one.attribution.stance in (Stance.ASSERTS, Stance.ESTIMATES) and highest(one)]
    roles = [one for one in claims if isinstance(one.statement, Role)]
    laid = laid_by(roles, states)
    if laid:
        only = laid.pop() if len(laid) == 1 else None
        standpoint = _STANDS.get(only, Standpoint.TO_BE_READ) if only else Standpoint.TO_BE_READ
    elif states:
        standpoint = Standpoint.ACKNOWLEDGES_DEATHS
    elif denied:
        standpoint = Standpoint.DENIES_DEATHS
    else:
        return None
    return Position(voice, standpoint, _ids(states), _ids(denied), _ids(roles))


def _is_of_deaths(claim: Claim) -> bool:
    count = claim.count
    return count is not None and count.harm is Harm.KILLED and not count.marks & _NO_OWN_TOLL


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def conceded_of(tolls: Iterable[Toll], claims: Sequence[Claim]) -> Iterator[SetApart]:
    """Of each span of everyone that some authority acknowledges a part of: the claims of both kinds, apart."""
    by_id = {claim.id: claim for claim in claims}
    for toll in tolls:
        if toll.group == EVERYONE and toll.acknowledged_by:
            alleged = tuple(one for one in toll.used if one not in toll.acknowledged_by)
            told = [by_id[one] for one in toll.acknowledged_by], [by_id[one] for one in alleged]
            more, because = _more(*told)
            yield SetApart(toll.harm, toll.acknowledged_by, alleged, more, because)


def _more(acknowledged: Sequence[Claim], alleged: Sequence[Claim]) -> tuple[int | None, str | None]:
    """By how many the greatest alleged is over the greatest acknowledged, where both count the same people."""
    if not alleged:
        return None, None
    groups = {count_of(claim).group for claim in (*acknowledged, *alleged)}
    if len(groups) > 1:
        return None, "groups-differ"
    tops = [highest(claim) for claim in acknowledged], [highest(claim) for claim in alleged]
    if any(count_of(claim).quantity.open for claim in acknowledged) or None in (*tops[0], *tops[1]):
        return None, "open"
    least, most = max(filter(None, tops[0]), default=0), max(filter(None, tops[1]), default=0)
    return (most - least, None) if most > least else (0, None)
