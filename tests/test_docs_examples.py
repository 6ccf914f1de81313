"""Every ```console example in the docs is run in a fresh folder, and its output compared; ``...`` stands for anything.

Examples of one page run one after another in one folder that holds a copy of examples/.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if "```console" in page.read_text(encoding="utf-8")
)


def examples_of(page: Path) -> list[tuple[str, str]]:
    """Each command of a page with the output the page shows for it."""
    found: list[tuple[str, str]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            found.append(_command_and_output(part))
    return found


def _command_and_output(part: str) -> tuple[str, str]:
    """A command runs over several lines while a single quote is open."""
    lines = part.splitlines(keepends=True)
    end = next(end for end in range(1, len(lines) + 1) if "".join(lines[:end]).count("'") % 2 == 0)
    return "".join(lines[:end]).strip(), "".join(lines[end:])


def run(command: str, folder: Path) -> str:
    here = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{here}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    return done.stdout + done.stderr


def matches(shown: str, printed: str) -> bool:
    pieces = [re.escape(piece) for piece in _trimmed(shown).split("...")]
    return re.fullmatch(".*?".join(pieces), _trimmed(printed), flags=re.DOTALL) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for command, shown in examples_of(page):
        printed = run(command, tmp_path)
        assert matches(shown, printed), f"$ {command}\nthe page shows:\n{shown}\nit prints:\n{printed}"


def test_a_wrong_example_would_be_seen() -> None:
    assert matches("killed ...\nend\n", "killed 24\nmore\nend\n")
    assert not matches("killed 24\n", "killed 25\n")
