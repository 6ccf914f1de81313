"""Which format a document is in: by its bytes where they tell, else by its extension."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath

_MEGABYTE = 1024 * 1024
MOST_BYTES = 16 * _MEGABYTE  # of a text; what is packed or drawn may be larger
MOST_BYTES_PACKED = 128 * _MEGABYTE
MOST_ENTRIES = 100_000  # of one ZIP


class Format(StrEnum):
    """A format that is read; the value is its media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    XHTML = "application/xhtml+xml"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    CSV = "text/csv"
    MAIL = "message/rfc822"
    SAVED_PAGE = "multipart/related"  # MHTML: a page and its parts in one file
    WARC = "application/warc"
    ZIP = "application/zip"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    HEIC = "image/heic"
    AUDIO = "audio/*"
    VIDEO = "video/*"


TEXTS = frozenset((Format.TEXT, Format.MARKDOWN, Format.HTML, Format.XHTML))
PICTURES = frozenset((Format.PNG, Format.JPEG, Format.GIF, Format.WEBP, Format.TIFF, Format.HEIC))
RECORDINGS = frozenset((Format.AUDIO, Format.VIDEO))
CONTAINERS = frozenset((Format.MAIL, Format.WARC, Format.ZIP))  # they hold documents

_BY_EXTENSION = {
    "": Format.TEXT,
    **dict.fromkeys((".txt", ".text"), Format.TEXT),
    **dict.fromkeys((".md", ".markdown"), Format.MARKDOWN),
    **dict.fromkeys((".html", ".htm"), Format.HTML),
    ".xhtml": Format.XHTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    **dict.fromkeys((".xlsx", ".xlsm"), Format.XLSX),
    ".ods": Format.ODS,
    **dict.fromkeys((".csv", ".tsv"), Format.CSV),
    ".eml": Format.MAIL,
    **dict.fromkeys((".mht", ".mhtml"), Format.SAVED_PAGE),
    ".warc": Format.WARC,
    ".zip": Format.ZIP,
    ".png": Format.PNG,
    **dict.fromkeys((".jpg", ".jpeg"), Format.JPEG),
    ".gif": Format.GIF,
    ".webp": Format.WEBP,
    **dict.fromkeys((".tif", ".tiff"), Format.TIFF),
    **dict.fromkeys((".heic", ".heif"), Format.HEIC),
    **dict.fromkeys((".mp3", ".m4a", ".ogg", ".opus", ".wav", ".aac", ".flac", ".amr"), Format.AUDIO),
    **dict.fromkeys((".mp4", ".mov", ".webm", ".mkv", ".avi", ".3gp", ".m4v"), Format.VIDEO),
}
_WHAT_TO_DO = {
    **dict.fromkeys(
        (".doc", ".odt", ".rtf", ".pages", ".epub", ".ppt", ".pptx", ".odp"),
        "open it and save it as PDF, as .docx, or as plain text (.txt, UTF-8)",
    ),
    **dict.fromkeys(
        (".xls", ".jsonl", ".json"), "save it as .xlsx or .csv; for a table of reports use `tollbook code`"
    ),
    **dict.fromkeys((".msg", ".mbox", ".pst"), "save each message as .eml"),
    **dict.fromkeys(
        (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"), "unpack it into the case, or pack it as .zip"
    ),
}
_ANY_OTHER = "save what it says as plain text (.txt, UTF-8)"

_SIGNATURES = (
    (b"%PDF-", Format.PDF),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"WARC/1.", Format.WARC),
)
_ZIP = b"PK\x03\x04"
_TYPE = "mimetype"  # the part by which an OpenDocument file names its format
_DIRECTORY_ENTRY = b"PK\x01\x02"
_EMPTY_ZIP = b"PK\x05\x06"
_GZIP = b"\x1f\x8b"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document of the old kind"),
    (b"{\\rtf", "an RTF document"),
    (_GZIP, "a compressed file"),
    (b"Rar!", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_HTML_START = re.compile(
    rb"[\s\xef\xbb\xbf]{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s{1,20}html|html[\s>])", re.IGNORECASE
)
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WITHIN = 1024  # bytes: what stands before a PDF's signature, as its readers allow


def format_named(name: str) -> Format | None:
    """The format the extension promises; None for one that is not read."""
    lowered = name.lower()
    if lowered.endswith(".warc.gz"):
        return Format.WARC
    return _BY_EXTENSION.get(PurePosixPath(lowered).suffix)


def most_bytes(name: str) -> int:
    """The size from which on a document of this name is not read."""
    return MOST_BYTES if format_named(name) in TEXTS | {Format.CSV, None} else MOST_BYTES_PACKED


def what_to_do(name: str) -> str:
    """What a person can do with a document of a format that is not read."""
    return _WHAT_TO_DO.get(PurePosixPath(name).suffix.lower(), _ANY_OTHER)


def format_of(name: str, data: bytes) -> Format | None:
    """The format to read it in: what its bytes are, where they tell, whatever its name says."""
    named = format_named(name)
    told = format_told(data)
    if told is None and named is Format.PDF and b"%PDF-" in data[:_WITHIN]:
        return named  # what stands before it is passed over, as its readers do
    if told is Format.ZIP and named not in (None, Format.ZIP, *TEXTS):
        return named  # a damaged office document is still one
    if told is Format.HTML and named in (Format.XHTML, Format.MAIL, Format.SAVED_PAGE, Format.MARKDOWN):
        return named
    if named is Format.WARC and data.startswith(_GZIP):
        return named
    return told or named


def format_told(data: bytes) -> Format | None:
    """What the first bytes say of the format; None where they could be any text, or nothing that is read."""
    found = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    if found or data.startswith((_ZIP, _EMPTY_ZIP)):
        return found or _packed(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    return Format.HTML if _HTML_START.match(data[:_WITHIN]) else None


def _packed(data: bytes) -> Format:
    """An office document by the parts it holds; any other ZIP is an archive, and so is one that lists too much."""
    if lists_too_much(data):
        return Format.ZIP
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            kind = archive.open(_TYPE).read(100) if _unpacks_in_pieces(archive, names) else b""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError):
        return Format.ZIP
    if kind.strip() == Format.ODS.value.encode():
        return Format.ODS
    if "word/document.xml" in names:
        return Format.DOCX
    return Format.XLSX if "xl/workbook.xml" in names else Format.ZIP


def _unpacks_in_pieces(archive: zipfile.ZipFile, names: frozenset[str]) -> bool:
    """Whether what names the format can be unpacked as far as it is needed, and no further."""
    pieces = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return _TYPE in names and archive.getinfo(_TYPE).compress_type in pieces


def lists_too_much(data: bytes, most: int = MOST_ENTRIES) -> bool:
    """Whether a ZIP has more entries than ``most``: the library holds each of them in memory, wanted or not. They are
    counted as they stand, whatever number the ZIP states."""
    return data.count(_DIRECTORY_ENTRY) > most


def not_text_because(data: bytes) -> str | None:
    """What the bytes are instead of text; None for what may be text."""
    for signature, what in _OTHERS:
        if data.startswith(signature):
            return f"its bytes are those of {what}"
    nuls = 0 if data.startswith(_WIDE_BOMS) else data.count(0)
    return "it is full of NUL bytes" if nuls >= 8 and nuls * 20 > len(data) else None
