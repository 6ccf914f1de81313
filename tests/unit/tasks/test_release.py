"""``tollbook release``: looked at first, refused with every reason, and then exactly what was looked at."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.errors import StoreError
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.decisions import load_decisions, record_decisions
from tollbook.tasks.leaving import Act, Looked, look
from tollbook.tasks.release import check_out, is_the_one, release
from tollbook.tasks.working import open_working

HARROWMERE = Path(__file__).parents[3] / "examples" / "harrowmere"
NOTE = "A note\n\nOn 3 March 2011 there was a stampede at the cattle market in Harrowmere, Estavar. 13 people died.\n"
ACT = Act("R1", datetime(2026, 11, 22, 9, tzinfo=UTC))


def run(*args: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(one) for one in args], input=typed)


def bare_case(case: Path) -> Path:
    """As it came, with nothing decided: what the police and the hospital published, and a note of somebody."""
    case.mkdir()
    for name in ("police-statement-2.txt", "ward-book.csv"):
        shutil.copy(HARROWMERE / name, case)
    (case / "note.txt").write_text(NOTE)
    facts = "file,publisher\npolice-statement-2.txt,Harrowmere police\nward-book.csv,the hospital\n"
    (case / "sources.csv").write_text(facts)
    return case


@pytest.fixture(scope="module")
def made_ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with nothing against a release, made once."""
    case = bare_case(tmp_path_factory.mktemp("ready") / "market")
    claims = open_working(case).built.register.claims
    record_decisions(
        case, [Decision(DecisionKind.ACCEPT, (one.id,), "stands", "R1", ACT.at, "as the words say") for one in claims]
    )
    (case / "case.toml").write_text("[release]\nk = 3\n")
    with (case / "sources.csv").open("a") as facts:
        facts.write("note.txt,put up at the gate\n")
    look(case, ACT)  # its secret is made when somebody first looks
    return case


@pytest.fixture
def ready(made_ready: Path, tmp_path: Path) -> Path:
    """With nothing against a release."""
    shutil.copytree(made_ready, tmp_path / "market")
    return tmp_path / "market"


def root_of(case: Path) -> str:
    return str(json.loads(run("release", case, "--by", "R1", "--dry-run", "--json").stdout)["root"])


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_all_reasons_are_said_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    case = bare_case(tmp_path / "market")
    done = run("release", case, "--by", "R1", "--out", tmp_path / "public", "--because", "agreed", "--yes", "0" * 64)
    assert done.exit_code == 3
    for code in ("headline-unreviewed: killed", "headline-unreviewed: injured", "consent-unknown", "crowd-unset"):
        assert f"  {code}" in done.stdout
    assert not (tmp_path / "public").exists()
    assert not any(one.about[0].startswith("release:") for one in load_decisions(case))


def test_one_claim_that_nobody_stands_by_holds_its_figure_back_and_is_named(ready: Path) -> None:
    said = next(one for one in load_decisions(ready) if one.kind is DecisionKind.ACCEPT)
    record_decisions(ready, [Decision(DecisionKind.UNDO, (said.id,), "stands", "R1", ACT.at, "read again")])
    (found,) = look(ready, ACT).refused
    assert (found.code, found.about) == ("headline-unreviewed", said.about)


def test_a_figure_that_a_withheld_source_takes_out_is_said_beside_the_refusals_with_what_to_do(ready: Path) -> None:
    run("decide", ready, "publish", "police-statement-2.txt", "withhold", "--by", "R1", "--because", "they asked us to")
    (ready / "case.toml").unlink()
    shown = run("release", ready, "--by", "R1", "--dry-run").stdout.splitlines()
    at = shown.index("Figures that would be missing, since claims that they rest on stay: 2")
    killed, todo, injured, _, refused, crowd, _ = shown[at + 1 :]
    assert killed.startswith("  killed, everyone, “") and "of a source that is withheld" in killed
    assert injured.startswith("  injured, everyone, “") and "undo what withholds the source" in todo
    assert refused.startswith("Refused") and crowd.startswith("  crowd-unset")


