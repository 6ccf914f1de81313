"""``tollbook claims``: the claims of single files, each file linked by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.model import Claim, Document, Issue, Severity
from tollbook.pipeline import build_register
from tollbook.publish.record import claim_line, issue_line
from tollbook.read import too_large_to_open
from tollbook.settings import Settings
from tollbook.tasks.case import lost_files
from tollbook.tasks.machine import Readers


@dataclass(frozen=True, slots=True)
class FileClaims:
    """What one file gave. ``path`` as it was given."""

    path: str
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]

    @property
    def lost(self) -> bool:
        """Whether the whole file could not be read."""
        return lost_files(self.issues) > 0

    def lines(self) -> Iterator[dict[str, Any]]:
        """The lines of ``claims.jsonl``, with the path as the source."""
        return (claim_line(claim, self.path) for claim in self.claims)

    def issue_lines(self) -> Iterator[dict[str, Any]]:
        """The lines of ``issues.jsonl``."""
        return (issue_line(issue) for issue in self.issues)


def read_claims(paths: Sequence[Path]) -> list[FileClaims]:
    """The claims of each file, in the order given."""
    with Readers() as readers:
        return [_one(path, readers) for path in paths]


def _one(path: Path, readers: Readers) -> FileClaims:
    if path.is_dir():
        message = f"{path.name} is a folder. Name the documents in it, or read it whole with tollbook build."
        return FileClaims(str(path), (), (Issue("unreadable", message, Severity.LOST, source=path.name),))
    problems = too_large_to_open(path.name, path)
    if problems:
        return FileClaims(str(path), (), problems)
    register = build_register([Document(path.name, path)], Settings(), executor=readers).register
    return FileClaims(str(path), register.claims, register.issues)
