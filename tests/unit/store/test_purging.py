"""What is put out of the cache: not one byte of it stands in its files any more."""

import sqlite3
from pathlib import Path

import pytest

from tollbook.errors import StoreError
from tollbook.store.cache import FILE, Cache
from tollbook.store.purging import purge_cache

WORDS = b"My name is not to be repeated. " * 500


def nothing(_kind: str, _value: bytes) -> bool:
    return False


def bytes_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def filled(folder: Path) -> None:
    with Cache(folder) as cache:
        for number in range(50):
            cache.put("document", str(number).encode(), WORDS)


def test_nothing_of_what_it_held_is_left_and_it_works_on(tmp_path: Path) -> None:
    filled(tmp_path)
    assert b"repeated" in bytes_in(tmp_path)
    assert purge_cache(nothing, tmp_path)
    assert b"repeated" not in bytes_in(tmp_path)
    filled(tmp_path)
    with Cache(tmp_path) as cache:
        assert cache.get("document", b"7") == WORDS


def test_what_may_be_kept_is_kept_and_what_another_version_made_is_not(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("document", b"1", b"her name")
        cache.put("document", b"2", b"the ministry")
        cache.put("hash", b"3", b"0123")
    database = sqlite3.connect(tmp_path / FILE)
    database.execute("insert into derived (key, sum, value) values (?, 0, ?)", (b"x" * 16 + b"hash:3", b"older"))
    database.commit()
    database.close()
    seen: list[tuple[str, bytes]] = []

    def keeps(kind: str, value: bytes) -> bool:
        seen.append((kind, value))
        return b"name" not in value

    assert purge_cache(keeps, tmp_path)
    assert sorted(seen) == [("document", b"her name"), ("document", b"the ministry"), ("hash", b"0123")]
    with Cache(tmp_path) as cache:
        assert [cache.get("document", one) for one in (b"1", b"2")] == [None, b"the ministry"]
    assert b"her name" not in bytes_in(tmp_path)
    assert b"older" not in bytes_in(tmp_path)


def test_where_there_is_none_nothing_is_made(tmp_path: Path) -> None:
    assert not purge_cache(nothing, tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_overwritten_and_removed(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(WORDS)
    other = tmp_path / "the same file"
    other.hardlink_to(tmp_path / FILE)
    assert purge_cache(nothing, tmp_path)
    assert not (tmp_path / FILE).exists()
    assert b"repeated" not in other.read_bytes()


def test_a_database_without_the_table_is_emptied(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / FILE).close()
    assert purge_cache(nothing, tmp_path)


def test_a_build_that_holds_it_is_waited_for_and_then_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr("tollbook.store.purging._WAIT", 0.1)
    held = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    held.execute("begin immediate")
    with pytest.raises(StoreError, match="could not be purged"):
        purge_cache(nothing, tmp_path)
    held.close()
