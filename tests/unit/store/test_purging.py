"""The cache emptied: not one byte of what it held stands in its files any more."""

import sqlite3
from pathlib import Path

import pytest

from tollbook.errors import StoreError
from tollbook.store.cache import FILE, Cache
from tollbook.store.purging import empty_cache

WORDS = b"My name is not to be repeated. " * 500


def bytes_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def filled(folder: Path) -> None:
    with Cache(folder) as cache:
        for number in range(50):
            cache.put("document", str(number).encode(), WORDS)


def test_nothing_of_what_it_held_is_left_and_it_works_on(tmp_path: Path) -> None:
    filled(tmp_path)
    assert b"repeated" in bytes_in(tmp_path)
    assert empty_cache(tmp_path)
    assert b"repeated" not in bytes_in(tmp_path)
    filled(tmp_path)
    with Cache(tmp_path) as cache:
        assert cache.get("document", b"7") == WORDS


def test_where_there_is_none_nothing_is_made(tmp_path: Path) -> None:
    assert not empty_cache(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_overwritten_and_removed(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(WORDS)
    other = tmp_path / "the same file"
    other.hardlink_to(tmp_path / FILE)
    assert empty_cache(tmp_path)
    assert not (tmp_path / FILE).exists()
    assert b"repeated" not in other.read_bytes()


def test_a_database_without_the_table_is_emptied(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / FILE).close()
    assert empty_cache(tmp_path)


def test_a_build_that_holds_it_is_waited_for_and_then_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr("tollbook.store.purging._WAIT", 0.1)
    held = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    held.execute("begin immediate")
    with pytest.raises(StoreError, match="could not be emptied"):
        empty_cache(tmp_path)
    held.close()
