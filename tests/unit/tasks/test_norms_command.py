"""``tollbook norms`` as people call it."""

import json

import pytest
from click.testing import CliRunner

from tollbook.cli.main import main

FIELDS = {
    "norm",
    "name",
    "articles",
    "bound",
    "deposited",
    "in_force_for_state",
    "by",
    "position",
    "citation",
    "checked_on",
}


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["norms", *words])
    return done.exit_code, done.stdout, done.stderr


def test_json_has_every_field_of_every_text() -> None:
    code, out, _ = run("TJK", "1997-04-14", "--json")
    rows = json.loads(out)
    assert code == 0 and len(rows) > 50
    assert all(set(row) >= FIELDS for row in rows)
    by_id = {row["norm"]: row for row in rows}
    assert by_id["cat"]["bound"] == "yes" and by_id["cat"]["deposited"] == "1995-01-11"
    assert by_id["cat"]["in_force_for_state"] == "1995-02-10" and by_id["cat"]["by"] == "accession"
    assert by_id["iccpr"]["bound"] == "contested"
    assert by_id["mandela-2015"]["bound"] == "no" and "later restatement" in by_id["mandela-2015"]["position"]
    assert {row["bound"] for row in rows} <= {"yes", "no", "contested", "unknown"}


def test_the_table_is_readable_and_its_parts_are_in_order() -> None:
    code, out, _ = run("tjk", "2018-11-07")
    assert code == 0 and out.startswith("Tajikistan on 2018-11-07\n")
    headings = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert headings[1] == "Bound" and headings[-1] == "Not bound"
    assert "cat  Convention against Torture" in out and "breach" not in out


def test_one_text_alone() -> None:
    code, out, _ = run("TJK", "2018-11-07", "--norm", "ICCPR", "--json")
    assert code == 0 and [row["norm"] for row in json.loads(out)] == ["iccpr"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("TAJ", "1997-04-14"), "ISO 3166 alpha-3, such as TJK"),
        (("TJK", "14.4.1997"), "write it as YYYY-MM-DD"),
        (("TJK", "1997-04-14", "--norm", "magna-carta"), "There is no text 'magna-carta'"),
        (("TJK",), "Missing argument 'DATE'"),
    ],
)
def test_wrong_use_is_said_and_ends_with_2(words: tuple[str, ...], says: str) -> None:
    code, out, err = run(*words)
    assert code == 2 and says in err and not out


def test_help_has_examples() -> None:
    _, out, _ = run("--help")
    assert "tollbook norms TJK 1997-04-14" in out
