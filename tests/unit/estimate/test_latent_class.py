"""The latent-class sampler: truths known without sampling, the same bytes, interrupt and resume, refusals."""

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tollbook.errors import SettingsError
from tollbook.estimate.asked import Asked
from tollbook.estimate.families import estimate
from tollbook.estimate.latent_class import Draws, Engine, Progress, Settings, State, sample
from tollbook.estimate.latent_class.sampler import too_wide
from tollbook.estimate.table import CaptureTable

SMALL = (("100", 20), ("010", 15), ("001", 12), ("110", 6), ("101", 5), ("011", 4), ("111", 3))
# Chan, Silverman and Vincent (2021), table 2.
ARTIFICIAL = (("110", 6), ("100", 40), ("010", 30), ("001", 20))
# Killings in Kosovo, 20 March to 22 June 1999 (Ball and others 2002), as the R package LCMCR ships them.
KOSOVO = tuple(zip(
    "1111 1110 1101 1100 1011 1010 1001 1000 0111 0110 0101 0100 0011 0010 0001".split(),
    (27, 181, 18, 177, 42, 228, 106, 1131, 32, 217, 31, 845, 123, 936, 306), strict=True,
))  # fmt: skip
ENGINES = (Engine.COMPILED, Engine.PLAIN)
Table = tuple[tuple[str, int], ...]


def arrays(table: Table) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    matrix = np.array([[int(sign) for sign in signs] for signs, _ in table], dtype=np.uint8)
    return matrix, np.array([count for _, count in table], dtype=np.int64)


def drawn(table: Table, settings: Settings) -> Draws:
    return sample(*arrays(table), settings)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_truth_by_brute_force(engine: Engine) -> None:
    """Sixteen million draws of the prior, weighted, give a mean log N of 4.6271 ± .0005 with five classes."""
    brief = Settings(7, classes=5, target_ess=1e9, burn_in=512, most_sweeps=2560, length=2.0, engine=engine)
    found = drawn(SMALL, brief)
    assert found.log_size.mean() == pytest.approx(4.627, abs=0.006)
    assert [found.quantile(q) for q in (0.025, 0.5, 0.975)] == pytest.approx([79, 101, 145], abs=2)


@pytest.mark.parametrize(("engine", "most"), [(Engine.COMPILED, 8192), (Engine.PLAIN, 1024)])
def test_kosovo(engine: Engine, most: int) -> None:
    found = drawn(KOSOVO, Settings(1, target_ess=1500, burn_in=512, most_sweeps=most, length=2.5, engine=engine))
    assert (found.refused, found.finished) == (False, True)
    assert found.quantile(0.5) == pytest.approx(10_419, rel=0.02)
    assert found.quantile(0.025) == pytest.approx(9_032, rel=0.03)
    assert found.quantile(0.975) == pytest.approx(13_825, rel=0.06)
    assert found.beyond == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_seed_gives_the_same_bytes(engine: Engine) -> None:
    settings = Settings(3, chains=2, burn_in=512, most_sweeps=512, classes=3, length=1.0, engine=engine)
    one, two, other = (drawn(SMALL, replace(settings, seed=seed)) for seed in (3, 3, 4))
    assert one.state.to_bytes() == two.state.to_bytes()
    assert one.state.walkers.places.tobytes() != other.state.walkers.places.tobytes()


def test_threads_change_nothing() -> None:
    settings = Settings(3, chains=4, burn_in=512, most_sweeps=512, engine=Engine.COMPILED)
    assert sample(*arrays(SMALL), settings, threads=2).state.to_bytes() == drawn(SMALL, settings).state.to_bytes()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("stop", [1, 3])
def test_interrupted_and_resumed_is_as_if_nothing_had_happened(engine: Engine, stop: int) -> None:
    settings = Settings(5, chains=2, classes=3, length=1.0, burn_in=1024, most_sweeps=1536, engine=engine)
    heard: list[Progress] = []

    def interrupt(progress: Progress) -> None:
        heard.append(progress)
        if len(heard) == stop:
            raise KeyboardInterrupt

    cut = sample(*arrays(SMALL), settings, interrupt)
    assert not cut.finished
    assert cut.sweeps == max(0, (stop - 2) * 512)
    on = sample(*arrays(SMALL), settings, resume=State.from_bytes(cut.state.to_bytes()))
    assert on.finished
    assert on.state.to_bytes() == drawn(SMALL, settings).state.to_bytes()


