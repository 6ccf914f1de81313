"""``tollbook backup`` and ``tollbook restore``: a case deleted and restored is the same to the byte; whatever is
damaged, cut short, of another key or made to do harm is said to be, and nothing is written."""

import contextlib
import hashlib
import io
import json
import os
import sqlite3
import stat
import subprocess
import tarfile
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result
from pyrage import x25519

from tollbook import tasks
from tollbook.cli.main import main
from tollbook.errors import StoreError
from tollbook.model import Decision, DecisionKind
from tollbook.store.backup import Sealing, files_of, write_backup
from tollbook.store.case_file import CaseFile
from tollbook.store.restoring import Opening
from tollbook.store.sealed_files import seal_stream
from tollbook.store.tape import Entry
from tollbook.tasks import backup as task
from tollbook.tasks.decisions import record_decisions

TEXT = "Riot\n\nThe ministry said that 12 prisoners were killed in Marrow on 3 May 2004.\n"
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"


def decision(number: int) -> Decision:
    return Decision(DecisionKind.ACCEPT, (f"{number:016x}",), "stands", "R1", AT, "it stands there")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "деревня" / "یک").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "деревня" / "یک" / ("long name " * 20 + ".txt")).write_text(TEXT.replace("12", "24"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / ".note").write_text("kept")
    (folder / "case.toml").write_text("")
    os.utime(folder / "a.txt", (1_083_600_000, 1_083_600_000))
    record_decisions(folder, [decision(n) for n in range(20)])
    return folder


@pytest.fixture
def key(tmp_path: Path) -> Path:
    (tmp_path / "r1.key").write_text(f"# a key\n{x25519.Identity.generate()}\n")
    return tmp_path / "r1.key"


def recipient(key: Path) -> str:
    return str(x25519.Identity.from_str(key.read_text().splitlines()[1]).to_public())


def run(*args: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [*map(str, args)], input=typed)


def made(case: Path, key: Path, out: Path) -> Path:
    done = run("backup", case, "-o", out, "--to", recipient(key))
    assert done.exit_code == 0, done.output
    return out


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("case.tollbook")
    }


def test_a_case_deleted_and_restored_gives_the_same_root_hash(case: Path, key: Path, tmp_path: Path) -> None:
    root, before = tasks.build(case, tmp_path / "before").root, contents(case)
    backup = made(case, key, tmp_path / "papers.backup")
    with CaseFile.open(case) as file:
        log = list(file.log())
    subprocess.run(["rm", "-r", case], check=True)
    done = run("restore", backup, "-o", case, "--key", key)
    assert done.exit_code == 0, done.output
    assert "20 entries in the log" in done.stdout
    assert contents(case) == before
    assert tasks.build(case, tmp_path / "after").root == root
    with CaseFile.open(case) as file:
        assert list(file.log()) == log
        assert file.check() == ()
    assert stat.S_IMODE(case.stat().st_mode) == 0o700
    assert (case / "a.txt").stat().st_mtime == 1_083_600_000
    assert sorted(one.name for one in tmp_path.iterdir()) == ["after", "before", "papers", "papers.backup", "r1.key"]


def test_a_backup_is_the_state_of_one_moment_while_others_write(case: Path, key: Path, tmp_path: Path) -> None:
    with CaseFile.open(case) as file:  # what it writes stands in the side file, as long as it is open
        file.append([decision(n) for n in range(20, 30)])
        backup = made(case, key, tmp_path / "papers.backup")
        file.append([decision(n) for n in range(30, 40)])
    run("restore", backup, "-o", tmp_path / "again", "--key", key)
    with CaseFile.open(tmp_path / "again") as file:
        assert len(file.decisions()) == 30


def test_what_only_begins_like_the_case_file_is_in_the_backup_too(case: Path, key: Path, tmp_path: Path) -> None:
    (case / "case.tollbook-notes.txt").write_text("kept by hand")
    backup = made(case, key, tmp_path / "papers.backup")
    assert run("restore", backup, "-o", tmp_path / "again", "--key", key).exit_code == 0
    assert (tmp_path / "again" / "case.tollbook-notes.txt").read_text() == "kept by hand"


