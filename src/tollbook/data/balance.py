"""Words that tell what became of the people of a closed institution, by language."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from tollbook.data.loader import data_file, load_yaml
from tollbook.data.packs import load_pack


class BalanceWords(NamedTuple):
    """``before`` and ``after``: what a count of those present is of. ``gone``: by what became of them, a number and
    the words that say so; ``left`` the same of those who stayed. ``numbers``: of numbers in one word."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    gone: Mapping[str, re.Pattern[str]]
    left: re.Pattern[str]
    not_between: re.Pattern[str]
    numbers: Mapping[str, int]

    def number(self, written: str) -> int | None:
        """The number that one word or digits write."""
        digits = re.sub(r"\D", "", written)
        return int(digits) if digits else self.numbers.get(written.casefold())


@cache
def balance_words(language: str) -> BalanceWords | None:
    """None where the language has no such list."""
    file = data_file("languages", language, "balance.yaml")
    if not file.is_file():
        return None
    raw, pack = load_yaml(file), load_pack(language)
    numbers = {one.words: one.value for one in pack.wordings if one.cls == "number_word" and one.value is not None}
    number = rf"(?:\d{{1,3}}(?:[{re.escape(pack.thousands)}]\d{{3}})+|\d{{1,6}}|{_any_of(numbers)})\b"
    between = rf"(?:[^\w.!?\n]+(?!{number})\w+){{0,5}}?[^\w.!?\n]+"  # up to five words of one sentence
    told = {
        code: re.compile(rf"\b(?P<number>{number}){between}(?:{_any_of(raw[code])})\b", re.IGNORECASE)
        for code in ("escaped", "moved", "left")
    }
    plain = {code: _plain(raw[code]) for code in ("before", "after", "not_between")}
    return BalanceWords(
        plain["before"],
        plain["after"],
        {code: told[code] for code in ("escaped", "moved")},
        told["left"],
        plain["not_between"],
        numbers,
    )


def _plain(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(words)})\b", re.IGNORECASE)


def _any_of(words: object) -> str:
    assert isinstance(words, list | dict)
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
