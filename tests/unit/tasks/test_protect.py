"""``tollbook protect``: who it is goes to the keepers alone; what holds it is found; what stays open says nothing."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.model import Decision, DecisionKind
from tollbook.store.case_file import CaseFile
from tollbook.tasks.decisions import load_decisions, record_decisions
from tollbook.tasks.working import open_working

NAME, CYRILLIC = "Rablutf Zarbekov", "Раблутф Зарбеков"
SAID = f"{NAME}, a nurse, said that 22 prisoners were killed at the prison in Marrow, Tajikistan, on 3 May 2004.\n"
OPEN = "The ministry said that 12 prisoners were killed at the prison in Marrow, Tajikistan, on 3 May 2004.\n"
WHO = f"{NAME}\n{CYRILLIC}\n\nShe lives behind the prison.\n"
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ministry.txt").write_text(OPEN)
    (folder / "families.txt").write_text(SAID)
    (folder / "list.txt").write_text(f"Раненые\n\nЗАРБЕКОВ Раблутф\n\n{OPEN}")
    assert run("keepers", folder, "new", "R1", "--key-file", tmp_path / "r1.key").exit_code == 0
    return folder


def run(*args: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [*map(str, args)], input=typed)


def protect(case: Path, *args: str | Path, typed: str = WHO, level: str = "unnamed", shown: str = "a nurse") -> Result:
    options = ("--level", level, "--as", shown, "--by", "R1", "--identity-file", "-")
    return run("protect", case, *args, *options, typed=typed)


def source_id(case: Path, name: str) -> str:
    return hashlib.sha256((case / name).read_bytes()).hexdigest()


def listed(case: Path, *args: str | Path) -> list[dict[str, object]]:
    return json.loads(run("protect", case, "--list", "--json", *args).stdout)


def test_a_person_is_sealed_and_the_sources_that_hold_any_spelling_are_found(case: Path, tmp_path: Path) -> None:
    done = protect(case, "person", "P1")
    assert done.exit_code == 0, done.output
    for word in ("Rablutf", "Зарбеков", "behind the prison", "families"):
        assert word not in done.output
        assert word not in run("protect", case, "--list").output
    (one,) = listed(case)
    assert one["sources"] == sorted(source_id(case, name) for name in ("families.txt", "list.txt"))
    assert (one["kind"], one["about"], one["level"], one["shown_as"]) == ("person", "P1", "unnamed", "a nurse")
    assert (one["identity"], one["spellings"], one["reason"]) == (None, [], None)
    (opened,) = listed(case, "--key", tmp_path / "r1.key")
    assert (opened["identity"], opened["spellings"]) == (NAME, [CYRILLIC])
    assert opened["reason"] == "She lives behind the prison."
    (decision,) = load_decisions(case)
    assert (decision.sealed, decision.reason, decision.about) == (True, "sealed", ("person", "P1"))


def test_it_is_asked_for_unseen_where_no_file_is_given(case: Path, tmp_path: Path) -> None:
    options = ("--level", "unnamed", "--as", "a nurse", "--by", "R1")
    done = run("protect", case, "person", "P1", *options, typed=f"{NAME}\n{CYRILLIC}\n\nShe lives behind the prison.\n")
    assert done.exit_code == 0, done.output
    assert "Rablutf" not in done.output
    assert listed(case, "--key", tmp_path / "r1.key")[0]["spellings"] == [CYRILLIC]


def test_a_dry_run_writes_nothing(case: Path) -> None:
    done = protect(case, "person", "P1", "--dry-run")
    assert done.exit_code == 0
    assert "Would protect P1" in done.stdout
    assert source_id(case, "families.txt")[:12] in done.stdout
    assert load_decisions(case) == ()


def test_what_stays_open_may_not_name_anybody(case: Path) -> None:
    for args, shown in ((("person", "P1"), "the nurse ZARBEKOV, Rablutf"), (("person", "Rablutf-Zarbekov"), "a nurse")):
        done = protect(case, *args, shown=shown)
        assert done.exit_code == 2
        assert "names who is to be protected" in done.stderr
        assert "zarbekov" not in done.stderr.casefold()
    assert load_decisions(case) == ()


@pytest.mark.parametrize(
    ("args", "typed", "words"),
    [
        (("person", "P 1"), WHO, "A pseudonym is a code"),
        (("person", "P1"), "\n\nwhy\n", "Say who it is"),
        (("person", "P1"), NAME, "needs a reason"),
        (("source", "nowhere.txt"), WHO, "no source"),
        (("person",), WHO, "Not given: THING"),
        (("person", "P1"), "x" * 70_000, "longer than any name"),
    ],
)
def test_wrong_use_is_told_of_and_nothing_is_written(case: Path, args: tuple[str, ...], typed: str, words: str) -> None:
    done = protect(case, *args, typed=typed)
    assert done.exit_code == 2
    assert words in done.stderr
    assert NAME not in done.stderr
    assert load_decisions(case) == ()


def test_who_protects_is_a_code_and_what_stays_open_can_be_written(case: Path) -> None:
    options = ("person", "P1", "--level", "unnamed", "--identity-file", "-")
    for by, shown, words in (("Anna Smith", "a nurse", "not as a name"), ("R1", "a nurse \udcff", "UTF-8")):
        done = run("protect", case, *options, "--by", by, "--as", shown, typed=WHO)
        assert done.exit_code == 2
        assert words in done.stderr and NAME not in done.stderr and "Anna" not in done.stderr
    assert run("protect", case, "--again", "--by", "Anna Smith").exit_code == 2
    assert load_decisions(case) == ()


def test_what_is_broken_off_while_it_is_asked_for_protects_nothing(case: Path) -> None:
    """Not even with nobody named: that is said by an empty line."""
    options = ("--level", "withhold", "--as", "a letter", "--by", "R1")
    done = run("protect", case, "source", "families.txt", *options, typed="")
    assert done.exit_code == 2 and "Nothing was typed" in done.stderr
    assert "Why it is protected" not in done.output and load_decisions(case) == ()


def test_without_a_keeper_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text(OPEN)
    done = protect(tmp_path / "papers", "person", "P1")
    assert done.exit_code == 2
    assert "tollbook keepers CASE new" in done.stderr


def test_a_source_takes_its_members_its_holders_and_its_later_versions_with_it(case: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(zipfile.ZipInfo("letter.txt", (2004, 5, 4, 0, 0, 0)), OPEN.replace("12", "13"))
    (case / "papers.zip").write_bytes(out.getvalue())
    (case / "later.txt").write_text(OPEN.replace("12", "14"))
    (case / "latest.txt").write_text(OPEN.replace("12", "15"))
    (case / "sources.csv").write_text("file,supersedes\nlater.txt,ministry.txt\nlatest.txt,later.txt\n")
    typed = "\n\nIt came from inside the ministry.\n"
    assert protect(case, "source", "ministry.txt", typed=typed, level="withhold").exit_code == 0
    assert protect(case, "source", "papers.zip", typed=typed, level="withhold").exit_code == 0
    by_thing = {one["about"]: one for one in listed(case)}
    versions = {source_id(case, name) for name in ("ministry.txt", "later.txt", "latest.txt")}
    assert versions < by_thing.keys()
    assert all(set(by_thing[one]["sources"]) == versions for one in versions)  # type: ignore[call-overload]
    member = hashlib.sha256(OPEN.replace("12", "13").encode()).hexdigest()
    assert set(by_thing[source_id(case, "papers.zip")]["sources"]) == {source_id(case, "papers.zip"), member}  # type: ignore[call-overload]
    assert protect(case, "source", member[:12], typed=typed, level="withhold").exit_code == 0
    assert source_id(case, "papers.zip") in {one["about"]: one for one in listed(case)}[member]["sources"]  # type: ignore[operator]


def test_a_passage_is_named_by_its_claim_and_its_words_are_sealed(case: Path) -> None:
    done = protect(
        case, "passage", "families.txt:22 prisoners", typed="\n\nOnly one person saw this.\n", level="withhold"
    )
    assert done.exit_code == 0, done.output
    (one,) = load_decisions(case)
    assert (one.value["kind"], one.seen, len(one.about)) == ("passage", None, 1)
    assert list(one.value["sources"]) == [source_id(case, "families.txt")]


def test_a_speaker_goes_by_a_pseudonym_since_the_key_of_one_is_the_name(case: Path, tmp_path: Path) -> None:
    done = protect(case, "speaker", "families.txt:22 prisoners", typed=f"{CYRILLIC}\n\nwhy\n")
    assert done.exit_code == 0, done.output
    assert "zarbekov" not in done.output.casefold()
    (one,) = listed(case, "--key", tmp_path / "r1.key")
    assert (one["kind"], one["about"], one["identity"]) == ("person", "P1", CYRILLIC)
    assert any(NAME in str(spelling) for spelling in one["spellings"])  # type: ignore[attr-defined]
    assert one["sources"] == sorted(source_id(case, name) for name in ("families.txt", "list.txt"))


def test_decisions_that_name_the_person_in_the_open_are_listed(case: Path) -> None:
    said = Decision(DecisionKind.ACCEPT, ("4ced97f3cdbde2f9",), "stands", "R1", AT, "Zarbekov, Rablutf told me so")
    other = Decision(DecisionKind.ACCEPT, ("4ced97f3cdbde2f8",), "stands", "R1", AT, "as it says")
    record_decisions(case, [said, other])
    done = protect(case, "person", "P1")
    assert said.id in done.stderr
    assert other.id not in done.stderr


def test_decisions_that_were_taken_on_the_words_of_a_passage_are_listed(case: Path) -> None:
    for claim in ("families.txt:22 prisoners", "ministry.txt:12 prisoners"):
        run("decide", case, "accept", claim, "--by", "R1", "--because", "as it says")
    held, other = (one for one in load_decisions(case) if one.seen)
    if other.seen is not None and "22" in other.seen.words:
        held, other = other, held
    done = protect(case, "passage", "families.txt:22 prisoners", typed="\n\nOnly one saw this.\n", level="withhold")
    assert held.id in done.stderr
    assert other.id not in done.stderr


def test_a_decision_on_what_is_protected_keeps_none_of_its_words_in_the_open(case: Path) -> None:
    assert protect(case, "person", "P1").exit_code == 0
    for claim in ("families.txt:22 prisoners", "ministry.txt:12 prisoners"):
        assert run("decide", case, "accept", claim, "--by", "R1", "--because", "as it says").exit_code == 0
    taken = [one for one in load_decisions(case) if one.kind is DecisionKind.ACCEPT]
    words = [one.seen.words if one.seen else None for one in taken]
    assert len(words) == 2 and None in words and "22" not in "".join(filter(None, words))


def test_undone_it_is_protected_no_more(case: Path) -> None:
    protect(case, "person", "P1")
    (one,) = load_decisions(case)
    record_decisions(
        case, [Decision(DecisionKind.UNDO, (one.id,), "stands", "R1", AT, "she gave an interview herself")]
    )
    assert run("protect", case, "--list").stderr == "Nothing is protected.\n"


def test_another_key_lists_what_is_open(case: Path, tmp_path: Path) -> None:
    protect(case, "person", "P1")
    (tmp_path / "other").mkdir()
    run("keepers", tmp_path / "other", "new", "R9", "--key-file", tmp_path / "r9.key")
    done = run("protect", case, "--list", "--key", tmp_path / "r9.key")
    assert done.exit_code == 0
    assert "not opened" in done.stdout
    assert NAME not in done.stdout


def test_the_cache_is_empty_before_and_after(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    run("build", case)
    files = list((tmp_path / "cache" / "tollbook").glob("derived*"))
    assert any(b"Rablutf" in one.read_bytes() for one in files)
    protect(case, "person", "P1")
    assert not any(b"Rablutf" in one.read_bytes() for one in files if one.exists())
    run("build", case)
    run("build", case)
    assert not any(b"Rablutf" in one.read_bytes() for one in files if one.exists())
    assert any(b"ministry" in one.read_bytes() for one in files if one.exists())


def test_protecting_before_the_first_build_puts_nothing_into_the_cache(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seen: list[bool] = []

    def look(*_: object) -> bool:
        files = (tmp_path / "cache").rglob("derived*")
        seen.append(any(b"Rablutf" in one.read_bytes() for one in files))
        return True

    monkeypatch.setattr("tollbook.tasks.protect.purge_cache", look)
    assert protect(case, "person", "P1").exit_code == 0
    assert seen == [False, False]


def test_the_log_is_whole_after_it(case: Path, tmp_path: Path) -> None:
    protect(case, "person", "P1")
    with CaseFile.open(case) as file:
        assert file.check() == ()
        assert file.check([line for line in (tmp_path / "r1.key").read_text().splitlines() if line[0] != "#"]) == ()


def unprotected(case: Path) -> list[str | None]:
    """The later versions of which a build says that nobody protected them."""
    issues = open_working(case).built.register.issues
    return [one.source for one in issues if one.code == "version-not-protected"]


def test_a_document_that_came_in_since_is_found_by_looking_again(case: Path, tmp_path: Path) -> None:
    protect(case, "person", "P1")
    protect(case, "source", "ministry.txt", typed="\n\nwhy\n", level="withhold")
    again = ("protect", case, "--again", "--by", "R2", "--key", tmp_path / "r1.key")
    assert "(0)" in run(*again).stdout
    assert len(load_decisions(case)) == 2
    (case / "new.txt").write_text(f"Another letter, of {CYRILLIC}.\n")
    (case / "later.txt").write_text(OPEN.replace("12", "14"))
    (case / "sources.csv").write_text("file,supersedes\nlater.txt,ministry.txt\n")
    new = sorted(source_id(case, name) for name in ("new.txt", "later.txt"))
    assert unprotected(case) == ["later.txt"]
    tried = run(*again, "--dry-run")
    assert all(one[:12] in tried.stdout for one in new)
    assert len(load_decisions(case)) == 2
    done = run(*again)
    assert done.exit_code == 0
    assert "Раблутф" not in done.output
    by_thing = {one["about"]: one for one in listed(case, "--key", tmp_path / "r1.key")}
    assert source_id(case, "new.txt") in by_thing["P1"]["sources"]  # type: ignore[operator]
    assert (by_thing["P1"]["identity"], by_thing["P1"]["by"]) == (NAME, "R2")
    assert source_id(case, "later.txt") in by_thing
    assert "(0)" in run(*again).stdout
    assert len(by_thing) == 3
    assert unprotected(case) == []


def test_looking_again_needs_a_key_that_opens_what_is_sealed(case: Path, tmp_path: Path) -> None:
    protect(case, "person", "P1")
    assert run("protect", case, "--again", "--by", "R2").exit_code == 2
    (tmp_path / "other").mkdir()
    run("keepers", tmp_path / "other", "new", "R9", "--key-file", tmp_path / "r9.key")
    done = run("protect", case, "--again", "--by", "R2", "--key", tmp_path / "r9.key")
    assert done.exit_code == 1
    assert "no key that was given opens: 1" in done.stderr