def test_a_document_that_goes_away_meanwhile_is_named(case: Path, key: Path, tmp_path: Path) -> None:
    out, to = tmp_path / "papers.backup", Sealing((recipient(key),))
    with pytest.raises(StoreError, match=r"^a\.txt could not be read: No such file.* No backup was made"):
        write_backup(case, out, to, "1", lambda *_: (case / "a.txt").unlink(missing_ok=True))
    assert not list(tmp_path.glob("papers.backup*"))


def test_nothing_plain_is_written_on_the_way(
    case: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    backup = made(case, key, tmp_path / "papers.backup")
    data = backup.read_bytes()
    assert b"ministry" not in data
    assert b"a.txt" not in data
    assert not list((tmp_path / "tmp").iterdir())
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_check_and_a_dry_run_write_nothing(case: Path, key: Path, tmp_path: Path) -> None:
    backup = made(case, key, tmp_path / "papers.backup")
    before = sorted(tmp_path.iterdir())
    checked, tried = (
        run("restore", backup, "--check", "--key", key),
        run("restore", backup, "-o", tmp_path / "again", "--dry-run", "--key", key),
    )
    assert (checked.exit_code, tried.exit_code) == (0, 0)
    assert "can be restored" in checked.stdout
    assert "Would be restored" in tried.stdout
    assert sorted(tmp_path.iterdir()) == before


def test_a_passphrase_opens_it_and_another_does_not(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers.backup"
    assert run("backup", case, "-o", out, "--passphrase", typed=f"{PASSPHRASE}\n{PASSPHRASE}\n").exit_code == 0
    wrong = run("restore", out, "-o", tmp_path / "again", "--passphrase", typed="something else\n")
    assert wrong.exit_code == 2
    assert "passphrase does not open" in wrong.stderr
    without = run("restore", out, "-o", tmp_path / "again")
    assert without.exit_code == 2
    assert "--passphrase" in without.stderr
    assert not (tmp_path / "again").exists()
    assert run("restore", out, "-o", tmp_path / "again", "--passphrase", typed=f"{PASSPHRASE}\n").exit_code == 0
    assert contents(tmp_path / "again") == contents(case)


def test_every_keeper_of_the_case_opens_it(case: Path, tmp_path: Path) -> None:
    assert run("backup", case, "-o", tmp_path / "b", "--keepers").exit_code == 2
    for name in ("R1", "R2"):
        run("keepers", case, "new", name, "--key-file", tmp_path / f"{name}.key")
    assert run("backup", case, "-o", tmp_path / "b", "--keepers").exit_code == 0
    for name in ("R1", "R2"):
        assert run("restore", tmp_path / "b", "--check", "--key", tmp_path / f"{name}.key").exit_code == 0


def test_age_and_tar_open_it_without_tollbook(case: Path, key: Path, tmp_path: Path) -> None:
    backup = made(case, key, tmp_path / "papers.backup")
    plain = pyrage.decrypt(backup.read_bytes(), [x25519.Identity.from_str(key.read_text().splitlines()[1])])
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        names = archive.getnames()
        manifest = json.loads(archive.extractfile("MANIFEST.json").read())  # type: ignore[union-attr]
        database = archive.extractfile("case/case.tollbook").read()  # type: ignore[union-attr]
    assert names[-1] == "MANIFEST.json"
    assert names[:-1] == ["case/" + one["name"] for one in manifest["files"]]
    assert database.startswith(b"SQLite format 3\0")


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda case, out: out.write_bytes(b"something"), "is there already"),
        (lambda case, out: out.symlink_to(case), "never written into the case"),
    ],
)
def test_a_backup_is_never_written_over(
    case: Path, key: Path, tmp_path: Path, prepare: Callable[[Path, Path], None], words: str
) -> None:
    prepare(case, tmp_path / "there")
    done = run("backup", case, "-o", tmp_path / "there", "--to", recipient(key))
    assert done.exit_code == 2
    assert words in done.stderr
    inside = run("backup", case, "-o", case / "sub" / "b", "--to", recipient(key))
    assert (inside.exit_code, "never written into the case" in inside.stderr) == (2, True)


def test_somebody_must_be_able_to_open_it(case: Path, tmp_path: Path) -> None:
    assert "--passphrase" in run("backup", case, "-o", tmp_path / "b").stderr
    secret = str(x25519.Identity.generate())
    done = run("backup", case, "-o", tmp_path / "b", "--to", secret)
    assert done.exit_code == 2
    assert secret not in done.output
    assert run("backup", tmp_path / "nowhere", "-o", tmp_path / "b", "--to", "age1x").exit_code == 2


