"""Krippendorff's alpha against examples that are published with their results."""

import math
from collections.abc import Sequence

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide import alpha as module
from tollbook.decide.alpha import Level, alpha

_ = None

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections C and D: four observers, twelve units, one
# of them coded by one observer alone. Nominal 0.743, interval 0.849.
FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
)
# The same, section A: two observers, ten units, two values: 0.095.
TWO_OBSERVERS = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))
# The same, section B: two observers, twelve units, five values: 0.692.
FIVE_VALUES = (tuple("aabbdcccedda"), tuple("babbbccceddd"))
# Krippendorff, "Content Analysis"; also the example of the encyclopedia's article: nominal 0.691, interval 0.811.
THREE_CODERS = (
    (_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3),
    (1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _),
    (_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4),
)


def units(coders: Sequence[Sequence[object]]) -> list[list[object]]:
    return [[value for value in unit if value is not None] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "level", "published"),
    [
        (TWO_OBSERVERS, Level.NOMINAL, 0.095),
        (FIVE_VALUES, Level.NOMINAL, 0.692),
        (FOUR_OBSERVERS, Level.NOMINAL, 0.743),
        (FOUR_OBSERVERS, Level.INTERVAL, 0.849),
        (THREE_CODERS, Level.NOMINAL, 0.691),
        (THREE_CODERS, Level.INTERVAL, 0.811),
    ],
)
def test_published_examples(coders: Sequence[Sequence[object]], level: Level, published: float) -> None:
    found = alpha(units(coders), level)  # type: ignore[arg-type]
    assert found.value is not None
    assert found.value == pytest.approx(published, abs=0.0005)


def test_it_says_why_it_was_not_computed() -> None:
    assert alpha([], Level.NOMINAL) == (None, 0, "fewer than 2 claims were decided by two people")
    assert alpha([["a", "b"], ["a"]], Level.NOMINAL).why == "fewer than 2 claims were decided by two people"
    assert "the same value" in alpha([["a", "a"], ["a", "a"]], Level.NOMINAL).why
    many = [[2 * n, 2 * n + 1] for n in range(module.MOST_CELLS // 60_000)]
    assert "too many" in alpha(many, Level.INTERVAL).why


def test_full_agreement_is_one() -> None:
    assert alpha([["a", "a"], ["b", "b"]], Level.NOMINAL).value == 1


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), min_size=2, max_size=12), st.sampled_from(Level))
def test_units_that_agree_may_be_put_together(coded: list[list[int]], level: Level) -> None:
    found = alpha(coded, level)
    if found.value is None:
        return
    widest = max(map(len, coded))
    table = [[float(unit[coder]) if coder < len(unit) else math.nan for unit in coded] for coder in range(widest)]
    assert found.value == pytest.approx(krippendorff.alpha(reliability_data=table, level_of_measurement=level.value))
