"""Tolls as plain values of the record: the figures, what they rest on, what was set aside, and why there are none."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from tollbook.model import Indeterminate, Step, Toll
from tollbook.publish.by_rule import conceded_entry
from tollbook.publish.decided import checked_entry

Json = dict[str, Any]
NO_LINES: Mapping[str, Json] = MappingProxyType({})
_OF_A_STEP = tuple(field.name for field in fields(Step))


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
