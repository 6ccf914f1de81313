"""What the page says of places and of speakers of several names."""

from pathlib import Path
from typing import Any

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish.dossier import write_dossier
from tollbook.publish.names import place_notes
from tollbook.publish.phrases import phrases
from tollbook.settings import Settings, settings_toml

SAY = phrases()
KHUJAND = {"id": "geonames:1514879", "name": "Khujand", "kind": "settlement", "country_code": "TJK", "region": "Sughd"}
VILLAGE = KHUJAND | {"id": "geonames:7", "region": None}


def notes(
    taken: str | None, *candidates: dict[str, Any], name: str = "Khujand", also: tuple[str, ...] = ()
) -> list[str]:
    known = {"taken": taken, "because": "so it is", "candidates": list(candidates)}
    where: dict[str, Any] = {"name": name, "country_code": "TJK", "gazetteer": known}
    return list(place_notes({"where": where | ({"also": list(also)} if also else {})}, SAY))


def test_a_place_that_its_own_name_tells_is_said_nothing_of() -> None:
    assert notes(KHUJAND["id"], KHUJAND) == []
    assert place_notes({"where": {"name": "Marrow", "country_code": None}}, SAY) == ()
    assert place_notes({}, SAY) == ()


def test_a_place_under_another_name_is_said_to_be_taken_for_it() -> None:
    assert notes(KHUJAND["id"], KHUJAND, name="Leninabad", also=("Khudzhand", "Khujand")) == [
        "Also written in these documents: Khudzhand, Khujand.",
        "Taken for Khujand, Sughd, TJK (geonames:1514879) by GeoNames: so it is.",
    ]


def test_what_stays_open_is_listed() -> None:
    (note,) = notes(None, KHUJAND, VILLAGE, VILLAGE, VILLAGE)
    assert "Khujand, Sughd, TJK (geonames:1514879); Khujand, settlement, TJK (geonames:7)" in note
    assert "and 1 more" in note


def test_the_page_and_the_record_say_so(tmp_path: Path) -> None:
    one = b"Nine people were killed in a riot in Leninabad, Tajikistan, on 3 May 1989, the Tajik government said.\n"
    two = b"Eleven people were killed in a riot in Khudzhand, Tajikistan, on 3 May 1989, Tajik authorities said.\n"
    built = build_register([Document("1.txt", one), Document("2.txt", two)], Settings())
    write_dossier(built.register, built.documents, settings_toml(Settings()), tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Also written in these documents: Khudzhand." in page
    assert "Taken for Khujand, Sughd, TJK (geonames:1514879) by GeoNames" in page
    assert "Counted as one voice: “the Tajik government”, “Tajik authorities”." in page
