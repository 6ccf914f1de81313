"""Tables of coded reports to tolls: the reports of one event, by each rule and in both modes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Dispute,
    Form,
    Harm,
    Indeterminate,
    Mode,
    Quantity,
    Rule,
    SetAside,
    SpeakerType,
    Toll,
    party_key,
)
from tollbook.model.coded import CodedReport
from tollbook.reconcile.folding import fold
from tollbook.reconcile.outlets import outlet_key
from tollbook.reconcile.voices import find_voices

ALWAYS = (Harm.KILLED, Harm.INJURED)
# Rules whose publisher aggregates the columns low, best and high each by itself
BY_COLUMN = frozenset(("maverick-conservative", "maverick-informative", "maverick-representative"))
EVERYONE = "all"
_MOST_ROWS = 10  # that a note names


class Line(NamedTuple):
    """What one rule makes of one event's reports of one harm, in one mode. ``disagree`` None: nothing is stated."""

    event: str
    harm: Harm
    rule: str
    mode: Mode
    low: int | None
    best: int | None
    high: int | None
    reports: int
    voices: int
    disagree: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class AskedOfTable:
    """By which rules; whether several names of one outlet are one voice; whether the table has a column of best
    figures."""

    rules: tuple[Rule, ...]
    fold_wires: bool = False
    has_best: bool = False


Bounds = Callable[[CodedReport], tuple[int | None, int | None]]


def _span(report: CodedReport) -> tuple[int | None, int | None]:
    """What it states, as a claim would: a best figure stands where no bound does."""
    if report.low is None and report.high is None:
        return report.best, report.best
    return report.low, report.high


_COLUMNS: Mapping[str, Bounds] = {
    "low": lambda one: (one.low, one.low),
    "best": lambda one: (one.best, one.best),
    "high": lambda one: (one.high, one.high),
}


def lines_number(reports: Iterable[CodedReport], asked: AskedOfTable) -> int:
    """How many lines an event's reports give."""
    return len({*ALWAYS, *(one.harm for one in reports if one.harm)}) * len(asked.rules) * len(Mode)


def reconcile_reports(event: str, reports: Iterable[CodedReport], asked: AskedOfTable) -> Iterator[Line]:
    """The lines of one event: killed and injured always, another harm where a report states it."""
    told: dict[Harm | None, list[CodedReport]] = {harm: [] for harm in ALWAYS}
    for one in reports:
        told.setdefault(one.harm, []).append(one)
    of_no_harm = told.pop(None, [])
    for harm, own in told.items():
        if harm is not None:
            both = [_InMode(event, harm, own, asked, mode) for mode in Mode]
            trouble = list(_troubles([*own, *of_no_harm]))
            for rule in asked.rules:
                yield from (one.line(rule, trouble) for one in both)


