"""Which format a document is in: by its extension and a look at its first bytes, never by the one alone."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

MOST_BYTES = 16 * 1024 * 1024


class Format(StrEnum):
    """A format that is read; the value is its media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    XHTML = "application/xhtml+xml"


_BY_EXTENSION = {
    "": Format.TEXT,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.XHTML,
}
_WHAT_TO_DO = {
    ".pdf": "open it, save its text as a .txt file beside it (a scan has to be typed out or put through OCR first)",
    ".csv": "for a table of reports use `tollbook code` or `tollbook reconcile`",
}
_BY_PROGRAM = dict.fromkeys(
    (".doc", ".docx", ".odt", ".rtf", ".pages", ".epub"), "open it and save it as plain text (.txt, UTF-8) or as HTML"
)
_TABLES = dict.fromkeys(
    (".xls", ".xlsx", ".ods", ".tsv", ".jsonl"), "save it as .csv; for a table of reports use `tollbook code`"
)
_MAIL = dict.fromkeys((".eml", ".msg", ".mbox"), "save the message as plain text (.txt, UTF-8)")
_PICTURES = dict.fromkeys(
    (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic"),
    "type out the words that stand in it, and save them as a .txt file",
)
_RECORDINGS = dict.fromkeys(
    (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".mp4", ".mov", ".webm"),
    "write down what is said, and save it as a .txt file",
)
_WHAT_TO_DO |= _BY_PROGRAM | _TABLES | _MAIL | _PICTURES | _RECORDINGS
_ANY_OTHER = "save what it says as plain text (.txt, UTF-8)"

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document of the old kind"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_HTML_START = re.compile(
    rb"[\s\xef\xbb\xbf]{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s{1,20}html|html[\s>])", re.IGNORECASE
)
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def format_named(name: str) -> Format | None:
    """The format the extension promises; None for one that is not read."""
    return _BY_EXTENSION.get(PurePosixPath(name).suffix.lower())


def what_to_do(name: str) -> str:
    """What a person can do with a document of a format that is not read."""
    return _WHAT_TO_DO.get(PurePosixPath(name).suffix.lower(), _ANY_OTHER)


def format_of(name: str, data: bytes) -> Format | None:
    """The format to read it in: a text that begins as a page is a page."""
    named = format_named(name)
    return Format.HTML if named is Format.TEXT and _HTML_START.match(data[:1024]) else named


def not_text_because(data: bytes) -> str | None:
    """What the bytes are instead of text; None for what may be text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return f"its bytes are those of {what}"
    nuls = 0 if data.startswith(_WIDE_BOMS) else data.count(0)
    return "it is full of NUL bytes" if nuls >= 8 and nuls * 20 > len(data) else None
