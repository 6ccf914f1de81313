"""The records of a WARC, one after another: parsed by a library, bounded, and in step again after a broken one."""

import binascii
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeadersParserException  # type: ignore[import-untyped]

from tollbook.read.archives.warc_stream import RecordStream
from tollbook.read.formats import MOST_BYTES_PACKED

_STEP = 65_536
_BROKEN = (
    *(ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError, TypeError, KeyError),
    *(IndexError, binascii.Error),
)
_ABOUT_OTHERS = ("request", "metadata", "warcinfo")  # they tell of the fetching, not of the page


@dataclass(frozen=True, slots=True)
class Record:
    """``number`` counts from 1. ``passed_over`` says why it holds no document. ``cut``: less is there than was to be.
    ``differs``: its bytes have another hash than it states. ``packed_otherwise``: in a way that is not opened here."""

    number: int
    broken: bool = False
    passed_over: str | None = None
    address: str = ""
    date: str = ""
    media_type: str = ""
    body: bytes = field(default=b"", repr=False)
    cut: bool = False
    differs: bool = False
    packed_otherwise: bool = False


def records_of(data: bytes, room: Callable[[], int]) -> Iterator[Record]:
    """Every record, those that are broken too. No body is longer than one byte more than ``room``."""
    stream = RecordStream(data)
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    number, record = 0, Record(0)
    while True:
        stream.begin_record()
        line, strays = _next_head(stream)
        if strays and number:
            yield Record(number, broken=True)  # it is longer than it says
        if line is None:
            break
        number += 1
        try:
            found = loader.parse_record_stream(stream, line, "warc", check_digests=True)
            record = _record(number, found, min(room(), MOST_BYTES_PACKED))
        except _BROKEN:
            record = Record(number, broken=True)
        yield record
    if stream.opened.ended_early and not record.cut:
        yield Record(number + 1, broken=True)


def _next_head(stream: RecordStream) -> tuple[bytes | None, bool]:
    """The line that begins the next record, and whether anything but blank lines stood before it."""
    strays = False
    while line := stream.readline():
        stream.begin_record()
        if line.startswith(b"WARC/"):
            return line, strays
        strays = strays or bool(line.strip())
    return None, strays


def _record(number: int, found: Any, most: int) -> Record:
    headers = found.rec_headers
    if not (headers.get_header("Content-Length") or "").strip().isdecimal():
        return Record(number, broken=True)
    why = _passed_over(found)
    body = _drain(found.raw_stream, 0 if why else most + 1)
    cut = found.raw_stream.limit > 0 or bool(headers.get_header("WARC-Truncated"))
    kind = found.http_headers.get_header("Content-Type") if found.http_headers else found.content_type
    sent, whole = _as_sent(body, found.http_headers, most + 1) if found.http_headers and not why else (body, True)
    return Record(
        number,
        passed_over=why,
        address=headers.get_header("WARC-Target-URI") or "",
        date=headers.get_header("WARC-Date") or "",
        media_type=(kind or "").split(";")[0].strip().lower(),
        body=body if sent is None else sent,
        cut=cut or not whole,
        differs=found.digest_checker.passed is False,
        packed_otherwise=sent is None,
    )


def _passed_over(found: Any) -> str | None:
    if found.rec_type == "revisit":
        return "pages fetched before and unchanged"
    if found.rec_type in _ABOUT_OTHERS:
        return "requests and remarks on the fetching"
    if found.rec_type == "resource":
        return None
    if found.rec_type != "response" or found.http_headers is None:
        return "records of other kinds"
    status = found.http_headers.get_statuscode()
    if status == "200":
        return None
    return f"answers with status {status}" if len(status) == 3 and status.isdecimal() else "answers without a status"


def _drain(stream: Any, most: int) -> bytes:
    """All of a record is run through, so that the next is found and its hash is made; the first ``most`` bytes."""
    pieces: list[bytes] = []
    kept = 0
    while piece := stream.read(_STEP):
        if kept < most:
            pieces.append(piece[: most - kept])
            kept += len(pieces[-1])
    return b"".join(pieces)


def _as_sent(body: bytes, headers: Any, most: int) -> tuple[bytes | None, bool]:
    """The page without the wrapping it travelled in, and whether that came to its end; None for a wrapping that is not
    opened here."""
    whole = True
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(BytesIO(body)).read()
    for coding in reversed((headers.get_header("Content-Encoding") or "").lower().split(",")[:5]):
        if coding.strip() in ("", "identity", "none", "utf-8"):
            continue
        if coding.strip() not in ("gzip", "x-gzip", "deflate"):
            return None, whole
        body, whole = _inflated(body, coding.strip(), most)
    return body, whole


def _inflated(body: bytes, coding: str, most: int) -> tuple[bytes, bool]:
    """At most a little more than ``most`` bytes. What was not packed, whatever its head says, is given as it is."""
    for bits in (47, -15) if coding == "deflate" else (47,):  # by its own mark; else bare, as some servers send it
        opener = zlib.decompressobj(bits)
        pieces: list[bytes] = []
        size = 0
        try:
            for at in range(0, len(body), 1_024):
                pieces.append(opener.decompress(body[at : at + 1_024]))
                size += len(pieces[-1])
                if size >= most or opener.eof:
                    break
        except zlib.error:
            pass
        if size:
            return b"".join(pieces), opener.eof or size >= most
    return body, True
