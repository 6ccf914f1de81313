"""Whether a text, or some bytes, hold a name in any of its spellings: rather once too often than once too seldom."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import permutations
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from tollbook.model.letters import name_stem, plain_letters

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp1256", "koi8-r", "cp866", "iso8859-5", "iso8859-6")
_APART = re.compile(r"[\W_]+")
_MOST_UNPACKED = 64 * 1024 * 1024
_SHORT = 4  # letters: a shorter name is looked for as a whole word
_MOST_PARTS = 4
_ENDING = 4  # letters that a language may put behind a word of a name
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


def folded(words: str) -> str:
    """Words as they are compared: without case, marks above and below letters, signs between words; letters that look
    alike are one."""
    return _APART.sub(" ", "".join(map(plain_letters, words))).strip()


class Spelled:
    """Looks for some spellings. Of a name of several words, its words in any order are spellings too, with a word
    between them or none, with endings."""

    def __init__(self, spellings: Iterable[str]) -> None:
        given = tuple(dict.fromkeys(one.strip() for one in spellings if one.strip()))
        names = dict.fromkeys(one for spelling in given for one in _both(spelling))
        orders = tuple(dict.fromkeys(one for name in names for one in _orders(name)))
        self._texts = tuple(dict.fromkeys(map(" ".join, orders)))
        self._inflected = tuple(re.compile(one) for one in dict.fromkeys(map(_inflected, orders)) if one)
        self._bytes = tuple(dict.fromkeys(one for spelling in given for one in _encoded(spelling)))

    def in_text(self, *texts: str | None) -> bool:
        """Whether any of the texts holds one."""
        return any(self._in(one) for text in texts if text for one in _both(text))

    def _in(self, text: str) -> bool:
        return any(_holds(text, one) for one in self._texts) or any(one.search(text) for one in self._inflected)

    def in_bytes(self, data: bytes) -> bool:
        """Whether the bytes do, or a file packed in them: what knows its author says so in a part that nobody reads."""
        return any(one in part for part in (data, *_packed(data)) for one in self._bytes)


def _both(words: str) -> tuple[str, ...]:
    """Folded, with an apostrophe as what parts words, and as nothing."""
    return tuple(dict.fromkeys((folded(words), folded(words.translate(_APOSTROPHES)))))


def _orders(words: str) -> Iterator[tuple[str, ...]]:
    parts = tuple(words.split())
    if parts:
        yield from permutations(parts) if len(parts) <= _MOST_PARTS else (parts,)


def _inflected(parts: tuple[str, ...]) -> str | None:
    """The words with endings, and a word between them or none; None where they are too short to be told so."""
    if any(len(one) < _SHORT for one in parts):
        return None
    stems = [re.escape(name_stem(one)) for one in parts]
    if len(parts) == 1:
        return rf"\b{stems[0]}\w{{0,{_ENDING}}}\b"
    return rf"\w{{0,{_ENDING}}}(?: \w+)? ?".join(stems)


def _holds(text: str, spelling: str) -> bool:
    if len(spelling) >= _SHORT:
        return spelling in text
    return f" {spelling} " in f" {text} "


def _encoded(spelling: str) -> Iterator[bytes]:
    composed = unicodedata.normalize("NFC", spelling), unicodedata.normalize("NFD", spelling)
    for words in {case for one in composed for case in (one, one.upper(), one.lower(), one.title())}:
        for encoding in _ENCODINGS:
            data = words.encode(encoding, "ignore")
            if len(data) >= len(words):  # else letters of it are not in that encoding
                yield data
        yield words.encode("utf-16-be").hex().upper().encode()
        yield words.encode("utf-16-be").hex().encode()


def _packed(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"PK\x03\x04"):
        return
    left = _MOST_UNPACKED
    try:
        with ZipFile(BytesIO(data)) as archive:
            for one in archive.infolist():
                with archive.open(one) as opened:
                    part = opened.read(left)
                left -= len(part)
                yield part
                if left <= 0:
                    return
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, ZlibError):
        return  # what cannot be unpacked was told of when it was read
