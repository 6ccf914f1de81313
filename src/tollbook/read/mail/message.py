"""Messages: what they say, in the words of their writers, and the documents attached to them."""

import hashlib
from collections.abc import Iterator

from tollbook.model import Document, Issue, PassageKind, Zone
from tollbook.read.archives.member_names import Apart, extension_for, named_as, safe_name
from tollbook.read.formats import Format
from tollbook.read.mail.forms import is_locked, spoken
from tollbook.read.mail.head import (
    CORRESPONDENTS,
    DATE,
    MOST_FIELDS,
    SUBJECT,
    Field,
    day_of,
    head_of,
    is_head,
    words_of,
)
from tollbook.read.mail.layout import Layout
from tollbook.read.mail.parts import Part, Parts, message_of, parts_of
from tollbook.read.page import Page, Taken, lost, noted, to_look_at
from tollbook.read.texts import read_text
from tollbook.read.unpack import MOST_MEMBERS, MOST_UNPACKED, Members

_SMALLEST_PICTURE = 20_000  # bytes; smaller ones stand in signatures
_OUTLOOK = "application/ms-tnef"
_OUTLOOK_NAME = "winmail.dat"
_TANGLED = "it is made of parts within parts, deeper than is read. Save what it holds from the mail program."
_PLACES = 1_000  # of one message where something is said


def read_mail(name: str, data: bytes) -> Taken:
    """Its head and what it says. Who wrote to whom is kept and not read for claims."""
    message = message_of(data)
    if message is None:
        return None, (lost("markup-tangled", name, f"was not read: {_TANGLED}"),)
    fields = head_of(message)
    if not is_head(fields):
        page, issues = read_text(Format.TEXT, name, data)
        note = noted("named-otherwise", name, "has no head of a message, and was read as plain text.")
        return page, (note, *issues)
    parts = parts_of(message)
    layout = Layout()
    _lay_out_head(layout, [one for one in fields if one.is_letter])
    replaced, issues = _lay_out_body(layout, parts, name)
    _lay_out_head(layout, [one for one in fields if not one.is_letter])
    date = day_of(fields)
    whole = layout.whole and len(message) <= MOST_FIELDS
    page = Page(layout.text, tuple(layout.passages), whole=whole, date=date, replaced=replaced)
    return page, (*_said_of_head(name, fields, date is not None), *_said_of_parts(name, parts), *issues)


def _lay_out_head(layout: Layout, fields: list[Field]) -> None:
    seen: set[str] = set()
    for one in fields:
        kind, zone = PassageKind.FIELD, Zone.HIDDEN
        if one.key == SUBJECT and SUBJECT not in seen:
            kind, zone = PassageKind.TITLE, Zone.MAIN
        elif one.key == DATE and DATE not in seen:
            kind, zone = PassageKind.DATELINE, Zone.MAIN
        seen.add(one.key)
        layout.add_field(one.name, one.value, kind, zone)


def _lay_out_body(layout: Layout, parts: Parts, name: str) -> tuple[int, tuple[Issue, ...]]:
    """How many characters could not be shown, and the issues."""
    issues: list[Issue] = []
    replaced = said = 0
    for number, form in enumerate(parts.forms[:_PLACES], 1):
        pieces, found = spoken(form, name, number)
        issues += found
        for piece, zone in pieces:
            layout.add(piece.text, piece.passages, piece.place, zone, piece.whole)
            replaced += piece.replaced
            said += 1
    if len(parts.forms) > _PLACES:
        message = f"says something in more than {_PLACES} places; the rest was not read. Save its words as text."
        issues.append(lost("too-many-passages", name, message))
    if not said and not issues and not parts.locked:
        issues.append(noted("mail-without-words", name, "says nothing itself: only its head and what is attached."))
    return replaced, tuple(issues)


def _said_of_head(name: str, fields: list[Field], dated: bool) -> Iterator[Issue]:
    if not dated:
        message = "has no date in its head, or none that could be read. State the day it was sent in `sources.csv`."
        yield to_look_at("mail-not-dated", name, message)
    people = sum(one.key in CORRESPONDENTS for one in fields)
    if people:
        message = (
            f"names who wrote to whom in its head ({people} fields). They are kept and not read for claims. Look at "
            "whether they may be shown before anything is released."
        )
        yield noted("names-correspondents", name, message)


def _said_of_parts(name: str, parts: Parts) -> Iterator[Issue]:
    if parts.locked:
        yield is_locked(name)
    if parts.too_deep:
        yield lost("markup-tangled", name, f"was not read whole: {_TANGLED}")


def members_of_mail(document: Document, data: bytes) -> Members:
    """What is attached, named as its sender named it, made safe. Small pictures of a signature are counted."""
    message = message_of(data)
    if message is None or not is_head(head_of(message)):
        return (), ()  # it is read as plain text, or not at all
    return _Detaching(document, data).members(parts_of(message).attached)


class _Detaching:
    """A message while its attachments are taken off."""

    def __init__(self, document: Document, data: bytes) -> None:
        self._name = document.name
        self._within = hashlib.sha256(data).hexdigest()
        self._apart = Apart()
        self._left = MOST_UNPACKED
        self._small = 0

    def members(self, attached: list[tuple[int, Part]]) -> Members:
        documents: list[Document] = []
        issues: list[Issue] = []
        for number, part in attached:
            if len(documents) >= MOST_MEMBERS or self._left < 0:
                issues.append(self._too_many(number))
                break
            found = self._take(number, part)
            if isinstance(found, Document):
                documents.append(found)
            issues += self._issues(part, found)
        if self._small:
            message = f"holds {self._small} small pictures, as signatures have them. They were passed over."
            issues.append(noted("passed-over", self._name, message))
        return tuple(documents), tuple(issues)

    def _take(self, number: int, part: Part) -> Document | str | None:
        """The attachment; its name alone where it cannot be opened, None where it is passed over."""
        data = part.data
        media_type = part.media_type
        written = words_of(part.get_filename() or "")
        if media_type == _OUTLOOK or written.lower() == _OUTLOOK_NAME or media_type == "message/external-body":
            return f"{self._name}/{self._apart.name(safe_name(written) or f'part-{number}')}"
        if media_type.startswith("image/") and not part.is_attachment and len(data) < _SMALLEST_PICTURE:
            self._small += 1
            return None
        self._left -= len(data)
        wanted = safe_name(written) or f"part-{number}"
        named = safe_name(named_as(wanted, media_type)) if extension_for(media_type) else wanted
        return Document(f"{self._name}/{self._apart.name(named)}", data, self._within)

    def _issues(self, part: Part, found: Document | str | None) -> Iterator[Issue]:
        if isinstance(found, str) and part.media_type == "message/external-body":
            message = "is not in the message, which only says where it lay. Nothing was fetched; add it if you have it."
            yield lost("attachment-elsewhere", found, message)
        elif isinstance(found, str):
            message = (
                "holds the words and attachments of the message in a form that only Outlook opens. Open the message in "
                "Outlook and save it and what is attached, or ask the sender for it as plain text."
            )
            yield lost("winmail", found, message)
        elif isinstance(found, Document) and part.defects:
            message = "is not wrapped as the message says, and may be damaged. Compare with another copy."
            yield to_look_at("part-damaged", found.name, message)

    def _too_many(self, number: int) -> Issue:
        message = (
            f"has more attached than is taken off one message ({MOST_MEMBERS} documents, {MOST_UNPACKED} bytes): from "
            f"part {number} on it was not read. Save the rest from the mail program."
        )
        return lost("too-many-members", self._name, message)
