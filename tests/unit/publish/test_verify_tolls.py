"""Rule 4 of the verifier: what it says of a toll that does not follow from its steps, and of tolls left out."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tollbook.publish.verify import check_tolls, toll_faults

Json = Any


@pytest.fixture
def faults(made_up: SimpleNamespace) -> Callable[..., list[str]]:
    """What is said of a toll of the made-up event, once changed: the first, for everyone, unless another is meant."""

    def of(number: int = 0, **changed: Any) -> list[str]:
        record = made_up.record()
        toll = {**record["incidents"][0]["tolls"][number], **changed}
        claims = {one["id"]: one for one in record["claims"] if one["harm"] == toll["harm"] and one["kind"] == "count"}
        return list(toll_faults(toll, claims, {}))

    return of


def steps_of(made_up: SimpleNamespace, number: int = 0) -> list[Json]:
    return list(made_up.record()["incidents"][0]["tolls"][number]["steps"])


@pytest.mark.parametrize("number", range(5))
def test_the_tolls_worked_out_by_hand_hold(faults: Callable[..., list[str]], number: int) -> None:
    assert faults(number) == []


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("low", 11, "low comes to 12, and 11 is stated"),
        ("low", None, "low comes to 12, and None is stated"),
        ("low", 12.0, "low comes to 12, and 12.0 is stated"),
        ("best", 20, "best comes to None, and 20 is stated"),
        ("high", 30, "high comes to None, and 30 is stated"),
        ("highest_stated", 40, "highest_stated comes to 30, and 40 is stated"),
        ("open", False, "open comes to True, and False is stated"),
        ("open", 1, "open comes to True, and 1 is stated"),
        ("used", ["c1", "c2"], "used comes to ['c1', 'c2', 'c4'], and ['c1', 'c2'] is stated"),
        ("used", ["c1", "c2", "c4", "c4"], "used comes to ['c1', 'c2', 'c4'], and ['c1', 'c2', 'c4', 'c4'] is stated"),
        ("status", "indeterminate", "status comes to computed, and indeterminate is stated"),
        ("acknowledged_low", None, "acknowledged_low comes to 12, and None is stated"),
        ("acknowledged_low", 11, "acknowledged_low comes to 12, and 11 is stated"),
        ("acknowledged_high", 12, "acknowledged_high comes to None, and 12 is stated"),
        ("acknowledged_by", [], "acknowledged_low comes to None, and 12 is stated"),
        ("acknowledged_by", ["c5"], "its steps cannot be followed: 'c5'"),
        ("why", "because", "a toll says why it is indeterminate, and only then"),
    ],
)
def test_a_toll_that_states_something_else_is_found(
    faults: Callable[..., list[str]], name: str, value: Json, what: str
) -> None:
    assert faults(**{name: value}) == [what]


def test_the_order_of_used_and_set_aside_says_nothing(
    faults: Callable[..., list[str]], made_up: SimpleNamespace
) -> None:
    assert faults(used=["c4", "c1", "c2"]) == []
    aside = made_up.record()["incidents"][0]["tolls"][3]["set_aside"]
    assert faults(3, set_aside=aside[::-1]) == []


def test_what_is_set_aside_is_what_was_dropped_with_its_reason(faults: Callable[..., list[str]]) -> None:
    (what,) = faults(set_aside=[{"claim": "c5", "reason": "doubted"}])
    assert what == "set_aside comes to [['c5', 'denied']], and [['c5', 'doubted']] is stated"
    assert faults(set_aside=[]) == [
        "set_aside comes to [['c5', 'denied']], and [] is stated",
        "claim c5 is neither used nor set aside",
    ]
    assert "claim c5 is neither used nor set aside" not in faults(set_aside=[], group="other")


def test_a_claim_is_either_used_or_set_aside_and_once(
    faults: Callable[..., list[str]], made_up: SimpleNamespace
) -> None:
    steps, aside = steps_of(made_up), {"claim": "c5", "reason": "denied"}
    both = {**aside, "claim": "c4"}
    dropped = made_up.step("drop", ["c4"], because="denied")
    assert faults(steps=[dropped, *steps], set_aside=[aside, both]) == [
        "claim c4 is both used and set aside, or set aside twice"
    ]
    again = {**aside, "reason": "repeat"}
    dropped = made_up.step("drop", ["c5"], because="repeat")
    assert faults(steps=[dropped, *steps], set_aside=[aside, again]) == [
        "claim c5 is both used and set aside, or set aside twice"
    ]


def test_no_claim_used_is_left_out_of_the_bound_it_sets(
    faults: Callable[..., list[str]], made_up: SimpleNamespace
) -> None:
    step, (drop, keep, floor, _, _) = made_up.step, steps_of(made_up)
    least = step("min", ["c1", "c4"], "low", "low", 12)  # c2 sets no low, and need not be named
    most = step("max", ["c1", "c2", "c4"], "high", "highest_stated", 30)
    assert faults(steps=[drop, keep, floor, least, most]) == []
    least = step("min", ["c4"], "low", "low", 18)
    assert faults(steps=[drop, keep, floor, least, most], low=18) == [
        "its steps cannot be followed: the low of claim c1 has no part in it"
    ]
    most = step("max", ["c1", "c4"], "high", "highest_stated", 18)
    assert faults(steps=[drop, keep, floor, step("min", ["c1", "c4"], "low", "low", 12), most], highest_stated=18) == [
        "its steps cannot be followed: the high of claim c2 has no part in it"
    ]
    assert faults(steps=[drop, keep, floor], low=None, highest_stated=None) == [
        "its steps cannot be followed: the low of claim c2 has no part in it".replace("c2", "c4")
    ]


def test_a_claim_of_another_harm_cannot_be_used(faults: Callable[..., list[str]], made_up: SimpleNamespace) -> None:
    steps = [*steps_of(made_up), made_up.step("keep", ["c3"])]
    assert faults(steps=steps, used=["c1", "c2", "c3", "c4"]) == ["its steps cannot be followed: 'c3'"]


def test_a_closed_toll_s_high_is_the_highest_stated(faults: Callable[..., list[str]]) -> None:
    assert faults(2, high=None) == ["high comes to 2, and None is stated"]
    assert faults(2, open=True) == ["open comes to False, and True is stated"]
    assert faults(2, acknowledged_high=None) == ["acknowledged_high comes to 2, and None is stated"]


@pytest.mark.parametrize("number", [3, 4])
def test_an_indeterminate_toll_has_a_reason_and_no_figure(faults: Callable[..., list[str]], number: int) -> None:
    for why in (None, ""):
        assert faults(number, why=why) == ["a toll says why it is indeterminate, and only then"]
    for name in ("low", "best", "high", "highest_stated", "acknowledged_low", "acknowledged_high"):
        assert faults(number, **{name: 0}) == [f"{name} comes to None, and 0 is stated"]
    assert faults(number, status="computed") == ["status comes to indeterminate, and computed is stated"]
    assert faults(number, status="unclear") == ["status comes to indeterminate, and unclear is stated"]
    assert faults(number, used=["c1"])[0] == "used comes to [], and ['c1'] is stated"


def test_best_is_a_result_on_either_bound(faults: Callable[..., list[str]], made_up: SimpleNamespace) -> None:
    step, steps = made_up.step, steps_of(made_up)
    for of, value in (("low", None), ("high", None)):
        best = step("mode", ["c1", "c2", "c4"], of, "best", value)
        assert faults(steps=[*steps, best]) == []
    best = step("latest", ["c4"], "low", "best", 18)
    assert faults(steps=[*steps, best], best=18) == []
    best = step("max", ["c2"], "high", "best", 30)
    assert faults(steps=[*steps, best], best=30) == []
    assert faults(steps=[*steps, best], best=29) == ["best comes to 30, and 29 is stated"]


def test_each_low_or_high_must_be_of_its_bound(faults: Callable[..., list[str]], made_up: SimpleNamespace) -> None:
    step, (drop, keep, floor, least, most) = made_up.step, steps_of(made_up)
    wrong = step("min", ["c1", "c2", "c4"], "high", "low", 12)
    assert faults(steps=[drop, keep, floor, wrong, most]) == [
        "its steps cannot be followed: the low of claim c4 has no part in it"
    ]
    wrong = step("max", ["c1", "c4"], "low", "highest_stated", 18)
    assert faults(steps=[drop, keep, floor, least, wrong])[0].startswith("its steps cannot be followed: the high of")


CHANGED_OPS = {"keep": "drop", "drop": "keep", "min": "max", "max": "min"}


def mutated(step: Json) -> list[Json]:
    """The step with one thing changed, each way that means something else."""
    found = [{**step, "op": CHANGED_OPS[step["op"]]}, {**step, "inputs": step["inputs"][1:]}]
    found += [{**step, "inputs": [*step["inputs"], "c9"]}]
    found += [{**step, "of": {"low": "high", "high": "low", None: "low"}[step["of"]]}, {**step, "into": "elsewhere"}]
    found += [{**step, "value": 0 if step["value"] is None else step["value"] + 1}]
    return found + ([{**step, "because": "repeat"}] if step["op"] == "drop" else [])


def test_a_step_changed_in_any_way_is_found(faults: Callable[..., list[str]], made_up: SimpleNamespace) -> None:
    for number in (0, 1, 2, 4):
        steps = steps_of(made_up, number)
        for at, step in enumerate(steps):
            for other in mutated(step):
                harmless = number in (1, 2) and step["op"] in ("min", "max") and other["op"] != step["op"]
                if not harmless:  # of one claim, the least is the greatest
                    assert faults(number, steps=[*steps[:at], other, *steps[at + 1 :]]) != [], other
            if number != 4:  # an indeterminate toll may show no steps at all
                assert faults(number, steps=steps[:at] + steps[at + 1 :]) != [], step


def all_tolls(record: Json) -> list[str]:
    return [mismatch.what for mismatch in check_tolls(record)]


def test_everyone_has_a_toll_for_each_harm_rule_and_mode(made_up: SimpleNamespace) -> None:
    record = made_up.record()
    tolls = record["incidents"][0]["tolls"]
    assert all_tolls(record) == []
    third = tolls.pop(2)
    assert all_tolls(record) == ["incident quay has no toll for everyone of injured, range, as-published"]
    tolls.append({**third, "group": "guards"})
    assert all_tolls(record) == ["incident quay has no toll for everyone of injured, range, as-published"]
    tolls[-1] = {**third, "mode": "echoes-folded"}
    assert all_tolls(record) == [
        "incident quay has no toll for everyone of injured, range, as-published",
        "incident quay has no toll for everyone of killed, range, echoes-folded",
    ]


def test_tolls_left_out_altogether_are_missed(made_up: SimpleNamespace) -> None:
    record = made_up.record()
    record["incidents"][0]["tolls"].clear()
    assert all_tolls(record) == [
        "incident quay has no toll for everyone of injured, any rule, any mode",
        "incident quay has no toll for everyone of killed, any rule, any mode",
    ]


def test_a_fault_is_told_with_its_toll(made_up: SimpleNamespace) -> None:
    record = made_up.record()
    record["incidents"][0]["tolls"][2]["low"] = 3
    assert all_tolls(record) == [
        "toll t3 (injured, all, range, as-published): low comes to 2, and 3 is stated",
    ]


def test_a_convention_holds_across_the_tolls_of_a_dossier(made_up: SimpleNamespace) -> None:
    step = made_up.step

    def vague(id_: str, harm: str) -> Json:
        return {**made_up.record()["claims"][3], "id": id_, "harm": harm, "low": None, "high": None, "term": "dozens"}

    def read(id_: str, harm: str, claim_: str, number: int) -> Json:
        steps = [step("keep", [claim_]), step("read_term", [claim_], "low", "low", number, "acled")]
        return made_up.toll(id_, harm, "range", low=number, used=[claim_], steps=steps)

    record = made_up.record()
    record["claims"] = [vague("d1", "killed"), vague("d2", "injured")]
    record["incidents"][0]["tolls"] = [read("u1", "killed", "d1", 12), read("u2", "injured", "d2", 12)]
    assert all_tolls(record) == []
    record["incidents"][0]["tolls"][1] = read("u2", "injured", "d2", 24)
    (what,) = all_tolls(record)
    assert what.endswith("its steps cannot be followed: 'low' comes to 12, and 24 is stated")


@pytest.mark.parametrize(
    "decided", [{"rejected": {"by": "R1", "on": "2004-06-01", "reason": "no"}}, {"corrected_by": "c2"}]
)
def test_what_a_person_set_aside_is_in_no_toll(made_up: SimpleNamespace, decided: Json) -> None:
    record = made_up.record()
    toll = record["incidents"][0]["tolls"][0]
    claims = {one["id"]: one for one in record["claims"] if one["harm"] == toll["harm"] and one["kind"] == "count"}
    claims["c1"].update(decided)
    assert list(toll_faults(toll, claims, {})) == ["its steps cannot be followed: 'c1'"]


def test_who_checked_a_toll_is_worked_out_again(faults: Callable[..., list[str]], made_up: SimpleNamespace) -> None:
    stated = {"by": ["R1"], "on": "2004-06-01", "of": 3, "n_checked": 3}
    (fault,) = faults(checked=stated)
    assert fault.startswith("checked comes to {'by': [], 'on': None, 'of': 3, 'n_checked': 0}")
    record = made_up.record()
    toll = {**record["incidents"][0]["tolls"][0], "checked": stated}
    claims = {one["id"]: one for one in record["claims"] if one["harm"] == "killed" and one["kind"] == "count"}
    for claim in claims.values():
        claim["checked"] = [{"by": "R1", "on": "2004-06-01"}]
    assert list(toll_faults(toll, claims, {})) == []
    del toll["checked"]  # as in a dossier made before it was recorded
    assert list(toll_faults(toll, claims, {})) == []
