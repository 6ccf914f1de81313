"""Every entry of each language's parties.yaml is read, and what looks like one is not."""

from typing import Any

import pytest

from tollbook.data import available_languages
from tollbook.data.loader import data_file, load_yaml
from tollbook.data.parties import Parties, Party, load_parties

LANGUAGES = [code for code in available_languages() if load_parties(code)]
STATE = "TJK"


def parties(language: str) -> Parties:
    found = load_parties(language)
    assert found is not None
    return found


def raw(language: str) -> dict[str, Any]:
    loaded: dict[str, Any] = load_yaml(data_file("languages", language, "parties.yaml"))
    return loaded


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_body_is_that_body(language: str) -> None:
    for key, names in raw(language)["bodies"].items():
        assert {parties(language).told(name) for name in names} == {Party(key)}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_an_office_is_that_office_of_each_state(language: str) -> None:
    countries = load_yaml(data_file("languages", language, "countries.yaml"))
    for key, office in raw(language)["offices"].items():
        for name in office["names"]:
            assert parties(language).told(name) == Party(key, office=True), name
        for name in (*office["names"], *office.get("with_state", ())):
            for code, called in countries.items():
                for words in called["adjectives"]:
                    assert parties(language).told(f"{words} {name}") == Party(key, True, code), f"{words} {name}"


def test_no_name_is_given_twice() -> None:
    for language in LANGUAGES:
        given = raw(language)
        every = [name for names in given["bodies"].values() for name in names]
        every += [name for one in given["offices"].values() for name in (*one["names"], *one.get("with_state", ()))]
        assert len(every) == len(set(every))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_looks_like_one_is_none(language: str) -> None:
    told = {name: parties(language).told(name) for name in raw(language)["never"]}
    assert {name: one for name, one in told.items() if one is not None} == {}


ENGLISH = {
    "the government of Tajikistan": "government",
    "The Tajik government": "government",
    "Tajikistan's government": "government",
    "Tajik authorities": "government",
    "the authorities of Tajikistan": "government",
    "a spokesman for the Tajik government": "government",
    "the government in Dushanbe": "government",
    "Tajikistan": "government",
    "the Tajik Interior Ministry": "interior-ministry",
    "Tajikistan’s Ministry of Internal Affairs": "interior-ministry",
    "the Ministry of the Interior of the Republic of Tajikistan": "interior-ministry",
    "Tajik Interior Ministry spokeswoman": "interior-ministry",
    "the spokesman for Tajikistan's Interior Ministry": "interior-ministry",
    "the Tajik MVD": "interior-ministry",
}


@pytest.mark.parametrize("words", ENGLISH)
def test_an_office_is_known_by_its_state(words: str) -> None:
    assert parties("en").told(words) == Party(ENGLISH[words], True, STATE)


def test_a_seat_speaks_for_the_government_alone() -> None:
    assert parties("en").told("Dushanbe") == Party("government", True, STATE, seat=True)
    assert parties("en").told("the Dushanbe authorities") is None
    assert parties("en").told("Dushanbe residents") is None


def test_a_ministry_may_be_any() -> None:
    assert parties("en").told("the ministry") == Party("", office=True)
    assert parties("en").told("a ministry spokesman") == Party("", office=True)
    text = "The Ministry of the Interior spoke.\nA doctor of the health\nministry did not. The Interior Ministry slept."
    assert parties("en").ministries_in(text) == {"interior-ministry": 4, "health-ministry": 52}
    assert parties("en").ministries_in("the " * 10) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_passes_on_a_report_is_taken_off_its_outlet(language: str) -> None:
    for name in raw(language).get("carriers", ()):
        for written in (
            f"The Gazette ({name})",
            f"The Gazette/{name}",
            f"The Gazette / {name}",
            f"(The Gazette ({name})",
        ):
            assert parties(language).outlet(written) == "The Gazette", written
        assert parties(language).outlet(name) == name, "alone it is all that is known"
        assert parties(language).outlet(f"{name} (The Gazette)") == f"{name} (The Gazette)"


@pytest.mark.parametrize("named", ["Gazette/Herald", "The Gazette (Lyon)", "/", "(", "", "All Africa/"])
def test_what_follows_an_outlet_and_is_no_carrier_stays(named: str) -> None:
    assert parties("en").outlet(named) == named