def test_a_dry_run_lists_what_would_leave_and_writes_nothing(ready: Path, tmp_path: Path) -> None:
    before = files_in(tmp_path / "market").keys()
    done = run("release", ready, "--by", "R1", "--out", tmp_path / "public", "--dry-run")
    assert done.exit_code == 0
    assert "Places that would leave: 1\n  Harrowmere  ×" in done.stdout
    assert "Files that would leave, byte for byte: none" in done.stdout
    assert "Harrowmere District Hospital" not in done.stdout
    assert not (tmp_path / "public").exists()
    assert files_in(tmp_path / "market").keys() - before <= {"case.tollbook-wal", "case.tollbook-shm"}


def test_the_list_pipes_as_json_and_as_a_table(ready: Path) -> None:
    found = json.loads(run("release", ready, "--by", "R1", "--json").stdout)
    assert {one["words"] for one in found["leaves"]["places"]} == {"Harrowmere"}
    assert "Harrowmere District Hospital" in {one["name"] for one in found["taken_out"]}
    assert (found["refused"], len(found["root"])) == ([], 64)
    header, *rows = run("release", ready, "--by", "R1", "--csv").stdout.splitlines()
    assert header == "what,words,where"
    assert any(row.startswith("place,Harrowmere,claims ") for row in rows)
    assert len(rows) == sum(one["times"] for several in found["leaves"].values() for one in several)


def test_what_leaves_is_what_was_looked_at_and_the_log_has_it(ready: Path, tmp_path: Path) -> None:
    root, out = root_of(ready), tmp_path / "public"
    done = run("release", ready, "--by", "R1", "--out", out, "--because", "agreed on 4 May", "--yes", root)
    assert (done.exit_code, f"root hash {root}" in done.stderr) == (0, True)
    said = [one for one in load_decisions(ready) if one.about == (f"release:{root}",)]
    assert [(one.kind, one.by, one.reason) for one in said] == [(DecisionKind.PUBLISH, "R1", "agreed on 4 May")]
    assert json.loads((out / "record.json").read_text())["status"] == "released"
    checked = subprocess.run(
        [sys.executable, "-I", out / "verify.py", "--root", root], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, "All is well" in checked.stdout) == (0, True)


def test_no_file_says_at_what_hour_it_was_released(ready: Path, tmp_path: Path) -> None:
    release(look(ready, ACT), tmp_path / "public", "agreed")
    found = {one.stat().st_mtime for one in (tmp_path / "public", *(tmp_path / "public").rglob("*"))}
    assert found == {datetime(2026, 11, 22, tzinfo=UTC).timestamp()}


def test_cleared_bytes_stay_where_what_they_know_of_themselves_names_who_must_not_be_named(ready: Path) -> None:
    made = docx.Document()
    made.add_paragraph(NOTE)
    made.core_properties.author = "Farhod Nazarov"
    made.save(str(ready / "note.docx"))
    with (ready / "sources.csv").open("a") as facts:
        facts.write("note.docx,put up at the gate\n")
    sources = {one.name: one.id for one in open_working(ready).built.register.sources}
    cleared = Decision(DecisionKind.PUBLISH, (sources["note.docx"],), "clear", "R1", ACT.at, "it hung there")
    held = Decision(DecisionKind.PUBLISH, ("name:Farhod Nazarov",), "withhold", "R1", ACT.at, "he is afraid")
    record_decisions(ready, [cleared])
    assert len(look(ready, ACT).public.listing.sources) == 1
    record_decisions(ready, [held])
    assert look(ready, ACT).public.listing.sources == ()


def test_a_release_is_the_same_again_whatever_was_released_before(ready: Path, tmp_path: Path) -> None:
    root, out = root_of(ready), tmp_path / "public"
    args: tuple[str | Path, ...] = ("release", ready, "--by", "R1", "--out", out, "--because", "agreed", "--yes", root)
    assert run(*args).exit_code == 0
    before = files_in(out)
    assert root_of(ready) == root
    assert run(*args).exit_code == 0
    assert files_in(out) == before


