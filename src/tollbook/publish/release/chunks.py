"""A text cut at its spaces, each chunk with the punctuation around it set apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_CHUNK = re.compile(r"\S+")
_CASED = ("LATIN ", "CYRILLIC ", "GREEK ", "ARMENIAN ")  # scripts in which a name shows by its capital
_NO_CASE = ("LATIN LETTER SMALL CAPITAL", "MODIFIER LETTER")
JOINERS = frozenset("-‐‑–—'’ʼ/.,:;()[]")
_SHOWN = frozenset(("Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc"))
ENDS = frozenset(".!?…")
_BORDERS = ("\n\n", "\t")  # between the blocks of a canonical text


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two spaces, from ``start`` to ``end``; ``core`` without the punctuation before and after.
    ``opens``: a sentence begins here, as far as the words before it tell."""

    start: int
    end: int
    lead: str
    core: str
    trail: str
    opens: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """The core's words and numbers."""
        return tuple(part for part in _PARTS.split(self.core) if part)

    @property
    def key(self) -> str:
        """The core as it is looked up."""
        return self.core.replace("’", "'").replace("ʼ", "'").casefold()

    @property
    def numeric(self) -> bool:
        """Whether the core is made of figures, and of what may join them."""
        return bool(self.core) and all(kind_of(char) in "NJ" for char in self.core)

    @property
    def capital(self) -> bool:
        """Whether a capital stands in it."""
        return any(char.isupper() or char.istitle() for char in self.core)


_PARTS = re.compile("[" + re.escape("".join(sorted(JOINERS))) + "]+")


@lru_cache(maxsize=8192)
def kind_of(char: str) -> str:
    """L: a letter of a script with capitals. O: of another script. N: a figure. J: what joins. X: what nobody can see
    or look up."""
    if char in JOINERS:
        return "J"
    category = unicodedata.category(char)
    if category.startswith("L"):
        name = unicodedata.name(char, "")
        return "L" if name.startswith(_CASED) and not name.startswith(_NO_CASE) else "O"
    if category in ("Mn", "Mc"):
        return "L" if char < "\u0370" else "O"
    return "N" if category == "Nd" else "X"


def mixes_scripts(word: str) -> bool:
    """Whether letters of two scripts stand in one word: somebody hid it, or a machine misread it."""
    return len({_script(char) for char in word} - {""}) > 1


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0] if unicodedata.category(char)[0] == "L" else ""


def chunks(text: str, start: int = 0, end: int | None = None) -> Iterator[Chunk]:
    """The chunks of a stretch. What stands before the stretch tells whether a sentence begins with it."""
    stop = len(text) if end is None else end
    for match in _CHUNK.finditer(text, start, stop):
        raw = match.group()
        first, last = 0, len(raw)
        while first < last and not _word(raw[first]):
            first += 1
        while last > first and not _word(raw[last - 1]):
            last -= 1
        core = "".join(char for char in raw[first:last] if unicodedata.category(char) != "Cf")
        yield Chunk(
            match.start(), match.end(), _shown(raw[:first]), core, _shown(raw[last:]), _opens(text, match.start())
        )


def _word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _shown(punctuation: str) -> str:
    return "".join(char for char in punctuation if unicodedata.category(char) in _SHOWN)


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins here: in a block of its own, or after a mark that ends one. Nothing before: unknown."""
    before = at
    while before and text[before - 1].isspace():
        before -= 1
    if any(border in text[before:at] for border in _BORDERS):
        return before > 0
    while before and text[before - 1] in "\"'”’»)]":
        before -= 1
    if not before or text[before - 1] not in ENDS:
        return False
    return text[before - 1] != "." or not _abbreviated(text, before - 1)


def _abbreviated(text: str, dot: int) -> bool:
    """Whether the word before a dot may be an abbreviation or an initial: short, or with a capital."""
    begin = dot
    while begin and not text[begin - 1].isspace() and dot - begin < 12:
        begin -= 1
    word = text[begin:dot].strip("(\"'“‘«[")
    return len(word) <= 1 or (len(word) <= 5 and any(char.isupper() for char in word))
