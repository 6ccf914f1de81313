"""The head of a message: its fields as written, its day, and which of them name the people who wrote to one another."""

import re
from email.errors import MessageError
from email.header import decode_header
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import NamedTuple

from tollbook.model import When
from tollbook.read.decode import canonical
from tollbook.read.mail.charsets import text_by
from tollbook.read.mail.parts import Part, plainly

SUBJECT, DATE = "subject:", "date:"
CORRESPONDENTS = ("from:", "sender:", "reply-to:", "to:", "cc:", "bcc:")
_LETTER = frozenset((SUBJECT, DATE, *CORRESPONDENTS, "organization:", "resent-from:", "resent-to:", "resent-date:"))
_MESSAGE = _LETTER | {"received:", "message-id:", "mime-version:", "return-path:", "delivered-to:"}
_LONGEST_LINE = 20_000  # characters in which encoded words are looked for: the search grows with the square
MOST_FIELDS = 10_000
_MOST_ENCODED = 2_000  # words of one field
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_BASIS = "the message's Date"
_FIRST_YEAR, _LAST_YEAR = 1971, 2100  # clocks that were never set say 1970


class Field(NamedTuple):
    """``name`` as written. ``value`` is canonical, on one line."""

    name: str
    value: str

    @property
    def key(self) -> str:
        """By which it is known, with its colon."""
        return f"{self.name.lower()}:"

    @property
    def is_letter(self) -> bool:
        """Whether it belongs to the letter, and not to how it travelled."""
        return self.key in _LETTER


def head_of(message: Part) -> list[Field]:
    """Its fields in their order, without those that are empty; at most ``MOST_FIELDS``."""
    raw = islice(message.raw_items(), MOST_FIELDS)
    fields = [Field(canonical(plainly(name))[0], words_of(str(value))) for name, value in raw]
    return [one for one in fields if one.value and one.name]


def is_head(fields: list[Field]) -> bool:
    """Whether these are fields of a message, and not lines of any other text with colons in them."""
    return any(one.key in _MESSAGE for one in fields)


def words_of(value: str) -> str:
    """What a field says: unfolded, its encoded words decoded, each in the encoding it names or plainly is in."""
    plain = plainly(value)
    encoded = 0 < plain.count("=?") <= _MOST_ENCODED and max(map(len, plain.splitlines())) <= _LONGEST_LINE
    words = _decoded(plain) if encoded else plain
    return " ".join(canonical(_FOLD.sub(" ", words))[0].split())


def _decoded(value: str) -> str:
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        return value
    return "".join(_piece(words, charset) for words, charset in pieces)


def _piece(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    if charset is None:
        return words.decode("raw-unicode-escape", "replace")  # as the library took apart what was not encoded
    said = text_by(words, charset)
    return said.text if said else words.decode("ascii", "replace")


def day_of(fields: list[Field]) -> When | None:
    """The day in the sender's own zone; None where there is no date, or none that a calendar has."""
    return day_written(next((one.value for one in fields if one.key == DATE), ""), _BASIS)


def day_written(written: str, basis: str) -> When | None:
    """The day of a moment as messages write it; None for one that no calendar has, or no clock that was set."""
    try:
        moment = parsedate_to_datetime(written[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return When(moment.date().isoformat(), written[:80], basis)
