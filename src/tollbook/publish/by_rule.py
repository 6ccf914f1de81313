"""What a published rule gives beside its figure, as plain values of the record."""

from typing import Any

from tollbook.model import Dated, Toll

Json = dict[str, Any]


def conceded_entry(toll: Toll) -> Json:
    """What is conceded, in a field of its own where anything is."""
    of = toll.conceded
    return {"conceded": {"low": of.low, "high": of.high, "claims": list(of.claims)}} if of else {}


def dated_entry(one: Dated) -> Json:
    """The days that a rule's table gives for a vague date: derived, and never a claim."""
    return {
        "rule": one.rule,
        "claim": one.claim,
        "phrase": one.words,
        "reported": one.reported.isoformat(),
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "precision": one.precision,
        "line": one.line,
        **({"odd": one.odd} if one.odd else {}),
    }
