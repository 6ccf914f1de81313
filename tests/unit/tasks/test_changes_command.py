"""``tollbook changes`` as a person runs it: two folders, what is printed, and the notice."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.publish.manifest import write_manifest


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def dossiers(case: Path, tmp_path: Path) -> tuple[Path, Path]:
    assert run("build", case, "--out", tmp_path / "spring").exit_code == 0
    report = (case / "one.txt").read_text(encoding="utf-8")
    (case / "one.txt").write_text(report.replace("12", "14"), encoding="utf-8")
    assert run("build", case, "--out", tmp_path / "autumn").exit_code == 0
    return tmp_path / "spring", tmp_path / "autumn"


def test_it_says_what_changed(dossiers: tuple[Path, Path]) -> None:
    done = run("changes", *dossiers)
    assert done.exit_code == 0 and "Killed, everyone: 12–20 → 14–20" in done.output
    assert max(map(len, done.output.splitlines())) <= 100


def test_nothing_changed_is_one_line_and_exit_code_0(dossiers: tuple[Path, Path]) -> None:
    done = run("changes", dossiers[0], dossiers[0])
    assert done.exit_code == 0 and len(done.output.splitlines()) == 1


def test_json_is_one_value(dossiers: tuple[Path, Path]) -> None:
    done = run("changes", *dossiers, "--json")
    made = json.loads(done.output)
    assert (made["schema"], made["changed"]) == ("tollbook-changes/1", True)
    assert [made[one]["name"] for one in ("before", "after")] == ["spring", "autumn"]
    assert made["after"]["root"] in run("build", dossiers[0].parent / "papers", "--out", dossiers[1]).output


def test_the_notice_is_written_twice_the_same(dossiers: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "notice.html"
    assert run("changes", *dossiers, "--notice", file).exit_code == 0
    first = file.read_bytes()
    assert run("changes", *dossiers, "--notice", file).exit_code == 0 and file.read_bytes() == first
    assert b"One figure" not in first and "Two figures changed" in first.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["autumn", "notice.html", "papers", "spring"]


def test_the_notice_writes_over_nothing_else(dossiers: tuple[Path, Path], tmp_path: Path) -> None:
    letter = tmp_path / "letter.html"
    letter.write_text("dear")
    done = run("changes", *dossiers, "--notice", letter)
    assert done.exit_code == 3 and letter.read_text() == "dear" and "is no notice" in done.output
    assert run("changes", *dossiers, "--notice", tmp_path).exit_code == 3
    assert run("changes", *dossiers, "--notice", tmp_path / "nowhere" / "notice.html").exit_code == 3


def test_the_notice_stays_out_of_the_dossiers(dossiers: tuple[Path, Path]) -> None:
    done = run("changes", *dossiers, "--notice", dossiers[1] / "notice.html")
    assert done.exit_code == 2 and not (dossiers[1] / "notice.html").exists()


def test_a_case_is_no_dossier(case: Path, dossiers: tuple[Path, Path], tmp_path: Path) -> None:
    for one in (case, tmp_path / "nowhere", case / "one.txt"):
        done = run("changes", one, dossiers[1])
        assert done.exit_code == 2 and "is not a dossier" in done.output


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"schema": "tollbook-record/1"}', "\ud800"])
def test_a_record_that_is_none_is_named(dossiers: tuple[Path, Path], text: str) -> None:
    (dossiers[0] / "record.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    write_manifest(dossiers[0])
    done = run("changes", *dossiers)
    assert done.exit_code == 2 and "cannot be relied on" in done.output
    assert isinstance(done.exception, SystemExit)


def test_a_record_that_its_manifest_does_not_list_is_refused(dossiers: tuple[Path, Path]) -> None:
    file = dossiers[0] / "record.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"low": 12', '"low": 11'), encoding="utf-8")
    done = run("changes", *dossiers)
    assert done.exit_code == 2 and "not the one that its manifest lists" in done.output


def test_what_is_not_to_be_passed_on_stays_out_of_the_notice(case: Path, tmp_path: Path) -> None:
    told = (case / "one.txt").read_text(encoding="utf-8").replace("Families", "Maryam Nazarova")
    (case / "maryam.txt").write_text(told, encoding="utf-8")
    rows = "file,sensitivity\nmaryam.txt,names a witness\n"
    for name in ("spring", "autumn"):
        (case / "sources.csv").write_text(rows, encoding="utf-8")
        assert run("build", case, "--out", tmp_path / name).exit_code == 0
        (case / "maryam.txt").write_text(told.replace("20", "25"), encoding="utf-8")
    record = json.loads((tmp_path / "autumn" / "record.json").read_text(encoding="utf-8"))
    assert [one["known"]["sensitive"] for one in record["sources"] if one["name"] == "maryam.txt"] == [True]
    file = tmp_path / "notice.html"
    assert run("changes", tmp_path / "spring", tmp_path / "autumn", "--notice", file).exit_code == 0
    page = file.read_text(encoding="utf-8")
    assert "aryam" not in page and "[words withheld" in page and "25" in page
