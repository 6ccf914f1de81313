"""``tollbook disclose``: all that a release committed to can be given later, and its own disclose.py proves it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.decisions import record_decisions
from tollbook.tasks.leaving import Act, look
from tollbook.tasks.release import release
from tollbook.tasks.working import open_working

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TALK = "On 3 May 2004 12 prisoners were killed at the prison in Marrow, Tajikistan.\n\nHe lives by the bridge.\n"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in args])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "talk.txt").write_text(TALK)
    (folder / "sources.csv").write_text("file,publisher\ntalk.txt,the gate\n")
    (folder / "case.toml").write_text("[release]\nk = 3\n")
    claims = open_working(folder).built.register.claims
    accepted = [Decision(DecisionKind.ACCEPT, (one.id,), "stands", "R1", AT, "as the words say") for one in claims]
    withheld = Decision(DecisionKind.PUBLISH, ("name:Sharifov",), "withhold", "R1", AT, "she asked for it")
    record_decisions(folder, [*accepted, withheld])
    return folder


def released(case: Path, out: Path) -> list[dict[str, str]]:
    release(look(case, Act("R1", AT)), out, "agreed")
    return commitments_of(out)


def test_all_that_a_release_committed_to_can_be_disclosed_and_is_proven(case: Path, tmp_path: Path) -> None:
    commitments = released(case, tmp_path / "public")
    assert {one["kind"] for one in commitments} == {"passage", "source", "decision"}
    done = run("disclose", case, *(one["id"] for one in commitments))
    assert done.exit_code == 0, done.output
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in told] == [one["id"] for one in commitments]
    assert "He lives by the bridge." in {one["words"] for one in told}
    (tmp_path / "told.jsonl").write_text(done.stdout, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, tmp_path / "public" / "disclose.py", tmp_path / "told.jsonl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0 and checked.stdout.count("proven: ") == len(commitments)


def test_what_the_case_does_not_hold_is_not_made_up(case: Path, tmp_path: Path) -> None:
    assert "no case file" in run("disclose", bare(tmp_path / "bare"), "3f2a9c1e").stderr
    one, *_ = released(case, tmp_path / "public")
    for id_, words in (("3f2a9c1e5b7d8f60", "stands for nothing"), (one["id"][:4], "too short")):
        done = run("disclose", case, one["id"], id_)
        assert (done.exit_code, done.stdout) == (2, "") and words in done.stderr
    (case / "talk.txt").write_text(TALK.replace("He", "She"))
    assert run("disclose", case, *(one["id"] for one in commitments_of(tmp_path / "public"))).exit_code == 2


def test_a_case_with_keepers_needs_the_key_of_one(case: Path, tmp_path: Path) -> None:
    one, *_ = released(case, tmp_path / "public")
    before = run("disclose", case, one["id"])
    assert run("keepers", case, "new", "R1", "--key-file", tmp_path / "r1.key").exit_code == 0
    assert run("disclose", case, one["id"]).exit_code == 3
    assert run("disclose", case, one["id"], "--key", tmp_path / "r1.key").stdout == before.stdout != ""


def bare(folder: Path) -> Path:
    folder.mkdir()
    (folder / "talk.txt").write_text(TALK)
    return folder


def commitments_of(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "commitments.jsonl").read_text().splitlines()]
