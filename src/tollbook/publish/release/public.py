"""A register made of nothing but what may leave: whatever writes it cannot show more."""

from collections.abc import Callable, Iterator
from datetime import date

from tollbook.model import Account, Register, Supersession
from tollbook.model.clearance import Clearance
from tollbook.model.release import Leaving, Public, Released, ShownAs, Withheld
from tollbook.model.sided import ProtectedSource
from tollbook.publish.record import record_of
from tollbook.publish.release.accounts import PublicAccounts, public_accounts
from tollbook.publish.release.codebook import public_codebook
from tollbook.publish.release.commitments import find_commitments
from tollbook.publish.release.drafts import Draft, draft
from tollbook.publish.release.findings import public_findings
from tollbook.publish.release.listing import listing_of
from tollbook.publish.release.people import OwnWords, public_decisions, public_issues
from tollbook.publish.release.plan import Asked
from tollbook.publish.release.repeated import Repeated
from tollbook.publish.release.scrub import scrub
from tollbook.publish.release.sources import PublicSources, public_sources
from tollbook.publish.release.vocabulary import Vocabulary, vocabulary_of

_SHORTEST_PASSAGE = 12  # characters of a withheld quote that is looked for in other documents too


def public_register(register: Register, clearance: Clearance, salts: Callable[[str], bytes]) -> Public:
    """What may leave of a register. ``salts`` gives a secret of the case by its name, the same each time."""
    asked = Asked(register, clearance, words_of(register, clearance))
    made = draft(asked, salts)
    found = public_sources(made, salts)
    told = public_accounts(made, found)
    ids = _ids(made, found, told)
    repeats = Repeated([one.text for one in register.sources], [one.text for one in found.sources])
    words = OwnWords(asked.vocabulary, repeats)
    findings, findings_kept = public_findings(made, told, words)
    decisions, kept = public_decisions(register.decisions, ids, clearance.alleged, words)
    public = Register(
        sources=found.sources,
        claims=tuple(sorted(told.claims.values(), key=_in_text(found))),
        accounts=told.accounts,
        rules=register.rules,
        issues=public_issues(register.issues, {old: claim.id for old, claim in told.claims.items()}),
        decisions=decisions,
        as_of=_as_of(found),
        versions=tuple(_versions(register, found)),
        protected=tuple(_protected(made, found)),
        codebook=public_codebook(register.codebook, asked.vocabulary),
        findings=findings,
    )
    released = _released(made, found, told, len(kept))
    return Public(
        register=public,
        released=released,
        listing=listing_of(record_of(public), public, asked.vocabulary) if public.claims else Leaving(),
        commitments=find_commitments(made, found, kept, salts),
        refused=made.refused,
        held_back=tuple(sorted(made.plan.out.items())),
        bare=tuple(sorted((one, why) for one, why in made.plan.bare.items() if one in told.claims)),
        ids=tuple(sorted(ids.items())),
        findings_kept=findings_kept,
    )


def words_of(register: Register, clearance: Clearance) -> Vocabulary:
    """The words of the case; secret are spellings of whoever is protected, names withheld, and withheld passages."""
    known = {one.id: one.anchor.words for one in register.claims}
    things = {source.id for source in register.sources} | known.keys()
    shielded = {one for each in clearance.protected for one in each.spellings or ()}
    secrets = {one.removeprefix("name:") for one in clearance.withheld - things}
    hidden = {*clearance.withheld, *(one.about[0] for one in clearance.protected if one.kind == "passage")}
    secrets |= {known[one] for one in hidden & known.keys() if len(known[one]) >= _SHORTEST_PASSAGE}
    where = [account.incident.where for account in register.accounts]
    places = {one for each in where for one in (each.name, each.country, each.site) if one}
    texts = (source.text for source in register.sources)
    return vocabulary_of(texts, clearance.names, places, secrets, shielded)


def _ids(made: Draft, found: PublicSources, told: PublicAccounts) -> dict[str, str]:
    speakers = {one.attribution.key for one in made.leaving() if one.attribution.key}
    return {
        **found.ids,
        **told.ids,
        **{old: claim.id for old, claim in told.claims.items()},
        **{one: made.speakers.key(one) for one in speakers},
    }


def _in_text(found: PublicSources) -> Callable[..., tuple[int, int, int, str]]:
    order = {source.id: number for number, source in enumerate(found.sources)}
    return lambda claim: (order[claim.anchor.source], claim.anchor.start, claim.anchor.end, claim.id)


def _as_of(found: PublicSources) -> date | None:
    """The latest day among the documents that leave: the case's own could be that of one which does not."""
    return max((one.date.last for one in found.sources if one.date and one.date.last), default=None)


def _versions(register: Register, found: PublicSources) -> Iterator[Supersession]:
    for one in register.versions:
        if one.earlier in found.ids and one.later in found.ids:
            yield Supersession(found.ids[one.earlier], found.ids[one.later])


def _protected(made: Draft, found: PublicSources) -> Iterator[ProtectedSource]:
    for one in made.asked.protected("source"):
        if one.about[0] in found.ids:
            shown = scrub(one.shown_as, made.asked.vocabulary).words if one.shown_as else None
            yield ProtectedSource(found.ids[one.about[0]], one.level, shown)


def _released(made: Draft, found: PublicSources, told: PublicAccounts, decisions: int) -> Released:
    register = made.asked.register
    shown = told.claims
    tolls = _tolls(register.accounts) - _tolls(told.accounts)
    withheld = Withheld(
        sources=len(register.sources) - len(found.sources),
        claims=len(register.claims) - len(shown),
        figures=sum(one in made.plan.bare for one in shown),
        incidents=len(register.accounts) - len(told.accounts),
        tolls=tolls,
        decisions=decisions,
    )
    protected = []
    for one in made.asked.protected("source"):
        if one.about[0] in found.ids and one.shown_as:
            words = [
                scrub(each, made.asked.vocabulary).words if each else None
                for each in (one.shown_as, one.believed_because)
            ]
            protected.append(ShownAs(found.ids[one.about[0]], words[0] or "", words[1]))
    return Released(made.asked.clearance.by, made.asked.clearance.on, withheld, tuple(sorted(protected)))


def _tolls(accounts: tuple[Account, ...]) -> int:
    return sum(len(account.tolls) for account in accounts)
