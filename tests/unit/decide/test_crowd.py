"""Whoever is shown without a name stands among at least k who look the same; else it is said, with what would help."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide.crowd import Thin, Unnamed, thin_crowds


def guard(
    who: str, place: str | None = "Velm", spoke: str | None = "2011-03-09", described: str = "a guard"
) -> Unnamed:
    return Unnamed(who, described, place, "2011-03-03", spoke, (who,))


def only(people: list[Unnamed], k: int = 3) -> Thin:
    (found,) = thin_crowds(people, k)
    return found


def test_as_many_as_asked_for_are_a_crowd() -> None:
    assert thin_crowds([guard("a"), guard("b"), guard("c")], 3) == ()


def test_one_person_in_three_documents_is_one_person() -> None:
    people = [Unnamed("a", "a guard", "Velm", "2011-03-03", None, (source,)) for source in ("1", "2", "3")]
    assert only(people).number == 1


def test_two_spellings_of_one_description_are_one() -> None:
    assert thin_crowds([guard("a"), guard("b", described="A guard"), guard("c", described="a  guard")], 3) == ()


@pytest.mark.parametrize(
    ("people", "wider"),
    [
        ([guard("a"), guard("b", spoke="2011-03-10"), guard("c", spoke=None)], ("spoke",)),
        ([guard("a"), guard("b", place="Harrow"), guard("c", place=None)], ("place",)),
        ([guard("a"), guard("b", "Harrow", None), guard("c", None, "2011")], ("place", "spoke")),
        ([guard("a"), guard("b", described="a cook"), guard("c", described="a nurse")], ("described",)),
        (
            [guard("a"), guard("b", "Velm", None, "a cook"), guard("c", "Velm", "2011", "a nurse")],
            ("described", "spoke"),
        ),
        ([guard("a"), guard("b", "Harrow", None, "a cook"), guard("c", None, "2011", "a nurse")], ()),
        ([guard("a")], ()),
    ],
)
def test_the_least_that_would_be_enough_to_leave_off_is_said(people: list[Unnamed], wider: tuple[str, ...]) -> None:
    assert next(one for one in thin_crowds(people, 3) if one.shown.who == "a").wider == wider


def test_a_place_that_is_not_shown_is_not_the_same_as_one_that_is() -> None:
    assert len(thin_crowds([guard("a", None), guard("b"), guard("c")], 2)) == 1


_PEOPLE = st.lists(
    st.builds(
        guard,
        st.sampled_from("abcdefgh"),
        st.sampled_from([None, "Velm", "Harrow"]),
        st.sampled_from([None, "2011-03-09"]),
        st.sampled_from(["a guard", "a cook"]),
    ),
    max_size=12,
)


@given(_PEOPLE, st.integers(1, 4))
def test_every_combination_that_is_not_said_is_shared_by_k(people: list[Unnamed], k: int) -> None:
    said = {_shown(one.shown) for one in thin_crowds(people, k)}
    for person in people:
        number = len({one.who for one in people if _shown(one) == _shown(person)})
        assert (number < k) == (_shown(person) in said)


@given(_PEOPLE, st.integers(2, 4))
def test_leaving_off_what_is_said_to_be_enough_is_enough(people: list[Unnamed], k: int) -> None:
    for thin in thin_crowds(people, k):
        if thin.wider:
            gone: dict[str, Any] = dict.fromkeys(thin.wider, "")
            left = [replace(one, **gone) for one in people]
            assert len({one.who for one in left if _shown(one) == _shown(replace(thin.shown, **gone))}) >= k


def _shown(one: Unnamed) -> tuple[str | None, ...]:
    return (one.described, one.place, one.date, one.spoke)
