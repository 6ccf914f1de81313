"""Bytes to characters: which encoding, how surely, and the canonical text that every anchor counts in."""

import codecs
import re
from dataclasses import dataclass
from importlib import import_module

_BOMS = (  # the longer first: UTF-32's begins as UTF-16's does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,20}=\s{0,20}["']?([A-Za-z0-9_.:-]{2,40})""")
_DECLARATION_WITHIN = 4096  # bytes; the HTML standard asks for 1024, saved pages put more before it
_GUESS_FROM = 262_144  # bytes given to the statistics
_CANDIDATES = [
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1256", "iso8859_6", "cp720"),
    *("cp1252", "iso8859_15", "cp1250", "cp1254", "cp850", "gb18030"),
]
# Browsers read these names as the wider Windows encodings (WHATWG Encoding Standard), so pages are written that way.
_AS_BROWSERS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254"}
_NO_TEXT = ("idna", "punycode", "unicode", "raw", "undefined", "mbcs", "oem")

_NEWLINES = re.compile(r"\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without a byte order mark. Not ``sure``: the encoding was guessed, or some bytes did not fit it."""

    text: str
    encoding: str
    sure: bool


def decode(data: bytes, *, declares: bool = False) -> Decoded | None:
    """By byte order mark, declaration (if the format ``declares`` one), UTF-8, statistics; None: no encoding fits."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding) or _loosely(data[len(bom) :], encoding)
    declared = _declared(data) if declares else None
    return (
        (_strictly(data, declared) if declared else None)
        or _strictly(data, "utf-8")
        or _damaged_utf8(data)
        or _guessed(data)
    )


def canonical(text: str) -> tuple[str, int]:
    """Line ends as LF, control characters and lone surrogates one for one as U+FFFD; and how many were replaced."""
    return _CONTROLS.subn(REPLACEMENT, _NEWLINES.sub("\n", text) if "\r" in text else text)


def codec_named(name: str) -> str | None:
    """Python's name of an encoding of text; None for what is none, and for those of two bytes a letter and more."""
    try:
        found = codecs.lookup(name).name
        b"a".decode(found)  # refuses codecs that are not of text, or need more than one byte
    except (LookupError, ValueError):
        return None
    return None if found.startswith(_NO_TEXT) else found


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, sure=True)
    except UnicodeError:
        return None


def _loosely(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding, sure=False)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARATION_WITHIN)
    if not match:
        return None
    name = match.group(1).decode("ascii").lower()
    if name.startswith(("utf-16", "utf-32", "utf16", "utf32")):
        return "utf-8"  # it could not have been found in bytes of UTF-16
    encoding = codec_named(_AS_BROWSERS.get(name, name))
    return None if encoding == "utf-7" else encoding  # never of a page


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes lost, as after a broken download: likelier than another encoding that looks like it."""
    loose = _loosely(data, "utf-8")
    lost = loose.text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    beyond_ascii = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", loose.text)) - lost
    return loose if beyond_ascii >= 20 * lost else None


def _guessed(data: bytes) -> Decoded | None:
    statistics = import_module("charset_normalizer")  # of hundreds of encodings, and few documents need them
    best = statistics.from_bytes(data[:_GUESS_FROM], cp_isolation=_CANDIDATES, enable_fallback=False).best()
    if best is None:
        return None
    whole = _strictly(data, best.encoding) or _loosely(data, best.encoding)
    return Decoded(whole.text, best.encoding, sure=False)
