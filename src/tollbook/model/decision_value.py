"""What may stand in the value of a decision: plain JSON, and the fields of a claim that people give."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from tollbook.model.claim import GROUPS, ClaimKind, Harm
from tollbook.model.party import SpeakerType, Stance
from tollbook.model.quantity import Form
from tollbook.model.statement_value import statement_of
from tollbook.model.when import edtf_bounds

MOST_DIGITS = 15  # of a whole number: more are an id, which is text
_DEEPEST = 8
_CODES: dict[str, tuple[str, ...]] = {
    "kind": tuple(ClaimKind),
    "harm": (*Harm, "died"),
    "group": tuple(GROUPS),
    "form": tuple(Form),
    "speaker_type": tuple(SpeakerType),
    "stance": tuple(Stance),
}
_NUMBERS = ("low", "high", "start", "age")
_TRUTHS = ("open", "anonymous", "charge")
_TEXTS = (
    "term speaker where words place language party role label cause effect act intent of name described claim"
).split()
_STATED = "value"  # of the kinds that have no fields of their own: as in a line of claims.jsonl
FIELDS = frozenset((*_CODES, *_NUMBERS, *_TRUTHS, *_TEXTS, "when", _STATED))


def check_signs(*texts: str) -> None:
    """Raises ValueError for words that no file can hold: bytes of another encoding, taken for letters."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        raise ValueError("the words of a decision are in UTF-8, and some of these are not") from None


def check_json(value: object, depth: int = 0) -> None:
    """Raises ValueError for what plain JSON does not hold, or holds only by accident."""
    if depth > _DEEPEST:
        raise ValueError("the value of a decision is plain, not nested so deep")
    if isinstance(value, Mapping):
        if not all(isinstance(name, str) and name for name in value):
            raise ValueError("names in the value of a decision are words")
        check_signs(*value)
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            check_json(one, depth + 1)
    elif isinstance(value, int | float):
        _check_number(value)
    elif isinstance(value, str):
        check_signs(value)
    elif value is not None:
        raise ValueError("the value of a decision is plain JSON")


def _check_number(value: float) -> None:
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("a number in the value of a decision is finite")
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        raise ValueError(f"a number in the value of a decision has at most {MOST_DIGITS} digits")


def check_fields(value: Mapping[str, Any]) -> None:
    """Raises ValueError for a field that no claim has, or that cannot say what it says. None: unknown."""
    if strange := sorted(set(value) - FIELDS):
        raise ValueError(f"a claim has no field {strange[0]!r}; there are: {', '.join(sorted(FIELDS))}")
    for name, one in value.items():
        if one is not None and name != _STATED:
            _check_field(name, one)
    if (stated := value.get(_STATED)) is not None:
        _check_stated(value.get("kind"), stated)
    low, high = value.get("low"), value.get("high")
    if low is not None and high is not None and low > high:
        raise ValueError(f"bounds cross: low {low} is above high {high}")


def _check_stated(kind: str | None, stated: object) -> None:
    if not isinstance(stated, Mapping):
        raise ValueError(f"{_STATED} is what a claim of its kind states, as in a line of claims.jsonl")
    if kind is not None:
        statement_of(ClaimKind(kind), stated)


def _check_field(name: str, one: object) -> None:
    if name in _CODES:
        if one not in _CODES[name]:
            raise ValueError(f"{name} is one of: {', '.join(_CODES[name])}")
    elif name in _NUMBERS:
        if not isinstance(one, int) or isinstance(one, bool) or one < 0:
            raise ValueError(f"{name} is a whole number, not below 0")
    elif name in _TRUTHS:
        if not isinstance(one, bool):
            raise ValueError(f"{name} is true or false")
    elif not isinstance(one, str) or not one:
        raise ValueError(f"{name} is text, and not blank")
    elif name == "when":
        edtf_bounds(one)
