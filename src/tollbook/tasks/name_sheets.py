"""Names that are taken out of a release: into a sheet for people to fill in, and from it into the case."""

from dataclasses import dataclass
from pathlib import Path

from tollbook.decide import find_standing
from tollbook.decide.name_rows import decisions_of, rows_of
from tollbook.decide.name_sheet import MOST_BYTES, SUFFIXES, SheetError, read_sheet, to_csv, to_workbook
from tollbook.errors import SettingsError, StoreError
from tollbook.model import Decision
from tollbook.tasks.decisions import check_takes_decisions, load_decisions, record_decisions
from tollbook.tasks.keepers import check_outside
from tollbook.tasks.leaving import Act, Looked


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a sheet decided that was not decided yet, and what is wrong with rows of it, by number."""

    decisions: tuple[Decision, ...] = ()
    wrong: tuple[str, ...] = ()


NOTHING = FilledIn()


def give(looked: Looked, sheet: Path) -> None:
    """Writes the names that are taken out of a release. What is protected must not stand in an open file: where that
    cannot be told, for want of a key, nothing is written. Raises SettingsError and StoreError."""
    if sheet.suffix.casefold() not in SUFFIXES:
        raise SettingsError(f"{sheet.name} is no name for a sheet: end it in {' or '.join(SUFFIXES)}.")
    check_outside(looked.working.case, sheet, "A sheet of names")
    if any(one.code == "key-needed" for one in looked.refused):
        raise StoreError("Without the key of a keeper nobody can tell which names are protected: give it with --key.")
    if sheet.exists():
        raise StoreError(f"{sheet.name} is there already, and may be filled in: choose another name with --names.")
    rows = rows_of(looked.taken_out)
    data = to_csv(rows) if sheet.suffix.casefold() == ".csv" else to_workbook(rows)
    try:
        sheet.write_bytes(data)
    except OSError as wrong:
        raise StoreError(f"{sheet.name} could not be written: {wrong.strerror}.") from wrong


def take(case: Path, sheet: Path, act: Act, dry_run: bool = False) -> FilledIn:
    """Reads a filled-in sheet, and writes what it decides into the case, all of it at once. Raises SettingsError and
    StoreError."""
    check_takes_decisions(case)
    try:
        with sheet.open("rb") as opened:
            rows, wrong = read_sheet(opened.read(MOST_BYTES + 1))
    except OSError as failure:
        raise SettingsError(f"{sheet.name} cannot be read: {failure.strerror}.") from failure
    except SheetError as failure:
        raise SettingsError(
            f"{sheet.name} was not taken: {failure}. Use a sheet that --names wrote, with its row of names."
        ) from failure
    decisions, more = decisions_of(rows, act.by, act.at, find_standing(load_decisions(case)))
    if decisions and not dry_run:
        record_decisions(case, decisions)
    return FilledIn(decisions, (*wrong, *more))
