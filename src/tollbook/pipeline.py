"""The register on one page: sources and decisions in, dossier out. Each stage takes values and yields values or
issues."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.assess import Known, find_unknowns
from tollbook.data import available_languages, load_pack
from tollbook.errors import SettingsError
from tollbook.extract import describe_source, read_claims_of
from tollbook.link import link_incidents
from tollbook.model import Account, Claim, Incident, Issue, Reading, Register, Rule, Severity, Source, Toll
from tollbook.read import read_document
from tollbook.reconcile import RULES, document_issues, find_disagreements, reconcile_incident
from tollbook.settings import Settings

Document = tuple[str, bytes]  # name within the case, bytes
Progress = Callable[[str, int, int], None]  # what is being done, how many of it are done, of how many


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one document gave: no source where it could not be read, no reading where its language has no pack."""

    source: Source | None
    reading: Reading | None
    issues: tuple[Issue, ...]


def no_progress(_what: str, _done: int, _all: int) -> None:
    """Tells nobody."""


def build_register(documents: Sequence[Document], settings: Settings, progress: Progress = no_progress) -> Register:
    """Read, extract, link, reconcile, assess."""
    documents = sorted(documents, key=lambda document: document[0])
    read = []
    for number, document in enumerate(documents):
        progress("reading", number, len(documents))
        read.append(read_one(*document))
    progress("reading", len(documents), len(documents))
    read, repeated = _each_once(documents, read)
    both = [(one.source, one.reading) for one in read if one.source is not None and one.reading is not None]
    incidents, claims, link_issues = link_incidents(both)
    sources = tuple(one.source for one in read if one.source is not None)
    rules = _rules(settings)
    as_of = settings.as_of or _latest_date(sources)
    accounts = [_account(incident, claims, rules, as_of) for incident in incidents]
    own = (issue for account in accounts for issue in _account_issues(account, claims, sources))
    issues = [*repeated, *(issue for one in read for issue in one.issues), *link_issues, *own]
    return Register(
        sources=sources,
        claims=tuple(sorted(claims, key=_place_in_text(sources))),
        accounts=tuple(accounts),
        rules=rules,
        issues=tuple(sorted(issues, key=lambda issue: issue.sort_key)),
        decisions=(),
        as_of=as_of,
    )


def read_one(name: str, data: bytes) -> ReadDocument:
    """One document: bytes to a source, and its claims where its language has a pack."""
    source, issues = read_document(name, data)
    if source is None:
        return ReadDocument(None, None, issues)
    if source.language not in available_languages():
        return ReadDocument(source, None, (*issues, *_no_pack(source)))
    source = describe_source(source, load_pack(source.language))
    reading = read_claims_of(source)
    return ReadDocument(source, reading, (*issues, *reading.issues))


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


def _each_once(documents: Sequence[Document], read: list[ReadDocument]) -> tuple[list[ReadDocument], list[Issue]]:
    """The same bytes twice are one source, named by the first of their names."""
    first_name: dict[str, str] = {}
    kept, issues = [], []
    for (name, _), one in zip(documents, read, strict=True):
        if one.source is None or one.source.id not in first_name:
            kept.append(one)
            if one.source is not None:
                first_name[one.source.id] = name
            continue
        issues.append(
            Issue(
                "same-bytes",
                f"{name} holds the same bytes as {first_name[one.source.id]}: they are one source and count once.",
                Severity.NOTE,
                source=name,
            )
        )
    return kept, issues


def _rules(settings: Settings) -> tuple[Rule, ...]:
    if strange := [rule for rule in settings.rules if rule not in RULES]:
        raise SettingsError(f"There is no rule {strange[0]!r}; there are: {', '.join(sorted(RULES))}.")
    return tuple(RULES[rule] for rule in settings.rules)


def _latest_date(sources: Sequence[Source]) -> date | None:
    return max((source.date.last for source in sources if source.date and source.date.last), default=None)


def _account(incident: Incident, claims: Sequence[Claim], rules: Sequence[Rule], as_of: date | None) -> Account:
    own = _claims_of(incident, claims)
    voices, tolls = reconcile_incident(incident, own, rules, as_of)
    figures = [toll for toll in tolls if isinstance(toll, Toll)]
    unknowns = find_unknowns(Known(incident, own, figures, voices))
    return Account(incident, voices, tolls, find_disagreements(own, figures), unknowns)


def _claims_of(incident: Incident, claims: Sequence[Claim]) -> list[Claim]:
    by_id = {claim.id: claim for claim in claims}
    return [by_id[id_] for id_ in incident.claims]


def _account_issues(account: Account, claims: Sequence[Claim], sources: Sequence[Source]) -> Iterable[Issue]:
    return document_issues(account.incident, account.disagreements, _claims_of(account.incident, claims), sources)


def _place_in_text(sources: Sequence[Source]) -> Callable[[Claim], tuple[int, int, int, str]]:
    order = {source.id: number for number, source in enumerate(sources)}
    return lambda claim: (order[claim.anchor.source], claim.anchor.start, claim.anchor.end, claim.id)
