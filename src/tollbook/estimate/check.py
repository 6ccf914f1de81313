"""What speaks against any estimate from a table, looked for before one is made."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tollbook.estimate.existence import Verdict, existence, histories
from tollbook.estimate.findings import Finding, ordered
from tollbook.estimate.table import CaptureTable

Pair = tuple[str, str]
_SMALL = 0.01  # a share of all persons: a list below it may lie inside another, or apart, and the rest still stand
_MAIN = 0.9  # the share that the lists which hang together must hold
_CHANCE = 0.01
_DOMINATES = 0.9
_DIFFER = 1.5
_FEW = 10
_MOST_FOR_EXISTENCE = 8


def check(table: CaptureTable, one_voice: Iterable[Pair] = ()) -> tuple[Finding, ...]:
    """The gravest first. ``one_voice``: pairs of lists that people know to be copies of one another."""
    overlaps = table.overlaps()
    found = [*_sizes(table, overlaps), *_copies(table, one_voice)]
    usable = int(((np.diag(overlaps) > 0) & (np.diag(overlaps) < table.n)).sum())
    if usable < 3:
        found.append(Finding("fewer-than-three-lists", figure=str(usable)))
    several = sum(count for history, count in table.cells if history.count("1") > 1)
    if not several:
        return ordered([*found, Finding("no-overlap")])
    if several < _FEW:
        found.append(Finding("few-overlaps", figure=str(several)))
    found += [*_apart(table, overlaps), *_inside(table, overlaps), *_pairs(table, overlaps)]
    if 3 <= len(table.lists) <= _MOST_FOR_EXISTENCE and not _main_effects_exist(table):
        found.append(Finding("no-estimate-exists"))
    return ordered(found)


def seen_cells(table: CaptureTable) -> NDArray[np.float64]:
    """The count of every history that can be, in the order of ``existence.histories``; for few lists only."""
    whole = np.zeros(len(histories(len(table.lists))))
    bits = table.matrix().astype(np.int64) @ (1 << np.arange(len(table.lists)))
    whole[bits - 1] = table.counts()
    return whole


def _main_effects_exist(table: CaptureTable) -> bool:
    lists = len(table.lists)
    found = existence(lists, tuple(1 << i for i in range(lists)), seen_cells(table) > 0)
    return found.verdict is Verdict.FINE


def _sizes(table: CaptureTable, overlaps: NDArray[np.int64]) -> Iterable[Finding]:
    for name, size in zip(table.lists, np.diag(overlaps), strict=True):
        if size == 0:
            yield Finding("list-empty", (name,))
        elif size == table.n:
            yield Finding("list-full", (name,))
        elif size > _DOMINATES * table.n:
            yield Finding("one-list-dominates", (name,), str(round(100 * int(size) / table.n)))


def _copies(table: CaptureTable, one_voice: Iterable[Pair]) -> Iterable[Finding]:
    for pair in one_voice:
        if set(pair) <= set(table.lists):
            yield Finding("lists-copy", tuple(pair))


def _apart(table: CaptureTable, overlaps: NDArray[np.int64]) -> Iterable[Finding]:
    """Lists that hang together with the others by nobody; where the largest group is three lists and nearly all
    persons, those outside it are a condition and no obstacle."""
    groups = sorted(connected(overlaps), key=lambda group: (-_held(table, group), group))
    if len(groups) < 2:
        return
    main, rest = groups[0], [i for group in groups[1:] for i in group]
    fine = len(main) >= 3 and _held(table, main) >= _MAIN * table.n
    yield Finding("small-list-apart" if fine else "overlap-not-connected", tuple(table.lists[i] for i in sorted(rest)))


def connected(overlaps: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """Groups of lists that share persons, through other lists of the group at least; empty lists are in none."""
    left = [i for i in range(len(overlaps)) if overlaps[i, i]]
    groups = []
    while left:
        group, edge = {left[0]}, [left[0]]
        while edge:
            one = edge.pop()
            near = {j for j in left if overlaps[one, j]} - group
            group |= near
            edge += near
        groups.append(tuple(sorted(group)))
        left = [i for i in left if i not in group]
    return groups


def _held(table: CaptureTable, group: Sequence[int]) -> int:
    return sum(count for history, count in table.cells if any(history[i] == "1" for i in group))


def _inside(table: CaptureTable, overlaps: NDArray[np.int64]) -> Iterable[Finding]:
    """Lists wholly on another; a small one may be so by chance, or matter little."""
    sizes = np.diag(overlaps)
    little: set[int] = set()
    for i, j in combinations(range(len(sizes)), 2):
        inner, outer = (i, j) if sizes[i] <= sizes[j] else (j, i)
        if sizes[inner] and sizes[inner] == overlaps[i, j] and sizes[outer] < table.n:
            by_chance = (sizes[outer] / table.n) ** sizes[inner] > _CHANCE
            small = sizes[inner] <= _SMALL * table.n or by_chance
            if small:
                little.add(inner)
            else:
                yield Finding("list-inside-another", (table.lists[inner], table.lists[outer]))
    if little:
        yield Finding("small-list-inside", tuple(table.lists[i] for i in sorted(little)))


def _pairs(table: CaptureTable, overlaps: NDArray[np.int64]) -> Iterable[Finding]:
    """How far apart the pairs are, each taken as independent: the plainest sign of dependence."""
    sizes = np.diag(overlaps)
    pairs = [(i, j) for i, j in combinations(range(len(sizes)), 2) if sizes[i] and sizes[j]]
    if apart := sum(1 for i, j in pairs if not overlaps[i, j]):
        yield Finding("pair-without-overlap", figure=str(apart))
    by_pair = [(sizes[i] + 1) * (sizes[j] + 1) / (overlaps[i, j] + 1) for i, j in pairs if overlaps[i, j] >= _FEW]
    if by_pair and max(by_pair) / min(by_pair) > _DIFFER:
        yield Finding("pairs-disagree", figure=f"{max(by_pair) / min(by_pair):.1f}")
