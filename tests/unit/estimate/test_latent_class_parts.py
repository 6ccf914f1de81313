"""The parts of the latent-class sampler: slopes by differences, two kernels side by side, calibration by simulation."""

import os

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chisquare

from tollbook.estimate.asked import Asked
from tollbook.estimate.families import estimate
from tollbook.estimate.latent_class import Settings, sample
from tollbook.estimate.latent_class.compiled import ahead, keeping
from tollbook.estimate.latent_class.compiled import posterior as compiled
from tollbook.estimate.latent_class.compiled.child import calls
from tollbook.estimate.latent_class.draws import modes
from tollbook.estimate.latent_class.plain.posterior import Model, chances, height, model_of, slope
from tollbook.estimate.latent_class.plain.splitting import _by_size, _level
from tollbook.estimate.latent_class.table import Tree, arrange
from tollbook.estimate.table import CaptureTable

Floats = NDArray[np.float64]
# The last has a history, 1100, under which another stands without anybody having just that.
ROWS = ((0, 0, 0, 1), (0, 1, 0, 0), (1, 0, 0, 0), (1, 0, 1, 0), (1, 1, 1, 0), (0, 1, 1, 1))
COUNTS = (31, 12, 40, 5, 3, 2)
CLASSES = 4
ASKED = Asked(("lcm",), 1, sweeps=2048)


@pytest.fixture
def tree() -> Tree:
    return arrange(np.array(ROWS, dtype=np.uint8), np.array(COUNTS)).tree


@pytest.fixture
def model(tree: Tree) -> Model:
    return model_of(tree, CLASSES, 0.25, 0.25)


@pytest.fixture
def places() -> Floats:
    made = np.random.default_rng(3).logistic(size=(6, CLASSES * 5 - 1)) * np.linspace(0.3, 3, 6)[:, None]
    made[0, -1] = 40.0  # a stick that leaves nothing
    made[1, :16] -= 12.0  # hardly anybody is seen
    return made


def test_the_slope_is_that_of_the_height(model: Model, places: Floats) -> None:
    found = slope(places, chances(places, model), model)
    for i in range(places.shape[1]):
        step = np.zeros_like(places)
        step[:, i] = 1e-5
        up, down = (height(at, chances(at, model), model) for at in (places + step, places - step))
        assert found[:, i] == pytest.approx((up - down) / 2e-5, rel=1e-4, abs=1e-4)


def test_both_kernels_have_one_posterior(tree: Tree, model: Model, places: Floats) -> None:
    room, prior = compiled.room_for(tree, CLASSES), compiled.Prior(0.25, 0.25)
    now = chances(places, model)
    heights, slopes = height(places, now, model), slope(places, now, model)
    for number, place in enumerate(places):
        out = np.zeros_like(place)
        left = compiled.slope(place, tree, prior, room, out)
        assert out == pytest.approx(slopes[number], rel=1e-8, abs=1e-8)
        assert compiled.height(place, left, tree, prior, room) == pytest.approx(heights[number], rel=1e-10)
        assert room.cells == pytest.approx(now.cells[number], rel=1e-10)


def test_who_draws_does_not_compile() -> None:
    """Compiling takes twice the memory of drawing: it is done by processes of their own, and found in the cache."""
    sample(np.array(ROWS), np.array(COUNTS), Settings(1, chains=2, burn_in=512, most_sweeps=512))
    (run, arguments) = calls()["run"]
    assert list(calls()) == list(ahead.PARTS)
    assert len(run.stats.cache_hits) == len(run.signatures) == 1
    run(*arguments)
    assert len(run.signatures) == 1, "the types are not those that are compiled ahead"


