"""A decision is of the shape that its kind asks for, or it is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tollbook.model import Decision, DecisionKind, Likeness, Seen, Side, verdicts_of

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
VALUES: dict[DecisionKind, dict[str, Any]] = {
    DecisionKind.CORRECT: {"high": 24},
    DecisionKind.ADD: {"words": "three men", "harm": "killed", "low": 3, "high": 3},
    DecisionKind.MOVE: {"incident": None},
    DecisionKind.PART_OF: {"total": "b"},
    DecisionKind.INTEREST: {"words": "she was paid by the ministry"},
    DecisionKind.ANSWER: {"answer": "the ward book lists them"},
    DecisionKind.FIND: {"grounds": ["c"]},
}
OF_TWO = {"same", "different", "echo", "independent", "side", "premise"}


def made(kind: str, **changed: Any) -> Decision:
    known = DecisionKind(kind)
    about = ("a", "b") if kind in OF_TWO else ("a",)
    given = {"about": about, "verdict": verdicts_of(known)[0], "value": VALUES.get(known, {}), **changed}
    return Decision(known, by="R1", at=AT, reason="as the words say", **given)


@pytest.mark.parametrize("kind", DecisionKind)
def test_every_kind_can_be_made_with_each_of_its_verdicts(kind: DecisionKind) -> None:
    for verdict in verdicts_of(kind):
        assert made(kind, verdict=verdict).verdict == verdict
    with pytest.raises(ValueError, match="one of these verdicts"):
        made(kind, verdict="perhaps")


@pytest.mark.parametrize(
    ("kind", "changed", "message"),
    [
        ("accept", {"about": ("a", "b")}, "about one thing"),
        ("accept", {"about": "a1"}, "row of ids"),
        ("same", {"about": ("a",)}, "two different things"),
        ("echo", {"about": ("a", "a")}, "two different things"),
        ("side", {"verdict": "ours"}, Side.MEDIA.value),
        ("same", {"verdict": "colour"}, Likeness.SPEAKER.value),
        ("add", {"value": {"harm": "killed"}}, "needs words"),
        ("add", {"value": {"words": ""}}, "not blank"),
        ("move", {"value": {}}, "needs incident"),
        ("part_of", {"value": {}}, "needs total"),
        ("correct", {"value": {}}, "what the words state instead"),
        ("correct", {"value": {"hgih": 24}}, "no field 'hgih'"),
        ("correct", {"value": {"high": "24"}}, "whole number"),
        ("correct", {"value": {"high": -1}}, "not below 0"),
        ("correct", {"value": {"low": 30, "high": 24}}, "bounds cross"),
        ("correct", {"value": {"open": 1}}, "true or false"),
        ("correct", {"value": {"group": "villains"}}, "prisoners"),
        ("correct", {"value": {"when": "May"}}, "not a year"),
        ("correct", {"value": {"speaker": ""}}, "not blank"),
        ("find", {"value": {"grounds": []}}, "at least one ground"),
        ("publish", {"verdict": "clear", "value": {"asked": "no"}}, "give both"),
        ("answer", {"value": {"answer": 3}}, "are words"),
        ("accept", {"value": {"x": float("nan")}}, "finite"),
        ("publish", {"about": ("name:\udcff",)}, "UTF-8"),
        ("interest", {"value": {"words": "it ran the prison\ud800"}}, "UTF-8"),
        ("accept", {"value": {"x": [{"\ud800": 1}]}}, "UTF-8"),
        ("accept", {"seen": Seen("s", 0, 1, "\udfff", "l")}, "UTF-8"),
        ("accept", {"value": {"x": 10**15}}, "at most 15 digits"),
        ("accept", {"value": {"x": {1: 2}}}, "names"),
        ("accept", {"value": {"x": AT}}, "plain JSON"),
        ("accept", {"value": {"x": [[[[[[[[[1]]]]]]]]]}}, "nested"),
    ],
)
def test_refused(kind: str, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made(kind, **changed)


def test_a_reason_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="UTF-8"):
        replace(made("accept"), id="", reason="bytes of another encoding: \udcff")


def test_a_field_that_is_not_known_is_none() -> None:
    assert made("correct", value={"high": None, "open": True}).value["high"] is None


def test_one_moment_is_one_decision_whatever_its_zone() -> None:
    there = timezone(timedelta(hours=5))
    assert replace(made("accept"), id="", at=AT.astimezone(there)).id == made("accept").id
    with pytest.raises(ValueError, match="calendar"):
        replace(made("accept"), id="", at=datetime.min.replace(tzinfo=there))


def test_what_is_sealed_holds_no_value() -> None:
    assert replace(made("interest"), id="", value={}, sealed=True).sealed


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="forget"):
        Decision("forget", ("a",), "stands", "R1", AT, "why")  # type: ignore[arg-type]
