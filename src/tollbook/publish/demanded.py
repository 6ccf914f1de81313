"""Demands as plain values of the record."""

from dataclasses import asdict
from typing import Any

from tollbook.model.demand import DemandAnswer, DemandEntry, DemandGrounds

Json = dict[str, Any]


def demand_entry(one: DemandEntry) -> Json:
    """A demand of the ledger, by the id of its claim, with every answer since."""
    return {
        "id": one.claim,
        "incident": one.incident,
        "demanded_by": one.demanded_by,
        "asked": list(one.asked),
        "to_act": list(one.to_act),
        "terms": one.terms,
        "by_when": one.by_when,
        "made_on": one.made_on,
        "within": one.within,
        "contains": list(one.contains),
        "rests_on": _grounds(one.rests_on) if one.rests_on else None,
        "answers": [_answer(each) for each in one.answers],
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "days": one.days,
    }


def _grounds(one: DemandGrounds) -> Json:
    return {**asdict(one), "claims": list(one.claims), "norms": list(one.norms), "on": one.on.isoformat()}


def _answer(one: DemandAnswer) -> Json:
    return {**asdict(one), "response": one.response.value, "on": one.on.isoformat()}
