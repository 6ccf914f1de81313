"""Claims of incidents to tolls: every harm, every group, every rule, with what was acknowledged beside it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from tollbook.model import (
    Claim,
    Count,
    Dispute,
    Harm,
    Incident,
    Indeterminate,
    Mode,
    Responsibility,
    Role,
    Rule,
    Scope,
    SetAside,
    Toll,
    Voice,
)
from tollbook.model.circumstances import NOTHING_TOLD as UNASKED
from tollbook.model.circumstances import Circumstances
from tollbook.model.swift import swift, with_parts
from tollbook.model.voicing import NOTHING_SAID, Voicing
from tollbook.reconcile.circumstances import circumstances_of, described_persons
from tollbook.reconcile.echoes import fold_voices, origins_of
from tollbook.reconcile.folding import NOTHING_REPEATED, fold
from tollbook.reconcile.outcome import drops
from tollbook.reconcile.parties import NOBODY, NOTHING_TOLD, Told, one_speakers
from tollbook.reconcile.positions import acknowledges, laid_by
from tollbook.reconcile.voices import NO_KEYS, Keys, find_voices, key_of, keys_of

EVERYONE = "all"
AS_PUBLISHED = (Mode.AS_PUBLISHED,)
SUPERSEDED = "superseded"
OUT_OF_SCOPE = "out-of-scope"
NOT_YET = "not-yet-stated"


def reconcile_incident(
    incident: Incident,
    claims: Sequence[Claim],
    rules: Sequence[Rule],
    as_of: date | None = None,
    superseded: Set[str] = frozenset(),
    voicing: Voicing = NOTHING_SAID,
    told: Mapping[str, Told] = NOTHING_TOLD,
    modes: Sequence[Mode] = AS_PUBLISHED,
) -> tuple[tuple[Voice, ...], tuple[Toll | Indeterminate, ...]]:
    """The voices of an incident and its tolls, in the order harm, group, rule, mode. ``superseded``: the sources that
    a later version stands in the place of; what they state, what was stated after ``as_of``, and what a person rejected
    or corrected, has no voice, and no rule sees it. ``voicing``: what people decided of who is one voice; ``told``: by
    source, what it tells of states, without which a speaker is its name."""
    gone = {claim.id: reason for claim in claims if (reason := _gone(claim, superseded, as_of))}
    standing = [claim for claim in claims if claim.id not in gone]
    keys = keys_of(standing, voicing, one_speakers(incident, standing, told) if told else NOBODY)
    known = _Known(
        incident,
        standing,
        gone,
        keys,
        fold_voices(standing, keys, voicing),
        origins_of(voicing),
        _circumstances(incident, standing, rules),
    )
    tolls = tuple(
        _apply(rule, replace(dispute, mode=mode), known)
        for harm in Harm
        for dispute in _disputes(incident, harm, claims, as_of)
        for rule in rules
        if dispute.claims or rule.halves
        for mode in modes
    )
    return find_voices(standing, keys), tolls


def tolls_of_all(
    incident: Incident, claims: Sequence[Claim], rule: Rule, harms: Sequence[Harm]
) -> Iterator[Toll | Indeterminate]:
    """Of everyone alone, those of `reconcile_incident` by one rule, where nothing is known but what the claims say."""
    gone = {claim.id: reason for claim in claims if (reason := _gone(claim))}
    standing = [claim for claim in claims if claim.id not in gone]
    around = _circumstances(incident, standing, [rule])
    known = _Known(incident, standing, gone, NO_KEYS, NO_KEYS, NOTHING_REPEATED, around)
    stated = {claim.statement.harm for claim in claims if isinstance(claim.statement, Count)}
    for harm in harms:
        if harm not in stated and Harm.CASUALTIES not in stated:
            continue
        for dispute in islice(_disputes(incident, harm, claims, None), 1):
            if dispute.claims or rule.halves:
                yield _apply(rule, dispute, known)


def _circumstances(incident: Incident, claims: Sequence[Claim], rules: Sequence[Rule]) -> Circumstances:
    """Asked by published rules alone."""
    published = any(rule.publisher is not None for rule in rules)
    return circumstances_of(incident, claims) if published else UNASKED


@swift
@dataclass(frozen=True, slots=True)
class _Known:
    """What each rule is applied with: the claims that stand, why the others do not, and which are one voice, as
    published and ``folded``. ``begins``: by claim that repeats another, the one where that begins."""

    incident: Incident
    standing: Sequence[Claim]
    gone: Mapping[str, str]
    keys: Keys
    folded: Keys
    begins: Mapping[str, str]
    circumstances: Circumstances

    def keys_in(self, mode: Mode) -> Keys:
        """The keys of voices by which claims count in a mode."""
        return self.folded if mode is Mode.ECHOES_FOLDED else self.keys


def _gone(claim: Claim, superseded: Set[str] = frozenset(), as_of: date | None = None) -> str | None:
    """Why no rule sees a claim; None where every rule does."""
    if claim.decided_aside is not None:
        return claim.decided_aside
    if claim.stated_after(as_of):
        return NOT_YET
    return SUPERSEDED if claim.anchor.source in superseded else None


def _apply(rule: Rule, dispute: Dispute, known: _Known) -> Toll | Indeterminate:
    """The rule over the claims that stand; the others are set aside before it, each for its reason."""
    gone = known.gone
    kept = tuple(claim for claim in dispute.claims if claim.id not in gone)
    before = tuple(SetAside(claim.id, gone[claim.id]) for claim in dispute.claims if claim.id in gone)
    asked = _asked(rule, dispute, kept, known)
    if dispute.mode is Mode.ECHOES_FOLDED:
        asked, folded = fold(asked, known.begins)
        before = (*before, *folded)
    toll = _set_before(_with_acknowledged(rule.apply(asked), rule, asked, known), before)
    return _within_scope(toll, rule.scope(asked), dispute)


def _asked(rule: Rule, dispute: Dispute, kept: tuple[Claim, ...], known: _Known) -> Dispute:
    """The dispute as a rule is given it; what a published rule asks besides the claims is worked out for it alone."""
    keys = known.keys_in(dispute.mode)
    if rule.publisher is None:
        return with_parts(dispute, claims=kept, voices=find_voices(kept, keys))
    undivided = tuple(claim for claim in dispute.undivided if claim.id not in known.gone) if rule.halves else ()
    verified = tuple(claim for claim in known.standing if claim.verified and claim.harm is dispute.harm)
    return replace(
        dispute,
        claims=kept,
        voices=find_voices((*kept, *undivided, *verified), keys),
        circumstances=known.circumstances,
        undivided=undivided,
        described=described_persons(known.standing, dispute.harm) if dispute.group == EVERYONE else None,
        verified=verified,
    )


def _set_before(toll: Toll | Indeterminate, before: tuple[SetAside, ...]) -> Toll | Indeterminate:
    if not before:
        return toll
    aside = (*before, *toll.set_aside)
    if isinstance(toll, Indeterminate):
        return replace(toll, set_aside=aside)
    return replace(toll, set_aside=aside, steps=(*drops(before), *toll.steps))


def _within_scope(toll: Toll | Indeterminate, scope: Scope, dispute: Dispute) -> Toll | Indeterminate:
    """What leaves the scope of a rule has no figure by it; its arithmetic is kept beside, for the annex of method."""
    if scope.admits:
        return toll if toll.scope == scope else replace(toll, scope=scope)
    assert scope.premise is not None
    if isinstance(toll, Indeterminate):
        return replace(toll, scope=scope, why=scope.premise, needs=None)
    reason = {one.claim: one.reason for one in toll.set_aside}
    return Indeterminate(
        toll.incident,
        toll.harm,
        toll.group,
        toll.rule,
        toll.mode,
        scope.premise,
        tuple(SetAside(one.id, reason.get(one.id, OUT_OF_SCOPE)) for one in dispute.claims),
        0,
        scope,
        otherwise=toll if scope.countable else None,
    )


def _disputes(incident: Incident, harm: Harm, claims: Sequence[Claim], as_of: date | None) -> Iterator[Dispute]:
    """One dispute over everyone, and one for each group that some claim counts."""
    stated = [claim for claim in claims if isinstance(claim.statement, Count) and claim.harm is harm]
    undivided = tuple(claim for claim in claims if _is_undivided(claim)) if harm is Harm.KILLED else ()
    if not stated and not undivided:
        return
    groups = sorted({claim.statement.group for claim in stated if isinstance(claim.statement, Count)} - {EVERYONE})
    for group in (EVERYONE, *groups):
        members = tuple(claim for claim in stated if group == EVERYONE or _group_of(claim) == group)
        own = undivided if group == EVERYONE else ()
        yield Dispute(incident.id, harm, group, members, (), as_of, undivided=own)  # voices: of those that stand


def _is_undivided(claim: Claim) -> bool:
    return isinstance(claim.statement, Count) and claim.harm is Harm.CASUALTIES and claim.statement.group == EVERYONE


def _group_of(claim: Claim) -> str:
    assert isinstance(claim.statement, Count)
    return claim.statement.group


def _with_acknowledged(toll: Toll | Indeterminate, rule: Rule, dispute: Dispute, known: _Known) -> Toll | Indeterminate:
    """Beside what is alleged, what a named authority of the state concerned states in its own name (READING 14):
    the same rule, over these claims alone. It stands beside the span of claims: no publisher's rule gives it."""
    if isinstance(toll, Indeterminate) or rule.publisher is not None:
        return toll
    used = frozenset(toll.used)
    found = tuple(claim for claim in dispute.claims if claim.id in used and acknowledges(claim, known.incident))
    own = (
        rule.apply(replace(dispute, claims=found, voices=find_voices(found, known.keys_in(dispute.mode))))
        if found
        else None
    )
    if not isinstance(own, Toll):
        return toll
    return replace(
        toll,
        acknowledged_low=own.low,
        acknowledged_high=own.high,
        acknowledged_by=tuple(claim.id for claim in found),
        responsibility=_responsibility(found, known),
    )


def _responsibility(found: Sequence[Claim], known: _Known) -> Responsibility | None:
    """Not stated, unless the same speaker says something of who did it: then, where that is not said in so many words
    or in several ways, a person must read it (None)."""
    speakers = {key_of(claim, known.keys) for claim in found}
    roles = [
        claim for claim in known.standing if isinstance(claim.statement, Role) and key_of(claim, known.keys) in speakers
    ]
    laid = laid_by(roles, found)
    if not laid:
        return Responsibility.NOT_STATED
    return laid.pop() if len(laid) == 1 else None
