"""Archives of web pages (WARC): the pages, texts, PDFs and pictures in them, each with its address and its day."""

import hashlib
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from tollbook.model import Document, Issue, Provenance, When
from tollbook.read.archives.member_names import Apart, extension_for, named_as, safe_path
from tollbook.read.archives.warc_records import Record, records_of
from tollbook.read.formats import PICTURES, RECORDINGS, format_named, format_told, most_bytes
from tollbook.read.page import first_few, lost, noted, to_look_at
from tollbook.read.pages.addresses import web_address
from tollbook.read.pages.metadata import iso_date
from tollbook.read.unpack import MOST_MEMBERS, MOST_UNPACKED, Members

# The library warns of addresses with spaces by writing them out, and addresses are words of a source.
logging.getLogger("warcio").setLevel(logging.ERROR)

SMALLEST_PICTURE = 20_000  # bytes; smaller ones are marks and buttons of the page
_SHOWN = 5
_BASIS = "the day the archive fetched it"
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download")
_ADVICE = "Fetch the page anew if it still stands, or look at the archive in its own program."


def members_of_warc(document: Document, data: bytes) -> Members:
    """What was fetched whole and is a document, in the order of the records and named by their numbers."""
    return _Taking(document, data).members()


class _Taking:
    """One archive while it is taken apart. Lists of numbers say of which records something is to be said."""

    def __init__(self, document: Document, data: bytes) -> None:
        self._name = document.name
        self._data = data
        self._within = hashlib.sha256(data).hexdigest()
        self._apart = Apart()
        self._left = MOST_UNPACKED
        self._passed: Counter[str] = Counter()
        self._cut: list[int] = []
        self._differ: list[int] = []
        self._broken: list[int] = []
        self._packed: list[int] = []
        self._too_large: list[int] = []

    def members(self) -> Members:
        documents: list[Document] = []
        ended: tuple[Issue, ...] = ()
        any_record = False
        for record in records_of(self._data, lambda: self._left):
            any_record = any_record or not record.broken
            if record.broken:
                self._broken.append(record.number)
            elif len(documents) == MOST_MEMBERS:
                ended = (_too_many(self._name, record.number),)
                break
            elif self._left <= 0:
                ended = (_too_much(self._name, record.number),)
                break
            else:
                documents += self._document(record)
        if not any_record:
            message = (
                "holds no record of a page that could be read. It is damaged, or is not the archive it seems to be."
            )
            return (), (lost("not-unpacked", self._name, f"{message} {_ADVICE}"),)
        return tuple(documents), (*ended, *self._issues())

    def _document(self, record: Record) -> Iterator[Document]:
        """One record as a document, if it is one."""
        why = record.passed_over or self._no_document(record)
        if why:
            self._passed[why] += 1
            return
        name = f"{self._name}/{self._apart.name(_member_name(record))}"
        if record.packed_otherwise:
            self._packed.append(record.number)
        elif len(record.body) > most_bytes(name):
            self._too_large.append(record.number)
        else:
            self._left -= len(record.body)
            self._cut += [record.number] * record.cut
            self._differ += [record.number] * record.differs
            known = Provenance(address=web_address(record.address), captured=_captured(record.date))
            yield Document(name, record.body, self._within, known)

    def _no_document(self, record: Record) -> str | None:
        if not record.body and not record.packed_otherwise:
            return "empty answers"
        told = format_told(record.body)
        if (told in PICTURES or record.media_type.startswith("image/")) and len(record.body) < SMALLEST_PICTURE:
            return "small pictures"
        if told or extension_for(record.media_type) or record.media_type.startswith(("audio/", "video/")):
            return None
        named = format_named(_path_of(record.address)) if record.media_type in _UNTOLD else None
        return None if named else "styles, scripts and other parts of pages"

    def _issues(self) -> Iterator[Issue]:
        name = self._name
        if self._passed:
            counted = ", ".join(f"{why} ({count})" for why, count in sorted(self._passed.items()))
            yield noted("passed-over", name, f"holds records that are no documents, and were passed over: {counted}.")
        if self._broken:
            yield lost(
                "record-broken", name, f"has broken records, which were not read: {_listed(self._broken)}. {_ADVICE}"
            )
        if self._packed:
            message = f"holds answers packed in a way that is not read here: {_listed(self._packed)}. {_ADVICE}"
            yield lost("record-broken", name, message)
        if self._too_large:
            message = f"holds answers larger than is read, which were left out: {_listed(self._too_large)}. {_ADVICE}"
            yield lost("too-large", name, message)
        if self._cut:
            message = f"holds answers that were cut short: {_listed(self._cut)}. What there is was read. {_ADVICE}"
            yield to_look_at("record-cut", name, message)
        if self._differ:
            message = (
                f"states of some answers a hash that their bytes do not have: {_listed(self._differ)}. They were read, "
                "and may have been changed since they were fetched. Compare with another copy."
            )
            yield to_look_at("digest-differs", name, message)


def _member_name(record: Record) -> str:
    """By the record's number, the host and the path; the extension is that of what it is."""
    path = _path_of(record.address)
    told = format_told(record.body)
    media_type = told.value if told and not extension_for(record.media_type) else record.media_type
    named = format_named(path)
    if named in RECORDINGS and record.media_type.startswith(("audio/", "video/")):
        return safe_path(f"{record.number:04} {path}")
    right = extension_for(media_type)
    if right and PurePosixPath(path).suffix.lower() != right and (named is None or named.value != media_type):
        path = f"{path}{right}"
    return safe_path(f"{record.number:04} {named_as(path, media_type)}")


def _path_of(address: str) -> str:
    try:
        parts = urlsplit(address)
        return f"{parts.hostname or ''}{unquote(parts.path)}".rstrip("/")
    except ValueError:
        return ""


def _captured(written: str) -> When | None:
    day = iso_date(written)
    return replace(day, basis=_BASIS) if day else None


def _too_many(name: str, number: int) -> Issue:
    message = f"holds more than {MOST_MEMBERS} documents; from record {number} on it was not read. Please split it."
    return lost("too-many-members", name, message)


def _too_much(name: str, number: int) -> Issue:
    message = f"gives more than {MOST_UNPACKED} bytes; from record {number} on it was not read. Please split it."
    return lost("unpacks-too-large", name, message)


def _listed(numbers: list[int]) -> str:
    return f"record {first_few(numbers, _SHOWN)}"
