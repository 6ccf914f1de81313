"""What the claims of an incident tell of its circumstances: who was held, who is said to have acted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tollbook.data import available_languages, load_pack
from tollbook.data.circumstances import tells_of_war
from tollbook.model import Claim, Count, Death, Harm, Incident, Role, SpeakerType, Stance, When, party_key
from tollbook.model.circumstances import Circumstance, Circumstances, Told
from tollbook.model.premise import Decided

_HELD = "prisoners"
_FORCES = frozenset(("police", "soldiers", "guards", "security_forces"))
_FIGHTERS = "militants"
_OWN = "-own"
_STATED = (Stance.ASSERTS, Stance.ESTIMATES)
_SIDE = {SpeakerType.AUTHORITY: True, SpeakerType.ARMED_GROUP: False}


def circumstances_of(incident: Incident, claims: Sequence[Claim]) -> Circumstances:
    """As far as these claims tell, and as people decided it. What nobody states is not told, and is never taken for
    its contrary."""
    told = _as_told(incident, claims)
    decided: dict[str, Any] = {one.premise.value: _decided(one) for one in incident.premises}
    return replace(told, **decided) if decided else told


def _decided(one: Decided) -> Circumstance:
    return Circumstance(Told.YES if one.holds else Told.NO, one.claims, one.by)


def _as_told(incident: Incident, claims: Sequence[Claim]) -> Circumstances:
    day = When(incident.when, incident.when) if incident.when else None
    stated = [claim for claim in claims if claim.attribution.stance in _STATED]
    return Circumstances(
        kind=incident.kind,
        country=incident.where.country_code,
        first=day.first if day else None,
        last=day.last if day else None,
        custody=_told(claim for claim in stated if claim.count and claim.count.group == _HELD),
        armed_conflict=_told(claim for claim in stated if _tells_of_war(claim)),
        state_acted=_acted(claims, of_state=True),
        others_acted=_acted(claims, of_state=False),
        combatants=_told(claim for claim in stated if claim.count and claim.count.group == _FIGHTERS),
        accepted=_told(claim for claim in stated if _accepts(claim)),
        accepted_by=frozenset(claim.attribution.key or "" for claim in stated if _accepts(claim)) - {""},
    )


def described_persons(claims: Sequence[Claim], harm: Harm) -> int:
    """How many single persons are told of as harmed so: one name is one person, and so is each without a name."""
    told = [claim for claim in claims if isinstance(claim.statement, Death) and claim.harm is harm]
    persons = [claim.statement.person for claim in told if isinstance(claim.statement, Death)]
    return len({party_key(one.name) for one in persons if one.name}) + sum(not one.name for one in persons)


def _told(claims: Iterable[Claim]) -> Circumstance:
    ids = tuple(claim.id for claim in claims)
    return Circumstance(Told.YES, ids) if ids else Circumstance()


def _acted(claims: Sequence[Claim], *, of_state: bool) -> Circumstance:
    """Whether those said to be responsible are of a state, or others; contested where it is both said and denied."""
    said = [claim for claim in claims if _side_of(claim) is of_state]
    stances = {claim.attribution.stance is Stance.DENIES for claim in said if _counts(claim)}
    if not stances:
        return Circumstance()
    told = Told.CONTESTED if len(stances) == 2 else Told.NO if True in stances else Told.YES
    return Circumstance(told, tuple(claim.id for claim in said if _counts(claim)))


def _counts(claim: Claim) -> bool:
    return claim.attribution.stance in (*_STATED, Stance.DENIES)


def _side_of(claim: Claim) -> bool | None:
    """Of a role: whether its party is a state's; None where its words do not tell, or it is no role."""
    return party_is_state(claim.language, claim.statement.party) if isinstance(claim.statement, Role) else None


def party_is_state(language: str, party: str) -> bool | None:
    """By the wordings of a pack: whether a party's words name forces or authorities of a state, or an armed group."""
    words = _folded(party)
    sides = {state for wording, state in _sided(language) if f" {wording} " in f" {words} "}
    return sides.pop() if len(sides) == 1 else None


@cache
def _sided(language: str) -> tuple[tuple[str, bool], ...]:
    return tuple(_sides(language)) if language in available_languages() else ()


def _sides(language: str) -> Iterator[tuple[str, bool]]:
    for wording in load_pack(language).wordings:
        if wording.cls == "party" and wording.attr in _SIDE:
            yield _folded(wording.words), _SIDE[SpeakerType(wording.attr)]
        elif wording.cls in ("group_plural", "group_singular") and wording.attr in {*_FORCES, _FIGHTERS}:
            yield _folded(wording.words), wording.attr in _FORCES


def _accepts(claim: Claim) -> bool:
    own = isinstance(claim.statement, Role) and claim.statement.party == claim.attribution.speaker
    return isinstance(claim.statement, Role) and (own or claim.reader.endswith(_OWN))


def _tells_of_war(claim: Claim) -> bool:
    return not isinstance(claim.statement, Count) and tells_of_war(claim.language, claim.anchor.words)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
