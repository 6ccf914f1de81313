"""Findings in a release: none that nobody cleared, none that rests on what stays, and nothing of the case's own ids."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from planted import DAY, Told, claims_of, clearance, register_of, salts, source_of

from tollbook.model import Finding, Register, SpeakerType, StandardOfProof
from tollbook.model.clearance import Level, Protected
from tollbook.model.finding import Fallen, Made, Position, RestsOn
from tollbook.model.release import Public
from tollbook.publish.record import record_of
from tollbook.publish.release import public_register

POLICE = Told("The police say that 9 people were killed.", "9 people", 9, "The police", SpeakerType.AUTHORITY)
GUARD = Told("A guard said that 12 people were killed.", "12 people", 12, "A guard")
NEWS, TALK = source_of("news.txt", [POLICE.sentence]), source_of("talk.txt", [GUARD.sentence])
OPEN, SHUT = claims_of(NEWS, [POLICE])[0], claims_of(TALK, [GUARD])[0]
ALL = frozenset((OPEN.id, SHUT.id))
SOURCE = Protected((TALK.id,), "source", Level.WITHHOLD, "a talk", None, (TALK.id,), ())
SPEAKER = Protected(("a guard",), "speaker", Level.WITHHOLD, None, None, (TALK.id,), ())
FOUND = frozenset({"f1"})


def found(*grounds: str, answer: str = "at least nine people died", **more: object) -> Finding:
    dissent = Position("d1", "R3", DAY, "Rablutf Zarbekov told me otherwise")
    made = Made(
        "f1", ("riot-1",), "how many people died?", answer, StandardOfProof.REASONABLE_GROUNDS, grounds, "R1",
        date(2026, 11, 20), "as the police say", frozenset({"x" * 16}), dissents=(dissent,),
    )  # fmt: skip
    return replace(Finding(made, tuple(map(RestsOn, grounds)), len(grounds)), **more)  # type: ignore[arg-type]


def released(one: Finding, **cleared: object) -> Public:
    case: Register = register_of([NEWS, TALK], [OPEN, SHUT], findings=(one,))
    return public_register(case, clearance(**{"claims": ALL, "findings": FOUND, **cleared}), salts)


def test_a_cleared_finding_leaves_with_its_dissent_and_by_new_ids() -> None:
    public = released(found(OPEN.id))
    (one,) = public.register.findings
    told = dict(public.ids)
    assert (one.made.incidents, one.made.grounds) == ((told["riot-1"],), (told[OPEN.id],))
    assert (one.made.answer, [each.by for each in one.made.dissents]) == ("at least nine people died", ["R3"])
    written = json.dumps(record_of(public.register)["findings"])
    assert not any(secret in written for secret in ("Zarbekov", OPEN.id, '"f1"', "x" * 16, '"d1"'))


def test_one_that_nobody_cleared_does_not_leave() -> None:
    public = released(found(OPEN.id), findings=frozenset())
    assert (public.register.findings, public.findings_kept) == ((), ())


@pytest.mark.parametrize(
    ("cleared", "why"),
    [
        ({"claims": frozenset({OPEN.id}), "withheld": frozenset({SHUT.id})}, "ground_stays"),
        ({"withheld": frozenset({TALK.id})}, "ground_stays"),
        ({"protected": (SOURCE,)}, "ground_stays"),
        ({"protected": (SPEAKER,)}, "ground_stays"),
    ],
)
def test_one_that_rests_on_what_stays_does_not_leave_and_nothing_of_it_does(
    cleared: dict[str, object], why: str
) -> None:
    public = released(found(OPEN.id, SHUT.id, answer="at least nine people died there"), **cleared)
    assert public.register.findings == () and public.findings_kept == (("f1", why),)
    assert "at least nine" not in json.dumps(record_of(public.register))


def test_one_that_names_somebody_or_does_not_stand_does_not_leave() -> None:
    assert released(found(OPEN.id, answer="Rablutf Zarbekov saw nine")).findings_kept == (("f1", "names_somebody"),)
    fallen = found(OPEN.id, grounds=(RestsOn(OPEN.id, Fallen.REJECTED, (), False),))
    assert released(fallen).findings_kept == (("f1", "not_standing"),)


@pytest.mark.parametrize("question", ["How many people died?", "Did the police shoot?", "who shot?"])
def test_a_question_may_begin_as_questions_do_and_a_figure_of_a_ground_may_stand_in_the_answer(question: str) -> None:
    of_many = Told(
        "The police say that 158 people were killed.", "158 people", 158, "The police", SpeakerType.AUTHORITY
    )
    claim = claims_of(source := source_of("many.txt", [of_many.sentence]), [of_many])[0]
    one = found(claim.id, answer="at least 158 people died")
    one = replace(one, made=replace(one.made, question=question))
    case = register_of([source], [claim], findings=(one,))
    public = public_register(case, clearance(claims=frozenset({claim.id}), findings=FOUND), salts)
    (left,) = public.register.findings
    assert (left.made.question, left.made.answer) == (question, "at least 158 people died")
    for words in ("at least 159 people died", "Zarbekov and 158 people died"):
        other = replace(one, made=replace(one.made, answer=words))
        case = register_of([source], [claim], findings=(other,))
        public = public_register(case, clearance(claims=frozenset({claim.id}), findings=FOUND), salts)
        assert public.findings_kept == (("f1", "names_somebody"),)


def test_an_answer_or_a_reason_that_repeats_what_stays_does_not_leave() -> None:
    hidden = Told("A cook saw nineteen of them lying behind the kitchen door.", "nineteen", 19, "A cook")
    shut = source_of("cook.txt", [hidden.sentence])
    cleared = {"claims": ALL, "findings": FOUND, "withheld": frozenset({shut.id})}
    repeating = "there were some lying behind the kitchen door as well"
    one = found(OPEN.id, answer=repeating)
    case = register_of([NEWS, shut], [OPEN], findings=(one,))
    assert public_register(case, clearance(**cleared), salts).findings_kept == (("f1", "repeats"),)
    one = found(OPEN.id)
    one = replace(one, made=replace(one.made, reason=repeating))
    case = register_of([NEWS, shut], [OPEN], findings=(one,))
    (left,) = public_register(case, clearance(**cleared), salts).register.findings
    assert "kitchen" not in left.made.reason and left.made.reason
