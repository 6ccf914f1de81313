"""`tollbook log`: who decided what, whether it stands, as lines, as text; whether the log is whole; erasing."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.tasks.decisions import load_decisions, record_decisions

WHY = ("--by", "R1", "--because", "a wounded man")
KILLED, FAMILIES = "one.txt:12 prisoners", "one.txt:20 people"


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def log(case: Path, *options: object) -> list[dict[str, Any]]:
    done = run("log", case, *options)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def decided(case: Path) -> Path:
    assert run("decide", case, "reject", KILLED, *WHY).exit_code == 0
    assert run("decide", case, "accept", FAMILIES, *WHY).exit_code == 0
    return case


def test_nothing_decided(case: Path) -> None:
    assert log(case) == []
    assert run("log", case, "--text").stdout.endswith("[]\n")
    assert "Nothing was decided yet" in run("log", case, "--check").output


def test_where_no_decision_is_about_it_that_is_said_and_the_pipe_stays_empty(decided: Path) -> None:
    done = run("log", decided, "--about", "the fire of May")
    assert (done.exit_code, done.stdout) == (0, "") and "Give an id" in done.stderr


def test_each_entry_says_who_when_why_on_which_words_and_that_it_stands(decided: Path) -> None:
    first, second = log(decided)
    assert (first["seq"], first["kind"], first["by"], first["reason"]) == (1, "reject", "R1", "a wounded man")
    assert first["state"] == second["state"] == "stands"
    assert first["seen"]["words"].startswith("12 prisoners") and first["held"] == "whole"


def test_what_is_over_and_what_is_undone_name_what_did_it(decided: Path) -> None:
    reject, accept = load_decisions(decided)
    run("decide", decided, "accept", KILLED, "--by", "R2", "--because", "killed")
    run("decide", decided, "undo", accept.id, *WHY)
    by_id = {line["id"]: line for line in log(decided)}
    assert (by_id[reject.id]["state"], by_id[accept.id]["state"]) == ("over", "undone")
    assert [by_id[by_id[one.id]["by_decisions"][0]]["kind"] for one in (reject, accept)] == ["accept", "undo"]
    assert {line["id"] for line in log(decided, "--about", reject.about[0][:8])} == {
        reject.id,
        *by_id[reject.id]["by_decisions"],
    }


def test_conflicts_and_orphans_are_listed_by_themselves(decided: Path) -> None:
    reject, accept = load_decisions(decided)
    from dataclasses import replace

    other = replace(reject, kind="accept", verdict="stands", by="R2", id="")
    record_decisions(decided, [other])
    found = log(decided, "--conflicts")
    assert {line["id"] for line in found} == {reject.id, other.id}
    assert all(line["state"] == "conflict" for line in found) and log(decided, "--orphans") == []
    (decided / "one.txt").write_text("Riot at Marrow prison\n\nOn 3 May 2004, 7 people were killed in Marrow.\n")
    assert [line["id"] for line in log(decided, "--orphans")] == [accept.id]


def test_since(decided: Path) -> None:
    assert len(log(decided, "--since", "2020-01-01")) == 2 and log(decided, "--since", "2999-01-01") == []
    assert run("log", decided, "--since", "soon").exit_code == 2


def test_the_text_applied_again_changes_nothing(decided: Path, tmp_path: Path) -> None:
    text = run("log", decided, "--text").stdout
    (tmp_path / "decisions.yaml").write_text(text, encoding="utf-8")
    done = run("decide", decided, "--file", tmp_path / "decisions.yaml")
    assert done.exit_code == 0 and "Nothing to decide" in done.output and len(load_decisions(decided)) == 2
    assert run("log", decided, "--text").stdout == text


def test_a_log_is_there_to_read_where_the_documents_are_not(decided: Path) -> None:
    (decided / "one.txt").unlink()
    done = run("log", decided)
    assert done.exit_code == 0 and len(done.stdout.splitlines()) == 2
    assert "Which decisions are orphaned is not known" in done.stderr
    assert run("log", decided, "--orphans").exit_code == 2


def test_what_is_piped_is_utf_8_whatever_the_machine_speaks(decided: Path) -> None:
    """As on a Windows of the West, where a file redirected to would else not come back in."""
    run("decide", decided, "accept", KILLED, "--by", "R2", "--because", "убит → умер")
    command = [sys.executable, "-c", "from tollbook.cli.main import main; main()", "log", str(decided), "--text"]
    latin = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, check=True, env=latin)
    assert "убит → умер" in done.stdout.decode("utf-8")


def test_a_log_that_is_whole(decided: Path) -> None:
    done = run("log", decided, "--check")
    assert done.exit_code == 0 and "2 entries, each as it was written." in done.output
    assert f"last entry {log(decided)[-1]['entry']}" in done.output


def test_a_log_that_was_changed_is_seen(decided: Path) -> None:
    changed = sqlite3.connect(decided / "case.tollbook")
    changed.execute("update entries set commitment = ? where seq = 1", ("0" * 64,))
    changed.commit()
    changed.close()
    done = run("log", decided, "--check")
    assert done.exit_code == 1 and "is not whole" in done.output
    assert run("log", decided).exit_code == 3


def test_erasing_asks_first_and_says_what_becomes_of_the_tolls(decided: Path) -> None:
    reject, accept = load_decisions(decided)
    dry = run("log", decided, "--erase", reject.id[:6], *WHY, "--dry-run")
    assert dry.exit_code == 0 and "killed, everyone: up to 20 → 12–20" in dry.output and "dry run" in dry.output
    no = run("log", decided, "--erase", reject.id, *WHY, given="n\n")
    silent = run("log", decided, "--erase", reject.id, *WHY)
    assert (no.exit_code, silent.exit_code) == (3, 3) and load_decisions(decided) == (reject, accept)
    done = run("log", decided, "--erase", reject.id, *WHY, given="y\n")
    assert done.exit_code == 0 and "Erased: 1." in done.output and load_decisions(decided) == (accept,)
    erased, _, act = log(decided)
    assert (erased["id"], erased["state"], act["act"]) == (reject.id, "erased", "erasure")
    assert "reason" not in erased and run("log", decided, "--check").exit_code == 0
    assert b"a wounded man" not in (decided / "case.tollbook").read_bytes()


def test_erasing_without_being_asked(decided: Path) -> None:
    one, two = load_decisions(decided)
    done = run("log", decided, "--erase", one.id, two.id, *WHY, "--yes")
    assert done.exit_code == 0 and "Erased: 2." in done.output and load_decisions(decided) == ()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--erase",), "Name what to erase"),
        (("--erase", "ffffffff"), "There is no decision"),
        (("abcd",), "IDS are for --erase"),
        (("--check", "--text"), "Choose one of"),
    ],
)
def test_wrong_use(decided: Path, arguments: tuple[str, ...], why: str) -> None:
    done = run("log", decided, *arguments, *WHY)
    assert done.exit_code == 2 and why in done.output and len(load_decisions(decided)) == 2


def test_erasing_needs_who_and_why(decided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOLLBOOK_BY", raising=False)
    one, _ = load_decisions(decided)
    assert "Say who" in run("log", decided, "--erase", one.id, "--because", "x").output
    assert "Say why" in run("log", decided, "--erase", one.id, "--by", "R1").output
    named = run("log", decided, "--erase", one.id, "--by", "Jane Doe", "--because", "x", "--yes")
    assert named.exit_code == 2 and "not as a name" in named.output and len(load_decisions(decided)) == 2


def test_for_a_person_every_entry_has_its_words_and_cannot_steer_the_terminal(decided: Path) -> None:
    from tollbook.tasks.logged import Shown, read_log

    run("decide", decided, "accept", KILLED, "--by", "R2", "--because", "killed\x1b[2J \u202enot wounded")
    run("decide", decided, "correct", FAMILIES, "--low", "20", "--open", "--by", "R2", "--because", "and more")
    run("decide", decided, "add", "one.txt", "--words", "Families", "--harm", "missing", "--low", "2", "--open", *WHY)
    found = read_log(decided, Shown())
    lines = [line for one in found.entries for line in one.lines(found.names)]
    assert any("[over: " in line for line in lines) and any("on “12 prisoners" in line for line in lines)
    assert sum("” in one.txt" in line for line in lines) == 4
    assert "       open: yes" in lines and not any(re.search("[0-9a-f]{17}", line) for line in lines)
    assert all(line.isprintable() for line in lines)
