"""``tollbook merge``: the decisions of another copy of a case, taken in; where both decided differently, it is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tollbook.decide import find_standing
from tollbook.decide.protected import never_kept
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision
from tollbook.model.derived import Derived
from tollbook.store.case_file import FILE, CaseFile, tell_nobody
from tollbook.store.entry import Held
from tollbook.store.hashes import hash_of
from tollbook.tasks.case import load_documents
from tollbook.tasks.decisions import check_takes_decisions
from tollbook.tasks.machine import cache_of

__all__ = ["MergedCopies", "Sources", "merge"]


@dataclass(frozen=True, slots=True)
class Sources:
    """Files by name: those that one copy alone holds, and those whose bytes differ. None is copied."""

    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedCopies:
    """``new``: what came over. ``filled``: sealed parts of known ones that came over; ``erased``: how many were erased
    here, since they are in the other copy. ``conflicts``: all that contradict one another now. ``strange``: codes of
    keepers of the other copy who are none of this one, where something came over sealed."""

    new: tuple[Decision, ...]
    filled: int
    erased: int
    conflicts: tuple[tuple[Decision, ...], ...]
    strange: tuple[str, ...]
    sources: Sources = field(default_factory=Sources)
    written: bool = True


def merge(
    case: Path,
    other: Path,
    dry_run: bool = False,
    progress: Progress = no_progress,
    waiting: Callable[[str], None] = tell_nobody,
) -> MergedCopies:
    """Takes in what the other copy, a folder or its case file, has decided; the other stays as it is. Raises
    SettingsError and StoreError; then nothing is written."""
    check_takes_decisions(case)
    folder = _folder_of(other)
    if folder.resolve() == case.resolve():
        raise SettingsError("Both are one and the same copy. Name the other one.")
    there = CaseFile.find(folder)
    if there is None:
        raise SettingsError(f"{str(other)!r} holds no {FILE}: nothing was decided there.")
    with there as theirs:
        merged = _tried(case, theirs) if dry_run else _merged(case, theirs, waiting)
    return _with_sources(merged, case, folder, progress) if other.is_dir() else merged


def _folder_of(other: Path) -> Path:
    if not other.exists():
        raise SettingsError(f"There is no {str(other)!r}. Name the folder of the other copy, or its {FILE}.")
    if other.is_dir():
        return other
    if other.name != FILE:
        raise SettingsError(f"{other.name!r} is not called {FILE}. Put it into a folder of its own under that name.")
    return other.absolute().parent


def _tried(case: Path, theirs: CaseFile) -> MergedCopies:
    """What would come over: nothing is written, nor made."""
    found = CaseFile.find(case)
    decisions: tuple[Decision, ...] = ()
    known: frozenset[str] = frozenset()
    keepers: Mapping[str, str] = {}
    if found is not None:
        with found as ours:
            decisions, keepers = ours.decisions(), ours.keepers()
            known = frozenset(entry.decision for entry in ours.log() if entry.decision)
    gone = _erased(theirs) & {one.id for one in decisions}
    new = tuple(one for one in theirs.decisions() if one.id not in known)
    every = [one for one in (*decisions, *new) if one.id not in gone]
    conflicts = find_standing(every).conflicts
    return MergedCopies(new, 0, len(gone), conflicts, _strange(new, keepers, theirs), written=False)


def _erased(file: CaseFile) -> frozenset[str]:
    return frozenset(entry.decision for entry in file.log() if entry.decision and entry.state is Held.ERASED)


def _merged(case: Path, theirs: CaseFile, waiting: Callable[[str], None]) -> MergedCopies:
    with CaseFile.open(case, waiting) as ours:
        before = {one.id for one in ours.decisions()}
        done = ours.merge(theirs)
        after = ours.decisions()
        new = tuple(one for one in after if one.id not in before)
        strange = _strange(new, ours.keepers(), theirs)
        _take_answers(ours, theirs, never_kept(find_standing(after)))
    return MergedCopies(new, done.filled, done.erased, find_standing(after).conflicts, strange)


def _take_answers(ours: CaseFile, theirs: CaseFile, never: frozenset[str]) -> None:
    """What extractors answered in the other copy and not in this one; nothing of what either copy protects."""
    ours.forget_answers(lambda one: one.source not in never)
    there = {one.answer.key for one in ours.answers() if one.answer.content}
    new = [one for one in theirs.answers() if one.source not in never and one.answer.key not in there]
    if new:
        ours.keep_answers(new)


def _strange(new: tuple[Decision, ...], keepers: Mapping[str, str], theirs: CaseFile) -> tuple[str, ...]:
    if not any(one.sealed for one in new):
        return ()
    known = set(keepers.values())
    return tuple(sorted(code for code, recipient in theirs.keepers().items() if recipient not in known))


def _with_sources(merged: MergedCopies, case: Path, other: Path, progress: Progress) -> MergedCopies:
    with cache_of(True) as cache:
        ours, theirs = (_hashes(folder, cache, progress) for folder in (case, other))
    sources = Sources(
        tuple(sorted(ours.keys() - theirs.keys())),
        tuple(sorted(theirs.keys() - ours.keys())),
        tuple(sorted(name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name])),
    )
    return MergedCopies(
        merged.new, merged.filled, merged.erased, merged.conflicts, merged.strange, sources, merged.written
    )


def _hashes(folder: Path, cache: Derived, progress: Progress) -> dict[str, str]:
    """The hashes of the documents by their names; "" for one that cannot be opened."""
    found: dict[str, str] = {}
    documents, _ = load_documents(folder)
    for number, document in enumerate(documents):
        progress(f"comparing {folder.name}", number, len(documents))
        try:
            found[document.name] = hash_of(folder / document.name, cache)
        except OSError:
            found[document.name] = ""
    return found
