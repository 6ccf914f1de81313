"""``tollbook keepers``: to whose keys it is sealed what only they may read."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tollbook.errors import SettingsError, TollbookError
from tollbook.store.case_file import CaseFile, tell_nobody
from tollbook.store.key_files import make_key_file, read_key_file
from tollbook.tasks.decisions import check_takes_decisions

Ask = Callable[[str], str]  # for the passphrase of the key file of that name
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class KeeperChange:
    """``done``: how many sealed things open to the keepers of now; ``left``: how many no key that was given opened, and
    which stay open to whom they were. ``last``: no keeper but this one was there before."""

    code: str
    recipient: str
    done: int
    left: int
    last: bool


def list_keepers(case: Path) -> Mapping[str, str]:
    """The codes of the keepers with their recipients; none where nobody decided yet. Raises StoreError."""
    check_takes_decisions(case)
    found = CaseFile.find(case)
    if found is None:
        return {}
    with found as file:
        return file.keepers()


def new_keeper(
    case: Path,
    code: str,
    key_file: Path,
    passphrase: str | None = None,
    keys: Sequence[str] = (),
    told: Told = tell_nobody,
) -> KeeperChange:
    """Makes a key, writes it into a file outside of the case, and adds its keeper. Raises SettingsError and StoreError;
    then a key file is left only where the keeper was added all the same."""
    check_takes_decisions(case)
    check_outside(case, key_file, "A key")
    if code in list_keepers(case):
        raise SettingsError(f"{code} is a keeper already. Remove {code} first, or use another code.")
    recipient = make_key_file(key_file, passphrase)
    try:
        return add_keeper(case, code, recipient, keys, told)
    except TollbookError:
        with suppress(OSError, TollbookError):  # where that cannot be told the key stays: nobody can make it again
            if list_keepers(case).get(code) != recipient:
                key_file.unlink()
        raise


def add_keeper(
    case: Path, code: str, recipient: str, keys: Sequence[str] = (), told: Told = tell_nobody
) -> KeeperChange:
    """Adds the keeper to whom this recipient belongs; with ``keys`` of another, what is sealed already opens to them
    too. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    with CaseFile.open(case, told) as file:
        first = not file.keepers()
        made = file.add_keeper(code, recipient, keys)
        return KeeperChange(code, recipient.strip(), made.done, made.left, first)


def remove_keeper(case: Path, code: str, keys: Sequence[str] = (), told: Told = tell_nobody) -> KeeperChange:
    """Takes a keeper away. Raises SettingsError and StoreError."""
    there = list_keepers(case)
    if code not in there:
        raise SettingsError(f"{code} is no keeper of this case. Its keepers: {', '.join(there) or 'none'}.")
    with CaseFile.open(case, told) as file:
        made = file.remove_keeper(code, keys)
    return KeeperChange(code, there[code], made.done, made.left, len(there) == 1)


def read_keys(files: Sequence[Path], ask: Ask) -> tuple[str, ...]:
    """The keys in files. ``ask`` is asked for a passphrase where a file is sealed with one. Raises SettingsError."""
    return tuple(key for file in files for key in read_key_file(file, ask))


def check_outside(case: Path, file: Path, what: str) -> None:
    """Raises SettingsError for a file that would lie in the case, where documents are read."""
    inside = case.resolve()
    if inside == file.resolve() or inside in file.resolve().parents:
        raise SettingsError(
            f"{what} is never written into the case itself: whoever has the case would have it too. Choose a place "
            "outside of it."
        )
