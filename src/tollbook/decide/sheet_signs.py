"""Signs in the cells of a sheet: those it cannot hold, and those with which a spreadsheet begins a formula."""

from importlib import import_module
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # in full width too: some programs run them
_CERTAIN = ("=", "@", "+", "＝", "＠", "＋")  # with "-" people begin words too
_ESCAPE = "'"  # what spreadsheets put before text that they would take for a formula
_STRANGE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")


def without_strange_signs(words: str) -> str:
    """What no workbook can hold, as the sign for what cannot be shown."""
    return words.translate(_STRANGE)


def guarded(words: str) -> str:
    """Text as it can stand in a CSV file: no spreadsheet takes it for a formula, and it is read back as it was."""
    return _ESCAPE + words if words.lstrip(_ESCAPE + " ").startswith(_FORMULA) else words


def unguarded(cell: str) -> str | None:
    """The words of a cell of a CSV file; None for a formula."""
    if cell.startswith(_ESCAPE) and cell.lstrip(_ESCAPE + " ").startswith(_FORMULA):
        return cell[1:]
    return None if cell.strip().startswith(_CERTAIN) and len(cell.strip()) > 1 else cell


def library(module: str) -> Any:
    """A module of the library that knows workbooks: it carries no types, and is loaded when it is used."""
    return import_module(module)
