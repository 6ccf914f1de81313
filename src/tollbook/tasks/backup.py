"""``tollbook backup`` and ``tollbook restore``: a whole case to one sealed file, and back."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.store.backup import BackedUp, Sealing, write_backup
from tollbook.store.keys import checked_recipient
from tollbook.store.restoring import Opening, Restored, check_backup, restore_backup
from tollbook.tasks.decisions import check_takes_decisions
from tollbook.tasks.keepers import check_outside, list_keepers
from tollbook.version import __version__

__all__ = ["BackedUp", "Opening", "Restored", "Sealing", "back_up", "check", "recipients_of", "restore"]


def recipients_of(case: Path, to: Sequence[str], keepers: bool) -> tuple[str, ...]:
    """Those to whom a backup is sealed: the recipients that were given, and with ``keepers`` those of the case. Raises
    SettingsError and StoreError."""
    found = [checked_recipient(one) for one in to]
    if keepers:
        there = list_keepers(case)
        if not there:
            raise SettingsError("The case has no keepers. Give a recipient with --to, or use --passphrase.")
        found += there.values()
    return tuple(dict.fromkeys(found))


def back_up(case: Path, out: Path, to: Sealing, progress: Progress = no_progress) -> BackedUp:
    """Seals a case into a file. Raises SettingsError and StoreError; then no file was written."""
    check_takes_decisions(case)
    if not to.recipients and to.passphrase is None:
        raise SettingsError(
            "A backup is sealed. Say to whom: --keepers for those of the case, --to age1… for a recipient, or "
            "--passphrase."
        )
    check_outside(case, out, "A backup")
    if out.exists() or out.is_symlink():
        raise SettingsError(f"{out.name} is there already, and a backup is never written over. Choose another name.")
    return write_backup(case, out, to, __version__, _counting("backing up", progress))


def check(backup: Path, by: Opening, progress: Progress = no_progress) -> Restored:
    """Whether a backup can be restored; nothing is written. Raises SettingsError and StoreError."""
    _check_file(backup)
    return check_backup(backup, by, _counting("checking", progress))


def restore(backup: Path, case: Path, by: Opening, dry_run: bool = False, progress: Progress = no_progress) -> Restored:
    """Writes a case out of its backup, once all of it was checked. Raises SettingsError and StoreError; nothing was
    written then."""
    _check_file(backup)
    case = Path(os.path.abspath(case))
    if case.is_symlink() or (case.exists() and not case.is_dir()):
        raise SettingsError(f"{case.name} is there already and no folder. Choose another name.")
    if case.is_dir() and any(case.iterdir()):
        raise SettingsError(f"{case.name} is not empty, and nothing in it is written over. Choose another folder.")
    if not case.parent.is_dir():
        raise SettingsError(f"The folder {case.parent.name} in which {case.name} would be made is not there.")
    count = _counting("restoring", progress)
    return check_backup(backup, by, count) if dry_run else restore_backup(backup, case, by, count)


def _check_file(backup: Path) -> None:
    if not backup.is_file():
        raise SettingsError(f"There is no backup {str(backup)!r}. Give the file that tollbook backup made.")


def _counting(what: str, progress: Progress) -> Callable[[int, int], None]:
    return lambda done, of: progress(what, done, of)
