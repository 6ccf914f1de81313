"""The rule ``range`` against its truth table, and what must hold of it for any claims."""

import random
from dataclasses import replace
from pathlib import Path
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
    Quantity,
    SpeakerType,
    Stance,
    Toll,
)
from tollbook.publish.record import claim_line
from tollbook.publish.toll_entry import toll_entry
from tollbook.publish.verify import toll_faults
from tollbook.reconcile import RULES, find_voices

TABLE: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "range.yaml").read_text(encoding="utf-8"))
RANGE = RULES["range"]


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
    return Claim(count, said, anchor, "en", "test", incident="i", sentence=entry.get("sentence", 100 + number))


def dispute_of(claims: list[Claim], group: str = "all") -> Dispute:
    return Dispute("i", Harm.KILLED, group, tuple(claims), find_voices(claims))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['line']}: {row['name']}")
def test_row(row: dict[str, Any]) -> None:
    claims = {entry["id"]: make_claim(entry, number) for number, entry in enumerate(row["claims"])}
    for entry in row["claims"]:
        if total := entry.get("part_of"):
            claims[entry["id"]] = replace(claims[entry["id"]], part_of=claims[total].id)
    name = {claim.id: id_ for id_, claim in claims.items()}
    gives, result = row["gives"], RANGE.apply(dispute_of(list(claims.values())))
    if "indeterminate" in gives:
        assert isinstance(result, Indeterminate)
        assert gives["indeterminate"] in result.why
        return
    assert isinstance(result, Toll)
    assert (result.low, result.high) == (gives["low"], gives["high"])
    assert result.open == gives.get("open", False)
    assert result.highest_stated == gives.get("highest_stated", gives["high"])
    assert result.best is None
    assert {name[aside.claim]: aside.reason for aside in result.set_aside} == gives.get("set_aside", {})
    for key in ("derived", "voices"):
        if key in gives:
            assert getattr(result, key) == gives[key]
    if "groups" in gives:
        assert list(result.groups) == gives["groups"]
    kept = {
        name[id_]: step.because for step in result.steps if step.op == "keep" and step.because for id_ in step.inputs
    }
    if "kept_as" in gives:
        assert kept == gives["kept_as"]


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
                    "in": st.sampled_from(["d1", "d2"]),
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


@given(claim_lists())
def test_every_claim_is_used_or_set_aside(claims: list[Claim]) -> None:
    result = RANGE.apply(dispute_of(claims))
    used = set(result.used) if isinstance(result, Toll) else set()
    assert used | {aside.claim for aside in result.set_aside} == {claim.id for claim in claims}


@given(claim_lists())
def test_a_replay_of_the_steps_gives_the_toll(claims: list[Claim]) -> None:
    result = RANGE.apply(dispute_of(claims))
    if isinstance(result, Toll):
        lines = {claim.id: claim_line(claim) for claim in claims}
        assert list(toll_faults(toll_entry(result), lines, {})) == []


@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(claims: list[Claim], chance: random.Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    one, other = RANGE.apply(dispute_of(claims)), RANGE.apply(dispute_of(shuffled))
    assert type(one) is type(other)
    if isinstance(one, Toll) and isinstance(other, Toll):
        assert (one.low, one.high, one.highest_stated, one.open) == (
            other.low,
            other.high,
            other.highest_stated,
            other.open,
        )
        assert set(one.used) == set(other.used)


@given(claim_lists(), quantities())
def test_a_total_by_a_new_voice_in_another_document_never_narrows(claims: list[Claim], figure: dict[str, Any]) -> None:
    if figure.get("form") == "vague":
        return
    before = RANGE.apply(dispute_of([claim for claim in claims if Mark.INDIVIDUAL not in claim.statement.marks]))  # type: ignore[union-attr]
    kept = [claim for claim in claims if Mark.INDIVIDUAL not in claim.statement.marks]  # type: ignore[union-attr]
    after = RANGE.apply(dispute_of([*kept, make_claim({"by": "new", "in": "d9", **figure}, 99)]))
    assert isinstance(after, Toll)
    if isinstance(before, Toll):
        assert before.low is None or (after.low is not None and after.low <= before.low)
        assert (after.highest_stated or 0) >= (before.highest_stated or 0)
        assert after.open or not before.open


@given(claim_lists())
def test_an_echo_adds_no_voice(claims: list[Claim]) -> None:
    copied = [replace(claim, anchor=replace(claim.anchor, source="d3")) for claim in claims if claim.attribution.key]
    one, other = find_voices(claims), find_voices([*claims, *copied])
    assert len(one) == len(other)
