"""Whether a text, or some bytes, hold a name in any of its spellings: rather once too often than once too seldom."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import permutations
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp1256", "koi8-r", "cp866", "iso8859-5", "iso8859-6")
# Arabic and Persian forms of one letter.
_LETTERS = str.maketrans("\u06cc\u0649\u06a9\u0629", "\u064a\u064a\u0643\u0647")
_APART = re.compile(r"[\W_]+")
_MOST_UNPACKED = 64 * 1024 * 1024
_SHORT = 4  # letters: a shorter name is looked for as a whole word
_MOST_PARTS = 4


def folded(words: str) -> str:
    """Words as they are compared: without case, marks above and below letters, signs between words."""
    letters = unicodedata.normalize("NFKD", words).translate(_LETTERS).casefold()
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return _APART.sub(" ", bare).strip()


class Spelled:
    """Looks for some spellings. Of a name of several words, its words in any order are spellings too."""

    def __init__(self, spellings: Iterable[str]) -> None:
        given = tuple(dict.fromkeys(one.strip() for one in spellings if one.strip()))
        self._texts = tuple(dict.fromkeys(one for spelling in given for one in _orders(folded(spelling))))
        self._bytes = tuple(dict.fromkeys(one for spelling in given for one in _encoded(spelling)))

    def in_text(self, *texts: str | None) -> bool:
        """Whether any of the texts holds one."""
        return any(_holds(folded(text), one) for text in texts if text for one in self._texts)

    def in_bytes(self, data: bytes) -> bool:
        """Whether the bytes do, or a file packed in them: what knows its author says so in a part that nobody reads."""
        return any(one in part for part in (data, *_packed(data)) for one in self._bytes)


def _orders(words: str) -> Iterator[str]:
    parts = words.split()
    yield from map(" ".join, permutations(parts)) if len(parts) <= _MOST_PARTS else iter([words])


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
