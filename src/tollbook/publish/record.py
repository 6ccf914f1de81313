"""A register as ``record.json``: plain values, in one fixed order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from functools import partial
from types import MappingProxyType
from typing import Any

from tollbook.data import load_references
from tollbook.model import (
    Account,
    Claim,
    Decision,
    Incident,
    Indeterminate,
    Issue,
    Place,
    Register,
    Role,
    Rule,
    Source,
    Stance,
    Step,
    Toll,
    Unknown,
    value_of,
)
from tollbook.model.codebook import Codebook
from tollbook.model.derived import Derived
from tollbook.model.locality import Locality
from tollbook.model.release import Released
from tollbook.publish.by_rule import conceded_entry, dated_entry
from tollbook.publish.decided import (
    checked_entry,
    decided_entry,
    premise_entry,
    protected_entry,
    side_entry,
    voice_entry,
)
from tollbook.publish.demanded import demand_entry
from tollbook.publish.echoed import echoes_entry
from tollbook.publish.estimated import estimation_entry
from tollbook.publish.found import finding_entry
from tollbook.publish.known import known_entry
from tollbook.publish.known_on import series_entry
from tollbook.publish.listed import passages_of
from tollbook.publish.obliged import obligations_entry
from tollbook.publish.positions import positions_entry
from tollbook.publish.questioned import question_entry
from tollbook.publish.sentences import Sentences
from tollbook.version import __version__

SCHEMA = "tollbook-record/1"
Json = dict[str, Any]
NO_LINES: Mapping[str, Json] = MappingProxyType({})
_OF_A_STEP = tuple(field.name for field in fields(Step))


def record_of(register: Register, released: Released | None = None, kept: Derived | None = None) -> Json:
    """The whole record. Unknown is None throughout. ``released``: what a release says of itself; None: it is none.
    ``kept``: where its parts are kept that need not be made again; without, it is plain values through and through."""
    lines = {claim.id: claim_line(claim) for claim in register.claims}
    titles = {source.id: source.title.words if source.title else source.name for source in register.sources}
    sentences = Sentences(titles, kept, frozenset(one.id for one in register.sources if one.provenance.sensitive))
    standing = register.counting()
    return {
        "schema": SCHEMA,
        "version": __version__,
        "status": "released" if released else "working",
        "as_of": register.as_of.isoformat() if register.as_of else None,
        **({"until": register.until.isoformat()} if register.until and not released else {}),
        **({"release": release_entry(released)} if released else {}),
        "codebook": codebook_entry(register.codebook),
        "sources": [_source(source, register, released, kept) for source in register.sources],
        "claims": list(lines.values()),
        "issues": [issue_line(issue) for issue in register.issues],
        "rules": [rule_entry(rule) for rule in register.rules],
        "incidents": [
            _incident(account, [standing[id_] for id_ in account.incident.claims if id_ in standing], lines, sentences)
            for account in register.accounts
        ],
        "questions": [question_entry(one) for one in register.questions],
        "demands": [demand_entry(one) for one in register.demands],
        "obligations": [entry for one in register.accounts if (entry := obligations_entry(one))],
        "findings": [finding_entry(one) for one in register.findings],
        **({"estimation": estimation_entry(register.estimation)} if register.estimation else {}),
    }


def release_entry(released: Released) -> Json:
    """Who released it and on which day, how much is withheld, and what is protected."""
    return {
        "by": released.by,
        "on": released.on.isoformat(),
        "withheld": {f"n_{what}": n for what, n in asdict(released.withheld).items()},
        "protected": [asdict(one) for one in released.protected],
    }


def codebook_entry(codebook: Codebook) -> Json:
    """What the makers of the case stated, what they did not, and what a release keeps back of it."""
    return {
        "includes": list(codebook.includes),
        "excludes": list(codebook.excludes),
        "corroboration": codebook.corroboration,
        "corroboration_voices": codebook.corroboration_voices,
        "standard": codebook.standard.value if codebook.standard else None,
        "notes": codebook.notes,
        "not_stated": list(codebook.not_stated),
        "kept": list(codebook.kept),
    }


def _source(source: Source, register: Register, released: Released | None, kept: Derived | None) -> Json:
    return {
        "id": source.id,
        "name": source.name,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "size": source.size,
        "language": source.language,
        "title": source.title.words if source.title else None,
        "author": source.author.words if source.author else None,
        "publisher": source.publisher.words if source.publisher else None,
        "date": source.date.edtf if source.date else None,
        "within": source.within,
        "superseded_by": [one.later for one in register.versions if one.earlier == source.id],
        "entry": source.entry,
        "written_down": source.written_down,
        "known": {**known_entry(source), "unknown": []} if released else known_entry(source),
        "protected": protected_entry(source.id, register.protected),
        "text": f"texts/{source.id}.txt",
        "passages": passages_of(source, kept),
    }


def claim_line(claim: Claim, source: str | None = None) -> Json:
    """One line of ``claims.jsonl``; ``source`` stands for the source's id where a path was given instead."""
    said, count = claim.attribution, claim.count
    quantity = count.quantity if count else None
    return {
        "id": claim.id,
        "source": source or claim.anchor.source,
        "kind": claim.kind.value,
        "harm": claim.harm.value if claim.harm else None,
        "group": count.group if count else None,
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "open": quantity.open if quantity else None,
        "form": quantity.form.value if quantity else None,
        "term": quantity.term if quantity else None,
        "words": quantity.words if quantity else claim.anchor.words,
        "start": claim.anchor.start,
        "end": claim.anchor.end,
        "quote": claim.anchor.words,
        "language": claim.language,
        "speaker": said.speaker,
        "speaker_id": said.key,
        "speaker_type": said.speaker_type.value,
        "anonymous": said.anonymous,
        "carried_by": list(said.carried_by),
        "on_word_of": list(said.on_word_of),
        "stance": said.stance.value,
        "part_of": claim.part_of,
        "when": claim.when.edtf if claim.when else None,
        "where": claim.where,
        "as_of": claim.as_of,
        "incident": claim.incident,
        "value": value_of(claim.statement),
        "confidence": claim.confidence,
        "reader": claim.reader,
        "marks": sorted(mark.value for mark in count.marks) if count else [],
        **decided_entry(claim),
    }


