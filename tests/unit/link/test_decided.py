"""What people decide of incidents: claims moved, incidents joined and kept apart, names that count as one."""

from datetime import UTC, datetime

from tollbook.model import Decision, DecisionKind, Document, Register
from tollbook.pipeline import ReadCase, read_case, register_of
from tollbook.settings import Settings


def paper(town: str, day: str, killed: int, more: str = "") -> bytes:
    head = f"Riot at {town} prison\n\nOn {day} a riot broke out at the prison in the town of {town}, Tajikistan. "
    return f"{head}The ministry said that {killed} prisoners were killed. {more}\n".encode()


def case_of(*papers: bytes) -> ReadCase:
    return read_case([Document(f"{number}.txt", data) for number, data in enumerate(papers)])


def decide(kind: DecisionKind, *about: str, verdict: str = "stands", **value: object) -> Decision:
    return Decision(kind, about, verdict, "R1", datetime(2026, 6, 3, tzinfo=UTC), "they say so", value)


def claims_by_incident(register: Register) -> dict[str, list[int | None]]:
    by_id = {claim.id: claim for claim in register.claims}
    return {
        one.incident.id: [by_id[id_].count.quantity.low for id_ in one.incident.claims if by_id[id_].count]
        for one in register.accounts
    }


def reason_of(register: Register, claim: str) -> str:
    account = next(one for one in register.accounts if claim in one.incident.claims)
    return account.incident.reasons[account.incident.claims.index(claim)]


TWO = case_of(paper("Marrow", "3 May 2004", 12, "Families said that 20 people died."), paper("Sedge", "9 June 2005", 7))
PLAIN = register_of(TWO, Settings()).register
MARROW, SEDGE = (one.incident.id for one in PLAIN.accounts)
TWENTY = next(one.id for one in PLAIN.claims if one.count and one.count.quantity.low == 20)


def made(*decisions: Decision) -> Register:
    return register_of(TWO, Settings(), decisions).register


def codes(register: Register) -> list[str]:
    return [one.code for one in register.issues if one.code.startswith("decision")]


def test_a_claim_is_moved_and_the_reason_is_the_persons() -> None:
    register = made(decide(DecisionKind.MOVE, TWENTY, incident=SEDGE))
    assert claims_by_incident(register) == {MARROW: [12], SEDGE: [7, 20]}
    assert reason_of(register, TWENTY) == "R1 put it here: they say so"


def test_a_claim_gets_an_incident_of_its_own() -> None:
    register = made(decide(DecisionKind.MOVE, TWENTY, incident=None))
    found = claims_by_incident(register)
    (own,) = found.keys() - {MARROW, SEDGE}
    assert found == {MARROW: [12], SEDGE: [7], own: [20]}


def test_what_corrects_a_moved_claim_goes_with_it() -> None:
    corrected = decide(DecisionKind.CORRECT, TWENTY, low=21, high=21)
    register = made(corrected, decide(DecisionKind.MOVE, TWENTY, incident=SEDGE))
    assert claims_by_incident(register) == {MARROW: [12], SEDGE: [7, 20, 21]}


def test_two_incidents_are_joined_and_either_id_means_the_one() -> None:
    same = decide(DecisionKind.SAME, MARROW, SEDGE, verdict="incident")
    assert claims_by_incident(made(same)) == {MARROW: [12, 20, 7]}
    assert "R1 joined the two: they say so" in reason_of(made(same), PLAIN.claims[-1].id)
    assert claims_by_incident(made(same, decide(DecisionKind.MOVE, TWENTY, incident=SEDGE))) == {MARROW: [12, 20, 7]}


def test_an_incident_that_is_not_there_is_said() -> None:
    assert codes(made(decide(DecisionKind.MOVE, TWENTY, incident="0" * 16))) == ["decision-orphaned"]
    assert codes(made(decide(DecisionKind.SAME, MARROW, "0" * 16, verdict="incident"))) == ["decision-orphaned"]


ONE = case_of(paper("Marrow", "3 May 2004", 12), paper("Marrow", "3 May 2004", 20), paper("Marrow", "3 May 2004", 31))
JOINED = register_of(ONE, Settings()).register


def test_what_documents_make_one_is_kept_apart_by_document() -> None:
    (account,) = JOINED.accounts
    twenty = next(one.id for one in JOINED.claims if one.count and one.count.quantity.low == 20)
    first = account.incident.claims[0]
    register = register_of(
        ONE, Settings(), [decide(DecisionKind.DIFFERENT, first, twenty, verdict="incident")]
    ).register
    found = claims_by_incident(register)
    (other,) = found.keys() - {account.incident.id}
    assert found == {account.incident.id: [12, 31], other: [20]}
    assert "R1 keeps it apart: they say so" in reason_of(register, twenty)


def test_one_document_cannot_be_kept_apart_from_itself() -> None:
    twelve = next(one.id for one in PLAIN.claims if one.count and one.count.quantity.low == 12)
    assert codes(made(decide(DecisionKind.DIFFERENT, twelve, TWENTY, verdict="incident"))) == ["decision-not-used"]


def test_names_of_one_place_count_as_one() -> None:
    case = case_of(paper("Marrow", "3 May 2004", 12), paper("Merou", "3 May 2004", 20))
    assert len(register_of(case, Settings()).register.accounts) == 2
    same = decide(DecisionKind.SAME, "Marrow", "Merou", verdict="place")
    assert len(register_of(case, Settings(), [same]).register.accounts) == 1
