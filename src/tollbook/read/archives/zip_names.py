"""Names within a ZIP: which letters their bytes stand for, and which of them are nobody's documents."""

import struct
import zipfile
import zlib
from itertools import pairwise
from typing import NamedTuple

_UTF8 = 0x800
_UNICODE_PATH = 0x7075  # a second name in UTF-8, kept by packers whose system writes the first in its own letters
# The letters of the Russian DOS table. Its other bytes draw lines, which names have no use for.
_CP866_LETTERS = frozenset((*range(0x80, 0xB0), *range(0xE0, 0xF8)))
_JUNK = frozenset(("thumbs.db", "desktop.ini", "ehthumbs.db"))
_MAC = "__MACOSX"
DOSSIER_MARK = "MANIFEST.sha256"


class Named(NamedTuple):
    """``guessed`` is the table of letters that was taken where the archive does not say."""

    words: str
    guessed: str | None = None


def name_in(info: zipfile.ZipInfo) -> Named:
    """The name as its packer meant it. The library reads what is not marked as UTF-8 by the table of the first PCs."""
    if info.flag_bits & _UTF8:
        return Named(info.orig_filename)
    raw = info.orig_filename.encode("cp437", "replace")
    told = _second_name(info.extra, raw)
    if told is not None:
        return Named(told)
    try:
        return Named(raw.decode("utf-8"))  # packers of one system write it and do not say so
    except UnicodeDecodeError:
        return _guessed(raw)


def _second_name(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that stands beside, if it was made for this one."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None


def _guessed(raw: bytes) -> Named:
    high = [byte for byte in raw if byte >= 0x80]
    in_runs = sum(a >= 0x80 and b >= 0x80 for a, b in pairwise(raw))
    if _CP866_LETTERS.issuperset(high) and 2 * in_runs >= len(high):
        return Named(raw.decode("cp866"), "cp866")
    try:
        japanese = raw.decode("cp932")
    except UnicodeDecodeError:
        japanese = ""
    if any("\u3040" <= sign <= "\u30ff" for sign in japanese):
        return Named(japanese, "cp932")
    return Named(raw.decode("cp437"), "cp437")


def is_passed_over(path: str) -> bool:
    """A folder, or what a system leaves behind for itself: hidden files, previews, locks of open documents."""
    parts = path.replace("\\", "/").split("/")
    last = parts[-1]
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    folder = path.endswith(("/", "\\"))
    return folder or hidden or _MAC in parts or last.lower() in _JUNK or last.startswith("~$")
