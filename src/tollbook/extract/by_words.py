"""Whether wordings may stand in a text, told by its words alone: many times faster than reading it, and never a no
where one stands."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_LETTERS = bytes(ord(sign.lower()) if sign.isalpha() else ord(" ") for sign in map(chr, range(128))).ljust(256)

Told = Mapping[str, Sequence[Set[str]]]  # a word -> the words of each wording of which it is the longest


def told_by(wordings: Iterable[str]) -> Told:
    """Wordings by the longest word of each, since of their words that one is the rarest."""
    found: dict[str, list[Set[str]]] = {}
    for wording in wordings:
        words = _WORD.findall(wording)
        found.setdefault(max(words, key=len, default=""), []).append(frozenset(words))
    return found


def words_of(text: str) -> Set[str]:
    """Its words as they are written, and those with capitals in small letters and as names too."""
    words = set(_WORD.findall(text))
    capitals = {word for word in words if not word.islower()}
    return words | {word.lower() for word in capitals} | {word.capitalize() for word in capitals}


@lru_cache(maxsize=2)  # those of a short text are asked for by several
def lower_words_of(text: str) -> Set[str]:
    """Its words in small letters alone."""
    if text.isascii():
        return frozenset(text.encode().translate(_SMALL_LETTERS).decode().split())
    return frozenset(map(str.lower, _WORD.findall(text)))


def may_stand(told: Told, words: Set[str]) -> bool:
    """Whether all the words of one of the wordings are there."""
    if told.keys().isdisjoint(words):
        return False
    return any(rest <= words for word in words & told.keys() for rest in told[word])
