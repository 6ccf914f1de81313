"""The ways in which a secret may be written: encodings, cases, compositions, escapes, base64, hex, backwards, ROT13."""

import base64
import codecs
import quopri
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, quote_plus

FEWEST = 5  # bytes: a shorter pattern stands somewhere in any large file
SHORTEST = 5  # signs of a secret
DIGITS = 7  # of a number that is looked for by its digits alone
UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-7")
ONE_BYTE = (
    *("latin-1", "cp1252", "cp1251", "cp1256", "koi8-r", "koi8-t", "cp866", "mac-cyrillic", "iso8859-5"),
    *("iso8859-6", "mac-farsi", "mac-arabic", "cp864"),
)
ESCAPED_FROM = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp1256", "koi8-r", "latin-1")
_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff\u0640]")
_LETTERS = str.maketrans("\u06cc\u0649\u06a9", "\u064a\u064a\u0643")  # as programs without Persian letters write them
_SPACE = re.compile(r"\s+")


class Forms(NamedTuple):
    """``normal``: the words as texts are compared; ``digits``: of a number with separators, else blank; ``patterns``:
    bytes, each with how the words are written in it."""

    normal: str
    digits: str
    patterns: dict[bytes, str]


@cache
def forms_of(words: str) -> Forms:
    """All forms of one secret. ValueError for one so short that it would be found anywhere."""
    if len(words) < SHORTEST:
        raise ValueError(f"{words!r} is too short to be looked for")
    patterns: dict[bytes, str] = {}
    for pattern, how in _patterns(words):
        patterns.setdefault(pattern, how)
    return Forms(normal(words), _number(words), patterns)


def normal(text: str) -> str:
    """A text without what the eye does not tell apart: case, composition, widths, unseen signs, kinds of space."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS)
    return _SPACE.sub(" ", seen.casefold())


def _number(words: str) -> str:
    digits = "".join(str(unicodedata.digit(sign)) for sign in words if sign.isdigit())
    letters = any(sign.isalpha() for sign in words)
    return digits[-9:] if len(digits) >= DIGITS and not letters and "." not in words else ""


def _spellings(words: str) -> dict[str, str]:
    """The words as people and programs write them, each with how."""
    found: dict[str, str] = {}
    for form, composed in _composed(words).items():
        for how, one in (
            ("", composed),
            ("lower case ", composed.lower()),
            ("casefolded ", composed.casefold()),
            ("upper case ", composed.upper()),
            ("title case ", composed.title()),
        ):
            found.setdefault(one, f"{how}{form} ")
    return found


def _composed(words: str) -> dict[str, str]:
    whole = unicodedata.normalize("NFC", words)
    return {
        "NFC": whole,
        "NFD": unicodedata.normalize("NFD", words),
        "in letters of an older program": whole.translate(_LETTERS),
        "without unseen signs": _UNSEEN.sub("", whole).translate(_LETTERS),
        "with spaces for unseen signs": _UNSEEN.sub(" ", whole).translate(_LETTERS),
    }


def _patterns(words: str) -> Iterator[tuple[bytes, str]]:
    for spelling, how in _spellings(words).items():
        yield from _encoded(spelling, how)
        yield from _encoded(spelling[::-1], f"backwards {how}")
        yield from _encoded(codecs.encode(spelling, "rot13"), f"ROT13 {how}")
        yield from _escaped(spelling, how)


def _encoded(words: str, how: str) -> Iterator[tuple[bytes, str]]:
    for encoding in (*UNICODE, *ONE_BYTE):
        try:
            yield words.encode(encoding), f"{how}in {encoding}"
        except (UnicodeEncodeError, LookupError):
            continue


def _escaped(words: str, how: str) -> Iterator[tuple[bytes, str]]:
    for encoding in ESCAPED_FROM:
        try:
            data = words.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield from ((one, f"{how}{name} of {encoding}") for name, one in _of_bytes(data))
    yield from ((one.encode(), f"{how}{name}") for name, one in _of_signs(words))


def _of_bytes(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "hex", data.hex().encode()
    yield "hex", data.hex().upper().encode()
    yield "URL encoding", quote(data, safe="").encode()
    yield "URL encoding", quote(data, safe="").lower().encode()
    yield "URL encoding", quote_plus(data).encode()
    yield "quoted-printable", quopri.encodestring(data).rstrip(b"\n")
    yield "octal escapes", "".join(f"\\{one:03o}" for one in data).encode()
    yield "byte escapes", "".join(f"\\x{one:02x}" for one in data).encode()
    for shift in range(3):
        for name, encode in (("base64", base64.b64encode), ("base64 of addresses", base64.urlsafe_b64encode)):
            whole = encode(b"\0" * shift + data)
            # The signs at both ends hold bits of whatever stands beside the words.
            yield name, whole[(0, 2, 3)[shift] : len(whole) - (0, 3, 2)[(shift + len(data)) % 3]]


def _of_signs(words: str) -> Iterator[tuple[str, str]]:
    units = [
        int.from_bytes(pair, "big")
        for pair in (words.encode("utf-16-be")[at : at + 2] for at in range(0, 2 * len(words), 2))
    ]
    for form in ("\\u{:04x}", "\\u{:04X}"):
        yield "JSON escapes", "".join(form.format(one) for one in units)
        yield "JSON escapes", "".join(chr(one) if one < 128 else form.format(one) for one in units)
    for form in ("&#{};", "&#x{:x};", "&#x{:X};"):
        yield "HTML entities", "".join(form.format(ord(sign)) for sign in words)
        yield "HTML entities", "".join(sign if ord(sign) < 128 else form.format(ord(sign)) for sign in words)
