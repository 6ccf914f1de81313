"""Many write at once, and some are killed: nothing that was acknowledged is lost. A sample of what `make soak` does."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from rounds import (
    MOVING,
    WRITING,
    build_command,
    change_documents,
    kill_while_building,
    kill_while_deciding,
    many_writers,
    seconds_of_a_build,
)

from tollbook.publish.lock import held
from tollbook.publish.verify import verify_folder


@pytest.mark.slow
def test_eight_writers_at_once_lose_nothing(case: Path) -> None:
    many_writers(case, 8, 250, 10)


def test_a_run_that_decides_is_killed(case: Path) -> None:
    """At its start, while it makes the file; and later, one decision at a time, or many as an import writes them."""
    for number, (after, batch) in enumerate([(-0.6, 1), (-1.0, 1), (0.05, 1), (0.2, 1), (0.1, 300)]):
        kill_while_deciding(case, f"K{number}", batch, after)


@pytest.mark.slow
def test_a_build_is_killed(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossiers" / "dossier"
    change_documents(case, 0)
    whole = seconds_of_a_build(case, out)
    for number, (until, after) in enumerate((("", whole / 2), (WRITING, 0.01), (MOVING, 0), (MOVING, 0.002))):
        change_documents(case, number + 1)
        kill_while_building(case, out, after, until)


def test_a_second_build_waits_and_says_so(case: Path, tmp_path: Path) -> None:
    """The command itself, while another holds the place; with nobody there, it says nothing."""
    out = tmp_path / "dossiers" / "dossier"
    out.parent.mkdir()
    change_documents(case, 0)
    with held(out):
        second = subprocess.Popen(build_command(case, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert (
            second.stderr.readline() == "tollbook: Another Tollbook is writing to dossier; waiting up to 30 minutes.\n"
        )
        assert list(out.parent.glob("[!.]*")) == []
    said, wrong = second.communicate()
    assert (second.returncode, wrong) == (0, "")
    assert "root hash" in said and verify_folder(out) == []
    assert [path.name for path in out.parent.iterdir()] == ["dossier"]
