"""The documents of a case on disk."""

from collections.abc import Iterable
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.model import Document, Issue, Severity
from tollbook.read import find_documents


def load_documents(case: Path) -> tuple[list[Document], list[Issue]]:
    """The documents of a case, none opened yet; what cannot be taken in is an Issue. Raises SettingsError."""
    if not case.exists():
        raise SettingsError(f"There is no file or folder {str(case)!r}. Give a folder of documents, or one document.")
    found, issues = find_documents(case)
    return [Document(name, path) for name, path in found], issues


def lost_files(issues: Iterable[Issue]) -> int:
    """How many whole files could not be read."""
    return len({issue.source for issue in issues if issue.severity is Severity.LOST and issue.at is None})
