"""A blind second coding counts for agreement and takes no effect of its own."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tollbook.decide import find_standing
from tollbook.model import Decision, DecisionKind, verdicts_of

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CLAIM = "4ced97f3cdbde2f9"


def decided(kind: str, by: str, over: tuple[str, ...] = (), **value: Any) -> Decision:
    one = DecisionKind(kind)
    return Decision(one, (CLAIM,), verdicts_of(one)[0], by, AT, "as the words say", value, over=over)


def test_it_neither_stands_nor_conflicts() -> None:
    first, second = decided("accept", "R1"), decided("reject", "R3", blind=True)
    standing = find_standing([first, second])
    assert standing.reviews == {(CLAIM,): (first,)}
    assert standing.conflicts == ()
    assert find_standing([second]).reviews == {}


def test_it_puts_nothing_out_of_effect_that_it_did_not_see() -> None:
    first = decided("accept", "R1")
    standing = find_standing([first, decided("reject", "R3", (first.id,), blind=True)])
    assert standing.reviews == {(CLAIM,): (first,)}
    assert standing.replaced == frozenset()


def test_a_coder_changes_their_own_and_somebody_decides_over_both() -> None:
    first, second = decided("accept", "R1"), decided("reject", "R3", blind=True)
    third = decided("correct", "R3", (second.id,), blind=True, group="prisoners")
    settled = decided("correct", "R2", (first.id, third.id), group="prisoners")
    standing = find_standing([first, second, third, settled])
    assert standing.corrections == {(CLAIM,): (settled,)}
    assert standing.replaced == {first.id, second.id, third.id}


def test_only_reviews_are_blind() -> None:
    assert not decided("move", "R1", incident=None, blind=True).blind


def test_a_blind_correction_says_what_it_corrects() -> None:
    with pytest.raises(ValueError, match="what the words state instead"):
        decided("correct", "R3", blind=True)


def test_no_field_of_a_claim_is_called_blind() -> None:
    with pytest.raises(ValueError, match="no field 'blind'"):
        decided("correct", "R3", group="prisoners", blind=False)
