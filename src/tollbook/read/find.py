"""Which documents a case holds: a folder walked in one order everywhere, or one document."""

import os
from collections.abc import Iterator
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.model import Issue, Severity
from tollbook.read.archives.zip_names import DOSSIER_MARK
from tollbook.read.documents import too_large_to_open
from tollbook.read.pages.furniture import HEAD, furniture_of

LISTS, RECORDED_ESTIMATES = "lists.csv", "estimates.json"
OWN_FILES = frozenset({"case.toml", "sources.csv", "claims.csv", "receipts.csv", LISTS, RECORDED_ESTIMATES})
OWN_DATABASE = "case.tollbook"  # and the files SQLite keeps beside it

Found = tuple[str, Path] | Issue


def find_documents(case: Path) -> tuple[list[tuple[str, Path]], list[Issue]]:
    """Names and paths of what can be read, sorted by name, and the issues with the rest. Raises SettingsError where
    ``case`` is not there."""
    if not case.exists():
        raise SettingsError(f"{case} is not there. Give a folder of documents, or one document.")
    found = list(_walk(case)) if case.is_dir() else [_examine(case.name, case)]
    documents = sorted(entry for entry in found if not isinstance(entry, Issue))
    issues = [entry for entry in found if isinstance(entry, Issue)]
    documents, passed_over = _without_furniture(documents)
    return documents, sorted((*issues, *passed_over), key=lambda issue: issue.sort_key)


def _without_furniture(documents: list[tuple[str, Path]]) -> tuple[list[tuple[str, Path]], list[Issue]]:
    """Without what only serves to show a saved page."""
    paths = dict(documents)
    found = list(furniture_of(paths, lambda name: _head(paths[name])))
    gone = {name for one in found for name in one.names}
    return [entry for entry in documents if entry[0] not in gone], [one.issue for one in found]


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(HEAD)
    except OSError:
        return b""  # whoever reads the page itself says so


def _walk(case: Path) -> Iterator[Found]:
    """Every file below, folder by folder; a folder that is a link is never entered, so the walk ends."""
    inside = case.resolve()
    if (case / DOSSIER_MARK).exists():
        message = "This folder is a dossier, not a case. Give the folder its sources came from."
        yield _issue("case-is-dossier", ".", message)
        return
    waiting = [case]
    while waiting:
        folder = waiting.pop()
        place = folder.relative_to(case).as_posix()
        try:
            entries = list(os.scandir(folder))
        except OSError as wrong:
            message = f"The folder {place} could not be read ({wrong.strerror}). Check its rights."
            yield _issue("unreadable", place, message)
            continue
        if folder != case and any(entry.name == DOSSIER_MARK for entry in entries):
            continue
        for entry in entries:
            if _is_passed_over(entry.name):
                continue
            path = folder / entry.name
            name = path.relative_to(case).as_posix()
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield _linked(name, path, inside) or _examine(name, path)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", OWN_DATABASE)) or name in OWN_FILES


def _linked(name: str, path: Path, inside: Path) -> Issue | None:
    """What is wrong with a link; None for a link to a file of the case, and for what is no link."""
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        message = "is a link that leads nowhere or to itself. Replace it with the document."
        return _issue("link-broken", name, f"{_shown(name)} {message}")
    if not target.is_relative_to(inside):
        message = "is a link out of the case. Copy the document into the case."
        return _issue("link-outside", name, f"{_shown(name)} {message}")
    if target.is_dir():
        loops = path.parent.resolve().is_relative_to(target)
        said = "a link to a folder it stands in" if loops else "a link to a folder of the case, read where it stands"
        severity = Severity.OPEN if loops else Severity.NOTE
        return _issue("link-to-folder", name, f"{_shown(name)} is {said}. It was passed over.", severity)
    return None


def _examine(name: str, path: Path) -> Found:
    if not _is_unicode(name):
        return _issue("name-not-text", name, f"The name {_shown(name)!r} is not valid text. Rename the file.")
    if not path.is_file():
        message = f"{name} is not a file (a pipe, a socket or a device). Take it out of the case."
        return _issue("not-a-file", name, message)
    wrong = too_large_to_open(name, path)
    return wrong[0] if wrong else (name, path)


def _is_unicode(name: str) -> bool:
    return _shown(name) == name


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _issue(code: str, name: str, message: str, severity: Severity = Severity.LOST) -> Issue:
    return Issue(code, message, severity, source=_shown(name))