def issue_line(issue: Issue) -> Json:
    """One line of ``issues.jsonl``."""
    at = issue.at
    return {
        "code": issue.code,
        "message": issue.message,
        "severity": issue.severity.value,
        "source": at.source if at else issue.source,
        "start": at.start if at else None,
        "end": at.end if at else None,
        "words": at.words if at else None,
        "claims": list(issue.about),
    }


def decision_line(decision: Decision) -> Json:
    """One line of ``decisions.jsonl``."""
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "about": list(decision.about),
        "verdict": decision.verdict,
        "value": dict(decision.value),
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "seen": asdict(decision.seen) if decision.seen else None,
        "over": list(decision.over),
        "sealed": decision.sealed,
    }


def rule_entry(rule: Rule) -> Json:
    """A rule with its whole citation."""
    reference = load_references()[rule.reference]
    return {
        "id": rule.id,
        "says": rule.says,
        "reference": {
            "id": reference.id,
            "citation": reference.citation,
            "checked": reference.checked,
            "note": reference.note.strip(),
        },
        "in_force": list(rule.in_force),
        **({"publisher": rule.publisher} if rule.publisher else {}),
        **({"unchecked": list(rule.unchecked)} if rule.unchecked else {}),
    }


def _incident(account: Account, standing: Sequence[Claim], lines: Mapping[str, Json], sentences: Sentences) -> Json:
    incident = account.incident
    return {
        "id": incident.id,
        "title": incident.title,
        "kind": incident.kind,
        "when": incident.when,
        "where": where_entry(incident.where),
        "claims": [
            {"claim": claim, "reason": reason} for claim, reason in zip(incident.claims, incident.reasons, strict=True)
        ],
        "grounds": _grounds(incident),
        "roles": list(_roles(standing)),
        "relations": [{"kind": one.kind.value, "to": one.to, "reason": one.reason} for one in incident.relations],
        "voices": [voice_entry(voice) for voice in account.voices],
        "sides": [side_entry(one) for one in account.sides],
        **({"premises": [premise_entry(one) for one in incident.premises]} if incident.premises else {}),
        "disagreements": [
            {
                "code": one.code,
                "sentence": sentences.of(one, [lines[id_] for id_ in one.claims]),
                "claims": list(one.claims),
                "places": _places([lines[id_] for id_ in one.claims]),
            }
            for one in account.disagreements
        ],
        "unknowns": [_unknown(unknown) for unknown in account.unknowns],
        "tolls": [toll_entry(toll, lines) for toll in account.tolls],
        **({"dated": [dated_entry(one) for one in account.dated]} if account.dated else {}),
        "echoes": echoes_entry(account, partial(toll_entry, lines=lines)),
        **(positions_entry(account) if account.positions or account.conceded else {}),
        **({"series": [series_entry(one) for one in account.series]} if account.series else {}),
    }


