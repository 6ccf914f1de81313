"""``tollbook decide CASE --file``: the plain-text form of decisions, as a person left it, becomes decisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from tollbook.decide.from_text import Item, read_decisions_text
from tollbook.decide.meant import Asked
from tollbook.decide.naming import Naming
from tollbook.decide.plain_yaml import MOST_BYTES, refused
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision
from tollbook.store.case_file import tell_nobody
from tollbook.tasks.deciding import Act, Decided, in_force_of, made_one, try_and_write
from tollbook.tasks.decisions import check_role_code, check_takes_decisions, erased_ids, load_decisions
from tollbook.tasks.working import Working, open_working

__all__ = ["Applied", "apply_file", "apply_text"]


@dataclass(frozen=True, slots=True)
class Applied:
    """``edited``: ids, of the decision that was edited and of the one that now stands over it. ``known``: how many
    items were there already; ``sealed``: how many were passed over, as were those ``erased`` here. ``left_out``: how
    many decisions of the case the file does not hold; they stand as before."""

    decided: Decided
    edited: tuple[tuple[str, str], ...]
    known: int
    sealed: int
    erased: int
    left_out: int

    def as_json(self) -> dict[str, Any]:
        """The whole as plain values."""
        numbers = {name: getattr(self, name) for name in ("known", "sealed", "erased", "left_out")}
        return {**self.decided.as_json(), "edited": [list(pair) for pair in self.edited], **numbers}


@dataclass(slots=True)
class _Found:
    """What the items come to: ``made`` are new here, whoever took them and where; ``own`` are taken with this file."""

    made: list[Decision] = field(default_factory=list)
    own: list[Decision] = field(default_factory=list)
    edited: list[tuple[str, str]] = field(default_factory=list)
    known: int = 0
    sealed: int = 0
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """The file, its name for messages, and who applies it; ``by`` None: each item says who decided. ``waiting`` is told
    when another writes."""

    data: bytes
    name: str
    by: str | None
    at: datetime
    dry_run: bool = False
    waiting: Callable[[str], None] = tell_nobody


def apply_file(
    case: Path, file: Path | BinaryIO, act: Given, progress: Progress = no_progress, use_cache: bool = True
) -> Applied:
    """Applies a file, or a stream. Raises SettingsError, with the line at fault, and StoreError; then nothing is
    written."""
    try:
        if isinstance(file, Path):
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        else:
            data = file.read(MOST_BYTES + 1)
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be opened"
        raise SettingsError(f"{act.name} could not be read ({reason}). Check that it is there.") from None
    return apply_text(case, replace(act, data=data), progress, use_cache)


def apply_text(case: Path, given: Given, progress: Progress = no_progress, use_cache: bool = True) -> Applied:
    """What is new in the text is tried and written down, all or nothing. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    if given.by is not None:
        check_role_code(given.by)
    items = read_decisions_text(given.data, given.name)
    there = {one.id: one for one in load_decisions(case)}
    erased = erased_ids(case)
    found, new = _Found(), list[Item]()
    for item in items:
        if item.sealed:
            found.sealed += 1
        elif item.id in erased:
            found.erased += 1
        elif _is_known(item, there):
            found.known += 1
        else:
            new.append(item)
    decided = Decided((), (), (), not given.dry_run)
    if new:
        working = open_working(case, progress, use_cache)
        _take_in(new, there, working, given, found)
        decided = try_and_write(working, found.made, found.own, None if given.dry_run else given.waiting)
    left_out = len(there.keys() - {item.id for item in items})
    return Applied(decided, tuple(found.edited), found.known, found.sealed, found.erased, left_out)


def _take_in(new: Sequence[Item], there: Mapping[str, Decision], working: Working, given: Given, found: _Found) -> None:
    items = _Items(working, given)
    for item in new:
        items.take_in(item, there.get(item.id or ""), found)


def _is_known(item: Item, there: Mapping[str, Decision]) -> bool:
    old = there.get(item.id or "")
    return old is not None and item.says(old)


class _Items:
    """The items of one file, against a case."""

    def __init__(self, working: Working, given: Given) -> None:
        self._naming = Naming(working.built.register, working.decisions)
        self._in_force = in_force_of(working.decisions)
        self._given = given

    def take_in(self, item: Item, old: Decision | None, found: _Found) -> None:
        """An item that is not in the case as it stands; ``old`` is the decision that was edited to make it."""
        if item.id and not old:
            found.made.append(self._from_elsewhere(item))
            return
        one = self._decided(item, old)
        if any(_says_the_same(one, other) for other in self._in_force):
            found.known += 1  # the file was applied before
            return
        found.made.append(one)
        found.own.append(one)
        if old:
            found.edited.append((old.id, one.id))

    def _decided(self, item: Item, old: Decision | None) -> Decision:
        asked = Asked(item.kind, item.about, item.verdict, item.reason, item.value)
        over = (*item.over, *((old.id,) if old else ()))
        try:
            act = Act(self._by(item, old), self._given.at if old else item.at or self._given.at)
            return made_one(asked, self._naming, self._in_force, act, over)
        except SettingsError as wrong:
            raise refused(self._given.name, item.line, str(wrong)) from None

    def _by(self, item: Item, old: Decision | None) -> str:
        """Who decided: an item that was edited is not its first author's any more."""
        by = self._given.by if old and item.by == old.by else item.by or self._given.by
        if by is None:
            what = "who edited this" if old else "who decided this"
            raise SettingsError(f"Say {what}: give --by, a code such as R1, or set TOLLBOOK_BY.")
        return by

    def _from_elsewhere(self, item: Item) -> Decision:
        """One that was printed from another copy of the case, word for word."""
        try:
            one = item.decision(item.by or "", item.at or self._given.at)
        except ValueError as wrong:
            raise refused(self._given.name, item.line, f"This cannot be decided: {wrong}") from None
        if one.id != item.id:
            why = (
                "its id is of no decision of this case, and is not that of what it says. Leave the id out to decide "
                "it anew"
            )
            raise refused(self._given.name, item.line, why)
        return one


def _says_the_same(one: Decision, other: Decision) -> bool:
    return one.agrees_with(other) and (one.about, one.by, one.reason) == (other.about, other.by, other.reason)
