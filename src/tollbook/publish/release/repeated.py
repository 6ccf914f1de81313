"""Whether words that a person wrote repeat a passage that stays in the case: five in a row that stand in a text of
the case, and in nothing that leaves."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

IN_A_ROW = 5
_WORD = re.compile(r"[^\W_]+")


class Repeated:
    """``texts`` of the case, and those of the release."""

    def __init__(self, texts: Iterable[str], public: Iterable[str]) -> None:
        self._texts, self._public = texts, public
        self._known: dict[str, bool] = {}

    def __call__(self, words: str) -> bool:
        """Whether it repeats what stays."""
        if words not in self._known:
            self._known[words] = any(map(self._stays, _rows(words)))
        return self._known[words]

    def _stays(self, row: str) -> bool:
        return not any(row in text for text in self._leaving) and any(row in text for text in self._whole)

    @cached_property
    def _whole(self) -> list[str]:
        return [_plain(text) for text in self._texts]

    @cached_property
    def _leaving(self) -> list[str]:
        return [_plain(text) for text in self._public]


def _rows(words: str) -> Iterator[str]:
    plain = _WORD.findall(words.casefold())
    for at in range(len(plain) - IN_A_ROW + 1):
        yield f" {' '.join(plain[at : at + IN_A_ROW])} "


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
