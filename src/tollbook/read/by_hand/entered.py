"""``claims.csv``: what people wrote down of sources, row by row, as typed values."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from tollbook.model import (
    GROUPS,
    Act,
    Cause,
    ClaimKind,
    Count,
    Death,
    EdtfError,
    EnteredClaim,
    Form,
    Harm,
    Issue,
    Label,
    Mark,
    Person,
    Quantity,
    Role,
    Severity,
    SpeakerType,
    Stance,
    Statement,
    When,
)
from tollbook.model.provenance import name_key
from tollbook.read.by_hand.filled_in import MOST_BYTES, Row, read_filled_in

FILE_NAME = "claims.csv"
COLUMNS = (
    "source place words kind harm group low high open about term party role label cause effect act of name described "
    "age speaker speaker_type anonymous stance when where language by on reason"
).split()
MOST_ROWS = 20_000
MOST_TOLD = 200  # rows with an issue of their own; the rest is counted
MOST_WORDS = 20_000  # characters of one cell; a longer passage is a document of its own
_DIED = Mark.DIED.value  # a harm to enter: killed, in the words of those who only say that people died
_YES, _NO = "yes", "no"
_NUMBER = re.compile(r"[0-9]{1,9}")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")

Codes = TypeVar("Codes", bound=StrEnum)
Rows = tuple[tuple[EnteredClaim, ...], tuple[Issue, ...]]


class _Unusable(ValueError):
    """A cell that cannot be used: its column, and what is wrong and what to do, without a word of the cell."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


def load_entered(case: Path) -> Rows:
    """The rows of a case's ``claims.csv`` that can be used, in their order; none where it has no such file."""
    file = case / FILE_NAME
    if not case.is_dir() or not file.is_file():
        return (), ()
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be opened"
        message = f"{FILE_NAME} could not be read ({reason}). Check that it may be opened."
        return (), (Issue("unreadable", message, Severity.LOST, source=FILE_NAME),)
    return read_entered(data)


def read_entered(data: bytes) -> Rows:
    """The rows of the bytes of a ``claims.csv``."""
    table = read_filled_in(FILE_NAME, data, COLUMNS)
    rows, unused = [], []
    for row in table.rows[:MOST_ROWS]:
        try:
            rows.append(_claim(row))
        except _Unusable as wrong:
            unused.append(_not_used(row, f"column {wrong.column}: {wrong}"))
        except ValueError as wrong:  # of a constructor: what must not exist
            unused.append(_not_used(row, str(wrong)))
    return tuple(rows), (*table.issues, *unused[:MOST_TOLD], *_rest(len(unused), len(table.rows)))


def _rest(unused: int, rows: int) -> Iterator[Issue]:
    """What is said of many rows at once."""
    if unused > MOST_TOLD:
        message = f"{FILE_NAME} has {unused - MOST_TOLD} more rows that were not used. Mend those named first."
        yield Issue("row-not-used", message, Severity.LOST, source=FILE_NAME)
    if rows > MOST_ROWS:
        message = f"{FILE_NAME} has {rows} rows, of which the first {MOST_ROWS} were used. Make several cases of it."
        yield Issue("row-not-used", message, Severity.LOST, source=FILE_NAME)


def _not_used(row: Row, why: str) -> Issue:
    message = f"{FILE_NAME}, row {row.number}, {why}. The row was not used; mend it and build again."
    return Issue("row-not-used", message, Severity.LOST, source=FILE_NAME)


def _claim(row: Row) -> EnteredClaim:
    cells = row.cells
    long = next((column for column, cell in cells.items() if len(cell) > MOST_WORDS), None)
    if long:
        raise _Unusable(long, f"more than {MOST_WORDS} characters; give the words that state the claim and no more")
    speaker = cells.get("speaker")
    return EnteredClaim(
        row=row.number,
        source=name_key(_needed(row, "source")),
        words=_needed(row, "words"),
        statement=_statement(row),
        by=_needed(row, "by"),
        on=_day(row),
        place=cells.get("place"),
        speaker=speaker,
        speaker_type=_speaker_type(row, speaker),
        anonymous=_is(row, "anonymous"),
        stance=_one_of(Stance, row, "stance", Stance.ASSERTS),
        when=_when(row),
        where=cells.get("where"),
        language=_matching(_LANGUAGE, row, "language", "write its code of two letters"),
        reason=cells.get("reason"),
    )


def _needed(row: Row, column: str) -> str:
    cell = row.cells.get(column)
    if cell is None:
        raise _Unusable(column, "it is blank, and is needed")
    return cell


def _one_of(codes: type[Codes], row: Row, column: str, otherwise: Codes) -> Codes:
    cell = row.cells.get(column)
    if cell is None:
        return otherwise
    try:
        return codes(cell)
    except ValueError:
        raise _Unusable(column, f"not one of {', '.join(codes)}") from None


def _matching(pattern: re.Pattern[str], row: Row, column: str, what_to_do: str) -> str | None:
    cell = row.cells.get(column)
    if cell is not None and not pattern.fullmatch(cell):
        raise _Unusable(column, what_to_do)
    return cell


