"""A folder is put in its place whole or not at all, and takes over what stands there already."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.publish.folder import Content, content, put_folder
from tollbook.publish.manifest import MANIFEST, write_manifest

FIRST = {
    "index.html": b"one",
    "texts/a.txt": b"a",
    "texts/b.txt": b"b",
    "sources/a/a.txt": b"a",
    "sources/b/b.pdf": b"bb",
}
LATER = {
    "index.html": b"two",
    "texts/a.txt": b"a",
    "texts/c.txt": b"c",
    "sources/a/renamed.txt": b"a",
    "sources/b/b.pdf": b"bb",
    "sources/c/c.txt": b"c",
    "rules/range.json": b"{}",
}


def contents(files: dict[str, bytes]) -> dict[str, Content]:
    return {path: content(data) for path, data in files.items()}


def held(folder: Path) -> dict[str, bytes]:
    files = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}
    return {name: file.read_bytes() for name, file in files.items() if name != MANIFEST}


def folders(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_dir()}


def whole(folder: Path, files: dict[str, bytes]) -> bool:
    """These files, their folders, their manifest, and nothing else."""
    manifest = (folder / MANIFEST).read_bytes()
    write_manifest(folder)
    parents = {parent.as_posix() for path in files for parent in Path(path).parents} - {"."}
    return held(folder) == files and folders(folder) == parents and (folder / MANIFEST).read_bytes() == manifest


def test_a_later_folder_takes_over_what_is_the_same(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put_folder(contents(FIRST), out)
    assert whole(out, FIRST)
    before = (out / "texts/a.txt").stat()
    put_folder(contents(LATER), out)
    assert whole(out, LATER)
    after = (out / "texts/a.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_what_somebody_changed_in_a_dossier_is_not_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    root = put_folder(contents(FIRST), out)
    (out / "texts/a.txt").write_bytes(b"z")
    (out / "texts/more.txt").write_bytes(b"put there")
    (out / "sources/empty").mkdir()
    (out / "sources/b/b.pdf").unlink()
    (out / "sources/b/b.pdf").symlink_to(out / "texts/b.txt")
    assert put_folder(contents(FIRST), out) == root
    assert whole(out, FIRST)


def test_where_a_move_fails_what_stood_there_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the moves it is."""
    out, rename = tmp_path / "out", Path.rename
    put_folder(contents(FIRST), out)
    for failing in range(1, 100):
        tried = 0

        def failing_rename(old: Path, new: Path) -> Path:
            nonlocal tried
            tried += 1
            if tried == failing:  # noqa: B023 - called within this round only
                raise OSError("no")
            return rename(old, new)

        monkeypatch.setattr(Path, "rename", failing_rename)
        failed = _raises(out)
        monkeypatch.setattr(Path, "rename", rename)
        if not failed:
            break
        assert whole(out, FIRST), failing
    assert failing > 8
    assert whole(out, LATER)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def _raises(out: Path) -> bool:
    try:
        put_folder(contents(LATER), out)
    except OSError:
        return True
    return False


def test_where_a_source_cannot_be_had_nothing_is_touched(tmp_path: Path) -> None:
    def gone() -> bytes:
        raise FileNotFoundError

    out = tmp_path / "out"
    put_folder(contents(FIRST), out)
    with pytest.raises(FileNotFoundError):
        put_folder(contents(LATER) | {"sources/d/d": Content("0" * 64, gone)}, out)
    assert whole(out, FIRST)


NAMES = st.sampled_from(["texts/a", "texts/b", "sources/a/a", "sources/a/b", "sources/b/a", "rules/a", "a"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(NAMES, st.sampled_from([b"", b"x", b"y"]), min_size=1), min_size=2, max_size=4))
def test_whatever_stood_there_before(tmp_path: Path, versions: list[dict[str, bytes]]) -> None:
    out = tmp_path / f"out-{len(os.listdir(tmp_path))}"
    roots = [put_folder(contents(files), out) for files in versions]
    assert whole(out, versions[-1])
    assert roots[-1] == put_folder(contents(versions[-1]), tmp_path / "anew")
