"""The commands as a person runs them: what they print, where they write, and with which exit code they end."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_build_writes_a_dossier_beside_the_case(case: Path) -> None:
    done = run("build", case)
    assert done.exit_code == 0, done.output
    assert "killed 12–20" in done.output and "root hash" in done.output
    written = {
        path.relative_to(case.parent / "papers-dossier").as_posix()
        for path in (case.parent / "papers-dossier").rglob("*")
    }
    assert {
        "index.html",
        "record.json",
        "claims.jsonl",
        "tolls.csv",
        "statements.csv",
        "decisions.jsonl",
        "issues.jsonl",
        "case.toml",
    } <= written
    assert {"MANIFEST.sha256", "verify.py", "texts", "sources", "rules/range.json", "schema"} <= written


def test_build_tells_the_span_of_what_is_claimed_alone_whatever_the_rules(case: Path, tmp_path: Path) -> None:
    (case / "case.toml").write_text('rules = ["ecw-2016", "ibc-2008"]\nmodes = ["as-published", "echoes-folded"]\n')
    done = run("build", case, "--out", tmp_path / "d")
    assert done.exit_code == 0, done.output
    assert done.output.count("killed") == 1 and "killed 12–20" in done.output


def test_build_reads_one_document(case: Path, tmp_path: Path) -> None:
    done = run("build", case / "one.txt", "--out", tmp_path / "d")
    assert done.exit_code == 0 and (tmp_path / "d" / "index.html").is_file()


def test_build_again_over_a_dossier(case: Path, tmp_path: Path) -> None:
    first, second = run("build", case, "--out", tmp_path / "d"), run("build", case, "--out", tmp_path / "d")
    assert first.output == second.output and second.exit_code == 0


def test_build_refuses_a_folder_that_is_neither_empty_nor_a_dossier(case: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    done = run("build", case, "--out", tmp_path / "mine")
    assert done.exit_code == 3 and "neither empty nor a dossier" in done.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_build_over_its_own_case_is_refused(case: Path) -> None:
    done = run("build", case, "--out", case)
    assert done.exit_code == 2 and (case / "one.txt").is_file()


def test_a_dossier_inside_its_case_is_not_read_again(case: Path) -> None:
    first = run("build", case, "--out", case / "out")
    assert first.output.startswith("1 source, ")
    assert run("build", case, "--out", case / "out").output == first.output


@pytest.mark.parametrize("command", ["build", "sources"])
def test_a_dossier_given_for_a_case_is_wrong_use(case: Path, command: str) -> None:
    run("build", case, "--out", case.parent / "d")
    done = run(command, case.parent / "d")
    assert done.exit_code == 2 and "is a dossier, not a case" in done.output
    assert not (case.parent / "d-dossier").exists() and not (case.parent / "d" / "receipts.csv").exists()


@pytest.mark.parametrize("case_name", ["missing", "empty"])
def test_build_of_nothing_is_wrong_use(tmp_path: Path, case_name: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run("build", tmp_path / case_name)
    assert done.exit_code == 2 and not (tmp_path / f"{case_name}-dossier").exists()


def test_a_file_that_cannot_be_read_is_said_and_the_rest_is_read(case: Path, tmp_path: Path) -> None:
    (case / "scan.pdf").write_bytes(b"%PDF-1.7")
    (case / "blob.txt").write_bytes(b"\0\1\2\3" * 50)
    done = run("build", case, "--out", tmp_path / "d")
    assert (
        done.exit_code == 1
        and "3 documents; 1 was read; 2 could not be read" in done.output
        and f"; {tmp_path / 'd' / 'issues.jsonl'} says what to do" in done.output
        and "killed 12–20" in done.output
    )
    issues = [json.loads(line) for line in (tmp_path / "d" / "issues.jsonl").read_text().splitlines()]
    assert {"scan.pdf", "blob.txt"} <= {issue["source"] for issue in issues if issue["severity"] == "lost"}


def test_a_language_without_a_pack_is_an_issue(case: Path, tmp_path: Path) -> None:
    (case / "two.txt").write_text(
        "Правительство сообщило, что в колонии погибли двадцать четыре заключённых. " * 3, encoding="utf-8"
    )
    done = run("build", case, "--out", tmp_path / "d")
    assert done.exit_code == 1
    assert "no-language-pack" in (tmp_path / "d" / "issues.jsonl").read_text()


@pytest.mark.parametrize(
    "toml", ["as_of = ", "colour = 3", "rules = []", 'rules = ["mean"]', 'as_of = "May"', "title = 3"]
)
def test_settings_that_are_wrong(case: Path, toml: str) -> None:
    (case / "case.toml").write_text(toml)
    done = run("build", case)
    assert done.exit_code == 2 and "Traceback" not in done.output and done.output.startswith("tollbook: ")


def test_as_of(case: Path, tmp_path: Path) -> None:
    run("build", case, "--out", tmp_path / "d", "--as-of", "2010-01-31")
    assert json.loads((tmp_path / "d" / "record.json").read_text())["as_of"] == "2010-01-31"
    assert "as_of = 2010-01-31" in (tmp_path / "d" / "case.toml").read_text()
    assert run("build", case, "--as-of", "soon").exit_code == 2


def test_claims_are_lines_of_json_when_piped(case: Path) -> None:
    done = run("claims", case / "one.txt", "--jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    text = (case / "one.txt").read_text()
    assert done.exit_code == 0
    assert {(line["harm"], line["low"], line["high"], line["form"]) for line in lines if line["kind"] == "count"} == {
        ("killed", 12, 12, "exact"),
        ("injured", 30, 30, "exact"),
        ("killed", None, 20, "at_most"),
    }
    assert all(text[line["start"] : line["end"]] == line["quote"] for line in lines)
    assert all(line["words"] in line["quote"] and line["source"] == str(case / "one.txt") for line in lines)


def test_claims_of_a_folder_says_what_to_do(case: Path) -> None:
    done = run("claims", case, case / "one.txt", "--jsonl")
    assert done.exit_code == 1 and "is a folder. Name the documents in it" in done.output
    assert '"killed"' in done.output


def test_claims_of_a_file_that_is_not_there(case: Path) -> None:
    done = run("claims", case / "one.txt", case / "none.txt", "--jsonl")
    assert done.exit_code == 1 and "unreadable" in done.stderr and len(done.stdout.splitlines()) == 3


def test_explain(case: Path) -> None:
    done = run("explain", case, "2004/killed")
    assert done.exit_code == 0
    for words in ("12–20", "the least low that is set", "12 prisoners were killed", "one.txt", "acknowledged"):
        assert words in done.output
    assert "Traceback" not in done.output


def test_explain_a_claim_and_a_dossier(case: Path, tmp_path: Path) -> None:
    run("build", case, "--out", tmp_path / "d")
    record = json.loads((tmp_path / "d" / "record.json").read_text())
    claim, toll = record["claims"][0]["id"], record["incidents"][0]["tolls"][0]["id"]
    assert record["claims"][0]["quote"] in run("explain", tmp_path / "d", claim).output
    assert (
        run("explain", tmp_path / "d", toll).output
        == run("explain", case, f"{record['incidents'][0]['id']}/killed").output
    )


@pytest.mark.parametrize("figure", ["1066/killed", "2004/raped", "nothing", "2004/killed/guards", ""])
def test_explain_a_figure_that_is_not_there(case: Path, figure: str) -> None:
    done = run("explain", case, figure)
    assert done.exit_code == 2 and done.output.startswith("tollbook: ")


def test_verify(case: Path, tmp_path: Path) -> None:
    run("build", case, "--out", tmp_path / "d")
    assert run("verify", tmp_path / "d").exit_code == 0
    assert run("verify", case).exit_code == 2
    done = subprocess.run(
        [sys.executable, str(tmp_path / "d" / "verify.py")], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout
    page = tmp_path / "d" / "index.html"
    page.write_text(page.read_text().replace("20 people", "10 people"))
    changed = run("verify", tmp_path / "d")
    assert changed.exit_code == 1 and "index.html" in changed.output
    assert json.loads(run("verify", tmp_path / "d", "--json").output)["mismatches"]


def test_verify_reads_the_bytes_again(case: Path, tmp_path: Path) -> None:
    """A text that its maker changed, with quotes and manifest to match, is found by reading the bytes again."""
    from tollbook.publish.manifest import write_manifest

    run("build", case, "--out", tmp_path / "d")
    for path in (tmp_path / "d" / "texts").iterdir():
        path.write_text(path.read_text().replace("Families", "Somebody"))
    claims = tmp_path / "d"
    for name in ("record.json", "claims.jsonl"):
        (claims / name).write_text((claims / name).read_text().replace("Families", "Somebody"))
    write_manifest(tmp_path / "d")
    done = run("verify", tmp_path / "d")
    assert done.exit_code == 1 and "do not read to this text" in done.output


def test_demo(tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path / "khujand")
    assert done.exit_code == 0, done.output
    assert "killed 24–158" in done.output and str(tmp_path / "khujand" / "index.html") in done.output
    assert run("verify", tmp_path / "khujand").exit_code == 0


def test_help_has_examples() -> None:
    for command in main.list_commands(click.Context(main)):
        done = run(command, "--help")
        assert done.exit_code == 0 and f"tollbook {command}" in done.output.split("Examples:")[1]
    assert run("frobnicate").exit_code == 2


def test_no_text_of_a_source_in_a_traceback(case: Path) -> None:
    (case / "odd.html").write_text("<html><body>" + "<div>" * 5000 + "SECRETNAME was killed" + "</body>")
    assert "SECRETNAME" not in run("build", case).output


def test_claims_of_a_file_that_is_too_large_does_not_hold_it(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(200 * 2**20)  # sparse: 200 MB that take no room
    done = run("claims", big)
    assert done.exit_code == 1 and "too-large" in done.stderr and not done.stdout
