"""Under which name a source's bytes lie in a dossier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.stored_name import stored_name


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("papers/report.txt", "report.txt"),
        ("report.PDF", "report.PDF"),
        ("page.html", "page.html.txt"),
        ("drawing.svg", "drawing.svg.txt"),
        ("page.mhtml", "page.mhtml.txt"),
        ("report", "report.txt"),
        ("..", "source.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("a\nb\u202etxt.exe", "a_b_txt.exe.txt"),
        ("رسالة.txt", "رسالة.txt"),
        ("crawl.warc.gz", "crawl.warc.gz"),
    ],
)
def test_the_name_is_safe_and_a_page_is_stored_as_text(name: str, stored: str) -> None:
    assert stored_name(name) == stored


@given(st.text(max_size=300))
def test_any_name_gives_one_that_stays_in_its_folder(name: str) -> None:
    stored = stored_name(name)
    assert stored and not set(stored) & set('/\\:*?"<>|\n\r\t\x00') and not stored.startswith(".")
    assert len(stored) <= 104