def _is(row: Row, column: str) -> bool:
    cell = row.cells.get(column, _NO).casefold()
    if cell not in (_YES, _NO):
        raise _Unusable(column, f"write {_YES} or {_NO}")
    return cell == _YES


def _number(row: Row, column: str) -> int | None:
    cell = _matching(_NUMBER, row, column, "not a whole number; write digits and nothing else")
    return int(cell) if cell is not None else None


def _day(row: Row) -> date:
    try:
        return date.fromisoformat(_matching(re.compile(r"\d{4}-\d{2}-\d{2}"), row, "on", "") or _needed(row, "on"))
    except ValueError as wrong:
        if isinstance(wrong, _Unusable) and "on" not in row.cells:
            raise
        raise _Unusable("on", "not a day; write it as YYYY-MM-DD, such as 2018-11-30") from None


def _when(row: Row) -> When | None:
    cell = row.cells.get("when")
    try:
        return When(cell, cell, "written down by a person") if cell else None
    except EdtfError:
        why = "not a date in EDTF; write 2018-11-07, 2018-11, or 2018-11-07/2018-11-08"
        raise _Unusable("when", why) from None


def _speaker_type(row: Row, speaker: str | None) -> SpeakerType:
    given = _one_of(SpeakerType, row, "speaker_type", SpeakerType.UNKNOWN if speaker else SpeakerType.DOCUMENT)
    if speaker is None and given is not SpeakerType.DOCUMENT:
        raise _Unusable("speaker", "it is blank, though a type is given; name the speaker as the words do")
    if speaker is not None and given is SpeakerType.DOCUMENT:
        raise _Unusable("speaker_type", "a document that speaks itself has no speaker beside it; leave one blank")
    return given


def _statement(row: Row) -> Statement:
    kind = _one_of(ClaimKind, row, "kind", ClaimKind.COUNT)
    made = _STATEMENTS.get(kind)
    if made is None:
        raise _Unusable("kind", f"not one of {', '.join(_STATEMENTS)}")
    return made(row)


def _harm(row: Row) -> tuple[Harm, frozenset[Mark]]:
    cell = _needed(row, "harm")
    if cell == _DIED:
        return Harm.KILLED, frozenset({Mark.DIED})
    return _one_of(Harm, row, "harm", Harm.KILLED), frozenset()


def _count(row: Row) -> Count:
    harm, marks = _harm(row)
    group = row.cells.get("group", GROUPS[0])
    if group not in GROUPS:
        raise _Unusable("group", f"not one of {', '.join(GROUPS)}")
    return Count(harm, group, _quantity(row), marks)


def _quantity(row: Row) -> Quantity:
    low, high, is_open = _number(row, "low"), _number(row, "high"), _is(row, "open")
    term = _matching(_CODE, row, "term", "write the code of a vague word, such as dozens")
    if low is None and high is None and term is None:
        raise _Unusable("low", "it is blank, and so are high and term; a count states a number or a vague word")
    if low is not None and high is None and not is_open:
        raise _Unusable("high", f"it is blank; repeat the low for exactly so many, or write {_YES} under open")
    if low is not None and high is not None and low > high:
        raise _Unusable("high", "it is below the low; exchange them, or mend the one that is wrong")
    form = _form(low, high, is_open, term is not None)
    if _is(row, "about"):
        if form is not Form.EXACT:
            raise _Unusable("about", f"only one number can be about; repeat the low under high, or write {_NO}")
        form = Form.ABOUT
    try:
        return Quantity(low, high, is_open, form, _needed(row, "words"), term)
    except ValueError:
        raise _Unusable("open", "low, high, open and term do not go together; the reference says what does") from None


def _form(low: int | None, high: int | None, is_open: bool, vague: bool) -> Form:
    if vague:
        return Form.VAGUE
    if high is None:
        return Form.AT_LEAST
    if low is None:
        return Form.AT_MOST
    return Form.EXACT if low == high and not is_open else Form.RANGE


def _death(row: Row) -> Death:
    harm, _ = _harm(row)
    name, age = row.cells.get("name"), _number(row, "age")
    described = row.cells.get("described") or name
    if described is None:
        raise _Unusable("name", "it is blank, and so is described; say whose death it is as the words do")
    if age is not None and age > 130:
        raise _Unusable("age", "not an age in years")
    return Death(Person(name, described, age), harm)


def _role(row: Row) -> Role:
    _matching(_CODE, row, "role", "write the code of a role, such as said_to_be_responsible")
    return Role(_needed(row, "party"), _needed(row, "role"))


_STATEMENTS: dict[ClaimKind, Callable[[Row], Statement]] = {
    ClaimKind.COUNT: _count,
    ClaimKind.DEATH: _death,
    ClaimKind.ROLE: _role,
    ClaimKind.LABEL: lambda row: Label(_needed(row, "label"), row.cells.get("of")),
    ClaimKind.CAUSE: lambda row: Cause(_needed(row, "cause"), _needed(row, "effect")),
    ClaimKind.ACT: lambda row: Act(_needed(row, "act"), _needed(row, "party"), row.cells.get("of")),
}
