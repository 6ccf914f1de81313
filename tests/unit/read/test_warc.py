"""Archives of web pages, written by warcio: what becomes a document, under which name, and what is said of the rest."""

import gzip
import io
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tollbook.model import Document, Issue
from tollbook.read import members_of, read_document
from tollbook.read.archives import warc, warc_stream

PAGE = b"<html><body><p>Nine people died in the fire.</p></body></html>"
DATE = "2018-11-08T22:15:00Z"


class Archive:
    """A WARC while it is written."""

    def __init__(self, *, packed: bool = True) -> None:
        self.held = io.BytesIO()
        self.writer = WARCWriter(self.held, gzip=packed)

    def response(
        self,
        address: str = "https://example.org/news/1",
        body: bytes = PAGE,
        media_type: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        **headers: str,
    ) -> "Archive":
        sent = [("Content-Type", media_type), *((name.replace("_", "-"), value) for name, value in headers.items())]
        return self.add(address, "response", body, http_headers=StatusAndHeaders(status, sent, protocol="HTTP/1.1"))

    def add(self, address: str, kind: str, body: bytes, **more: Any) -> "Archive":
        record = self.writer.create_warc_record(
            address, kind, payload=io.BytesIO(body), warc_headers_dict={"WARC-Date": DATE}, **more
        )
        self.writer.write_record(record)
        record.raw_stream.close()  # the library leaves it to the collector of garbage
        return self

    @property
    def data(self) -> bytes:
        return self.held.getvalue()


def opened(data: bytes, name: str = "crawl.warc.gz") -> tuple[list[Document], tuple[Issue, ...]]:
    documents, issues = members_of(Document(name, data))
    return list(documents), issues


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_with_its_address_and_day(packed: bool) -> None:
    data = Archive(packed=packed).response().data
    (page,), issues = opened(data, "crawl.warc.gz" if packed else "crawl.warc")
    assert page.name.endswith("/0001 example.org/news/1.html") and page.data() == PAGE and not issues
    assert page.known.address == "https://example.org/news/1" and page.known.archived is None
    assert page.known.captured is not None and page.known.captured.edtf == "2018-11-08"
    source, _ = read_document(page.name, page.data(), page.within, page.known)
    assert source is not None and source.date is None, "the day of fetching is not the day of writing"
    assert source.provenance.captured == page.known.captured


def test_one_gzip_over_all_records_is_read_too() -> None:
    plain = Archive(packed=False).response().response("https://example.org/b").data
    documents, issues = opened(gzip.compress(plain))
    assert len(documents) == 2 and not issues


@pytest.mark.parametrize(
    ("address", "media_type", "body", "name"),
    [
        ("https://example.org/", "text/html", PAGE, "0001 example.org.html"),
        ("https://example.org/a/b.php?id=5", "text/html", PAGE, "0001 example.org/a/b.php.html"),
        ("https://example.org/list.pdf", "application/pdf", b"%PDF-1.4 x", "0001 example.org/list.pdf"),
        ("https://example.org/get", "application/octet-stream", b"%PDF-1.4 x", "0001 example.org/get.pdf"),
        ("https://example.org/a.txt", "text/plain", b"Nine died.", "0001 example.org/a.txt"),
        ("https://example.org/%D0%B0/../x", "text/html", PAGE, "0001 example.org/а/x.html"),
        ("https://example.org/t.csv", "application/octet-stream", b"a,b", "0001 example.org/t.csv"),
        ("https://example.org/v.mp4", "video/mp4", b"x" * 9, "0001 example.org/v.mp4"),
    ],
)
def test_names(address: str, media_type: str, body: bytes, name: str) -> None:
    (one,), _ = opened(Archive().response(address, body, media_type).data)
    assert one.name == f"crawl.warc.gz/{name}"


def test_what_is_no_document_is_counted_in_one_note() -> None:
    archive = Archive().response(status="404 Not Found").response(status="301 Moved", Location="https://example.org/")
    archive.response("https://example.org/a.css", b"p {}", "text/css").response(
        "https://example.org/x.png", b"x", "image/png"
    )
    archive.add("https://example.org/", "request", b"", http_headers=StatusAndHeaders("GET / HTTP/1.1", []))
    archive.add("https://example.org/", "metadata", b"a: b", warc_content_type="text/plain")
    archive.add("dns:example.org", "response", b"127.0.0.1", warc_content_type="text/dns")
    archive.writer.write_record(archive.writer.create_warcinfo_record("crawl.warc.gz", {"software": "x"}))
    archive.writer.write_record(
        archive.writer.create_revisit_record("https://example.org/", "sha1:A", "https://example.org/", DATE)
    )
    documents, issues = opened(archive.response("https://example.org/empty", b"").data)
    assert not documents and codes(issues) == ["passed-over"]
    for counted in ("status 404 (1)", "status 301 (1)", "unchanged (1)", "small pictures (1)", "fetching (3)", "empty"):
        assert counted in issues[0].message


