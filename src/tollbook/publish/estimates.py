"""What the lists of a case say of those on none of them: the overlap, every method's interval on one axis, what each
rests on, and what was refused. What was seen and what is estimated stand apart, and are never added up."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases, capital

MOST_ROWS = 16  # histories that stand open
_STEPS = (1, 1.5, 2, 3, 5, 7)
_MOST_TICKS = 5
_SENTENCE = re.compile(r"(?<=[a-z)\d]\.) (?=[A-Z])")
_APART = 14  # per cent between two numbers of the axis, so that they can be read on a telephone


@dataclass(frozen=True, slots=True)
class History:
    """Persons with one history: ``on`` says of each list whether they are on it; ``share`` of the longest bar."""

    on: tuple[bool, ...]
    count: int
    share: float
    words: str

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last list that they are on."""
        held = [i for i, one in enumerate(self.on) if one]
        return held[0], held[-1]


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the axis, ``at`` so many per cent."""

    n: int
    at: float


@dataclass(frozen=True, slots=True)
class Row:
    """A result. ``low``, ``at`` and ``high`` in per cent of the axis; None where there is no number."""

    name: str
    model: str
    status: str
    status_words: str
    figure: str
    statement: str
    reasons: tuple[str, ...]
    low: float | None
    at: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """``first`` says why; of the ``others`` the same is said."""

    first: Row
    others: str


@dataclass(frozen=True, slots=True)
class Estimates:
    """``given`` have a number; in ``rests`` they stand by method, each with what it alone says, and ``of_all`` is what
    all of them say. ``refused``: those without one, by their reasons."""

    heading: str
    seen: str
    lists: tuple[str, ...]
    sizes: tuple[int, ...]
    histories: tuple[History, ...]
    folded: tuple[History, ...]
    ticks: tuple[Tick, ...]
    given: tuple[Row, ...]
    rests: tuple[tuple[Row, ...], ...]
    of_all: str
    refused: tuple[Refusal, ...]
    made_with: str


def estimates_of(record: Json, say: Phrases) -> Estimates | None:
    """None where the case has no lists, as in every release."""
    found = record.get("estimation")
    if not found:
        return None
    axis = _Axis(found)
    ordered = sorted(found["results"], key=lambda one: one["method"] == "chapman")  # pairs come last: they are many
    rows = [_row(one, axis, say) for one in ordered]
    given = tuple(row for row in rows if row.at is not None)
    histories = tuple(_histories(found, say))
    of_all = _of_all(given)
    matrix = [[int(sign) for sign in cell[0]] for cell in found["cells"]]
    counts = [cell[1] for cell in found["cells"]]
    return Estimates(
        _heading(found, bool(given), say),
        say.number(found["n"]),
        tuple(found["lists"]),
        tuple(sum(row[i] * n for row, n in zip(matrix, counts, strict=True)) for i in range(len(found["lists"]))),
        histories[:MOST_ROWS],
        histories[MOST_ROWS:],
        tuple(axis.ticks()) if given else (),
        given,
        tuple(tuple(_own(tuple(same), of_all)) for _, same in groupby(given, lambda row: row.name)),
        " ".join(of_all),
        tuple(_refusals([row for row in rows if row.at is None], say)),
        say.say("estimates.made_with", hash=found["sha256"], seed=_seed(found["seed"], say)),
    )


def _of_all(rows: Sequence[Row]) -> tuple[str, ...]:
    """Sentences that every statement has: of one statement none."""
    said = [dict.fromkeys(_SENTENCE.split(row.statement)) for row in rows]
    return tuple(one for one in said[0] if all(one in other for other in said)) if len(said) > 1 else ()


def _own(rows: Iterable[Row], told: Iterable[str]) -> Iterator[Row]:
    """Each with the sentences that have not been told, by all or by a row before it."""
    done = set(told)
    for row in rows:
        own = [one for one in _SENTENCE.split(row.statement) if one not in done]
        done.update(own)
        yield replace(row, statement=" ".join(own))


def _refusals(rows: Iterable[Row], say: Phrases) -> Iterator[Refusal]:
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault(row.reasons, []).append(row)
    for first, *others in alike.values():
        yield Refusal(first, say.listed([f"{one.name} ({one.model})" for one in others]) if others else "")


def _heading(found: Json, told: bool, say: Phrases) -> str:
    words = say.counted("estimates.heading" if told else "estimates.heading_none", len(found["lists"]))
    return capital(words.format(seen=say.number(found["n"])))


def _seed(seed: int | None, say: Phrases) -> str:
    return say.say("estimates.no_seed") if seed is None else say.say("estimates.seed", seed=seed)


def _histories(found: Json, say: Phrases) -> Iterator[History]:
    most = max(count for _, count in found["cells"])
    for signs, count in sorted(found["cells"], key=lambda cell: (-cell[1], cell[0])):
        on = tuple(sign == "1" for sign in signs)
        names = [name for name, one in zip(found["lists"], on, strict=True) if one]
        key = "estimates.on_one" if len(names) == 1 else "estimates.on_several"
        yield History(on, count, round(100 * count / most, 2), say.say(key, lists=say.listed(names)))


class _Axis:
    """From those seen to the highest end of an interval, by logarithms."""

    def __init__(self, found: Json) -> None:
        self._low = float(found["n"])
        ends = [one["high"] for one in found["results"] if one["high"] is not None]
        self._high = max([*ends, self._low * 1.25])

    def at(self, value: float) -> float:
        """In per cent, with room at both ends."""
        share = math.log(max(value, self._low) / self._low) / math.log(self._high / self._low)
        return round(3 + 94 * min(share, 1.0), 2)

    def ticks(self) -> Iterator[Tick]:
        """Round numbers, few enough to be read, and those seen."""
        exponent = math.floor(math.log10(self._low))
        round_ = [step * 10**power for power in range(exponent, exponent + 12) for step in _STEPS]
        inside = [round(n) for n in round_ if self._low < n <= self._high]
        every = -(-len(inside) // _MOST_TICKS) if inside else 1
        last = -1.0 * _APART
        for n in [round(self._low), *inside[::every]]:
            if self.at(n) - last >= _APART:
                last = self.at(n)
                yield Tick(n, last)


def _row(one: Json, axis: _Axis, say: Phrases) -> Row:
    number = one["median"] if one["median"] is not None else one["estimate"]
    name = say.code("estimation_methods", one["method"])
    status = say.code("estimation_status", one["status"])
    if number is None or one["low"] is None or one["high"] is None:
        return Row(
            name, one["model"], one["status"], status, "", one["statement"], tuple(one["reasons"]), None, None, None
        )
    low, mid, high = (say.number(round(value)) for value in (one["low"], number, one["high"]))
    key = "estimates.at_least" if "lower-bound" in one["reasons"] else "estimates.figure"
    return Row(
        name,
        one["model"],
        one["status"],
        status,
        say.say(key, number=mid, low=low, high=high),
        one["statement"],
        tuple(one["reasons"]),
        axis.at(one["low"]),
        axis.at(number),
        axis.at(one["high"]),
    )
