"""``tollbook code``: rows in, figures with their words out; a stop loses nothing."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tollbook.cli.main import main
from tollbook.coding import Asked
from tollbook.errors import SettingsError
from tollbook.tasks.code import COLUMNS, ReportTable, code

ROWS = [
    ("a1", "2019-05-04", "On 4 May 2019 three miners were killed and at least 7 injured in Kalot, the mayor said."),
    ("a2", "2019-05-05", "Workers went on strike over unpaid wages."),
    ("a3", "", "No one was killed in the fire, police said."),
    ("a4", "2019-05-06", "Dozens were injured when police broke up a rally on 6 May 2019."),
    ("a5", "2019-05-07", "Between 20 and 25 people, including 4 children, were killed in Var on 7 May 2019."),
]
ASKED = Asked("all", "range", "en")


def table_of(path: Path, rows: list[tuple[str, str, str]] = ROWS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows([("id", "day", "notes"), *rows])
    return path


def coded(path: Path, out: Path, asked: Asked = ASKED) -> list[dict[str, str]]:
    code(ReportTable(path, "notes", "id", "day"), asked, out)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_of_text_is_a_row_of_figures(tmp_path: Path) -> None:
    a1, a2, a3, a4, a5 = coded(table_of(tmp_path / "in.csv"), tmp_path / "out.csv")
    assert list(a1) == ["id", *COLUMNS]
    assert (a1["id"], a1["killed_low"], a1["killed_high"], a1["killed_words"]) == ("a1", "3", "3", "three miners")
    assert (a1["injured_low"], a1["injured_high"], a1["injured_highest"]) == ("7", "", "7")
    assert (a1["when"], a1["speakers"]) == ("2019-05-04", "the mayor")
    assert {a2[name] for name in COLUMNS if name not in ("n_claims", "issues")} == {""} and a2["n_claims"] == "0"
    assert (a3["killed_low"], a3["killed_high"]) == ("0", "0"), "said to be none, which is not silence"
    assert (a4["injured_low"], a4["injured_high"], a4["injured_words"]) == ("", "", "Dozens"), "stated, no number"
    assert (a5["killed_low"], a5["killed_high"]) == ("20", "25")


def test_one_group_can_be_asked_for(tmp_path: Path) -> None:
    *_, a5 = coded(table_of(tmp_path / "in.csv"), tmp_path / "out.csv", Asked("children", "range", "en"))
    assert (a5["killed_low"], a5["killed_high"]) == ("4", "4")


def test_civilians_are_all_but_those_said_to_fight(tmp_path: Path) -> None:
    text = "On 4 May 2019 six villagers were killed in Kalot. The army said nine soldiers were killed there."
    (row,) = coded(
        table_of(tmp_path / "in.csv", [("c1", "", text)]), tmp_path / "out.csv", Asked("civilians", "range", "en")
    )
    assert (row["killed_low"], row["killed_high"]) == ("6", "6")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("On 4 May 2019 six civilians were killed in Kalot. A doctor said that two girls were killed.", "6", "6"),
        ("On 4 May 2019 two girls were killed in Kalot. A doctor said that three boys were killed.", "2", "3"),
        ("On 4 May 2019 20 people, including 12 civilians, were killed in Kalot.", "12", "12"),
        ("On 4 May 2019 six civilians were killed in Kalot. A doctor said that nine farmers were killed.", "6", "9"),
    ],
)
def test_a_figure_of_some_of_those_asked_for_is_a_part_of_their_total(
    tmp_path: Path, text: str, low: str, high: str
) -> None:
    table = table_of(tmp_path / "in.csv", [("c1", "", text)])
    (row,) = coded(table, tmp_path / "out.csv", Asked("civilians", "range", "en"))
    assert (row["killed_low"], row["killed_high"]) == (low, high)


def test_others_injured_than_the_dead_are_the_total_of_the_injured(tmp_path: Path) -> None:
    text = (
        "On 4 May 2019 ten people were killed and 12 others were injured in Kalot. A doctor said that 14 were injured."
    )
    (row,) = coded(table_of(tmp_path / "in.csv", [("c1", "", text)]), tmp_path / "out.csv", ASKED)
    assert (row["injured_low"], row["injured_high"]) == ("12", "14")


def test_the_same_from_every_kind_of_table(tmp_path: Path) -> None:
    expected = coded(table_of(tmp_path / "in.csv"), tmp_path / "out.csv")
    book = openpyxl.Workbook()
    for row in [("id", "day", "notes"), *ROWS]:
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    assert coded(table_of(tmp_path / "in.tsv"), tmp_path / "tabs.csv") == expected
    assert coded(tmp_path / "in.xlsx", tmp_path / "sheet.csv") == expected
    utf16 = tmp_path / "wide.csv"
    utf16.write_bytes(table_of(tmp_path / "in.csv").read_text(encoding="utf-8").encode("utf-16"))
    assert coded(utf16, tmp_path / "wide-out.csv") == expected


def test_without_ids_rows_are_counted_from_1(tmp_path: Path) -> None:
    code(ReportTable(table_of(tmp_path / "in.csv"), "notes"), ASKED, tmp_path / "out.tsv")
    lines = (tmp_path / "out.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["row", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "\x00\x01\x02" * 1_000,
        "1" * 400 + " people were killed.",
        "At least 1\u200f2\u202e people were killed in the town, the ministry said on Monday.",
        "killed " * 10_000,
    ],
    ids=["ten megabytes", "control characters", "a number of 400 digits", "marks inside a number", "no end of words"],
)
def test_hostile_rows_leave_the_others_as_they_are(tmp_path: Path, text: str) -> None:
    plain = coded(table_of(tmp_path / "in.csv"), tmp_path / "out.csv")
    rows = coded(table_of(tmp_path / "bad.csv", [*ROWS[:2], ("bad", "", text), *ROWS[2:]]), tmp_path / "bad-out.csv")
    assert [row for row in rows if row["id"] != "bad"] == plain
    (bad,) = (row for row in rows if row["id"] == "bad")
    assert bad["killed_low"] in ("", "2") and len(bad["killed_words"]) < 1_000


def test_a_row_that_is_no_row_is_said_to_be_none_and_the_next_is_read(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_bytes(b'id,notes\nb1,"' + b"never closed\n" * 3_000_000 + b"b2,Two people were killed.\n")
    done = code(ReportTable(table, "notes", "id"), ASKED, tmp_path / "out.csv")
    assert done.lost >= 1
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file))[-1]["killed_low"] == "2"


def test_what_a_text_says_is_no_formula(tmp_path: Path) -> None:
    rows = [("=1+1", "", "=cmd said on 4 May 2019 that +3 people were killed in Kalot.")]
    (row,) = coded(table_of(tmp_path / "in.csv", rows), tmp_path / "out.csv")
    assert row["id"] == "=1+1", "an id is the table's own, and joins it to others"
    assert not any(row[name].startswith(("=", "+", "@")) for name in COLUMNS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--text", "note"], "has no column 'note'; it has: id, day, notes"),
        (["--text", "notes", "--group", "cats"], "no group 'cats'"),
        (["--text", "notes", "--rule", "best"], "no rule 'best'"),
    ],
)
def test_wrong_use_is_said_and_nothing_written(tmp_path: Path, arguments: list[str], says: str) -> None:
    out = tmp_path / "out.csv"
    done = CliRunner().invoke(main, ["code", str(table_of(tmp_path / "in.csv")), *arguments, "-o", str(out)])
    assert done.exit_code == 2 and says in done.output and not out.exists()


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    for name, data in {"a.xlsx": b"PK\x03\x04", "b.csv": b"", "c.png": b"\x89PNG"}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SettingsError):
            code(ReportTable(tmp_path / name, "notes"), ASKED, tmp_path / "out.csv")


def test_it_pipes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tollbook.cli.main", "code", str(table_of(tmp_path / "in.csv"))]
    run = "from tollbook.cli.main import main; main()"
    command = [sys.executable, "-c", run, "code", str(tmp_path / "in.csv"), "--text", "notes", "-o", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1].startswith("1,3,3,3,three miners") and "5 rows coded" in done.stderr


@pytest.mark.slow
def test_after_a_kill_it_goes_on_from_where_it_was(tmp_path: Path) -> None:
    rows = [(f"r{n}", day, f"{text} {n} others watched.") for n in range(400) for _, day, text in ROWS]
    table = table_of(tmp_path / "in.csv", rows)
    whole = coded(table, tmp_path / "whole.csv")
    out = tmp_path / "out.csv"
    run = "from tollbook.cli.main import main; main()"
    command = [sys.executable, "-c", run, "code", str(table), "--text", "notes", "--id", "id", "--date", "day"]
    kills = 0
    for _ in range(40):
        begun = subprocess.Popen([*command, "--language", "en", "-o", str(out)], stderr=subprocess.DEVNULL)
        notes, before = tmp_path / "out.csv.part.json", time.monotonic()
        seen = notes.read_bytes() if notes.exists() else b""
        while begun.poll() is None and time.monotonic() - before < 60:
            if kills < 3 and notes.exists() and notes.read_bytes() not in (b"", seen):
                os.kill(begun.pid, signal.SIGKILL)
                kills += 1
                break
            time.sleep(0.005)
        if begun.wait() == 0:
            break
        assert not out.exists()
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == whole
    assert kills == 3 and not list(tmp_path.glob("*.part*"))
