"""Persons: who a person found to be the same counts once, and who to be two is no repeat."""

from datetime import UTC, datetime

from tollbook.model import Claim, Death, Decision, DecisionKind, Document, Mark, Register
from tollbook.pipeline import read_case, register_of
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\nOn 3 May 2004 a riot broke out at the prison in the town of Marrow, Tajikistan. "


def decide(kind: DecisionKind, *about: str) -> Decision:
    at = datetime(2026, 6, 3, tzinfo=UTC)
    return Decision(kind, about, "person", "R1", at, "the list of the dead gives one birthday")


def register(text: str, *decisions: Decision) -> Register:
    return register_of(read_case([Document("riot.txt", (HEAD + text).encode())]), Settings(), decisions).register


def deaths(made: Register) -> list[Claim]:
    return [claim for claim in made.claims if isinstance(claim.statement, Death)]


def counts_of(made: Register) -> list[bool]:
    """For each death whether its count only repeats."""
    by_id = {claim.id: claim.count for claim in made.claims}
    return [Mark.REPEAT in count.marks for one in deaths(made) if (count := by_id[one.part_of or ""])]


TWO = "Families said that Karim Olimov was killed. Families said that Rustam Saidov, a cook, was killed."


def test_the_same_person_counts_once() -> None:
    one, other = deaths(register(TWO))
    assert counts_of(register(TWO)) == [False, False]
    made = register(TWO, decide(DecisionKind.SAME, one.id, other.id))
    assert counts_of(made) == [False, True]
    assert [claim.same_person for claim in deaths(made)] == [(other.id,), (one.id,)]


def test_two_of_one_name_are_no_repeat_where_a_person_found_them_to_be_two() -> None:
    text = "Families said that Karim Olimov was killed. Families said that Karim Olimov, a cook, was killed."
    counts = [claim for claim in register(text).claims if claim.count]
    assert [Mark.REPEAT in claim.count.marks for claim in counts if claim.count] == [False, True]
    made = register(text, decide(DecisionKind.DIFFERENT, *(claim.id for claim in counts)))
    assert counts_of(made) == [False, False]
    assert "decision-orphaned" not in {one.code for one in made.issues}
