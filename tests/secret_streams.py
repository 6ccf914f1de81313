"""What stands in some bytes besides themselves: what is compressed, packed, escaped, or split over pages in them."""

import base64
import binascii
import bz2
import contextlib
import html
import lzma
import quopri
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote_to_bytes

import pypdfium2

DEEPEST = 5
MOST = 512 * 1024 * 1024  # bytes of all streams of one file: more is an error, never a silent pass
_PRINTABLE = bytes(range(32, 127)) + b"\t\r\n" + bytes(range(128, 256))
_ONE = 64 * 1024 * 1024
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{16,}[\r\n \t]{0,4})+(?:[A-Za-z0-9+/_-]{2,}={0,2})?")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}(?:\r?\n *|[ :])?){5,}")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_QUOTED = re.compile(rb"=[0-9A-F]{2}|=\r?\n")
_ENTITY = re.compile(rb"&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8});")
_JSON = re.compile(rb"(?:\\{1,4}u[0-9A-Fa-f]{4})+")
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
_BYTES = re.compile(rb"\\x([0-9A-Fa-f]{2})")
_WORD = re.compile(rb"=\?[\w-]+\?[bBqQ]\?[^?]*\?=(?:\s+=\?[\w-]+\?[bBqQ]\?[^?]*\?=)*")
_PACKED = re.compile(rb"\x1f\x8b\x08|x[\x01\x5e\x9c\xda]|BZh[1-9]1AY|\xfd7zXZ\x00|PK\x03\x04")
SQLITE = b"SQLite format 3\0"
WAL = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")


class TooMuch(Exception):
    """More is packed in a file than is looked through: the scan proves nothing."""


def streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The data and all that is found in it, each once, with the way to it in words."""
    seen: set[int] = set()
    waiting: list[tuple[str, bytes, int]] = [("", data, 0)]
    total = 0
    while waiting:
        how, one, depth = waiting.pop()
        if hash(one) in seen:
            continue
        seen.add(hash(one))
        total += len(one)
        if total > MOST:
            raise TooMuch(f"more than {MOST} bytes are packed in it")
        yield how, one
        if depth < DEEPEST:
            inside = _within(one, escaped=depth == 0 or _is_text(one))
            waiting += ((f"{how}{name}, ", inner, depth + 1) for name, inner in inside if inner)


def _within(data: bytes, escaped: bool) -> Iterator[tuple[str, bytes]]:
    yield from _unpacked(data)
    if escaped:
        yield from _unescaped(data)
    if data.startswith(b"%PDF"):
        yield "words and facts of a PDF", "\n".join(_pdf_words(data)).encode("utf-8", "replace")
    if data.startswith(SQLITE):
        yield from _pages(data, int.from_bytes(data[16:18], "big") or 65536, 0, 0)
        yield "rows of a database", b"\n".join(_rows(data))
    if data[:4] in WAL:
        yield from _pages(data, int.from_bytes(data[8:12], "big"), 32, 24)


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    with contextlib.suppress(zlib.error):
        yield "inflated", zlib.decompressobj(-15).decompress(data, _ONE)
    for hit in _PACKED.finditer(data):
        mark, rest = hit.group(), memoryview(data)[hit.start() :]
        if mark.startswith(b"PK"):
            yield "a file in an archive", _zip_member(data, hit.start())
        elif mark.startswith(b"BZ"):
            with contextlib.suppress(OSError, EOFError):
                yield "bzip2", bz2.BZ2Decompressor().decompress(bytes(rest), _ONE)
        elif mark.startswith(b"\xfd"):
            with contextlib.suppress(lzma.LZMAError, EOFError):
                yield "xz", lzma.LZMADecompressor().decompress(bytes(rest), _ONE)
        else:
            with contextlib.suppress(zlib.error):
                yield "unpacked", zlib.decompressobj(47).decompress(rest, _ONE)


def _zip_member(data: bytes, at: int) -> bytes:
    """What stands behind a local header, even where the archive around it is broken."""
    way, name, extra = (int.from_bytes(data[at + place : at + place + 2], "little") for place in (8, 26, 28))
    if way != zipfile.ZIP_DEFLATED:
        return b""  # stored: it stands there as it is
    with contextlib.suppress(zlib.error):
        return zlib.decompressobj(-15).decompress(data[at + 30 + name + extra :], _ONE)
    return b""


def _unescaped(data: bytes) -> Iterator[tuple[str, bytes]]:
    runs = [hit.group() for hit in _BASE64.finditer(data)]
    for start in range(4 if runs else 0):  # a run may begin within other letters
        yield from _sorted_out("base64", [_from_base64(run[start:]) for run in runs])
    runs = [hit.group().translate(None, b" :\r\n") for hit in _HEX.finditer(data)]
    for start in range(2 if runs else 0):
        yield from _sorted_out(
            "hex", [binascii.unhexlify(run[start : len(run) - (len(run) - start) % 2]) for run in runs]
        )
    if _PERCENT.search(data):
        yield "URL encoding", unquote_to_bytes(data.replace(b"+", b" "))
    if _QUOTED.search(data):
        yield "quoted-printable", quopri.decodestring(data)
    if _ENTITY.search(data):
        yield "HTML entities", html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    for name, pattern, turned in (
        ("JSON escapes", _JSON, _from_json),
        ("octal escapes", _OCTAL, lambda hit: bytes([int(hit.group(1), 8)])),
        ("byte escapes", _BYTES, lambda hit: bytes([int(hit.group(1), 16)])),
    ):
        if pattern.search(data):
            yield name, pattern.sub(turned, data)
    for hit in _WORD.finditer(data):
        with contextlib.suppress(LookupError, ValueError, HeaderParseError):
            words = str(make_header(decode_header(hit.group().decode("ascii", "replace"))))
            yield "a message's heading", words.encode("utf-8", "replace")


def _sorted_out(name: str, runs: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Runs that are texts apart from those that are not, so that a text is looked into further."""
    yield name, b"\n".join(run for run in runs if _is_text(run))
    yield name, b"\n".join(run for run in runs if not _is_text(run))


