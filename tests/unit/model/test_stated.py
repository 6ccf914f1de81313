"""What the kinds of statement refuse, and that JSON gives each back."""

import json

import pytest

from tollbook.model import (
    KIND_OF,
    Access,
    Act,
    Anchor,
    Attribution,
    Cause,
    Claim,
    ClaimKind,
    Condition,
    Count,
    Death,
    Demand,
    Harm,
    Label,
    Norm,
    Notice,
    Pattern,
    Person,
    Reaction,
    Role,
    SpeakerType,
    accused,
    statement_of,
    value_of,
    worded,
)

STATED = (
    Role("the unit", "said_to_be_responsible"),
    Label("raid"),
    Cause("the order", "the raid"),
    Act("the burning", "the unit", "the ward", "to leave nobody"),
    Condition("overcrowding", "three to a bed", "the ward", "any other ward"),
    Access("refused", "the unit", "monitors", "the ward"),
    Pattern("beatings every night", "guards", "the warden"),
    Notice("a letter of May", "the ministry", "the ward", True),
    Reaction("denial", "the ministry", "there was no raid", "the monitors"),
    Norm("the Convention", "breached", "cat", "the state"),
    Demand("an inquiry", ("the assembly", "all bodies"), ("the ministry",), "by June", "abc"),
)


def test_every_kind_has_a_statement() -> None:
    assert set(KIND_OF.values()) == set(ClaimKind)
    assert {type(one) for one in STATED} == set(KIND_OF) - {Count, Death}


@pytest.mark.parametrize("stated", STATED, ids=lambda one: KIND_OF[type(one)].value)
def test_json_gives_it_back(stated: Role) -> None:
    kind = KIND_OF[type(stated)]
    assert statement_of(kind, json.loads(json.dumps(value_of(stated)))) == stated


def test_a_death_comes_back_with_its_harm() -> None:
    death = Death(Person(None, "a cook", 40), Harm.INJURED)
    assert statement_of(ClaimKind.DEATH, value_of(death) or {}, "injured") == death


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("condition", {"condition": "food", "words": " "}),
        ("condition", {"condition": "No Code", "words": "hunger"}),
        ("condition", {"words": "hunger"}),
        ("access", {"access": "perhaps", "by": "the ministry"}),
        ("access", {"access": "given", "by": ""}),
        ("pattern", {"pattern": ""}),
        ("notice", {"notice": ""}),
        ("reaction", {"reaction": "denial", "by": "", "words": "no"}),
        ("norm", {"norm": "the Convention", "says": "applies"}),
        ("demand", {"terms": ""}),
        ("demand", {"terms": "an inquiry", "asked": "everybody"}),
        ("demand", {"terms": "an inquiry", "to_act": [""]}),
        ("demand", {"terms": "an inquiry", "urgency": "high"}),
        ("count", {"low": 3}),
    ],
)
def test_what_must_not_exist_is_refused(kind: str, value: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        statement_of(ClaimKind(kind), value)


def _claim(stated: Demand | Norm | Act) -> Claim:
    return Claim(stated, Attribution(None, None, SpeakerType.DOCUMENT), Anchor("s", 0, 3, "abc"), "en", "test")


def test_ids_do_not_rest_on_other_claims_or_on_data() -> None:
    assert _claim(Demand("an inquiry", within="a")).id == _claim(Demand("an inquiry", within="b")).id
    assert _claim(Norm("the Convention", "cited")).id == _claim(Norm("the Convention", "cited", "cat")).id
    assert _claim(Demand("an inquiry")).id != _claim(Demand("a trial")).id
    assert _claim(Act("a", "b")).id != _claim(Act("a", "b", None, "c")).id


def test_words_and_accused() -> None:
    assert worded(STATED[-1]) == ("an inquiry", "the assembly", "all bodies", "the ministry", "by June")
    assert accused(Pattern("beatings", "guards", "the warden")) == ("guards", "the warden")
    assert accused(Demand("an inquiry")) == ()
