"""A spreadsheet of claims read back: the same decisions that keys would have made, row by row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tollbook.decide.days import named
from tollbook.decide.fields import UnusableError, entered_row
from tollbook.decide.order import changes_of
from tollbook.decide.sheet_file import Filled, Sheet, SheetError, read_sheet
from tollbook.decide.sheet_in import RowError, Wanted, wanted_by
from tollbook.decide.shield import shield_of
from tollbook.decide.typed import FIELDS, FieldError, value_typed
from tollbook.errors import SettingsError
from tollbook.model import Claim, Decision, DecisionKind, verdicts_of
from tollbook.model.decision import BLIND
from tollbook.publish.changed_text import plain
from tollbook.publish.record import decision_line
from tollbook.tasks.decisions import check_takes_decisions, record_decisions
from tollbook.tasks.review import ACCEPTED, why_not_used
from tollbook.tasks.review_queue import in_force
from tollbook.tasks.review_words import did_change
from tollbook.tasks.seen import seen_of
from tollbook.tasks.working import Working


@dataclass(frozen=True, slots=True)
class Act:
    """Who decides where a row does not say, and when the sheet is read."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FromSheet:
    """What came of a sheet. ``decisions``: new ones, by rows. ``there``: rows whose decision was there already.
    ``blank``: rows not filled in. ``unused``: what could not be used, a line each. ``changes``: the figures that become
    others."""

    decisions: tuple[Decision, ...]
    there: int
    blank: int
    unused: tuple[str, ...]
    changes: tuple[str, ...]
    written: bool = False

    def as_json(self) -> dict[str, Any]:
        """The whole as plain values."""
        return {
            "decisions": [decision_line(one) for one in self.decisions],
            "there": self.there,
            "blank": self.blank,
            "unused": list(self.unused),
            "changes": list(self.changes),
            "written": self.written,
        }


class Unused(NamedTuple):
    """A row that cannot be used: in which column, and why and what to do."""

    row: Filled
    column: str
    why: str


def from_sheet(working: Working, file: Path, act: Act, dry_run: bool = False) -> FromSheet:
    """Reads a sheet back and writes down what can be used of it, in one go. Raises SettingsError where it is none."""
    check_takes_decisions(working.case)
    sheet = _opened(file)
    found = _Found(working, act, sheet)
    made, refused = _tried(working, found.made)
    unused = sorted((*found.unused, *refused), key=lambda one: one.row.line)
    decisions = tuple(made)
    before, after = working.built.register, working.with_decisions(decisions).register
    done = FromSheet(
        decisions,
        found.there,
        found.blank,
        (*sheet.wrong, *(_line(one, sheet) for one in unused)),
        did_change(changes_of(before, after), len(after.accounts) > 1),
    )
    if not decisions or dry_run:
        return done
    record_decisions(working.case, decisions)
    return replace(done, written=True)


def _opened(file: Path) -> Sheet:
    try:
        return read_sheet(file.read_bytes())
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be opened"
        raise SettingsError(f"{file.name} could not be read ({reason}). Name the sheet that was filled in.") from None
    except SheetError as wrong:
        raise SettingsError(f"{file.name} was not read: {wrong}. Save the sheet as .xlsx or as CSV UTF-8.") from None


def _line(one: Unused, sheet: Sheet) -> str:
    letter = sheet.letters.get(one.column)
    cell = f" (cell {letter}{one.row.line})" if letter else ""
    return f"Row {one.row.number}, column {one.column}{cell}: {one.why}."


