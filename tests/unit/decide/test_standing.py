"""Which decisions stand: a set, whatever the order; undone, replaced, agreed on, or in conflict."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide import Standing, find_standing
from tollbook.decide.conflicts import conflict_issues
from tollbook.model import Decision, DecisionKind

DAY = datetime(2026, 6, 3, tzinfo=UTC)
CLAIMS = st.sampled_from(["a" * 16, "b" * 16])


def decide(kind: str, *about: str, verdict: str = "stands", by: str = "R1", hours: int = 0, **more: Any) -> Decision:
    at = DAY + timedelta(hours=hours)
    return Decision(DecisionKind(kind), about, verdict, by, at, "read again", **more)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """A log as people write it: each decision may undo an earlier one, or stand over some."""
    log: list[Decision] = []
    for hours in range(draw(st.integers(0, 9))):
        earlier = st.sampled_from([one.id for one in log] or ["f" * 16])
        over = tuple(draw(st.lists(earlier, max_size=2, unique=True))) if log else ()
        kind = draw(st.sampled_from(["accept", "reject", "correct", "move", "undo"]))
        about = draw(earlier) if kind == "undo" else draw(CLAIMS)
        value = {"correct": {"low": 3}, "move": {"incident": None}}.get(kind, {})
        verdict = "does-not-stand" if kind == "reject" else "stands"
        by = draw(st.sampled_from(["R1", "R2"]))
        log.append(decide(kind, about, verdict=verdict, by=by, hours=hours, value=value, over=over))
    return log


@given(logs(), st.randoms())
def test_the_order_of_a_log_says_nothing(log: list[Decision], rng: random.Random) -> None:
    mixed = [*log, *log]
    rng.shuffle(mixed)
    assert find_standing(mixed) == find_standing(log)


@given(logs(), logs())
def test_two_logs_are_one_whichever_is_first(one: list[Decision], other: list[Decision]) -> None:
    assert find_standing([*one, *other]) == find_standing([*other, *one])


@given(logs())
def test_an_undo_of_what_is_last_leaves_what_was_before(log: list[Decision]) -> None:
    if not log or any(log[-1].id in (*one.about, *one.over) for one in log):
        return
    undo = decide("undo", log[-1].id, hours=20)
    after, before = find_standing([*log, undo]), find_standing(log[:-1])
    assert effects(after) == effects(before)
    redone = find_standing([*log, undo, decide("undo", undo.id, hours=21)])
    assert effects(redone) == effects(find_standing(log))


def effects(standing: Standing) -> list[Any]:
    return [standing.reviews, standing.corrections, standing.moved, standing.conflicts]


def test_both_who_agree_are_kept() -> None:
    one, two = decide("accept", "a" * 16), decide("accept", "a" * 16, by="R2", hours=1)
    assert find_standing([two, one]).reviews == {("a" * 16,): (one, two)}


def test_two_who_differ_have_no_effect_until_somebody_settles_it() -> None:
    one, two = decide("accept", "a" * 16), decide("correct", "a" * 16, by="R2", value={"low": 4})
    standing = find_standing([one, two])
    assert (standing.reviews, standing.corrections) == ({}, {})
    assert [set(members) for members in standing.conflicts] == [{one, two}]
    (issue,) = conflict_issues(standing, {})
    assert issue.code == "decisions-conflict"
    for part in ("R1 on 2026-06-03", "R2 on 2026-06-03", "correct (low 4)", one.id, two.id, "decide once more"):
        assert part in issue.message
    third = decide("accept", "a" * 16, by="R3", hours=2, over=(one.id, two.id))
    assert find_standing([one, two, third]).reviews == {("a" * 16,): (third,)}


def test_what_stood_over_another_and_is_undone_gives_it_back() -> None:
    one, two = decide("accept", "a" * 16), decide("accept", "a" * 16, by="R2", hours=1)
    over = decide("reject", "a" * 16, verdict="does-not-stand", hours=2, over=(one.id, two.id))
    undo = decide("undo", over.id, hours=3)
    assert find_standing([one, two, over]).reviews == {("a" * 16,): (over,)}
    assert find_standing([one, two, over, undo]).reviews == {("a" * 16,): (one, two)}


def test_over_reaches_what_that_stood_over() -> None:
    one = decide("accept", "a" * 16)
    two = decide("reject", "a" * 16, verdict="does-not-stand", hours=1, over=(one.id,))
    three = decide("accept", "a" * 16, hours=2, over=(two.id,))
    assert find_standing([one, two, three]).reviews == {("a" * 16,): (three,)}
    assert find_standing([one, two, three, decide("undo", two.id, hours=3)]).reviews == {("a" * 16,): (three,)}


def test_protections_that_differ_both_hold() -> None:
    one = decide("protect", "a" * 64, verdict="withhold", value={"kind": "source"})
    two = decide("protect", "a" * 64, verdict="unnamed", by="R2", value={"kind": "source"})
    standing = find_standing([one, two])
    assert set(standing.protections[("a" * 64,)]) == {one, two} and len(standing.conflicts) == 1
    (issue,) = conflict_issues(standing, {})
    assert "Each protects it until that is settled" in issue.message and "undo all but one" in issue.message


def test_a_circle_that_somebody_forged_ends() -> None:
    one = decide("undo", "d2", id="d1")
    two = decide("undo", "d1", id="d2")
    assert find_standing([one, two]).undone == frozenset()


def test_a_long_log_takes_no_stack() -> None:
    log = [decide("accept", "a" * 16)]
    for hours in range(1, 5000):
        log.append(decide("undo", log[-1].id, hours=hours))
    assert len(find_standing(log).reviews) == 0
    assert len(find_standing(log[:-1]).reviews) == 1
