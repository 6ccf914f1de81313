"""What goes wrong with a case file is said clearly, and leaves it as it was."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tollbook.errors import StoreError
from tollbook.store.case_file import FILE, CaseFile

ENTRIES = 60


@pytest.fixture
def kept(case: Path, decide: Any) -> Path:
    """A case with decisions in it; returns its file."""
    with CaseFile.open(case) as file:
        file.append([decide(n) for n in range(ENTRIES)])
    return case / FILE


def refuse(case: Path, words: str) -> None:
    """Both ways in say so, and no byte has changed."""
    before = state_of(case)
    for way in (CaseFile.open, CaseFile.find):
        with pytest.raises(StoreError, match=words), way(case) as file:
            file.decisions()
    assert state_of(case) == before


def state_of(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in sorted(folder.iterdir())}


def test_a_file_that_is_no_database(case: Path) -> None:
    (case / FILE).write_bytes(b"Nine people were killed. " * 400)
    refuse(case, r"case.tollbook is not a case file of Tollbook, or is damaged. Nothing in it was changed. .* backup")


def test_a_database_of_another_program(case: Path) -> None:
    with closing(sqlite3.connect(case / FILE)) as other:
        other.execute("create table photos (name text)")
    refuse(case, r"case.tollbook is a database of another program. Nothing in it was changed")


def test_a_folder_in_its_place(case: Path) -> None:
    (case / FILE).mkdir()
    refuse(case, r"case.tollbook is a folder, not a case file. Nothing was written")


@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_its_place(case: Path, tmp_path: Path, there: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.write_bytes(b"")
    (case / FILE).symlink_to(elsewhere)
    refuse(case, r"case.tollbook is a link, not a case file. Nothing was written")
    assert elsewhere.exists() == there


def test_a_pipe_in_its_place(case: Path) -> None:
    os.mkfifo(case / FILE)
    refuse(case, r"case.tollbook is no plain file, not a case file. Nothing was written")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be made in nowhere: No such file or directory. Nothing was written"):
        CaseFile.open(tmp_path / "nowhere")


def test_a_newer_file(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as newer, newer:
        newer.execute("update alembic_version set version_num = 'layout_99'")
    refuse(kept.parent, r"written by a newer version of Tollbook \(layout layout_99\).*Nothing in it was changed")


def test_a_file_cut_short(kept: Path) -> None:
    os.truncate(kept, kept.stat().st_size // 2)
    refuse(kept.parent, r"case.tollbook is damaged .* Nothing in it was changed. Please restore a backup")


def test_an_empty_file_is_a_new_one(case: Path, decide: Any) -> None:
    """What is left when a case file is first made and the power fails."""
    (case / FILE).touch()
    with CaseFile.open(case) as file:
        assert file.append([decide(1)]) == 1


def test_a_page_that_is_overwritten(kept: Path) -> None:
    size = kept.stat().st_size
    with kept.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)
    refuse(kept.parent, r"case.tollbook is damaged .* Please restore a backup")


def test_whatever_bytes_are_flipped_it_is_seen_or_harmless(kept: Path, decide: Any) -> None:
    """A read gives what was written, or says that it cannot; it never gives something else, and never falls over."""
    whole, chance, seen = kept.read_bytes(), random.Random(4), 0
    expected = tuple(decide(n) for n in range(ENTRIES))
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3, 20))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        kept.write_bytes(data)
        try:
            with CaseFile.find(kept.parent) as file:  # type: ignore[union-attr]
                assert file.decisions() == expected
        except StoreError as wrong:
            assert "case.tollbook" in str(wrong)
            seen += 1
        for side in ("-wal", "-shm"):
            kept.with_name(FILE + side).unlink(missing_ok=True)
    assert seen > 100


CHANGES = {
    "update contents set content = (select content from contents where seq = 3) where seq = 2": "Entry 2 .*not what",
    "update entries set commitment = (select commitment from entries where seq = 3) where seq = 2": "Entry 2 ",
    'update entries set open = \'{"act":"decision"}\' where seq = 2': "Entry 2 ",
    "update entries set open = 'nothing' where seq = 2": "Entry 2 ",
    "update entries set decision = 'ffffffffffffffff' where seq = 2": "Entry 2 ",
    "delete from contents where seq = 2": "Entry 2 ",
    "delete from contents where seq = 2; delete from entries where seq = 2": "Entry 3 ",
    "update contents set key = x'00' where seq = 2": "Entry 2 ",
    "update contents set key = 'AGE-SECRET-KEY-1' where seq = 2": "Entry 2 ",
    "update contents set content = 5 where seq = 2": "Entry 2 |damaged",
    "update contents set to_keepers = 1 where seq = 2": "Entry 2 ",
    "update entries set decision = null where seq = 2": "Entry 2 ",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_changed_in_the_log_is_seen(kept: Path, change: str) -> None:
    with closing(sqlite3.connect(kept)) as file:
        file.executescript(change)
    with CaseFile.open(kept.parent) as case:
        with pytest.raises(StoreError, match=CHANGES[change]):
            case.decisions()
        assert case.check() != ()


def test_an_erasure_that_did_not_erase_is_seen(kept: Path, decide: Any) -> None:
    with CaseFile.open(kept.parent) as case:
        with case._book.reading() as connection:
            row = connection.exec_driver_sql("select * from contents where seq = 2").one()
        case.erase([decide(1).id], "R9", decide(1).at, "Consent was withdrawn.")
    with closing(sqlite3.connect(kept)) as file, file:
        file.execute("insert into contents values (?, ?, ?, ?)", tuple(row))
    with CaseFile.open(kept.parent) as case:
        assert case.check() == ("Entry 2 is said to be erased, and its content is still there.",)


def test_a_keeper_that_somebody_slipped_in_is_seen(kept: Path, keepers: Any) -> None:
    with closing(sqlite3.connect(kept)) as file, file:
        file.execute("insert into keepers values ('X1', ?)", (keepers[0][1],))
    with CaseFile.open(kept.parent) as case:
        assert case.check() == ("The keepers are not those that the log says were added.",)


def test_a_side_file_that_was_lost_loses_nothing(kept: Path, decide: Any) -> None:
    """Killed, with the side files beside it; then only the file itself is copied."""
    script = (
        "import os, sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
        "from tollbook.store.case_file import CaseFile; from tollbook.store.content import decision_of, content_of\n"
        "from dataclasses import replace\n"
        "file = CaseFile.open(Path(sys.argv[1])); one = file.decisions()[0]\n"
        "file.append([replace(one, by='R7', id='')]); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(kept.parent), "."], check=False)
    assert kept.with_name(FILE + "-wal").exists()
    for side in ("-wal", "-shm"):
        kept.with_name(FILE + side).unlink(missing_ok=True)
    with CaseFile.open(kept.parent) as file:
        assert len(file.decisions()) == ENTRIES + 1
        assert file.check() == ()


def test_the_side_file_is_empty_when_nothing_is_being_written(kept: Path, decide: Any) -> None:
    """One that is left, or comes from another copy, then brings nothing in."""
    with CaseFile.open(kept.parent) as file:
        file.append([decide(100)])
        assert kept.with_name(f"{FILE}-wal").stat().st_size == 0


def test_an_erasure_while_another_reads_says_that_traces_may_stay(kept: Path, decide: Any) -> None:
    """It is done all the same; done again later, nothing stays."""
    erase = ([decide(3).id], "R9", decide(3).at, "Consent was withdrawn.")
    with closing(sqlite3.connect(kept, isolation_level=None)) as reader, CaseFile.open(kept.parent) as file:
        with file._book.reading() as connection:
            key = bytes(connection.exec_driver_sql("select key from contents where seq = 4").scalar_one())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tollbook.store.sqlite.PATIENCE_TO_FORGET", 50)
            reader.execute("begin")
            reader.execute("select count(*) from contents").fetchall()
            with pytest.raises(StoreError, match=r"It is done, but another Tollbook (reads|uses) case.tollbook.*again"):
                file.erase(*erase)
            reader.execute("rollback")
        assert file.erase(*erase) == 0
        assert all(key[20:] not in path.read_bytes() for path in kept.parent.iterdir())
        assert len(file.decisions()) == ENTRIES - 1


def in_child(case: Path, script: str, limits: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """A process of its own, with limits or mounts of its own; prints what went wrong."""
    opening = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from tollbook.errors import StoreError; from tollbook.store.case_file import CaseFile\n"
        "case = Path(sys.argv[1])\n"
    )
    body = "".join(f"    {line}\n" for line in script.strip().splitlines())
    wrapped = f"{opening}try:\n{body}except StoreError as wrong:\n    print('StoreError:', wrong)\n"
    return subprocess.run(
        [*limits, sys.executable, "-c", wrapped, str(case)], capture_output=True, text=True, check=False
    )


def test_a_limit_on_the_size_of_files(kept: Path, decide: Any) -> None:
    """As a full disk answers: part of it is written, then no more."""
    said = in_child(
        kept.parent,
        f"""
