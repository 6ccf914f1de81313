"""What docs/reference/case-file.md tells a stranger to do, done."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tollbook.store.entry import Act, Held
from tollbook.store.tables import METADATA

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "reference" / "case-file.md").read_text(encoding="utf-8")
(CHECK,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-c", CHECK], cwd=folder, capture_output=True, text=True, check=False)


def test_the_check_passes_a_log_that_is_whole(tmp_path: Path) -> None:
    shutil.copy(HERE / "case-layout-1.tollbook", tmp_path / "case.tollbook")
    said = checked(tmp_path)
    assert re.fullmatch(r"8 entries; the last is [0-9a-f]{64}\n", said.stdout), said.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("update entries set open = '{}' where seq = 3", "entry 3 was changed"),
        ("update entries set commitment = id where seq = 8", "entry 8 was changed"),
        ("delete from contents; delete from entries where seq = 3", "an entry before 4 is missing"),
    ],
)
def test_the_check_sees_what_was_changed(tmp_path: Path, change: str, words: str) -> None:
    shutil.copy(HERE / "case-layout-1.tollbook", tmp_path / "case.tollbook")
    with closing(sqlite3.connect(tmp_path / "case.tollbook")) as file:
        file.executescript(change)
    assert words in checked(tmp_path).stderr


def test_the_page_names_every_table_column_act_and_state() -> None:
    names = {
        name for table in METADATA.tables.values() for name in (table.name, *(column.name for column in table.columns))
    }
    missing = {name for name in names | set(Act) if f"`{name}`" not in PAGE} - {"salt"}
    assert missing == set()
    assert {state for state in Held if f"\n| {state} |" not in PAGE} == set()