def where_entry(place: Place) -> Json:
    """Where an incident happened; with what a gazetteer has by that name, in a working copy alone."""
    entry: Json = {
        "name": place.name,
        "country": place.country,
        "country_code": place.country_code,
        "site": place.site,
    }
    if place.also:
        entry["also"] = list(place.also)
    if place.located:
        located = place.located
        entry["gazetteer"] = {
            "taken": place.taken,
            "because": located.because,
            "candidates": [_candidate(one) for one in located.candidates],
        }
    return entry


def _candidate(one: Locality) -> Json:
    lat, lon = one.where or (None, None)
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "country_code": one.country_code,
        "region": one.region,
        "latitude": lat,
        "longitude": lon,
        "until": one.until,
    }


def _unknown(unknown: Unknown) -> Json:
    """An open question; what asking it may do in a working copy alone: a release has none."""
    said = {"code": unknown.code, "question": unknown.question, "because": unknown.because, "ask": unknown.ask}
    return {**said, "risks": list(unknown.risks)} if unknown.risks else {**said}


def _grounds(incident: Incident) -> list[Json]:
    return [
        {
            "fact": ground.fact,
            "source": ground.at.source,
            "start": ground.at.start,
            "end": ground.at.end,
            "words": ground.at.words,
            "reason": ground.reason,
        }
        for ground in incident.grounds
    ]


def _roles(claims: Sequence[Claim]) -> Iterator[Json]:
    for claim in claims:
        if isinstance(claim.statement, Role):
            speaker = claim.attribution.speaker
            yield {
                "role": claim.statement.role,
                "party": claim.statement.party,
                "claim": claim.id,
                "speaker": speaker,
                "note": _note(claim),
            }


def _note(claim: Claim) -> str:
    """What a reader must know of a role: that its speaker denies it, or that nobody is named who says so."""
    if claim.attribution.stance is Stance.DENIES:
        return "the speaker denies it"
    return "" if claim.attribution.speaker else "no speaker is named"


def _places(claims: Sequence[Json]) -> list[Json]:
    found = {(claim["source"], claim["start"], claim["end"]): claim["quote"] for claim in claims}
    return [
        {"source": source, "start": start, "end": end, "words": words} for (source, start, end), words in found.items()
    ]


def toll_entry(toll: Toll | Indeterminate, lines: Mapping[str, Json] = NO_LINES) -> Json:
    """A toll, or why there is none. ``lines``: the claims by id, which say who checked them."""
    known = toll if isinstance(toll, Toll) else None
    scope = toll.scope
    return {
        "id": toll.id,
        "harm": toll.harm.value,
        "group": toll.group,
        "rule": toll.rule,
        "mode": toll.mode,
        "status": "computed" if known else "indeterminate",
        "why": None if known else toll.why if isinstance(toll, Indeterminate) else None,
        "scope": {
            "verdict": scope.verdict.value,
            "premise": scope.premise,
            "claims": list(scope.claims),
            **({} if scope.countable else {"countable": False}),
        },
        "low": known.low if known else None,
        "best": known.best if known else None,
        "high": known.high if known else None,
        "highest_stated": known.highest_stated if known else None,
        "open": known.open if known else False,
        "acknowledged_low": known.acknowledged_low if known else None,
        "acknowledged_high": known.acknowledged_high if known else None,
        "acknowledged_by": list(known.acknowledged_by) if known else [],
        "responsibility": known.responsibility.value if known and known.responsibility else None,
        "voices": toll.voices,
        "groups": list(known.groups) if known else [],
        "groups_differ": len(known.groups) > 1 if known else False,
        "derived": known.derived if known else False,
        "used": list(known.used) if known else [],
        "checked": checked_entry(known.used if known else (), lines),
        "set_aside": [{"claim": aside.claim, "reason": aside.reason} for aside in toll.set_aside],
        "steps": [_step(step) for step in (known.steps if known else ())],
        **_of_published(toll, lines),
    }


def _of_published(toll: Toll | Indeterminate, lines: Mapping[str, Json]) -> Json:
    """What only published rules have. ``otherwise``: what one would give if the objection of its scope were set
    aside, for the annex of method alone."""
    if isinstance(toll, Toll):
        return {**({"grade": toll.grade.value} if toll.grade else {}), **conceded_entry(toll)}
    needs = {"needs": toll.needs} if toll.needs else {}
    return {**needs, "otherwise": toll_entry(toll.otherwise, lines)} if toll.otherwise else needs


def _step(step: Any) -> Json:
    own = {name: getattr(step, name) for name in _OF_A_STEP}
    return {**own, "op": step.op.value, "inputs": list(step.inputs)}
