"""In what order claims are best read again, and what hangs on each."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide import order
from tollbook.decide.order import Given, Stake, Weight, in_order, stakes_of
from tollbook.model import (
    Account,
    Anchor,
    Attribution,
    Claim,
    Count,
    Form,
    Harm,
    Incident,
    Mark,
    Place,
    Quantity,
    Register,
    SpeakerType,
    Stance,
    Toll,
)
from tollbook.reconcile import RULES, find_disagreements, reconcile_incident

FORMS = {
    Form.EXACT: lambda low, more: (low, low, False),
    Form.AT_LEAST: lambda low, more: (low, None, True),
    Form.AT_MOST: lambda low, more: (None, low, False),
    Form.RANGE: lambda low, more: (low, low + more, more % 2 == 1),
    Form.VAGUE: lambda low, more: (None, None, False),
}
SPEAKERS = (None, "ministry", "families", "monitor")


@st.composite
def claims(draw: st.DrawFn, most: int = 8) -> list[Claim]:
    """Claims of one incident about those killed, as a document might hold them."""
    found = []
    for number in range(draw(st.integers(1, most))):
        form = draw(st.sampled_from(tuple(FORMS)))
        low, high, is_open = FORMS[form](draw(st.integers(0, 5)), draw(st.integers(0, 3)))
        words = f"n{number}"
        many = Quantity(low, high, is_open, form, words, "dozens" if form is Form.VAGUE else None)
        marks = draw(st.sets(st.sampled_from((Mark.PART, Mark.INDIVIDUAL, Mark.REPEAT)), max_size=1))
        group = draw(st.sampled_from(("all", "prisoners", "guards")))
        speaker = draw(st.sampled_from(SPEAKERS))
        kind = SpeakerType.AUTHORITY if speaker == "ministry" else SpeakerType.UNKNOWN
        kind = kind if speaker else SpeakerType.DOCUMENT
        stance = draw(st.sampled_from((Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES)))
        source = draw(st.sampled_from(("d1", "d2")))
        reader = draw(st.sampled_from(("test", "test:box")))
        found.append(
            Claim(
                Count(Harm.KILLED, group, many, frozenset(marks)),
                Attribution(speaker, speaker, kind, stance),
                Anchor(source, number * 10, number * 10 + len(words), words),
                "en",
                reader,
                incident="i",
                sentence=draw(st.integers(0, 2)),
                confidence=draw(st.sampled_from((None, 0.5, 0.9))),
            )
        )
    return found


def account_of(members: list[Claim]) -> Account:
    ids = tuple(claim.id for claim in members)
    incident = Incident(
        "i", "Riot", "riot", "2004-05-03", Place("Marrow", "Tajikistan", "TJK"), ids, ("said",) * len(ids)
    )
    voices, tolls = reconcile_incident(incident, members, [RULES["range"]])
    found = find_disagreements(members, [toll for toll in tolls if isinstance(toll, Toll)])
    return Account(incident, voices, tolls, found, ())


def apply(_account: Account, members: Sequence[Claim]) -> Given:
    account = account_of(list(members))
    return Given(account.tolls, account.disagreements)


def register_of(members: list[Claim], account: Account) -> Register:
    return Register((), tuple(members), (account,), (), (), (), None)


def stakes(members: list[Claim]) -> dict[str, Stake]:
    return stakes_of(account_of(members), {claim.id: claim for claim in members}, apply)


@given(claims())
def test_asking_first_which_claims_may_matter_loses_none(members: list[Claim]) -> None:
    every = stakes(members)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(order, "FEW", 0)
        asked = stakes(members)
    assert {id_: (one.weight, one.changes) for id_, one in asked.items() if one.changes} == {
        id_: (one.weight, one.changes) for id_, one in every.items() if one.changes
    }


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_is_one_whatever_order_claims_come_in(members: list[Claim], chance: object) -> None:
    account, found = account_of(members), stakes(members)
    ordered = in_order(register_of(members, account), found, members)
    shuffled = list(members)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(register_of(members, account), found, shuffled) == ordered
    assert sorted(one.claim.id for one in ordered) == sorted(claim.id for claim in members)


@given(claims())
def test_no_claim_that_matters_comes_after_one_that_does_not(members: list[Claim]) -> None:
    ordered = in_order(register_of(members, account_of(members)), stakes(members), members)
    told = [one.matters for one in ordered]
    assert told == sorted(told, reverse=True)
    for one in ordered:
        assert one.matters == bool(one.changes or one.opens)


def made(low: int, speaker: str, at: int, group: str = "all", sure: float | None = None) -> Claim:
    words = str(low)
    return Claim(
        Count(Harm.KILLED, group, Quantity(low, low, False, Form.EXACT, words)),
        Attribution(speaker, speaker, SpeakerType.UNKNOWN),
        Anchor("d1", at, at + len(words), words),
        "en",
        "test",
        incident="i",
        sentence=at,
        confidence=sure,
    )


def ordered_of(members: list[Claim]) -> list[Stake]:
    return in_order(register_of(members, account_of(members)), stakes(members), members)


def test_the_claim_that_moves_a_bound_furthest_comes_first() -> None:
    members = [made(24, "ministry", 0), made(30, "families", 10), made(150, "monitor", 20), made(158, "paper", 30)]
    ordered = ordered_of(members)
    assert [one.claim.anchor.words for one in ordered] == ["158", "24", "30", "150"]
    assert [one.weight for one in ordered] == [Weight.FIGURE, Weight.FIGURE, Weight.USED, Weight.USED]
    first = ordered[0].changes[0]
    assert isinstance(first.now, Toll)
    assert isinstance(first.then, Toll)
    assert (first.now.highest_stated, first.then.highest_stated, first.size) == (158, 150, 8)


def test_a_figure_over_one_group_comes_after_those_over_everyone() -> None:
    members = [made(5, "ministry", 0), made(6, "families", 10), made(5, "monitor", 20, "guards")]
    assert [(one.claim.anchor.words, one.weight) for one in ordered_of(members)] == [
        ("6", Weight.FIGURE),
        ("5", Weight.GROUP),
        ("5", Weight.USED),
    ]


def test_among_equals_what_the_reader_was_least_sure_of_comes_first() -> None:
    members = [made(24, "one", 0), made(24, "two", 10, sure=0.9), made(24, "three", 20, sure=0.2)]
    assert [one.claim.confidence for one in ordered_of(members)] == [0.2, 0.9, None]


def test_a_claim_that_alone_disagrees_opens_the_disagreement() -> None:
    members = [made(24, "one", 0), made(30, "two", 10), made(24, "one", 20), made(30, "one", 30), made(26, "three", 40)]
    found = stakes([replace(one) for one in members[:4]])
    assert [len(found[one.id].opens) for one in members[:4]] == [0, 1, 0, 0]
