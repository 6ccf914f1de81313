import numpy as np
import pytest

from tollbook.estimate.asked import Asked
from tollbook.estimate.chao import moments, with_list_effects
from tollbook.estimate.check import check
from tollbook.estimate.dga import average, grid, settled
from tollbook.estimate.families import METHODS, estimate
from tollbook.estimate.findings import words
from tollbook.estimate.graphs import decomposable
from tollbook.estimate.loglinear import all_fits
from tollbook.estimate.models import models_of, name_of, terms_of
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Status


def run(table, *methods):
    return estimate(table, Asked(methods=methods))


def test_chapman_by_pair_as_published(tables) -> None:
    found = [round(one.estimate) for one in run(tables["kosovo"], "chapman")]
    assert found == [7231, 7128, 6756, 5965, 9622, 5447]


@pytest.mark.parametrize(
    ("name", "number"), [("kosovo", 8591.2), ("hiv4", 11701.0), ("lesbian4", 4321.4), ("uk5", 13570.0)]
)
def test_chaos_bound_has_rcaptures_digits(tables, name, number) -> None:
    (found,) = run(tables[name], "chao")
    assert found.estimate == pytest.approx(number, abs=0.05)
    assert (found.status, found.reasons[0]) == (Status.CONDITIONAL, "lower-bound")
    assert "at least" in found.statement


def test_chaos_bound_has_rcaptures_error_and_moments(tables) -> None:
    assert with_list_effects(tables["kosovo"])[1] == pytest.approx(213.6, abs=0.1)
    assert tables["kosovo"].n + moments(tables["kosovo"])[0] == pytest.approx(8796.5, abs=0.1)


BEST = {
    "kosovo": ("[123,14,34]", 10356.5, 785.9, 203.030, "[123,134]", 12741.0),
    "australia4": ("[12,23,24]", 6496.0, 2799.7, 114.128, "[12,234]", 2440.4),
    "hiv4": ("[1,2,3,4]", 11124.6, 904.8, 117.800, "[12,3,4]", 12318.5),
    "lesbian4": ("[12,14,23,24,34]", 6349.0, 533.5, 181.221, "[124,134,23]", 9908.6),
    "scotpwid4": ("[13,23,24]", 34828.4, 2982.8, 157.187, "[13,23,24]", 34828.4),
    "uk5": ("[12,13,23,25,34]", 22991.3, 3021.6, 196.540, "[12,13,15,24,25,35,45]", 11174.8),
    "netherlands5": ("[12,15,23,24,25,35,45]", 48012.7, 3263.9, 222.054, "[12,14,15,23,24,25,35,45]", 46330.9),
    "western_us5": ("[15,2,3,4]", 2483.4, 534.9, 118.744, "[12,15,25,3,45]", 2308.2),
}


@pytest.mark.parametrize("name", BEST)
def test_the_best_log_linear_models_have_rcaptures_digits(tables, name) -> None:
    model, number, se, bic, other, by_aic = BEST[name]
    first, second = run(tables[name], "loglinear")
    assert (first.model, second.model) == (f"BIC {model}", f"AIC {other}")
    assert first.estimate == pytest.approx(number, abs=0.05)
    assert first.se == pytest.approx(se, abs=0.05)
    assert second.estimate == pytest.approx(by_aic, abs=0.05)
    assert all_fits(tables[name]).bic(tables[name].n).min() == pytest.approx(bic, abs=0.0006)
    assert "selection-in-interval" in first.reasons


def test_an_extended_estimate_is_conditional(tables) -> None:
    by_aic = run(tables["australia4"], "loglinear")[1]
    assert (by_aic.status, by_aic.reasons[0]) == (Status.CONDITIONAL, "extended-estimate")


def test_the_interval_is_that_of_the_published_estimate(tables) -> None:
    found = run(tables["kosovo"], "loglinear")[0]
    assert (round(found.low), round(found.high)) == (
        9004,
        12106,
    )  # published, from the lists themselves: 9,002 to 12,122


@pytest.mark.parametrize(("lists", "number"), [(3, 8), (4, 113), (5, 1024)])
def test_there_are_as_many_models_as_there_are(lists, number) -> None:
    assert len(models_of(lists)) == number
    assert name_of(terms_of(lists)[: lists + 1]) == f"[{','.join(map(str, range(1, lists + 1)))}]"


def test_every_statement_names_what_cannot_be_tested(tables) -> None:
    for one in run(tables["kosovo"], "chapman", "chao", "loglinear"):
        assert "the lists themselves cannot test" in one.statement
        assert "no list could have recorded" in one.statement
        assert "4,400 of them were seen" in one.statement


