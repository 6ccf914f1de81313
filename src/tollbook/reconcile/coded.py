"""Tables of coded reports to tolls: the reports of one event, by each rule and in both modes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
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
    Verdict,
    Voice,
    party_key,
)
from tollbook.model.coded import CodedReport
from tollbook.reconcile.folding import fold
from tollbook.reconcile.outlets import outlet_key
from tollbook.reconcile.voices import voice_key

ALWAYS = (Harm.KILLED, Harm.INJURED)
# Rules whose publisher aggregates the columns low, best and high each by itself
BY_COLUMN = frozenset(("maverick-conservative", "maverick-informative", "maverick-representative"))
EVERYONE = "all"
_MOST_ROWS = 10  # that a note names
_MOST_KEPT = 65_536


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
            yield from _OneHarm(event, harm, own, asked, tuple(_troubles([*own, *of_no_harm]))).lines()


Figures = tuple[int | None, int | None, int | None]


@dataclass
class _OneHarm:
    """The reports of one event and harm; what is made of them for one rule serves the next."""

    event: str
    harm: Harm
    reports: Sequence[CodedReport]
    asked: AskedOfTable
    troubles: tuple[str, ...]
    stated: list[CodedReport] = field(init=False)
    row: dict[str, CodedReport] = field(default_factory=dict, init=False)  # by the id of a claim
    made: dict[tuple[str, Mode], tuple[Dispute, tuple[SetAside, ...]]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.stated = [one for one in self.reports if not one.is_silent]

    def lines(self) -> Iterator[Line]:
        """The line of each rule and mode."""
        for rule in self.asked.rules:
            published = self._line(rule, Mode.AS_PUBLISHED)
            yield published
            if self.no_voice_twice:
                yield published._replace(mode=Mode.ECHOES_FOLDED)
            else:
                yield self._line(rule, Mode.ECHOES_FOLDED)

    @cached_property
    def no_voice_twice(self) -> bool:
        """Nothing can be folded: no voice has two reports, and each counts once in both modes."""
        return len(self.dispute("span", Mode.AS_PUBLISHED)[0].voices) == len(self.stated)

    @cached_property
    def one_figure(self) -> bool:
        """Whether each report has one figure in all its columns."""
        return all(one.low == one.best == one.high for one in self.stated)

    def dispute(self, column: str, mode: Mode) -> tuple[Dispute, tuple[SetAside, ...]]:
        """What a column states, and what of it was folded."""
        found = self.made.get((column, mode))
        if found is None:
            found = self.made[column, mode] = self._dispute(column, mode)
        return found

    def _dispute(self, column: str, mode: Mode) -> tuple[Dispute, tuple[SetAside, ...]]:
        if mode is Mode.ECHOES_FOLDED:
            return fold(replace(self.dispute(column, Mode.AS_PUBLISHED)[0], mode=mode))
        bounds = _COLUMNS.get(column, _span)
        claims = [claim for one in self.stated if (claim := self._claim(one, *bounds(one))) is not None]
        return Dispute(self.event, self.harm, EVERYONE, tuple(claims), _voices(claims)), ()

    def _claim(self, report: CodedReport, low: int | None, high: int | None) -> Claim | None:
        if low is None and high is None:
            return None
        name, count = f"row {report.row}", _count(self.harm, low, high)
        words = count.quantity.words
        claim = Claim(
            count,
            _attribution(report.speaker or report.source, self.asked.fold_wires),
            Anchor(name, 0, len(words), words),
            "und",
            "table",
            as_of=report.day or None,
            incident=self.event,
            place=name,
        )
        self.row[claim.id] = report
        return claim

    def _line(self, rule: Rule, mode: Mode) -> Line:
        dispute, folded = self.dispute("span", mode)
        figures = {self.row[claim.id][2:5] for claim in dispute.claims}
        (low, best, high), why = self._by_rule(rule, mode)
        notes = [*why, *self._aside(folded), *self._one_voice(), *self.troubles]
        reports, voices = len(self.stated), len(dispute.voices)
        disagree = len(figures) > 1 if figures else None
        return Line(self.event, self.harm, rule.id, mode, low, best, high, reports, voices, disagree, "; ".join(notes))

    def _by_rule(self, rule: Rule, mode: Mode) -> tuple[Figures, Iterable[str]]:
        dispute, _ = self.dispute("span", mode)
        if not dispute.claims:
            return _NONE, [SILENT]
        scope = rule.scope(dispute)
        if not scope.admits:
            says = "not applied:" if scope.verdict is Verdict.TURNS_ON else "does not apply, because"
            return _NONE, [f"{says} {scope.premise}", *_otherwise(rule.apply(dispute))]
        if rule.id in BY_COLUMN and self.asked.has_best and not self.one_figure:
            tolls = [rule.apply(self.dispute(column, mode)[0]) for column in _COLUMNS]
            low, best, high = (toll.best if isinstance(toll, Toll) else None for toll in tolls)
            return (low, best, high), ()
        toll = rule.apply(dispute)
        if isinstance(toll, Indeterminate):
            return _NONE, [toll.why]
        return (toll.low, toll.best, toll.high), self._aside(toll.set_aside)

    def _aside(self, aside: Iterable[SetAside]) -> Iterator[str]:
        rows: dict[str, list[int]] = {}
        for one in aside:
            rows.setdefault(one.reason, []).append(self.row[one.claim].row)
        yield from (f"{reason} ({_rows(found)})" for reason, found in rows.items())

    def _one_voice(self) -> Iterator[str]:
        """Which names were taken for one outlet's."""
        if not self.asked.fold_wires or self.no_voice_twice:
            return
        names: dict[str | None, dict[str, None]] = {}
        for one in self.stated:
            if one.speaker:
                names.setdefault(outlet_key(one.speaker), {}).setdefault(one.speaker)
        for found in names.values():
            if len({party_key(name) for name in found}) > 1:
                yield f"one voice: {', '.join(f'“{name}”' for name in found)}"


