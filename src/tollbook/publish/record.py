"""A register as ``record.json``: plain values, in one fixed order."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

from tollbook.data import load_references
from tollbook.model import (
    Claim,
    Decision,
    Issue,
    Register,
    Rule,
    Source,
    Step,
    value_of,
)
from tollbook.model.codebook import Codebook
from tollbook.model.derived import Derived
from tollbook.model.release import Released
from tollbook.publish.decided import (
    decided_entry,
    protected_entry,
)
from tollbook.publish.demanded import demand_entry
from tollbook.publish.estimated import estimation_entry
from tollbook.publish.found import finding_entry
from tollbook.publish.incident_entry import incident_entry
from tollbook.publish.known import known_entry
from tollbook.publish.listed import passages_of
from tollbook.publish.obliged import obligations_entry
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
    standing, unreleased = register.counting(), None if released else kept
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
        "incidents": [incident_entry(account, standing, lines, sentences, unreleased) for account in register.accounts],
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