def test_what_is_left_out_is_said_with_its_reason(case: Path, key: Path, tmp_path: Path) -> None:
    tasks.build(case, case / "dossier")
    (case / "out").symlink_to(key)
    (case / "same").symlink_to(case / "a.txt")
    (case / "nowhere").symlink_to("nothing")
    os.mkfifo(case / "pipe")
    done = run("backup", case, "-o", tmp_path / "b", "--to", recipient(key))
    assert done.exit_code == 1
    for words in ("dossier, since it is a dossier", "out, since it is a link out", "pipe, since it is not a file"):
        assert words in done.stderr
    assert run("restore", tmp_path / "b", "-o", tmp_path / "again", "--key", key).exit_code == 0
    assert (tmp_path / "again" / "same").read_text() == TEXT
    assert not (tmp_path / "again" / "same").is_symlink()
    assert not (tmp_path / "again" / "dossier").exists()


def test_restoring_refuses_a_folder_that_is_not_empty(case: Path, key: Path, tmp_path: Path) -> None:
    backup = made(case, key, tmp_path / "papers.backup")
    before = contents(case)
    for where in (case, case / "a.txt", tmp_path / "nowhere" / "again"):
        assert run("restore", backup, "-o", where, "--key", key).exit_code == 2
    assert contents(case) == before
    (tmp_path / "again").mkdir()
    assert run("restore", backup, "-o", tmp_path / "again", "--key", key).exit_code == 0


def test_another_key_is_said_to_be_another(case: Path, key: Path, tmp_path: Path) -> None:
    backup = made(case, key, tmp_path / "papers.backup")
    (tmp_path / "r2.key").write_text(f"{x25519.Identity.generate()}\n")
    for keys in (("--key", tmp_path / "r2.key"), ()):
        done = run("restore", backup, "-o", tmp_path / "again", *keys)
        assert done.exit_code == 2
        assert "None of the keys" in done.stderr
    assert not (tmp_path / "again").exists()


