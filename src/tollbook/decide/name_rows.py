"""Names that would be taken out, as rows for a person to fill in; and rows that come back, as decisions to publish."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tollbook.decide.clearance import CLEAR, NAME
from tollbook.decide.standing import Standing
from tollbook.model import Decision, DecisionKind, StandardOfProof

COLUMNS = ("name", "clear", "reason", "is", "asked", "standard", "minor", "survivor", "times", "passage")
FILLED_IN = COLUMNS[:8]
OF_WHAT = ("person", "place", "body", "other")
ASKED = ("yes, answered", "yes, no answer", "no")
LONGEST = 300  # characters of a name, and of what it is
_YES_NO = {"yes": CLEAR, "no": "withhold"}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NameWord:
    """A name as it stands in what would leave: how many times, and one passage in which it does."""

    name: str
    times: int
    passage: str


class _Wrong(ValueError):
    """What is wrong with a row and what to do, without a word of what stands in it."""


def rows_of(words: Iterable[NameWord]) -> list[tuple[str, ...]]:
    """The names for a sheet, in the order of ``COLUMNS``; what is to be filled in is blank."""
    blank = ("",) * (len(FILLED_IN) - 1)
    return [(one.name, *blank, str(one.times), one.passage) for one in words]


def decisions_of(
    rows: Sequence[tuple[int, Row]], by: str, at: datetime, standing: Standing
) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """The decisions of the rows that say yes or no, and what is wrong with rows, by number. What is decided so already
    is not decided again; what was decided otherwise is decided over."""
    made: dict[str, Decision] = {}
    wrong = []
    for number, row in rows:
        try:
            one = _decision(row, by, at, standing)
        except _Wrong as why:
            wrong.append(f"row {number}: {why}")
            continue
        if one is not None and one.about[0] in made:
            wrong.append(f"row {number}: the name stands in a row above it already. Keep one of them.")
        elif one is not None:
            made[one.about[0]] = one
    known = standing.published
    new = [one for about, one in made.items() if not any(one.agrees_with(old) for old in known.get((about,), ()))]
    return tuple(new), tuple(wrong)


def _decision(row: Row, by: str, at: datetime, standing: Standing) -> Decision | None:
    clear = row.get("clear", "").strip().casefold()
    if not clear:
        return None
    if clear not in _YES_NO:
        raise _Wrong("clear is yes, no or blank.")
    name = row.get("name", "").strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise _Wrong(f"it needs a name of at most {LONGEST} plain characters.")
    reason = row.get("reason", "").strip()
    if not reason:
        raise _Wrong("it needs a reason: why may the name leave, or why not?")
    about = f"{NAME}{name}"
    over = _over(about, standing)
    return Decision(DecisionKind.PUBLISH, (about,), _YES_NO[clear], by, at, reason, _value(row), over=over)


def _over(about: str, standing: Standing) -> tuple[str, ...]:
    """All that stands on the name, and all that is in conflict about it: this settles it."""
    open_ = [one for several in standing.conflicts for one in several if one.subject == ("publish", about)]
    return tuple(sorted(one.id for one in (*standing.published.get((about,), ()), *open_)))


def _value(row: Row) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for column, allowed in (("is", OF_WHAT), ("asked", ASKED), ("standard", tuple(StandardOfProof))):
        cell = row.get(column, "").strip()
        if cell and cell not in allowed:
            raise _Wrong(f"{column} is one of: {'; '.join(allowed)}; or blank.")
        value |= {column: cell} if cell else {}
    if ("asked" in value) != ("standard" in value):
        raise _Wrong("asked and standard are filled in together, or neither.")
    for column in ("minor", "survivor"):
        cell = row.get(column, "").strip().casefold()
        if cell not in ("", "yes", "no"):
            raise _Wrong(f"{column} is yes, no or blank.")
        value |= {column: True} if cell == "yes" else {}
    return value
