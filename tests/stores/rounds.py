"""What the tests and the long runs of the case file share: many writers at once, and runs that are killed."""

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tollbook.publish.leftovers import mark_of
from tollbook.publish.lock import held
from tollbook.publish.verify import verify_folder
from tollbook.store.case_file import CaseFile

WRITER = Path(__file__).with_name("writer.py")
TEXTS = ("At least 24 people were killed in Khujand on 14 April 1997.\n", "A doctor said that 31 people were killed.\n")


def many_writers(case: Path, writers: int, each: int, batch: int) -> float:
    """So many processes at once, each with so many decisions; all must be there. The seconds it took."""
    begun = time.monotonic()
    running = [_writer(case, f"W{number}", each, batch) for number in range(writers)]
    for one in running:
        _out, wrong = one.communicate()
        assert one.returncode == 0, wrong.decode()
    took = time.monotonic() - begun
    assert_kept(case)
    with CaseFile.open(case) as file:
        assert sum(1 for _ in file.log()) == writers * each
    return took


def assert_kept(case: Path) -> None:
    """Whatever was acknowledged is there, the log is whole, and the file can be written to."""
    with CaseFile.open(case) as file:
        there = {f"{one.by} {one.value['n']}" for one in file.decisions()}
        assert file.check() == ()
    acknowledged = {line for path in case.parent.glob("*.said") for line in path.read_text().splitlines()}
    assert acknowledged - there == set()


def kill_while_deciding(case: Path, by: str, batch: int, after: float) -> None:
    """A writer killed after so many seconds from its first acknowledgement, or before it where that is negative."""
    running = _writer(case, by, 1_000_000, batch)
    said = _said(case, by)
    if after < 0:
        time.sleep(-after)
    else:
        while running.poll() is None and not (said.exists() and said.stat().st_size):
            time.sleep(0.01)
        time.sleep(after)
    running.kill()
    running.communicate()
    lines = said.read_bytes() if said.exists() else b""
    said.write_bytes(lines[: lines.rfind(b"\n") + 1])  # a line cut short acknowledges nothing
    assert_kept(case)


def _said(case: Path, by: str) -> Path:
    return case.parent / f"{by}.said"


def _writer(case: Path, by: str, count: int, batch: int) -> subprocess.Popen[bytes]:
    asked = [sys.executable, str(WRITER), str(case), by, str(count), str(batch), str(_said(case, by))]
    return subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def build_command(case: Path, out: Path) -> Sequence[str]:
    return [sys.executable, "-c", "from tollbook.cli.main import main; main()", "build", str(case), "--out", str(out)]


def change_documents(case: Path, number: int, notes: int = 4) -> None:
    """So that a build has something to write and to move: one document stays, some change, one comes and goes."""
    for note in range(notes):
        (case / f"note-{note}.txt").write_text(f"A note of day {number}, the {note + 1}th.\n")
    (case / "report.txt").write_text(TEXTS[0])
    (case / "statement.txt").write_text(f"{TEXTS[1]}It was said on day {number}.\n")
    if number % 2:
        (case / "later.txt").write_text("The government denied that 40 people were killed.\n")
    else:
        (case / "later.txt").unlink(missing_ok=True)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kill_while_building(case: Path, out: Path, after: float, until: str = "") -> str:
    """A build killed so many seconds after its start, or after ``until`` stands beside the dossier. What stands
    when the next one begins is what stood, or what was built; and what it left beside it is gone."""
    before = files_of(out)
    running = subprocess.Popen(build_command(case, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while until and running.poll() is None and not any(out.parent.glob(f"{mark_of(out)}{until}")):
        time.sleep(0.0003)  # the moves take a millisecond or two
    time.sleep(after)
    running.kill()
    running.communicate()
    left = "moved away" if not out.exists() else "on its way" if _on_its_way(out) else "nothing left"
    with held(out):
        stands = files_of(out)
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []
    if stands == before:
        return f"as it was, {left}"
    assert verify_folder(out) == []
    return f"new, {left}"


WRITING, MOVING = "*/new", "*/moves"  # what stands there then


def _on_its_way(out: Path) -> bool:
    return any(path.is_dir() for path in out.parent.glob(f"{mark_of(out)}*"))


def seconds_of_a_build(case: Path, out: Path) -> float:
    begun = time.monotonic()
    subprocess.run(build_command(case, out), stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - begun


def times(seed: int, number: int, least: float, most: float) -> list[float]:
    chance = random.Random(seed)
    return [chance.uniform(least, most) for _ in range(number)]
