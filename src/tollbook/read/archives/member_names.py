"""Names for what comes out of a container: fit for a file system, one for each, with the extension of what it is."""

import re
import unicodedata
from pathlib import PurePosixPath

from tollbook.read.formats import Format, format_named

_DIRECTION = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]"
)  # marks that make a name show as another
_UNFIT = re.compile('[<>:"|?*/\\\\]')
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")
_LONGEST_PART = 120  # bytes of UTF-8; file systems take 255, and a dossier adds to a name
_LONGEST_EXTENSION = 12
_MOST_PARTS = 12
_EXTENSIONS = {
    Format.TEXT: ".txt",
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.XHTML: ".xhtml",
    Format.PDF: ".pdf",
    Format.DOCX: ".docx",
    Format.XLSX: ".xlsx",
    Format.ODS: ".ods",
    Format.CSV: ".csv",
    Format.MAIL: ".eml",
    Format.SAVED_PAGE: ".mhtml",
    Format.ZIP: ".zip",
    Format.PNG: ".png",
    Format.JPEG: ".jpg",
    Format.GIF: ".gif",
    Format.WEBP: ".webp",
    Format.TIFF: ".tif",
    Format.HEIC: ".heic",
}
_BY_MEDIA_TYPE = {kind.value: extension for kind, extension in _EXTENSIONS.items()} | {
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/calendar": ".ics",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
}


def safe_name(words: str) -> str:
    """One part of a path: no slash, control or direction mark, no dot or space at either end; empty where nothing is
    left. What is too long loses its middle, not its extension."""
    kept = _DIRECTION.sub("", unicodedata.normalize("NFC", words))
    kept = " ".join(_UNFIT.sub("_", _CONTROL.sub(" ", kept)).split()).strip(". ")
    return _shortened(kept) if len(kept.encode()) > _LONGEST_PART else kept


def safe_path(words: str) -> str:
    """The parts of a path that lead downwards; backslashes count as slashes, and drives for nothing."""
    parts = [safe_name(part) for part in re.sub(r"^[A-Za-z]:", "", words).replace("\\", "/").split("/")[-200:]]
    return "/".join([part for part in parts if part][-_MOST_PARTS:])


def extension_for(media_type: str) -> str:
    """The usual extension of a media type, dot and all; empty for one that is not known."""
    return _BY_MEDIA_TYPE.get(media_type.lower(), "")


def named_as(name: str, media_type: str) -> str:
    """The name, with the extension of its media type where its own promises no format, or a message's another."""
    extension = extension_for(media_type)
    told = format_named(name) if PurePosixPath(name).suffix else None
    if not extension or (told is not None and extension != ".eml") or name.lower().endswith(extension):
        return name
    return name + extension


class Apart:
    """Gives each name once: the second "report.pdf" is "report (2).pdf"."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """A name that was not given before."""
        stem, extension = _split(wanted)
        name = wanted
        while name in self._given:
            self._given[wanted] += 1
            name = f"{stem} ({self._given[wanted]}){extension}"
        self._given[name] = 1
        return name


def _split(name: str) -> tuple[str, str]:
    extension = PurePosixPath(name).suffix
    if len(extension) > _LONGEST_EXTENSION:
        extension = ""
    return name[: len(name) - len(extension)], extension


def _shortened(name: str) -> str:
    stem, extension = _split(name)
    room = _LONGEST_PART - len(extension.encode()) - len("…".encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + "…" + extension
