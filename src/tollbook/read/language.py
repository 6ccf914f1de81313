"""Which of the languages that are read a text is in."""

from functools import lru_cache
from importlib import import_module
from typing import Any

from tollbook.data import available_languages, pack_words

READ = ("ar", "en", "es", "fa", "fr", "ru", "tg", "uk", "uz")
FEWEST_LETTERS = 20
ENOUGH = 20_000  # characters: more does not change the answer, and costs time
SHORT = 200  # letters: below this a model of letters is unsure, and the words themselves are asked first
FEWEST_KNOWN = 0.4  # share of a short text's words that a pack must know


def language_of(text: str) -> str | None:
    """A two-letter code among ``READ``; None where there are too few letters, and too few known words, to tell."""
    sample = text[:ENOUGH]
    letters = sum(sign.isalpha() for sign in sample)
    if letters < SHORT and (known := _by_words(sample)):
        return known
    if letters < FEWEST_LETTERS:
        return None
    code, _ = _identifier().classify(sample)
    return str(code)


def _by_words(text: str) -> str | None:
    """The one language whose pack knows most of a short text's words; None where none knows enough of them."""
    words = ["".join(sign for sign in word if sign.isalpha() or sign in "'-") for word in text.lower().split()]
    words = [word for word in words if word]
    shares = {
        code: sum(word in pack_words(code) for word in words) / len(words) for code in available_languages() if words
    }
    best = max(shares.values(), default=0.0)
    winners = [code for code, share in shares.items() if share == best]
    return winners[0] if best >= FEWEST_KNOWN and len(winners) == 1 else None


@lru_cache(maxsize=1)
def _identifier() -> Any:  # the library carries no types
    # Its own instance: the module-level one is shared, and restricting it would reach into other programs.
    langid = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(list(READ))
    return identifier
