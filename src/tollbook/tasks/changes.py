"""``tollbook changes``: what changed between two dossiers, and a notice of it."""

import json
import re
import tempfile
from pathlib import Path

from tollbook.errors import SettingsError, StoreError
from tollbook.publish.changed_json import changes_json as values_of
from tollbook.publish.changed_text import changes_text
from tollbook.publish.changes import Changes, Edition, edition_of, find_changes
from tollbook.publish.notice import GENERATOR, render_notice
from tollbook.tasks.dossiers import Dossier, open_dossier

_STEERING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def changes(before: Path, after: Path) -> Changes:
    """What changed from one dossier to another. Raises SettingsError where one of them cannot be relied on."""
    was, now = open_dossier(before), open_dossier(after)
    return find_changes(was.record, now.record, (_edition(was), _edition(now)))


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
        if file.exists() and GENERATOR.encode() not in file.read_bytes()[:4096]:
            raise StoreError(f"{file.name} is there already and is no notice: choose another name with --notice.")
        _put(render_notice(found), file)
    except OSError as wrong:
        raise StoreError(f"The notice could not be written to {file.name}: {wrong.strerror}.") from wrong


def _put(page: str, file: Path) -> None:
    """Whole or not at all."""
    with tempfile.TemporaryDirectory(prefix=".tollbook-", dir=file.absolute().parent) as made:
        part = Path(made) / "notice.html"
        part.write_bytes(page.encode("utf-8"))
        part.replace(file)


def changes_json(found: Changes) -> str:
    """As JSON, for other programs; no sign in it that a terminal would obey, and none that is no character."""
    text = json.dumps(values_of(found), ensure_ascii=False, indent=1)
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


__all__ = ["changes", "changes_json", "changes_text", "write_notice"]
