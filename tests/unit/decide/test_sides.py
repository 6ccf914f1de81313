"""Sides and interests: what a person says of a speaker in an incident, and never of a relief body."""

from datetime import UTC, datetime
from typing import Any

from tollbook.model import Decision, DecisionKind, Document, Register
from tollbook.pipeline import read_case, register_of
from tollbook.settings import Settings

TEXT = (
    b"Riot at Marrow prison\n\nOn 3 May 2004 a riot broke out at the prison in the town of Marrow, Tajikistan. "
    b"The ministry said that 12 prisoners were killed. The Red Crescent said that 20 people died.\n"
)
CASE = read_case([Document("riot.txt", TEXT)])
PLAIN = register_of(CASE, Settings()).register
INCIDENT = PLAIN.accounts[0].incident.id
SPEAKERS = [claim.attribution for claim in PLAIN.claims if claim.count]
MINISTRY, RELIEF = (one.key or "" for one in SPEAKERS)


def decide(kind: DecisionKind, *about: str, verdict: str = "stands", **value: Any) -> Decision:
    return Decision(kind, about, verdict, "R1", datetime(2026, 6, 3, tzinfo=UTC), "their own charter says so", value)


def made(*decisions: Decision) -> Register:
    return register_of(CASE, Settings(), decisions).register


def sides(register: Register) -> list[tuple[str, str, str | None]]:
    return [(one.speaker, one.side.value, one.interest) for one in register.accounts[0].sides]


def codes(register: Register) -> list[str]:
    before = {one.code for one in PLAIN.issues}
    return [one.code for one in register.issues if one.code not in before]


def test_a_side_is_a_decision_with_its_reason() -> None:
    register = made(decide(DecisionKind.SIDE, MINISTRY, INCIDENT, verdict="accused_authority"))
    assert sides(register) == [(SPEAKERS[0].speaker, "accused_authority", None)]
    (one,) = register.accounts[0].sides
    assert (one.by, one.on.isoformat(), one.reason) == ("R1", "2026-06-03", "their own charter says so")
    assert register.accounts[0].tolls == PLAIN.accounts[0].tolls


def test_an_interest_goes_for_every_incident_or_for_one() -> None:
    everywhere = decide(DecisionKind.INTEREST, MINISTRY, words="it runs the prison")
    here = decide(DecisionKind.INTEREST, MINISTRY, INCIDENT, words="it is sued over this")
    assert sides(made(everywhere)) == [(SPEAKERS[0].speaker, "unassigned", "it runs the prison")]
    assert sides(made(everywhere, here)) == [(SPEAKERS[0].speaker, "unassigned", "it is sued over this")]
    assert codes(made(everywhere, here)) == []


def test_nobody_is_sided_by_default() -> None:
    assert sides(PLAIN) == []
    assert sides(made(decide(DecisionKind.SIDE, MINISTRY, INCIDENT, verdict="unassigned"))) == []


def test_a_relief_body_is_never_sided() -> None:
    assert SPEAKERS[1].speaker_type == "relief_body"
    register = made(decide(DecisionKind.SIDE, RELIEF, INCIDENT, verdict="participant"))
    assert (sides(register), codes(register)) == ([], ["relief-body-sided"])
    register = made(decide(DecisionKind.SIDE, RELIEF, INCIDENT, verdict="relief_body"))
    assert (sides(register), codes(register)) == ([(SPEAKERS[1].speaker, "relief_body", None)], [])


def test_another_spelling_of_a_speaker_is_on_the_same_side() -> None:
    same = decide(DecisionKind.SAME, MINISTRY, RELIEF, verdict="speaker")
    register = made(same, decide(DecisionKind.INTEREST, RELIEF, words="it runs the prison"))
    assert [one[2] for one in sides(register)] == ["it runs the prison", "it runs the prison"]


def test_a_speaker_or_an_incident_that_is_not_there_is_said() -> None:
    assert codes(made(decide(DecisionKind.SIDE, "nobody", INCIDENT, verdict="media"))) == ["decision-orphaned"]
    assert codes(made(decide(DecisionKind.SIDE, MINISTRY, "0" * 16, verdict="media"))) == ["decision-orphaned"]
