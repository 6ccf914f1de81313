"""Two lists at a time: Chapman, D. G. 1951; variance of Seber, G. A. F. 1970, Biometrics 26: 13–22."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tollbook.estimate.findings import Finding, words
from tollbook.estimate.result import around, result, whole
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

ODDS = (0.5, 1.0, 2.0, 4.0)


def chapman(table: CaptureTable, findings: Sequence[Finding]) -> Iterator[Estimate]:
    """Every pair as if the two were independent; two lists alone give a range in words and no number."""
    mine = [
        one for one in findings if one.code not in ("fewer-than-three-lists", "few-overlaps", "pair-without-overlap")
    ]
    for i, j in combinations(range(len(table.lists)), 2):
        pair = table.lists[i], table.lists[j]
        model = f"if independent: {pair[0]}, {pair[1]}"
        one, other, both = pair_counts(table, i, j)
        if not both:
            yield result("chapman", model, table, [*mine, Finding("nobody-on-both", pair)])
            continue
        conditional = [*mine, Finding("if-independent", (" and ".join(pair),))]
        if len(table.lists) == 2:
            said = None if any(found.status == "refused" for found in mine) else _range(one, other, both)
            yield result("chapman", model, table, [*conditional, Finding("two-lists")], sentence=said)
        else:
            unseen = one * other / (both + 1)
            variance = (one + both + 1) * (other + both + 1) * one * other / ((both + 1) ** 2 * (both + 2))
            yield result("chapman", model, table, conditional, around(one + other + both, unseen, math.sqrt(variance)))


def pair_counts(table: CaptureTable, i: int, j: int) -> tuple[int, int, int]:
    """Persons on the one alone, the other alone, on both."""
    tally = {"10": 0, "01": 0, "11": 0, "00": 0}
    for history, count in table.cells:
        tally[history[i] + history[j]] += count
    return tally["10"], tally["01"], tally["11"]


def over_odds(table: CaptureTable, odds: Iterable[float] = ODDS) -> tuple[tuple[float, float], ...]:
    """Of a table of two lists: how many there would be at each odds ratio between them."""
    one, other, both = pair_counts(table, 0, 1)
    return tuple((ratio, one + other + both + ratio * one * other / (both + 1)) for ratio in odds)


def _range(one: int, other: int, both: int) -> str:
    numbers = [whole(one + other + both + ratio * one * other / (both + 1)) for ratio in ODDS]
    return words().statement.range.format(
        method=words().methods["chapman"][0],
        odds=", ".join(f"{ratio:g}" for ratio in ODDS),
        numbers=", ".join(numbers),
    )
