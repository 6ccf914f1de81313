"""Findings: none without grounds that hold, unsettled when one falls, and the order of decisions says nothing."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide import find_standing
from tollbook.decide.found import known_against
from tollbook.model import Decision, DecisionKind, Document, Register
from tollbook.model.codebook import Codebook
from tollbook.model.finding import Fallen, Finding, FindingState, Lack
from tollbook.pipeline import ReadCase, read_case, register_of
from tollbook.settings import Settings

TEXTS = {
    "ministry.txt": "The ministry said that 12 prisoners were killed in the riot in Marrow on 3 May 2004.",
    "families.txt": "Families said that 20 prisoners were killed in the riot in Marrow on 3 May 2004.",
    "doctor.txt": "A doctor, Ida Lund, said that 14 prisoners were killed in the riot in Marrow on 3 May 2004.",
}
DAY = datetime(2026, 11, 1, tzinfo=UTC)
PLAIN = Settings()
TWO_VOICES = Settings(codebook=Codebook(corroboration_voices=2))


@cache
def case() -> ReadCase:
    return read_case([Document(name, text.encode()) for name, text in TEXTS.items()])


def register(decisions: list[Decision], settings: Settings = PLAIN) -> Register:
    return register_of(case(), settings, decisions).register


@cache
def claims() -> tuple[str, ...]:
    return tuple(one.id for one in register([]).claims)


@cache
def incident() -> str:
    (account,) = register([]).accounts
    return account.incident.id


def decide(kind: str, *about: str, by: str = "R1", hours: int = 0, **more: Any) -> Decision:
    given = {"verdict": "does-not-stand" if kind == "reject" else "stands", **more}
    at = DAY + timedelta(hours=hours)
    return Decision(DecisionKind(kind), about, by=by, at=at, reason="as I read it", **given)


def find(*grounds: str, hours: int = 0, after: tuple[Decision, ...] = (), **more: Any) -> Decision:
    value = {"question": "How many died?", "answer": "at least twelve", "grounds": list(grounds)}
    return decide("find", incident(), hours=hours, value=value | considered(grounds, after), **more)


def again(finding: Decision, after: list[Decision], hours: int = 50) -> Decision:
    return decide("reaffirm", finding.id, hours=hours, value=considered(finding.value["grounds"], after))


def considered(grounds: Any, after: Any) -> dict[str, Any]:
    made = register(list(after))
    by_id = {one.id: one for one in made.claims}
    return {"considered": list(known_against(grounds, by_id, made.superseded, list(after)))}


def only(decisions: list[Decision], settings: Settings = PLAIN) -> Finding:
    (found,) = register(decisions, settings).findings
    return found


def codes(decisions: list[Decision], settings: Settings = PLAIN) -> list[str]:
    return [one.code for one in register(decisions, settings).issues if one.code.startswith("finding")]


def test_a_finding_on_claims_that_hold_stands() -> None:
    one, two, _ = claims()
    found = only([find(one, two, verdict="reasonable_grounds")], TWO_VOICES)
    assert (found.state, found.voices, found.voices_asked, found.lacks) == (FindingState.STANDS, 2, 2, ())
    assert (found.made.incidents, found.made.standard) == ((incident(),), "reasonable_grounds")
    assert codes([find(one, two)], TWO_VOICES) == []


def test_one_voice_is_not_enough_where_the_case_asks_for_two() -> None:
    one = claims()[0]
    assert only([find(one)]).state is FindingState.STANDS  # the case asks for no number
    found = only([find(one)], TWO_VOICES)
    assert (found.state, found.lacks) == (FindingState.UNSETTLED, (Lack.VOICES,))
    assert codes([find(one)], TWO_VOICES) == ["finding-refused"]


def test_what_people_took_for_an_echo_is_one_voice() -> None:
    one, two, _ = claims()
    echo = decide("echo", one, two, hours=1)
    made = find(one, two, hours=2, after=(echo,))
    assert only([echo, made], TWO_VOICES).lacks == (Lack.VOICES,)
    later = only([echo, find(one, two)], TWO_VOICES)
    assert later.fell and later.voices == 1  # decided after the finding: unsettled, whatever the case asks for
    assert only([echo, find(one, two)]).state is FindingState.UNSETTLED


@pytest.mark.parametrize("kind", ["reject", "correct", "move"])
def test_when_a_ground_falls_the_finding_is_unsettled_until_somebody_looks(kind: str) -> None:
    one, two, _ = claims()
    value = {"correct": {"high": 40}, "move": {"incident": None}}.get(kind, {})
    made, against = find(one, two), decide(kind, one, hours=1, value=value)
    found = only([made, against])
    assert found.state is FindingState.UNSETTLED and found.lacks == ()
    assert [each.decision for each in found.grounds[0].since] == [against.id]
    assert codes([made, against]) == ["finding-unsettled"]
    assert only([made, against, again(made, [made, against])]).state is FindingState.STANDS


def test_on_a_day_before_it_was_stated_no_finding_rests_on_a_ground() -> None:
    dated = {"early.txt": "4 May 2004\n\n" + TEXTS["ministry.txt"], "late.txt": "9 May 2004\n\n" + TEXTS["doctor.txt"]}
    read = read_case([Document(name, text.encode()) for name, text in dated.items()])
    (account,) = register_of(read, PLAIN, []).register.accounts
    early, late = (one.id for one in register_of(read, PLAIN, []).register.claims)
    value = {"question": "How many died?", "answer": "at least twelve", "grounds": [early, late]}
    made = decide("find", account.incident.id, value=value)

    def on(day: date) -> tuple[Register, Finding]:
        found = register_of(read, Settings(as_of=day, codebook=TWO_VOICES.codebook), [made]).register
        return found, found.findings[0]

    (_, after), (before, not_yet) = on(date(2004, 5, 9)), on(date(2004, 5, 8))
    assert (after.state, after.voices) == (FindingState.STANDS, 2)
    assert (not_yet.state, not_yet.voices, not_yet.lacks) == (FindingState.UNSETTLED, 1, (Lack.VOICES,))
    assert [one.fallen for one in not_yet.grounds] == [None, Fallen.LATER]
    (issue,) = [one for one in before.issues if one.code == "finding-unsettled"]
    assert "was stated only after the day of the record" in issue.message


def test_a_ground_that_holds_again_needs_a_person_all_the_same() -> None:
    one, two, _ = claims()
    made, against = find(one, two), decide("reject", one, hours=1)
    back = decide("undo", against.id, hours=2)
    found = only([made, against, back])
    assert found.state is FindingState.UNSETTLED and found.grounds[0].fallen is None
    assert not found.grounds[0].since[0].in_force
    looked = again(made, [made, against, back])
    assert only([made, against, back, looked]).state is FindingState.STANDS
    assert only([made, against, back, looked, decide("undo", looked.id, hours=60)]).state is FindingState.UNSETTLED


def test_looking_again_does_not_help_where_nothing_is_left() -> None:
    one, two, _ = claims()
    made, gone = find(one, two), [decide("reject", one, hours=1), decide("reject", two, hours=2)]
    looked = again(made, [made, *gone])
    found = only([made, *gone, looked])
    assert (found.fell, found.lacks, found.state) == (False, (Lack.SET_ASIDE,), FindingState.UNSETTLED)
    assert codes([made, *gone, looked]) == ["finding-refused"]


def test_a_ground_that_the_record_does_not_hold_is_no_ground() -> None:
    found = only([find("f" * 16)])
    assert (found.grounds[0].fallen, found.lacks) == (Fallen.GONE, (Lack.SET_ASIDE,))


def test_who_joins_and_who_does_not_stands_beside_it_and_a_withdrawn_one_is_seen() -> None:
    made = find(claims()[0])
    join, no = decide("join", made.id, by="R2", hours=1), decide("dissent", made.id, by="R3", hours=2)
    found = only([made, join, no])
    assert ([one.by for one in found.made.joined], [one.by for one in found.made.dissents]) == (["R2"], ["R3"])
    other = decide("join", made.id, by="R3", hours=3, over=(no.id,))
    assert [one.by for one in only([made, join, no, other]).made.joined] == ["R2", "R3"]
    both = register([made, no, decide("join", made.id, by="R3", hours=3)])
    assert both.findings[0].made.dissents == () and "decisions-conflict" in [one.code for one in both.issues]
    out = only([made, decide("undo", made.id, by="R2", hours=5)])
    assert out.state is FindingState.WITHDRAWN and out.made.withdrawn and out.made.withdrawn.by == "R2"


def test_what_is_about_no_finding_is_said_to_be_so() -> None:
    (issue,) = [one for one in register([decide("join", "f" * 16)]).issues if one.code == "decision-orphaned"]
    assert "decision to join" in issue.message


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """A log about a few findings: made, joined, doubted, with their grounds rejected and accepted again."""
    log: list[Decision] = []
    for hours in range(draw(st.integers(1, 7))):
        kinds = ["find", "reject", "accept", "echo", *(["undo", "reaffirm", "join"] if log else [])]
        kind, by = draw(st.sampled_from(kinds)), draw(st.sampled_from(["R1", "R2"]))
        findings = [one for one in log if one.kind is DecisionKind.FIND]
        if kind == "find":
            grounds = draw(st.lists(st.sampled_from(claims()), min_size=1, max_size=3, unique=True))
            log.append(find(*grounds, hours=hours, by=by, after=tuple(log)))
        elif kind in ("reaffirm", "join"):
            if findings:
                of = draw(st.sampled_from(findings))
                log.append(again(of, log, hours) if kind == "reaffirm" else decide("join", of.id, hours=hours, by=by))
        elif kind == "undo":
            log.append(decide("undo", draw(st.sampled_from(log)).id, hours=hours, by=by))
        else:
            about = draw(st.permutations(claims()))[: 2 if kind == "echo" else 1]
            log.append(decide(kind, *about, hours=hours, by=by))
    return log


@given(logs(), st.randoms())
def test_whatever_the_order_and_no_finding_stands_on_nothing(log: list[Decision], rng: random.Random) -> None:
    made = register(log, TWO_VOICES)
    mixed = [*log, *log[:2]]
    rng.shuffle(mixed)
    assert register(mixed, TWO_VOICES).findings == made.findings
    standing = {one.id for one in made.claims if one.stands}
    for one in made.findings:
        if one.state is FindingState.STANDS:
            assert standing.intersection(one.made.grounds) and one.voices >= 2
            assert not any(said.decision not in one.made.considered for each in one.grounds for said in each.since)


@given(logs())
def test_a_finding_that_stood_does_not_outlive_a_ground_unseen(log: list[Decision]) -> None:
    before = register(log)
    for one in before.findings:
        if one.state is FindingState.STANDS:
            against = decide("reject", one.made.grounds[0], hours=90, by="R9")
            fallen = [*log, against]
            back = [*fallen, decide("undo", against.id, hours=91)]
            for more in (fallen, back):
                (now,) = [each for each in register(more).findings if each.made.id == one.made.id]
                assert now.state is FindingState.UNSETTLED
            assert against.id not in find_standing(back).reviews