@pytest.mark.parametrize("python", ["", "/nowhere/python", "false"])
def test_what_cannot_be_compiled_ahead_is_left_for_later(python: str, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(ahead, "folder", lambda: tmp_path)
    monkeypatch.setattr(ahead.sys, "executable", python)
    ahead.prepare()
    assert list(tmp_path.iterdir()) == []


def test_of_what_was_compiled_only_the_states_used_last_are_kept(tmp_path) -> None:
    names = [f"{number:016x}" for number in range(12)]
    for age, name in enumerate(names):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.nbc").write_bytes(b"x")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    (tmp_path / "of-another-program").mkdir()
    (tmp_path / ("f" * 16)).symlink_to(tmp_path / "of-another-program")
    keeping.clear(tmp_path / names[11])
    assert {one.name for one in tmp_path.iterdir()} == {*names[:7], names[11], "of-another-program", "f" * 16}


def test_a_tree_holds_each_row(tree: Tree, model: Model) -> None:
    held = {tuple(int(x) for x in row): count for row, count in zip(model.caught_by, tree.counts, strict=True) if count}
    assert held == dict(zip(ROWS, COUNTS, strict=True))


def test_classes_by_size_come_first_as_often_as_they_are_great() -> None:
    random = np.random.default_rng(1)
    first = [_by_size(np.array([10.0, 0.0, 30.0, 60.0]), random)[0] for _ in range(4000)]
    assert np.bincount(first) / 4000 == pytest.approx([0.1, 0, 0.3, 0.6], abs=0.03)


def test_the_names_of_classes_in_use_do_not_matter_but_by_the_sticks(model: Model) -> None:
    at = np.zeros((model.counts.size, CLASSES))
    at[:, 0] = model.counts
    apart = at[:, [1, 0, 2, 3]]
    assert _level(at, 0.5, model) > _level(apart, 0.5, model)


def test_modes() -> None:
    random = np.random.default_rng(1)
    two = np.concatenate([random.normal(0, 0.1, 6000), random.normal(1, 0.1, 4000)])
    found = modes(two)
    assert [round(float(np.log(at)), 1) for at, _ in found] == pytest.approx([0.0, 1.0], abs=0.1)
    assert [share for _, share in found] == pytest.approx([0.6, 0.4], abs=0.02)
    assert len(modes(random.normal(0, 1, 5000))) == 1


def population(random: np.random.Generator, parts: list[tuple[int, list[float]]]) -> tuple[Floats, NDArray[np.int64]]:
    people = np.concatenate([random.random((size, len(rates))) < rates for size, rates in parts])
    rows, counts = np.unique(people[people.any(axis=1)].astype(np.uint8), axis=0, return_counts=True)
    return rows, counts


def test_chains_that_agree_may_all_be_wrong() -> None:
    """Half of these 2,000 were hardly ever listed, and nothing in the table shows it: an honest failure of the method,
    not a fault to be mended. No test of this kind may ask that the truth be covered."""
    rows, counts = population(np.random.default_rng(5), [(1000, [0.35, 0.3, 0.4, 0.3]), (1000, [0.012] * 4)])
    (found,) = estimate(CaptureTable.from_counts("ABCD", zip(rows, map(int, counts), strict=True)), ASKED)
    assert found.rhat < 1.01
    assert found.high < 2000
    assert "persons whom no list could have recorded, they are not in the number" in found.statement
    assert "That a method settles does not make it right" in found.statement


def test_of_kinds_that_lists_do_see_the_truth_is_held() -> None:
    """Two kinds, both listed often: the 2,000 of whom they were drawn lie in the interval."""
    rows, counts = population(
        np.random.default_rng(7), [(1200, [0.1, 0.15, 0.2, 0.1, 0.15]), (800, [0.5, 0.6, 0.4, 0.7, 0.5])]
    )
    (found,) = estimate(CaptureTable.from_counts("ABCDE", zip(rows, map(int, counts), strict=True)), ASKED)
    assert (found.status, found.rhat < 1.01) == ("estimate", True)
    assert found.low < 2000 < found.high < 4000


def simulated(random: np.random.Generator, persons: int) -> tuple[Floats, NDArray[np.int64], float]:
    """Of the prior with three classes and three lists: a table of so many seen, and how many there are in truth."""
    alpha = np.exp(np.log(random.standard_gamma(1.25)) + np.log(random.random()) / 0.25) * 4.0
    sticks = -np.expm1(np.log(random.random(2)) / max(alpha, 1e-12))
    share = np.array([sticks[0], (1 - sticks[0]) * sticks[1], (1 - sticks[0]) * (1 - sticks[1])])
    caught = random.random((3, 3))
    rows = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    cells = np.prod(np.where(rows[:, None, :], caught, 1 - caught), axis=2) @ share
    counts = random.multinomial(persons, cells[1:] / cells[1:].sum())
    unseen = random.poisson(random.standard_gamma(persons) * cells[0] / (1 - cells[0]))
    return rows[1:], counts, float(persons + unseen)


@pytest.mark.parametrize("number", [100, pytest.param(400, marks=pytest.mark.soak)])
def test_calibrated_by_simulation(number: int) -> None:
    """True sizes stand anywhere among the draws with the same chance (Talts and others 2018)."""
    random = np.random.default_rng(11)
    ranks = []
    for seed in range(number):
        rows, counts, truth = simulated(random, 50)
        settings = Settings(seed, classes=3, chains=2, burn_in=512, most_sweeps=2048, target_ess=1e9)
        draws = sample(rows, counts, settings).N[:, 20::41].ravel()[:99]
        ranks.append(int((draws < truth).sum() + random.integers(1 + (draws == truth).sum())))
    assert chisquare(np.bincount(np.array(ranks) // 10, minlength=10)).pvalue > 0.001


@pytest.mark.soak
@pytest.mark.parametrize(("name", "wanted"), [("artificial3", 6.026), ("western_us5", 7.5335)])
def test_mean_of_log_size_to_three_digits(name: str, wanted: float, tables: dict[str, CaptureTable]) -> None:
    table = tables[name]
    found = sample(table.matrix(), table.counts(), Settings(1, target_ess=1e9, most_sweeps=1 << 16))
    assert found.log_size.mean() == pytest.approx(wanted, abs=0.003)
