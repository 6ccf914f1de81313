"""The documents of a case on disk, within stated bounds."""

from collections.abc import Iterable
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.model import Issue, Severity
from tollbook.pipeline import Document
from tollbook.read import find_documents, load_bytes


def load_documents(case: Path) -> tuple[list[Document], list[Issue]]:
    """The bytes of each document of a case by its name; what could not be opened is an Issue. Raises SettingsError."""
    if not case.exists():
        raise SettingsError(f"There is no file or folder {str(case)!r}. Give a folder of documents, or one document.")
    found, issues = find_documents(case)
    documents: list[Document] = []
    for name, path in found:
        data, problems = load_bytes(name, path)
        issues.extend(problems)
        if data is not None:
            documents.append((name, data))
    return documents, issues


def lost_files(issues: Iterable[Issue]) -> int:
    """How many whole files could not be read."""
    return len({issue.source for issue in issues if issue.severity is Severity.LOST and issue.at is None})
