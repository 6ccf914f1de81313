"""``tollbook follow-up``: what is open in a case, whom to ask, and the risk of asking."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tollbook.assess.follow_up import Case, FollowUp, Waiting
from tollbook.assess.open_items import follow_ups
from tollbook.decide import find_standing
from tollbook.decide.agreement import find_agreement
from tollbook.decide.sheet_signs import guarded, without_strange_signs
from tollbook.errors import StoreError
from tollbook.intake import Progress, no_progress
from tollbook.pipeline import delicate_in
from tollbook.tasks.working import open_working

__all__ = ["FollowUp", "as_row", "follow_up", "lines_of", "markdown_of", "write_table"]

COLUMNS = "kind code open because figures title document place ask named risks incident source bears_on claims".split()
_BETWEEN = "; "


def follow_up(case: Path, progress: Progress = no_progress) -> tuple[FollowUp, ...]:
    """Everything that is open, what bears on headline figures first. Raises SettingsError and StoreError."""
    working = open_working(case, progress)
    register = working.built.register
    delicate = delicate_in(register.sources, register.versions, find_standing(working.decisions))
    unsettled = find_agreement(register.claims, working.decisions).unsettled
    waiting = tuple(Waiting(one.claim, tuple(sorted({said.by for said in one.said})), one.fields) for one in unsettled)
    return follow_ups(Case(register, delicate, waiting))


def as_row(one: FollowUp) -> dict[str, Any]:
    """As plain values, for other programs."""
    return {
        "kind": one.kind,
        "code": one.code,
        "open": one.what,
        "because": one.because,
        "incident": one.incident,
        "title": one.title,
        "source": one.source,
        "document": one.document,
        "place": one.place,
        "bears_on": list(one.bears_on),
        "figures": list(one.figures),
        "ask": one.ask,
        "named": list(one.named),
        "risks": [{"code": risk.code, "says": risk.says} for risk in one.risks],
        "claims": list(one.claims),
    }


def lines_of(items: Sequence[FollowUp]) -> Iterator[str]:
    """As a person reads them, numbered."""
    for number, one in enumerate(items, 1):
        yield f"{number}. {_line(one.what)}"
        where = _where(one)
        yield from (f"   {name}: {words}" for name, words in (("where", where), *_facts(one)) if words)


def _facts(one: FollowUp) -> Iterator[tuple[str, str]]:
    yield "why it is open", _line(one.because)
    yield "bears on", _BETWEEN.join(map(_line, one.figures))
    yield "ask", _line(one.ask)
    yield "named in the documents", _BETWEEN.join(map(_line, one.named))
    yield "risk", " ".join(risk.says for risk in one.risks)


def _where(one: FollowUp) -> str:
    return ", ".join(_line(words) for words in (one.title, one.document, one.place) if words)


def markdown_of(items: Sequence[FollowUp]) -> Iterator[str]:
    """As a list with boxes to tick, for a text that a team keeps."""
    yield "# What is open"
    yield ""
    yield "Working copy: it can say what nobody outside the team should know. Do not pass it on."
    yield ""
    for one in items:
        yield f"- [ ] **{_plain(one.what)}**"
        where = _where(one)
        yield from (f"  - {name}: {_plain(words)}" for name, words in (("where", where), *_facts(one)) if words)


def _plain(words: str) -> str:
    """With no sign by which the text would become anything but words."""
    escaped = _line(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{sign}" if sign in "\\`*_[]|~!#" else sign for sign in escaped)


def _line(words: str) -> str:
    """On one line, and without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(words.split()))


def write_table(items: Sequence[FollowUp], file: Path) -> None:
    """Writes the list as CSV; no cell is a formula. Raises StoreError where a file stands there, or it cannot be
    written."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in items:
        row = as_row(one) | {"risks": [risk.says for risk in one.risks]}
        writer.writerow(_cell(row[name]) for name in COLUMNS)
    try:
        with file.open("x", encoding="utf-8", newline="") as opened:
            opened.write(made.getvalue())
    except FileExistsError:
        raise StoreError(f"{file.name} is there already, so nothing was written. Give another name.") from None
    except OSError as wrong:
        raise StoreError(
            f"{file.name} could not be written: {wrong.strerror}. Check the disk and the rights."
        ) from wrong


def _cell(value: object) -> str:
    words = _BETWEEN.join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return guarded(without_strange_signs(" ".join(words.split())))
