"""Rule 1 of the verifier: whatever is done to the files of a dossier, it says what, and to which file."""

import hashlib
import itertools
import os
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import StoreError
from tollbook.publish import dossier as publisher
from tollbook.publish import verify
from tollbook.publish.manifest import write_manifest
from tollbook.publish.verify import MANIFEST, Mismatch, check_manifest, parse_manifest, verify_folder

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def found(folder: Path) -> set[tuple[str, str]]:
    return {(one.code, one.file) for one in verify_folder(folder)}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, made_up: SimpleNamespace) -> Path:
    """One dossier for tests that put back what they changed."""
    return Path(made_up.write(tmp_path_factory.mktemp("shared") / "dossier"))


def test_all_is_well(dossier: Path) -> None:
    assert verify_folder(dossier) == []
    assert verify_folder(str(dossier)) == []


@given(data=st.data())
def test_any_byte_changed_is_found_in_its_file(shared: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in names(shared) if name != MANIFEST]))
    kept = (shared / name).read_bytes()
    at = data.draw(st.integers(0, len(kept) - 1))
    changed = kept[:at] + bytes([kept[at] ^ data.draw(st.integers(1, 255))]) + kept[at + 1 :]
    (shared / name).write_bytes(changed)
    try:
        assert ("changed", name) in found(shared)
    finally:
        (shared / name).write_bytes(kept)


@given(data=st.data())
def test_any_byte_of_the_manifest_changed_is_found(shared: Path, data: st.DataObject) -> None:
    kept = (shared / MANIFEST).read_bytes()
    at = data.draw(st.integers(0, len(kept) - 1))
    changed = kept[:at] + bytes([kept[at] ^ data.draw(st.integers(1, 255))]) + kept[at + 1 :]
    files = {name: hashlib.sha256((shared / name).read_bytes()).hexdigest() for name in names(shared)}
    mismatches = list(check_manifest(changed, files))
    number = kept[:at].count(b"\n")
    name = kept.decode().split("\n")[number][66:]
    assert any(name in (one.file, one.what) or one.file == MANIFEST for one in mismatches)


def test_a_byte_added_or_cut_is_found(dossier: Path) -> None:
    for name in names(dossier):
        kept = (dossier / name).read_bytes()
        expected = ("manifest", MANIFEST) if name == MANIFEST else ("changed", name)
        for changed in (kept + b"x", kept[:-1]):
            (dossier / name).write_bytes(changed)
            assert expected in found(dossier), name
        (dossier / name).write_bytes(kept)


def test_each_file_dropped_is_missed_by_name(dossier: Path) -> None:
    for name in names(dossier):
        kept = (dossier / name).read_bytes()
        (dossier / name).unlink()
        assert ("missing", name) in found(dossier)
        (dossier / name).write_bytes(kept)


@pytest.mark.parametrize("name", ["note.txt", "texts/other.txt", "rules/.hidden", "deep/er/still.txt"])
def test_a_file_added_is_named(dossier: Path, name: str) -> None:
    (dossier / name).parent.mkdir(parents=True, exist_ok=True)
    (dossier / name).write_bytes(b"")
    assert found(dossier) == {("unlisted", name)}


def test_an_empty_folder_is_nothing(dossier: Path) -> None:
    (dossier / "empty").mkdir()
    assert verify_folder(dossier) == []


def test_any_two_files_swapped_are_called_swapped(shared: Path) -> None:
    data = (shared / MANIFEST).read_bytes()
    hashes = {name: hashlib.sha256((shared / name).read_bytes()).hexdigest() for name in names(shared)}
    for one, other in itertools.combinations(sorted({*hashes} - {MANIFEST}), 2):
        swapped = {**hashes, one: hashes[other], other: hashes[one]}
        if swapped != hashes:  # two sources may hold the same bytes
            assert list(check_manifest(data, swapped)) == [
                Mismatch("swapped", one, f"what belongs here is in {other}"),
                Mismatch("swapped", other, f"what belongs here is in {one}"),
            ]