@dataclass
class _InMode:
    """The reports of one event and harm in one mode; what is made of them for one rule serves the next."""

    event: str
    harm: Harm
    reports: Sequence[CodedReport]
    asked: AskedOfTable
    mode: Mode
    _made: dict[str, tuple[Dispute, tuple[SetAside, ...]]] = field(default_factory=dict, init=False)

    @cached_property
    def stated(self) -> list[CodedReport]:
        """Those that are not silent."""
        return [one for one in self.reports if not one.is_silent]

    @cached_property
    def row(self) -> dict[str, CodedReport]:
        """By the id of a claim, the report that states it."""
        return {}

    @cached_property
    def one_figure(self) -> bool:
        """Whether each report has one figure in all its columns."""
        return all(one.low == one.best == one.high for one in self.stated)

    def dispute(self, column: str) -> tuple[Dispute, tuple[SetAside, ...]]:
        """What a column states, and what of it was folded."""
        if column not in self._made:
            bounds = _COLUMNS.get(column, _span)
            claims = [claim for one in self.stated if (claim := self._claim(one, *bounds(one))) is not None]
            made = Dispute(self.event, self.harm, EVERYONE, tuple(claims), find_voices(claims), mode=self.mode)
            self._made[column] = fold(made) if self.mode is Mode.ECHOES_FOLDED else (made, ())
        return self._made[column]

    def _claim(self, report: CodedReport, low: int | None, high: int | None) -> Claim | None:
        if low is None and high is None:
            return None
        name = f"row {report.row}"
        quantity = _quantity(low, high)
        said = _attribution(report.speaker or report.source, self.asked.fold_wires)
        claim = Claim(
            Count(self.harm, EVERYONE, quantity),
            said,
            Anchor(name, 0, len(quantity.words), quantity.words),
            "und",
            "table",
            as_of=report.day or None,
            incident=self.event,
            place=name,
        )
        self.row[claim.id] = report
        return claim

    def line(self, rule: Rule, trouble: Sequence[str]) -> Line:
        """What a rule gives."""
        dispute, folded = self.dispute("span")
        figures = {(one.low, one.best, one.high) for one in map(self._row_of, dispute.claims)}
        low, best, high, why = self._by_column(rule) if rule.id in BY_COLUMN else self._whole(rule)
        notes = [*why, *self._aside(folded), *self._one_voice(dispute), *trouble]
        return Line(
            self.event,
            self.harm,
            rule.id,
            self.mode,
            low,
            best,
            high,
            len(self.stated),
            len(dispute.voices),
            len(figures) > 1 if figures else None,
            "; ".join(notes),
        )

    def _row_of(self, claim: Claim) -> CodedReport:
        return self.row[claim.id]

    def _by_column(self, rule: Rule) -> tuple[int | None, int | None, int | None, list[str]]:
        """Each column by itself; without a best column, or where all are one, what is stated as a whole."""
        if not self.asked.has_best or self.one_figure:
            return self._whole(rule)
        if not self.stated:
            return None, None, None, [SILENT]
        tolls = [rule.apply(self.dispute(column)[0]) for column in _COLUMNS]
        low, best, high = (toll.best if isinstance(toll, Toll) else None for toll in tolls)
        return low, best, high, []

    def _whole(self, rule: Rule) -> tuple[int | None, int | None, int | None, list[str]]:
        dispute, _ = self.dispute("span")
        if not dispute.claims:
            return None, None, None, [SILENT]
        scope = rule.scope(dispute)
        if not scope.admits:
            return None, None, None, [f"does not apply: {scope.premise}"]
        toll = rule.apply(dispute)
        if isinstance(toll, Indeterminate):
            return None, None, None, [toll.why]
        return toll.low, toll.best, toll.high, list(self._aside(toll.set_aside))

    def _aside(self, aside: Iterable[SetAside]) -> Iterator[str]:
        rows: dict[str, list[int]] = {}
        for one in aside:
            rows.setdefault(one.reason, []).append(self.row[one.claim].row)
        yield from (f"{reason} ({_rows(found)})" for reason, found in rows.items())

    def _one_voice(self, dispute: Dispute) -> Iterator[str]:
        """Which names were taken for one outlet's."""
        if not self.asked.fold_wires:
            return
        names: dict[str | None, dict[str, None]] = {}
        for one in self.stated:
            if one.speaker:
                names.setdefault(outlet_key(one.speaker), {}).setdefault(one.speaker)
        for found in names.values():
            if len({party_key(name) for name in found}) > 1:
                yield f"one voice: {', '.join(f'“{name}”' for name in found)}"


SILENT = "no report states a figure"


def _quantity(low: int | None, high: int | None) -> Quantity:
    if low is None:
        return Quantity(None, high, False, Form.AT_MOST, f"≤{high}")
    if high is None:
        return Quantity(low, None, True, Form.AT_LEAST, f"≥{low}")
    if low == high:
        return Quantity(low, low, False, Form.EXACT, str(low))
    return Quantity(low, high, False, Form.RANGE, f"{low}–{high}")


def _attribution(speaker: str, fold_wires: bool) -> Attribution:
    key = outlet_key(speaker) if fold_wires else party_key(speaker)
    if not key:
        return Attribution(None, None, SpeakerType.DOCUMENT)
    return Attribution(speaker, key, SpeakerType.UNKNOWN)


def _troubles(reports: Iterable[CodedReport]) -> Iterator[str]:
    rows: dict[str, list[int]] = {}
    for one in reports:
        for code in one.troubles:
            rows.setdefault(code, []).append(one.row)
    yield from (f"{code} ({_rows(found)})" for code, found in rows.items())


def _rows(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_MOST_ROWS]))
    more = f" and {len(rows) - _MOST_ROWS} more" if len(rows) > _MOST_ROWS else ""
    return f"row{'s' if len(rows) > 1 else ''} {shown}{more}"
