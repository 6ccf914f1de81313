"""Whoever is shown without a name stands among at least k who look the same; else it is said, with what would help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide.crowd import Thin, Unnamed, thin_crowds


def guard(who: str, place: str | None = "Velm", date: str | None = "2011-03-03", described: str = "a guard") -> Unnamed:
    return Unnamed(who, described, place, date, (who,))


def only(people: list[Unnamed], k: int = 3) -> Thin:
    (found,) = thin_crowds(people, k)
    return found


def test_as_many_as_asked_for_are_a_crowd() -> None:
    assert thin_crowds([guard("a"), guard("b"), guard("c")], 3) == ()


def test_one_person_in_three_documents_is_one_person() -> None:
    people = [Unnamed("a", "a guard", "Velm", "2011-03-03", ("a",), (claim,)) for claim in ("1", "2", "3")]
    assert only(people).number == 1


def test_two_spellings_of_one_description_are_one() -> None:
    assert thin_crowds([guard("a"), guard("b", described="A guard"), guard("c", described="a  guard")], 3) == ()


@pytest.mark.parametrize(
    ("people", "wider"),
    [
        ([guard("a"), guard("b", date="2011-03-04"), guard("c", date=None)], ("date",)),
        ([guard("a"), guard("b", place="Harrow"), guard("c", place=None)], ("place",)),
        ([guard("a"), guard("b", "Harrow", None), guard("c", None, "2011")], ("place", "date")),
        ([guard("a"), guard("b", described="a cook"), guard("c", described="a nurse")], ("described",)),
        ([guard("a"), guard("b", "Harrow", None, "a cook"), guard("c", None, "2011", "a nurse")], ()),
        ([guard("a")], ()),
    ],
)
def test_the_least_that_would_be_enough_to_leave_off_is_said(people: list[Unnamed], wider: tuple[str, ...]) -> None:
    assert next(one for one in thin_crowds(people, 3) if one.people[0].who == "a").wider == wider


def test_a_place_that_is_not_shown_is_not_the_same_as_one_that_is() -> None:
    assert len(thin_crowds([guard("a", None), guard("b"), guard("c")], 2)) == 1


_PEOPLE = st.lists(
    st.builds(
        guard,
        st.sampled_from("abcdefgh"),
        st.sampled_from([None, "Velm", "Harrow"]),
        st.sampled_from([None, "2011"]),
        st.sampled_from(["a guard", "a cook"]),
    ),
    max_size=12,
)


@given(_PEOPLE, st.integers(1, 4))
def test_every_combination_that_is_not_said_is_shared_by_k(people: list[Unnamed], k: int) -> None:
    said = {(one.described, one.place, one.date) for one in thin_crowds(people, k)}
    for person in people:
        shown = (person.described, person.place, person.date)
        number = len({one.who for one in people if (one.described, one.place, one.date) == shown})
        assert (number < k) == (shown in said)


@given(_PEOPLE, st.integers(2, 4))
def test_leaving_off_what_is_said_to_be_enough_is_enough(people: list[Unnamed], k: int) -> None:
    for thin in thin_crowds(people, k):
        if thin.wider:
            left = [
                Unnamed(
                    one.who,
                    "" if "described" in thin.wider else one.described,
                    None if "place" in thin.wider else one.place,
                    None if "date" in thin.wider else one.date,
                )
                for one in people
            ]
            gone = {name: "" if name == "described" else None for name in thin.wider}
            shown = {"described": thin.described, "place": thin.place, "date": thin.date} | gone
            alike = {one.who for one in left if {name: getattr(one, name) for name in shown} == shown}
            assert len(alike) >= k