def _is_text(data: bytes) -> bool:
    odd = len(data[:4096].translate(None, _PRINTABLE))
    return odd * 20 <= len(data[:4096])


def _from_base64(run: bytes) -> bytes:
    signs = b"".join(run.split()).rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    signs = signs[: len(signs) - (len(signs) % 4 == 1)]
    return base64.b64decode(signs + b"=" * (-len(signs) % 4))


def _from_json(run: re.Match[bytes]) -> bytes:
    units = binascii.unhexlify(run.group().translate(None, b"\\u"))
    return units.decode("utf-16-be", "replace").encode("utf-8", "replace")


def _pdf_words(data: bytes) -> Iterator[str]:
    """What a reader of the PDF is shown, whatever its fonts call the letters."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with contextlib.closing(document):
        yield from document.get_metadata_dict().values()
        for number in range(len(document)):
            with contextlib.closing(document[number]) as page, contextlib.closing(page.get_textpage()) as text:
                yield text.get_text_bounded()


def _pages(data: bytes, size: int, head: int, between: int) -> Iterator[tuple[str, bytes]]:
    """A value longer than a page runs on in another, behind four bytes that lead on; a log has a head before each."""
    whole = [data[at + between : at + between + size] for at in range(head, len(data), size + between)] if size else []
    yield "pages of a database", b"".join(whole)
    yield "pages of a database, joined", b"".join(page[4:] for page in whole)


def _rows(data: bytes) -> Iterator[bytes]:
    database = sqlite3.connect(":memory:")
    with contextlib.closing(database), contextlib.suppress(sqlite3.Error):
        # A copy that knows nothing of its log: byte 18 and 19 say how it is written.
        database.deserialize(data[:18] + b"\x01\x01" + data[20:])
        database.text_factory = bytes
        for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in database.execute(f'select * from "{table.decode()}"'):
                yield b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row if one is not None)
