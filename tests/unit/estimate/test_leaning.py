import math

import numpy as np
import pytest

from tollbook.estimate.asked import Asked
from tollbook.estimate.dga import settled
from tollbook.estimate.families import one_method
from tollbook.estimate.joint import Replicate, combine, draws_of, sum_strata
from tollbook.estimate.table import CaptureTable
from tollbook.estimate.variants import consistency, leave_one_out, linkage, merge_two, relinked, trajectory
from tollbook.estimate.xi import over_xi
from tollbook.model.estimate import Status

ASKED = Asked((), 1)


def test_xi_over_the_published_range(tables) -> None:
    found = over_xi(tables["kosovo"])
    assert [(xi, round(n)) for xi, n in found.numbers] == [
        (0.5, 29484),
        (0.67, 23119),
        (1.0, 16942),
        (1.5, 12761),
        (2.0, 10671),
    ]
    assert found.se == pytest.approx(5937, abs=1)
    assert found.implied(16942) == pytest.approx(1, abs=1e-4)


def test_xi_is_not_told_where_a_history_is_missing(tables) -> None:
    assert over_xi(tables["hiv4"]) is None


def test_without_each_list_and_with_two_as_one(tables) -> None:
    run = one_method("loglinear", ASKED)
    without = list(leave_one_out(tables["kosovo"], run))
    assert [one.what for one in without] == ["EXH", "ABA", "OSCE", "HRW"]
    assert [one.table.n for one in without] == [4400 - 1131, 4400 - 845, 4400 - 936, 4400 - 306]
    assert len(list(merge_two(tables["kosovo"], run))) == 6
    assert all(one.estimate.status is Status.REFUSED for one in leave_one_out(tables["madiganyork3"], run))


def test_what_is_known_is_estimated_from_the_other_lists(tables) -> None:
    found = list(consistency(tables["kosovo"], one_method("dga", ASKED)))
    assert [one.known for one in found] == [1910, 1528, 1786, 685]
    assert [one.held for one in found] == [True, False, True, True]
    assert all(one.estimate.low <= one.table.n + 1 or one.table.n < one.known for one in found)


def test_links_that_were_missed_make_an_estimate_too_high(tables) -> None:
    run = one_method("loglinear", ASKED)
    found = {one.what: one for one in linkage(tables["scotpwid4"], run, (-0.05, 0.05))}
    as_it_is = run(tables["scotpwid4"]).estimate
    assert found["+0.05"].estimate.estimate < as_it_is < found["-0.05"].estimate.estimate
    assert found["+0.05"].table.n < 5670 < found["-0.05"].table.n


@pytest.mark.parametrize("rate", [-1.0, -0.1, 0.0, 0.1, 1.0])
def test_linkage_moves_records_and_makes_none(tables, rate) -> None:
    for table in tables.values():
        before = sum(history.count("1") * n for history, n in table.cells)
        assert sum(history.count("1") * n for history, n in relinked(table, rate).cells) == before


def test_some_of_the_persons_by_chance_are_the_same_for_a_seed(tables) -> None:
    run = one_method("chao", ASKED)
    one, other = (list(trajectory(tables["kosovo"], run, 3)) for _ in range(2))
    assert [x.estimate for x in one] == [x.estimate for x in other]
    assert [x.table.n for x in one] == [880, 1760, 2640, 3520, 4400]
    assert one[-1].table == tables["kosovo"]


def test_strata_are_summed_by_draws_and_not_by_their_ends(tables) -> None:
    total, each = sum_strata("dga", {"a": tables["lesbian4"], "b": tables["kosovo"]}, ASKED)
    assert total.status is Status.ESTIMATE
    assert sum(one.low for one in each) < total.low < total.median < total.high < sum(one.high for one in each)
    assert total.median == pytest.approx(sum(one.median for one in each), rel=0.03)


def test_a_stratum_without_a_number_leaves_the_sum_without_one(tables) -> None:
    three = CaptureTable.from_counts(tables["kosovo"].lists, [("1000", 5), ("0100", 5), ("0010", 4)])
    total, _ = sum_strata("loglinear", {"a": tables["kosovo"], "b": three}, ASKED)
    assert (total.status, total.number, total.reasons) == (Status.REFUSED, None, ("stratum-without-number",))
    assert "no number for b" in total.statement


@pytest.mark.parametrize("method", ["loglinear", "dga"])
def test_draws_have_the_quantiles_of_the_estimate(tables, method) -> None:
    draws, said = draws_of(method, tables["kosovo"], ASKED)
    low, high = np.quantile(draws, [0.025, 0.975])
    assert low == pytest.approx(said.low, rel=0.03)
    assert high == pytest.approx(said.high, rel=0.03)


# Of 20 imputed replicates of one stratum (HRDAG, verdata 1.0.2): those seen, the mean of the draws, and mean and
# variance of the logarithm of those unseen. What they combine to is verdata's own test.
REPLICATES = """
982 2065.98 6.88072 .22826; 1045 1634.5 6.33878 .0733; 1026 1569.13 6.26462 .06253; 1125 1659.74 6.25678 .04888
1040 1598.81 6.29612 .05583; 1073 1602.44 6.2479 .04606; 1056 1431.66 5.92172 .01397; 1025 1663.74 6.40149 .10126
1088 1654.78 6.31443 .04881; 1025 1416.02 5.96201 .01361; 921 1561.76 6.4075 .10385; 931 1560.35 6.39062 .10236
934 1557.2 6.38623 .09183; 937 1550.34 6.36604 .09879; 942 1544.67 6.35135 .09323; 932 1562.67 6.39137 .10477
927 1579.29 6.41234 .12632; 937 1563 6.38653 .09891; 936 1554.1 6.37536 .09704; 938 1534.62 6.34569 .08668
"""


def test_imputed_replicates_combine_as_verdata_has_it() -> None:
    rows = [row.split() for row in REPLICATES.strip().replace("\n", ";").split(";")]
    numbers, found = combine([Replicate(int(n), float(mean), float(log), float(var)) for n, mean, log, var in rows])
    assert (round(numbers.estimate), round(numbers.low), round(numbers.high)) == (1593, 1266, 2148)
    assert found == ()


def test_one_replicate_gives_nothing_and_few_are_said_to_be_few() -> None:
    one = Replicate.of(100, np.array([120.0, 130.0, 100.0]))
    assert one.log_mean == pytest.approx((math.log(20) + math.log(30) + math.log(0.1)) / 3)
    assert combine([one])[0] is None
    numbers, found = combine([one, Replicate.of(100, np.array([140.0, 120.0, 150.0]))])
    assert numbers.low > 100
    assert [each.code for each in found] == ["few-replicates"]


def test_the_posterior_tells_how_far_its_tail_goes(tables) -> None:
    assert settled(tables["kosovo"]).beyond(21) < 1e-6
    assert settled(tables["australia4"]).beyond(21) == pytest.approx(0.012, abs=0.01)
