"""Headings of columns and labels of rows that speak of harm are read in parts; what is not understood is said."""

import pytest

from tollbook.extract import read_claims_of
from tollbook.extract.headings import heading_of
from tollbook.extract.notation import told
from tollbook.model import Reading
from tollbook.read import read_document


def read(table: str) -> Reading:
    source, issues = read_document("table.csv", table.encode())
    assert source is not None and source.language == "en", issues
    return read_claims_of(source)


@pytest.mark.parametrize(
    ("label", "harm", "group", "died"),
    [
        ("Prisoners killed", "killed", "prisoners", False),
        ("Killed in all", "killed", None, False),
        ("Guards dead", "killed", "guards", True),
        ("Dead (prisoners)", "killed", "prisoners", True),
        ("Number of wounded", "injured", None, False),
        ("No. of dead", "killed", None, True),
        ("Deaths: police", "killed", "police", True),
        ("Number of people killed", "killed", None, False),
        ("Wounded guards, total", "injured", "guards", False),
        ("Killed/injured", "casualties", None, False),
    ],
)
def test_a_heading_in_parts(label: str, harm: str, group: str | None, died: bool) -> None:
    heading = heading_of(label, "en")
    assert heading is not None
    assert (heading.harm, heading.group, heading.died) == (harm, group, died)


@pytest.mark.parametrize(
    "label",
    ["Killed by guards", "Deaths per 100,000", "Women and children killed", "Killed, injured", "Victims' homes"],
)
def test_a_heading_of_harm_with_more_to_it_is_not_guessed(label: str) -> None:
    heading = heading_of(label, "en")
    assert heading is not None and heading.harm is None


@pytest.mark.parametrize("label", ["Prisoners", "Capacity", "Total", "Date", "People", "Arrests in Osh", ""])
def test_a_heading_that_speaks_of_no_grave_harm_is_none(label: str) -> None:
    assert heading_of(label, "en") is None


TABLE = """Source,Prisoners killed,Guards dead,Killed in all,Number of wounded,Killed by gunfire
Interior Ministry,20,4,24,35,12
Families of prisoners,at least 120,4,"150, including 20 boys",dozens,140
The clinic in the town,none,not known,24 prisoners,,
"""


def test_each_column_gives_its_harm_and_its_group() -> None:
    assert told(read(TABLE).claims) == [
        "killed: 20 (prisoners) [by Interior Ministry]",
        "killed: 4 (guards) [by Interior Ministry]",
        "killed: 24 [by Interior Ministry]",
        "injured: 35 [by Interior Ministry]",
        "killed: at least 120 (prisoners) [by Families of prisoners]",
        "killed: 4 (guards) [by Families of prisoners]",
        "killed: 150 [by Families of prisoners]",
        "killed: 20 (children) [part of 150, by Families of prisoners]",
        "injured: “dozens” [by Families of prisoners]",
        "killed: 0 (prisoners) [by The clinic in the town]",
        "killed: 24 (prisoners) [by The clinic in the town]",
    ]


def test_a_column_that_is_not_understood_is_said_once_and_never_silent() -> None:
    issues = [issue for issue in read(TABLE).issues if issue.code == "figure-not-read"]
    assert [issue.at.words if issue.at else None for issue in issues] == ["12"]


def test_a_column_of_harm_without_figures_is_no_issue() -> None:
    table = "Source,Place,Cause of death,Date of death\nThe ministry,the town of Osh,gunfire,3 May 2004\n"
    assert [issue.code for issue in read(table).issues] == []
