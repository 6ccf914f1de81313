"""What a person types for a field of a claim, as the value that a decision holds."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tollbook.decide.stated import whole_figure
from tollbook.errors import SettingsError
from tollbook.model import GROUPS, Claim, EdtfError, Form, Harm, SpeakerType, Stance
from tollbook.model.when import edtf_bounds

NONE = "none"  # the words set no such bound, name no such thing
FIGURE = "figure"
FIELDS = ("harm", "group", "low", "high", "open", "form", "term", "speaker", "speaker_type", "stance", "when", "where")
OF_COUNTS = ("group", "low", "high", "open", "form", "term")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "harm": (*(one.value for one in Harm), "died"),
    "group": tuple(GROUPS),
    "open": ("yes", "no"),
    "form": tuple(one.value for one in Form),
    "speaker_type": tuple(one.value for one in SpeakerType),
    "stance": tuple(one.value for one in Stance),
}
_NUMBER = re.compile(r"[0-9]{1,9}")
_FIGURE = re.compile(
    r"(?P<about>~)?(?P<most><=|≤)?(?P<least>>=|≥)?(?P<low>[0-9]{1,9})(?:[-–](?P<high>[0-9]{1,9}))?(?P<open>\+)?"
)
_LONGEST = 1000


class FieldError(ValueError):
    """What was typed cannot be used: ``field``, and what to write instead, without a word of what was typed."""

    def __init__(self, field: str, what_to_do: str) -> None:
        super().__init__(what_to_do)
        self.field = field


def fields_for(claim: Claim) -> tuple[str, ...]:
    """The fields that a person may correct in a claim."""
    return tuple(
        field
        for field in FIELDS
        if (claim.count or field not in OF_COUNTS) and (claim.harm is not None or field != "harm")
    )


def value_typed(given: Mapping[str, str], claim: Claim) -> dict[str, Any]:
    """The value of a correction: each field that was typed, and its figure made whole. Raises FieldError."""
    allowed = (*fields_for(claim), *((FIGURE,) if claim.count else ()))
    value: dict[str, Any] = {}
    for field, typed in given.items():
        if field not in allowed:
            raise FieldError(field, f"a claim of the kind {claim.kind.value} has no such field")
        words = " ".join(typed.split())
        if not words or len(words) > _LONGEST:
            raise FieldError(field, f"write up to {_LONGEST} characters, or {NONE}")
        value |= _figure(words) if field == FIGURE else {field: _one(field, words)}
    try:
        return whole_figure(value, claim.count.quantity if claim.count else None)
    except SettingsError as wrong:
        raise FieldError(FIGURE, str(wrong).replace("--", "").rstrip(".")) from None


def _one(field: str, words: str) -> Any:
    return _READ.get(field, _text)(field, words)


def _text(_field: str, words: str) -> str | None:
    return None if words.casefold() == NONE else words


def _code(field: str, words: str) -> str:
    code = words.casefold().replace(" ", "_")
    if code not in CHOICES[field]:
        raise FieldError(field, f"write one of {', '.join(CHOICES[field])}")
    return code


def _number(field: str, words: str) -> int | None:
    if words.casefold() == NONE:
        return None
    if not _NUMBER.fullmatch(words):
        raise FieldError(field, f"write a number of people in digits, or {NONE} where the words set no such bound")
    return int(words)


def _yes(field: str, words: str) -> bool:
    return _code(field, words) == "yes"


def _day(field: str, words: str) -> str | None:
    if words.casefold() == NONE:
        return None
    try:
        edtf_bounds(words)
    except EdtfError:
        raise FieldError(
            field, f"write a date such as 2018-11-07, 2018-11 or 2018-11-07/2018-11-08, or {NONE}"
        ) from None
    return words


_READ: Mapping[str, Callable[[str, str], Any]] = {
    "harm": _code,
    "group": _code,
    "form": _code,
    "speaker_type": _code,
    "stance": _code,
    "low": _number,
    "high": _number,
    "open": _yes,
    "when": _day,
}


def _figure(words: str) -> dict[str, Any]:
    """A whole figure in signs: 24, 24-30, 24+ or >=24, <=150, ~40, 35-200+."""
    found = _FIGURE.fullmatch(words.replace(" ", ""))
    if found is None or sum(map(bool, (found["about"], found["most"], found["least"]))) > 1:
        raise FieldError(FIGURE, "write 24, 24-30, 24+, <=150 or ~40; for words without a number, correct term")
    low, high = int(found["low"]), int(found["high"]) if found["high"] else None
    plain = not (found["about"] or found["most"] or found["least"])
    if (high is not None and (not plain or high < low)) or (found["open"] and not plain):
        raise FieldError(FIGURE, "write the lower number first, and ~, <= or >= before one number alone")
    if found["most"]:
        return _whole(None, low, False, Form.AT_MOST)
    if found["least"] or (found["open"] and high is None):
        return _whole(low, None, True, Form.AT_LEAST)
    if high is not None:
        return _whole(low, high, bool(found["open"]), Form.RANGE)
    return _whole(low, low, False, Form.ABOUT if found["about"] else Form.EXACT)


def _whole(low: int | None, high: int | None, is_open: bool, form: Form) -> dict[str, Any]:
    return {"low": low, "high": high, "open": is_open, "form": form.value, "term": None}
