import numpy as np
import pytest

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import check, seen_cells
from tollbook.estimate.existence import existence
from tollbook.estimate.families import METHODS, estimate
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Status

AB, AC, BC = 0b011, 0b101, 0b110
QUICK = Asked(methods=("chapman", "chao", "loglinear", "dga"))
ALL = Asked(METHODS)
ALL_BUT_LCM = Asked(tuple(name for name in METHODS if name != "lcm"))


@pytest.mark.parametrize(
    ("pairs", "verdict"),
    [((), 0), ((AB,), 1), ((AC,), 0), ((BC,), 0), ((AB, AC), 1), ((AB, BC), 1), ((AC, BC), 0), ((AB, AC, BC), 2)],
)
def test_the_eight_published_verdicts(tables, pairs, verdict) -> None:
    seen = seen_cells(tables["artificial3"]) > 0
    assert existence(3, (1, 2, 4, *pairs), seen).verdict == verdict


def of(**counts: int) -> CaptureTable:
    lists = "ABCDE"[: len(next(iter(counts))) - 1]
    return CaptureTable.from_counts(lists, ((history[1:], n) for history, n in counts.items()))


REFUSED = {
    "fewer-than-three-lists": of(h10=40, h01=20, h11=20),
    "no-overlap": of(h100=60, h010=40, h001=20),
    "overlap-not-connected": of(h1000=60, h0100=40, h1100=20, h0010=50, h0001=30, h0011=20),
    "list-empty": of(h1000=60, h0100=40, h1100=20, h0010=50, h0110=10, h1010=9),
    "list-full": of(h1001=60, h0101=40, h1101=20, h0011=50, h0111=10, h1011=9),
    "list-inside-another": of(h1000=60, h1100=40, h1010=20, h0010=50, h1110=10, h0001=30, h0011=9, h1001=8, h1111=3),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_makes_any_estimate_empty_is_refused_by_every_method(code) -> None:
    table = REFUSED[code]
    assert code in [one.code for one in check(table) if one.status is Status.REFUSED]
    for one in estimate(table, ALL):
        assert one.number is None, one
        assert one.status is Status.REFUSED or len(table.lists) == 2
        assert one.statement


def test_two_lists_get_a_range_and_no_number() -> None:
    found, *others = estimate(REFUSED["fewer-than-three-lists"], QUICK)
    assert (found.method, found.status, found.number) == ("chapman", Status.CONDITIONAL, None)
    assert found.reasons == ("if-independent", "two-lists")
    assert "0.5, 1, 2, 4 times as high" in found.statement
    assert "99, 118, 156, 232" in found.statement
    assert all(one.status is Status.REFUSED for one in others)


def test_lists_given_as_one_voice_are_refused(tables) -> None:
    for one in estimate(tables["kosovo"], Asked(methods=("chao",), one_voice=(("OSCE", "HRW"),))):
        assert one.reasons[0] == "lists-copy"
        assert "OSCE, HRW are given as one voice" in one.statement


def test_a_small_list_apart_or_inside_is_a_condition(tables) -> None:
    found = {one.code: one for one in check(tables["neworleans8"])}
    assert found["small-list-apart"].lists == ("B", "F")
    assert found["small-list-apart"].status is Status.CONDITIONAL
    rows = [*tables["kosovo"].cells, ("1011", 0)]
    wider = CaptureTable.from_counts([*tables["kosovo"].lists, "S"], [*((h + "0", n) for h, n in rows), ("11001", 3)])
    assert ("S",) in [one.lists for one in check(wider) if one.code == "small-list-inside"]


def test_a_sound_table_is_passed_with_what_is_worth_knowing(tables) -> None:
    assert [one.code for one in check(tables["kosovo"])] == ["pairs-disagree"]
    assert check(tables["small3"]) == ()


def test_a_pair_that_shares_nobody_says_so_of_the_pair() -> None:
    table = of(h1000=60, h1100=40, h0110=20, h0011=50, h1001=9, h0001=30)
    refused = [one for one in estimate(table, Asked(methods=("chapman",))) if one.status is Status.REFUSED]
    assert [one.model for one in refused] == ["if independent: A, C", "if independent: B, D"]
    assert all(one.reasons[0] == "nobody-on-both" for one in refused)
    assert "Nobody is on both A and C." in refused[0].statement


def test_tables_of_any_size_are_answered_in_bounded_time() -> None:
    random = np.random.default_rng(1)
    rows = np.unique(random.random((4000, 40)) < 0.1, axis=0)
    forty = CaptureTable.from_counts([f"L{i}" for i in range(40)], ((row, 3) for row in rows.astype(int) if row.any()))
    assert {
        one.reasons[0] for one in estimate(forty, ALL_BUT_LCM) if one.method in ("loglinear", "stepwise", "dga")
    } == {"too-many-lists"}
    alone = {"h1000": 4_000_000, "h0100": 3_000_000, "h0010": 2_000_000, "h0001": 900_000}
    many = of(**alone, h1100=50_000, h0110=30_000, h0011=15_000, h1001=5_000, h1010=4_000, h0101=3_000, h1110=200)
    assert many.n > 10_000_000
    for one in estimate(many, Asked(METHODS, 1, replicates=50, chains=2, classes=3, sweeps=512)):
        assert one.statement
