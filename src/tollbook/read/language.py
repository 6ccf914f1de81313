"""Which language a text is in: one of those that are read, unless it is plainly another."""

from functools import lru_cache
from importlib import import_module
from typing import Any

from tollbook.data import available_languages, pack_words

READ = ("ar", "en", "es", "fa", "fr", "ru", "tg", "uk", "uz")
# What a text can plainly be instead. Left out are the rarest that the model knows: in short texts they would be wrong
# more often than right.
OTHERS = (
    *("af", "am", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "et", "eu", "fi", "gl", "ha", "he", "hi", "hr"),
    *("hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "ku", "ky", "lt", "lv", "mk", "mn", "nl", "no", "pl", "ps"),
    *("pt", "ro", "sk", "sl", "so", "sq", "sr", "sv", "sw", "th", "tk", "tl", "tr", "tt", "ug", "ur", "vi", "zh"),
)
_SAME_AS = {"sdh": "ku", "wuu": "zh", "yue": "zh", "nb": "no", "nn": "no", "iw": "he", "in": "id"}
FEWEST_LETTERS = 20
ENOUGH = 20_000  # characters: more does not change the answer, and costs time
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


def language_despite(declared: str | None, text: str) -> str | None:
    """The language that a document declares, unless its text is plainly in another. Sites declare one for all pages."""
    if declared is None:
        return language_of(text)
    sample = text[:ENOUGH]
    if sum(sign.isalpha() for sign in sample) < FEWEST_LETTERS:
        return declared
    scores = _scores(sample)
    found = _likeliest(scores)
    said = _SAME_AS.get(declared, declared)
    return found if said in scores and scores[found] - scores[said] > PLAINLY_AGAINST else declared


def _likeliest(scores: dict[str, float]) -> str:
    """The likeliest of those that are read, unless another is plainly likelier."""
    read = max(READ, key=lambda code: scores[code])
    other = max(OTHERS, key=lambda code: scores[code])
    return other if scores[other] - scores[read] > PLAINLY else read


def _scores(text: str) -> dict[str, float]:
    """How likely each language is, as logarithms."""
    scores: dict[str, float] = {}
    for code, score in _identifier().rank(text):
        same = _SAME_AS.get(code, code)
        scores[same] = max(score, scores.get(same, score))
    return scores


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
    # Its own instance: the module-level one is shared with other programs in the same process.
    langid = import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
