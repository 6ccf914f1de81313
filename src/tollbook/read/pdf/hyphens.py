"""Words parted at the end of a line: whether the hyphen is the word's own or the printer's."""

import re
from collections.abc import Iterable

from tollbook.data import available_languages, load_pack
from tollbook.read.pdf.signs import HYPHEN

SIGNS = (HYPHEN, "-", "\u2010", "\u00ad")
_SOFT = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010\u00ad\x02]$")
_AFTER = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3
_LONGEST_WORD = 80
_MOST_WORDS = 200_000


class Hyphens:
    """The words of one document, and the words of number of the language packs: both tell hyphens apart."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            if len(self._words) > _MOST_WORDS:
                break
            found = _WORD.findall(line.lower())
            self._words.update(found[:-1] if line.endswith(SIGNS) else found)
        self._numbers = _number_words()

    def joined(self, above: str, line: str) -> tuple[str, str]:
        """Two lines of one paragraph, with a word that is parted between them made whole on the first."""
        before, after = _BEFORE.search(above[-_LONGEST_WORD:]), _AFTER.match(line[:_LONGEST_WORD])
        if not above.endswith(SIGNS) or not before or not after:
            return above.replace(HYPHEN, "-"), line
        tail = line.split(" ", 1)
        own = "" if self._is_printers(above, before.group(1), after.group()) else "-"
        return above[:-1].replace(HYPHEN, "-") + own + tail[0], tail[1] if len(tail) > 1 else ""

    def _is_printers(self, above: str, left: str, right: str) -> bool:
        """Whether the hyphen came of parting the word: so it is, unless something speaks for a word with a hyphen."""
        if above.endswith(_SOFT):
            return True
        if not right[0].islower() and not left.isupper() and right[0].upper() != right[0].lower():
            return False
        one, other = left.lower(), right.lower()
        last = one.replace("\u2010", "-").rpartition("-")[2]
        if one + other in self._words:
            return True
        if f"{one}-{other}" in self._words or (last in self._numbers and other in self._numbers):
            return False
        both = min(len(last), len(other)) >= _SHORTEST_WORD and {last, other} <= self._words
        return not both


def _number_words() -> frozenset[str]:
    return frozenset(
        wording.words.lower()
        for code in available_languages()
        for wording in load_pack(code).wordings
        if wording.cls in ("number_word", "scale")
    )
