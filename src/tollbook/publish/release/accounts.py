"""The incidents of a release: what was linked and reconciled, told by the claims that leave and by no other."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tollbook.model import (
    Account,
    Claim,
    Disagreement,
    Ground,
    Incident,
    Indeterminate,
    Norm,
    Operation,
    Relation,
    SetAside,
    Source,
    Step,
    Toll,
    Unknown,
    Voice,
    content_id,
)
from tollbook.model.incident import incident_id
from tollbook.model.obligation import Obligations
from tollbook.model.sided import Sided
from tollbook.model.toll import NOT_VERIFIED
from tollbook.publish.phrases import capital, phrases
from tollbook.publish.release.drafts import Draft
from tollbook.publish.release.reordered import RESULTS, ranks, reordered
from tollbook.publish.release.scrub import Allowed, scrub, unchanged
from tollbook.publish.release.sources import PublicSources


@dataclass(frozen=True, slots=True)
class PublicAccounts:
    """``ids``: the case's incidents to the release's. ``claims`` by the case's id, each of its incident."""

    accounts: tuple[Account, ...]
    ids: Mapping[str, str]
    claims: Mapping[str, Claim]


def public_accounts(made: Draft, found: PublicSources) -> PublicAccounts:
    """The incidents of which a claim leaves, linked anew by the ids of the release."""
    register = made.asked.register
    rank = ranks(found)
    told = [
        reordered(one, rank) for one in register.accounts if any(claim in found.claims for claim in one.incident.claims)
    ]
    told.sort(key=lambda one: (one.incident.when or "~", rank(one.incident.claims[0])))
    ids = _ids(told, found, made)
    claims = {old: _linked(made.claims[old], claim, ids, found) for old, claim in found.claims.items()}
    public = PublicSources(found.sources, found.ids, claims)
    return PublicAccounts(tuple(_account(one, ids, public, made) for one in told), ids, claims)


def _ids(told: list[Account], found: PublicSources, made: Draft) -> dict[str, str]:
    """By kind, day and place as in the case, where these leave; by the first public words where none is dated."""
    ids: dict[str, str] = {}
    given: set[str] = set()
    for account in told:
        incident = account.incident
        first = next(found.claims[one] for one in incident.claims if one in found.claims)
        name = (
            unchanged(incident.where.name, made.asked.vocabulary) if _told_in_public("where", incident, found) else None
        )
        when = incident.when if _told_in_public("when", incident, found) else None
        own = incident_id(incident.kind, when, name, first.anchor.source, first.anchor.start)
        ids[incident.id] = own if own not in given else content_id("incident", own, first.id)
        given.add(ids[incident.id])
    return ids


def _linked(of: Claim, claim: Claim, ids: Mapping[str, str], found: PublicSources) -> Claim:
    whole = found.claims.get(of.part_of) if of.part_of else None
    return replace(claim, incident=ids.get(of.incident or ""), part_of=whole.id if whole else None)


def _account(account: Account, ids: Mapping[str, str], found: PublicSources, made: Draft) -> Account:
    incident = _incident(account.incident, ids, found, made)
    voices = (_voice(one, incident.id, found, made) for one in account.voices)
    tolls = (_toll(one, incident.id, found) for one in account.tolls)
    return Account(
        incident,
        tuple(one for one in voices if one is not None),
        tuple(one for one in tolls if one is not None),
        tuple(_disagreements(account, found)),
        tuple(_unknowns(account, found, made)),
        tuple(_sides(account, made)),
        obligations=_obligations(account, incident, found),
    )


def _obligations(account: Account, released: Incident, found: PublicSources) -> Obligations | None:
    """What bound the state, where the country and the days of the incident leave; with the claims that do."""
    held = account.obligations
    if held is None or not released.where.country_code or released.when != account.incident.when:
        return None
    claims = [(one, found.claims[one.claim]) for one in held.invoked if one.claim in found.claims]
    named = [
        replace(one, claim=claim.id, words=claim.statement.norm, party=claim.statement.party)
        for one, claim in claims
        if isinstance(claim.statement, Norm)
    ]
    custody = held.custody if released.where.site == account.incident.where.site else None
    if custody:
        left = (
            [found.claims[id_].id for id_ in ids if id_ in found.claims]
            for ids in (custody.investigated, custody.access)
        )
        investigated, access = map(tuple, left)
        custody = replace(custody, investigated=investigated, access=access)
    return replace(held, invoked=tuple(named), custody=custody)


