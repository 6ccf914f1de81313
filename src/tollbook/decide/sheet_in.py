"""Rows of a sheet that a person filled in, as what they want decided; each that cannot be used says why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.decide.sheet_columns import BLIND, DECISIONS, NEW, NEW_FIELDS, field_of
from tollbook.decide.sheet_file import Filled
from tollbook.model import DecisionKind
from tollbook.model.decision import is_role_code

_SHORT = {one[0]: one for one in DECISIONS}
_ID = re.compile(r"[0-9a-f]{16}")
MOST_REASON = 4_000


class RowError(ValueError):
    """A row that cannot be used: the column, and what is wrong and what to do, without a word of the row."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row asks for. ``decided``: the decisions that stood when the sheet was written. ``typed``: the fields of a
    correction. ``words``: those the row quotes, None where the column is gone."""

    row: Filled
    claim: str
    kind: DecisionKind
    reason: str
    by: str
    typed: Mapping[str, str]
    decided: tuple[str, ...]
    blind: bool
    words: str | None


def wanted_by(row: Filled, otherwise_by: str) -> Wanted | None:
    """None where the row is not filled in. ``otherwise_by``: who decides where no row says it. Raises RowError."""
    cells = row.cells
    typed = {field_of(name): cells[name] for name in NEW_FIELDS if name in cells}
    if row.formulas:
        raise RowError(row.formulas[0], "it holds a formula, and none is ever run. Write the value itself")
    if "decision" not in cells:
        if typed:
            raise RowError("decision", f"it is blank, and {NEW}fields are filled in. Write correct, or empty them")
        return None
    kind = _kind(cells["decision"])
    if typed and kind is not DecisionKind.CORRECT:
        raise RowError("decision", f"{kind.value} changes no field, and {NEW}fields are filled in. Write correct")
    if kind is DecisionKind.CORRECT and not typed:
        raise RowError("decision", f"no {NEW}field is filled in. Write there what the words state instead")
    decided = cells.get("decided", "").split()
    return Wanted(
        row,
        _id(cells.get("claim", "")),
        kind,
        _reason(cells.get("reason", ""), kind),
        _by(cells.get("by", otherwise_by)),
        typed,
        tuple(one for one in decided if _ID.fullmatch(one)),
        BLIND in decided,
        cells.get("words"),
    )


def _kind(cell: str) -> DecisionKind:
    word = cell.strip().casefold()
    word = _SHORT.get(word, word)
    if word not in DECISIONS:
        raise RowError("decision", f"write one of {', '.join(DECISIONS)}, or leave it blank")
    return DecisionKind(word)


def _id(cell: str) -> str:
    if not _ID.fullmatch(cell):
        raise RowError("claim", "it is not the id of a claim. Copy the id from the sheet as it was written")
    return cell


def _reason(cell: str, kind: DecisionKind) -> str:
    words = " ".join("".join(sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in cell).split())
    if len(words) > MOST_REASON:
        raise RowError("reason", f"it has more than {MOST_REASON} characters")
    if not words and kind is not DecisionKind.ACCEPT:
        raise RowError("reason", f"it is blank, and is needed to {kind.value}. Say why, in your words")
    return words


def _by(cell: str) -> str:
    if not is_role_code(cell):
        raise RowError("by", "give a code of letters and digits such as R1, not a name; or --by for all rows")
    return cell