def test_nothing_drawn_is_no_number() -> None:
    def at_once(_: Progress) -> None:
        raise KeyboardInterrupt

    found = sample(*arrays(SMALL), Settings(1, engine=Engine.PLAIN), at_once)
    assert found.refused
    assert math.isnan(found.quantile(0.5))
    assert found.modes == ()


def wide(histories: int, lists: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    rows = np.unique((np.random.default_rng(1).random((histories, lists)) < 0.1).astype(np.uint8), axis=0)
    rows = rows[rows.any(axis=1)]
    return rows, np.full(len(rows), 20)


def test_a_table_of_any_size_has_an_end() -> None:
    """The wider the table, the more chains and the shorter the steps, the fewer the sweeps: some ten minutes at most,
    whatever is asked."""

    def most(matrix: NDArray[np.uint8], counts: NDArray[np.int64], settings: Settings) -> int:
        heard: list[Progress] = []

        def at_once(progress: Progress) -> None:
            heard.append(progress)
            raise KeyboardInterrupt

        assert not sample(matrix, counts, settings, at_once).finished
        return heard[0].most

    brief = Settings(1, chains=2, burn_in=512, length=0.1, most_sweeps=1 << 40, engine=Engine.COMPILED)
    lengths = [
        most(*arrays(KOSOVO), brief),
        most(*arrays(KOSOVO), replace(brief, chains=4)),
        most(*wide(600, 29), brief),
    ]
    assert 5 * lengths[2] < lengths[1] < 0.6 * lengths[0] < 1 << 40


def test_what_would_take_hours_is_not_begun() -> None:
    """Some sixteen thousand histories, of forty lists: refused; a truth commission's widest table has 541 of 29."""
    rows, counts = wide(20_000, 40)
    assert too_wide(len(rows), Settings(1))
    assert not too_wide(3000, Settings(1))
    table = CaptureTable.from_counts([f"L{at}" for at in range(40)], zip(rows, map(int, counts), strict=True))
    (found,) = estimate(table, Asked(("lcm",)))
    assert (found.status, found.reasons[0], found.number) == ("refused", "too-many-histories", None)
    more = CaptureTable.from_counts([f"L{at}" for at in range(41)], [([*row, 1], 1) for row in rows[:50]])
    assert "too-many-lists" in next(iter(estimate(more, Asked(("lcm",))))).reasons


def test_a_state_of_another_table_is_refused() -> None:
    settings = Settings(5, chains=2, burn_in=512, most_sweeps=512, length=0.5, engine=Engine.PLAIN)
    state = drawn(SMALL, settings).state
    with pytest.raises(SettingsError, match="another table"):
        sample(*arrays(ARTIFICIAL), settings, resume=state)
    with pytest.raises(SettingsError, match="no saved state"):
        State.from_bytes(b"PK nothing of ours")


@pytest.mark.parametrize(
    ("matrix", "counts", "words"),
    [
        ([[1, 0], [0, 2]], [1, 1], "something else than 0"),
        ([[1, 0], [0, 1]], [1, -1], "negative"),
        ([[1, 0], [0, 1]], [1, 1.5], "fractional"),
        ([[1, 0], [0, 1]], [1, math.nan], "missing"),
        ([[1, 0], [0, 0]], [1, 1], "on no list"),
        ([[1, 0], [0, 1]], [0, 0], "holds nobody"),
        ([[1, 0], [0, 1]], [1], "one count each"),
        ([[1]], [1], "2 to 40 lists"),
        ([[1] * 41], [1], "2 to 40 lists"),
    ],
)
def test_bad_tables_are_told(matrix: list[list[float]], counts: list[float], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        sample(np.array(matrix), np.array(counts), Settings(1))


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"classes": 1}, {"chains": 1}, {"rate": 0.0}, {"burn_in": 1}])
def test_settings_that_cannot_be(wrong: dict[str, float]) -> None:
    with pytest.raises(SettingsError):
        Settings(**{"seed": 1, **wrong})  # type: ignore[arg-type]
