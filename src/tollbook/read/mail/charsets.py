"""Bytes to characters where something beside them names the encoding: the head of a message, which may lie."""

import re
from typing import NamedTuple

from tollbook.read.decode import codec_named, decode

# As senders mean them: the wider Windows encodings under the narrower names.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254", "ks_c_5601-1987": "cp949"}
_SEVEN_BIT = ("utf-7", "hz", "iso2022")
_SWAPPED = {"cp1251": "koi8_r", "koi8-r": "cp1251", "koi8-u": "cp1251"}
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_WITHIN = 20_000
_FEWEST = 4  # words


class Said(NamedTuple):
    """``encoding`` is what it was read as. ``differs``: its head names another. Not ``sure``: it was guessed."""

    text: str
    encoding: str
    sure: bool = True
    differs: bool = False


def text_by(data: bytes, named: str | None, *, declares: bool = False) -> Said | None:
    """By the encoding that is ``named``, unless the bytes are plainly another; None where none fits. ``declares``: the
    format can name one too."""
    codec = _codec(named) if named else None
    if codec and codec.startswith(_SEVEN_BIT):
        strict = _strictly(data, codec)
        return Said(strict, codec) if strict is not None else None
    utf8 = _strictly(data, "utf-8-sig")
    if utf8 is not None:
        return Said(utf8, "utf-8", differs=codec not in (None, "utf-8", "ascii") and not data.isascii())
    strict = _strictly(data, codec) if codec and codec != "utf-8" else None
    if codec and strict is not None:
        swapped = _swapped(data, codec, strict)
        return swapped or Said(strict, codec)
    guessed = decode(data, declares=declares)
    if guessed is None:
        return None
    return Said(guessed.text, guessed.encoding, guessed.sure, differs=codec not in (None, guessed.encoding))


def _codec(named: str) -> str | None:
    name = named.strip(" \"'").lower()[:40]
    return codec_named(_MEANT.get(name, name))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except ValueError:
        return None


def _swapped(data: bytes, codec: str, text: str) -> Said | None:
    """The two Russian encodings of one time, each read as the other, turn small letters into capitals."""
    other = _SWAPPED.get(codec)
    if not other or not _is_inverted(text):
        return None
    swapped = _strictly(data, other)
    return Said(swapped, other, differs=True) if swapped is not None and not _is_inverted(swapped) else None


def _is_inverted(text: str) -> bool:
    """Whether most words are capitals, and those that begin a sentence begin small."""
    words = [word for word in _LETTERS.findall(text[:_WITHIN]) if not word.isascii()]
    capitals = sum(word[1:].isupper() for word in words)
    begun_small = any(word[0].islower() and word[1:].isupper() for word in words)
    return len(words) >= _FEWEST and 2 * capitals > len(words) and begun_small
