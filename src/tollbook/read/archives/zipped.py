"""ZIP archives: the documents in them, unpacked within bounds that are counted and never believed."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple
from unicodedata import normalize

from tollbook.model import Document, Issue
from tollbook.read.archives.member_names import Apart, safe_path
from tollbook.read.archives.zip_names import DOSSIER_MARK, is_passed_over, name_in
from tollbook.read.formats import MOST_ENTRIES, lists_too_much, most_bytes
from tollbook.read.page import first_few, lost, noted
from tollbook.read.pages.furniture import HEAD, furniture_of
from tollbook.read.unpack import MOST_MEMBERS, MOST_UNPACKED, Members

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_LOCKED = 0x1 | 0x40
_STEP = 65_536  # bytes unpacked at once
# Of bzip2 the library unpacks all that it has read of the file, and 50 bytes can become 45 million.
_STEP_BY_THE_BLOCK = 64
_FILE = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_SHOWN = 3  # names in a message
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
    *(KeyError, IndexError),
)
_ADVICE = "Open the archive in its own program, and put what it holds into the case."


class _State(Enum):
    """Whether a file can be taken out, and why not."""

    READABLE = 1
    LOCKED = 2
    STRANGE = 3
    LYING_OVER = 4


class _Entry(NamedTuple):
    """``path`` is fit to be named by; ``written`` is what the archive calls it; ``guessed`` as of ``Named``."""

    info: zipfile.ZipInfo
    path: str
    written: str
    guessed: str | None


def members_of_zip(document: Document, data: bytes) -> Members:
    """The files in it, folder by folder as it lists them."""
    name = document.name
    wrong = _wrong_with(name, data)
    if wrong:
        return (), (wrong,)
    archive = _opened(data)
    if archive is None:
        message = f"is no whole ZIP archive: the list of what it holds is missing or broken. {_ADVICE}"
        return (), (lost("not-unpacked", name, message),)
    with archive:
        return _Unpacking(document, data, archive).members()


def _wrong_with(name: str, data: bytes) -> Issue | None:
    """What is wrong with an archive that is better not opened."""
    if lists_too_much(data, MOST_ENTRIES):
        message = f"lists more than {MOST_ENTRIES} files, and none of them was read. {_ADVICE}"
        return lost("too-many-members", name, message)
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end >= 0 and data[end + 4 : end + 8] not in (b"\0\0\0\0", b"\xff\xff\xff\xff", b""):
        message = f"is one piece of an archive in several pieces, and was not read. Join them. {_ADVICE}"
        return lost("not-unpacked", name, message)
    return None


def _opened(data: bytes) -> zipfile.ZipFile | None:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except UnicodeDecodeError:  # one name that is not in the letters it is marked for would keep all of it shut
        unmarked = _unmarked(data)
        return _opened(unmarked) if unmarked != data else None
    except _BROKEN:
        return None


def _unmarked(data: bytes) -> bytes:
    """The same archive with no name marked as UTF-8."""
    end = data.rfind(_END)
    start = end - int.from_bytes(data[end + 12 : end + 16], "little")
    changed = bytearray(data)
    at = data.find(_DIRECTORY_ENTRY, max(start, 0))
    while 0 <= at < end - 46:
        changed[at + 9] &= 0xF7
        file = int.from_bytes(data[at + 42 : at + 46], "little")
        if data[file : file + 4] == _FILE:
            changed[file + 7] &= 0xF7
        at = data.find(_DIRECTORY_ENTRY, at + 46)
    return bytes(changed)


class _Unpacking:
    """One archive while it is taken apart."""

    def __init__(self, document: Document, data: bytes, archive: zipfile.ZipFile) -> None:
        self._name = document.name
        self._archive = archive
        self._within = hashlib.sha256(data).hexdigest()
        self._left = MOST_UNPACKED
        self._apart = Apart()

    def members(self) -> Members:
        """All that can be taken out, and the issues with the rest."""
        entries = [_entry(number, info) for number, info in enumerate(self._archive.infolist(), 1)]
        entries, passed = _documents_among(entries)
        entries, furniture = self._without_furniture(entries)
        entries, issues = self._readable(entries)
        documents, failed = self._unpacked(entries)
        return tuple(documents), (*self._passed_over(passed), *furniture, *self._named(entries), *issues, *failed)

    def _passed_over(self, passed: int) -> Iterator[Issue]:
        if passed:
            message = (
                f"holds {passed} hidden files, previews, locks or files of a dossier. They were passed over, as in a "
                "folder."
            )
            yield noted("passed-over", self._name, message)

    def _without_furniture(self, entries: list[_Entry]) -> tuple[list[_Entry], list[Issue]]:
        by_path = {entry.path: entry for entry in entries}
        found = list(furniture_of(by_path, lambda path: self._head(by_path[path])))
        gone = {path for one in found for path in one.names}
        issues = [one._replace(folder=f"{self._name}/{one.folder}").issue for one in found]
        return [entry for entry in entries if entry.path not in gone], issues

    def _head(self, entry: _Entry) -> bytes:
        if entry.info.flag_bits & _LOCKED or entry.info.compress_type not in _METHODS or self._left < HEAD:
            return b""
        self._left -= HEAD
        try:
            return self._read(entry, HEAD)[:HEAD]
        except _BROKEN:
            return b""

    def _readable(self, entries: list[_Entry]) -> tuple[list[_Entry], list[Issue]]:
        """Without those that are locked, packed in an unknown way, or lie over one another."""
        over = _overlapping(self._archive.infolist())
        by_state: dict[_State, list[_Entry]] = {state: [] for state in _State}
        for entry in entries:
            by_state[_state_of(entry.info, over)].append(entry)
        return by_state[_State.READABLE], list(_left_out(self._name, by_state))

    def _unpacked(self, entries: list[_Entry]) -> tuple[list[Document], list[Issue]]:
        documents: list[Document] = []
        issues: list[Issue] = []
        for count, entry in enumerate(entries):
            if count >= MOST_MEMBERS:
                issues.append(_too_many(self._name, entries[count:]))
                break
            name = f"{self._name}/{self._apart.name(entry.path)}"
            most = most_bytes(name)
            try:
                data = self._read(entry, min(most, self._left))
            except _BROKEN:
                issues.append(_damaged(name))
                continue
            if len(data) > self._left:
                issues.append(_too_much(self._name, entries[count:]))
                break
            self._left -= len(data)
            if len(data) > most:
                message = f"was not read: it has more than {most} bytes when unpacked. Please split it."
                issues.append(lost("too-large", name, message))
                continue
            documents.append(Document(name, data, self._within))
        return documents, issues

    def _read(self, entry: _Entry, most: int) -> bytes:
        """Its bytes; a little more than ``most`` where there are more, whatever size the archive states."""
        by_the_block = entry.info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        step = _STEP_BY_THE_BLOCK if by_the_block else _STEP
        pieces: list[bytes] = []
        size = 0
        with self._archive.open(entry.info) as opened:
            if by_the_block and isinstance(opened, zipfile.ZipExtFile):
                opened.MIN_READ_SIZE = step
            while size <= most and (piece := opened.read(step)):
                pieces.append(piece)
                size += len(piece)
        return b"".join(pieces)

    def _named(self, entries: list[_Entry]) -> Iterator[Issue]:
        tables = sorted({entry.guessed for entry in entries if entry.guessed})
        if tables:
            garbled = [entry for entry in entries if entry.guessed]
            message = (
                f"does not say in which letters some of its names are written. They were read as {', '.join(tables)}: "
                f"{_listed(garbled)}. If they look wrong, name the files anew; what they hold is not touched by it."
            )
            yield noted("name-garbled", self._name, message)
        changed = sum(_was_unsafe(entry) for entry in entries)
        if changed:
            message = (
                f"holds names that no file should have, with steps out of the folder, control characters or marks of "
                f"direction ({changed}). They were changed; look at where such an archive comes from."
            )
            yield noted("name-made-safe", self._name, message)


def _entry(number: int, info: zipfile.ZipInfo) -> _Entry:
    named = name_in(info)
    return _Entry(info, safe_path(named.words) or f"file-{number}", named.words, named.guessed)


def _was_unsafe(entry: _Entry) -> bool:
    return entry.path != normalize("NFC", entry.written)


def _documents_among(entries: list[_Entry]) -> tuple[list[_Entry], int]:
    """Without folders, dossiers, and what systems leave behind; and how many were passed over, folders not counted."""
    dossiers = {str(PurePosixPath(one.path).parent) for one in entries if one.path.split("/")[-1] == DOSSIER_MARK}
    kept, passed = [], 0
    for entry in entries:
        if entry.info.filename.endswith("/"):  # the library's own question fails on a name of no letters
            continue
        in_dossier = dossiers and any(str(parent) in dossiers for parent in PurePosixPath(entry.path).parents)
        if in_dossier or is_passed_over(entry.written):
            passed += 1
        else:
            kept.append(entry)
    return kept, passed


def _overlapping(infos: list[zipfile.ZipInfo]) -> frozenset[int]:
    """Where entries begin that share bytes with another."""
    over: set[int] = set()
    before, end = -1, -1
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            over |= {info.header_offset, before}
        own = info.header_offset + 30 + info.compress_size
        if own > end:
            before, end = info.header_offset, own
    return frozenset(over)


def _state_of(info: zipfile.ZipInfo, over: frozenset[int]) -> _State:
    if info.flag_bits & _LOCKED:
        return _State.LOCKED
    if info.compress_type not in _METHODS:
        return _State.STRANGE
    return _State.LYING_OVER if info.header_offset in over else _State.READABLE


def _left_out(name: str, by_state: dict[_State, list[_Entry]]) -> Iterator[Issue]:
    if locked := by_state[_State.LOCKED]:
        message = f"holds files locked with a password, which were not read: {_listed(locked)}. Unpack them with the "
        yield lost("encrypted", name, f"{message}password, and put them into the case.")
    if strange := by_state[_State.STRANGE]:
        message = f"holds files packed in a way that is not read here: {_listed(strange)}. {_ADVICE}"
        yield lost("not-unpacked", name, message)
    if lying := by_state[_State.LYING_OVER]:
        message = (
            f"holds files that lie over one another, as no packer makes them: {_listed(lying)}. They were not read: "
            "archives are made so to fill up a disk. Open it with care, and put what it holds into the case."
        )
        yield lost("entries-overlap", name, message)


def _damaged(name: str) -> Issue:
    message = f"could not be taken out of its archive: its bytes are broken. {_ADVICE}"
    return lost("damaged", name, message)


def _too_many(name: str, entries: list[_Entry]) -> Issue:
    message = f"holds more than {MOST_MEMBERS} files; the rest was not read: {_listed(entries)}. {_ADVICE}"
    return lost("too-many-members", name, message)


def _too_much(name: str, entries: list[_Entry]) -> Issue:
    message = f"has more than {MOST_UNPACKED} bytes when unpacked; the rest was not read: {_listed(entries)}. {_ADVICE}"
    return lost("unpacks-too-large", name, message)


def _listed(entries: list[_Entry]) -> str:
    return first_few([entry.path for entry in entries], _SHOWN)
