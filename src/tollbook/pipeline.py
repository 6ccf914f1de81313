"""The register on one page: sources and decisions in, dossier out. Each stage takes values and yields values or
issues."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from tollbook.assess import Known, consent_issues, find_unknowns
from tollbook.data import available_languages, load_pack
from tollbook.errors import SettingsError
from tollbook.executors import Executor, InThisProcess, Stopped
from tollbook.extract import add_entered, describe_source, read_claims_of
from tollbook.link import link_incidents
from tollbook.model import (
    NOTHING_ENTERED,
    UNKNOWN,
    Account,
    Claim,
    Document,
    Entered,
    Incident,
    Issue,
    Provenance,
    Reading,
    Register,
    Rule,
    Severity,
    Source,
    Supersession,
    Toll,
)
from tollbook.model.provenance import known_of, name_key
from tollbook.read import DEEPEST, entry_source, members_of, read_document, unread_source
from tollbook.read.front_matter import holds_given_away, is_given_away
from tollbook.read.given import is_packed, other_bytes
from tollbook.reconcile import (
    RULES,
    Named,
    document_issues,
    find_disagreements,
    find_versions,
    reconcile_incident,
    same_address_issues,
    version_issues,
)
from tollbook.settings import Settings

Progress = Callable[[str, int, int], None]  # what is being done, how many of it are done, of how many


NOTHING_KNOWN: Mapping[str, Provenance] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one document gave: no source where it could not be read, no reading where its language has no pack."""

    source: Source | None
    reading: Reading | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class BuiltRegister:
    """``documents``: where the bytes of each source are, by its id. ``names``: all that the case holds, read or not."""

    register: Register
    documents: Mapping[str, Document]
    names: tuple[str, ...] = ()


def no_progress(_what: str, _done: int, _all: int) -> None:
    """Tells nobody."""


def build_register(
    documents: Sequence[Document],
    settings: Settings,
    known: Mapping[str, Provenance] = NOTHING_KNOWN,
    executor: Executor | None = None,
    progress: Progress = no_progress,
    entered: Entered = NOTHING_ENTERED,
) -> BuiltRegister:
    """Unpack, read, extract, link, reconcile, assess. ``known``: what people gave of documents, by their names;
    ``entered``: what they wrote down of them."""
    executor = executor or InThisProcess()
    held, lost = unpack_all(documents, executor)
    held = [one._replace(known=known_of(known, one.name).over(one.known)) for one in held]
    held, read = _with_entered(held, read_all(held, executor, progress), entered, known)
    read = _without_given_away(held, read)
    kept, repeated = _each_once(held, read)
    named = {name_key(one.name): made.source.id for one, made in zip(held, read, strict=True) if made.source}
    added = add_entered([(one.source, one.reading) for one in kept if one.source], named, entered.claims)
    incidents, claims, link_issues = link_incidents(added.readings)
    sources = tuple(added.sources)
    rules = _rules(settings)
    as_of = settings.as_of or _latest_date(sources)
    versions, said = _versions(held, read, sources, claims)
    superseded = frozenset(one.earlier for one in versions)
    by_id, names = {claim.id: claim for claim in claims}, {source.id: source.name for source in sources}
    accounts = [_account(incident, by_id, rules, as_of, superseded) for incident in incidents]
    own = (issue for account in accounts for issue in document_issues(account.disagreements, by_id, names))
    issues = [*lost, *repeated, *link_issues, *own, *said, *added.issues, *consent_issues(sources)]
    issues += (issue for one in kept for issue in one.issues if not added.answers(issue))
    register = Register(
        sources=sources,
        claims=tuple(sorted(claims, key=_place_in_text(sources))),
        accounts=tuple(accounts),
        rules=rules,
        issues=tuple(sorted(issues, key=lambda issue: issue.sort_key)),
        decisions=tuple(added.decisions),
        as_of=as_of,
        versions=versions,
    )
    by_name = {document.name: document for document in held}
    return BuiltRegister(
        register, {one.id: by_name[one.name] for one in sources if one.size is not None}, tuple(by_name)
    )


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


def unpack_all(documents: Sequence[Document], executor: Executor) -> tuple[list[Document], list[Issue]]:
    """The documents and all that they hold, sorted by name; what could not be taken out is an Issue."""
    found, issues, waiting = list(documents), [], list(documents)
    for depth in range(DEEPEST + 1):
        made = list(executor.map(members_of, waiting))
        issues += [issue for one in made if not isinstance(one, Stopped) for issue in one[1]]
        inner = [member for one in made if not isinstance(one, Stopped) for member in one[0]]
        if depth == DEEPEST:
            issues += [_too_deep(member) for member in inner]
            break
        found, waiting = found + inner, inner
    return sorted(found, key=lambda document: document.name), issues


