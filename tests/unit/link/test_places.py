"""Places: two spellings of one are one, two of one name are two, and what is not told stays open."""

from datetime import UTC, datetime

import pytest

from tollbook.errors import SettingsError
from tollbook.model import Decision, DecisionKind, Document, Incident, Register
from tollbook.model.locality import Located
from tollbook.pipeline import build_register
from tollbook.settings import Settings

KHUJAND = "geonames:1514879"


def riot(place: str, killed: int = 9) -> str:
    return f"On 3 May 1989 {killed} people were killed in a riot in {place}.\n"


def register(*papers: str, decisions: tuple[Decision, ...] = (), **settings: object) -> Register:
    documents = [Document(f"{n}.txt", text.encode()) for n, text in enumerate(papers)]
    return build_register(documents, Settings(**settings), decisions=decisions).register  # type: ignore[arg-type]


def incidents(made: Register) -> list[Incident]:
    return [one.incident for one in made.accounts]


def located(made: Register) -> Located:
    (incident,) = incidents(made)
    assert incident.where.located is not None
    return incident.where.located


def codes(made: Register) -> list[str]:
    return [one.code for one in made.issues if one.code.startswith("place-")]


def place_decision(kind: DecisionKind, one: str, other: str) -> Decision:
    return Decision(kind, (one, other), "place", "R1", datetime(2026, 6, 3, tzinfo=UTC), "they say so", {})


@pytest.mark.parametrize(
    "other", ["Khudzhand, Tajikistan", "Khojand", "the city of Leninabad", "Leninabad", "Khodzhent"]
)
def test_two_spellings_of_one_place_are_one_place(other: str) -> None:
    made = register(riot("Khujand, Tajikistan"), riot(other, 11) + "The Tajik government said so.\n")
    (incident,) = incidents(made)
    assert incident.where.taken == KHUJAND
    assert len(incident.where.also) == 1
    assert codes(made) == ["place-names-joined"]


def test_two_towns_of_one_name_are_two() -> None:
    made = register(riot("Paris, France"), riot("Paris, Texas, in the United States", 11))
    taken = [one.where.taken for one in incidents(made)]
    assert taken == ["geonames:2988507", "geonames:4717560"]


def test_two_towns_of_one_name_in_one_country_are_told_by_their_regions() -> None:
    states = ((9, "Illinois"), (11, "Ohio"))
    made = register(*(riot(f"Springfield, {state}, in the United States", n) for n, state in states))
    taken = [one.where.taken for one in incidents(made)]
    assert taken == ["geonames:4250542", "geonames:4525353"]


def test_places_that_can_be_no_one_place_are_two() -> None:
    made = register(riot("Vahdat, Tajikistan"), riot("Vahdat, Turkey", 11), riot("Vahdat", 7))
    assert len(incidents(made)) == 2


def test_a_name_of_many_places_stays_open_and_says_what_to_do() -> None:
    made = register(riot("Vahdat, Tajikistan"))
    assert located(made).taken is None
    assert len(located(made).candidates) == 2
    (issue,) = [one for one in made.issues if one.code == "place-open"]
    assert "[places]" in issue.message
    assert "geonames:1220855" in issue.message
    assert issue.about == incidents(made)[0].claims


def test_the_settings_say_which_place_is_meant() -> None:
    made = register(riot("Vahdat, Tajikistan"), places=(("Vahdat", "geonames:1220855"),))
    assert located(made).taken is not None
    assert located(made).because == "case.toml says which place is meant"
    assert codes(made) == []


def test_settings_that_name_no_place_are_refused() -> None:
    with pytest.raises(SettingsError, match="geonames:1'"):
        register(riot("Vahdat, Tajikistan"), places=(("Vahdat", "geonames:1"),))


def test_a_city_and_the_region_around_it_stay_candidates() -> None:
    made = located(register(riot("Leninabad, in the north of Tajikistan")))
    assert [one.id for one in made.candidates] == [KHUJAND, "region:TJ.03"]
    assert made.taken is not None
    assert made.taken.id == KHUJAND
    assert "the region" in made.because
    settled = located(register(riot("the city of Leninabad, in the north of Tajikistan")))
    assert [one.id for one in settled.candidates] == [KHUJAND]


def test_a_place_in_no_country_that_the_document_names_is_not_taken() -> None:
    made = located(register(riot("Khujand") + "Families in Kenya were told.\n"))
    assert made.taken is None
    assert "other countries" in made.because


def test_other_places_of_the_document_tell_the_country() -> None:
    made = located(register(riot("Vahdat") + "The wounded were driven in the night to a hospital in Khujand.\n"))
    assert {one.country_code for one in made.candidates} == {"TJK"}


def test_what_no_gazetteer_has_is_its_name_alone() -> None:
    (incident,) = incidents(register(riot("Marrowdale"), riot("Marrowdale", 11)))
    assert incident.where.located is None


def test_people_may_say_that_two_spellings_are_two_places_or_that_two_places_are_one() -> None:
    papers = (riot("Khujand, Tajikistan"), riot("Khudzhand, Tajikistan", 11))
    apart = place_decision(DecisionKind.DIFFERENT, "Khudzhand", "Khujand")
    assert len(incidents(register(*papers, decisions=(apart,)))) == 2
    two = (riot("Isfara, Tajikistan"), riot("Khujand, Tajikistan", 11))
    assert len(incidents(register(*two))) == 2
    joined = place_decision(DecisionKind.SAME, "Isfara", "Khujand")
    assert len(incidents(register(*two, decisions=(joined,)))) == 1


def test_a_village_is_not_taken_for_a_namesake_in_another_region() -> None:
    found = located(register(riot("the village of Karasu in the Naryn region of Kyrgyzstan")))
    assert found.taken is None
    assert "geonames" in found.candidates[0].id
    assert located(register(riot("the village of Karasu in the Osh region of Kyrgyzstan"))).taken is not None