def _incident(incident: Incident, ids: Mapping[str, str], found: PublicSources, made: Draft) -> Incident:
    claims = [found.claims[one].id for one in incident.claims if one in found.claims]
    reason, vocabulary = phrases().say("release.reason"), made.asked.vocabulary
    names = (incident.where.name, incident.where.country, incident.where.site)
    placed = _told_in_public("where", incident, found)
    name, country, site = (unchanged(one, vocabulary) if placed else None for one in names)
    where = replace(
        incident.where,
        name=name,
        country=country,
        site=site,
        country_code=incident.where.country_code if country else None,
        located=None,  # a gazetteer tells more than the words that leave
        also=(),
    )
    return Incident(
        id=ids[incident.id],
        title=_own_title(incident, found, made) or _title(incident, name or country),
        kind=incident.kind,
        when=incident.when if _told_in_public("when", incident, found) else None,
        where=where,
        claims=tuple(claims),
        reasons=tuple(reason for _ in claims),
        grounds=tuple(_grounds(incident, found, made)),
        relations=tuple(Relation(one.kind, ids[one.to], reason) for one in incident.relations if one.to in ids),
    )


def _told_in_public(fact: str, incident: Incident, found: PublicSources) -> bool:
    """Whether a fact of an incident rests on a source of which something leaves, or on none."""
    grounds = [one for one in incident.grounds if one.fact == fact]
    return not grounds or any(one.at.source in found.ids for one in grounds)


def _own_title(incident: Incident, found: PublicSources, made: Draft) -> str | None:
    """The name that the case gives it, unless it is the heading of documents that leave without theirs."""
    headed = {found.ids.get(one.at.source) for one in incident.grounds if one.fact == "title"}
    heads = {source.title.words for source in found.sources if source.id in headed and source.title}
    title = unchanged(incident.title, made.asked.vocabulary)
    if headed:
        return title if title in heads else None
    return title if all(_told_in_public(fact, incident, found) for fact in ("when", "where")) else None


def _title(incident: Incident, place: str | None) -> str:
    """Kind and place, where the name that the documents give may not leave."""
    say = phrases()
    return str(say.entry("list_join")).join(
        one for one in (capital(say.code("incident_kinds", incident.kind)), place) if one
    )


def _grounds(incident: Incident, found: PublicSources, made: Draft) -> Iterator[Ground]:
    """The words a fact rests on, where they stand unchanged in public anyway."""
    by_id: dict[str, Source] = {source.id: source for source in found.sources}
    for ground in incident.grounds:
        source = by_id.get(found.ids.get(ground.at.source, ""))
        if source is None:
            continue
        kept = made.texts[ground.at.source].kept
        nearest = bisect_right(kept, ground.at.start, key=lambda one: one[0][0]) - 1
        if nearest >= 0 and ground.at.end <= kept[nearest][0][1]:
            begin = kept[nearest][1][0] + ground.at.start - kept[nearest][0][0]
            at = source.anchor(begin, begin + len(ground.at.words))
            yield Ground(ground.fact, at, phrases().say("release.ground"))


def _voice(voice: Voice, incident: str, found: PublicSources, made: Draft) -> Voice | None:
    members = [found.claims[one] for one in voice.claims if one in found.claims]
    if not members:
        return None
    said = members[0].attribution
    key = said.key or f"document:{members[0].anchor.source}"
    return Voice(
        content_id("voice", incident, key, members[0].id),
        said.speaker,
        tuple(one.id for one in members),
        phrases().say("release.voice"),
        tuple(
            replace(
                one,
                claims=(found.claims[one.claims[0]].id, found.claims[one.claims[1]].id),
                reason=_why(one.reason, made),
            )
            for one in voice.independent
            if all(claim in found.claims for claim in one.claims)
        ),
    )


def _why(reason: str, made: Draft) -> str:
    """A person's reason, where it names nobody."""
    return unchanged(reason, made.asked.vocabulary) or phrases().say("release.decision_reason")