class _Found:
    """The rows of a sheet against the case: decisions to take, rows without any, rows that cannot be used."""

    def __init__(self, working: Working, act: Act, sheet: Sheet) -> None:
        self._claims = {one.id: one for one in working.built.register.claims}
        self._shields = shield_of(working.built.register, working.decisions)
        self._in_force, self._act = in_force(working.decisions), act
        self._every = _by_claim(working.decisions)
        self._rows: dict[str, Wanted] = {}
        self.made: list[tuple[Wanted, Decision]] = []
        self.unused: list[Unused] = []
        self.there = self.blank = 0
        for row in sheet.rows:
            try:
                self._take(row)
            except RowError as wrong:
                self.unused.append(Unused(row, wrong.column, str(wrong)))

    def _take(self, row: Filled) -> None:
        wanted = wanted_by(row, self._act.by)
        if wanted is None:
            self.blank += 1
            return
        claim = self._claims.get(wanted.claim)
        if claim is None:
            raise RowError("claim", "the case has no such claim now. Write the sheet anew, or decide it by hand")
        if wanted.words is not None and not _alike(wanted.words, claim):
            raise RowError("words", "these are not the words of that claim: were rows sorted without all their columns")
        one = self._decision(wanted, claim)
        first = self._rows.setdefault(wanted.claim, wanted)
        if first is not wanted:
            self._again(first, one)
        elif self._is_there(one, wanted):
            self.there += 1
        else:
            self._check_nobody_differs(one, wanted)
            self.made.append((wanted, one))

    def _again(self, first: Wanted, one: Decision) -> None:
        """A claim that stands in the sheet twice."""
        before = next((made for wanted, made in self.made if wanted is first), None)
        if before is not None and before.agrees_with(one) and before.by == one.by:
            self.there += 1
            return
        raise RowError("claim", f"it is in the sheet twice, first in row {first.row.number}, which was used. Keep one")

    def _decision(self, wanted: Wanted, claim: Claim) -> Decision:
        try:
            value = value_typed(wanted.typed, claim) if wanted.typed else {}
        except FieldError as wrong:
            raise RowError(_column(wrong.field), str(wrong)) from None
        given = {**value, **({BLIND: True} if wanted.blind else {})}
        seen = None if self._shields(claim) else seen_of(claim)
        verdict = verdicts_of(wanted.kind)[0]
        reason, at = wanted.reason or ACCEPTED, self._act.at
        one = Decision(wanted.kind, (claim.id,), verdict, wanted.by, at, reason, given, seen)
        if wanted.kind is DecisionKind.CORRECT:
            try:
                entered_row(one, claim.anchor.source, claim)
            except UnusableError as wrong:
                raise RowError("decision", str(wrong)) from None
        over = tuple(sorted(other.id for other in self._in_force.get(claim.id, ()) if _is_over(one, other, wanted)))
        return replace(one, over=over, id="")

    def _is_there(self, one: Decision, wanted: Wanted) -> bool:
        """Whether this person decided the same since the sheet was written, or before it and it stands."""
        return any(
            other.by == one.by and other.agrees_with(one)
            for other in self._every.get(wanted.claim, ())
            if other.id not in wanted.decided or other in self._in_force.get(wanted.claim, ())
        )

    def _check_nobody_differs(self, one: Decision, wanted: Wanted) -> None:
        for other in self._in_force.get(wanted.claim, ()):
            unseen = other.id not in wanted.decided and other.blind == one.blind
            if unseen and not other.agrees_with(one) and (other.by == one.by or not one.blind):
                raise RowError(
                    "decision",
                    f"{named(other)} decided to {other.kind.value} it since the sheet was written, and nothing was "
                    "written over that. Look at both, and decide again with tollbook review or tollbook decide",
                )


def _is_over(one: Decision, other: Decision, wanted: Wanted) -> bool:
    """Over what the sheet showed and says otherwise, over the person's own, and over blind codings that it shows."""
    if other.id not in wanted.decided:
        return False
    return other.by == one.by or other.blind or not other.agrees_with(one)


def _by_claim(decisions: Iterable[Decision]) -> Mapping[str, Sequence[Decision]]:
    """Every review of a claim that was not undone, also those that others stand over."""
    return in_force(decisions, replaced=True)


def _column(field: str) -> str:
    return f"new {field.replace('_', ' ')}" if field in FIELDS else "decision"


def _alike(words: str, claim: Claim) -> bool:
    """Whether a cell still holds the words of the claim, whatever a program made of its spaces and cut off."""
    stands, cell = (" ".join(one.split()) for one in (plain(claim.anchor.words), words))
    return cell == stands or (cell.endswith("…") and stands.startswith(cell[:-1]))


def _tried(working: Working, made: Sequence[tuple[Wanted, Decision]]) -> tuple[list[Decision], list[Unused]]:
    """Those that take effect, and those of which the register says that they cannot."""
    corrections = [one for _, one in made if one.kind is DecisionKind.CORRECT]
    if not corrections:
        return [one for _, one in made], []
    issues = working.with_decisions([one for _, one in made]).register.issues
    wrong = {one.about[0]: why for one in corrections if (why := why_not_used(one, issues))}
    kept = [one for wanted, one in made if wanted.claim not in wrong]
    return kept, [Unused(wanted.row, "decision", wrong[wanted.claim]) for wanted, _ in made if wanted.claim in wrong]
