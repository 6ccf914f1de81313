"""The register on one page: sources and decisions in, dossier out. Each stage takes values and yields values or
issues."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from tollbook.accounts import Asked, Made, account_of, with_elsewhere
from tollbook.assess import consent_issues, obligation_issues, with_obligations, with_risks
from tollbook.data.gazetteer import places_named
from tollbook.decide import Standing, find_standing
from tollbook.decide.claims import corrections_of, entered_by_decision, is_taken_up, missing_totals, review
from tollbook.decide.conflicts import conflict_issues
from tollbook.decide.orphans import find_orphans, gone_issues, orphan_issues
from tollbook.decide.placing import placing_of, told_apart, voicing_of
from tollbook.decide.premises import Premises
from tollbook.decide.protected import never_kept, protected_sources
from tollbook.decide.protection import family_of, unprotected_versions
from tollbook.decide.sending import keeping_from
from tollbook.decide.sides import Sides
from tollbook.decide.testimony import is_published
from tollbook.errors import SettingsError
from tollbook.executors import Executor, InThisProcess
from tollbook.extract import add_entered, read_by_others
from tollbook.extract.corrected import correct_claims
from tollbook.extract.entered import Added
from tollbook.inquiry import with_inquiry
from tollbook.intake import NOTHING_KNOWN, Digests, Progress, ReadDocument, no_progress, read_all, unpack_all, with_held
from tollbook.link import Gazetteer, Linked, across_issues, find_across, link_incidents, place_beside
from tollbook.model import (
    NOTHING_ENTERED,
    UNKNOWN,
    Account,
    Claim,
    Decision,
    Document,
    Entered,
    Issue,
    Provenance,
    Reading,
    Register,
    Rule,
    Severity,
    Source,
    Supersession,
)
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.model.proposal import Answer
from tollbook.model.provenance import name_key
from tollbook.model.risk import Delicate
from tollbook.read import DEEPEST, entry_source, unread_source
from tollbook.read.by_hand.front_matter import holds_given_away, is_given_away
from tollbook.reconcile import (
    RULES,
    SPAN,
    Named,
    Told,
    find_versions,
    in_force,
    same_address_issues,
    version_issues,
)
from tollbook.settings import Settings, chosen_places


@dataclass(frozen=True, slots=True)
class BuiltRegister:
    """``documents``: where the bytes of each source are, by its id. ``names``: all that the case holds, read or not."""

    register: Register
    documents: Mapping[str, Document]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCase:
    """What the documents of a case gave, and what people wrote down of them. ``held``: every document that was found;
    ``read`` what each gave, in their order; ``kept`` the same, equal bytes once. ``issues``: those met on the way."""

    held: tuple[Document, ...]
    read: tuple[ReadDocument, ...]
    kept: tuple[ReadDocument, ...]
    entered: Entered
    issues: tuple[Issue, ...]


def build_register(
    documents: Sequence[Document],
    settings: Settings,
    known: Mapping[str, Provenance] = NOTHING_KNOWN,
    executor: Executor | None = None,
    progress: Progress = no_progress,
    entered: Entered = NOTHING_ENTERED,
    derived: Derived = NOTHING_KEPT,
    decisions: Sequence[Decision] = (),
) -> BuiltRegister:
    """Unpack, read, extract, decide, link, reconcile, assess. ``known``: what people gave of documents, by their names;
    ``entered``: what they wrote down of them. ``derived``: where what documents gave is kept between builds."""
    read = read_case(documents, known, executor, progress, entered, derived)
    return register_of(read, settings, decisions, kept=derived)


def read_case(
    documents: Sequence[Document],
    known: Mapping[str, Provenance] = NOTHING_KNOWN,
    executor: Executor | None = None,
    progress: Progress = no_progress,
    entered: Entered = NOTHING_ENTERED,
    derived: Derived = NOTHING_KEPT,
    never: Set[str] = frozenset(),
) -> ReadCase:
    """What each document gives by itself: the long part of a build, and the same whatever people decide. ``never``: ids
    of sources of which nothing is kept in ``derived``."""
    executor = executor or InThisProcess()
    digests: Digests = {}
    held, lost = unpack_all(documents, executor, derived, known, never, digests)
    made = read_all(held, executor, progress, derived, with_held(never, held), digests)
    held, read = _with_entered(held, made, entered, known)
    read = _without_given_away(held, read)
    kept, repeated = _each_once(held, read)
    return ReadCase(tuple(held), tuple(read), tuple(kept), entered, (*lost, *repeated))


def register_of(
    case: ReadCase,
    settings: Settings,
    decisions: Sequence[Decision] = (),
    answers: Sequence[Answer] = (),
    kept: Derived = NOTHING_KEPT,
) -> BuiltRegister:
    """All that follows from what was read and what people decided: quick, so that a decision can be tried. ``answers``:
    what other extractors answered when a person asked them. ``kept``: where accounts are kept between builds."""
    named = {name_key(one.name): made.source.id for one, made in zip(case.held, case.read, strict=True) if made.source}
    read = [(one.source, one.reading) for one in case.kept if one.source]
    standing = find_standing(decisions)
    read, waiting, beside = _beside(read, settings, standing, answers)
    rows, unusable = entered_by_decision(standing)
    ids = {one.id: one.id for one, _ in read} if rows else {}
    rows = [row for row in rows if row.source in ids]  # of the others it is said below
    added = _decided(add_entered(read, named | ids, (*case.entered.claims, *rows)), standing)
    issues = [*case.issues, *added.issues, *unusable, *beside]
    issues += (issue for one in case.kept for issue in one.issues if not added.answers(issue))
    by_name = {document.name: document for document in case.held}
    register, meant = _register(added, settings, standing, _named(case.held, case.read), issues, waiting, kept)
    register = with_inquiry(register, standing, decisions, meant)
    in_order = sorted(decisions, key=lambda one: (one.at, one.id))
    return BuiltRegister(
        replace(
            register,
            decisions=(*added.decisions, *in_order),
            sentences={source.id: reading.sentences for source, reading in added.readings if reading.sentences},
        ),
        {one.id: by_name[one.name] for one in added.sources if one.size is not None},
        tuple(by_name),
    )


def _beside(
    read: list[tuple[Source, Reading | None]], settings: Settings, standing: Standing, answers: Sequence[Answer]
) -> tuple[list[tuple[Source, Reading | None]], tuple[Claim, ...], list[Issue]]:
    """The readings with what other extractors read, the proposals that wait, and what is to be said of them."""
    if not settings.extractors:
        return read, (), []
    used = [one for one in answers if one.extractor in settings.extractors]
    keeping = keeping_from([source for source, _ in read], standing, settings.sends)
    found = read_by_others(read, used, lambda one: is_taken_up(one, standing), settings.extractors, keeping)
    return found.read, review(found.waiting, standing), found.issues


def _decided(added: Added, standing: Standing) -> Added:
    """What the documents and people gave, each claim as people left it."""
    if not standing:
        return added
    readings: list[tuple[Source, Reading]] = []
    for source, reading in added.readings:
        claims, issues = _corrected(source, reading.claims, standing)
        readings.append((source, replace(reading, claims=review(claims, standing))))
        added.issues += issues
    added.issues += missing_totals([claim for _, reading in readings for claim in reading.claims], standing)
    return replace(added, readings=readings)


def _corrected(source: Source, claims: Sequence[Claim], standing: Standing) -> tuple[list[Claim], list[Issue]]:
    """The claims of one source with what people put in the place of some; that may be corrected in its turn."""
    kept, waiting, issues = list(claims), list(claims), list[Issue]()
    while waiting:
        corrections, unusable = corrections_of(waiting, standing)
        issues += unusable
        instead, wrong = correct_claims(source, corrections) if corrections else ({}, ())
        issues += wrong
        waiting = list(instead.values())
        kept = [replace(one, corrected_by=instead[one.id].id) if one.id in instead else one for one in kept] + waiting
    return kept, issues


def _register(
    added: Added,
    settings: Settings,
    standing: Standing,
    named: Sequence[Named],
    issues: Iterable[Issue],
    waiting: Sequence[Claim] = (),
    kept: Derived = NOTHING_KEPT,
) -> tuple[Register, Mapping[str, str]]:
    """All together, and by every id of an incident its own now. ``issues``: met so far; ``waiting``: not accepted."""
    incidents, claims, unclear, meant = _linked(added, settings, standing, waiting)
    sources, rules, voicing = tuple(added.sources), _rules(settings), voicing_of(standing)
    by_id, held = {claim.id: claim for claim in claims}, {one.id: one for one in sources}
    versions, superseded, unfollowed = _versions(named, sources, settings)
    sides, delicate = Sides(standing, meant), delicate_in(sources, versions, standing)
    asked = Asked(rules, settings.modes, settings.as_of, superseded, voicing, _told(added), held, versions)
    made = [account_of(one, [by_id[id_] for id_ in one.claims], asked, kept) for one in incidents]
    shown, told = _with_copies(made, by_id, asked, told_apart(standing, meant))
    sided = (replace(one, sides=sides.of(one.incident.id, _own(one, by_id))) for one in shown)
    obliged = [with_obligations(one, by_id, superseded, settings.state) for one in sided]
    accounts = [with_risks(one, by_id, held, delicate) for one in obliged]
    found = [*issues, *unclear, *unfollowed, *told, *sides.issues, *unprotected_versions(standing, sources, versions)]
    found += (*version_issues(versions, claims, sources), *same_address_issues(sources, versions))
    found += consent_issues(sources, claims, accounts, [one for said in standing.findings.values() for one in said])
    found += (*conflict_issues(standing, by_id), *gone_issues(sides.not_met()), *obligation_issues(accounts, by_id))
    found += orphan_issues(find_orphans(standing, claims, list(held), versions))
    return Register(
        sources=sources,
        claims=tuple(sorted(claims, key=_place_in_text(sources))),
        accounts=tuple(accounts),
        rules=rules,
        issues=tuple(sorted(found, key=lambda issue: issue.sort_key)),
        decisions=(),
        as_of=settings.as_of or _latest_date(sources),
        versions=versions,
        protected=protected_sources(standing, sources),
        codebook=settings.codebook,
        questions=tuple(question for one in made for question in one.questions),
        until=settings.as_of,
    ), meant


def _versions(
    named: Sequence[Named], sources: Sequence[Source], settings: Settings
) -> tuple[tuple[Supersession, ...], frozenset[str], Sequence[Issue]]:
    """Those in force, the ids of the sources in whose place they stand, and what could not be followed."""
    found, unfollowed = find_versions(named)
    versions = in_force(found, sources, settings.as_of)
    return versions, frozenset(one.earlier for one in versions), unfollowed


def _with_copies(
    made: Sequence[Made], claims: Mapping[str, Claim], asked: Asked, apart: Set[tuple[str, str]]
) -> tuple[list[Account], list[Issue]]:
    """The accounts with the passages that stand in documents of two of their incidents; the issues of each of them, and
    of these."""
    accounts, counting = [account for account, *_ in made], [one for one in claims.values() if asked.counts(one)]
    incidents = [one.incident for one in accounts]
    copied = find_across(incidents, counting, asked.told, apart)
    own = (issue for one in made for issue in one.issues)
    return with_elsewhere(accounts, copied), [*own, *across_issues(copied, incidents, claims, asked.sources)]


def _linked(added: Added, settings: Settings, standing: Standing, waiting: Sequence[Claim]) -> Linked:
    """The incidents of what was read and accepted, with what people decided of them; what waits stands beside them, and
    changes none."""
    gazetteer = Gazetteer(places_named, chosen_places(settings))
    linked = place_beside(waiting, link_incidents(added.readings, placing_of(standing), gazetteer))
    premises = Premises(standing, linked.meant)
    incidents = [premises.with_premises(one) for one in linked.incidents]
    return linked._replace(incidents=incidents, issues=[*linked.issues, *gone_issues(premises.not_met())])


def delicate_in(sources: Sequence[Source], versions: Sequence[Supersession], standing: Standing) -> Delicate:
    """What of these sources, and of what they say, must not be pointed at."""
    protected, held = never_kept(standing), {source.id: source for source in sources}
    family = family_of(protected & held.keys(), sources, versions)
    return Delicate(protected | family, frozenset(one.id for one in sources if is_published(one, held)))


def _without_given_away(held: Sequence[Document], read: Sequence[ReadDocument]) -> list[ReadDocument]:
    """A document that gives a person away, and whatever holds it, is no source: a dossier would hold it whole."""
    out = {one.within for one, made in zip(held, read, strict=True) if is_given_away(made.issues)}
    for _ in range(DEEPEST):
        out |= {one.within for one, made in zip(held, read, strict=True) if made.source and made.source.id in out}
    left: list[ReadDocument] = []
    for document, one in zip(held, read, strict=True):
        if is_given_away(one.issues):
            left.append(ReadDocument(None, None, one.issues))
        elif one.source is not None and one.source.id in out:
            left.append(ReadDocument(None, None, (*one.issues, holds_given_away(document))))
        else:
            left.append(one)
    return left


def _with_entered(
    held: Sequence[Document], read: Sequence[ReadDocument], entered: Entered, known: Mapping[str, Provenance]
) -> tuple[list[Document], list[ReadDocument]]:
    """Beside what was read: files that gave nothing, where people wrote down what they hold, and entries of no file."""
    wanted, there = {one.source for one in entered.claims}, {name_key(one.name) for one in held}
    entries = [(one, known.get(one.name, UNKNOWN)) for one in entered.entries if one.name not in there]
    cards = [Document(one.name, one.card, None, facts) for one, facts in entries]
    made = [
        _kept_unread(document, one) if one.source is None and name_key(document.name) in wanted else one
        for document, one in zip(held, read, strict=True)
    ]
    made += (ReadDocument(entry_source(one, card), None, ()) for (one, _), card in zip(entries, cards, strict=True))
    return [*held, *cards], made


def _kept_unread(document: Document, one: ReadDocument) -> ReadDocument:
    try:
        return replace(one, source=unread_source(document, document.data()))
    except OSError:
        return one  # its issue says so already


def _each_once(documents: Sequence[Document], read: Sequence[ReadDocument]) -> tuple[list[ReadDocument], list[Issue]]:
    """The same bytes twice are one source, named by the first of their names; what people know of either holds."""
    first_name: dict[str, str] = {}
    place: dict[str, int] = {}
    kept: list[ReadDocument] = []
    issues = []
    for (name, *_), one in zip(documents, read, strict=True):
        if one.source is None or one.source.id not in first_name:
            if one.source is not None:
                first_name[one.source.id], place[one.source.id] = name, len(kept)
            kept.append(one)
            continue
        kept[place[one.source.id]] = _known_too(kept[place[one.source.id]], one.source.provenance)
        issues.append(
            Issue(
                "same-bytes",
                f"{name} holds the same bytes as {first_name[one.source.id]}: they are one source and count once.",
                Severity.NOTE,
                source=name,
            )
        )
    return kept, issues


def _known_too(one: ReadDocument, known: Provenance) -> ReadDocument:
    assert one.source is not None
    return replace(one, source=replace(one.source, provenance=one.source.provenance.over(known)))


def _named(documents: Sequence[Document], read: Sequence[ReadDocument]) -> list[Named]:
    return [
        Named(document.name, one.source.id if one.source else None, document.known.supersedes)
        for document, one in zip(documents, read, strict=True)
    ]


def _rules(settings: Settings) -> tuple[Rule, ...]:
    if strange := [rule for rule in settings.rules if rule not in RULES]:
        raise SettingsError(f"There is no rule {strange[0]!r}; there are: {', '.join(sorted(RULES))}.")
    return tuple(RULES[rule] for rule in dict.fromkeys((SPAN, *settings.rules)))  # what else is said rests on the span


def _latest_date(sources: Sequence[Source]) -> date | None:
    return max((source.date.last for source in sources if source.date and source.date.last), default=None)


def _told(added: Added) -> dict[str, Told]:
    return {source.id: Told(source, reading) for source, reading in added.readings}


def _own(account: Account, claims: Mapping[str, Claim]) -> list[Claim]:
    return [claims[id_] for id_ in account.incident.claims]


def _place_in_text(sources: Sequence[Source]) -> Callable[[Claim], tuple[int, int, int, str]]:
    order = {source.id: number for number, source in enumerate(sources)}
    return lambda claim: (order[claim.anchor.source], claim.anchor.start, claim.anchor.end, claim.id)
