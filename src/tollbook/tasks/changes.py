"""``tollbook changes``: what changed between two dossiers, and a notice of it."""

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tollbook.errors import SettingsError, StoreError
from tollbook.publish.changed_json import changes_json as values_of
from tollbook.publish.changed_text import changes_text as text_of
from tollbook.publish.changes import Changes, Edition, edition_of, find_changes
from tollbook.publish.notice import GENERATOR, render_notice
from tollbook.tasks.dossiers import Dossier, open_dossier

_HEAD = 4096  # bytes of a page, among which a notice says that it is one
_STEERING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def changes(before: Path, after: Path) -> Changes:
    """What changed from one dossier to another. Raises SettingsError where one of them cannot be relied on."""
    was, now = open_dossier(before), open_dossier(after)
    with _comparable():
        return find_changes(was.record, now.record, (_edition(was), _edition(now)))


@contextmanager
def _comparable() -> Iterator[None]:
    """Records that anybody may have made can hold what the check of their shape does not know of."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as wrong:
        raise SettingsError(
            f"The two dossiers cannot be compared ({type(wrong).__name__}): one of them holds what no Tollbook writes. "
            "See what is wrong with tollbook verify."
        ) from wrong


def changes_text(found: Changes, width: int) -> str:
    """As text for a terminal."""
    with _comparable():
        return text_of(found, width)


def _edition(one: Dossier) -> Edition:
    return edition_of(one.name, one.root, one.record)


def write_notice(found: Changes, file: Path, dossiers: tuple[Path, ...]) -> None:
    """Writes the notice. Raises SettingsError where it would change a dossier, and StoreError where it cannot stand."""
    inside = [one for one in dossiers if file.resolve().is_relative_to(one.resolve())]
    if inside:
        raise SettingsError(
            f"The notice cannot lie in the dossier {inside[0].name!r}: it would no longer be the folder that its root "
            "hash names. Choose another place with --notice."
        )
    try:
        if file.exists() and not _is_notice(file):
            raise StoreError(f"{file.name} is there already and is no notice: choose another name with --notice.")
        with _comparable():
            page = render_notice(found).encode("utf-8")
        _put(page, file)
    except OSError as wrong:
        raise StoreError(f"The notice could not be written to {file.name}: {wrong.strerror}.") from wrong


def _is_notice(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return GENERATOR.encode() in opened.read(_HEAD)


def _put(page: bytes, file: Path) -> None:
    """Whole or not at all."""
    with tempfile.TemporaryDirectory(prefix=".tollbook-", dir=file.absolute().parent) as made:
        part = Path(made) / "notice.html"
        part.write_bytes(page)
        part.replace(file)


def changes_json(found: Changes) -> str:
    """As JSON, for other programs; no sign in it that a terminal would obey, and none that is no character."""
    with _comparable():
        text = json.dumps(values_of(found), ensure_ascii=False, indent=1)
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


__all__ = ["changes", "changes_json", "changes_text", "write_notice"]