def test_two_files_swapped_in_the_folder(dossier: Path) -> None:
    (dossier / "index.html").rename(dossier / "kept")
    (dossier / "case.toml").rename(dossier / "index.html")
    (dossier / "kept").rename(dossier / "case.toml")
    assert found(dossier) == {("swapped", "index.html"), ("swapped", "case.toml")}


def test_each_file_renamed_is_called_renamed(dossier: Path) -> None:
    for name in names(dossier):
        if name != MANIFEST:
            (dossier / name).rename(dossier / "new name")
            mismatches = verify_folder(dossier)
            assert Mismatch("renamed", name, "what belongs here is in new name") in mismatches
            assert Mismatch("unlisted", "new name", "it is not listed") in mismatches
            (dossier / "new name").rename(dossier / name)


def listing(files: dict[str, str]) -> bytes:
    return "".join(f"{files[name]}  {name}\n" for name in sorted(files)).encode()


def test_three_files_in_a_ring_are_changed_and_not_swapped() -> None:
    data = listing({"a": ONE, "b": TWO, "c": THREE})
    assert {(one.code, one.file) for one in check_manifest(data, {"a": TWO, "b": THREE, "c": ONE, MANIFEST: ""})} == {
        ("changed", "a"),
        ("changed", "b"),
        ("changed", "c"),
    }


def test_a_copy_that_is_listed_itself_is_no_swap_and_no_new_name() -> None:
    data = listing({"a": ONE, "b": ONE})
    assert [(one.code, one.file) for one in check_manifest(data, {"a": TWO, "b": ONE})] == [("changed", "a")]
    assert [(one.code, one.file) for one in check_manifest(data, {"b": ONE})] == [("missing", "a")]


def test_a_changed_file_whose_bytes_lie_elsewhere_unlisted_is_changed() -> None:
    mismatches = list(check_manifest(listing({"a": ONE}), {"a": TWO, "b": ONE}))
    assert [(one.code, one.file) for one in mismatches] == [("changed", "a"), ("unlisted", "b")]


def test_mismatches_come_sorted_by_path() -> None:
    mismatches = list(check_manifest(listing({"b": ONE, "a": ONE, "é": ONE}), {"z": TWO, "y": TWO}))
    assert [one.file for one in mismatches] == ["a", "b", "é", "y", "z"]


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../up",
        "a/../b",
        "a/./b",
        ".",
        "..",
        "a//b",
        "a/",
        "a\\b",
        "C:/x",
        "c:x",
        "a\tb",
        "a\x7fb",
        "a\x85b",
        MANIFEST,
    ],
)
def test_an_unsafe_path_is_refused(path: str) -> None:
    listed, wrong = parse_manifest(f"{ONE}  {path}\n".encode())
    assert listed == {}
    assert wrong == ["line 1 is not a hash, two spaces and a path that is safe and not listed already"]


@pytest.mark.parametrize(
    "path", ["a", ".hidden", "..a", "a..", "a/..b/c", "ab:c", "é/نامه\u200cها.txt", "a b", "…", "1:2"]
)
def test_a_plain_path_is_taken(path: str) -> None:
    assert parse_manifest(f"{ONE}  {path}\n".encode()) == ({path: ONE}, [])


