"""Hierarchical log-linear models: which there are, and how they are written."""

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

ALL_UP_TO = 4  # lists; for more only models of pairs, as all are too many (five: 6,893) and say more than tables hold
MOST_LISTS = 6


def terms_of(lists: int) -> tuple[int, ...]:
    """The constant, the lists, the pairs, and the triples where all models are meant: sets of lists as bits."""
    largest = min(3, lists - 1) if lists <= ALL_UP_TO else 2
    return (0, *(_bits(some) for k in range(1, largest + 1) for some in combinations(range(lists), k)))


@lru_cache(maxsize=4)
def models_of(lists: int) -> NDArray[np.bool_]:
    """Models by terms: every model that has each list, and with an interaction all that are part of it."""
    terms = terms_of(lists)
    pairs = [i for i, term in enumerate(terms) if term.bit_count() == 2]
    triples = [i for i, term in enumerate(terms) if term.bit_count() == 3]
    chosen = np.arange(1 << len(pairs))[:, None] >> np.arange(len(pairs)) & 1
    models = np.zeros((len(chosen), len(terms)), bool)
    models[:, : 1 + lists] = True
    models[:, pairs] = chosen
    for triple in triples:
        inner = [i for i in pairs if terms[i] & ~terms[triple] == 0]
        more = models[models[:, inner].all(axis=1)].copy()
        more[:, triple] = True
        models = np.concatenate([models, more])
    return models


def name_of(terms: tuple[int, ...]) -> str:
    """The largest interactions, each by the numbers of its lists: ``[123,14,34]``."""
    largest = [term for term in terms if term and not any(term != other and term & ~other == 0 for other in terms)]
    numbers = sorted("".join(str(i + 1) for i in range(term.bit_length()) if term >> i & 1) for term in largest)
    return f"[{','.join(numbers)}]"


def _bits(some: tuple[int, ...]) -> int:
    return sum(1 << i for i in some)