def read_all(documents: Sequence[Document], executor: Executor, progress: Progress) -> list[ReadDocument]:
    """What each document gave, in their order."""
    read: list[ReadDocument] = []
    made = _counted(executor.map(read_one, documents), len(documents), progress)
    for document, one in zip(documents, made, strict=True):
        read.append(_stopped(document, one) if isinstance(one, Stopped) else one)
    return read


def _counted(made: Iterator[ReadDocument | Stopped], of: int, progress: Progress) -> Iterator[ReadDocument | Stopped]:
    progress("reading", 0, of)
    for number, one in enumerate(made, 1):
        yield one
        progress("reading", number, of)


def read_one(document: Document) -> ReadDocument:
    """One document: bytes to a source, and its claims where its language has a pack."""
    try:
        data = document.data()
    except OSError as wrong:
        return ReadDocument(None, None, (_unreadable(document, wrong),))
    if is_packed(document):
        return ReadDocument(None, None, (holds_given_away(document),))
    source, issues = read_document(document.name, data, document.within, document.known)
    issues = (*issues, *other_bytes(document, data))
    if source is None or not source.text:
        return ReadDocument(source, None, issues)
    if source.language not in available_languages():
        return ReadDocument(source, None, (*issues, *_no_pack(source)))
    source = describe_source(source, load_pack(source.language))
    reading = read_claims_of(source)
    return ReadDocument(source, reading, (*issues, *reading.issues))


def _unreadable(document: Document, wrong: OSError) -> Issue:
    message = (
        f"{document.name} could not be read ({wrong.strerror or 'it cannot be opened'}). Check that it is there and "
        "may be opened."
    )
    return Issue("unreadable", message, Severity.LOST, source=document.name)


def _stopped(document: Document, why: Stopped) -> ReadDocument:
    """A document that a worker could not be brought to the end of."""
    because = {
        Stopped.TIME: "it took longer than is allowed for one document",
        Stopped.MEMORY: "it took more memory than is allowed for one document",
        Stopped.ENDED: "the program that read it came to an end",
    }[why]
    message = (
        f"{document.name} was not read: {because}. It may be damaged, or made to do harm. Open it with care, save its "
        "words as plain text, or split it."
    )
    return ReadDocument(None, None, (Issue("reader-stopped", message, Severity.LOST, source=document.name),))


def _too_deep(document: Document) -> Issue:
    message = (
        f"{document.name} was not read: it lies in more than {DEEPEST} archives or messages, one within another. "
        "Take it out of them and put it into the case."
    )
    return Issue("packed-too-deep", message, Severity.LOST, source=document.name)


def _no_pack(source: Source) -> Iterable[Issue]:
    if source.language is not None:
        yield Issue(
            "no-language-pack",
            f"{source.name} is in a language ({source.language}) for which there is no pack: it was kept whole "
            "and not read for claims. "
            f"There are packs for: {', '.join(available_languages())}.",
            Severity.LOST,
            source=source.name,
        )


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


def _versions(
    documents: Sequence[Document], read: Sequence[ReadDocument], sources: Sequence[Source], claims: Sequence[Claim]
) -> tuple[tuple[Supersession, ...], list[Issue]]:
    """Which source supersedes which, what came of it, and what should be asked."""
    named = [
        Named(document.name, one.source.id if one.source else None, document.known.supersedes)
        for document, one in zip(documents, read, strict=True)
    ]
    versions, issues = find_versions(named)
    return versions, [
        *issues,
        *version_issues(versions, claims, sources),
        *same_address_issues(sources, versions),
    ]


def _rules(settings: Settings) -> tuple[Rule, ...]:
    if strange := [rule for rule in settings.rules if rule not in RULES]:
        raise SettingsError(f"There is no rule {strange[0]!r}; there are: {', '.join(sorted(RULES))}.")
    return tuple(RULES[rule] for rule in settings.rules)


def _latest_date(sources: Sequence[Source]) -> date | None:
    return max((source.date.last for source in sources if source.date and source.date.last), default=None)


def _account(
    incident: Incident,
    claims: Mapping[str, Claim],
    rules: Sequence[Rule],
    as_of: date | None,
    superseded: frozenset[str],
) -> Account:
    own = [claims[id_] for id_ in incident.claims]
    voices, tolls = reconcile_incident(incident, own, rules, as_of, superseded)
    figures = [toll for toll in tolls if isinstance(toll, Toll)]
    standing = [claim for claim in own if claim.anchor.source not in superseded]
    unknowns = find_unknowns(Known(incident, standing, figures, voices))
    return Account(incident, voices, tolls, find_disagreements(own, figures), unknowns)


def _place_in_text(sources: Sequence[Source]) -> Callable[[Claim], tuple[int, int, int, str]]:
    order = {source.id: number for number, source in enumerate(sources)}
    return lambda claim: (order[claim.anchor.source], claim.anchor.start, claim.anchor.end, claim.id)
