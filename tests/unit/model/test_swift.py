"""Values made in half the time are what the dataclass would have made."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from tollbook.extract.row import Chunk
from tollbook.model import Anchor, Attribution, Claim, Count, Form, Harm, Quantity, SpeakerType
from tollbook.model.swift import swift, with_parts


@dataclass(frozen=True, slots=True)
class Plain:
    first: int
    kind: str = "none"
    more: tuple[int, ...] = ()


@swift
@dataclass(frozen=True, slots=True)
class Swift:
    first: int
    kind: str = "none"
    more: tuple[int, ...] = ()


@pytest.mark.parametrize("given", [((1,), {}), ((1, "a"), {}), ((1,), {"more": (2,)}), ((), {"kind": "b", "first": 0})])
def test_it_holds_what_the_dataclass_would_hold(given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    plain, made = Plain(*given[0], **given[1]), Swift(*given[0], **given[1])
    assert [getattr(made, one.name) for one in fields(made)] == [getattr(plain, one.name) for one in fields(plain)]
    assert repr(made) == repr(plain).replace("Plain", "Swift")
    assert hash(made) == hash(plain)


def test_it_is_frozen_equal_by_value_and_of_its_own_class() -> None:
    made = Swift(1)
    with pytest.raises(FrozenInstanceError):
        made.first = 2  # type: ignore[misc]
    assert type(made) is Swift
    assert made == Swift(1) != Swift(2)
    assert replace(made, kind="c") == Swift(1, "c")
    assert pickle.loads(pickle.dumps(made)) == made


def test_what_is_missing_or_strange_is_refused() -> None:
    with pytest.raises(TypeError):
        Swift()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Swift(1, last=2)  # type: ignore[call-arg]


def test_what_a_value_checks_of_itself_is_checked() -> None:
    with pytest.raises(ValueError, match="an anchor needs"):
        Anchor("", 0, 1, "a")


def test_a_default_that_must_be_made_anew_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        names: list[str] = field(default_factory=list)

    with pytest.raises(AssertionError):
        swift(Made)


def test_what_is_made_most_is_made_so() -> None:
    for kind in (Chunk, Anchor, Claim):
        assert "_become" in kind.__init__.__globals__


def test_a_copy_with_other_parts_keeps_what_follows_from_the_others() -> None:
    claim = Claim(
        Count(Harm.KILLED, "all", Quantity(3, 3, False, Form.EXACT, "three")),
        Attribution(None, None, SpeakerType.DOCUMENT),
        Anchor("a" * 64, 0, 5, "three"),
        "en",
        "test",
    )
    assert with_parts(claim, incident="i", where="Kalot") == replace(claim, incident="i", where="Kalot")
    assert with_parts(claim, incident="i").id == claim.id and claim.incident is None