import resource
file = CaseFile.open(case)
one = file.decisions()[0]
resource.setrlimit(resource.RLIMIT_FSIZE, ({kept.stat().st_size + 100_000},) * 2)
file.append([replace(one, by=f"R{{n}}", id="") for n in range(2000)])
""",
    )
    assert "nothing was written to case.tollbook" in said.stdout, said
    whole(kept, ENTRIES)


def whole(kept: Path, entries: int) -> None:
    with CaseFile.open(kept.parent) as file:
        assert len(file.decisions()) == entries
        assert file.check() == ()


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk of two million bytes, where this machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip("a disk can be mounted by root only")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk(mounted: Path, decide: Any) -> None:
    with CaseFile.open(mounted) as file:
        file.append([decide(n) for n in range(ENTRIES)])
        with pytest.raises(StoreError, match=r"(full|failed).*nothing was written to case.tollbook"):
            file.append([decide(n) for n in range(100, 4000)])
        assert len(file.decisions()) == ENTRIES
        assert file.append([decide(100)]) == 1  # what fits goes in
    whole(mounted / FILE, ENTRIES + 1)


def test_a_full_disk_before_there_is_a_case_file(mounted: Path) -> None:
    (mounted / "filling").write_bytes(b"." * (2 * 1024 * 1024 - 4096))
    with pytest.raises(StoreError, match=r"case.tollbook"):
        CaseFile.open(mounted)
    (mounted / "filling").unlink()
    with CaseFile.open(mounted) as file:
        assert file.decisions() == ()


def test_where_nothing_can_be_written_decisions_are_read(mounted: Path, kept: Path, decide: Any) -> None:
    shutil.copy(kept, mounted / FILE)
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    with CaseFile.find(mounted) as file:  # type: ignore[union-attr]
        assert len(file.decisions()) == ENTRIES
    with (
        pytest.raises(StoreError, match=r"case.tollbook cannot be (written to|opened), so nothing was"),
        CaseFile.open(mounted) as file,
    ):
        file.append([decide(100)])
    assert [path.name for path in mounted.iterdir()] == [FILE]


def test_where_nothing_can_be_written_no_case_file_is_made(mounted: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    with pytest.raises(StoreError, match=r"cannot be made in disk: Read-only file system. Nothing was written"):
        CaseFile.open(mounted)


def test_another_writer_is_waited_for_and_the_user_told(kept: Path, decide: Any) -> None:
    told: list[str] = []
    with closing(sqlite3.connect(kept, isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin immediate")
        timer = threading.Timer(1.5, lambda: other.execute("rollback"))
        with CaseFile.open(kept.parent, told.append) as file:
            timer.start()
            assert file.append([decide(100)]) == 1
        timer.join()
    assert told == ["Another Tollbook is writing to case.tollbook; waiting up to 60 seconds."]


def test_another_writer_that_never_ends(kept: Path, decide: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.store.book.AT_ONCE", 10)
    monkeypatch.setattr("tollbook.store.book.PATIENCE", 20)
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute("begin immediate")
        with CaseFile.open(kept.parent) as file:
            with pytest.raises(StoreError, match=r"nothing was written. Please close it, or do this again later"):
                file.append([decide(100)])
            assert len(file.decisions()) == ENTRIES  # reading goes on
        other.execute("rollback")
    whole(kept, ENTRIES)


def without_roots_rights(case: Path, script: str) -> subprocess.CompletedProcess[str]:
    """As somebody whom the rights of files bind, which they do not where root runs the tests."""
    limits = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"] if os.geteuid() == 0 else []
    if limits and shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed here, and the rights of files do not bind root")
    return in_child(case, script, limits)


LOOKS = """
with CaseFile.find(case) as file:
    one = file.decisions()[0]
    print(len(file.decisions()))
