import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tollbook.errors import SettingsError
from tollbook.estimate.asked import Asked
from tollbook.estimate.families import estimate
from tollbook.estimate.latent_class import State
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Status


def test_latent_classes_have_the_posterior_that_brute_force_gives(tables) -> None:
    (found,) = estimate(tables["small3"], Asked(("lcm",), 1, classes=5, sweeps=8192))
    assert found.status is Status.ESTIMATE
    assert found.rhat < 1.01
    assert (found.low, found.median, found.high) == pytest.approx((79, 101, 146), abs=2)
    assert "the lists themselves cannot test" in found.statement


def test_chains_that_have_not_agreed_give_no_number(tables) -> None:
    (found,) = estimate(tables["netherlands5"], Asked(("lcm",), 1, chains=4, sweeps=2048))
    assert (found.status, found.number, found.low) == (Status.REFUSED, None, None)
    assert found.reasons[0] in ("chains-disagree", "few-draws")
    assert found.rhat is not None


KILLED = """
import sys
from pathlib import Path
from tollbook.estimate import lcm
from tollbook.estimate.asked import Asked
from tollbook.estimate.read_table import read_table
lcm.EVERY_SECONDS = 0.0
lcm.drawn(read_table(Path(sys.argv[1]))[()], Asked(("lcm",), 3, classes=4, resume=Path(sys.argv[2])))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="has no such signal")
def test_a_process_that_is_killed_is_gone_on_from(tables, tmp_path) -> None:
    table, kept, path = tables["netherlands5"], tmp_path / "draws", tmp_path / "lists.csv"
    path.write_text(table.text(), "utf-8")
    words = [sys.executable, "-P", "-c", KILLED, str(path), str(kept)]
    running = subprocess.Popen(words, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    try:
        before = _killed(running, kept)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == -signal.SIGKILL
    more = before.sweeps + 1024
    assert _bytes_of(table, kept, more) == _bytes_of(table, tmp_path / "other", more)


def _killed(running: subprocess.Popen[bytes], kept: Path) -> State:
    """What it had written down some chunks after burn-in, when it was killed."""
    until = time.monotonic() + 120
    while time.monotonic() < until and running.poll() is None:
        if kept.exists() and (state := State.from_bytes(kept.read_bytes())).sweeps >= 1024:
            running.send_signal(signal.SIGKILL)
            return state
        time.sleep(0.02)
    raise AssertionError("it ended, or wrote nothing down, before it could be killed")


def _bytes_of(table: CaptureTable, kept: Path, sweeps: int) -> bytes:
    estimate(table, Asked(("lcm",), 3, classes=4, sweeps=sweeps, resume=kept))
    return kept.read_bytes()


def test_draws_that_cannot_be_written_down_are_told_at_once(tables, tmp_path) -> None:
    heard: list[int] = []
    asked = Asked(("lcm",), 1, resume=tmp_path / "none" / "draws", progress=lambda _, done, __: heard.append(done))
    with pytest.raises(SettingsError, match="could not be written: No such file"):
        estimate(tables["small3"], asked)
    assert len(heard) <= 2
