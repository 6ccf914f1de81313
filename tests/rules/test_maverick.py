"""MAVERICK's three models beside what statistics says of the same numbers."""

from statistics import multimode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from truth_table import dispute_of, make_claim

from tollbook.model import Indeterminate, Toll
from tollbook.reconcile import RULES

BOUNDS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)
CHOOSES = {
    "maverick-conservative": min,
    "maverick-informative": max,
    "maverick-representative": lambda numbers: min(multimode(numbers)),
}


@pytest.mark.parametrize("rule", CHOOSES)
@given(reports=st.lists(BOUNDS, min_size=1, max_size=12))
def test_each_bound_is_chosen_by_itself_and_of_several_modes_the_lowest(rule: str, reports: list[list[int]]) -> None:
    entries = [
        {"by": f"p{n}", "in": f"d{n}", "low": low, "high": high, "form": "range" if low < high else "exact"}
        for n, (low, high) in enumerate(reports)
    ]
    claims = {str(n): make_claim(entry, n) for n, entry in enumerate(entries)}
    found, choose = RULES[rule].apply(dispute_of({}, claims)[0]), CHOOSES[rule]
    low, high = (choose([bounds[place] for bounds in reports]) for place in (0, 1))
    single = [low for low, high in reports if low == high]
    if low > high:
        assert isinstance(found, Indeterminate) and "different reports" in found.why
        return
    assert isinstance(found, Toll)
    assert (found.low, found.high, found.best) == (low, high, choose(single) if single else None)
