"""Columns by their letters, as a spreadsheet program names them: A to Z, AA, AB …"""

import re

MOST_ROWS = 1_048_576  # of a sheet, in every program
MOST_COLUMNS = 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_letters(column: int) -> str:
    """ "A" for 0, "AA" for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_at(reference: str) -> tuple[int, int] | None:
    """Row and column of "B4", both from 0; None for what is no reference."""
    match = _REFERENCE.fullmatch(reference)
    if not match or match[2].startswith("0"):
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row - 1, column - 1) if row <= MOST_ROWS and column <= MOST_COLUMNS else None
