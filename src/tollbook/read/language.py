"""Which language a text is in: one of the usual ones of the field, unless it is plainly another."""

import re
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from tollbook.data import available_languages, data_file, load_yaml, pack_words

FEWEST_LETTERS = 20
ENOUGH = 20_000  # characters: more does not change the answer, and costs time
_OF_A_CELL = 2_000  # characters of a report that tell its language by its words
SHORT = 200  # letters: below this a model of letters is unsure, and the words themselves are asked first
FEWEST_KNOWN = 0.4  # share of a short text's words that a pack must know
# By how much another language must be likelier (logarithms). Measured on one declaration in 60 languages, cut into
# pieces of 25 letters and more: right ones fall below the first in 1 of 10 pieces, wrong ones never came above 10.
PLAINLY = 20.0
PLAINLY_AGAINST = 40.0  # what the document itself says of its language


def language_of(text: str) -> str | None:
    """A two-letter code; None where there are too few letters, and too few known words, to tell."""
    sample = text[:ENOUGH]
    letters = sum(sign.isalpha() for sign in sample)
    if letters < SHORT and (known := _by_words(sample)):
        return known
    return _likeliest(_scores(sample)) if letters >= FEWEST_LETTERS else None


def language_of_cell(text: str, declared: str | None) -> str | None:
    """The language of a short report among many of one language: its words are asked before its letters, which takes a
    hundredth of the time."""
    return _by_words(text[:_OF_A_CELL]) or language_despite(declared, text)


def language_despite(declared: str | None, text: str) -> str | None:
    """The language that a document declares, unless its text is plainly in another. Sites declare one for all pages."""
    if declared is None:
        return language_of(text)
    sample = text[:ENOUGH]
    if sum(sign.isalpha() for sign in sample) < FEWEST_LETTERS:
        return declared
    scores = _scores(sample)
    found = _likeliest(scores)
    said = _languages().counted_as.get(declared, declared)
    return found if said in scores and scores[found] - scores[said] > PLAINLY_AGAINST else declared


def _likeliest(scores: dict[str, float]) -> str:
    """The likeliest of the usual ones, unless another is plainly likelier."""
    usual = max(_languages().usual, key=lambda code: scores[code])
    other = max(_languages().instead, key=lambda code: scores[code])
    return other if scores[other] - scores[usual] > PLAINLY else usual


def _scores(text: str) -> dict[str, float]:
    """How likely each language is, as logarithms."""
    scores: dict[str, float] = {}
    for code, score in _identifier().rank(text):
        same = _languages().counted_as.get(code, code)
        scores[same] = max(score, scores.get(same, score))
    return scores


def _by_words(text: str) -> str | None:
    """The one language whose pack knows most of a short text's words; None where none knows enough of them."""
    words = _words_of(text)
    shares = {
        code: sum(map(pack_words(code).__contains__, words)) / len(words) for code in available_languages() if words
    }
    best = max(shares.values(), default=0.0)
    winners = [code for code, share in shares.items() if share == best]
    return winners[0] if best >= FEWEST_KNOWN and len(winners) == 1 else None


def _words_of(text: str) -> list[str]:
    if text.isascii():  # the same in a third of the time
        return text.encode().translate(_ASCII, _NO_ASCII_LETTERS).decode().split()
    return text.lower().translate(_LETTERS).split()


_NO_LETTERS = re.compile(r"[^\w\s'-]|[\d_]")


class _Letters(dict[int, int | None]):
    """A table for `str.translate` that leaves out what is no letter; each sign is looked at once."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = kept = None if _NO_LETTERS.match(chr(sign)) else sign
        return kept


_LETTERS = _Letters()
_ASCII = bytes(range(128)).lower().ljust(256)
_NO_ASCII_LETTERS = bytes(sign for sign in range(128) if _NO_LETTERS.match(chr(sign)))


class _Languages(NamedTuple):
    usual: tuple[str, ...]
    instead: tuple[str, ...]
    counted_as: dict[str, str]


@lru_cache(maxsize=1)
def _languages() -> _Languages:
    raw = load_yaml(data_file("vocabulary", "languages.yaml"))
    return _Languages(tuple(raw["usual"]), tuple(raw["instead"]), raw["counted_as"])


@lru_cache(maxsize=1)
def _identifier() -> Any:  # the library carries no types
    # Its own instance: the module-level one is shared with other programs in the same process.
    langid = import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
