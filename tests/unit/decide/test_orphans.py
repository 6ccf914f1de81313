"""Decisions about what has gone: offered a new anchor by their exact words, or listed; never applied, never dropped."""

from datetime import UTC, datetime
from typing import Any

from tollbook.decide import find_standing
from tollbook.decide.orphans import find_orphans
from tollbook.model import Claim, Decision, DecisionKind, Document, Provenance, Register, Seen
from tollbook.pipeline import read_case, register_of
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\nOn 3 May 2004 a riot broke out at the prison in the town of Marrow, Tajikistan. "
SAID = "The ministry said that 12 prisoners were killed."


def register(decisions: list[Decision], **texts: str) -> Register:
    documents = [Document(f"{name}.txt", f"{HEAD}{text}\n".encode()) for name, text in texts.items()]
    known = {"later.txt": Provenance(supersedes="first.txt")} if "later" in texts else {}
    return register_of(read_case(documents, known), Settings(), decisions).register


def twelve(made: Register, source: str) -> Claim:
    ids = {one.name: one.id for one in made.sources}
    own = (one for one in made.claims if one.anchor.source == ids[source])
    return next(one for one in own if one.count and one.count.quantity.low == 12)


def decide(
    kind: DecisionKind, *about: str, seen: Seen | None = None, verdict: str = "stands", **value: Any
) -> Decision:
    return Decision(kind, about, verdict, "R1", datetime(2026, 6, 3, tzinfo=UTC), "read again", value, seen)


def seen(claim: Claim) -> Seen:
    return Seen(claim.anchor.source, claim.anchor.start, claim.anchor.end, claim.anchor.words, "f" * 64)


def orphans(made: Register) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.code, one.about) for one in made.issues if one.code in ("decision-moved", "decision-orphaned")]


def test_the_same_words_in_a_later_version_are_offered_and_nothing_is_applied() -> None:
    first = twelve(register([], first=SAID), "first.txt")
    decision = decide(DecisionKind.ACCEPT, "0" * 16, seen=seen(first))
    made = register([decision], first="Nothing more is known.", later=f"It was Monday. {SAID}")
    assert orphans(made) == [("decision-orphaned", ())]  # the words stood in bytes that the case does not hold any more
    made = register([decision], first=SAID)
    assert orphans(made) == [("decision-moved", (first.id,))]
    assert all(one.checked == () for one in made.claims)
    assert decision in made.decisions


def test_words_that_went_from_a_version_are_sought_in_the_one_that_supersedes_it() -> None:
    both = register([], first=SAID, later=f"It was Monday. {SAID}")
    first, later = twelve(both, "first.txt"), twelve(both, "later.txt")
    decision = decide(DecisionKind.REJECT, "0" * 16, seen=seen(first), verdict="does-not-stand")
    standing = find_standing([decision])
    gone = [one for one in both.claims if one.id != first.id]
    (orphan,) = find_orphans(standing, gone, [one.id for one in both.sources], both.versions)
    assert (orphan.gone, orphan.offered) == ("0" * 16, later)
    (orphan,) = find_orphans(standing, gone, [one.id for one in both.sources])
    assert orphan.offered is None


def test_words_of_two_claims_are_offered_to_neither() -> None:
    made = register([], first=SAID)
    claim = twelve(made, "first.txt")
    standing = find_standing([decide(DecisionKind.ACCEPT, "0" * 16, seen=seen(claim))])
    (orphan,) = find_orphans(standing, [claim, next(one for one in [claim])], [])
    assert orphan.offered == claim  # one claim, met twice
    added = decide(
        DecisionKind.ADD, claim.anchor.source, words=claim.anchor.words, harm="injured", low=12, high=12, form="exact"
    )
    both = register([added], first=SAID)
    (orphan,) = find_orphans(standing, both.claims, [])
    assert orphan.offered is None


def test_an_added_claim_whose_source_has_gone_is_listed() -> None:
    made = register(
        [decide(DecisionKind.ADD, "e" * 64, words="12 prisoners", harm="killed", low=1, high=1)], first=SAID
    )
    assert orphans(made) == [("decision-orphaned", ())]


def test_what_is_undone_or_replaced_is_no_orphan() -> None:
    gone = decide(DecisionKind.ACCEPT, "0" * 16)
    assert orphans(register([gone, decide(DecisionKind.UNDO, gone.id)], first=SAID)) == []
