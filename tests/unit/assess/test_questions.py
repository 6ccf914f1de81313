"""Open questions: the answers as sources give them, laid out by what can tell them apart; no rank, no score."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.assess.questions import ANSWERS, load_inquiry
from tollbook.assess.unknowns import load_questions
from tollbook.data import load_yaml
from tollbook.data.loader import data_file
from tollbook.model import Decision, DecisionKind, Document, Register
from tollbook.model.question import Bearing, Evidence, Possible, Question
from tollbook.pipeline import read_case, register_of
from tollbook.settings import Settings

HEAD = "Riot in Marrow\n\nA riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. "
MINISTRY = f"{HEAD}The ministry said that 12 prisoners were killed."
FAMILIES = f"{HEAD}Families said that at least 20 prisoners were killed."
DOCTOR = f"{HEAD}A doctor, Ida Lund, said that up to 25 prisoners were killed."
GUARDS = f"{HEAD}The union said that 3 guards were killed."
AT = datetime(2026, 11, 1, tzinfo=UTC)


def built(*texts: str, decisions: tuple[Decision, ...] = ()) -> Register:
    read = read_case([Document(f"{at}.txt", text.encode()) for at, text in enumerate(texts)])
    return register_of(read, Settings(), decisions).register


def asked(register: Register, code: str) -> Question:
    (found,) = [one for one in register.questions if one.code == code]
    return found


def matrix(question: Question) -> list[list[str]]:
    return [[bearing.value for bearing in one.bearings] for one in question.evidence]


def test_figures_that_cannot_both_be_so_tell_the_answers_apart() -> None:
    how_many = asked(built(MINISTRY, FAMILIES, DOCTOR, GUARDS), "how-many")
    assert matrix(how_many) == [
        ["states", "fits_not", "fits", "nothing"],
        ["fits_not", "states", "fits", "nothing"],
        ["fits", "fits", "states", "nothing"],
        ["nothing", "nothing", "nothing", "states"],
    ]
    assert [one.tells_apart for one in how_many.evidence] == [True, True, False, False]


def test_one_answer_alone_is_no_question_with_several() -> None:
    assert [one.code for one in built(MINISTRY, MINISTRY + " ").questions] == []


def test_answers_in_words_do_not_exclude_one_another() -> None:
    text = (
        f"{HEAD}The ministry said the riot was caused by a lack of food. Families said the riot was caused by beatings."
    )
    why = asked(built(text), "why-it-began")
    assert len(why.answers) == 2 and not any(one.tells_apart for one in why.evidence)
    assert sorted(matrix(why)) == [["nothing", "states"], ["states", "nothing"]]


def test_what_a_person_answered_stands_beside_it_and_refused_access_is_named() -> None:
    before = built(MINISTRY)
    (account,) = before.accounts
    value = {"words": "Tajikistan", "kind": "access", "value": {"access": "refused", "by": "the ministry"}}
    shut = Decision(DecisionKind.ADD, (before.sources[0].id,), "stands", "R1", AT, "not read", value)
    said = {"answer": "the ward book lists seven"}
    answer = Decision(DecisionKind.ANSWER, (account.incident.id, "names"), "stands", "R2", AT, "page 2", said)
    who = asked(built(MINISTRY, decisions=(shut, answer)), "who-died")
    assert [(one.words, one.by) for one in who.entered] == [("the ward book lists seven", "R2")]
    assert len(who.access) == 1 and who.answers == ()


def test_rejected_claims_are_no_evidence() -> None:
    before = built(MINISTRY, FAMILIES)
    gone = Decision(DecisionKind.REJECT, (before.claims[0].id,), "does-not-stand", "R1", AT, "wounded men")
    assert [one.code for one in built(MINISTRY, FAMILIES, decisions=(gone,)).questions] == []


@given(
    st.lists(st.sampled_from([MINISTRY, FAMILIES, DOCTOR, GUARDS]), min_size=2, max_size=4, unique=True), st.randoms()
)
def test_every_claim_is_laid_out_against_every_answer_whatever_the_order(texts: list[str], rng: random.Random) -> None:
    def said(register: Register) -> set[Any]:
        return {
            (answer.claims, one.claim, bearing)
            for question in register.questions
            for one in question.evidence
            for answer, bearing in zip(question.answers, one.bearings, strict=True)
        }

    mixed = [*texts]
    rng.shuffle(mixed)
    one = read_case([Document(f"{text[-9:-2]}.txt", text.encode()) for text in texts])
    other = read_case([Document(f"{text[-9:-2]}.txt", text.encode()) for text in mixed])
    first, second = (register_of(each, Settings()).register for each in (one, other))
    assert said(first) == said(second)
    for question in first.questions:
        assert all(Bearing.STATES in each.bearings for each in question.evidence)


def test_evidence_without_an_answer_for_each_is_refused() -> None:
    with pytest.raises(ValueError, match="against every answer"):
        Question("i", "c", "q", (Possible(("a",)), Possible(("b",))), (Evidence("a", (Bearing.STATES,)),))


def test_the_data_names_answers_that_there_are_and_questions_that_are_asked() -> None:
    unknown = {one.code for one in load_questions()}
    assert {one.of for one in load_inquiry()} <= ANSWERS.keys()
    assert {one.unknown for one in load_inquiry() if one.unknown} <= unknown
    assert not unknown & {one.code for one in load_inquiry()}
    known = {
        f"{name}-claims": load_yaml(data_file("vocabulary", f"{name}s.yaml")) for name in ("condition", "reaction")
    }
    for one in load_inquiry():
        assert one.codes <= known.get(one.of, {}).keys()
