"""The columns of the sheet in which claims are reviewed: what is shown, and what a person fills in."""

from tollbook.decide.typed import CHOICES, FIELDS
from tollbook.model import DecisionKind

DECISIONS = tuple(kind.value for kind in (DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT))
NEW = "new "
NEW_FIELDS = tuple(f"{NEW}{field.replace('_', ' ')}" for field in FIELDS)
FILLED_IN = ("decision", "reason", *NEW_FIELDS, "by")
KEYS = ("claim", "words", "decided")  # what a row is read back by
SHOWN_FIRST = (
    "claim",
    "passage",
    "words",
    "kind",
    "harm",
    "group",
    "low",
    "high",
    "open",
    "form",
    "term",
    "speaker",
    "stance",
    "when",
    "where",
    "states",
    "effect",
)
SHOWN_LAST = ("source", "date", "place", "incident", "state", "decided")
COLUMNS = (*SHOWN_FIRST, *FILLED_IN, *SHOWN_LAST)
NUMBERS = ("low", "high")
BLIND = "blind"  # under "decided": the row is of a blind coding
WIDTHS = {"claim": 18, "passage": 70, "words": 28, "effect": 34, "reason": 40, "speaker": 26, "state": 40, "states": 28}
WIDTH = 14
LISTS = {"decision": DECISIONS, **{f"{NEW}{field.replace('_', ' ')}": choices for field, choices in CHOICES.items()}}


def field_of(column: str) -> str:
    """The field of a claim that a column to fill in is for."""
    return column.removeprefix(NEW).replace(" ", "_")


INSTRUCTIONS = (
    "Claims to review",
    "",
    "Read the words in their passage, and fill in the columns that are not grey. A row left blank decides nothing.",
    "decision: accept, where the words state what was read; reject, where they do not; correct, where they state "
    "something else.",
    "reason: why, in your words. It is needed to reject and to correct.",
    "new …: for a correction, what the words state instead, and only that. none: the words say nothing of it.",
    "A figure goes together: 27 is low 27, high 27; at least 50 is low 50, high none, open yes; up to 150 is low none, "
    "high 150; about 40 is low 40, high 40, form about.",
    "by: your code, such as R1, never a name. Blank: whoever reads the sheet back.",
    "Columns may be moved, rows sorted or deleted. Do not merge cells, and write no formula: none is ever run, and a "
    "row that holds one is not used.",
    "Where somebody else has decided otherwise since the sheet was written, that is reported and stays as it is.",
    "This file quotes the sources. Keep it as safe as you keep them.",
)
