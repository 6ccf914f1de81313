"""The parts of a message: its head, what it says in one or two forms, and what is attached to it."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import InvalidBase64LengthDefect, MessageError
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import Compat32

from tollbook.read.decode import decode

_LONGEST_FIELD_OF_A_PART = 4_000  # characters; the library takes them apart in time that grows with the square
_MOST_STEPS = 500_000_000  # lines times bounds of parts: the library holds each line against each bound around it
_DEEPEST = 30
_STEP = 65_536
_RAW = re.compile("[\ud800-\udfff]")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_SEALS = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
_LOCKED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))


class Part(Message):
    """A part that is never taken for a message itself: what is forwarded keeps its bytes as they came."""

    def get_content_type(self) -> str:
        """As the library's parser is to see it."""
        told = super().get_content_type()
        return "application/octet-stream" if told.startswith("message/") else told

    @property
    def media_type(self) -> str:
        """As its head states it."""
        return super().get_content_type()

    @property
    def parts(self) -> list["Part"]:
        """Of a part in several parts; empty for any other."""
        return [one for one in self.get_payload() if isinstance(one, Part)] if self.is_multipart() else []

    @property
    def data(self) -> bytes:
        """Its bytes, unwrapped; what could not be unwrapped is in ``defects``."""
        made = self.get_payload(decode=True)
        if any(isinstance(one, InvalidBase64LengthDefect) for one in self.defects):
            return _cut_base64(made if isinstance(made, bytes) else b"")
        return made if isinstance(made, bytes) else b""

    @property
    def is_attachment(self) -> bool:
        """Whether it was sent as a file."""
        return (self.get_content_disposition() or "") == "attachment"


# The library's other policy reads heads by a grammar that fails on broken ones, and grows with their square.
class _Bounded(Compat32):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if name.lower().startswith("content-"):
            value = plainly(value)[:_LONGEST_FIELD_OF_A_PART]
        return name, value


@dataclass(slots=True)
class Form:
    """What is said at one place of a message: in plain text, as a page, or as both."""

    plain: list[Part] = field(default_factory=list)
    pages: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """``attached`` pairs each part with its number. ``locked``: what is said is locked with a key."""

    forms: list[Form] = field(default_factory=list)
    attached: list[tuple[int, Part]] = field(default_factory=list)
    locked: bool = False
    too_deep: bool = False


def message_of(data: bytes) -> Part | None:
    """Without a head where it is no message; None for one so tangled that reading it would not end in good time."""
    if data.count(b"\n") * data.lower().count(b"boundary") > _MOST_STEPS:
        return None
    try:
        parsed = _parsed(data)
    except (MessageError, RecursionError, ValueError, LookupError):
        return None
    return parsed if isinstance(parsed, Part) else None


def _parsed(data: bytes) -> object:
    """Fed bit by bit: given whole, the library would hold it four times over."""
    parser = BytesFeedParser(Part, policy=_Bounded())
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    start += len(data[start : start + _STEP]) - len(data[start : start + _STEP].lstrip(b"\r\n"))
    for at in range(start, len(data), _STEP):
        parser.feed(data[at : at + _STEP])
    return parser.close()


def _cut_base64(wrapped: bytes) -> bytes:
    """What the library leaves wrapped, since its end is missing."""
    kept = _NOT_BASE64.sub(b"", wrapped)
    return base64.b64decode(kept[: len(kept) // 4 * 4])


def plainly(value: str) -> str:
    """A field of a head whose letters were sent as they are, without saying in which encoding."""
    if value.isascii() or not _RAW.search(value):
        return value
    try:
        decoded = decode(value.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        decoded = None
    return decoded.text if decoded else value.encode("utf-8", "replace").decode()


def parts_of(message: Part) -> Parts:
    """In the order in which they stand; numbers count every part that is not itself made of parts."""
    parts = Parts()
    counted = iter(range(1, 1_000_000_000))
    _gather(message, parts, counted, 0)
    return parts


def _gather(part: Part, parts: Parts, counted: Iterator[int], depth: int) -> None:
    kind = part.media_type
    if depth > _DEEPEST:
        parts.too_deep = True
    elif kind == "multipart/encrypted":
        parts.locked = True
    elif kind == "multipart/alternative" and part.parts:
        _gather_forms(part, parts, counted, depth)
    elif part.parts:
        for one in part.parts:
            _gather(one, parts, counted, depth + 1)
    else:
        _place(part, parts, next(counted))


def _gather_forms(part: Part, parts: Parts, counted: Iterator[int], depth: int) -> None:
    """The same in several forms: one place, whatever each form is made of."""
    form = Form()
    for one in part.parts:
        inner = Parts()
        _gather(one, inner, counted, depth + 1)
        form.plain += [text for found in inner.forms for text in found.plain]
        form.pages += [page for found in inner.forms for page in found.pages]
        parts.attached += inner.attached
        parts.locked, parts.too_deep = parts.locked or inner.locked, parts.too_deep or inner.too_deep
    parts.forms.append(form)


def _place(part: Part, parts: Parts, number: int) -> None:
    kind = part.media_type
    if kind in _LOCKED:
        parts.locked = True
    elif kind in _SEALS:
        return  # it says nothing, and cannot be checked without the sender's key
    elif part.is_attachment or part.get_filename() or kind not in ("text/plain", "text/html"):
        if kind.startswith("multipart/"):  # said to be in parts, and is not: all of it stands here
            parts.forms.append(Form(plain=[part]))
        else:
            parts.attached.append((number, part))
    else:
        parts.forms.append(Form(plain=[part]) if kind == "text/plain" else Form(pages=[part]))
