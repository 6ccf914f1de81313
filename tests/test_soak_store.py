"""Long runs over the case file (`make soak`): killed at 200 points, and 100,000 decisions of eight writers at once.

TOLLBOOK_SOAK_SEED begins elsewhere; TOLLBOOK_SOAK_BATCH is how many decisions a writer puts in at a time."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "stores"))  # what the tests of the case file share

from rounds import (
    MOVING,
    WRITING,
    change_documents,
    files_of,
    kill_while_building,
    kill_while_deciding,
    many_writers,
    seconds_of_a_build,
    times,
)

from tollbook.store.case_file import CaseFile

pytestmark = pytest.mark.soak
SEED = int(os.environ.get("TOLLBOOK_SOAK_SEED", "4"))
BATCH = int(os.environ.get("TOLLBOOK_SOAK_BATCH", "10"))
BUILDS, DECIDING, IMPORTING = 80, 70, 50
WRITERS, EACH = 8, 12_500
MOST_MEMORY = 400 * 1024 * 1024  # bytes, to hold 100,000 decisions
READ = """
import re, sys, time
from pathlib import Path
from tollbook.store.case_file import CaseFile
def most_memory():
    return re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)
with CaseFile.find(Path(sys.argv[1])) as file:
    begun = time.monotonic()
    entries = sum(1 for _ in file.log())
    listed = time.monotonic()
    after_the_log = most_memory()
    decisions = len(file.decisions())
    read = time.monotonic()
print(entries, decisions, f"{listed - begun:.1f} {read - listed:.1f}", after_the_log, most_memory())
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def test_builds_killed_at_any_moment_lose_nothing(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossiers" / "dossier"
    change_documents(case, 0, notes=25)
    whole = seconds_of_a_build(case, out)
    ended: Counter[str] = Counter()
    for number in range(BUILDS):  # half of them where it writes and moves, which takes little of the time
        change_documents(case, number + 1, notes=25)
        until, most = (("", whole), (WRITING, 0.05), ("", whole), (MOVING, 0.004))[number % 4]
        (after,) = times(SEED + number, 1, 0, most)
        ended[kill_while_building(case, out, after, until)] += 1
    print(f"\n{BUILDS} builds killed within {whole:.1f} s: {dict(ended)}")
    seconds_of_a_build(case, out)
    built = files_of(out)
    assert sum(ended.values()) == BUILDS
    assert any("moved away" in one for one in ended), "none was killed between the moves: try another seed"
    assert seconds_of_a_build(case, out) and files_of(out) == built


@pytest.mark.parametrize(("rounds", "batch"), [(DECIDING, 1), (IMPORTING, 300)], ids=["deciding", "importing"])
def test_runs_killed_at_any_moment_lose_nothing(tmp_path: Path, rounds: int, batch: int) -> None:
    """One decision at a time, or many as an import writes them; before the first is acknowledged, and after."""
    for number, after in enumerate(times(SEED + batch, rounds, -1.5, 1.0)):
        case = tmp_path / f"{number // 10}" / "papers"  # ten runs, one after another, in one case
        case.mkdir(parents=True, exist_ok=True)
        kill_while_deciding(case, f"R{number}", batch, after)


def test_the_first_opening_killed_at_any_moment_leaves_a_file_that_opens(tmp_path: Path) -> None:
    for number, after in enumerate(times(SEED + 3, 20, -1.2, -0.2)):
        case = tmp_path / f"{number}" / "papers"
        case.mkdir(parents=True)
        kill_while_deciding(case, "F", 1, after)


def test_eight_writers_and_100_000_decisions_none_lost(case: Path) -> None:
    took = many_writers(case, WRITERS, EACH, BATCH)
    size = (case / "case.tollbook").stat().st_size
    print(f"\n{WRITERS * EACH} decisions, {BATCH} at a time: {took:.0f} s, {size} bytes")
    said = subprocess.run([sys.executable, "-c", READ, str(case)], capture_output=True, text=True, check=True).stdout
    entries, decisions, log_seconds, seconds, log_memory, memory = said.split()
    print(f"the log listed in {log_seconds} s, {log_memory} KiB; all read in {seconds} s, {memory} KiB")
    assert int(entries) == int(decisions) == WRITERS * EACH
    assert int(memory) * 1024 < MOST_MEMORY
    with CaseFile.open(case) as file:
        assert file.check() == ()
