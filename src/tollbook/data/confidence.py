"""How sure readings are, as it was measured: what tells for a reading and against it, and what share was accepted."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tollbook.data.loader import data_file, load_yaml


@dataclass(frozen=True, slots=True)
class Confidence:
    """``weights`` of features and ``scores`` are whole thousandths, so that every machine adds up the same;
    ``shares[n]``, in hundredths, holds from ``scores[n]`` on. ``harms``: those with enough claims judged by hand."""

    language: str
    harms: frozenset[str]
    base: int
    weights: Mapping[str, int]
    scores: tuple[int, ...]
    shares: tuple[int, ...]

    def score(self, features: Iterable[str]) -> int:
        """What the features add up to; one that was never measured adds nothing."""
        return self.base + sum(self.weights.get(feature, 0) for feature in features)

    def share(self, features: Iterable[str]) -> float:
        """The share of such readings that a careful reader accepts, to two decimals."""
        return self.shares[max(0, bisect_right(self.scores, self.score(features)) - 1)] / 100


@cache
def load_confidence() -> Confidence:
    """The measurement that `bench/fit_confidence.py` wrote."""
    raw = load_yaml(data_file("confidence.yaml"))
    steps = raw["steps"]
    return Confidence(
        raw["language"],
        frozenset(raw["harms"]),
        raw["base"],
        raw["weights"],
        tuple(score for score, _ in steps),
        tuple(share for _, share in steps),
    )
