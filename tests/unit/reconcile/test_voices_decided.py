"""Voices as people decided them: spellings joined, speakers told apart, echoes, and what repeats nothing."""

from datetime import UTC, datetime

from tollbook.model import Decision, DecisionKind, Document, Register, Voice
from tollbook.pipeline import read_case, register_of
from tollbook.settings import Settings

TEXT = (
    b"Riot at Marrow prison\n\nOn 3 May 2004 a riot broke out at the prison in the town of Marrow, Tajikistan. "
    b"The ministry said that 12 prisoners were killed. Families said that 20 people died. "
    b"The justice ministry said that 14 people were killed. Families said that 30 people were injured.\n"
)
CASE = read_case([Document("riot.txt", TEXT)])
PLAIN = register_of(CASE, Settings()).register
ID = {claim.count.quantity.low: claim.id for claim in PLAIN.claims if claim.count}
KEY = {claim.id: claim.attribution.key or "" for claim in PLAIN.claims}


def decide(kind: DecisionKind, *about: str, verdict: str = "stands", **value: object) -> Decision:
    return Decision(kind, about, verdict, "R1", datetime(2026, 6, 3, tzinfo=UTC), "they say so", value)


def made(*decisions: Decision) -> Register:
    return register_of(CASE, Settings(), decisions).register


def voices(register: Register) -> list[set[int | None]]:
    low = {claim.id: claim.count.quantity.low for claim in register.claims if claim.count}
    return [{low[one] for one in voice.claims if one in low} for voice in register.accounts[0].voices]


def voice_of(register: Register, claim: str) -> Voice:
    return next(one for one in register.accounts[0].voices if claim in one.claims)


def test_without_decisions_each_speaker_is_a_voice() -> None:
    assert voices(PLAIN) == [{12}, {20, 30}, {14}]


def test_two_spellings_are_one_voice() -> None:
    for about in ((KEY[ID[12]], KEY[ID[14]]), (ID[12], ID[14])):
        register = made(decide(DecisionKind.SAME, *about, verdict="speaker"))
        assert voices(register) == [{12, 14}, {20, 30}]
        assert "R1 took two speakers for one: they say so" in voice_of(register, ID[14]).why
    assert [claim.id for claim in register.claims] == [claim.id for claim in PLAIN.claims]


def test_a_claim_that_was_given_to_another_speaker_is_told_apart() -> None:
    register = made(decide(DecisionKind.DIFFERENT, ID[20], ID[30], verdict="speaker"))
    assert voices(register) == [{12}, {20}, {14}, {30}]


def test_an_echo_counts_with_the_voice_that_it_repeats_and_takes_nothing_else_along() -> None:
    register = made(decide(DecisionKind.ECHO, ID[20], ID[12]))
    assert voices(register) == [{12, 20}, {14}, {30}] or voices(register) == [{12, 20}, {30}, {14}]
    killed = next(toll for toll in register.accounts[0].tolls if (toll.harm, toll.group) == ("killed", "all"))
    assert killed.voices == 2
    chain = made(decide(DecisionKind.ECHO, ID[14], ID[20]), decide(DecisionKind.ECHO, ID[12], ID[20]))
    assert {12, 20, 14} in voices(chain)


def test_independence_is_recorded_and_changes_no_voice() -> None:
    register = made(decide(DecisionKind.INDEPENDENT, ID[12], ID[20]))
    assert voices(register) == voices(PLAIN)
    (found,) = voice_of(register, ID[12]).independent
    assert (set(found.claims), found.by, found.reason) == ({ID[12], ID[20]}, "R1", "they say so")
    assert voice_of(register, ID[14]).independent == ()


def test_voices_that_were_joined_are_no_disagreement() -> None:
    assert {one.code for one in PLAIN.accounts[0].disagreements} >= {"figures-differ"}
    everything = [decide(DecisionKind.SAME, KEY[ID[12]], KEY[ID[low]], verdict="speaker") for low in (14, 20)]
    assert "figures-differ" not in {one.code for one in made(*everything).accounts[0].disagreements}
