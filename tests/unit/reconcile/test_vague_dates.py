"""UCDP's table of vague dates, line by line, and what an incident is given by it."""

import json
from datetime import date
from pathlib import Path

import pytest

from tollbook import tasks
from tollbook.data.date_tables import load_date_table, patterns_of
from tollbook.publish.verify import verify_folder
from tollbook.reconcile.vague_dates import _given, days_meant

TABLE = "ucdp-ged-23"
WEDNESDAY = date(2004, 5, 12)


def meant(words: str, reported: date = WEDNESDAY) -> tuple[str, str, int] | None:
    for line, pattern in patterns_of(TABLE, "en"):
        if match := pattern.search(words):
            days = days_meant(line, _given(match, TABLE, "en"), reported)
            return (days[0].isoformat()[5:], days[1].isoformat()[5:], line.precision) if days else None
    return None


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("killed today", "05-12", "05-12", 1),
        ("killed yesterday", "05-11", "05-11", 1),
        ("last Tuesday", "05-11", "05-11", 1),
        ("on Monday night", "05-10", "05-10", 1),
        ("last night", "05-11", "05-11", 1),
        ("the other day", "05-11", "05-11", 1),
        ("in the past few days", "05-09", "05-11", 2),
        ("around 2 May", "05-01", "05-03", 2),
        ("over the weekend", "05-08", "05-09", 2),
        ("this week", "05-10", "05-12", 2),
        ("in the night between Sunday and Monday", "05-09", "05-10", 2),
        ("in the past 24 hours", "05-11", "05-12", 2),
        ("in the past 48 hours", "05-10", "05-12", 2),
        ("in the past 72 hours", "05-10", "05-12", 2),
        ("in the past two days", "05-10", "05-11", 2),
        ("since Thursday", "05-06", "05-12", 2),
        ("a five-day offensive", "05-08", "05-12", 2),
        ("the last 6 days of January", "01-25", "01-30", 2),
        ("last week", "05-03", "05-09", 3),
        ("late last week", "05-07", "05-09", 2),
        ("in the past week", "05-06", "05-12", 3),
        ("the first week of April", "04-01", "04-07", 3),
        ("a week-old offensive", "05-06", "05-12", 3),
        ("in early March", "03-01", "03-10", 4),
        ("in early May", "05-01", "05-10", 4),
        ("in mid-April", "04-10", "04-20", 4),
        ("in late March", "03-15", "03-31", 4),
        ("late May", "05-15", "05-15", 4),
        ("in recent weeks", "04-21", "05-12", 4),
        ("earlier this month", "05-01", "05-11", 4),
        ("last month", "04-01", "04-30", 4),
        ("a fortnight ago", "04-29", "05-12", 4),
        ("last year", "01-01", "12-31", 5),
        ("in the past year", "01-01", "05-12", 5),
        ("in early 1999", "01-01", "04-30", 5),
        ("in late 1999", "09-01", "12-31", 5),
        ("in the past three months", "02-12", "05-12", 5),
    ],
)
def test_each_line_gives_its_days(words: str, first: str, last: str, precision: int) -> None:
    assert meant(words) == (first, last, precision)


def test_last_week_on_a_sunday_is_excepted_by_the_table() -> None:
    assert meant("last week", date(2004, 5, 9)) is None


def test_every_line_is_cited_and_said_to_be_unchecked() -> None:
    table = load_date_table(TABLE)
    assert not table.checked and table.reference == "ucdp-ged-23"
    assert len({one.key for one in table.table}) == len(table.table)


def test_an_incident_is_given_the_days_and_keeps_its_own(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    said = "Police said 12 prisoners were killed last night."
    text = f"# Riot in Marrow\n\n4 May 2004\n\nA riot broke out in Marrow, Tajikistan. {said}\n"
    (case / "one.md").write_text(text, encoding="utf-8")
    (case / "case.toml").write_text('rules = ["ucdp-ged-23"]\n', encoding="utf-8")
    out = tasks.build(case, tmp_path / "out").out
    assert verify_folder(out) == []
    incident = json.loads((out / "record.json").read_text(encoding="utf-8"))["incidents"][0]
    (found,) = incident["dated"]
    assert (found["phrase"], found["first"], found["last"], found["precision"]) == (
        "last night",
        "2004-05-03",
        "2004-05-03",
        1,
    )
    assert "By the table of vague dates of ucdp-ged-" in (out / "index.html").read_text(encoding="utf-8")
