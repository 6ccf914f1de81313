"""Whether the words of a figure hold a noun: what they do not say, the page does not say for them."""

import re
from functools import cache

from tollbook.data import available_languages, load_pack
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases

# The concepts of a language pack that a number is written with.
NUMERIC = (
    "number_",
    "scale",
    "vague",
    "bound",
    "range",
    "closer",
    "partitive",
    "additional",
    "article_",
    "harm_",
)
_JOINS = "of"  # the class itself: an office and what somebody died of are other classes
_NOUNS = "group_"
_LETTERS = re.compile(r"[^\W\d_]")


def noun_stated(claim: Json) -> bool:
    """Whether the claim's own words, or those before them that it takes its group from, name whom it counts."""
    marks = claim.get("marks") or ()
    if "group_carried" in marks or "individual" in marks:
        return True
    words = str(claim.get("words") or "").casefold()
    return not words or bool(_LETTERS.search(_numeric(str(claim.get("language") or "")).sub(" ", words)))


def noun_of(claim: Json, n: int | None, say: Phrases) -> str:
    """The noun to show beside a number; in brackets where it is taken from the words before; "" where none is said."""
    if not noun_stated(claim):
        return ""
    noun = say.noun(claim.get("group"), n)
    return say.say("figures.carried", noun=noun) if "group_carried" in (claim.get("marks") or ()) else noun


@cache
def _numeric(language: str) -> re.Pattern[str]:
    """The wordings of numbers, bounds and ranges in a language, longest first; none of a language without a pack."""
    packs = [load_pack(language)] if language in available_languages() else []
    every = [(wording.cls, wording.words.casefold()) for pack in packs for wording in pack.wordings]
    nouns = {words for cls, words in every if cls.startswith(_NOUNS)}  # "took 20 prisoner" is of both
    words = {words for cls, words in every if cls == _JOINS or cls.startswith(NUMERIC)} - nouns
    listed = "|".join(re.escape(one) for one in sorted(words, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if words else r"(?!)")
