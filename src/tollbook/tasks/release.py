"""``tollbook release``: what a person has looked at leaves the case, exactly so, and the log says who let it."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path

from tollbook.errors import SettingsError, StoreError
from tollbook.model import Decision, DecisionKind
from tollbook.publish.folder import put_folder
from tollbook.publish.manifest import MANIFEST
from tollbook.tasks.decisions import load_decisions, record_decisions
from tollbook.tasks.leaving import RELEASE, Act, Looked, decision_to_release

_LEAST = 8  # digits of a root hash by which a person says that this is the one


@dataclass(frozen=True, slots=True)
class Released:
    """Where a release lies, and its root hash."""

    out: Path
    root: str


def is_the_one(looked: Looked, typed: str) -> bool:
    """Whether what was typed, or given with --yes, is the root hash of what was looked at, or its beginning."""
    return len(typed) >= _LEAST and looked.root.startswith(typed.casefold())


def release(looked: Looked, out: Path, because: str) -> Released:
    """Writes what was looked at, and nothing else. The log has it before the folder is there: nothing leaves that it
    does not know of. Raises SettingsError and StoreError; then no folder is written."""
    case = looked.working.case
    check_out(case, out)
    if looked.refused:
        raise StoreError("This release is refused; see the reasons. Nothing was written.")
    if load_decisions(case) != looked.working.decisions:
        raise StoreError("Decisions came in since this was looked at, so nothing was written. Look at it again.")
    act = looked.act
    if not because.strip():
        raise SettingsError("A release needs a reason: say with --because why this may leave.")
    said = decision_to_release(looked.root, act, because)
    record_decisions(case, (said,))
    try:
        root = put_folder(looked.files, out)
        _without_hours(out, act)
    except (OSError, StoreError) as wrong:
        why = "It could not be written, so nothing left."
        record_decisions(case, (Decision(DecisionKind.UNDO, (said.id,), "stands", act.by, act.at, why),))
        reason = wrong.strerror if isinstance(wrong, OSError) else wrong
        raise StoreError(
            f"The release could not be written to {out.name}: {reason}. Check the disk and the folder's rights. The "
            "log says that nothing left."
        ) from wrong
    return Released(out, root)


def _without_hours(out: Path, act: Act) -> None:
    """The files tell the day on which they left, as the release itself does, and no hour. Raises OSError."""
    day = datetime.combine(act.at.date(), time(), UTC).timestamp()
    for one in (*out.rglob("*"), out):
        os.utime(one, (day, day))


def check_out(case: Path, out: Path) -> None:
    """Refuses a place in the case, and a folder that is neither empty nor a release of it. Raises SettingsError and
    StoreError."""
    inside, place = case.resolve(), out.resolve()
    if place == inside or inside in place.parents or place in inside.parents:
        raise SettingsError("A release is not written into its own case, nor over it. Choose another place with --out.")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise StoreError(f"{out.name} is not a folder. Choose another place with --out.")
    if out.is_dir() and any(out.iterdir()) and not _is_release_of(case, out):
        raise StoreError(
            f"{out.name} is neither empty nor a release of this case, so nothing was written. Choose another folder "
            "with --out."
        )


def _is_release_of(case: Path, out: Path) -> bool:
    """Whether the case's log says that a folder with this root hash left it."""
    if not (out / MANIFEST).is_file():
        return False
    root = sha256((out / MANIFEST).read_bytes()).hexdigest()
    return any(one.about == (f"{RELEASE}{root}",) for one in load_decisions(case))
