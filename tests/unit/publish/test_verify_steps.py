"""Rule 4 of the verifier: its small interpreter, operation by operation."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.verify import Replay, calculate

Json = Any
NUMBERS = st.none() | st.integers(0, 9)


def claim(id_: str, low: int | None = None, high: int | None = None, **more: Any) -> Json:
    plain = {"id": id_, "low": low, "high": high, "open": False, "as_of": None, "term": None}
    return {**plain, "harm": "killed", "kind": "count", "incident": "i", **more}


CLAIMS = {
    one["id"]: one
    for one in (
        claim("exact", 5, 5, as_of="2004-05-01"),
        claim("most", None, 8, as_of="2004-05-02"),
        claim("least", 3, None, open=True),
        claim("many", term="dozens"),
        claim("later", 7, 7, as_of="2004-05-02"),
        claim("zero", 0, 0),
        claim("word", 4, 4, term="dozens"),
    )
}


def bare(*numbers: int | None) -> list[tuple[int | None, None]]:
    return [(number, None) for number in numbers]


@pytest.mark.parametrize(
    ("op", "numbers", "result"),
    [
        ("sum", [2, 3], 5),
        ("sum", [0, 0], 0),
        ("sum", [4], 4),
        ("sum", [2, None], None),
        ("sum", [None, 2], None),
        ("sum", [None], None),
        ("sum", [], None),
        ("min", [3, 2, 4], 2),
        ("min", [None, 3, None], 3),
        ("min", [0, 3], 0),
        ("min", [None], None),
        ("min", [], None),
        ("max", [3, 2, 4], 4),
        ("max", [None, 0], 0),
        ("max", [None], None),
        ("max", [], None),
        ("halve", [12], 6),
        ("halve", [5], 2),
        ("halve", [1], 0),
        ("halve", [0], 0),
        ("halve", [None], None),
        ("mode", [3, 2, 3], 3),
        ("mode", [2, 2, 3, 3], None),
        ("mode", [2, 2, 3, 3, 3], 3),
        ("mode", [1, 2], None),
        ("mode", [1], 1),
        ("mode", [0, 0, 7], 0),
        ("mode", [None, None, 4], 4),
        ("mode", [2, 2, 3, 4, 5], 2),
        ("mode", [], None),
        ("majority", [3, 3, 2], 3),
        ("majority", [3, 3, 2, 2], None),
        ("majority", [3, 3, 2, 1], None),
        ("majority", [3, 3, 3, 2, 1], 3),
        ("majority", [3, None, None], 3),
        ("majority", [0, 0, 1], 0),
        ("majority", [1, 2], None),
        ("majority", [None], None),
    ],
)
def test_what_each_operation_makes_of_numbers(op: str, numbers: list[int | None], result: int | None) -> None:
    assert calculate(op, bare(*numbers)) == result


@pytest.mark.parametrize(
    ("inputs", "result"),
    [
        ([(5, "2004-05-01"), (7, "2004-05-02")], 7),
        ([(7, "2004-05-02"), (5, "2004-05-01")], 7),
        ([(0, "2004-05-02"), (5, "2004-05-01")], 0),
        ([(5, "2004-05-02"), (7, "2004-05-02")], None),
        ([(7, "2004-05-02"), (7, "2004-05-02")], 7),
        ([(7, "2004-05-02"), (7, "2004-05-02"), (8, "2004-05-02")], None),
        ([(5, "2004-05-01"), (None, "2004-05-02")], 5),
        ([(5, "2004-05-01"), (7, None)], 5),
        ([(5, None), (7, None)], None),
        ([(None, "2004-05-01")], None),
        ([(5, "2004-05-01"), (9, "")], 5),
        ([(9, "")], None),
        ([], None),
    ],
)
def test_the_latest_day_gives_its_number(inputs: list[tuple[int | None, str | None]], result: int | None) -> None:
    assert calculate("latest", inputs) == result


@pytest.mark.parametrize("op", ["sum", "min", "max", "mode", "majority", "halve"])
@pytest.mark.parametrize("number", [True, 1.0, "1", -1, [1]])
def test_a_figure_is_a_whole_number_of_people(op: str, number: Json) -> None:
    with pytest.raises(ValueError, match=r"are not all whole numbers of people$"):
        calculate(op, bare(number))


def test_another_operation_is_refused() -> None:
    with pytest.raises(KeyError, match="widen"):
        calculate("widen", bare(1))


@given(st.lists(NUMBERS, max_size=6))
def test_least_and_greatest_are_those_of_the_set_numbers(numbers: list[int | None]) -> None:
    known = sorted(number for number in numbers if number is not None)
    assert calculate("min", bare(*numbers)) == (known[0] if known else None)
    assert calculate("max", bare(*numbers)) == (known[-1] if known else None)


@given(st.lists(NUMBERS, max_size=6))
def test_a_majority_is_a_mode_and_order_never_matters(numbers: list[int | None]) -> None:
    mode, majority = calculate("mode", bare(*numbers)), calculate("majority", bare(*numbers))
    assert majority in (None, mode)
    assert (mode, majority) == (calculate("mode", bare(*numbers[::-1])), calculate("majority", bare(*numbers[::-1])))


def replay(*steps: Json, readings: dict[Any, Any] | None = None) -> Replay:
    again = Replay(CLAIMS, {} if readings is None else readings)
    for step in steps:
        again.do(step)
    return again


@pytest.fixture
def step(made_up: SimpleNamespace) -> Callable[..., Json]:
    return made_up.step  # type: ignore[no-any-return]


@pytest.fixture
def keep(step: Callable[..., Json]) -> Json:
    return step("keep", list(CLAIMS))


def test_keep_and_drop_are_noted(step: Callable[..., Json]) -> None:
    again = replay(
        step("drop", ["a", "b"], because="denied"), step("keep", ["zero"]), step("drop", ["c"], because="repeat")
    )
    assert again.dropped == [["a", "denied"], ["b", "denied"], ["c", "repeat"]]
    assert list(again.kept) == ["zero"]
    assert again.results == {"low": {}, "high": {}}


def test_an_open_claim_s_highest_number_is_its_low(step: Callable[..., Json], keep: Json) -> None:
    kept = replay(keep).kept
    assert {name: one["high"] for name, one in kept.items()} == {
        **{"exact": 5, "most": 8, "least": 3},
        **{"many": None, "later": 7, "zero": 0, "word": 4},
    }
    claims = {"range": claim("range", 35, 200, open=True), "closed": claim("closed", 4, None)}
    again = Replay(claims, {})
    again.do(step("keep", ["range", "closed"]))
    assert [again.kept["range"]["high"], again.kept["closed"]["high"]] == [200, None]
    assert claims["range"] == claim("range", 35, 200, open=True)


def test_each_bound_has_results_of_its_own(step: Callable[..., Json], keep: Json) -> None:
    again = replay(
        keep,
        step("sum", ["exact", "zero"], "low", "both", 5),
        step("sum", ["exact", "most"], "high", "both", 13),
        step("min", ["both", "later", "most"], "low", "low", 5),
        step("max", ["both", "later"], "high", "highest_stated", 13),
    )
    assert again.results["low"]["both"] == (5, None, ["exact", "zero"])
    assert again.results["low"]["low"] == (5, None, ["exact", "zero", "later", "most"])
    assert again.results["high"]["highest_stated"] == (13, None, ["exact", "most", "later"])


def test_a_result_may_be_nothing(step: Callable[..., Json], keep: Json) -> None:
    again = replay(
        keep,
        step("sum", ["most", "exact"], "low", "s", None),
        step("min", ["s"], "low", "low", None),
        step("latest", ["low"], "low", "l"),
    )
    assert again.results["low"]["low"] == (None, None, ["most", "exact"])


def test_latest_takes_the_day_from_claims_and_none_from_results(step: Callable[..., Json], keep: Json) -> None:
    replay(keep, step("latest", ["exact", "later", "zero"], "low", "last", 7))
    replay(keep, step("latest", ["exact", "most"], "high", "last", 8))
    replay(keep, step("min", ["later"], "low", "x", 7), step("latest", ["x", "exact"], "low", "last", 5))


WRONG: list[tuple[tuple[Any, ...], str]] = [
    (("keep", ["nobody"]), "nobody"),
    (("keep", ["exact"], "low"), "keep gives no number"),
    (("keep", ["exact"], None, "low"), "keep gives no number"),
    (("keep", ["exact"], None, None, 0), "keep gives no number"),
    (("drop", ["x"], "low"), "drop gives no number"),
    (("drop", ["x"], None, None, 5), "drop gives no number"),
    (("min", ["exact"], "low", "low", 4), "'low' comes to 5, and 4 is stated"),
    (("min", ["exact"], "low", "low", None), "'low' comes to 5, and None is stated"),
    (("min", ["exact"], "low", "low", 5.0), r"'low' comes to 5, and 5\.0 is stated"),
    (("min", ["zero"], "low", "low", False), "'low' comes to 0, and False is stated"),
    (("min", ["zero"], "low", "low", None), "'low' comes to 0, and None is stated"),
    (("min", [], "low", "low", 0), "'low' comes to None, and 0 is stated"),
    (("min", ["most"], "low", "low", 0), "'low' comes to None, and 0 is stated"),
    (("min", ["nobody"], "low", "low", 5), "nobody"),
    (("min", ["only_high"], "low", "low", 5), "only_high"),
    (("max", ["only_low"], "high", "highest_stated", 5), "only_low"),
    (("min", ["exact"], "middle", "low", 5), "middle"),
    (("min", ["exact"], None, "low", 5), "None"),
    (("min", ["exact"], "low", None, 5), "min counts a claim twice, gives None twice"),
    (("min", ["exact"], "low", "", 5), "gives '' twice"),
    (("min", ["exact"], "low", "only_low", 5), "gives 'only_low' twice"),
    (("min", ["exact"], "low", "zero", 5), "gives 'zero' twice"),
    (("sum", ["exact", "exact"], "low", "s", 10), "sum counts a claim twice"),
    (("sum", ["exact", "only_low"], "low", "s", 10), "sum counts a claim twice"),
    (("min", ["only_low", "only_low"], "low", "low", 5), "min counts a claim twice"),
    (("halve", ["later", "zero"], "low", "h", 3), "or takes one input and not more"),
    (("halve", [], "low", "h", None), "or takes one input and not more"),
    (("read_term", [], "low", "r", 12, "acled"), "or takes one input and not more"),
    (("read_term", ["many", "zero"], "low", "r", 12, "acled"), "or takes one input and not more"),
    (("read_term", ["exact"], "low", "r", 12, "acled"), "is no vague word, convention and bound"),
    (("read_term", ["word"], "low", "r", 12, "acled"), "is no vague word, convention and bound"),
    (("read_term", ["many"], "low", "r", 12, None), "is no vague word, convention and bound"),
    (("read_term", ["many"], "low", "r", None, "acled"), "is no vague word, convention and bound"),
    (("read_term", ["many"], "low", "r", -1, "acled"), "is no vague word, convention and bound"),
    (("read_term", ["many"], "low", "r", 1.0, "acled"), "is no vague word, convention and bound"),
    (("read_term", ["many"], "low", "r", True, "acled"), "is no vague word, convention and bound"),
    (("read_term", ["only_low"], "low", "r", 12, "acled"), "only_low"),
    (("widen", ["exact"], "low", "low", 5), "widen"),
]


@pytest.mark.parametrize(("wrong", "why"), WRONG)
def test_a_step_that_does_not_follow_is_refused(step: Callable[..., Json], keep: Json, wrong: Any, why: str) -> None:
    before = [keep, step("min", ["exact"], "low", "only_low", 5), step("max", ["most"], "high", "only_high", 8)]
    with pytest.raises((ValueError, KeyError), match=why):
        replay(*before, step(*wrong))


def test_only_claims_kept_before_are_counted(step: Callable[..., Json]) -> None:
    with pytest.raises(KeyError, match="exact"):
        replay(step("keep", ["zero"]), step("min", ["exact"], "low", "low", 5), step("keep", ["exact"]))


def test_one_convention_reads_a_word_in_one_way(step: Callable[..., Json], keep: Json) -> None:
    readings: dict[Any, Any] = {}
    read = step("read_term", ["many"], "low", "r", 12, "acled")
    assert replay(keep, read, readings=readings).results["low"]["r"] == (12, None, ["many"])
    assert readings == {("acled", "dozens", "low"): 12}
    replay(keep, read, readings=readings)
    replay(keep, step("read_term", ["many"], "high", "r", 99, "acled"), readings=readings)
    replay(keep, step("read_term", ["many"], "low", "r", 24, "gtd"), readings=readings)
    replay(keep, step("read_term", ["many"], "low", "r", 0, "none"), readings=readings)
    with pytest.raises(ValueError, match="'r' comes to 12, and 13 is stated"):
        replay(keep, step("read_term", ["many"], "low", "r", 13, "acled"), readings=readings)


def test_a_word_read_is_halved_and_summed(step: Callable[..., Json], keep: Json) -> None:
    again = replay(
        keep,
        step("read_term", ["many"], "low", "r", 13, "acled"),
        step("halve", ["r"], "low", "h", 6),
        step("sum", ["h", "exact"], "low", "low", 11),
    )
    assert again.results["low"]["low"] == (11, None, ["many", "exact"])