def test_resources_have_no_head_of_their_own() -> None:
    (one,), issues = opened(
        Archive().add("https://example.org/a", "resource", PAGE, warc_content_type="text/html").data
    )
    assert one.name == "crawl.warc.gz/0001 example.org/a.html" and one.data() == PAGE and not issues


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
    ],
)
def test_wrappings_of_the_way_are_taken_off(body: bytes, headers: dict[str, str]) -> None:
    (one,), issues = opened(Archive().response(body=body, **headers).data)
    assert one.data() == PAGE and not issues


def test_chunks_of_gzip() -> None:
    body = gzip.compress(PAGE)
    body = b"5\r\n" + body[:5] + b"\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body) - 5, body[5:])
    (one,), _ = opened(Archive().response(body=body, Transfer_Encoding="chunked", Content_Encoding="gzip").data)
    assert one.data() == PAGE


def test_a_wrapping_that_is_not_opened_is_said() -> None:
    documents, issues = opened(Archive().response(body=b"\x0b\x02\x80", Content_Encoding="br").data)
    assert not documents and codes(issues) == ["record-broken"]


def test_a_hash_that_does_not_fit() -> None:
    data = Archive(packed=False).response().response("https://example.org/b").data
    documents, issues = opened(data.replace(b"Nine people", b"Five people", 1), "crawl.warc")
    assert len(documents) == 2 and codes(issues) == ["digest-differs"] and "record 1." in issues[0].message


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_short_gives_what_there_is(packed: bool) -> None:
    whole = Archive(packed=packed).response().response("https://example.org/b").data
    documents, issues = opened(whole[:-20])
    assert documents[0].data() == PAGE and codes(issues) in (["record-cut"], ["record-broken"])


def test_after_a_broken_record_the_next_is_found() -> None:
    data = Archive(packed=False).response().response("https://example.org/b").data
    for old, new in ((b"Content-Length: ", b"Content-Length: 9"), (b"Content-Length: ", b"Content-Xength: ")):
        documents, issues = opened(data.replace(old, new, 1), "crawl.warc")
        assert issues, old
    documents, issues = opened(data.replace(b"Content-Length: ", b"Content-Xength: ", 1), "crawl.warc")
    assert [one.known.address for one in documents] == ["https://example.org/b"] and "record-broken" in codes(issues)


def test_bombs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_UNPACKED", 1_000_000)
    bomb = gzip.compress(bytes(30_000_000))
    documents, issues = opened(Archive().response().response(body=bomb, Content_Encoding="gzip").response().data)
    assert sum(len(one.data()) for one in documents) < 3_000_000 and codes(issues) == ["unpacks-too-large"]
    monkeypatch.setattr(warc_stream, "MOST_PASSED", 1_000_000)
    head = gzip.compress(b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000_000)
    documents, issues = opened(head)
    assert not documents and codes(issues) == ["not-unpacked"]


def test_more_documents_than_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_MEMBERS", 1)
    documents, issues = opened(Archive().response().response("https://example.org/b").data)
    assert len(documents) == 1 and codes(issues) == ["too-many-members"]


@pytest.mark.parametrize(
    "data", [b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"no archive at all" * 99, gzip.compress(b"x", mtime=0)]
)
def test_what_is_no_archive(data: bytes) -> None:
    documents, issues = opened(data)
    assert not documents and codes(issues) == ["not-unpacked"]


def test_addresses_that_are_none_of_the_web_are_not_kept() -> None:
    documents, _ = opened(
        Archive().add("file:///home/someone/a.html", "resource", PAGE, warc_content_type="text/html").data
    )
    assert documents[0].known.address is None


def test_nothing_is_written_out_while_reading(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    data = Archive(packed=False).response("https://example.org/secret words").data
    opened(data[:200] + b"secret words\r\n" + data[200:] + b"secret words\r\n", "crawl.warc")
    printed = capfd.readouterr()
    assert not printed.out and not printed.err and not caplog.records


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8), st.booleans())
def test_an_archive_changed_anywhere_ends_in_documents_or_issues(at: int, change: bytes, packed: bool) -> None:
    data = bytearray(Archive(packed=packed).response().response("https://example.org/b", gzip.compress(PAGE)).data)
    data[at % len(data) : at % len(data) + len(change)] = change
    documents, issues = opened(bytes(data))
    assert documents or issues
    assert all("\n" not in issue.message for issue in issues)
