"""Words that tell of the circumstances that a rule's scope asks about, by language."""

import re
from functools import cache

from tollbook.data.loader import data_file, load_yaml

_BETWEEN = 3  # words that may stand between "after" and the war: "after four years of civil war"


def tells_of_war(language: str, words: str) -> bool:
    """Whether these words tell of an armed conflict under way; never where the language has no such list."""
    under_way = war_words(language)
    return under_way is not None and any(one["war"] for one in under_way.finditer(words))


@cache
def war_words(language: str) -> re.Pattern[str] | None:
    """What tells of an armed conflict: of one under way (``war``), or first of one that is over, to come or denied.
    None where the language has no such list."""
    file = data_file("languages", language, "circumstances.yaml")
    if not file.is_file():
        return None
    lists = load_yaml(file)
    war, not_now = ("|".join(map(re.escape, lists[one])) for one in ("armed_conflict", "not_under_way"))
    return re.compile(rf"\b(?:{not_now})\s+(?:\w+\s+){{0,{_BETWEEN}}}(?:{war})\b|\b(?P<war>{war})\b", re.IGNORECASE)
