"""Letters as names are compared by: what looks the same, or is written for the same, is one."""

import unicodedata
from functools import lru_cache

# Each letter of the upper row is taken for the one below it. Letters of two scripts that look alike: people and
# machines that read pictures mix them. Persian and Arabic forms; Tajik letters as a Russian keyboard has them.
_ALIKE = str.maketrans(
    "авекмнорстухіјѕԁցһқғҳҷłøđıŋ\u06cc\u0649\u06d0\u06cd\u06a9\u0629\u06c1\u06c0\u06be\u06d5\u06ab",
    "abekmhopctyxijsdghкгxчlodin\u064a\u064a\u064a\u064a\u0643\u0647\u0647\u0647\u0647\u0647\u0643",
)
_LAST = frozenset("aeiouyыиэюяь")  # letters, as they are compared, that an ending may take the place of
_SHORT = 4


@lru_cache(maxsize=8192)
def plain_letters(char: str) -> str:
    """A letter or figure without marks above and below, and in one form; nothing for a sign that only joins or
    stretches letters."""
    found = []
    for one in unicodedata.normalize("NFKD", char).casefold():
        if unicodedata.combining(one) or unicodedata.category(one) in ("Cf", "Lm", "Mn", "Me"):
            continue
        found.append(one.translate(_ALIKE).translate(_ALIKE))
    return "".join(found)


def name_stem(word: str) -> str:
    """A word of a name, of plain letters, without a last letter that an ending may take the place of."""
    return word[:-1] if len(word) > _SHORT and word[-1] in _LAST else word