with CaseFile.open(case) as file:
    file.append([replace(one, by="R7", id="")])
"""


@pytest.mark.parametrize(("of_file", "of_folder"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_rights_that_do_not_allow_it(kept: Path, of_file: int, of_folder: int) -> None:
    """What can be read is read; what cannot be written is said; nothing is laid beside it."""
    whole_file = kept.read_bytes()
    kept.chmod(of_file)
    kept.parent.chmod(of_folder)
    said = without_roots_rights(kept.parent, LOOKS)
    kept.parent.chmod(0o700)
    assert re.search(f"^{ENTRIES}\n.*case.tollbook cannot be written to, so nothing was. Check the rights", said.stdout)
    assert kept.read_bytes() == whole_file
    assert [path.name for path in kept.parent.iterdir()] == [FILE]


def test_rights_that_do_not_allow_a_case_file(case: Path) -> None:
    case.chmod(0o500)
    said = without_roots_rights(case, "CaseFile.open(case)")
    case.chmod(0o700)
    assert "cannot be made in papers: Permission denied. Nothing was written." in said.stdout, said
    assert list(case.iterdir()) == []


def test_a_file_that_nobody_may_read(kept: Path) -> None:
    kept.chmod(0)
    said = without_roots_rights(kept.parent, "CaseFile.find(case)")
    kept.chmod(0o600)
    assert "case.tollbook cannot be opened, so nothing was written. Check the rights" in said.stdout, said


def test_a_build_over_a_damaged_case_file_touches_nothing(kept: Path, tmp_path: Path) -> None:
    (kept.parent / "report.txt").write_text("At least 24 people were killed in Khujand on 14 April 1997.\n")
    out = tmp_path / "dossier"
    command = [
        sys.executable,
        "-c",
        "from tollbook.cli.main import main; main()",
        "build",
        str(kept.parent),
        "--out",
        str(out),
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    os.truncate(kept, kept.stat().st_size // 2)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 3
    assert "case.tollbook is damaged" in said.stderr and "restore a backup" in said.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