def _sides(account: Account, made: Draft) -> Iterator[Sided]:
    """Where those stand who speak in public: called as they are there."""
    members = (made.claims[one] for one in account.incident.claims if one not in made.plan.out)
    speakers = {one.attribution.key: one.attribution for one in members}
    for one in account.sides:
        said = speakers.get(one.speaker_id)
        if said is not None and said.key is not None:
            yield replace(
                one,
                speaker_id=made.speakers.key(said.key),
                speaker=made.speakers.shown(said) or "",
                interest=unchanged(one.interest, made.asked.vocabulary),
                reason=_why(one.reason, made),
            )


def _toll(toll: Toll | Indeterminate, incident: str, found: PublicSources) -> Toll | Indeterminate | None:
    """The same figure by the same steps; what was set aside and does not leave is left out of them."""
    aside = tuple(
        SetAside(found.claims[one.claim].id, one.reason) for one in toll.set_aside if one.claim in found.claims
    )
    if isinstance(toll, Indeterminate):
        return _without(toll, incident, aside, found) if aside else None
    if any(one not in found.claims for one in (*toll.used, *toll.acknowledged_by, *toll.scope.claims)):
        return None
    ids = {old: claim.id for old, claim in found.claims.items()}
    return replace(
        toll,
        incident=incident,
        set_aside=aside,
        used=tuple(ids[one] for one in toll.used),
        acknowledged_by=tuple(ids[one] for one in toll.acknowledged_by),
        scope=replace(toll.scope, claims=tuple(ids[one] for one in toll.scope.claims)),
        steps=tuple(_steps(toll.steps, ids)),
        conceded=replace(of, claims=tuple(ids[one] for one in of.claims)) if (of := toll.conceded) else None,
    )


def _without(toll: Indeterminate, incident: str, aside: tuple[SetAside, ...], found: PublicSources) -> Indeterminate:
    """No figure, and what it would be leaves neither; nor how many persons are described: some may not leave."""
    scope = replace(toll.scope, claims=tuple(found.claims[one].id for one in toll.scope.claims if one in found.claims))
    why = NOT_VERIFIED if toll.why.startswith(NOT_VERIFIED) else toll.why
    return replace(toll, incident=incident, set_aside=aside, scope=scope, why=why, otherwise=None)


def _steps(steps: tuple[Step, ...], ids: Mapping[str, str]) -> Iterator[Step]:
    """The steps with the ids of the release; results between get plain names, since theirs are made of speakers."""
    names = dict(ids)
    for step in steps:
        if step.into is not None and step.into not in names:
            names[step.into] = step.into if step.into in RESULTS else f"part-{len(names) - len(ids) + 1}"
        if step.op is Operation.DROP:
            kept = tuple(names[one] for one in step.inputs if one in names)
            if kept:
                yield replace(step, inputs=kept)
            continue
        yield replace(
            step, inputs=tuple(names[one] for one in step.inputs), into=names[step.into] if step.into else None
        )


def _disagreements(account: Account, found: PublicSources) -> Iterator[Disagreement]:
    for one in account.disagreements:
        claims = tuple(found.claims[each].id for each in one.claims if each in found.claims)
        whole = len(claims) == len(one.claims)
        if len(claims) > 1 and (whole or one.code == "figures-differ"):
            yield replace(one, claims=claims)


def _unknowns(account: Account, found: PublicSources, made: Draft) -> Iterator[Unknown]:
    """Open questions whose words name nobody; a figure in them is one that leaves."""
    counted = [made.claims[one] for one in account.incident.claims if made.claims[one].count]
    shown = {one.count.quantity.words for one in counted if one.count and one.id in found.claims}
    shown -= {one.count.quantity.words for one in counted if one.count and one.id in made.plan.bare}
    hidden = {one.count.quantity.words for one in counted if one.count} - shown
    for one in account.unknowns:
        spans = tuple((at, at + len(words)) for words in shown if (at := one.question.find(words)) >= 0)
        if any(words in one.question for words in hidden):
            continue
        if not scrub(one.question, made.asked.vocabulary, allowed=Allowed(figures=spans)).taken:
            yield Unknown(one.code, one.question, one.because, one.ask)  # never what asking may do