@pytest.mark.parametrize(
    "line",
    [
        f"{ONE} a",
        f"{ONE}   ".rstrip(),
        f"{ONE[:-1]}  a",
        f"{ONE}1  a",
        f"{'A' * 64}  a",
        f"{ONE} *a",
        f"\\{ONE}  a",
        "",
    ],
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    listed, wrong = parse_manifest(f"{TWO}  0\n{line}\n".encode())
    assert listed == {"0": TWO}
    assert wrong == ["line 2 is not a hash, two spaces and a path that is safe and not listed already"]


def test_the_list_is_sorted_ends_its_lines_and_names_nothing_twice() -> None:
    assert parse_manifest(f"{ONE}  b\n{TWO}  a\n".encode())[1] == ["its lines are not sorted by path"]
    assert parse_manifest(f"{ONE}  Z\n{TWO}  a\n{TWO}  é\n{TWO}  😀\n".encode())[1] == []
    assert parse_manifest(f"{ONE}  a".encode()) == ({}, ["its last line does not end"])
    twice = parse_manifest(f"{ONE}  a\n{TWO}  a\n".encode())
    assert twice == ({"a": ONE}, ["line 2 is not a hash, two spaces and a path that is safe and not listed already"])
    assert parse_manifest(b"") == ({}, [])


def test_bytes_that_are_no_text_do_not_stop_the_check() -> None:
    listed, wrong = parse_manifest(ONE.encode() + b"  a\xff\n" + TWO.encode() + b"  b\n")
    assert listed == {"b": TWO}
    assert len(wrong) == 1


def link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


@pytest.mark.parametrize(
    "put",
    [link("record.json"), link("texts"), link("nowhere"), link("/"), os.mkfifo],
    ids=["file", "folder", "dead", "root", "pipe"],
)
def test_links_and_devices_are_refused_and_not_followed(dossier: Path, put: Callable[[Path], object]) -> None:
    put(dossier / "odd")
    assert found(dossier) == {("not-a-file", "odd")}
    with pytest.raises(StoreError, match="odd is a link or a device"):
        write_manifest(dossier)


def test_a_link_in_the_place_of_a_listed_file_does_not_pass_for_it(dossier: Path) -> None:
    (dossier / "index.html").rename(dossier.parent / "index.html")
    (dossier / "index.html").symlink_to(dossier.parent / "index.html")
    assert found(dossier) == {("not-a-file", "index.html"), ("missing", "index.html")}


def test_the_root_hash_is_compared_with_the_one_given(dossier: Path) -> None:
    root = hashlib.sha256((dossier / MANIFEST).read_bytes()).hexdigest()
    assert verify_folder(dossier, root) == []
    assert verify_folder(dossier, root.upper()) == []
    (other,) = verify_folder(dossier, ONE)
    assert other == ("root", MANIFEST, f"the root hash of this folder is {root}, and you were given {ONE}")


def test_a_large_file_is_hashed_in_blocks(dossier: Path) -> None:
    (dossier / "large").write_bytes(bytes(24 << 20) + b"end")
    write_manifest(dossier)
    tracemalloc.start()
    try:
        assert verify_folder(dossier) == []
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


def test_a_record_too_large_to_hold_is_not_read(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (dossier / "record.json").stat().st_size
    monkeypatch.setattr(verify, "MOST_BYTES", size)
    assert verify_folder(dossier) == []
    monkeypatch.setattr(verify, "MOST_BYTES", size - 1)
    assert found(dossier) == {("unreadable", "record.json")}


def test_a_line_says_what_which_file_and_what_to_do() -> None:
    assert str(Mismatch("missing", "a.txt", "it is not there")) == (
        "missing: a.txt: it is not there. What to do: ask for it again, do not rely on it."
    )
    assert str(Mismatch("unlisted", "a\x1b[2J\u202e\n", "é")).startswith("unlisted: a\\x1b[2J\\u202e\\n: é. What to do")


def test_every_code_has_its_advice() -> None:
    source = Path(verify.__file__).read_text(encoding="utf-8")
    for code in ("root", "manifest", "changed", "missing", "swapped", "renamed", "unlisted", "not-a-file", "text"):
        assert code in verify.ADVICE
    assert all(advice[0].islower() and not advice.endswith(".") for advice in verify.ADVICE.values())
    assert "import tollbook" not in source


def test_the_publisher_writes_the_columns_that_are_checked() -> None:
    assert verify.TOLL_COLUMNS == publisher.TOLL_COLUMNS


def test_the_manifest_is_what_sha256sum_reads(dossier: Path) -> None:
    root = write_manifest(dossier)
    data = (dossier / MANIFEST).read_bytes()
    assert root == hashlib.sha256(data).hexdigest()
    assert [line[66:] for line in data.decode().splitlines()] == sorted(set(names(dossier)) - {MANIFEST})
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MANIFEST], cwd=dossier, check=True)
    assert write_manifest(dossier) == root


@pytest.mark.parametrize("name", ["a\\b", "a\nb", "a\x85b"])
def test_a_name_that_the_list_cannot_hold_is_refused(dossier: Path, name: str) -> None:
    (dossier / name).write_bytes(b"")
    with pytest.raises(StoreError, match="rename it"):
        write_manifest(dossier)