def test_what_changed_since_the_dry_run_does_not_leave(ready: Path, tmp_path: Path) -> None:
    root = root_of(ready)
    run("decide", ready, "publish", "name:Harrowmere", "withhold", "--by", "R1", "--because", "too small a town")
    done = run("release", ready, "--by", "R1", "--out", tmp_path / "public", "--because", "agreed", "--yes", root)
    assert (done.exit_code, (tmp_path / "public").exists()) == (3, False)
    assert "look at it again" in done.stderr
    assert "Harrowmere  ×" not in done.stdout


def test_a_person_types_the_first_digits(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.cli.release._somebody_there", lambda: True)
    args: tuple[str | Path, ...] = ("release", ready, "--by", "R1", "--out", tmp_path / "public", "--because", "agreed")
    for typed in ("", "yes\n", "release\n", "0" * 8 + "\n"):
        assert run(*args, typed=typed or "\n").exit_code == 3
        assert not (tmp_path / "public").exists()
    assert run(*args, typed=root_of(ready)[:8] + "\n").exit_code == 0
    assert (tmp_path / "public" / "index.html").is_file()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--out", "public"), "--because"),
        (("--out", "public", "--because", " "), "--because"),
        (("--because", "agreed"), "--out"),
        (("--out", "public", "--because", "agreed"), "--dry-run first"),
        (("--names", "names.docx"), ".xlsx or .csv"),
        (("--cleared", "nowhere.csv"), "cannot be read"),
    ],
)
def test_wrong_use_is_said(
    ready: Path, tmp_path: Path, more: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("release", ready, "--by", "R1", *more)
    assert (done.exit_code, says in done.stderr, (tmp_path / "public").exists()) == (2, True, False)
    assert run("release", ready).exit_code == 2
    assert run("release", ready, "--by", "Ina Brandt", "--dry-run").exit_code == 2


def test_it_stands_neither_in_the_case_nor_over_what_is_no_release_of_it(ready: Path, tmp_path: Path) -> None:
    root = root_of(ready)
    run("build", ready, "--out", tmp_path / "working")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    before = files_in(tmp_path / "working")
    for out, code in (
        (ready, 2),
        (ready / "public", 2),
        (tmp_path, 2),
        *((tmp_path / one, 3) for one in ("working", "full", "file", "link")),
    ):
        done = run("release", ready, "--by", "R1", "--out", out, "--because", "agreed", "--yes", root)
        assert (out.name, done.exit_code) == (out.name, code)
    assert files_in(tmp_path / "working") == before
    assert not (ready / "public").exists()


def test_what_cannot_be_written_is_undone_in_the_log(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = look(ready, ACT)

    def full(*_: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tollbook.tasks.release.put_folder", full)
    with pytest.raises(StoreError, match="No space left"):
        release(looked, tmp_path / "public", "agreed")
    (said,) = [one for one in load_decisions(ready) if one.kind is DecisionKind.PUBLISH]
    (undone,) = [one for one in load_decisions(ready) if one.kind is DecisionKind.UNDO]
    assert undone.about == (said.id,)
    monkeypatch.undo()
    assert release(look(ready, ACT), tmp_path / "public", "agreed").root == looked.root


def test_a_decision_that_came_in_meanwhile_stops_it(ready: Path, tmp_path: Path) -> None:
    looked = look(ready, ACT)
    record_decisions(ready, [Decision(DecisionKind.PUBLISH, ("name:Harrowmere",), "withhold", "R2", ACT.at, "no")])
    with pytest.raises(StoreError, match="came in since"):
        release(looked, tmp_path / "public", "agreed")
    assert not (tmp_path / "public").exists()


def test_names_go_out_on_a_sheet_and_come_back_as_decisions(ready: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "names.csv"
    assert run("release", ready, "--by", "R1", "--names", sheet).exit_code == 0
    again = run("release", ready, "--by", "R1", "--names", sheet)
    assert (again.exit_code, "may be filled in" in again.stderr) == (3, True)
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    filled_in = [
        line.replace(
            "Harrowmere District Hospital,,,,", "Harrowmere District Hospital,yes,a public hospital,body,"
        ).replace("Stampede,,", "Stampede,perhaps,")
        for line in lines
    ]
    (tmp_path / "filled-in.csv").write_text("\n".join(filled_in), encoding="utf-8")
    before = load_decisions(ready)
    tried = run("release", ready, "--by", "R1", "--cleared", tmp_path / "filled-in.csv", "--dry-run")
    assert "Harrowmere District Hospital  ×" in tried.stdout
    assert load_decisions(ready) == before
    done = run("release", ready, "--by", "R1", "--cleared", tmp_path / "filled-in.csv")
    assert done.exit_code == 1
    assert "clear is yes, no or blank." in done.stderr
    assert "Harrowmere District Hospital  ×" in done.stdout
    (cleared,) = set(load_decisions(ready)) - set(before)
    assert (cleared.about, dict(cleared.value)) == (("name:Harrowmere District Hospital",), {"is": "body"})


def test_what_is_protected_needs_the_key_and_is_in_nothing_that_is_shown(ready: Path, tmp_path: Path) -> None:
    told = (
        "A note\n\nOn 3 March 2011 there was a stampede in Harrowmere. Oke Brandt, a nurse, said that 14 people died.\n"
    )
    (ready / "told.txt").write_text(told + "\nBrandt and Ina Larsson were there.\n")
    with (ready / "sources.csv").open("a") as facts:
        facts.write("told.txt,the Courier\n")
    run("keepers", ready, "new", "R1", "--key-file", tmp_path / "r1.key")
    (tmp_path / "who").write_text("Oke Brandt\n\nin danger\n")
    run("protect", ready, "speaker", "told.txt:14 people", "--as", "a nurse", "--by", "R1", "--level", "unnamed",
        "--identity-file", tmp_path / "who")  # fmt: skip
    run("decide", ready, "accept", "told.txt:14 people", "--by", "R1", "--because", "as the words say")
    done = run("release", ready, "--by", "R1", "--dry-run", "--json")
    assert (done.exit_code, [one["code"] for one in json.loads(done.stdout)["refused"]]) == (3, ["key-needed"])
    sheet = run("release", ready, "--by", "R1", "--names", tmp_path / "names.csv")
    assert (sheet.exit_code, (tmp_path / "names.csv").exists()) == (3, False)
    key = ("--by", "R1", "--key", tmp_path / "r1.key")
    found = run("release", ready, *key, "--names", tmp_path / "names.csv", "--json")
    assert [(one["code"], one["about"]) for one in json.loads(found.stdout)["refused"]] == [("gives-away", ["P1"])]
    names = (tmp_path / "names.csv").read_text(encoding="utf-8")
    assert "Harrowmere District Hospital" in names
    (ready / "case.toml").write_text("[release]\nk = 1\n")
    root = json.loads(run("release", ready, *key, "--dry-run", "--json").stdout)["root"]
    out = tmp_path / "public"
    assert run("release", ready, *key, "--out", out, "--because", "agreed", "--yes", root).exit_code == 0
    shown = done.output + sheet.output + found.output + names + str(files_in(out))
    assert "a nurse" in str(files_in(out))
    assert "brandt" not in shown.casefold()


def test_the_hash_is_named_by_its_beginning(ready: Path) -> None:
    looked: Looked = look(ready, ACT)
    assert is_the_one(looked, looked.root)
    assert is_the_one(looked, looked.root[:8].upper())
    assert not is_the_one(looked, looked.root[:7])
    assert not is_the_one(looked, "")


def test_an_empty_folder_will_do(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    check_out(ready, tmp_path / "empty")


def test_a_dry_run_need_not_say_who_releases_and_then_gives_no_root_hash(ready: Path) -> None:
    looked = run("release", ready, "--dry-run")
    assert looked.exit_code == 0
    assert looked.stdout.endswith("The root hash holds who releases: give --by to see it.\n")
    assert json.loads(run("release", ready, "--dry-run", "--json").stdout)["root"] is None


def test_who_releases_can_be_set_once(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("release", ready).exit_code == 2
    monkeypatch.setenv("TOLLBOOK_BY", "R1")
    assert f"root hash of what would leave {root_of(ready)}" in run("release", ready).stdout
