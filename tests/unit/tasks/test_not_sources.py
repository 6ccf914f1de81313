"""Files of a case's folder that are no source of it: named in case.toml, passed over, and said to be."""

from pathlib import Path

import pytest

from tollbook.errors import SettingsError
from tollbook.settings import Settings, load_settings, settings_toml
from tollbook.tasks.case import load_documents


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text("Nine people were killed.")
    (tmp_path / "notes.md").write_text("Ask who counted the nine.")
    return tmp_path


def test_what_is_named_is_passed_over_and_said_to_be(case: Path) -> None:
    (case / "case.toml").write_text('not_sources = ["notes.md"]')
    documents, issues = load_documents(case)
    assert [document.name for document in documents] == ["report.txt"]
    assert [(issue.code, issue.source) for issue in issues] == [("not-a-source", "notes.md")]


def test_a_name_that_is_not_there_is_said(case: Path) -> None:
    (case / "case.toml").write_text('not_sources = ["note.md"]')
    documents, issues = load_documents(case)
    assert [document.name for document in documents] == ["notes.md", "report.txt"]
    assert [issue.code for issue in issues] == ["file-not-there"]


@pytest.mark.parametrize("wrong", ['not_sources = "notes.md"', "not_sources = [1]"])
def test_anything_but_names_is_refused(case: Path, wrong: str) -> None:
    (case / "case.toml").write_text(wrong)
    with pytest.raises(SettingsError, match="not_sources must be a list"):
        load_settings(case)


def test_settings_come_back_as_they_were_written(case: Path) -> None:
    settings = Settings(title='A "case"\n\\', not_sources=("a\tb.md", "ноты.md"))
    (case / "case.toml").write_text(settings_toml(settings), encoding="utf-8")
    assert load_settings(case) == settings
