"""What bound a state on a day: the two days at Khujand, custom and standards, and that who is bound stays bound."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.assess.bound import obligation, obligations_on, obligations_within
from tollbook.data.norms import load_instruments, load_states
from tollbook.model.instrument import Deed, InstrumentKind
from tollbook.model.obligation import Bound, Obligation

RIOT_1997, RIOT_2018 = date(1997, 4, 14), date(2018, 11, 7)
INSTRUMENTS = load_instruments()
TREATIES = [one.id for one in INSTRUMENTS.values() if one.kind is InstrumentKind.TREATY]
DAYS = st.dates(date(1940, 1, 1), date(2060, 1, 1))


def on(norm: str, state: str, day: date) -> Obligation:
    return obligation(INSTRUMENTS[norm], state, day)


@pytest.mark.parametrize(
    ("norm", "in_1997", "in_2018"),
    [
        ("cat", Bound.YES, Bound.YES),
        ("crc", Bound.YES, Bound.YES),
        ("icerd", Bound.YES, Bound.YES),
        ("iccpr", Bound.CONTESTED, Bound.YES),
        ("icescr", Bound.CONTESTED, Bound.YES),
        ("iccpr-op1", Bound.NO, Bound.YES),
        ("rome", Bound.NO, Bound.YES),
        ("cis", Bound.NO, Bound.YES),
        ("opcat", Bound.NO, Bound.NO),
        ("echr", Bound.NO, Bound.NO),
        ("custom-torture", Bound.YES, Bound.YES),
        ("custom-life", Bound.YES, Bound.YES),
        ("mandela-2015", Bound.NO, Bound.NO),
    ],
)
def test_tajikistan_on_the_two_days(norm: str, in_1997: Bound, in_2018: Bound) -> None:
    assert (on(norm, "TJK", RIOT_1997).bound, on(norm, "TJK", RIOT_2018).bound) == (in_1997, in_2018)


def test_the_convention_against_torture_with_its_days() -> None:
    cat = on("cat", "TJK", RIOT_1997)
    assert (cat.deposited, cat.in_force_for_state, cat.by) == (date(1995, 1, 11), date(1995, 2, 10), Deed.ACCESSION)
    assert "27(2)" in cat.position and "IV-9" in cat.citation and cat.second and not cat.unverified


def test_both_positions_on_the_covenant_stand_with_their_sources_and_days() -> None:
    said = on("iccpr", "TJK", RIOT_1997).position
    assert "general comment No. 26" in said and "said only later, on 8 December 1997" in said
    assert "resolution 1993/23" in said and "5 March 1993" in said
    assert "accession deposited 4 January 1999, in force 4 April 1999" in said
    assert "said only later" not in on("iccpr", "KAZ", date(2005, 1, 1)).position


def test_standards_are_of_their_day_and_bind_nobody() -> None:
    assert on("mandela-2015", "TJK", RIOT_1997).status == "later_restatement"
    assert on("mandela-2015", "TJK", RIOT_2018).status == "standard"
    assert on("smr-1955", "TJK", RIOT_1997).status == "standard"
    assert on("smr-1955", "TJK", RIOT_2018).status == "earlier_version"
    assert on("minnesota-2016", "TJK", date(2016, 6, 1)).status == "later_restatement"  # the year is all that is known
    for day in (RIOT_1997, RIOT_2018):
        for one in obligations_on("TJK", day):
            if one.kind in (InstrumentKind.STANDARD, InstrumentKind.COMMITMENT):
                assert one.bound is Bound.NO and "binding" not in one.position


def test_humanitarian_law_names_its_premise() -> None:
    for norm in ("gc", "ap-i", "ap-ii", "custom-common-3"):
        assert "must find" in str(on(norm, "TJK", RIOT_1997).premise) or "until a person" in str(
            on(norm, "TJK", RIOT_1997).premise
        )
    assert on("cat", "TJK", RIOT_1997).premise is None


def test_a_signature_does_not_bind_and_what_came_after_the_list_is_not_known() -> None:
    assert on("iccpr", "CHN", date(2010, 1, 1)).status == "signed_only"
    assert on("iccpr", "CHN", date(1997, 1, 1)).status == "signed_later"
    assert on("iccpr", "CHN", date(2030, 1, 1)).bound is Bound.UNKNOWN
    assert on("opcat", "TJK", date(2030, 1, 1)).bound is Bound.UNKNOWN
    assert on("crpd", "TJK", RIOT_2018).bound is Bound.NO


def test_before_independence_and_after_leaving() -> None:
    before = on("cat", "TJK", date(1990, 1, 1))
    assert before.bound is Bound.UNKNOWN and "a part of the Soviet Union, which was a party" in before.position
    assert on("cat", "TJK", date(1992, 1, 1)).bound is Bound.CONTESTED
    assert on("echr", "RUS", date(2022, 9, 15)).bound is Bound.YES
    left = on("echr", "RUS", date(2022, 9, 16))
    assert (left.bound, left.status) == (Bound.NO, "left")


def test_of_a_state_that_is_not_held_custom_alone_is_known() -> None:
    assert on("cat", "DEU", RIOT_1997).bound is Bound.UNKNOWN
    assert on("custom-torture", "DEU", RIOT_1997).bound is Bound.YES
    assert on("custom-torture", "DEU", date(1960, 1, 1)).bound is Bound.CONTESTED
    assert on("smr-1955", "DEU", RIOT_1997).status == "standard"


def test_what_changed_during_the_days_given_is_not_known() -> None:
    year = {one.norm: one for one in obligations_within("TJK", date(1999, 1, 1), date(1999, 12, 31))}
    assert (year["iccpr"].bound, year["iccpr"].status) == (Bound.UNKNOWN, "changes")
    assert "contested" in year["iccpr"].position and "4 April 1999" in year["iccpr"].position
    assert year["cat"].bound is Bound.YES


@given(st.sampled_from(TREATIES), st.sampled_from(sorted(load_states())), DAYS, st.integers(0, 20_000))
def test_a_bound_state_stays_bound_until_it_withdraws(norm: str, state: str, day: date, more: int) -> None:
    if on(norm, state, day).bound is not Bound.YES:
        return
    later, party = day + timedelta(days=more), INSTRUMENTS[norm].parties[state]
    assert (on(norm, state, later).bound is Bound.YES) == (party.left is None or later < party.left)


@given(st.sampled_from(sorted(INSTRUMENTS)), st.sampled_from([*sorted(load_states()), "DEU"]), DAYS)
def test_every_position_is_said_in_whole_words(norm: str, state: str, day: date) -> None:
    one = on(norm, state, day)
    assert one.position and "{" not in one.position and "None" not in one.position and "  " not in one.position
    assert one.citation
    assert not any(word in one.position for word in ("breach", "violat"))
    if one.bound is Bound.YES and one.kind is InstrumentKind.TREATY:
        assert one.in_force_for_state and one.in_force_for_state <= day
