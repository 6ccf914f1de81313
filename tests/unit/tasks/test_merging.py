"""`tollbook merge`: two copies worked on apart say the same afterwards, and what they decided differently is listed."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.decide.standing import find_standing
from tollbook.model import Decision, DecisionKind
from tollbook.store.case_file import CaseFile
from tollbook.tasks.decisions import load_decisions

KILLED, INJURED, FAMILIES = "one.txt:12 prisoners", "one.txt:30", "one.txt:20 people"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def decide(case: Path, verb: str, claim: str, by: str) -> None:
    done = run("decide", case, verb, claim, "--by", by, "--because", f"as {by} reads it")
    assert done.exit_code == 0, done.output


@pytest.fixture
def copies(case: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Of one case, each with a decision of its own beside the one they share."""
    decide(case, "accept", KILLED, "R1")
    other = tmp_path / "copy"
    shutil.copytree(case, other)
    decide(case, "accept", INJURED, "R1")
    decide(other, "reject", FAMILIES, "R2")
    return case, other


def test_both_ways_give_the_same(copies: tuple[Path, Path]) -> None:
    case, other = copies
    first, second = run("merge", case, other), run("merge", other, case)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert first.output == second.output == "1 decision came over.\n"
    assert load_decisions(case) == load_decisions(other) and len(load_decisions(case)) == 3
    assert run("merge", case, other).output == "0 decisions came over.\n"


def test_a_dry_run_writes_nothing(copies: tuple[Path, Path]) -> None:
    case, other = copies
    before = (case / "case.tollbook").read_bytes()
    done = run("merge", case, other, "--dry-run")
    assert done.exit_code == 0 and "1 decision would come over." in done.output and "dry run" in done.output
    assert (case / "case.tollbook").read_bytes() == before and len(load_decisions(case)) == 2


def test_a_conflict_is_listed_with_both_sides_and_how_to_settle_it(copies: tuple[Path, Path]) -> None:
    case, other = copies
    decide(case, "accept", FAMILIES, "R1")
    for again in ("--dry-run", ""):
        done = run("merge", case, other, *filter(None, [again]))
        assert done.exit_code == 1 and "1 conflict" in done.output
        assert "as R1 reads it" in done.output and "as R2 reads it" in done.output
        assert "20 people died" in done.output and "To settle it" in done.output
    run("merge", other, case)
    ours, theirs = (find_standing(load_decisions(one)) for one in (case, other))
    assert ours == theirs and len(ours.conflicts) == 1
    decide(case, "reject", FAMILIES, "R3")
    assert run("merge", case, other).exit_code == 0 and run("merge", other, case).exit_code == 0


def test_the_case_file_alone_is_enough(copies: tuple[Path, Path]) -> None:
    case, other = copies
    assert run("merge", case, other / "case.tollbook").output == "1 decision came over.\n"


def test_a_copy_that_cannot_be_written_is_read(copies: tuple[Path, Path]) -> None:
    case, other = copies
    (other / "case.tollbook").chmod(0o400)
    other.chmod(0o500)
    try:
        assert run("merge", case, other).exit_code == 0
    finally:
        other.chmod(0o700)


def test_into_a_case_where_nothing_was_decided(copies: tuple[Path, Path]) -> None:
    case, other = copies
    (case / "case.tollbook").unlink()
    assert "2 decisions would come over" in run("merge", case, other, "--dry-run").output
    assert not (case / "case.tollbook").exists()
    run("merge", case, other)
    assert load_decisions(case) == load_decisions(other)


def test_sources_that_differ_are_listed_and_not_copied(copies: tuple[Path, Path]) -> None:
    case, other = copies
    (case / "ours.txt").write_text("ours")
    (other / "theirs.txt").write_text("theirs")
    (other / "one.txt").write_text("Riot at Marrow prison\n\nOther words.\n")
    done = run("merge", case, other)
    assert "have other bytes in the other copy (none was copied): one.txt" in done.output
    assert "in this copy alone (none was copied): ours.txt" in done.output
    assert "in the other copy alone (none was copied): theirs.txt" in done.output
    assert not (case / "theirs.txt").exists() and "Marrow, Tajikistan" in (case / "one.txt").read_text()


def test_what_is_sealed_comes_over_sealed(copies: tuple[Path, Path]) -> None:
    case, other = copies
    key = pyrage.x25519.Identity.generate()
    protect = Decision(
        DecisionKind.PROTECT,
        ("person", "Witness 3"),
        "withhold",
        "R2",
        datetime(2026, 11, 22, 9, tzinfo=UTC),
        "x",
        {"kind": "person", "shown_as": "a former guard"},
    )
    with CaseFile.open(other) as file:
        file.add_keeper("R4", str(key.to_public()))
        file.append_sealed(protect, {"reason": "her brother was killed", "identity": "Jane Roe"})
    done = run("merge", case, other)
    assert done.exit_code == 0 and "1 of them is sealed" in done.output
    assert "none of this copy: R4" in done.output
    assert "Jane" not in done.output and "brother" not in done.output
    with CaseFile.open(case) as file:
        (opened,) = file.private([str(key)]).values()
    assert opened["identity"] == "Jane Roe"
    for copy in (case, other):
        text = run("log", copy, "--text").stdout
        assert "sealed: true" in text and "Jane" not in text
    (case.parent / "d.yaml").write_text(text, encoding="utf-8")
    assert "1 sealed, and passed over." in run("decide", case, "--file", case.parent / "d.yaml").output


def test_what_was_erased_there_is_erased_here(copies: tuple[Path, Path]) -> None:
    case, other = copies
    shared = load_decisions(case)[0]
    assert run("log", other, "--erase", shared.id, "--by", "R2", "--because", "asked", "--yes").exit_code == 0
    assert "1 decision erased in the other copy would be erased here" in run("merge", case, other, "--dry-run").output
    assert "1 decision erased in the other copy is erased here" in run("merge", case, other).output
    assert shared not in load_decisions(case)


@pytest.mark.parametrize(
    ("other", "why"),
    [("papers", "one and the same"), ("nowhere", "There is no"), ("empty", "nothing was decided there"),
     ("empty/log.db", "is not called case.tollbook")],
)  # fmt: skip
def test_wrong_use(case: Path, other: str, why: str) -> None:
    (case.parent / "empty").mkdir()
    (case.parent / "empty" / "log.db").write_text("x")
    done = run("merge", case, case.parent / other)
    assert done.exit_code == 2 and why in done.output and not (case / "case.tollbook").exists()


def test_a_broken_copy_is_not_taken_in(copies: tuple[Path, Path]) -> None:
    case, other = copies
    (other / "case.tollbook").write_bytes(b"SQLite format 3\x00" + b"\x01" * 5000)
    done = run("merge", case, other)
    assert done.exit_code == 3 and "Traceback" not in done.output and len(load_decisions(case)) == 2
