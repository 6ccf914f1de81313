"""What a person types for a field of a claim."""

from typing import Any

import pytest

from tollbook.decide.typed import FieldError, fields_for, value_typed
from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Death,
    Form,
    Harm,
    Label,
    Person,
    Quantity,
    SpeakerType,
)

SAID = Attribution("The ministry", "ministry", SpeakerType.AUTHORITY)
COUNT = Claim(
    Count(Harm.KILLED, "all", Quantity(24, 24, False, Form.EXACT, "24")), SAID, Anchor("d", 0, 2, "24"), "en", "test"
)
DEATH = Claim(Death(Person(None, "a man")), SAID, Anchor("d", 0, 5, "a man"), "en", "test")
LABEL = Claim(Label("massacre"), SAID, Anchor("d", 0, 8, "massacre"), "en", "test")


def figure(low: int | None, high: int | None, form: str, is_open: bool = False) -> dict[str, Any]:
    return {"low": low, "high": high, "open": is_open, "form": form, "term": None}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ({"figure": "27"}, figure(27, 27, "exact")),
        ({"figure": "20-30"}, figure(20, 30, "range")),
        ({"figure": "20 – 30"}, figure(20, 30, "range")),
        ({"figure": "35–200+"}, figure(35, 200, "range", True)),
        ({"figure": "50+"}, figure(50, None, "at_least", True)),
        ({"figure": ">=50"}, figure(50, None, "at_least", True)),
        ({"figure": "<= 150"}, figure(None, 150, "at_most")),
        ({"figure": "~40"}, figure(40, 40, "about")),
        ({"low": "20", "high": "30"}, figure(20, 30, "range")),
        ({"low": "none", "high": "150"}, figure(None, 150, "at_most")),
        ({"harm": "Injured", "group": "security forces"}, {"harm": "injured", "group": "security_forces"}),
        ({"speaker": "none"}, {"speaker": None}),
        ({"when": "2018-11-07"}, {"when": "2018-11-07"}),
        ({"when": "none", "where": " Khujand "}, {"when": None, "where": "Khujand"}),
    ],
)
def test_what_is_typed_is_what_is_held(typed: dict[str, str], value: dict[str, Any]) -> None:
    assert value_typed(typed, COUNT) == value


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"figure": "many"}, "figure"),
        ({"figure": "30-20"}, "figure"),
        ({"figure": "~20-30"}, "figure"),
        ({"figure": "~<=20"}, "figure"),
        ({"figure": "<=20+"}, "figure"),
        ({"low": "900"}, "figure"),
        ({"low": "1.5"}, "low"),
        ({"low": "-4"}, "low"),
        ({"low": "٢٤"}, "low"),
        ({"group": "people"}, "group"),
        ({"when": "07.11.2018"}, "when"),
        ({"where": " "}, "where"),
        ({"where": "x" * 2000}, "where"),
        ({"colour": "red"}, "colour"),
        ({"open": "perhaps"}, "open"),
    ],
)
def test_what_cannot_be_used_names_its_field_and_not_the_words(typed: dict[str, str], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        value_typed(typed, COUNT)
    assert refused.value.field == field


def test_each_kind_has_its_own_fields() -> None:
    assert "low" in fields_for(COUNT)
    assert "harm" in fields_for(DEATH)
    assert "low" not in fields_for(DEATH)
    assert "harm" not in fields_for(LABEL)
    with pytest.raises(FieldError):
        value_typed({"figure": "3"}, LABEL)