_NONE: Figures = (None, None, None)


def _otherwise(toll: Toll | Indeterminate) -> Iterator[str]:
    """The arithmetic of a rule that does not apply: in the note, since a cell would be quoted without it."""
    if isinstance(toll, Toll):
        stated = (("low", toll.low), ("best", toll.best), ("high", toll.high))
        told = ", ".join(f"{name} {number}" for name, number in stated if number is not None)
        yield f"if that objection were set aside: {told or 'no number'}"


SILENT = "no report states a figure"


@lru_cache(_MOST_KEPT)
def _count(harm: Harm, low: int | None, high: int | None) -> Count:
    return Count(harm, EVERYONE, _quantity(low, high))


def _quantity(low: int | None, high: int | None) -> Quantity:
    if low is None:
        return Quantity(None, high, False, Form.AT_MOST, f"≤{high}")
    if high is None:
        return Quantity(low, None, True, Form.AT_LEAST, f"≥{low}")
    if low == high:
        return Quantity(low, low, False, Form.EXACT, str(low))
    return Quantity(low, high, False, Form.RANGE, f"{low}–{high}")


@lru_cache(_MOST_KEPT)
def _attribution(speaker: str, fold_wires: bool) -> Attribution:
    key = outlet_key(speaker) if fold_wires else party_key(speaker)
    if not key:
        return Attribution(None, None, SpeakerType.DOCUMENT)
    return Attribution(speaker, key, SpeakerType.UNKNOWN)


def _voices(claims: Iterable[Claim]) -> tuple[Voice, ...]:
    """By speaker, or by row where nobody is named; named by their keys, since no voice of a table is published."""
    grouped: dict[str, list[str]] = {}
    for claim in claims:
        grouped.setdefault(voice_key(claim), []).append(claim.id)
    return tuple(Voice(key, key, tuple(ids), "one speaker of a table") for key, ids in grouped.items())


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
