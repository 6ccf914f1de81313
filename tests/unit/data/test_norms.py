"""Every entry of norms/*.yaml is read; what bound whom since when follows from the treaty's own rule."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.data.loader import load_yaml
from tollbook.data.norms import (
    LANGUAGES,
    At,
    _instrument,
    aliases_of,
    folded_alias,
    load_instruments,
    load_states,
    norm_named,
    norm_on,
    short_names,
)
from tollbook.errors import DataFileError
from tollbook.model.instrument import TOPICS, Deed, ForceRule, InstrumentKind, add_months

INSTRUMENTS = load_instruments()
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
PARTIES = [(one.id, code) for one in INSTRUMENTS.values() for code in one.parties]


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_every_instrument_has_its_citation_its_dates_and_names(id_: str) -> None:
    one = INSTRUMENTS[id_]
    assert one.cited.citation and one.name and one.family
    assert id_ == id_.lower() and id_.replace("-", "").isalnum()
    if one.kind is not InstrumentKind.CUSTOM:
        assert one.adopted, "only custom has no day of adoption"
    if one.kind is InstrumentKind.TREATY:
        assert one.leaving and one.derogation
        assert one.in_force is None or one.adopted <= one.in_force  # type: ignore[operator]
        assert one.articles or one.note
    else:
        assert not one.parties, "nobody is a party to what does not bind, nor to custom"
    assert (one.kind is InstrumentKind.CUSTOM) == bool(one.stated)
    assert set(one.participants) <= set(load_states())
    assert one.kind is InstrumentKind.COMMITMENT or not one.participants


# What a treaty has no article on: its text was gone through for each topic. A treaty that is not here has all five.
NONE_ON = {
    "cat": "killing children",  # it is of torture, of whomever
    "opcat": "killing children investigation",  # visits to places of detention
    "icescr": "killing torture investigation",
    "iccpr-op1": "killing torture detention children investigation",  # complaints: its duties are the Covenant's
    "iccpr-op2": "torture detention children investigation",  # the death penalty
    "icescr-op": "killing torture detention children investigation",
    "cedaw": "killing torture detention children",  # violence is read into it by general recommendations 19 and 35
    "cedaw-op": "killing torture detention children investigation",
    "crpd-op": "killing torture detention children investigation",
    "crc-opic": "killing torture detention children investigation",
    "crc-opac": "killing torture detention investigation",  # children in armed forces
    "crc-opsc": "killing torture detention",
    "icerd": "detention children",
    "cped": "killing torture",
    "genocide": "torture detention",
    "ap-ii": "investigation",
    "ap-iii": "killing torture detention children investigation",  # an emblem
    "cis": "investigation",
    "ecpt": "killing children investigation",
}


@pytest.mark.parametrize("id_", [one.id for one in INSTRUMENTS.values() if one.kind is InstrumentKind.TREATY])
def test_each_treaty_has_its_articles_on_every_topic_or_it_is_known_that_it_has_none(id_: str) -> None:
    assert set(TOPICS) - set(INSTRUMENTS[id_].articles) == set(NONE_ON.get(id_, "").split())


@pytest.mark.parametrize(
    ("id_", "topic", "articles"),
    [
        ("iccpr", "killing", "6"),
        ("iccpr", "torture", "7"),
        ("iccpr", "detention", "9 10 14"),
        ("iccpr", "children", "6(5) 10(2)(b) 10(3) 14(4) 24"),
        ("iccpr", "investigation", "2(3)"),
        ("cat", "torture", "1 2 4 16"),
        ("cat", "detention", "10 11 16"),
        ("cat", "investigation", "12 13 14"),
        ("crc", "torture", "37(a)"),
        ("crc", "children", "3 6 19 20 24 37 38 39 40"),
        ("cped", "investigation", "3 12 24"),
        ("crpd", "killing", "10"),
        ("crpd", "torture", "15"),
        ("icmw", "killing", "9"),
        ("icmw", "torture", "10"),
        ("icerd", "killing", "5(b)"),
        ("gc", "killing", "common 3(1)(a) IV 32"),
        ("echr", "killing", "2"),
        ("echr", "torture", "3"),
    ],
)
def test_articles_as_lawyers_know_them(id_: str, topic: str, articles: str) -> None:
    assert " ".join(INSTRUMENTS[id_].articles[topic]) == articles


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("iccpr", "art. 4"),
        ("cat", "2(2)"),
        ("cped", "1(2)"),
        ("echr", "art. 15"),
        ("achr", "art. 27"),
        ("cis", "art. 35"),
    ],
)
def test_what_no_emergency_allows(id_: str, says: str) -> None:
    assert says in str(INSTRUMENTS[id_].derogation)


@pytest.mark.parametrize(("id_", "code"), PARTIES)
def test_every_party_is_a_known_state_with_a_citation_and_dates_in_order(id_: str, code: str) -> None:
    one, party = INSTRUMENTS[id_], INSTRUMENTS[id_].parties[code]
    assert code in load_states() and party.cited.citation
    assert party.cited.unverified or party.cited.checked
    days = [day for day in (party.signed, party.deposited, party.left) if day]
    assert days == sorted(days)
    entered = one.entered(code)
    assert (party.by is Deed.SIGNATURE) <= (entered is None and party.deposited is None)
    if entered and one.in_force and party.by is not Deed.SUCCESSION:
        assert entered >= one.in_force


@pytest.mark.parametrize(("id_", "code"), PARTIES)
def test_entry_into_force_as_stated_is_what_the_rule_gives(id_: str, code: str) -> None:
    one, party = INSTRUMENTS[id_], INSTRUMENTS[id_].parties[code]
    if not (party.stated and party.deposited and one.force and one.in_force) or party.by is Deed.SUCCESSION:
        return
    assert party.stated == max(one.in_force, one.force.after(party.deposited))


@pytest.mark.parametrize(
    ("id_", "code", "entered"),
    [
        ("cat", "TJK", date(1995, 2, 10)),
        ("iccpr", "TJK", date(1999, 4, 4)),
        ("crc", "TJK", date(1993, 11, 25)),
        ("iccpr", "KGZ", date(1995, 1, 7)),
        ("iccpr", "KAZ", date(2006, 4, 24)),
        ("cat", "UZB", date(1995, 10, 28)),
        ("iccpr", "RUS", date(1976, 3, 23)),
        ("crc", "USA", None),
    ],
)
def test_days_that_are_known_by_other_ways(id_: str, code: str, entered: date | None) -> None:
    assert INSTRUMENTS[id_].entered(code) == entered


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_of_one_instrument_each(language: str) -> None:
    for words, id_ in aliases_of(language).items():
        assert words == folded_alias(words) and words, "a name that folds to nothing"
        assert id_ in INSTRUMENTS
    assert not set(short_names()) & set(aliases_of(language))


@pytest.mark.parametrize("id_", [one.id for one in INSTRUMENTS.values() if one.family == "core"])
def test_the_core_treaties_have_names_in_every_language(id_: str) -> None:
    assert {language for language in LANGUAGES if id_ in aliases_of(language).values()} == set(LANGUAGES)


def test_a_name_is_found_as_it_is_written() -> None:
    assert norm_named("convention  Against\nTorture", "en") == "cat"
    assert norm_named("CAT", "en") == "cat"
    assert norm_named("cat", "en") is None  # an animal
    assert norm_named("Convention on the Rights of the Child", "fr") is None
    assert norm_named("Конвенция о правах ребёнка", "ru") == "crc"
    assert norm_on("cat", date(1700, 1, 1)) == "cat"


def test_a_text_that_was_revised_is_the_version_of_the_day() -> None:
    rules = "Standard Minimum Rules for the Treatment of Prisoners"
    assert norm_named(rules, "en", date(1997, 4, 17)) == norm_named(rules, "en") == "smr-1955"
    assert norm_named(rules, "en", date(2018, 11, 12)) == "mandela-2015"
    assert norm_named("Nelson Mandela Rules", "en", date(1997, 4, 17)) == "mandela-2015"  # by no other name
    assert norm_named("Minnesota Protocol", "en", date(1997, 4, 17)) == "minnesota-1991"
    assert norm_named("Minnesota Protocol", "en", date(2018, 11, 12)) == "minnesota-2016"


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_rule_never_goes_back(day: date) -> None:
    assert ForceRule("1", "thirtieth day", days=30).after(day) == day + timedelta(days=30)
    first = ForceRule("1", "first of the month after sixty days", days=60, next_month=True).after(day)
    assert first.day == 1 and timedelta(days=60) < first - day <= timedelta(days=91)


WRONG = {
    "cat:\n  name: A\n": "line 1: cat needs its name and a citation",
    "cat:\n  name: A\n  citation: B\n  kind: law\n": "line 4: 'law' must be one of: treaty, custom",
    "cat:\n  name: A\n  citation: B\n  kind: treaty\n  adopted: 10 May\n": "line 5: adopted must be a day",
    "cat:\n  name: A\n  citation: B\n  kind: treaty\n  parties:\n    TJK: {by: accession}\n": "line 6: None is no",
}


@pytest.mark.parametrize(("text", "says"), WRONG.items())
def test_a_complaint_names_file_and_line(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "torture.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"norms/torture\.yaml, ") as wrong:
        _instrument(At(file), "cat", load_yaml(file)["cat"])
    assert says in str(wrong.value)
