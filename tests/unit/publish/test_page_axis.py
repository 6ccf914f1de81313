"""Where numbers stand on the axis of the chart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.axis import LEFT, RIGHT, axis_for

NUMBERS = st.lists(st.integers(min_value=0, max_value=10**7), min_size=1, max_size=20)


def test_no_number_no_axis():
    assert axis_for([]) is None


def test_it_is_linear_from_zero_under_fifty_times():
    axis = axis_for([24, 150, 158])
    assert axis is not None
    assert (axis.log, axis.first, axis.last) == (False, 0, 200)
    assert [tick.n for tick in axis.ticks] == [0, 50, 100, 150, 200]
    assert axis.at(0) == LEFT


@pytest.mark.parametrize(("greatest", "log"), [(49, False), (50, True), (500, True)])
def test_it_is_logarithmic_from_fifty_times(greatest, log):
    axis = axis_for([1, greatest])
    assert axis is not None
    assert axis.log is log


def test_zero_stands_apart_on_a_logarithmic_axis():
    axis = axis_for([0, 1, 100])
    assert axis is not None
    assert axis.zero
    assert axis.at(0) == LEFT < axis.at(1) < axis.at(10) < axis.at(100)
    assert axis.at(10) - axis.at(1) == pytest.approx(axis.at(100) - axis.at(10), abs=0.02)


def test_only_zero_still_has_an_axis():
    axis = axis_for([0])
    assert axis is not None
    assert axis.at(0) == LEFT


@given(NUMBERS)
def test_greater_numbers_stand_further_right_and_all_stand_on_it(numbers):
    axis = axis_for(numbers)
    assert axis is not None
    places = [axis.at(n) for n in sorted(set(numbers))]
    assert places == sorted(places)
    assert all(LEFT <= place <= RIGHT for place in places)
    assert len(axis.ticks) <= 12


@given(NUMBERS)
def test_written_numbers_do_not_crowd_each_other(numbers):
    axis = axis_for(numbers)
    assert axis is not None
    labelled = [tick.at for tick in axis.ticks if tick.label]
    assert labelled
    if axis.log:
        assert all(b - a >= 7 for a, b in pairwise(labelled))
