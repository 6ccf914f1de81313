"""Claims reviewed in a spreadsheet: the same decisions as by keys, conflicts reported, blind coding and agreement."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.decide.sheet_columns import COLUMNS
from tollbook.model import Decision
from tollbook.tasks.decisions import load_decisions

Fill = Callable[[list[dict[str, str]]], None]


def run(case: Path, *arguments: str | Path, by: str | None = "R1") -> Result:
    who = ["--by", by] if by else []
    return CliRunner().invoke(main, ["review", str(case), *who, *map(str, arguments)])


def fill_in(file: Path, changes: dict[int, dict[str, Any]]) -> None:
    """Fills in cells of a workbook or table, by its rows from 1 below the header."""
    if file.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
        for number, cells in changes.items():
            for column, value in cells.items():
                rows[number][COLUMNS.index(column)] = str(value)
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, delimiter=";").writerows(rows)
        return
    book = openpyxl.load_workbook(file)
    for number, cells in changes.items():
        for column, value in cells.items():
            book["claims"].cell(number + 1, COLUMNS.index(column) + 1).value = value
    book.save(file)


def ids_in(file: Path) -> list[str]:
    sheet = openpyxl.load_workbook(file)["claims"]
    return [str(row[0].value) for row in sheet.iter_rows(min_row=2)]


def said(decisions: tuple[Decision, ...]) -> list[tuple[object, ...]]:
    return sorted(
        (one.kind, one.about, one.verdict, dict(one.value).__repr__(), one.by, one.reason) for one in decisions
    )


FILLED = {
    1: {"decision": "reject", "reason": "hearsay"},
    2: {"decision": "accept"},
    3: {"decision": "correct", "new low": 20, "new high": "30", "reason": "the list says 20 to 30"},
}


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_out_filled_in_and_back(case: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    assert "3 claims in" in run(case, "--sheet", file).output
    assert run(case, "--sheet", file).exit_code == 2  # one that may be filled in is never written over
    fill_in(file, FILLED)
    dry = run(case, "--from", file, "--dry-run")
    assert (dry.exit_code, "Nothing was written" in dry.output) == (0, True)
    assert load_decisions(case) == ()
    done = run(case, "--from", file)
    assert done.exit_code == 0, done.output
    assert "3 new decisions, 0 there already, 0 rows not filled in, 0 that could not be used" in done.output
    assert "killed" in done.output
    decisions = load_decisions(case)
    assert sorted(one.kind for one in decisions) == ["accept", "correct", "reject"]
    assert all(one.seen for one in decisions)
    again = run(case, "--from", file)
    assert "0 new decisions, 3 there already" in again.output
    assert load_decisions(case) == decisions


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    run(case, "--sheet", file)
    first, second, _ = ids_in(file)
    for claim, verb in ((first, "accept"), (second, "accept")):
        CliRunner().invoke(main, ["decide", str(case), verb, claim, "--by", "R2", "--because", "as it says"])
    fill_in(file, FILLED)
    done = run(case, "--from", file)
    assert done.exit_code == 1
    assert "R2 on" in done.output
    assert "nothing was written over that" in done.output
    assert "2 new decisions" in done.output  # who says the same stands beside the other
    kinds = [(one.by, one.kind) for one in load_decisions(case) if one.about == (first,)]
    assert kinds == [("R2", "accept")]


def test_a_sheet_of_all_claims_decides_over_what_it_showed(case: Path, tmp_path: Path) -> None:
    file, later = tmp_path / "out.xlsx", tmp_path / "later.xlsx"
    run(case, "--sheet", file)
    fill_in(file, {1: {"decision": "reject", "reason": "hearsay"}})
    run(case, "--from", file)
    rejected = ids_in(file)[0]
    assert "2 claims in" in run(case, "--sheet", tmp_path / "left.xlsx").output
    run(case, "--all", "--sheet", later, by="R2")
    fill_in(later, {ids_in(later).index(rejected) + 1: {"decision": "accept"}})
    done = run(case, "--from", later, by="R2")
    assert done.exit_code == 0, done.output
    first, second = load_decisions(case)
    assert second.over == (first.id,)


def test_rows_that_cannot_be_used_are_said_by_row_and_cell(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    run(case, "--sheet", file)
    fill_in(
        file,
        {
            1: {"decision": "correct", "new low": 900, "reason": "x"},
            2: {"decision": "accept", "words": "other words"},
            3: {"decision": "correct", "new speaker": "Somebody Unheard Of", "reason": "x"},
        },
    )
    done = run(case, "--from", file)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0].startswith("Row 1, column decision (cell ")
    assert lines[1].startswith("Row 2, column words (cell C3): these are not the words of that claim")
    assert lines[2].startswith("Row 3, column decision (cell ")
    assert "the source does not name the speaker in these words" in lines[2]
    assert "Somebody" not in done.output
    assert load_decisions(case) == ()


def test_one_claim_twice_is_used_once(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    run(case, "--sheet", file)
    book = openpyxl.load_workbook(file)
    sheet = book["claims"]
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(3, column).value = sheet.cell(2, column).value
    book.save(file)
    fill_in(file, {1: {"decision": "accept"}, 2: {"decision": "reject", "reason": "no"}})
    done = run(case, "--from", file)
    assert "it is in the sheet twice, first in row 1" in done.output
    assert [one.kind for one in load_decisions(case)] == ["accept"]


def test_a_claim_that_is_gone_is_said(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    run(case, "--sheet", file)
    fill_in(file, {1: {"decision": "accept", "claim": "0" * 16}})
    assert "the case has no such claim now" in run(case, "--from", file).output


def test_no_terminal_lists_the_claims(case: Path) -> None:
    listed = run(case)
    assert listed.exit_code == 0
    assert "--sheet FILE.xlsx" in listed.stderr
    assert len(listed.stdout.splitlines()) == 3
    rows = [json.loads(line) for line in run(case, "--json").stdout.splitlines()]
    assert all(row["stake"].startswith("Rejecting it would") for row in rows)
    blind = [json.loads(line) for line in run(case, "--json", "--blind").stdout.splitlines()]
    assert {row["stake"] for row in blind} == {""}


def test_a_blind_coder_sees_nothing_of_the_first(case: Path, tmp_path: Path) -> None:
    first, blind = tmp_path / "first.xlsx", tmp_path / "blind.xlsx"
    run(case, "--sheet", first)
    fill_in(first, FILLED)
    run(case, "--from", first)
    run(case, "--blind", "--sheet", blind, by="R3")
    assert len(ids_in(blind)) == 3
    text = openpyxl.load_workbook(blind)["claims"]
    words = " ".join(str(cell.value) for row in text.iter_rows(min_row=2) for cell in row if cell.value)
    assert "R1" not in words
    assert "hearsay" not in words
    assert "Rejecting" not in words
    order = [json.loads(line)["claim"] for line in run(case, "--blind", "--json", by="R3").stdout.splitlines()]
    assert ids_in(blind) == order  # by place in the text, not by what hangs on it
    fill_in(blind, {number: {"decision": "accept"} for number in (1, 2, 3)})
    before = load_decisions(case)
    done = run(case, "--from", blind, by="R3")
    assert "3 new decisions" in done.output
    codings = [one for one in load_decisions(case) if one not in before]
    assert all(one.blind and one.over == () for one in codings)
    assert "3 there already" in run(case, "--from", blind, by="R3").output
    assert run(case, "--blind", "--json", by="R3").stdout == ""


def coded_twice(case: Path, folder: Path) -> None:
    for by, blind, filled in (("R1", (), FILLED), ("R3", ("--blind",), {n: {"decision": "accept"} for n in (1, 2, 3)})):
        file = folder / f"{by}.xlsx"
        run(case, *blind, "--sheet", file, by=by)
        fill_in(file, filled)
        assert run(case, "--from", file, by=by).exit_code == 0


def test_agreement_and_what_is_settled_in_a_sheet(case: Path, tmp_path: Path) -> None:
    coded_twice(case, tmp_path)
    file = tmp_path / "differences.xlsx"
    shown = run(case, "--agreement", "--sheet", file, by=None)
    assert shown.exit_code == 0, shown.output
    assert "coders: R1 (3), R3 (3)" in shown.output
    assert "67 %" in shown.output
    assert "to settle: 2" in shown.output
    found = json.loads(run(case, "--agreement", "--json", by=None).stdout)
    assert found["fields"][0]["field"] == "stands"
    assert len(found["unsettled"]) == 2
    fill_in(file, {1: {"decision": "accept"}, 2: {"decision": "reject", "reason": "settled"}})
    done = run(case, "--from", file, by="R2")
    assert "2 new decisions" in done.output, done.output
    assert all(len(one.over) == 2 for one in load_decisions(case) if one.by == "R2")
    assert "Nothing is left to settle." in run(case, "--agreement", by=None).output


def test_one_coder_alone_has_nobody_to_agree_with(case: Path) -> None:
    assert "No claim was decided by two people yet (nobody)" in run(case, "--agreement", by=None).output


def test_a_sample_is_the_same_for_everybody(case: Path) -> None:
    drawn = [run(case, "--blind", "--sample", "2", "--seed", "7", "--json", by=by).stdout for by in ("R1", "R2")]
    assert drawn[0] == drawn[1]
    assert len(drawn[0].splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--sheet", "out.ods"), "neither a workbook nor a table"),
        (("--from", "nowhere.xlsx"), "could not be read"),
        (("--dry-run",), "goes with --from"),
        (("--from", "a.xlsx", "--blind"), "goes with --by and --dry-run alone"),
        (("--blind", "--all"), "shows nothing of what is decided"),
    ],
)
def test_wrong_use_says_what_to_do(case: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(case, *arguments)
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())


def test_who_reviews_is_asked_for_and_is_no_name(case: Path) -> None:
    assert "--by" in run(case, by=None).output
    assert "not as a name" in run(case, by="Ann Smith").output
