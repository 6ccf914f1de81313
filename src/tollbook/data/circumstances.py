"""Words that tell of the circumstances that a rule's scope asks about, by language."""

import re
from functools import cache

from tollbook.data.loader import data_file, load_yaml


@cache
def war_words(language: str) -> re.Pattern[str] | None:
    """What tells of an armed conflict under way; None where the language has no such list."""
    file = data_file("languages", language, "circumstances.yaml")
    if not file.is_file():
        return None
    words = "|".join(re.escape(one) for one in load_yaml(file)["armed_conflict"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
