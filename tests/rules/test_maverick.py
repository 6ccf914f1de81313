"""MAVERICK's three models against their truth tables, and what must hold of them for any claims."""

import random
from dataclasses import replace
from pathlib import Path
from statistics import multimode
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Dispute,
    Form,
    Harm,
    Indeterminate,
    Mark,
    Mode,
    Quantity,
    SpeakerType,
    Stance,
    Toll,
)
from tollbook.publish.record import claim_line, toll_entry
from tollbook.publish.verify import toll_faults
from tollbook.reconcile import RULES, find_voices
from tollbook.reconcile.folding import fold

MODELS = ("maverick-conservative", "maverick-informative", "maverick-representative")
HERE = Path(__file__).parent
ROWS = [(name, row) for name in MODELS for row in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))]


def make_claim(entry: dict[str, Any], number: int) -> Claim:
    """A claim from a row of the table; each stands at a place of its own."""
    form = Form(entry.get("form", "exact"))
    low, high = entry.get("low"), entry.get("high")
    if form in (Form.EXACT, Form.ABOUT):
        high = low
    words = f"n{number}"
    speaker = entry.get("by")
    said = (
        Attribution(speaker, speaker, SpeakerType.UNKNOWN, Stance(entry.get("stance", "asserts")))
        if speaker
        else Attribution(None, None, SpeakerType.DOCUMENT, Stance(entry.get("stance", "asserts")))
    )
    quantity = Quantity(low, high, entry.get("open", False), form, words, entry.get("term"))
    count = Count(
        Harm.KILLED, entry.get("group", "all"), quantity, frozenset(Mark(mark) for mark in entry.get("marks", ()))
    )
    anchor = Anchor(entry.get("in", "d1"), number * 10, number * 10 + len(words), words)
    return Claim(
        count,
        said,
        anchor,
        "en",
        "test",
        as_of=entry.get("as_of"),
        incident="i",
        sentence=entry.get("sentence", 100 + number),
    )


def quantities() -> st.SearchStrategy[dict[str, Any]]:
    number = st.integers(0, 500)
    return st.one_of(
        st.builds(lambda n: {"low": n}, number),
        st.builds(lambda n: {"low": n, "form": "about"}, number),
        st.builds(lambda n: {"low": n, "open": True, "form": "at_least"}, number),
        st.builds(lambda n: {"high": n, "form": "at_most"}, number),
        st.builds(
            lambda a, b, o: {"low": min(a, b), "high": max(a, b), "open": o, "form": "range"},
            number,
            number,
            st.booleans(),
        ),
        st.just({"term": "dozens", "form": "vague"}),
    )


@st.composite
def claim_lists(draw: st.DrawFn) -> list[Claim]:
    """Up to eight claims by up to four speakers in two documents, with every mark and stance."""
    entries = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "by": st.sampled_from([None, "a", "b", "c"]),
                    "in": st.sampled_from(["d1", "d2", "d3"]),
                    "as_of": st.sampled_from([None, "2020-01-01", "2020-01-02"]),
                    "group": st.sampled_from(["all", "prisoners", "guards"]),
                    "stance": st.sampled_from(["asserts", "asserts", "asserts", "estimates", "denies", "believes"]),
                    "sentence": st.integers(0, 3),
                    "marks": st.lists(
                        st.sampled_from(["part", "additional", "cumulative", "repeat", "individual", "early"]),
                        max_size=1,
                    ),
                    "figure": quantities(),
                }
            ),
            min_size=1,
            max_size=8,
        )
    )
    return [make_claim({**entry, **entry["figure"]}, number) for number, entry in enumerate(entries)]


def applied(rule: str, claims: list[Claim], mode: Mode = Mode.AS_PUBLISHED) -> Toll | Indeterminate:
    dispute = Dispute("i", Harm.KILLED, "all", tuple(claims), find_voices(claims), mode=mode)
    return RULES[rule].apply(fold(dispute)[0] if mode is Mode.ECHOES_FOLDED else dispute)


@pytest.mark.parametrize(("rule", "row"), ROWS, ids=lambda one: one if isinstance(one, str) else one["name"])
def test_row(rule: str, row: dict[str, Any]) -> None:
    claims = {one["id"]: make_claim(one, n) for n, one in enumerate(row["claims"])}
    for entry in row["claims"]:
        if total := entry.get("part_of"):
            claims[entry["id"]] = replace(claims[entry["id"]], part_of=claims[total].id)
    name = {claim.id: id_ for id_, claim in claims.items()}
    mode = Mode.ECHOES_FOLDED if row.get("mode") == "folded" else Mode.AS_PUBLISHED
    gives, result = row["gives"], applied(rule, list(claims.values()), mode)
    if "indeterminate" in gives:
        assert isinstance(result, Indeterminate) and gives["indeterminate"] in result.why
        return
    assert isinstance(result, Toll)
    assert (result.low, result.best, result.high) == (gives["low"], gives["best"], gives["high"])
    assert (result.open, result.derived) == (gives.get("open", False), gives.get("derived", False))
    assert result.highest_stated == gives.get("highest_stated", gives["high"])
    assert {name[one.claim]: one.reason for one in result.set_aside} == gives.get("set_aside", {})
    assert result.voices == gives.get("voices", result.voices)


@pytest.mark.parametrize("rule", MODELS)
@given(claims=claim_lists(), mode=st.sampled_from(list(Mode)))
def test_a_replay_of_the_steps_gives_the_toll(rule: str, claims: list[Claim], mode: Mode) -> None:
    kept = claims if mode is Mode.AS_PUBLISHED else list(_folded(claims))
    result = applied(rule, kept, mode)
    if isinstance(result, Toll):
        lines = {claim.id: claim_line(claim) for claim in kept}
        assert list(toll_faults(toll_entry(result), lines, {})) == []


def _folded(claims: list[Claim]) -> tuple[Claim, ...]:
    dispute = Dispute("i", Harm.KILLED, "all", tuple(claims), find_voices(claims), mode=Mode.ECHOES_FOLDED)
    return fold(dispute)[0].claims


@pytest.mark.parametrize("rule", MODELS)
@given(claims=claim_lists())
def test_every_claim_is_used_or_set_aside(rule: str, claims: list[Claim]) -> None:
    result = applied(rule, claims)
    used = set(result.used) if isinstance(result, Toll) else set()
    assert used | {aside.claim for aside in result.set_aside} == {claim.id for claim in claims}


@pytest.mark.parametrize("rule", MODELS)
@given(claims=claim_lists(), chance=st.randoms(use_true_random=False), mode=st.sampled_from(list(Mode)))
def test_the_order_of_claims_never_matters(rule: str, claims: list[Claim], chance: random.Random, mode: Mode) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    one, other = applied(rule, claims, mode), applied(rule, shuffled, mode)
    assert type(one) is type(other)
    if isinstance(one, Toll) and isinstance(other, Toll):
        assert (one.low, one.best, one.high) == (other.low, other.best, other.high)
        assert set(one.used) == set(other.used)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_the_most_frequent_is_what_statistics_says_and_of_several_the_lowest(numbers: list[int]) -> None:
    claims = [make_claim({"by": f"p{n}", "in": f"d{n}", "low": low}, n) for n, low in enumerate(numbers)]
    result = applied("maverick-representative", claims)
    assert isinstance(result, Toll) and result.best == min(multimode(numbers))
    for rule, best in (("maverick-conservative", min(numbers)), ("maverick-informative", max(numbers))):
        found = applied(rule, claims)
        assert isinstance(found, Toll) and found.best == best
