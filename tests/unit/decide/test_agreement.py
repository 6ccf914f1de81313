"""How far two coders agree, and what is left to settle."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tollbook.decide.agreement import Agreed, find_agreement
from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    ClaimKind,
    Count,
    Decision,
    DecisionKind,
    Form,
    Harm,
    Quantity,
    SpeakerType,
    verdicts_of,
)

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def claim(number: int) -> Claim:
    words = str(number)
    return Claim(
        Count(Harm.KILLED, "all", Quantity(number, number, False, Form.EXACT, words)),
        Attribution("The ministry", "ministry", SpeakerType.AUTHORITY),
        Anchor("d1", number * 10, number * 10 + len(words), words),
        "en",
        "test",
    )


def decided(
    kind: str, about: Claim | str, by: str, minute: int = 0, over: tuple[str, ...] = (), **value: Any
) -> Decision:
    one, id_ = DecisionKind(kind), about if isinstance(about, str) else about.id
    at = AT + timedelta(minutes=minute)
    return Decision(one, (id_,), verdicts_of(one)[0], by, at, "as the words say", value, over=over)


CLAIMS = [claim(number) for number in (12, 24, 30, 158)]
A, B, C, D = CLAIMS
FIRST = [decided("accept", one, "R1") for one in (A, B, C)] + [decided("reject", D, "R1")]
SECOND = [
    decided("accept", A, "R3", blind=True),
    decided("correct", B, "R3", blind=True, low=20, high=24, form="range", open=False, term=None, group="prisoners"),
    decided("reject", C, "R3", blind=True),
    decided("reject", D, "R3", blind=True),
]


def field(name: str, decisions: list[Decision]) -> Agreed:
    found = {one.field: one for one in find_agreement(CLAIMS, decisions).fields}
    return found[name]


def test_percentages_and_alpha_field_by_field() -> None:
    every = [*FIRST, *SECOND]
    stands = field("stands", every)
    assert (stands.kind, stands.percent, stands.units) == (ClaimKind.COUNT, 75, 4)
    assert stands.alpha.value is not None
    assert 0 < stands.alpha.value < 1
    low = field("low", every)
    assert (low.percent, low.units) == (50, 2)
    assert low.alpha.value is not None
    group = field("group", every)
    assert (group.percent, group.alpha.value is not None) == (50, True)
    harm = field("harm", every)
    assert (harm.percent, harm.alpha.value) == (100, None)
    assert "the same value" in harm.alpha.why


def test_what_differs_is_left_to_settle_until_somebody_decides_over_both() -> None:
    every = [*FIRST, *SECOND]
    unsettled = find_agreement(CLAIMS, every).unsettled
    assert [(one.claim, one.fields) for one in unsettled] == [(B, ("low", "group")), (C, ("stands",))]
    both = tuple(one.id for one in unsettled[1].said)
    settled = [*every, decided("accept", C, "R2", 5, both)]
    assert [one.claim for one in find_agreement(CLAIMS, settled).unsettled] == [B]
    assert field("stands", settled).percent == 75  # what settles it is no coding
    assert find_agreement(CLAIMS, settled).coders == {"R1": 4, "R3": 4}


def test_the_last_decision_of_each_counts_and_none_that_was_undone() -> None:
    changed = [*FIRST, decided("reject", A, "R3", 1, blind=True), decided("accept", A, "R3", 2, blind=True)]
    assert find_agreement(CLAIMS, changed).unsettled == ()
    undone = [*changed, decided("undo", changed[-1].id, "R3", 3)]
    assert [one.claim for one in find_agreement(CLAIMS, undone).unsettled] == [A]


def test_one_coder_alone_agrees_with_nobody() -> None:
    found = find_agreement(CLAIMS, FIRST)
    assert (found.fields, found.unsettled, found.coders) == ((), (), {"R1": 4})


def test_bounds_that_are_not_set_are_no_numbers() -> None:
    at_least = {"low": 12, "high": None, "open": True, "form": "at_least", "term": None}
    every = [decided("correct", one, by, blind=True, **at_least) for one in (A, B) for by in ("R1", "R3")]
    high = field("high", every)
    assert (high.percent, high.units, high.alpha.value, high.alpha.units) == (100, 2, None, 0)


def test_a_harm_that_is_entered_in_other_words_is_the_same() -> None:
    every = [decided("accept", A, "R1"), decided("correct", A, "R3", blind=True, harm="died")]
    assert find_agreement(CLAIMS, every).unsettled == ()
