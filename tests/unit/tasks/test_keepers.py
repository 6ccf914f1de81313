"""``tollbook keepers``: a key made into a file outside of the case, keepers listed, added, removed."""

import sqlite3
import stat
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result
from pyrage import x25519

from tollbook.cli.main import main
from tollbook.store.case_file import FILE, CaseFile
from tollbook.store.key_files import read_key_file

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("The ministry said that 12 prisoners were killed in Marrow on 3 May 2004.\n")
    return folder


def run(*args: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["keepers", *map(str, args)], input=typed)


def test_a_new_key_is_its_owners_alone_and_its_recipient_is_listed(case: Path, tmp_path: Path) -> None:
    done = run(case, "new", "R1", "--key-file", tmp_path / "r1.key")
    assert done.exit_code == 0
    key_file = tmp_path / "r1.key"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    (key,) = read_key_file(key_file, lambda _: pytest.fail("it has no passphrase"))
    recipient = str(x25519.Identity.from_str(key).to_public())
    assert done.stdout == f"R1\t{recipient}\n"
    assert "lost for good" in done.stderr
    assert "only keeper" in done.stderr
    assert key not in done.output
    assert run(case).stdout == done.stdout


def test_a_key_file_is_never_written_over_nor_into_the_case(case: Path, tmp_path: Path) -> None:
    (tmp_path / "there.key").write_text("something")
    for where, words in ((tmp_path / "there.key", "is there already"), (case / "sub" / "r1.key", "never written into")):
        done = run(case, "new", "R1", "--key-file", where)
        assert (done.exit_code, done.stdout) == (2, "")
        assert words in done.stderr
    assert (tmp_path / "there.key").read_text() == "something"
    (tmp_path / "way").symlink_to(case)
    assert run(case, "new", "R1", "--key-file", tmp_path / "way" / "r1.key").exit_code == 2
    assert sorted(one.name for one in case.iterdir()) == ["a.txt"]
    assert run(case, "new", "R1", "--key-file", tmp_path / "nowhere" / "r1.key").exit_code == 3


def test_the_key_of_a_keeper_who_was_added_is_never_thrown_away(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads on, so that what was deleted cannot be overwritten: an error, after the keeper was added."""
    assert run(case, "new", "R1", "--key-file", tmp_path / "r1.key").exit_code == 0
    monkeypatch.setattr("tollbook.store.sqlite.PATIENCE_TO_FORGET", 50)
    reader = sqlite3.connect(case / FILE, isolation_level=None)
    reader.execute("begin")
    reader.execute("select * from entries").fetchall()
    done = run(case, "new", "R2", "--key-file", tmp_path / "r2.key")
    reader.close()
    assert done.exit_code == 3 and "It is done, but" in done.stderr
    (key,) = read_key_file(tmp_path / "r2.key", lambda _: pytest.fail("it has no passphrase"))
    assert f"R2\t{x25519.Identity.from_str(key).to_public()}\n" in run(case).stdout


def test_no_key_file_stays_where_the_keeper_could_not_be_added(case: Path, tmp_path: Path) -> None:
    done = run(case, "new", "A name", "--key-file", tmp_path / "r1.key")
    assert done.exit_code == 2
    assert not (tmp_path / "r1.key").exists()


def test_a_key_with_a_passphrase_opens_with_it_alone(case: Path, tmp_path: Path) -> None:
    typed = f"{PASSPHRASE}\n{PASSPHRASE}\n"
    assert run(case, "new", "R1", "--key-file", tmp_path / "r1.key", "--passphrase", typed=typed).exit_code == 0
    data = (tmp_path / "r1.key").read_bytes()
    assert data.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert b"AGE-SECRET-KEY-1" in pyrage.passphrase.decrypt(data, PASSPHRASE)
    add = (case, "add", "R2", str(x25519.Identity.generate().to_public()), "--key", tmp_path / "r1.key")
    wrong = run(*add, typed="something else\n")
    assert wrong.exit_code == 2
    assert "does not open r1.key" in wrong.stderr
    assert run(*add, typed=f"{PASSPHRASE}\n").exit_code == 0
    assert [line.split("\t")[0] for line in run(case).stdout.splitlines()] == ["R1", "R2"]


def test_whoever_left_is_no_keeper_and_an_unknown_one_is_said_to_be_none(case: Path, tmp_path: Path) -> None:
    run(case, "new", "R1", "--key-file", tmp_path / "r1.key")
    run(case, "new", "R2", "--key-file", tmp_path / "r2.key")
    done = run(case, "remove", "R1")
    assert done.exit_code == 0
    assert "may have kept" in done.stderr
    assert [line.split("\t")[0] for line in run(case).stdout.splitlines()] == ["R2"]
    assert run(case, "remove", "R1").exit_code == 2


def test_a_secret_key_given_for_a_recipient_is_refused_and_not_repeated(case: Path) -> None:
    key = str(x25519.Identity.generate())
    done = run(case, "add", "R1", key)
    assert done.exit_code == 2
    assert key not in done.output


def test_what_is_no_key_file_is_said_to_be_none(case: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Her name is not to be repeated.\n")
    recipient = str(x25519.Identity.generate().to_public())
    done = run(case, "add", "R1", recipient, "--key", tmp_path / "note.txt")
    assert done.exit_code == 2
    assert "repeated" not in done.output
    assert run(case, "add", "R1", recipient, "--key", tmp_path / "none.key").exit_code == 2


def test_listing_makes_no_case_file(case: Path) -> None:
    done = run(case)
    assert (done.exit_code, done.stdout) == (0, "")
    assert CaseFile.find(case) is None
