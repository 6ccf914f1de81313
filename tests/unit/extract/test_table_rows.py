"""Rows of a table as claims: each figure by the speaker of its row, on the day of its row, at its place."""

import pytest

from tollbook.extract import read_claims_of
from tollbook.link import link_incidents
from tollbook.model import Reading, Source
from tollbook.read import read_document

HEAD = "Source,Date,Killed,Injured,Place\n"


def read(table: str) -> tuple[Source, Reading]:
    source, issues = read_document("table.csv", table.encode())
    assert source is not None and source.language == "en", issues
    return source, read_claims_of(source)


def stated(reading: Reading) -> list[tuple[str | None, str, str, str | None]]:
    return [
        (one.attribution.speaker, str(one.harm), one.count.quantity.words, one.when.edtf if one.when else None)
        for one in reading.claims
        if one.count
    ]


def test_each_figure_has_the_speaker_and_the_day_of_its_row() -> None:
    _, reading = read(
        f"{HEAD}Ministry of Interior,3 May 2004,12,30,Andijan\nFamilies,2004-05-04,at least 50,dozens,Osh\n"
    )
    assert stated(reading) == [
        ("Ministry of Interior", "killed", "12", "2004-05-03"),
        ("Ministry of Interior", "injured", "30", "2004-05-03"),
        ("Families", "killed", "at least 50", "2004-05-04"),
        ("Families", "injured", "dozens", "2004-05-04"),
    ]


def test_the_day_may_stand_in_the_last_column() -> None:
    _, reading = read("Source,Killed,Date\nMinistry of Interior,12,3 May 2004\nFamilies,24–158,\n")
    assert stated(reading) == [
        ("Ministry of Interior", "killed", "12", "2004-05-03"),
        ("Families", "killed", "24–158", None),
    ]


@pytest.mark.parametrize("cell", ["3 May 2004 and 5 May 2004", "unknown", ""])
def test_a_cell_of_no_one_day_dates_nothing(cell: str) -> None:
    _, reading = read(f"Source,Killed,Date\nMinistry of Interior,12,{cell}\nFamilies,50,4 May 2004\n")
    assert [when for *_, when in stated(reading)] == [None, "2004-05-04"]


def test_the_cells_of_a_row_count_as_one_sentence() -> None:
    source, reading = read(f"{HEAD}Ministry of Interior,3 May 2004,12,30,Andijan\nFamilies,4 May 2004,50,many,Osh\n")
    rows = [source.text[one.start : one.end] for one in reading.sentences]
    assert rows[-2:] == ["Ministry of Interior\t3 May 2004\t12\t30\tAndijan", "Families\t4 May 2004\t50\tmany\tOsh"]
    assert len({one.sentence for one in reading.claims[:2]}) == 1


def test_rows_of_other_days_or_places_are_incidents_of_their_own() -> None:
    head = "Place,Incident date,Killed,Injured\n"
    source, reading = read(f"{head}Arlen,12 July 2021,4,11\nArlen,14 July 2021,2,\nHozat,14 July 2021,9,3\n")
    incidents, *_ = link_incidents([(source, reading)])
    told = {(one.when, one.where.name) for one in incidents}
    assert told == {("2021-07-12", "Arlen"), ("2021-07-14", "Arlen"), ("2021-07-14", "Hozat")}
    assert {len(one.claims) for one in incidents} == {1, 2}


def test_a_total_under_the_table_is_of_none_of_its_rows() -> None:
    text = (
        "# Update, 12-18 July 2021\n\n| Place | Date | Killed |\n|---|---|---|\n| Arlen | 12 July 2021 | 4 |\n"
        "| Hozat | 15 July 2021 | 9 |\n\nThis week, 13 people were killed across two districts.\n"
    )
    source, _ = read_document("update.md", text.encode())
    assert source is not None
    reading = read_claims_of(source)
    _, claims, *_ = link_incidents([(source, reading)])
    (total,) = (one.incident for one in claims if one.count and one.count.quantity.low == 13)
    assert [one.count.quantity.low for one in claims if one.incident == total and one.count] == [13]


def test_rows_of_different_events_are_different_incidents() -> None:
    source, reading = read(
        f"{HEAD}Ministry of Interior,3 May 2004,12,30,Andijan\nOpposition,4 May 2004,at least 50,,Andijan\n"
        "Ministry of Interior,7 June 2011,3,2,Osh\n"
    )
    incidents, claims, *_ = link_incidents([(source, reading)])
    assert [one.when for one in incidents] == ["2004-05-03/2004-05-04", "2011-06-07"]
    last = [one for one in claims if one.incident == incidents[-1].id]
    assert [(str(one.harm), one.where) for one in last] == [("killed", "Osh"), ("injured", "Osh")]


def test_a_row_without_a_speaker_is_the_documents_own() -> None:
    _, reading = read("Place,Killed,Injured\nAndijan,12,30\nOsh,3,2\n")
    assert [speaker for speaker, *_ in stated(reading)] == [None] * 4


@pytest.mark.parametrize("columns", ["Date,Published", "Published,Date"])
def test_the_day_of_a_report_beside_the_day_of_the_event_dates_nothing(columns: str) -> None:
    days = "3 May 2004,20 May 2004" if columns == "Date,Published" else "20 May 2004,3 May 2004"
    source, reading = read(f"Source,{columns},Killed,Place\nMinistry of Interior,{days},12,Andijan\n")
    incidents, claims, *_ = link_incidents([(source, reading)])
    assert [one.when for one in incidents] == ["2004-05-03"]
    assert [one.when.edtf if one.when else None for one in claims] == ["2004-05-03"]


def test_the_day_of_a_report_does_not_stand_in_for_a_day_that_is_not_known() -> None:
    source, reading = read("Source,Date,Published,Killed\nMinistry of Interior,unknown,20 May 2004,12\n")
    incidents, _, *_ = link_incidents([(source, reading)])
    assert [one.when for one in incidents] == [None]


def test_the_only_column_of_days_dates_its_row_whatever_it_is_called() -> None:
    source, reading = read("Source,Reported,Killed\nMinistry of Interior,20 May 2004,12\n")
    incidents, _, *_ = link_incidents([(source, reading)])
    assert [one.when for one in incidents] == ["2004-05-20"]


@pytest.mark.parametrize("cell", ["Families &", "& families", "Families and", "and", "&&"])
def test_a_speaker_cell_that_ends_in_the_midst_is_read_all_the_same(cell: str) -> None:
    """Found by the soak."""
    _, reading = read(f"{HEAD}Ministry of Interior,3 May 2004,12,30,Andijan\n{cell},4 May 2004,20,,Osh\n")
    assert [words for _, _, words, _ in stated(reading)] == ["12", "30", "20"]
