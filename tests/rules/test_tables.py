"""Every rule against its truth table, and what must hold of published rules for any claims."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from truth_table import HERE, Row, claims_of, dispute_of, make_claim, rows_of

from tollbook.data import load_references
from tollbook.model import Claim, Dispute, Form, Indeterminate, Mark, Mode, Operation, Quantity, Rule, Toll
from tollbook.model.circumstances import Circumstance, Circumstances, Told
from tollbook.publish.record import claim_line
from tollbook.publish.toll_entry import toll_entry
from tollbook.publish.verify import toll_faults
from tollbook.reconcile import RULES, find_voices
from tollbook.reconcile.folding import fold

CASES = [(id_, row) for id_ in RULES for row in rows_of(id_)]
PUBLISHED = [rule for rule in RULES.values() if rule.publisher is not None]
EXACT = ("derived", "voices", "grade", "open")


def test_every_rule_has_a_table_and_every_table_a_rule() -> None:
    assert sorted(path.stem for path in HERE.glob("*.yaml")) == sorted(RULES)


@pytest.mark.parametrize("rule", PUBLISHED, ids=lambda rule: rule.id)
def test_a_published_rule_says_whose_it_is_and_what_it_cites(rule: Rule) -> None:
    assert rule.publisher and load_references()[rule.reference].citation
    assert all(one.endswith(".") or one[0].islower() for one in rule.unchecked)


@pytest.mark.parametrize(("id_", "row"), CASES, ids=lambda one: one if isinstance(one, str) else one["name"])
def test_row(id_: str, row: Row) -> None:
    claims, gives = claims_of(row), row["gives"]
    name = {claim.id: letter for letter, claim in claims.items()}
    asked, before = dispute_of(row, claims)
    if "scope" in gives:
        scope = RULES[id_].scope(asked)
        assert scope.verdict == gives["scope"]
        assert gives.get("premise", "") in (scope.premise or "")
    if set(gives) <= {"scope", "premise"}:
        return
    result = RULES[id_].apply(asked)
    aside = {name[one.claim]: one.reason for one in (*before, *result.set_aside)}
    if "set_aside" in gives:
        assert aside == gives["set_aside"]
    elif isinstance(result, Toll):
        assert result.set_aside == ()
    if "indeterminate" in gives or "needs" in gives:
        assert isinstance(result, Indeterminate)
        assert gives.get("indeterminate", "") in result.why
        assert result.needs == gives.get("needs")
        return
    assert isinstance(result, Toll), result.why
    figures = (result.low, result.best, result.high)
    assert figures == (gives.get("low"), gives.get("best"), gives.get("high"))
    assert result.highest_stated == gives.get("highest_stated", gives.get("high"))
    if "conceded" in gives:
        of = result.conceded
        assert gives["conceded"] == ({"low": of.low, "high": of.high} if of else None)
    assert {key: getattr(result, key) for key in EXACT if key in gives} == {k: gives[k] for k in EXACT if k in gives}


def quantities() -> st.SearchStrategy[dict[str, Any]]:
    number = st.integers(0, 60)
    return st.one_of(
        st.builds(lambda n: {"low": n}, number),
        st.builds(lambda n: {"low": n, "open": True, "form": "at_least"}, number),
        st.builds(lambda n: {"high": n, "form": "at_most"}, number),
        st.builds(lambda a, b: {"low": min(a, b), "high": max(a, b), "form": "range"}, number, number),
        st.sampled_from(["dozens", "hundreds", "several", "many"]).map(lambda term: {"term": term, "form": "vague"}),
    )


@st.composite
def claim_lists(draw: st.DrawFn) -> list[Claim]:
    """Up to eight claims by up to four speakers in three documents, some of killed or injured together."""
    fields = {
        "by": st.sampled_from([None, "a", "b", "c"]),
        "in": st.sampled_from(["d1", "d2", "d3"]),
        "type": st.sampled_from(["authority", "media", "rights_body"]),
        "group": st.sampled_from(["all", "all", "prisoners", "guards"]),
        "harm": st.sampled_from(["killed", "killed", "killed", "casualties"]),
        "stance": st.sampled_from(["asserts", "asserts", "asserts", "denies"]),
        "as_of": st.sampled_from([None, "2018-11-08", "2018-11-09"]),
        "sentence": st.integers(0, 3),
        "marks": st.lists(st.sampled_from(["part", "cumulative", "individual", "early"]), max_size=1),
        "figure": quantities(),
    }
    entries = draw(st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=8))
    return [make_claim({**entry, **entry["figure"]}, number) for number, entry in enumerate(entries)]


def asked_of(claims: list[Claim], mode: Mode, war: Told = Told.NOT_TOLD) -> Dispute:
    row: Row = {"mode": "folded" if mode is Mode.ECHOES_FOLDED else None}
    asked, _ = dispute_of(row, {str(number): claim for number, claim in enumerate(claims)})
    return replace(asked, circumstances=Circumstances(armed_conflict=Circumstance(war, ("x",) if war else ())))


RULE, MODE = st.sampled_from(list(RULES.values())), st.sampled_from(list(Mode))


@given(claim_lists(), RULE, MODE, st.sampled_from(list(Told)))
def test_a_replay_of_the_steps_gives_the_toll(claims: list[Claim], rule: Rule, mode: Mode, war: Told) -> None:
    asked = asked_of(claims, mode, war)
    result = rule.apply(asked)
    own = (*asked.claims, *asked.undivided)
    assert list(toll_faults(toll_entry(result), {claim.id: claim_line(claim) for claim in own}, {})) == []


@given(claim_lists(), RULE, MODE)
def test_every_claim_is_used_or_set_aside_for_a_reason(claims: list[Claim], rule: Rule, mode: Mode) -> None:
    asked = asked_of(claims, mode)
    result = rule.apply(asked)
    used = set(result.used) if isinstance(result, Toll) else set()
    aside = {one.claim for one in result.set_aside}
    if not used & {claim.id for claim in asked.undivided}:
        assert used | aside == {claim.id for claim in asked.claims}
    assert not used & aside


@given(claim_lists(), RULE, MODE, st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(claims: list[Claim], rule: Rule, mode: Mode, chance: random.Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    one, other = rule.apply(asked_of(claims, mode)), rule.apply(asked_of(shuffled, mode))
    assert type(one) is type(other)
    assert {(a.claim, a.reason) for a in one.set_aside} == {(a.claim, a.reason) for a in other.set_aside}
    if isinstance(one, Toll) and isinstance(other, Toll):
        figures = ("low", "best", "high", "highest_stated", "open", "grade", "derived")
        assert [getattr(one, key) for key in figures] == [getattr(other, key) for key in figures]
        assert set(one.used) == set(other.used)


@given(claim_lists(), RULE)
@settings(max_examples=200)
def test_an_echo_never_changes_a_folded_toll(claims: list[Claim], rule: Rule) -> None:
    voiced = [claim for claim in claims if claim.attribution.key]
    copied = [replace(one, anchor=replace(one.anchor, source="d9")) for one in voiced if not _may_be_others(one)]
    if not copied:
        return
    one, other = (
        rule.apply(asked_of(claims, Mode.ECHOES_FOLDED)),
        rule.apply(asked_of([*claims, *copied[:1]], Mode.ECHOES_FOLDED)),
    )
    assert type(one) is type(other)
    if isinstance(one, Toll) and isinstance(other, Toll):
        assert (one.low, one.best, one.high, one.highest_stated) == (
            other.low,
            other.best,
            other.high,
            other.highest_stated,
        )


def _may_be_others(claim: Claim) -> bool:
    count = claim.count
    return count is None or bool(count.marks) or count.group != "all" or count.quantity.form is Form.VAGUE


def test_folding_keeps_persons_told_of_one_by_one() -> None:
    entries = [{"by": "a", "low": 1, "group": "other", "marks": ["individual"]}] * 2
    claims = [make_claim(entry, number) for number, entry in enumerate(entries)]
    asked = Dispute("i", claims[0].harm, "all", tuple(claims), find_voices(claims), mode=Mode.ECHOES_FOLDED)  # type: ignore[arg-type]
    assert fold(asked)[1] == ()
    assert Mark.INDIVIDUAL in claims[0].statement.marks  # type: ignore[union-attr]


@given(claim_lists(), RULE, MODE)
def test_up_to_a_number_alone_sets_no_least(claims: list[Claim], rule: Rule, mode: Mode) -> None:
    """Of claims that all say "up to", no rule gives a least or a best figure."""
    most = [_up_to(one) for one in claims]
    result = rule.apply(asked_of(most, mode))
    assert not isinstance(result, Toll) or (result.low, result.best) == (None, None)


def _up_to(claim: Claim) -> Claim:
    count = claim.count
    assert count is not None
    many = count.quantity
    number = many.high or many.low or 1
    return replace(claim, statement=replace(count, quantity=Quantity(None, number, False, Form.AT_MOST, many.words)))


@given(claim_lists(), RULE, MODE, st.sampled_from(list(Told)))
def test_a_figure_that_nobody_states_is_marked_derived(claims: list[Claim], rule: Rule, mode: Mode, war: Told) -> None:
    """Every bound is a number that a claim states, or one that a word was read as, unless the toll says derived."""
    asked = asked_of(claims, mode, war)
    result = rule.apply(asked)
    if not isinstance(result, Toll) or result.derived:
        return
    used = [
        claim.count.quantity for claim in (*asked.claims, *asked.undivided) if claim.id in result.used and claim.count
    ]
    stated = {number for many in used for number in (many.low, many.high)}
    stated |= {step.value for step in result.steps if step.op is Operation.READ_TERM}
    assert {result.low, result.best, result.highest_stated} <= {*stated, None}


@given(claim_lists(), MODE)
def test_a_total_by_a_new_voice_never_narrows_the_span(claims: list[Claim], mode: Mode) -> None:
    one = RULES["range"].apply(asked_of(claims, mode))
    total = make_claim({"by": "z", "in": "d9", "low": 30}, 90)
    other = RULES["range"].apply(asked_of([*claims, total], mode))
    if not isinstance(one, Toll) or any(Mark.INDIVIDUAL in claim.count.marks for claim in claims if claim.count):
        return  # persons told of one by one are no toll beside a total
    assert isinstance(other, Toll)
    assert other.low is not None and (one.low is None or other.low <= one.low)
    assert (other.highest_stated or 0) >= (one.highest_stated or 0) and other.open >= one.open
