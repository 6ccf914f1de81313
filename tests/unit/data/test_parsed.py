"""A data file that was parsed before is what it would be if it were parsed now."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tollbook.data.loader import load_yaml
from tollbook.data.parsed import made_once
from tollbook.errors import DataFileError

TEXT = "one: 1\nno: [yes, 2.5, true]\n"
HELD = {"one": 1, "no": ["yes", 2.5, True]}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Python's own folder for what it compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    return tmp_path / "compiled"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "words.yaml"
    made.write_text(TEXT, encoding="utf-8")
    return made


def never(*_: Any) -> None:
    raise AssertionError("parsed again")


def test_it_is_parsed_once(file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_yaml(file) == HELD
    monkeypatch.setattr("tollbook.data.loader._parsed", never)
    first, second = load_yaml(file), load_yaml(file)
    assert first == second == HELD and first is not second
    assert [one.suffix for one in kept.rglob("*") if one.is_file()] == [".parsed"]


def test_another_text_of_the_same_length_and_date_is_parsed(file: Path) -> None:
    load_yaml(file)
    was = file.stat()
    file.write_text(TEXT.replace("1", "7"), encoding="utf-8")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert load_yaml(file) == HELD | {"one": 7}


def test_what_is_damaged_is_parsed_again(file: Path, kept: Path) -> None:
    load_yaml(file)
    (held,) = kept.rglob("*.parsed")
    whole = held.read_bytes()
    for damaged in (b"", whole[:70], whole[:-1] + b"x", whole[:80] + bytes(len(whole) - 80)):
        held.write_bytes(damaged)
        assert load_yaml(file) == HELD
        assert held.read_bytes() == whole


def test_where_nothing_may_be_written_nothing_is(file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load_yaml(file) == HELD and not kept.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept.write_text("a file in the way")
    assert load_yaml(file) == HELD


def test_what_is_wrong_is_said_each_time(file: Path, kept: Path) -> None:
    file.write_text("one: 1\none: 2\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DataFileError, match=r"words.yaml, line 2"):
            load_yaml(file)
    assert not list(kept.rglob("*.parsed"))


def test_what_is_made_of_it_is_made_anew_where_the_code_that_makes_it_has_changed(file: Path, tmp_path: Path) -> None:
    code, made = tmp_path / "code.py", list[str]()
    code.write_text("one way\n", encoding="utf-8")

    def make() -> list[str]:
        made.append(code.read_text(encoding="utf-8"))
        return [made[-1]]

    assert [made_once(file, "ways", [code], make) for _ in range(2)] == [["one way\n"]] * 2 and len(made) == 1
    code.write_text("two ways\n", encoding="utf-8")
    assert made_once(file, "ways", [code], make) == ["two ways\n"]
    file.write_text(f"{TEXT}three: 3\n", encoding="utf-8")
    assert made_once(file, "ways", [code], make) == ["two ways\n"] and len(made) == 3
    assert made_once(file, "ways", [tmp_path / "none.py"], make) == ["two ways\n"] and len(made) == 4
