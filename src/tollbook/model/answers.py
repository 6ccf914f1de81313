"""The answer of an extractor to proposals, every part of it checked; what does not fit is said, and left out."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from tollbook.model.claim import GROUPS, Harm
from tollbook.model.party import Stance
from tollbook.model.proposal import Proposal

MOST_BYTES = 1_000_000
_MOST_CLAIMS = 500
_MOST_WORDS = {"quote": 4_000, "figure": 400, "speaker": 400}  # characters
_MOST_PEOPLE = 10**12
_NEEDED = frozenset(("quote", "figure", "harm"))
_MAY = _NEEDED | {"group", "low", "high", "speaker", "stance", "start"}


class _Unfit(ValueError):
    """What is wrong with a part of an answer, in words that hold nothing of it."""


def read_answer(content: str) -> tuple[list[Proposal], list[str]]:
    """The proposals of an answer, and what is wrong with the rest of it. No word of the answer stands in these."""
    try:
        claims = _claims(content)
    except _Unfit as wrong:
        return [], [f"the whole answer: {wrong}"]
    found, unfit = [], []
    for number, one in enumerate(claims, 1):
        try:
            found.append(_proposal(one))
        except _Unfit as wrong:
            unfit.append(f"claim {number} of the answer: {wrong}")
    return found, unfit


def kept_text(content: str) -> str:
    """The answer as a case keeps it: its JSON in one spelling, without escapes that could hide a name that is looked
    for; blank where it is no answer in form, since then nothing can be gained from it."""
    try:
        text = json.dumps({"claims": _claims(content)}, ensure_ascii=False, sort_keys=True)
        text.encode()
    except (_Unfit, UnicodeEncodeError):
        return ""
    return text


def _claims(content: str) -> list[Any]:
    if len(content) > MOST_BYTES:
        raise _Unfit("it is too long")
    try:
        said = json.loads(content, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _Unfit("it is no whole JSON, or names something twice") from None
    if not isinstance(said, dict) or set(said) != {"claims"} or not isinstance(said["claims"], list):
        raise _Unfit("it is no object with a list of claims and nothing else")
    if len(said["claims"]) > _MOST_CLAIMS:
        raise _Unfit(f"it holds more than {_MOST_CLAIMS} claims")
    return said["claims"]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError
    return found


def _no_constant(_name: str) -> NoReturn:
    raise ValueError


def _proposal(one: Any) -> Proposal:
    if not isinstance(one, dict):
        raise _Unfit("it is no object")
    if not set(one) >= _NEEDED:
        raise _Unfit("it lacks its quote, its figure or its harm")
    if not set(one) <= _MAY:
        raise _Unfit("it holds what was not asked for")
    return Proposal(
        _words(one, "quote"),
        _words(one, "figure"),
        Harm(_code(one, "harm", frozenset(Harm), "")),
        _code(one, "group", frozenset(GROUPS), "all"),
        _number(one, "low"),
        _number(one, "high"),
        _words(one, "speaker") if one.get("speaker") is not None else None,
        Stance(_code(one, "stance", frozenset(Stance), Stance.ASSERTS)),
        _number(one, "start"),
    )


def _words(one: Mapping[str, Any], name: str) -> str:
    words = one[name]
    if not isinstance(words, str) or not words.strip() or len(words) > _MOST_WORDS[name]:
        raise _Unfit(f"its {name} is no text, or blank, or too long")
    return words


def _code(one: Mapping[str, Any], name: str, codes: frozenset[str], otherwise: str) -> str:
    code = one.get(name, otherwise)
    if not isinstance(code, str) or code not in codes:
        raise _Unfit(f"its {name} is none of the codes")
    return code


def _number(one: Mapping[str, Any], name: str) -> int | None:
    number = one.get(name)
    if number is not None and not (type(number) is int and 0 <= number <= _MOST_PEOPLE):
        raise _Unfit(f"its {name} is no whole number from 0 on")
    return number
