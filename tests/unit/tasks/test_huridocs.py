"""``tollbook export --to huridocs``: demands as interventions, and nothing that a case does not establish."""

import csv
from pathlib import Path

from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.tasks.huridocs import HEADER, NOT_ESTABLISHED

LETTER = """Riot at Marrow prison

5 May 2004

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners were killed.
The relatives have a list in mind that the council keeps. No list will be given out.
"""
WHO = ("--by", "R1", "--because", "as it stands there")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def entered(case: Path) -> str:
    (case / "letter.txt").write_text(LETTER, encoding="utf-8")
    said = (
        "--words",
        "The relatives have a list in mind that the council keeps",
        "--terms",
        "a list",
        "--asked",
        "=the council",
    )
    done = run("demands", case, "add", "letter.txt", *said, "--speaker", "The relatives", *WHO)
    assert done.exit_code == 0, done.output
    return run("demands", case).stdout.split()[0]


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_demand_is_an_intervention_with_its_answers_among_the_remarks(case: Path, tmp_path: Path) -> None:
    demand = entered(case)
    answer = ("--response", "refused", "--words", "No list will be given out", "--source", "letter.txt")
    assert run("demands", case, "answer", demand, *answer, *WHO).exit_code == 0
    done = run("export", case, "--to", "huridocs", "-o", tmp_path / "out.csv")
    assert done.exit_code == 0 and done.output.startswith("1 demands exported.")
    assert all(field in done.output for field in NOT_ESTABLISHED)
    (row,) = rows(tmp_path / "out.csv")
    assert tuple(row) == HEADER
    assert (row["2602 Intervening Party"], row["2603 Event"]) == ("The relatives", "Riot at Marrow prison")
    assert (row["2611 Date of intervention"], row["2612 Parties Requested"]) == ("2004-05-05", "'=the council")
    assert row["2613 Response"] == ""  # no term says just that it was refused
    assert "refused: “No list will be given out”" in row["2650 Remarks"]


def test_no_answer_is_said_as_what_the_case_holds_and_never_coded(case: Path, tmp_path: Path) -> None:
    entered(case)
    run("export", case, "--to", "huridocs", "-o", tmp_path / "out.csv")
    (row,) = rows(tmp_path / "out.csv")
    assert (
        row["2613 Response"] == ""
        and "No answer found in the documents of the case as of 2004-05-05" in row["2650 Remarks"]
    )


def test_what_is_protected_is_left_out_and_said_to_be(case: Path, tmp_path: Path) -> None:
    entered(case)
    assert run("keepers", case, "new", "R1", "--key-file", tmp_path / "r1.key").exit_code == 0
    how = ("--level", "withhold", "--as", "a letter", "--by", "R1", "--identity-file", "-")
    typed = "The relatives\n\nThey live behind the prison.\n"
    done = CliRunner().invoke(main, ["protect", str(case), "source", "letter.txt", *how], input=typed)
    assert done.exit_code == 0, done.output
    done = run("export", case, "--to", "huridocs", "-o", tmp_path / "out.csv")
    assert rows(tmp_path / "out.csv") == [] and "1 of protected sources or speakers were left out" in done.output


def test_an_unknown_form_is_refused(case: Path, tmp_path: Path) -> None:
    assert "huridocs" in run("export", case, "--to", "elsewhere", "-o", tmp_path / "out.csv").output
