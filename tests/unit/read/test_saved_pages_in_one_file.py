"""Web pages in one file (MHTML): as Chromium writes them, and as older browsers did."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Issue, Source, Zone
from tollbook.read import read_document

WORDS = "В пожаре погибли девять заключённых, сообщило министерство юстиции."
PAGE = f"<html><head><title>Пожар</title></head><body><h1>Пожар</h1><p>{WORDS}</p></body></html>"


def read(data: bytes) -> tuple[Source | None, list[str]]:
    source, issues = read_document("page.mhtml", data)
    return source, codes(issues)


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def saved(
    page: bytes = PAGE.encode(),
    kind: str = "text/html; charset=utf-8",
    head: str = "Snapshot-Content-Location: https://example.org/news/1\r\n",
    more: bytes = b"",
) -> bytes:
    top = (
        f"From: <Saved by Blink>\r\n{head}Subject: =?utf-8?Q?x?=\r\nDate: Fri, 9 Nov 2018 01:00:00 +0500\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n\r\n--b\r\n'
        f"Content-Type: {kind}\r\nContent-Location: https://example.org/news/1\r\n\r\n"
    )
    return top.encode() + page + b"\r\n" + more + b"--b--\r\n"


def test_the_page_is_read_as_a_page() -> None:
    source, issues = read(saved(more=b"--b\r\nContent-Type: text/css\r\n\r\np {}\r\n"))
    assert source is not None and issues == []
    assert [(one.origin, one.kind.value) for one in source.passages] == [
        ("/html/body/h1", "title"),
        ("/html/body/p", "paragraph"),
    ]
    assert source.provenance.address == "https://example.org/news/1" and source.language == "ru"
    assert source.provenance.captured is not None and source.provenance.captured.edtf == "2018-11-09"
    assert source.date is None, "the day of saving is not the day of writing"


@pytest.mark.parametrize("kind", ["text/html; charset=windows-1251", "text/html"])
def test_pages_of_older_browsers(kind: str) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').encode("cp1251")
    source, issues = read(saved(page, kind, head=""))
    assert source is not None and WORDS in source.text and issues == []
    assert source.provenance.address == "https://example.org/news/1"


def test_a_page_of_frames_gives_the_frame_that_says_something() -> None:
    more = b"--b\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode() + b"\r\n"
    source, issues = read(saved(b"<frameset><frame src=a></frameset>", more=more))
    assert source is not None and WORDS in source.text and issues == []
    source, issues = read(saved(more=b"--b\r\nContent-Type: text/html\r\n\r\n<p>Buy this.\r\n"))
    assert source is not None and "Buy" not in source.text and issues == ["frames-not-read"]


def test_no_multipart_at_all() -> None:
    source, _ = read(b"Content-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode())
    assert source is not None and WORDS in source.text
    source, _ = read(PAGE.encode())
    assert source is not None and WORDS in source.text


@pytest.mark.parametrize(
    "data", [b"", b"x", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", saved(kind="image/png")]
)
def test_what_is_no_saved_page_is_an_issue(data: bytes) -> None:
    _, issues = read(data)
    assert issues


def test_a_page_nested_without_end() -> None:
    source, issues = read(saved(b"<div>" * 300_000))
    assert source is None and issues == ["markup-tangled"]


@given(st.integers(0, 10_000), st.binary(min_size=0, max_size=8), st.integers(0, 30))
def test_a_page_changed_anywhere_ends_in_words_or_issues(at: int, change: bytes, cut: int) -> None:
    data = bytearray(saved())
    at %= len(data)
    data[at : at + cut] = change
    source, issues = read(bytes(data))
    assert source is not None or issues


@pytest.mark.browser
def test_a_page_as_chromium_saves_it(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "frame.html").write_text("<p>An advertisement.", encoding="utf-8")
    (tmp_path / "page.html").write_text(
        PAGE.replace("</head>", '<meta charset="utf-8"><link rel="stylesheet" href="a.css"></head>').replace(
            "</body>", f'<iframe src="frame.html"></iframe><p>گزارش از ۲۴ کشته</p><p>{WORDS * 30}</p></body>'
        ),
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    data = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"].encode()
    page.close()
    source, issues = read(data)
    assert source is not None and issues == ["frames-not-read"]
    main = [source.text[one.start : one.end] for one in source.passages if one.zone is Zone.MAIN]
    assert main == ["Пожар", WORDS, "گزارش از ۲۴ کشته", WORDS * 30]
    assert source.provenance.address is None, "it stood on a disk"
    assert source.provenance.captured is not None
