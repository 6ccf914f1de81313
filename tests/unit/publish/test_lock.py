"""One run at a time writes to one dossier, and what a killed run left is put right by the next."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tollbook.errors import StoreError
from tollbook.publish import lock
from tollbook.publish.folder import Content, content, put_folder
from tollbook.publish.leftovers import mark_of
from tollbook.publish.lock import held
from tollbook.publish.manifest import MANIFEST

FIRST = {
    "a": b"1",
    "texts/a.txt": b"text",
    "texts/b.txt": b"gone later",
    "sources/a/a.pdf": b"bytes",
    "sources/c/c": b"x",
}
LATER = {"a": b"2", "texts/a.txt": b"text", "sources/a/a.pdf": b"bytes", "sources/b/b": b"new"}
PUT = """
import os, sys
from pathlib import Path
from tollbook.publish.folder import content, put_folder
rename, left = Path.rename, [int(sys.argv[2])]
def renamed(old, new):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), 9)
    return rename(old, new)
Path.rename = renamed
put_folder({path: content(data) for path, data in %r.items()}, Path(sys.argv[1]))
"""


def contents(files: dict[str, bytes]) -> dict[str, Content]:
    return {path: content(data) for path, data in files.items()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_manifest(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(folder).items() if name != MANIFEST}


def killed_at(move: int, out: Path) -> bool:
    """Puts the later files in place and is killed before that move; False where there are not so many."""
    return subprocess.run([sys.executable, "-c", PUT % LATER, str(out), str(move)], check=False).returncode == -9


def test_killed_before_any_of_the_moves_nothing_is_lost(tmp_path: Path) -> None:
    for move in range(1, 100):
        out = tmp_path / f"{move}" / "out"
        put_folder(contents(FIRST), out)
        first = files_of(out)
        if not killed_at(move, out):
            break
        assert [one.name for one in out.parent.iterdir() if one.name.startswith(mark_of(out))] != []
        with held(out):  # a build that then fails has put it right already
            assert files_of(out) == first
        assert [one.name for one in out.parent.iterdir()] == ["out"]
        put_folder(contents(LATER), out)
        assert without_manifest(out) == LATER
    assert move > 8
    assert without_manifest(out) == LATER


def test_killed_while_it_puts_back_the_next_run_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put_folder(contents(FIRST), out)
    first = files_of(out)
    assert killed_at(8, out) and not out.exists()
    script = PUT.partition("put_folder({")[0].replace("import content, put_folder", "import put_folder")
    for move in range(1, 4):  # each gets a little further, and is killed again
        again = script + "from tollbook.publish.lock import held\nwith held(Path(sys.argv[1])): pass\n"
        killed = subprocess.run([sys.executable, "-c", again, str(out), str(move)], check=False)
        assert killed.returncode == -9
    with held(out):
        assert files_of(out) == first
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_first_dossier_that_was_killed_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert killed_at(1, out) and not out.exists()
    put_folder(contents(LATER), out)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_what_another_dossiers_run_has_on_its_way_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f"{mark_of(tmp_path / 'other')}x"
    other.mkdir()
    put_folder(contents(FIRST), tmp_path / "out")
    assert other.is_dir()


@pytest.mark.parametrize(
    "line", ['["../victim", "{made}/x"]', '["out/../../victim", "{made}/x"]', "nonsense", '["{made}/x"']
)
def test_a_journal_that_leads_elsewhere_is_not_followed(tmp_path: Path, line: str) -> None:
    out = tmp_path / "folder" / "out"
    made = out.parent / f"{mark_of(out)}x"
    made.mkdir(parents=True)
    (made / "x").write_text("planted")
    (made / "moves").write_text(line.replace("{made}", made.name) + "\n")
    put_folder(contents(FIRST), out)
    assert without_manifest(out) == FIRST
    assert not (tmp_path / "victim").exists()


def test_a_folder_that_still_holds_what_stood_there_is_kept(tmp_path: Path) -> None:
    """Where the journal is gone, nothing is guessed, and nothing removed."""
    out = tmp_path / "out"
    put_folder(contents(FIRST), out)
    assert killed_at(2, out) and not out.exists()
    (made,) = [one for one in tmp_path.iterdir() if one.is_dir()]
    (made / "moves").unlink()
    with held(out):
        assert (made / "before").is_dir()


def test_a_second_run_waits_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "AT_ONCE", 0.05)
    out, told, order = tmp_path / "out", [], []

    def second() -> None:
        with held(out, told.append):
            order.append("second")

    with held(out), held(out):  # whoever holds it may hold it again
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.4)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert told == ["Another Tollbook is writing to out; waiting up to 30 minutes."]
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_never_ends_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "AT_ONCE", 0.05)
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    script = (
        "import sys; from pathlib import Path; from tollbook.publish.lock import held\n"
        "with held(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "out")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None and other.stdout.readline() == b"held\n"
    with pytest.raises(StoreError, match=r"has been writing to out for over .* so nothing was written"):
        put_folder(contents(FIRST), tmp_path / "out")
    other.communicate(b"")
    put_folder(contents(FIRST), tmp_path / "out")
    assert os.listdir(tmp_path) == ["out"]


def test_a_lock_that_a_killed_run_left_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / f"{mark_of(tmp_path / 'out')}lock").touch()
    with held(tmp_path / "out"):
        pass
    assert list(tmp_path.iterdir()) == []
