"""Which of the languages that are read a text is in."""

from functools import lru_cache
from importlib import import_module
from typing import Any

READ = ("ar", "en", "es", "fa", "fr", "ru", "tg", "uk", "uz")
FEWEST_LETTERS = 20
ENOUGH = 20_000  # characters: more does not change the answer, and costs time


def language_of(text: str) -> str | None:
    """A two-letter code among ``READ``; None where there are too few letters to tell."""
    sample = text[:ENOUGH]
    if sum(sign.isalpha() for sign in sample) < FEWEST_LETTERS:
        return None
    code, _ = _identifier().classify(sample)
    return str(code)


@lru_cache(maxsize=1)
def _identifier() -> Any:  # the library carries no types
    # Its own instance: the module-level one is shared, and restricting it would reach into other programs.
    langid = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(list(READ))
    return identifier
