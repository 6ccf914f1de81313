"""No tracked file names a package registry's host or a path of somebody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Written in pieces, or this file would name them.
HOSTS = ("py" + "pi.org", "python" + "hosted", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg", "deb." + "debian")
PATHS = ("wo" + "rk", "fa" + "rm", "ro" + "ot", "ho" + "me", "Us" + "ers", "op" + "t")
UNWANTED = re.compile("|".join(map(re.escape, HOSTS)) + rf"|(?<![\w./])/(?:{'|'.join(PATHS)})/[\w.]")


def tracked() -> list[str]:
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout here, so what is tracked is not known")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def found_in(text: str) -> list[str]:
    return [line.strip()[:120] for line in text.splitlines() if UNWANTED.search(line)]


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    found = {name: found_in((ROOT / name).read_text(encoding="utf-8", errors="replace")) for name in tracked()}
    assert {name: lines for name, lines in found.items() if lines} == {}


NAMING = ("see https://" + HOSTS[0] + "/x", "cd /" + PATHS[0] + "/main", '"/' + PATHS[2] + '/.cache"')


@pytest.mark.parametrize("text", NAMING)
def test_an_address_would_be_seen(text: str) -> None:
    assert found_in(text) == [text]


@pytest.mark.parametrize("text", ["sources/opt/in.txt", "https://example.org/work/of/others", "home/page.html"])
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert found_in(text) == []
