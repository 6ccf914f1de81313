"""The decisions of a case: out of its case file, and into it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.model import Decision
from tollbook.model.decision import is_role_code
from tollbook.model.proposal import Asked
from tollbook.store.case_file import CaseFile, tell_nobody
from tollbook.store.entry import Held

_DOSSIER = "MANIFEST.sha256"


def load_decisions(case: Path) -> tuple[Decision, ...]:
    """All decisions of a case that can be read, by time; none where it has no case file. Raises StoreError."""
    found = CaseFile.find(case)
    if found is None:
        return ()
    with found as file:
        return file.decisions()


def load_answers(case: Path) -> tuple[Asked, ...]:
    """What extractors answered when a person asked them; nothing where the case has no case file. Raises StoreError."""
    found = CaseFile.find(case)
    if found is None:
        return ()
    with found as file:
        return file.answers()


def record_decisions(case: Path, decisions: Sequence[Decision], waiting: Callable[[str], None] = tell_nobody) -> int:
    """Writes decisions into the case file, all or none; when it returns they are on the disk. Those that are there
    already are passed over; returns how many were new. ``waiting`` is told when another writes. Raises SettingsError
    and StoreError."""
    check_takes_decisions(case)
    with CaseFile.open(case, waiting) as file:
        return file.append(decisions)


def erased_ids(case: Path) -> frozenset[str]:
    """The ids of decisions that were erased: they are not taken in again. Raises StoreError."""
    found = CaseFile.find(case)
    if found is None:
        return frozenset()
    with found as file:
        return frozenset(one.decision for one in file.log() if one.decision and one.state is Held.ERASED)


def check_role_code(by: str) -> None:
    """Raises SettingsError for a name: what is written down cannot be taken back."""
    if not is_role_code(by):
        raise SettingsError("Who decides is given as a code of letters and digits, such as R1, not as a name.")


def check_takes_decisions(case: Path) -> None:
    """Raises SettingsError for what is no case: decisions stand beside its documents."""
    if not case.exists():
        raise SettingsError(f"There is no folder {str(case)!r}. Give the folder of documents that you decide about.")
    if not case.is_dir():
        raise SettingsError(f"{str(case)!r} is one document. Put it into a folder: decisions are kept beside it.")
    if (case / _DOSSIER).is_file():
        raise SettingsError(f"{str(case)!r} is a dossier, not a case. Give the folder that its documents came from.")
