"""A case of one short report, for the commands."""

from pathlib import Path

import pytest

TEXT = """Riot at Marrow prison

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners were killed
and 30 were injured. Families said that as many as 20 people died.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    return folder
