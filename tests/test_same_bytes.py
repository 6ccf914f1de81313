"""The same bytes: hash seeds, time zones, locales, orders and places of input give one dossier."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tollbook import tasks

EXAMPLE = Path(__file__).parents[1] / "examples" / "khujand"
WAYS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Dushanbe", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
]


def build_elsewhere(case: Path, out: Path, way: dict[str, str]) -> str:
    code = (
        "import sys; from pathlib import Path; from tollbook import tasks; "
        "print(tasks.build(Path(sys.argv[1]), Path(sys.argv[2])).root)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(case), str(out)],
        env={**os.environ, "XDG_CACHE_HOME": f"{out}-cache", **way},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_seeds_of_hashing_zones_and_locales(tmp_path: Path) -> None:
    roots = {build_elsewhere(EXAMPLE, tmp_path / f"d{number}", way) for number, way in enumerate(WAYS)}
    assert len(roots) == 1


def test_places_and_orders_of_input(tmp_path: Path) -> None:
    here = tasks.build(EXAMPLE, tmp_path / "here").root
    case = tmp_path / "a deep" / "plâce" / "khujand"
    for file in sorted(EXAMPLE.rglob("*"), reverse=True):  # written last to first: a folder lists them otherwise
        if file.is_file():
            target = case / file.relative_to(EXAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    assert tasks.build(case, tmp_path / "there", use_cache=False).root == here


def test_a_second_build_over_the_first(tmp_path: Path) -> None:
    first = tasks.build(EXAMPLE, tmp_path / "out").root
    assert tasks.build(EXAMPLE, tmp_path / "out").root == first


def test_no_path_of_this_machine_in_a_dossier(tmp_path: Path) -> None:
    out = tasks.build(EXAMPLE, tmp_path / "out").out
    for path in out.rglob("*"):
        if path.is_file():
            assert str(tmp_path).encode() not in path.read_bytes(), path.name
