import numpy as np
import pytest

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import seen_cells
from tollbook.estimate.families import estimate
from tollbook.estimate.stepwise import bca, choose


def run(table, replicates: int = 50, seed: int = 1):
    (found,) = estimate(table, Asked(("stepwise",), seed, replicates=replicates))
    return found


@pytest.mark.parametrize(
    ("name", "number"),
    [("neworleans5", 1034.15), ("western_us5", 2483.4), ("uk5", 11313.0), ("neworleans8", 1183.7), ("kosovo", 14341.7)],
)
def test_the_point_is_the_published_one(tables, name, number) -> None:
    lists = len(tables[name].lists)
    found = tables[name].n + choose(lists, seen_cells(tables[name])[None, :]).unseen[0]
    assert found == pytest.approx(number, abs=0.06)


def test_main_effects_of_all_eight_lists(tables) -> None:
    assert run(tables["neworleans5"]).model == "p < 0.02 [1,2,3,4,5]"
    assert run(tables["western_us5"]).model == "p < 0.02 [15,2,3,4]"


def test_the_interval_is_the_published_one_within_its_draws(tables) -> None:
    found = run(tables["western_us5"], 1000)  # published (1,293 to 3,672), and by another seed of theirs from 1,224
    assert 1100 < found.low < 1400
    assert 3500 < found.high < 4000


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tables) -> None:
    one = run(tables["western_us5"], 200, 3)
    assert repr(one) == repr(run(tables["western_us5"], 200, 3))
    assert repr(one) != repr(run(tables["western_us5"], 200, 4))


def test_many_samples_at_once_choose_as_each_alone(tables) -> None:
    samples = np.random.default_rng(5).multinomial(345, seen_cells(tables["western_us5"]) / 345, 40).astype(float)
    together = choose(5, samples)
    for i, sample in enumerate(samples):
        alone = choose(5, sample[None, :])
        assert (alone.uses[0] == together.uses[i]).all()
        assert alone.unseen[0] == pytest.approx(together.unseen[i], rel=1e-6)


def test_without_skew_the_interval_is_that_of_the_percentiles() -> None:
    sampled = np.linspace(0, 100, 10_001)
    assert bca(50.0, sampled, np.array([49.0, 51.0]), np.array([1.0, 1.0])) == pytest.approx((2.5, 97.5), abs=0.05)
