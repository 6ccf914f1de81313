"""Decomposable graphs on a few lists: those whose cliques can be put in order, so that a model falls into margins.
Tarjan, R. E. and Yannakakis, M. 1984, SIAM Journal on Computing 13: 566–579 (maximum cardinality search)."""

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=4)
def decomposable(lists: int) -> tuple[NDArray[np.int8], tuple[tuple[int, ...], ...]]:
    """Graphs by sets of lists: how often the margin of each set is a factor, below 0 where it divides. And the cliques
    of each graph, as sets."""
    pairs = list(combinations(range(lists), 2))
    rows, names = [], []
    for chosen in range(1 << len(pairs)):
        near = [0] * lists
        for at, (i, j) in enumerate(pairs):
            if chosen >> at & 1:
                near[i] |= 1 << j
                near[j] |= 1 << i
        if (factors := _factors(near)) is not None:
            row = np.zeros(1 << lists, np.int8)
            for clique, shared in factors:
                row[clique] += 1
                row[shared] -= 1
            rows.append(row)
            names.append(_largest([clique for clique, _ in factors]))
    return np.array(rows), tuple(names)


def _factors(near: list[int]) -> list[tuple[int, int]] | None:
    """Each list with its earlier neighbours, and these alone; None where they are not all neighbours themselves."""
    done, factors = 0, []
    left = set(range(len(near)))
    while left:
        one = max(left, key=lambda i: (near[i] & done).bit_count())
        earlier = near[one] & done
        if any(earlier & ~near[i] & ~(1 << i) for i in range(len(near)) if earlier >> i & 1):
            return None
        factors.append((earlier | 1 << one, earlier))
        done |= 1 << one
        left.discard(one)
    return factors


def _largest(sets: list[int]) -> tuple[int, ...]:
    return tuple(one for one in sets if not any(one != other and one & ~other == 0 for other in sets))
