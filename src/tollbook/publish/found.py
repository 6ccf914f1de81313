"""Findings as plain values of the record."""

from dataclasses import asdict
from typing import Any

from tollbook.model import Finding
from tollbook.model.finding import Against, Position, RestsOn

Json = dict[str, Any]


def finding_entry(one: Finding) -> Json:
    """A finding as it stands now: what was found, by what standard, on what, by whom; who joins and who does not."""
    made = one.made
    return {
        "id": made.id,
        "state": one.state.value,
        "incidents": list(made.incidents),
        "question": made.question,
        "answer": made.answer,
        "standard": made.standard.value if made.standard else None,
        "grounds": [_ground(each) for each in one.grounds],
        "voices": one.voices,
        "voices_asked": one.voices_asked,
        "lacks": [lack.value for lack in one.lacks],
        **_position(Position(made.id, made.by, made.on, made.reason)),
        "joined": [_position(each) for each in made.joined],
        "dissents": [_position(each) for each in made.dissents],
        "reaffirmed": [_position(each) for each in made.reaffirmed],
        "withdrawn": _position(made.withdrawn) if made.withdrawn else None,
    }


def _position(one: Position) -> Json:
    return {**asdict(one), "on": one.on.isoformat()}


def _ground(one: RestsOn) -> Json:
    return {
        "claim": one.claim,
        "fallen": one.fallen.value if one.fallen else None,
        "unsettles": one.unsettles,
        "since": [_against(each) for each in one.since],
    }


def _against(one: Against) -> Json:
    said = {**asdict(one), "on": one.on.isoformat()}
    return {name: said[name] for name in ("decision", "kind", "by", "on", "reason", "in_force")}
