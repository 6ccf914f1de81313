"""Writing from right to left in PDFs: the stored order from the places of letters, the order of figures above all."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from tollbook.read import read_document
from tollbook.read.pdf.bidi import logical_order, odd_levels, plain_letters, unmirrored

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

PERSIAN = (
    "گزارش دربارهٔ آتش‌سوزی",
    "وزارت گفت که ۲۴ زندانی کشته و ۳۵ نفر زخمی شدند. به گزارش ITK-3 در سال 1997 میان ۱۵۰ تا ۱۵۸ نفر کشته شدند.",
    "در ۱۷ آوریل ۱۹۹۷ (ساعت ۳۰:۶) نیروها ۱۲٫۵ درصد از زندان ۳/۱۹ را گرفتند و نمی‌خواهند سخن بگویند.",
    "خبرگزاری «Example News (UK) Agency» شمار را ۲۴–۳۵ نوشت؛ دیگران 24 و 158 تن.",
)
ARABIC = (
    "تقرير عن الحريق",
    "قالت الحكومة إن ٢٤ من السجناء قتلوا وجرح ٣٥ آخرون، وقالت منظمة (Example International) إن 150 على الأقل ماتوا.",
    "وقع ذلك في 17 أبريل 1997، ولا يعرف أحد عدد القتلى: بين 24 و 158، أو أكثر من ٢٠٠ قتيل، أي %50 أو أكثر.",
)


def from_page(line: str, rightward: bool = False) -> tuple[str, bool]:
    """A line given as it looks from left to right, as it is stored."""
    logical = logical_order(line, rightward)
    stored = [line[at] for at in logical.order]
    return "".join(unmirrored(stored, odd_levels(stored, rightward))), logical.sure


@pytest.mark.parametrize(
    ("looks", "stored"),
    [
        ("هتشک ۲۴ رفن", "نفر ۲۴ کشته"),
        ("۱۵۸ ات ۱۵۰", "۱۵۰ تا ۱۵۸"),
        ("۳۵–۲۴ رفن", "نفر ۲۴–۳۵"),
        ("لاس 1997 رد ITK-3", "ITK-3 در 1997 سال"),
        ("ليتق 158 و 24 نيب", "بين 24 و 158 قتيل"),
        ("۱۲٫۵ دصرد", "درصد ۱۲٫۵"),
        (".٢٠٠ نم رثكأ", "أكثر من ٢٠٠."),
        ("اولاق (Example News) نا", "ان (Example News) قالوا"),
    ],
)
def test_a_line_is_stored_as_it_is_read(looks: str, stored: str) -> None:
    assert from_page(looks) == (stored, True)


def test_a_line_from_left_to_right_keeps_its_order_around_foreign_words() -> None:
    assert from_page("The report says ناريا 24 of them.", True)[0].startswith("The report says ایران"[:16])
    assert from_page("No such letters 24, 35.", True) == ("No such letters 24, 35.", True)


def test_an_order_that_the_rules_would_not_lay_out_so_is_not_sure() -> None:
    assert not from_page("هتشک 1997 ITK رفن")[1]


@given(st.text("ابپتجدرسش ۰۱۲۳٠١٢٣0123ab.,:/-()%", max_size=30))
def test_no_sign_is_lost_and_what_is_sure_begins_where_the_line_begins(line: str) -> None:
    logical = logical_order(line, False)
    assert sorted(logical.order) == list(range(len(line)))


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.booleans())
def test_any_line_has_an_order(line: str, rightward: bool) -> None:
    assert sorted(logical_order(line, rightward).order) == list(range(len(line)))


def test_letters_in_a_form_of_their_own_become_plain() -> None:
    assert [plain_letters(sign) for sign in ("ﻼ", "ﺐ", "ﬁ", "a", "\ufe7c")] == ["لا", "ب", "fi", "a", "ّ"]


def written(lines: list[str]) -> bytes:
    """A file that draws each line's letters from left to right, as programs without shaping do for lines turned round
    beforehand."""
    document = FPDF()
    document.add_page()
    document.add_font("d", fname=DEJAVU)
    document.set_font("d", size=12)
    for line in lines:
        document.cell(0, 8, line, align="R", new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


@pytest.mark.skipif(not DEJAVU.exists(), reason="the fonts DejaVu are not here")
def test_a_file_of_letters_drawn_one_by_one() -> None:
    looks = [".دندش یمخز رفن ۳۵ و هتشک ینادنز ۲۴ هک تفگ تلود", ".158 و 24 نيب :ىلتقلا ددع دحأ فرعي الو"]
    source, issues = read_document("a.pdf", written(looks))
    assert source is not None and [issue.code for issue in issues] == []
    assert source.text.split("\n\n") == [
        "دولت گفت که ۲۴ زندانی کشته و ۳۵ نفر زخمی شدند.",
        "ولا يعرف أحد عدد القتلى: بين 24 و 158.",
    ]


@pytest.mark.skipif(not DEJAVU.exists(), reason="the fonts DejaVu are not here")
def test_a_line_whose_order_is_not_sure_is_an_issue_that_names_the_page() -> None:
    source, issues = read_document("a.pdf", written(["هتشک 1997 ITK رفن هک تفگ تلود"]))
    assert source is not None and issues[0].code == "right-to-left-unsure"
    assert "page 1" in issues[0].message


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Both texts as Chromium prints them, wide and narrow."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is found here")
    folder = tmp_path_factory.mktemp("printed")
    made = {}
    for code, (title, *paragraphs) in {"fa": PERSIAN, "ar": ARABIC}.items():
        for width in (180, 80):
            style = f'body{{font:12pt "DejaVu Sans";width:{width}mm}}@page{{margin:15mm}}'
            body = f"<h1>{title}</h1>" + "".join(f"<p>{one}</p>" for one in paragraphs)
            page = f'<!doctype html><html lang="{code}" dir="rtl"><meta charset="utf-8"><style>{style}</style>{body}'
            html = folder / f"{code}{width}.html"
            html.write_text(page, encoding="utf-8")
            made[html.stem] = print_to_pdf(html)
    return made


def print_to_pdf(html: Path) -> bytes:
    assert CHROMIUM is not None
    out = html.with_suffix(".pdf")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    profile = f"--user-data-dir={html.parent / 'profile'}"
    subprocess.run([CHROMIUM, *options, profile, html.as_uri()], check=True, capture_output=True, timeout=120)
    return out.read_bytes()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["fa180", "fa80", "ar180", "ar80"])
def test_what_a_browser_prints_is_read_word_for_word(name: str, printed: dict[str, bytes]) -> None:
    source, issues = read_document("a.pdf", printed[name])
    assert source is not None and [issue.code for issue in issues] == []
    assert source.text.split() == " ".join(PERSIAN if name.startswith("fa") else ARABIC).split()
    assert len(source.passages) == (len(PERSIAN) if name.startswith("fa") else len(ARABIC))
    assert source.language == name[:2]


@pytest.mark.browser
@pytest.mark.parametrize("name", ["fa180", "ar180"])
def test_another_reader_finds_the_same_words(name: str, printed: dict[str, bytes], tmp_path: Path) -> None:
    """Poppler's pdftotext keeps runs in the order in which they look, so figures are compared, not their order."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed here")
    path = tmp_path / "a.pdf"
    path.write_bytes(printed[name])
    ended = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, timeout=60)
    source, _ = read_document("a.pdf", printed[name])
    assert source is not None
    assert figures(unescape(ended.stdout.decode())) == figures(source.text)


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", normalize("NFC", text)))
