"""The cache keeps what it is given, lets go of the oldest, and steps aside whenever it cannot be used."""

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tollbook.store import cache as module
from tollbook.store import hashes
from tollbook.store.cache import FILE, Cache, cache_folder

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are other on Windows")


def kept(folder: Path, **rows: bytes) -> None:
    with Cache(folder) as cache:
        for key, value in rows.items():
            cache.put("test", key.encode(), value)
    assert cache.trouble is None


def test_what_was_put_is_there_in_another_build(tmp_path: Path) -> None:
    kept(tmp_path, a=b"1", b=b"2")
    with Cache(tmp_path) as cache:
        assert cache.get("test", b"a") == b"1"
        assert cache.get("other", b"a") is None
        cache.put("test", b"a", b"3")
        assert cache.get("test", b"a") == b"3"
    with Cache(tmp_path) as cache:
        assert cache.get("test", b"a") == b"3"


def test_another_version_of_the_program_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, a=b"1")
    monkeypatch.setattr(module, "fingerprint", lambda: b"another version!")
    with Cache(tmp_path) as cache:
        assert cache.get("test", b"a") is None
        cache.put("test", b"a", b"2")
    monkeypatch.undo()
    with Cache(tmp_path) as cache:
        assert cache.get("test", b"a") == b"1"


@POSIX
def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    kept(tmp_path / "x", a=b"1")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o700
    with Cache(tmp_path / "x") as cache:
        cache.put("test", b"b", b"2")
        cache._write()
        assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "x").iterdir()} == {0o600}


def test_the_oldest_is_put_out(tmp_path: Path) -> None:
    for number in range(40):
        with Cache(tmp_path, most=400_000) as cache:
            cache.put("test", str(number).encode(), os.urandom(20_000))
        assert cache.trouble is None
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 800_000
    with Cache(tmp_path) as cache:
        there = [number for number in range(40) if cache.get("test", str(number).encode()) is not None]
    assert there == list(range(there[0], 40)) and 0 < there[0] < 35


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_database_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    kept(tmp_path, a=b"1")
    with Cache(tmp_path) as cache:
        assert cache.get("test", b"a") == b"1"


def test_whatever_byte_is_changed_no_wrong_row_comes_out(tmp_path: Path) -> None:
    """The row, nothing, or a line said; never other bytes, never an exception."""
    kept(tmp_path, **{f"k{n}": b"%d" % n * 500 for n in range(20)})
    whole = (tmp_path / FILE).read_bytes()
    for at in range(0, len(whole), 97):
        (tmp_path / FILE).write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with Cache(tmp_path) as cache:
            for n in range(20):
                assert cache.get("test", f"k{n}".encode()) in (None, b"%d" % n * 500)
        for left in tmp_path.iterdir():
            left.unlink()


@POSIX
def test_a_folder_that_cannot_be_made_costs_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Cache(tmp_path / "file" / "cache") as cache:
        cache.put("test", b"a", b"1")
        assert cache.get("test", b"a") is None
    assert cache.trouble is not None and "\n" not in cache.trouble


def test_a_full_disk_costs_one_line(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache._file is not None
        cache._file.execute("pragma max_page_count = 8")
        cache.put("test", b"a", os.urandom(200_000))
    assert cache.trouble is not None and "full" in cache.trouble
    kept(tmp_path, b=b"2")


def test_a_file_held_by_another_is_waited_for_and_then_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT", 0.1)
    kept(tmp_path, a=b"1")
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("begin exclusive")
    with Cache(tmp_path) as cache:
        cache.put("test", b"b", b"2")
    assert cache.trouble is not None and "locked" in cache.trouble
    other.close()


def test_several_builds_at_once(tmp_path: Path) -> None:
    def work(worker: int) -> str | None:
        with Cache(tmp_path) as cache:
            for n in range(50):
                cache.put("test", f"{worker}-{n}".encode(), b"x" * 1000)
                cache._write()
        return cache.trouble

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(work, range(4))) == {None}
    with Cache(tmp_path) as cache:
        assert all(cache.get("test", f"{worker}-{n}".encode()) for worker in range(4) for n in range(50))


def test_off_it_keeps_nothing_and_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Cache.off() as cache:
        cache.put("test", b"a", b"1")
        assert cache.get("test", b"a") is None
    assert cache.trouble is None and not (tmp_path / "cache").exists()


@POSIX
def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert cache_folder() == Path("/elsewhere/tollbook")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_folder() == tmp_path / ".cache" / "tollbook"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "tollbook"


def test_the_fingerprint_is_of_the_code_and_not_of_the_place(tmp_path: Path) -> None:
    import shutil

    from tollbook.store.fingerprint import fingerprint

    ours = Path(module.__file__).parents[1]
    for name, change in (("same", ""), ("other", "# changed\n")):
        shutil.copytree(ours, tmp_path / name / "tollbook", ignore=shutil.ignore_patterns("__pycache__"))
        file = tmp_path / name / "tollbook" / "settings.py"
        file.write_text(file.read_text() + change)
    asked = "from tollbook.store.fingerprint import fingerprint; print(fingerprint().hex())"
    path = [one for one in sys.path if one]
    found = [
        subprocess.run(
            [sys.executable, "-P", "-c", asked],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / name), *path])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for name in ("same", "other")
    ]
    assert found[0] == fingerprint().hex() != found[1]


def test_a_file_at_rest_is_hashed_once(tmp_path: Path) -> None:
    """And one that was changed since is hashed again, whatever its size and date say."""
    cache = Cache(tmp_path / "cache")
    file = tmp_path / "file"
    file.write_bytes(b"a" * hashes.SMALL)
    first = hashes.hash_of(file, cache)
    assert not cache._new  # changed this very second: it could change again unseen
    os.utime(file, ns=(10**18, 10**18))
    assert hashes.hash_of(file, cache) == first and len(cache._new) == 1
    file.write_bytes(b"b" * hashes.SMALL)
    os.utime(file, ns=(10**18, 10**18))
    assert hashes.hash_of(file, cache) != first
    cache.close()
