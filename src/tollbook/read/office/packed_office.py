"""Office documents are ZIP files of parts: checked and unpacked within bounds before any library opens one."""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from tollbook.model import Issue
from tollbook.read.formats import lists_too_much
from tollbook.read.page import lost, noted, to_look_at

_MEGABYTE = 1024 * 1024
MOST_PARTS = 10_000
MOST_PART_BYTES = 64 * _MEGABYTE
MOST_BYTES_IN_ALL = 256 * _MEGABYTE

_STEP = 65_536  # bytes unpacked at once

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what office programs write; both unpack piece by piece
_MARKUP = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp", ".heic")
_OF_THE_FILE = ("docProps/", "Thumbnails/")  # its own small picture of itself
_HELD = ("/embeddings/", "/afchunk", "/activex/")  # documents and controls within the document
_DECLARES_ENTITY = b"<!ENTITY"
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([A-Za-z0-9._-]{1,40})["']""")
_ASCII_WITHIN = re.compile(rb"utf-?8|utf-?16(le|be)?|us-ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """``markup``: the parts that are text, by name. ``names``: every part, in the order of the file."""

    markup: dict[str, bytes] = field(repr=False)
    names: tuple[str, ...]


Unpacked = tuple[Parts | None, tuple[Issue, ...]]


def unpack_office(name: str, data: bytes) -> Unpacked:
    """The parts; None with the issue that says why for what is encrypted, too large, or made to do harm."""
    if data.startswith(_OLD_OFFICE):
        return None, (encrypted(name) if _ENCRYPTED_STREAM in data else _of_the_old_kind(name),)
    if lists_too_much(data, MOST_PARTS):
        return None, (_too_much(name, f"more than {MOST_PARTS} parts"),)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            return None, (encrypted(name),)
        markup = _markup(archive, entries)
    if markup is None:
        megabytes = f"{MOST_PART_BYTES // _MEGABYTE} MB in one part or {MOST_BYTES_IN_ALL // _MEGABYTE} MB"
        return None, (_too_much(name, f"more than {megabytes} in all, once unpacked"),)
    if any(_is_dangerous(part) for part in markup.values()):
        return None, (_declares_entities(name),)
    names = tuple(dict.fromkeys(entry.filename for entry in entries if _is_within(entry.filename)))
    return Parts(markup, names), tuple(_not_read(name, names))


def _markup(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> dict[str, bytes] | None:
    """The text parts; None where they are over the bounds."""
    parts: dict[str, bytes] = {}
    left = MOST_BYTES_IN_ALL
    for entry in entries:
        if not _is_within(entry.filename) or not entry.filename.lower().endswith(_MARKUP):
            continue
        if entry.file_size > min(MOST_PART_BYTES, left):
            return None
        if entry.compress_type not in _METHODS:
            raise zipfile.BadZipFile  # no office program packs so; documents.py calls it damaged
        parts[entry.filename] = _opened(archive, entry)
        left -= entry.file_size
    return parts


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part, at most as long as the directory states; the library ends at that too, and complains of what is over.
    Asked for the whole at once, it would first unpack what is over."""
    pieces: list[bytes] = []
    with archive.open(entry) as opened:
        while piece := opened.read(_STEP):
            pieces.append(piece)
    return b"".join(pieces)


def _is_within(name: str) -> bool:
    return bool(name) and not name.startswith(("/", "\\")) and ".." not in re.split(r"[/\\]", name)


def _is_dangerous(part: bytes) -> bool:
    """Whether markup declares entities of its own, or is in an encoding that could hide that it does."""
    plain = part.replace(b"\0", b"") if b"\0" in part[:4] else part
    declared = _ENCODING.match(plain.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n"))
    return _DECLARES_ENTITY in plain or bool(declared and not _ASCII_WITHIN.fullmatch(declared[1]))


def _not_read(name: str, names: Iterable[str]) -> Iterable[Issue]:
    pictures = [one for one in names if one.lower().endswith(_PICTURES) and not one.startswith(_OF_THE_FILE)]
    held = [one for one in names if any(folder in f"/{one.lower()}" for folder in _HELD)]
    if pictures:
        message = f"holds pictures ({len(pictures)}): no word in them was read. If one shows text, type it out."
        yield noted("pictures-not-read", name, message)
    if held:
        message = (
            f"holds other documents within it ({len(held)}), which were not read. Open it, and save each of them into "
            "the case."
        )
        yield to_look_at("embedded-not-read", name, message)


def encrypted(name: str) -> Issue:
    """The issue for a document that only a password opens."""
    message = "was not read: it is locked with a password. Open it with the password, and save it without one."
    return lost("encrypted", name, message)


def _of_the_old_kind(name: str) -> Issue:
    message = (
        "was not read: it is an office document of the old kind (.doc, .xls), whatever its name says. Open it and save "
        "it as .docx, .xlsx or PDF."
    )
    return lost("format-not-read", name, message)


def _too_much(name: str, what: str) -> Issue:
    message = (
        f"was not read: it holds {what}, more than a document needs. Open it with care in its own program, and save it "
        "anew or in pieces."
    )
    return lost("unpacks-too-large", name, message)


def _declares_entities(name: str) -> Issue:
    message = (
        "was not read: its markup declares entities, which no office program writes and which can be made to do harm. "
        "If you trust it, open it in its own program and save it anew."
    )
    return lost("markup-unsafe", name, message)
