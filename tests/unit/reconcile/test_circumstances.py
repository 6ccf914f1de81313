"""What claims tell of an incident's circumstances, and what must not be taken for it."""

from dataclasses import replace

import pytest

from tollbook.data.circumstances import tells_of_war
from tollbook.model import (
    Anchor,
    Attribution,
    Cause,
    Claim,
    Count,
    Form,
    Harm,
    Incident,
    Place,
    Quantity,
    Role,
    SpeakerType,
    Stance,
)
from tollbook.model.circumstances import Told
from tollbook.reconcile.circumstances import circumstances_of, party_is_state

INCIDENT = Incident("i", "Riot", "riot", "1997-04-14", Place("Khujand", "Tajikistan", "TJK"), (), ())
MINISTRY = Attribution("the ministry", "ministry", SpeakerType.AUTHORITY)


def counted(group: str) -> Claim:
    return Claim(Count(Harm.KILLED, group, Quantity(24, 24, False, Form.EXACT, "24")), MINISTRY, at("24"), "en", "test")


def at(words: str) -> Anchor:
    return Anchor("d", 0, len(words), words)


def blamed(party: str, stance: Stance = Stance.ASSERTS) -> Claim:
    said = replace(MINISTRY, stance=stance)
    return Claim(Role(party, "said_to_be_responsible"), said, at(party), "en", "test:doer")


def test_prisoners_counted_among_the_dead_were_held() -> None:
    assert circumstances_of(INCIDENT, [counted("prisoners")]).custody.told is Told.YES
    assert circumstances_of(INCIDENT, [counted("guards")]).custody.told is Told.NOT_TOLD


@pytest.mark.parametrize(
    ("party", "state"),
    [
        ("security forces", True),
        ("government security forces", True),
        ("the police", True),
        ("prison guards", True),
        ("militants", False),
        ("rebels of the valley", False),
        ("a rival clan", None),
        ("a policeman's son and rebels", None),
        ("police and rebels", None),
        ("", None),
    ],
)
def test_whose_forces_a_party_is(party: str, state: bool | None) -> None:
    assert party_is_state("en", party) is state


def test_who_is_said_to_have_acted_and_who_denies_it() -> None:
    told = circumstances_of(INCIDENT, [blamed("security forces"), blamed("security forces", Stance.DENIES)])
    assert told.state_acted.told is Told.CONTESTED
    assert told.others_acted.told is Told.NOT_TOLD
    assert circumstances_of(INCIDENT, [blamed("rebels", Stance.DENIES)]).others_acted.told is Told.NO
    assert circumstances_of(INCIDENT, [blamed("rebels", Stance.BELIEVES)]).others_acted.told is Told.NOT_TOLD


@pytest.mark.parametrize(
    "words",
    [
        "the civil war",
        "an armed conflict",
        "the insurgency",
        "Inter-Tajik war",
        "killed in the civil war after the first truce was broken",
        "after the war ended the insurgency went on, and the insurgency fed on it",
    ],
)
def test_words_that_tell_of_a_war(words: str) -> None:
    assert tells_of_war("en", words)


@pytest.mark.parametrize(
    "words",
    [
        "a price war",
        "a clash",
        "conflict of interest",
        "the war crimes court",
        "Warsaw",
        "five years after the civil war",
        "since the end of the civil war",
        "after four years of civil war",
        "there was no armed conflict",
        "it was not an insurgency",
        "to prevent a civil war",
        "long before the civil war",
    ],
)
def test_words_that_do_not(words: str) -> None:
    assert not tells_of_war("en", words)


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "гражданская война"), ("tg", "ҷанги шаҳрвандӣ"), ("ru", "civil war")]
)
def test_a_language_without_a_list_tells_neither_way(language: str, words: str) -> None:
    cause = Claim(Cause(words, words), MINISTRY, at(words), language, "test")
    assert circumstances_of(INCIDENT, [cause]).armed_conflict.told is Told.NOT_TOLD


def test_a_cause_may_tell_of_a_war_and_a_count_does_not() -> None:
    words = "the riot came of the civil war"
    cause = Claim(Cause("the civil war", "the riot"), MINISTRY, at(words), "en", "test")
    assert circumstances_of(INCIDENT, [cause]).armed_conflict.told is Told.YES
    assert circumstances_of(INCIDENT, [counted("all")]).armed_conflict.told is Told.NOT_TOLD
