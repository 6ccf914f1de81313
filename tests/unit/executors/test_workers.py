"""Workers survive what is thrown at them: whatever one item does, the others are done."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.executors import InThisProcess, Stopped, Workers
from tollbook.executors.limits import Limits

HERE = Path(__file__).parent
SHORT = Limits(memory=512 * 1024 * 1024, seconds=2, seconds_a_mebibyte=0)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are not there on Windows")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(2, SHORT) as made:
        yield made


def ways() -> object:
    import misbehaving

    return misbehaving


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # one that has ended and not been waited for is no process any more
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text() if sys.platform == "linux" else True


def gone(pid: int, within: float = 8) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_results_come_in_the_order_of_the_items(workers: Workers) -> None:
    done: list[int] = []
    made = workers.map(ways().double_slowly_at_first, range(20), lambda: done.append(1))
    assert next(made) == 0
    assert len(done) > 1  # others were told of while the first was waited for
    assert list(made) == [2 * n for n in range(1, 20)]
    assert len(done) == 20


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("allocate", Stopped.MEMORY),
        ("loop", Stopped.TIME),
        ("sleep", Stopped.TIME),
        ("exit", Stopped.ENDED),
        ("crash", Stopped.ENDED),
        ("raise", Stopped.FAILED),
    ],
)
def test_what_goes_wrong_with_one_item_is_said_of_that_item_alone(workers: Workers, how: str, why: Stopped) -> None:
    assert list(workers.map(ways().misbehave, ["a", how, "b", "c"])) == ["a", why, "b", "c"]


def test_what_a_library_prints_goes_nowhere(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert list(workers.map(ways().misbehave, ["print", "raise", "read"])) == ["print", Stopped.FAILED, "read"]
    assert capfd.readouterr() == ("", "")


def test_a_worker_worn_down_by_its_neighbours_does_not_cost_a_document() -> None:
    with Workers(1, SHORT) as alone:
        assert list(alone.map(ways().misbehave, ["fall the second time"] * 3)) == ["fall the second time"] * 3


def test_workers_are_kept_between_two_rounds_and_gone_after_them() -> None:
    with Workers(1, SHORT) as alone:
        first, second = (next(iter(alone.map(ways().pid, [0]))) for _ in range(2))
    assert first == second != os.getpid()
    assert gone(first)


def test_nothing_to_do_starts_nothing() -> None:
    with Workers(2) as idle:
        assert list(idle.map(ways().double, [])) == []
        assert not idle._idle


def test_a_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    """Killed without a chance to end its workers, the parent takes one that waits and one that works with it."""
    script = (
        "import sys, misbehaving\nfrom pathlib import Path\nfrom tollbook.executors import Workers\n"
        "list(Workers(1).map(misbehaving.write_pid_and_hang, [Path(sys.argv[1])]))\n"
    )
    written = tmp_path / "pid"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *(one for one in sys.path if one)])}
    parent = subprocess.Popen([sys.executable, "-c", script, str(written)], env=environment)
    until = time.monotonic() + 20
    while not (written.exists() and written.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    assert gone(int(written.read_text()))


def test_ctrl_c_ends_parent_and_workers_at_once(tmp_path: Path) -> None:
    script = (
        "import sys, misbehaving\nfrom pathlib import Path\nfrom tollbook.executors import Workers\n"
        "with Workers(1) as workers:\n"
        "    list(workers.map(misbehaving.write_pid_and_hang, [Path(sys.argv[1])]))\n"
    )
    written = tmp_path / "pid"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *(one for one in sys.path if one)])}
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(written)], env=environment, stderr=subprocess.DEVNULL, process_group=0
    )
    until = time.monotonic() + 20
    while not (written.exists() and written.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(parent.pid, signal.SIGINT)
    assert parent.wait(5) != 0
    assert gone(int(written.read_text()), within=2)


def test_modules_are_never_taken_from_the_folder_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: Workers
) -> None:
    (tmp_path / "colorsys.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    found = next(iter(workers.map(ways().imported, ["colorsys"])))
    assert not isinstance(found, Stopped) and not Path(found).is_relative_to(tmp_path)


def test_larger_items_may_take_longer() -> None:
    assert Limits(seconds=60, seconds_a_mebibyte=30).seconds_for(2 * 1024 * 1024) == 120


def test_in_this_process_gives_the_same() -> None:
    done: list[int] = []
    assert list(InThisProcess().map(ways().double, [1, 2], lambda: done.append(1))) == [2, 4]
    assert len(done) == 2
