"""One report of a table to figures: what a named rule makes of its claims, with the words each figure rests on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tollbook.data import available_languages, load_pack
from tollbook.extract import day_in, describe_source, holds_no_claim, read_claims_of
from tollbook.link import link_incidents
from tollbook.model import Claim, Harm, Incident, Indeterminate, Issue, Mark, Reading, Severity, Source, Toll, When
from tollbook.model.swift import swift
from tollbook.read.cell import read_cell
from tollbook.reconcile import RULES, tolls_of_all
from tollbook.reconcile.asked_group import EVERYONE, claims_of_group, first_told

HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.DETAINED)


@swift
@dataclass(frozen=True, slots=True)
class Report:
    """One row: ``day`` in the table's own words; "" where it has none."""

    number: int
    text: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every row: whose figures, by which rule. ``language`` None: each row's own is told from it.
    ``date_order`` "dmy" or "mdy": how days in figures are written; None where one that could be two is not read."""

    group: str
    rule: str
    language: str | None = None
    date_order: str | None = None


@swift
@dataclass(frozen=True, slots=True)
class Figure:
    """Of one harm. All None, and no words: the text is silent. Words alone: it is stated, and not in numbers."""

    low: int | None = None
    high: int | None = None
    highest: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """What one report gave."""

    figures: Mapping[Harm, Figure] = field(default_factory=dict)
    when: str | None = None
    where: str | None = None
    speakers: tuple[str, ...] = ()
    claims: int = 0
    issues: tuple[Issue, ...] = ()


def _read_if_any(source: Source) -> Reading:
    """Many reports of a table of events tell of no harm, and their words alone say so: of ACLED's on Asia a quarter."""
    return Reading(source.id, (), (), (), ()) if holds_no_claim(source) else read_claims_of(source)


def code_report(report: Report, asked: Asked, read: Callable[[Source], Reading] = _read_if_any) -> Coded:
    """The figures of the incident that the report is of (READING 20). ``read``: in place of the embedded extractor."""
    name = f"row {report.number}"
    if not report.text.strip():
        message = "holds no text in the column that the reports stand in."
        return Coded(issues=(Issue("no-text", f"{name} {message}", Severity.NOTE, source=name),))
    day, wrong = _day_of(report, asked, name)
    source, issues = read_cell(name, report.text, day, asked.language)
    if source.language not in available_languages():
        return Coded(issues=(*wrong, *issues, _no_pack(name, source.language)))
    source = describe_source(source, load_pack(source.language))
    reading = read(source)
    if not reading.claims:
        return Coded(issues=(*wrong, *issues, *reading.issues))
    incidents, claims, unclear, _ = link_incidents([(source, reading)])
    found = (*wrong, *issues, *reading.issues, *unclear)
    incident = _reported(incidents, claims, day)
    if incident is None:
        return Coded(claims=len(claims), issues=found)
    members = set(incident.claims)
    own = {claim.id: claim for claim in claims if claim.id in members}
    return Coded(
        dict(_figures(incident, own, asked)),
        incident.when,
        incident.where.name,
        tuple(dict.fromkeys(one.attribution.speaker for one in own.values() if one.attribution.speaker)),
        len(claims),
        found,
    )


def _no_pack(name: str, language: str | None) -> Issue:
    if language is None:
        message = f"{name} is too short for its language to be told. Say which it is with --language."
        return Issue("language-unknown", message, Severity.OPEN, source=name)
    message = f"{name} is in a language ({language}) for which there is no pack: it was not read."
    return Issue("no-language-pack", message, Severity.LOST, source=name)


def _day_of(report: Report, asked: Asked, name: str) -> tuple[When | None, list[Issue]]:
    if not report.day.strip():
        return None, []
    language = asked.language if asked.language in available_languages() else available_languages()[0]
    day = _day_told(report.day, language, asked.date_order)
    message = f"{name}: the cell of its day gives none that can be read for sure. Write it as YYYY-MM-DD."
    return day, [] if day else [Issue("date-not-read", message, Severity.OPEN, source=name)]


@lru_cache(maxsize=4096)
def _day_told(words: str, language: str, order: str | None) -> When | None:
    """Tables are often in the order of their days: each is read once."""
    return day_in(words, load_pack(language), order)


def _reported(incidents: Sequence[Incident], claims: Sequence[Claim], day: When | None) -> Incident | None:
    """The incident at the row's day, else the one that the first words tell of; never one that only another is about
    ("a protest over the killing of 5")."""
    of_others = {one.incident for one in claims if one.count and Mark.OTHER_EVENT in one.count.marks}
    own = {one.incident for one in claims if one.count and Mark.OTHER_EVENT not in one.count.marks}
    by_id = {incident.id: incident for incident in incidents if incident.id not in of_others - own}
    told = [claim for claim in claims if claim.incident in by_id]
    told.sort(key=lambda claim: (claim.count is None, claim.anchor.start, claim.anchor.end, claim.id))
    on_the_day = [
        claim for claim in told if day and _is_on(by_id[claim.incident or ""], day) and claim.count is not None
    ]
    first = next(iter(on_the_day or told), None)
    return by_id[first.incident or ""] if first else None


def _is_on(incident: Incident, day: When) -> bool:
    return incident.when is not None and When(incident.when, incident.when).meets(day)


def _figures(incident: Incident, claims: Mapping[str, Claim], asked: Asked) -> Iterator[tuple[Harm, Figure]]:
    own = list(first_told([claims[id_] for id_ in incident.claims]))
    if asked.group != EVERYONE:
        own = list(claims_of_group(own, asked.group))
    by_id = {claim.id: claim for claim in own}
    for toll in tolls_of_all(incident, own, RULES[asked.rule], HARMS):
        yield toll.harm, _figure(toll, by_id)


def _figure(toll: Toll | Indeterminate, claims: Mapping[str, Claim]) -> Figure:
    """A rule that gives no number still leaves the words that state it."""
    if isinstance(toll, Indeterminate):
        vague = [one.claim for one in toll.set_aside if one.reason == "vague-no-convention"]
        return Figure(words=tuple(_words_of(vague, claims)))
    return Figure(toll.low, toll.high, toll.highest_stated, tuple(_words_of(toll.used, claims)))


def _words_of(ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[str]:
    for claim in (claims[id_] for id_ in ids):
        yield claim.count.quantity.words if claim.count else claim.anchor.words