def test_a_method_that_there_is_not_is_refused(tables) -> None:
    with pytest.raises(ValueError, match="There is no method 'magic'; there are: chapman, chao"):
        run(tables["kosovo"], "magic")


def test_every_method_has_its_words_and_its_citation() -> None:
    assert set(words().methods) >= set(METHODS)
    assert all((len(one) == 3 and "19" in one[2]) or "20" in one[2] for one in words().methods.values())


def test_estimates_are_neither_subtracted_nor_added(tables) -> None:
    one, two = run(tables["kosovo"], "loglinear")
    with pytest.raises(TypeError, match="not subtracted"):
        one - two
    with pytest.raises(TypeError, match="add the draws"):
        sum([one, two])
    assert check(tables["kosovo"]) == check(tables["kosovo"])


QUANTILES = {
    "madiganyork3": (695, 717, 732, 747, 785),
    "artificial3": (98, 227, 319, 473, 1970),
    "kosovo": (9814, 11610, 12587, 13748, 16547),
    "australia4": (1188, 1749, 2253, 3091, 7309),
    "hiv4": (9407, 10533, 11216, 12023, 14094),
    "lesbian4": (4638, 4953, 5136, 5320, 5753),
    "scotpwid4": (26121, 29728, 32790, 35546, 40514),
    "madiganyork5": (590, 606, 619, 628, 657),
    "uk5": (10386, 12675, 22983, 26491, 33506),
    "netherlands5": (41688, 46876, 50385, 151782, 203370),
    "neworleans5": (511, 715, 869, 1075, 1761),
    "western_us5": (1342, 1806, 2133, 2555, 3872),
}


@pytest.mark.parametrize("name", QUANTILES)
def test_the_average_over_graphs_has_the_integers_of_r(tables, name) -> None:
    posterior = average(tables[name], grid(tables[name].n))
    assert tuple(int(posterior.quantile(q)) for q in (0.025, 0.25, 0.5, 0.75, 0.975)) == QUANTILES[name]


def test_the_example_of_madigan_and_york(tables) -> None:
    by_three = average(tables["madiganyork3"], grid(tables["madiganyork3"].n))
    assert name_of(by_three.graphs[0][0]) == "[12,3]"
    by_five = average(tables["madiganyork5"], np.arange(1.0, 301), weight=0.5)
    assert tuple(int(by_five.quantile(q)) for q in (0.025, 0.5, 0.975)) == (588, 616, 655)
    assert by_five.seen + by_five.unseen @ by_five.weights == pytest.approx(617.82, abs=0.005)


def test_the_grid_is_made_longer_until_its_tail_is_nothing(tables) -> None:
    (found,) = run(tables["netherlands5"], "dga")
    assert found.high > 205_000  # 203,370 where the grid ends at 30 times those seen
    assert found.status is Status.ESTIMATE
    assert settled(tables["artificial3"]) is None


def of_ten_million(chances: tuple[float, ...]) -> CaptureTable:
    """As lists that are independent of one another would have them."""
    cells = []
    for bits in range(1, 1 << len(chances)):
        held = [bits >> at & 1 for at in range(len(chances))]
        share = np.prod([one if on else 1 - one for one, on in zip(chances, held, strict=True)])
        cells.append(("".join(map(str, held)), round(10_000_000 * share)))
    return CaptureTable.from_counts("ABCD"[: len(chances)], cells)


def test_what_would_fall_between_two_points_of_the_grid_is_refused(tables) -> None:
    assert all(average(tables[name], grid(tables[name].n)).step < 0.5 for name in QUANTILES)
    (found,) = run(of_ten_million((0.3, 0.4, 0.2, 0.5)), "dga")
    assert (found.status, "grid-too-coarse" in found.reasons, found.number) == (Status.REFUSED, True, None)


def test_where_most_of_the_posterior_is_one_person_missing_there_is_no_number(tables) -> None:
    """Of Kosovo's table a thousand times over every graph but the full one is ruled out, and that one tells nothing."""
    cells = [(history, 1000 * count) for history, count in tables["kosovo"].cells]
    (found,) = run(CaptureTable.from_counts(tables["kosovo"].lists, cells), "dga")
    assert (found.status, found.reasons[0], found.number) == (Status.REFUSED, "all-at-the-edge", None)


@pytest.mark.parametrize(("lists", "number"), [(3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_there_are_as_many_decomposable_graphs_as_there_are(lists, number) -> None:
    assert len(decomposable(lists)[1]) == number
