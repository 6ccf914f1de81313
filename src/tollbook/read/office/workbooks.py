"""Workbooks to passages: each sheet's rows of cells under their headings, with what is hidden, noted or drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.model import Issue, PassageKind, Zone
from tollbook.read.laid_out import lay_out
from tollbook.read.office.columns import column_letters
from tollbook.read.office.ods import is_locked, ods_sheets
from tollbook.read.office.packed_office import encrypted, unpack_office
from tollbook.read.office.sheets import Sheet
from tollbook.read.office.tables import rows_shown, with_title
from tollbook.read.office.xlsx import xlsx_sheets
from tollbook.read.page import Taken, first_few, lost, to_look_at
from tollbook.read.pages.walk import Shown

_MOST_NAMED = 8  # cells or sheets that an issue names


def read_workbook(name: str, data: bytes) -> Taken:
    """A workbook of either kind; None where it is locked, damaged or made to do harm."""
    parts, issues = unpack_office(name, data)
    if parts is None:
        return None, issues
    if "META-INF/manifest.xml" in parts.markup and is_locked(parts):
        return None, (encrypted(name),)
    sheets = ods_sheets(parts) if "content.xml" in parts.markup else xlsx_sheets(parts)
    if not sheets or all(sheet.cells_damaged for sheet in sheets):
        message = "was not read: no sheet in it can be read. If it is an archive, rename it to .zip; else save it anew."
        return None, (*issues, lost("damaged", name, message))
    page = lay_out(with_title(_blocks(sheets)))
    page = replace(page, whole=page.whole and all(sheet.whole for sheet in sheets))
    return page, (*issues, *_issues(name, sheets))


def _blocks(sheets: Sequence[Sheet]) -> Iterator[Shown]:
    several = len(sheets) > 1
    for sheet in sheets:
        zone = Zone.HIDDEN if sheet.hidden else Zone.MAIN
        blocks = [*rows_shown(sheet.rows()), *_beside(sheet)]
        if several and blocks and sheet.name.strip():
            yield Shown(sheet.name.strip(), PassageKind.HEADING, zone, f"sheet {sheet.name}", level=2)
        yield from blocks


def _beside(sheet: Sheet) -> Iterator[Shown]:
    for row, column, words in sheet.comments:
        place = f"comment on {sheet.place(row, column)}"
        yield Shown(words.strip(), PassageKind.PARAGRAPH, Zone.COMMENT, place)
    for words in sheet.drawn:
        yield Shown(words.strip(), PassageKind.PARAGRAPH, Zone.ASIDE, f"sheet {sheet.name}, drawn over its cells")


def _issues(name: str, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    yield from _blind(name, sheets)
    yield from _hidden(name, sheets)
    for sheet in sheets:
        if sheet.cells_damaged or sheet.notes_damaged:
            what = "its cells were" if sheet.cells_damaged else "the comments on it and what is drawn over it were"
            message = (
                f"has a damaged sheet ({sheet.name}): {what} not read, all else was. Open it in a spreadsheet program, "
                "and save it anew."
            )
            yield to_look_at("sheet-damaged", name, message)


def _blind(name: str, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    places = [f"{sheet.name}!{column_letters(column)}{row + 1}" for sheet in sheets for row, column in sheet.blind]
    if places:
        message = (
            f"has formulas that were saved without their results ({_listed(places)}): nothing was read there. Open it "
            "in a spreadsheet program and save it; the results are then saved with it."
        )
        yield to_look_at("formula-without-result", name, message)


def _hidden(name: str, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    whole = [sheet.name for sheet in sheets if sheet.hidden and sheet.cells]
    within = [sheet.name for sheet in sheets if not sheet.hidden and any(cell.hidden for cell in sheet.cells)]
    if whole:
        message = (
            f"has hidden sheets ({_listed(whole)}): they were kept and not read. If they belong to what it says, show "
            "them in a spreadsheet program, and save it."
        )
        yield to_look_at("cells-hidden", name, message)
    if within:
        message = (
            f"has hidden rows, columns or cells (on: {_listed(within)}), perhaps by a filter: they were kept and not "
            "read. If they belong to what it says, show them in a spreadsheet program, and save it."
        )
        yield to_look_at("cells-hidden", name, message)


def _listed(places: Sequence[str]) -> str:
    return first_few(places, _MOST_NAMED)