def test_a_backup_damaged_or_cut_anywhere_is_refused_and_nothing_is_written(
    case: Path, key: Path, tmp_path: Path
) -> None:
    data = made(case, key, tmp_path / "papers.backup").read_bytes()
    bad = tmp_path / "bad.backup"
    here = sorted([*tmp_path.iterdir(), bad])
    places = [*range(0, 400, 17), *range(400, len(data), len(data) // 23), len(data) - 1]
    for place in places:
        for damaged in (data[:place], data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]):
            bad.write_bytes(damaged)
            done = run("restore", bad, "-o", tmp_path / "again", "--key", key)
            assert done.exit_code in (2, 3), place
            assert done.stderr.startswith("tollbook: ")
            assert done.stdout == ""
    assert sorted(tmp_path.iterdir()) == here
    bad.write_bytes(data + b"more")
    assert run("restore", bad, "--check", "--key", key).exit_code == 3


def forged(key: Path, out: Path, archive: bytes) -> Path:
    with out.open("wb") as opened:
        seal_stream(iter([archive]), opened, [recipient(key)], None)
    return out


def archive_of(*members: tuple[tarfile.TarInfo, bytes], listed: bool = True) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as made:
        for info, data in members:
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
        files = [
            {"name": info.name.removeprefix("case/"), "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for info, data in members
        ]
        manifest = json.dumps({"schema": "tollbook-backup/1", "version": "1", "files": files}).encode()
        if listed:
            info = tarfile.TarInfo("MANIFEST.json")
            info.size = len(manifest)
            made.addfile(info, io.BytesIO(manifest))
    return out.getvalue()


def member(name: str, data: bytes = b"x", kind: bytes = tarfile.REGTYPE, to: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info, data if kind == tarfile.REGTYPE else b""


HARMFUL = {
    "a way up": [member("case/../../evil.txt")],
    "from the root": [member("case//tmp/evil.txt")],
    "a root of Windows": [member("case/C:\\evil.txt")],
    "outside of the case": [member("evil.txt")],
    "a link": [member("case/a", kind=tarfile.SYMTYPE, to="/etc/passwd")],
    "a hard link": [member("case/a", kind=tarfile.LNKTYPE, to="/etc/passwd")],
    "a device": [member("case/a", kind=tarfile.CHRTYPE)],
    "a folder": [member("case/a", kind=tarfile.DIRTYPE)],
    "a side file": [member("case/case.tollbook-wal")],
    "a side file under a name of another system": [member("case/Case.Tollbook-WAL")],
    "another case file": [member("case/CASE.tollbook")],
    "the same twice": [member("case/a"), member("case/a", b"y")],
    "a file that is a folder too": [member("case/a"), member("case/a/b")],
    "no case file": [member("case/case.tollbook", b"SQLite format 3\0" + b"\0" * 5000)],
    "a very long name": [member("case/" + "a" * 100_000)],
}


@pytest.mark.parametrize("how", HARMFUL)
def test_a_backup_made_to_do_harm_is_refused_and_nothing_is_written(how: str, key: Path, tmp_path: Path) -> None:
    backup = forged(key, tmp_path / "b", archive_of(*HARMFUL[how]))
    here = sorted(tmp_path.iterdir())
    done = run("restore", backup, "-o", tmp_path / "again", "--key", key)
    assert done.exit_code == 3, done.output
    assert sorted(tmp_path.iterdir()) == here


def test_a_file_other_than_its_list_says_and_a_list_that_is_missing_are_refused(key: Path, tmp_path: Path) -> None:
    whole = archive_of(member("case/a.txt", b"12 were killed"))
    for archive in (
        whole.replace(b"12 were killed", b"21 were killed"),
        archive_of(member("case/a.txt"), listed=False),
        whole[:1024],
        whole.replace(b"tollbook-backup/1", b"tollbook-backup/2"),
        b"",
        b"not an archive" * 100,
    ):
        done = run("restore", forged(key, tmp_path / "b", archive), "--check", "--key", key)
        assert done.exit_code == 3
        assert "no backup that can be restored" in done.stderr
    assert run("restore", forged(key, tmp_path / "b", whole), "--check", "--key", key).exit_code == 0


def test_a_log_that_is_not_whole_is_not_restored(case: Path, key: Path, tmp_path: Path) -> None:
    database = sqlite3.connect(case / "case.tollbook")
    database.execute("update entries set commitment = ? where seq = 7", ("0" * 64,))
    database.commit()
    database.close()
    done = run("backup", case, "-o", tmp_path / "b", "--to", recipient(key))
    assert done.exit_code == 1
    assert "The log is not whole: Entry 7" in done.stderr
    done = run("restore", tmp_path / "b", "-o", tmp_path / "again", "--key", key)
    assert done.exit_code == 3
    assert "its log is not whole (Entry 7" in done.stderr
    assert not (tmp_path / "again").exists()


def test_a_case_file_of_a_newer_version_is_said_to_be_one(key: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.executescript("create table alembic_version (version_num); insert into alembic_version values ('x')")
        whole = archive_of(member("case/case.tollbook", database.serialize()))
    done = run("restore", forged(key, tmp_path / "b", whole), "--check", "--key", key)
    assert (done.exit_code, "written by a newer Tollbook" in done.stderr) == (3, True)


def test_a_large_file_is_streamed(key: Path, tmp_path: Path) -> None:
    case = tmp_path / "papers"
    case.mkdir()
    with (case / "film.mp4").open("wb") as out:
        out.truncate(200_000_000)
    tracemalloc.start()
    task.back_up(case, tmp_path / "b", Sealing((recipient(key),)))
    task.check(tmp_path / "b", Opening(tuple(key.read_text().splitlines()[1:])))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8_000_000


def test_a_file_that_grows_while_it_is_read_stops_the_backup(
    case: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grown(name: str, size: int, modified: int) -> Entry:
        with (case / "a.txt").open("a") as out:
            out.write("more")
        return Entry(name, size, modified)

    monkeypatch.setattr("tollbook.store.backup.Entry", grown)
    done = run("backup", case, "-o", tmp_path / "b", "--to", recipient(key))
    assert done.exit_code == 3
    assert "was written to while the backup was made" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["papers", "r1.key"]


def test_progress_goes_on_and_every_file_is_taken(case: Path, key: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    task.back_up(case, tmp_path / "b", Sealing((recipient(key),)), lambda *one: told.append(one))
    assert told == [("backing up", done, len(contents(case)) + 1) for done in range(len(contents(case)) + 2)]
    assert {name for name, _ in files_of(case)[0]} == contents(case).keys()
