"""Which claims leave, with their words or as bare figures, and why the others do not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tollbook.model import (
    Act,
    Claim,
    Count,
    Death,
    Indeterminate,
    Label,
    Register,
    Role,
    Source,
    Toll,
    accused,
    worded,
)
from tollbook.model.clearance import Clearance, Protected
from tollbook.model.decision import Protection
from tollbook.model.release import Refused
from tollbook.publish.release.chunks import kind_of
from tollbook.publish.release.scrub import unchanged
from tollbook.publish.release.vocabulary import Vocabulary, lexicon, secret_places

UNCHECKED, REJECTED, CORRECTED = "unchecked", "rejected", "corrected"
WITHHELD, SOURCE_WITHHELD, SPEAKER_WITHHELD = "withheld", "source-withheld", "speaker-withheld"
NAMES_SOMEBODY, ALLEGES, NO_KEY = "names-somebody", "alleges", "no-key"
SCRIPT, BESIDE_WITHHELD, FIGURE_REFUSED = "script", "beside-withheld", "figure-refused"


@dataclass(frozen=True)
class Asked:
    """A register, and what people cleared of it."""

    register: Register
    clearance: Clearance
    vocabulary: Vocabulary

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """By id."""
        return {claim.id: claim for claim in self.register.claims}

    def protected(self, kind: str) -> Iterator[Protected]:
        """What is protected, of one kind."""
        return (one for one in self.clearance.protected if one.kind == kind)


@dataclass(slots=True)
class Plan:
    """By id, why a claim does not leave, or leaves bare; whoever is in neither leaves with its words."""

    out: dict[str, str] = field(default_factory=dict)
    bare: dict[str, str] = field(default_factory=dict)

    def words(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those of the claims that leave with their words."""
        return tuple(one for one in claims if one.id not in self.out and one.id not in self.bare)

    def without_words(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those of the claims that leave as figures."""
        return tuple(one for one in claims if one.id in self.bare and one.id not in self.out)

    def demote(self, claim: Claim, reason: str) -> None:
        """Its words do not leave: a figure that a person checked leaves bare, and nothing else does."""
        if isinstance(claim.statement, Count) and claim.checked:
            self.bare.setdefault(claim.id, reason)
        else:
            self.out.setdefault(claim.id, reason)


def withheld_sources(register: Register, clearance: Clearance) -> dict[str, str]:
    """The sources of which nothing leaves, and whatever lies in them, each with the reason."""
    held = {one.about[0] for one in clearance.protected if one.kind == "source" and one.level is Protection.WITHHOLD}
    held |= clearance.withheld
    by_id = {source.id: source for source in register.sources}
    found: dict[str, str] = {}
    for source in register.sources:
        chain: list[Source] = [source]
        while (within := chain[-1].within) in by_id and within is not None and by_id[within] not in chain:
            chain.append(by_id[within])
        if any(one.id in held or _not_agreed(one) for one in chain):
            found[source.id] = SOURCE_WITHHELD
    return found


def _not_agreed(source: Source) -> bool:
    consent = source.provenance.consent
    return consent.withdrawn_on is not None or consent.refuses_publication


def first_plan(asked: Asked, closed: Mapping[str, str]) -> Plan:
    """What each claim, by itself and beside those that are withheld, may do. ``closed``: sources of which nothing
    leaves."""
    plan = Plan()
    for claim in asked.register.claims:
        if reason := closed.get(claim.anchor.source) or _stays(claim, asked):
            plan.out[claim.id] = reason
        elif reason := _bare(claim, asked):
            plan.demote(claim, reason)
    _beside(asked, plan)
    return plan


def _stays(claim: Claim, asked: Asked) -> str | None:
    """Why a claim does not leave at all."""
    clearance = asked.clearance
    if claim.rejected is not None:
        return REJECTED
    if claim.corrected_by is not None:
        return CORRECTED
    if claim.id in clearance.withheld or claim.id in _protected_about(asked, "passage", Protection.WITHHOLD):
        return WITHHELD
    if claim.attribution.key in _protected_about(asked, "speaker", Protection.WITHHOLD):
        return SPEAKER_WITHHELD
    if claim.awaits:  # whatever else was cleared: nobody has said yet that its words state it
        return UNCHECKED
    if not claim.checked and claim.id not in clearance.claims and not _text_cleared(claim, clearance):
        return UNCHECKED
    return _says_of_somebody(claim, asked)


def _text_cleared(claim: Claim, clearance: Clearance) -> bool:
    return claim.anchor.source in clearance.texts or claim.anchor.source in clearance.sources


def _protected_about(asked: Asked, kind: str, level: Protection) -> set[str]:
    return {one.about[0] for one in asked.protected(kind) if one.level is level}


def _says_of_somebody(claim: Claim, asked: Asked) -> str | None:
    """A statement in words leaves with all of its words or not at all; one that blames, as people decided."""
    said, clearance = claim.statement, asked.clearance
    match said:
        case Count():
            return None
        case Death():
            named = said.person.name in clearance.names
            told = unchanged(said.person.described, asked.vocabulary)
            return None if told and (named or claim.id in clearance.claims) else NAMES_SOMEBODY
        case Role():
            return _alleges(claim, said.party, asked)
        case Act():
            blamed = _alleges(claim, said.by, asked) if said.by else None
            return blamed or _plain((said.act, said.of, said.intent), asked)
        case Label():
            charged = _alleges(claim, said.of, asked) if said.charge and said.of else None
            return charged or _plain((said.label, said.of), asked)
        case _:
            reasons = (*(_alleges(claim, party, asked) for party in accused(said)), _plain(worded(said), asked))
            return next(filter(None, reasons), None)


def _plain(words: Iterable[str | None], asked: Asked) -> str | None:
    given = [one for one in words if one]
    return None if all(unchanged(one, asked.vocabulary) for one in given) else NAMES_SOMEBODY


def _alleges(claim: Claim, party: str, asked: Asked) -> str | None:
    """Whoever is said to be responsible: many without a name, by the plain name of a group; else by a decision."""
    if unchanged(party, asked.vocabulary) is None:
        return NAMES_SOMEBODY
    alleged = asked.clearance.alleged
    if claim.id in alleged or party in alleged:
        return None
    words = f" {' '.join(party.casefold().split())} "
    many = any(f" {one} " in words for one in lexicon().plural)
    return None if many and party not in asked.clearance.names and not any(map(str.isupper, party[1:])) else ALLEGES


def _bare(claim: Claim, asked: Asked) -> str | None:
    """Why the words of a claim do not leave, though it does."""
    if any(claim.anchor.source in one.sources and one.spellings is None for one in asked.clearance.protected):
        return NO_KEY
    for one in asked.clearance.protected:
        if one.level is Protection.WITHHOLD and secret_places(claim.anchor.words, one.spellings or ()):
            return WITHHELD
    cleared = claim.id in asked.clearance.claims or claim.anchor.source in asked.clearance.sources
    if not cleared and any(kind_of(char) == "O" for char in claim.anchor.words):
        return SCRIPT
    return None


def _beside(asked: Asked, plan: Plan) -> None:
    """A quote that holds words of what is withheld does not leave."""
    closed: dict[str, list[tuple[int, int]]] = {}
    for source, start, end in never_shown(asked, plan):
        closed.setdefault(source, []).append((start, end))
    for claim in asked.register.claims:
        at = claim.anchor
        if any(start < at.end and end > at.start for start, end in closed.get(at.source, ())):
            plan.demote(claim, BESIDE_WITHHELD)


def never_shown(asked: Asked, plan: Plan) -> Iterator[tuple[str, int, int]]:
    """The stretches of texts that are withheld, each with its source."""
    for claim in asked.register.claims:
        if plan.out.get(claim.id) in (WITHHELD, SPEAKER_WITHHELD):
            yield claim.anchor.source, claim.anchor.start, claim.anchor.end


def refused_tolls(register: Register, plan: Plan) -> Iterator[Refused]:
    """The tolls that use a claim which does not leave."""
    for account in register.accounts:
        for toll in account.tolls:
            needed = _needed(toll)
            missing = tuple((one, plan.out[one]) for one in needed if one in plan.out)
            if missing:
                yield Refused(toll.id, toll.incident, toll.harm.value, toll.group, missing)


def _needed(toll: Toll | Indeterminate) -> tuple[str, ...]:
    if isinstance(toll, Indeterminate):
        return ()
    return tuple(dict.fromkeys((*toll.used, *toll.acknowledged_by, *toll.scope.claims)))


def without_refused(register: Register, plan: Plan, refused: Iterable[Refused]) -> bool:
    """Where the figure for everyone may not leave, no figure of that harm in that incident does. Whether any went."""
    gone = {(one.incident, one.harm) for one in refused if one.group == "all"}
    before, claims = len(plan.out), {claim.id: claim for claim in register.claims}
    for account in register.accounts if gone else ():
        for claim in (claims[one] for one in account.incident.claims):
            if claim.harm and (account.incident.id, claim.harm.value) in gone:
                plan.out.setdefault(claim.id, FIGURE_REFUSED)
    return len(plan.out) > before
