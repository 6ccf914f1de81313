"""What people decided, as plain values of the record."""

from collections.abc import Iterable, Mapping
from typing import Any

from tollbook.model import Claim, Independence, ProtectedSource, Sided, Verification, Voice
from tollbook.model.premise import HOLDS, HOLDS_NOT, Decided

Json = dict[str, Any]


def decided_entry(claim: Claim) -> Json:
    """What people decided of a claim: fields of its line."""
    one = claim.rejected
    return {
        "checked": [{"by": check.by, "on": check.on.isoformat()} for check in claim.checked],
        "rejected": {"by": one.by, "on": one.on.isoformat(), "reason": one.reason} if one else None,
        "corrected_by": claim.corrected_by,
        "corrects": claim.corrects,
        "same_person": list(claim.same_person),
        **({"proposed": True} if claim.proposed else {}),
        **({"read_also": list(claim.read_also)} if claim.read_also else {}),
        **({"verified": [_verification(one) for one in claim.verified]} if claim.verified else {}),
    }


def _verification(one: Verification) -> Json:
    return {"by": one.by, "on": one.on.isoformat(), "standard": one.standard}


def premise_entry(one: Decided) -> Json:
    """A premise of rules' scopes that people decided of an incident."""
    verdict = HOLDS if one.holds else HOLDS_NOT
    said = {"by": one.by, "on": one.on.isoformat(), "reason": one.reason}
    return {"premise": one.premise.value, "verdict": verdict, **said, "claims": list(one.claims)}


def checked_entry(used: Iterable[str], lines: Mapping[str, Mapping[str, Any]]) -> Json:
    """Which of the claims that a toll uses persons checked, who, and when last. ``lines``: the claims by id."""
    checks = [lines[one]["checked"] if one in lines else [] for one in used]
    every = [check for one in checks for check in one]
    return {
        "by": sorted({check["by"] for check in every}),
        "on": max((check["on"] for check in every), default=None),
        "of": len(checks),
        "n_checked": sum(bool(one) for one in checks),
    }


def protected_entry(source: str, protected: Iterable[ProtectedSource]) -> Json | None:
    """What keeps a source in the building."""
    found = next((one for one in protected if one.source == source), None)
    return {"level": found.level.value, "shown_as": found.shown_as} if found else None


def side_entry(one: Sided) -> Json:
    """A speaker's side and interest in an incident."""
    return {
        "speaker_id": one.speaker_id,
        "speaker": one.speaker,
        "side": one.side.value,
        "interest": one.interest,
        "by": one.by,
        "on": one.on.isoformat(),
        "reason": one.reason,
    }


def voice_entry(voice: Voice) -> Json:
    """A voice, and what persons found of it."""
    return {
        "id": voice.id,
        "speaker": voice.speaker,
        "claims": list(voice.claims),
        "why": voice.why,
        "independent": [_independence(one) for one in voice.independent],
    }


def _independence(one: Independence) -> Json:
    return {"claims": list(one.claims), "by": one.by, "on": one.on.isoformat(), "reason": one.reason}
