"""Makes the example documents that are no plain text: `python examples/make/make.py` writes them beside the others.

The words stand in the folders next to this file. The same words give the same documents, as far as a format allows: a
PDF and a saved page are made by Chromium, whose version shows in their bytes. tests/cases/test_examples_made.py
compares what is committed with what this makes.
"""

import io
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import docx
import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from PIL import Image, ImageDraw, ImageFont
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
EXAMPLES = HERE.parent
FONTS = Path("/usr/share/fonts/truetype/dejavu")
SITE = "https://news.example/2018/11/08/prison-riot"
PACKED_ON = (2018, 12, 1, 0, 0, 0)  # the time stamp of every part of a packed file
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_PRINTED = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}\+00'00'")
_FRAME = re.compile(r"frame-[0-9A-F]{32}@")
_SAVED_ON = "Fri, 9 Nov 2018 06:30:00 -0000"
_WORDS_OF_A_TALLY = ("Ҷасадҳои супурдашуда:", "Ҳамагӣ: 47", "Намуна: лоиҳаи Tollbook")


def words(name: str) -> str:
    """The words of a document, from the folders beside this file."""
    return (HERE / name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """The rows of a table whose cells are parted by tabs."""
    return [line.split("\t") for line in words(name).splitlines()]


# Packed formats


def repacked(data: bytes) -> bytes:
    """An office document with one time stamp for all its parts, and no clock in its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        for part in packed.infolist():
            held = _MODIFIED.sub(rb"\g<1>2018-12-01T00:00:00Z", packed.read(part))
            kind = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(_stamped(part.filename), held, kind)
    return out.getvalue()


def _stamped(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, PACKED_ON)
    part.create_system = 3
    part.external_attr = 0o644 << 16
    return part


def letter(name: str) -> bytes:
    """A DOCX of paragraphs parted by blank lines; the first is its title, one without a full stop is a heading."""
    made = docx.Document()
    for number, paragraph in enumerate(words(name).strip().split("\n\n")):
        if number == 0:
            made.add_heading(paragraph, 0)
        elif paragraph[-1] in ".:)" or paragraph[0].isdecimal():
            made.add_paragraph(paragraph)
        else:
            made.add_heading(paragraph, 1)
    return repacked(_saved(made.save))


def workbook(title: str, name: str) -> bytes:
    """An XLSX of one sheet. Whole numbers are numbers."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = title
    for row in rows(name):
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    return repacked(_saved(made.save))


def open_table(title: str, name: str) -> bytes:
    """An ODS of one sheet."""
    made = OpenDocumentSpreadsheet()
    table = Table(name=title)
    for row in rows(name):
        line = TableRow()
        for cell in row:
            kind = {"valuetype": "float", "value": cell} if cell.isdecimal() else {"valuetype": "string"}
            line.addElement(held := TableCell(**kind))
            held.addElement(P(text=cell))
        table.addElement(line)
    made.spreadsheet.addElement(table)
    return repacked(_saved(made.save))


def archive(members: dict[str, str]) -> bytes:
    """A ZIP of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, held in members.items():
            made.writestr(_stamped(name), words(held), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _saved(save: Callable[[io.BytesIO], Any]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


# Mail and pages


def message(name: str, table: str) -> bytes:
    """A message with a table attached."""
    made = EmailMessage()
    made["From"] = "Monitoring desk <desk@monitor.example>"
    made["To"] = "records@commission.example"
    made["Subject"] = "Khujand prison riot of 7 November 2018: what the minister said"
    made["Date"] = "Fri, 23 Nov 2018 09:12:00 +0500"
    made["Message-ID"] = "<20181123.0912@monitor.example>"
    made.set_content(words(name), cte="8bit")
    made.add_attachment(words(table), subtype="csv", filename="by-group.csv", cte="quoted-printable")
    made.set_boundary("=====tollbook-example=====")
    return bytes(made)


def crawl(pages: dict[str, tuple[str, str]]) -> bytes:
    """A web archive: what answered at each address, on which day."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, (address, (day, name)) in enumerate(pages.items(), 1):
        kind = "text/html; charset=utf-8" if name.endswith(".html") else "text/plain; charset=utf-8"
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        stamps = {"WARC-Date": f"{day}T20:00:00Z", "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>"}
        body = io.BytesIO(words(name).encode())
        record = writer.create_warc_record(address, "response", body, http_headers=head, warc_headers_dict=stamps)
        writer.write_record(record)
        record.raw_stream.close()  # the library's own copy of the body, on disk where it is large
    return out.getvalue()


def printed(browser: Any, name: str) -> bytes:
    """A page printed to PDF by Chromium."""
    page = browser.new_page()
    page.set_content(words(name))
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    return _PRINTED.sub(rb"\g<1>20181201000000+00'00'", bytes(made))


def saved_page(browser: Any, name: str) -> bytes:
    """A page with its style and a picture, saved by Chromium as one file; the addresses are answered from here."""
    answers = {
        SITE: ("text/html; charset=utf-8", words(name).encode()),
        "https://news.example/style.css": ("text/css", b"body { font: 16px sans-serif }"),
        "https://news.example/map.png": (
            "image/png",
            _saved(partial(Image.new("RGB", (40, 30), "#dde").save, format="PNG")),
        ),
    }
    page = browser.new_page()
    page.route("**/*", lambda route: _answer(route, answers))
    page.goto(SITE)
    made = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    page.close()
    boundary = re.search(r'boundary="([^"]+)"', made)
    assert boundary is not None
    made = made.replace(boundary.group(1), "----MultipartBoundary--example----")
    made = _FRAME.sub(f"frame-{0:032}@", made)
    return re.sub(r"(?m)^Date: .*?\r?$", f"Date: {_SAVED_ON}\r", made, count=1).encode()


def _answer(route: Any, answers: dict[str, tuple[str, bytes]]) -> None:
    kind, body = answers.get(route.request.url, ("text/plain", b""))
    route.fulfill(status=200 if body else 404, content_type=kind, body=body)


# A photograph of a list


def tally() -> bytes:
    """A hand-kept tally on lined paper, as a photograph shows it: 47 strokes, with the sum below."""
    sheet = Image.new("RGB", (900, 640), "#e9e4d4")
    pen = ImageDraw.Draw(sheet)
    for line in range(80, 640, 56):
        pen.line([(0, line), (900, line)], fill="#b9c4d6", width=2)
    font = _font(38)
    pen.text((60, 84), _WORDS_OF_A_TALLY[0], fill="#20305c", font=font)
    for stroke in range(47):
        _stroke(pen, stroke)
    pen.text((60, 420), _WORDS_OF_A_TALLY[1], fill="#20305c", font=font)
    pen.text((60, 560), _WORDS_OF_A_TALLY[2], fill="#6a6a6a", font=_font(24))
    return _saved(partial(sheet.rotate(-1.5, expand=True, fillcolor="#3d3a36").save, format="PNG", optimize=True))


def notice() -> bytes:
    """A notice pinned to a board, as a photograph shows it: five lines nobody can read, and a sum."""
    board = Image.new("RGB", (700, 560), "#8a6f4d")
    pen = ImageDraw.Draw(board)
    pen.rectangle([(90, 60), (610, 500)], fill="#f3efe2")
    pen.ellipse([(338, 70), (362, 94)], fill="#a32a22")
    pen.text((130, 120), "Still missing", fill="#222222", font=_font(36))
    for line in range(5):
        top = 190 + line * 40
        wave = [(130 + step * 9, top + (step * step * (line + 3)) % 13) for step in range(20 + (line * 7) % 9)]
        pen.line(wave, fill="#333366", width=3)
    pen.text((130, 400), "5 people", fill="#222222", font=_font(36))
    pen.text((130, 462), "Made up by the Tollbook project", fill="#777777", font=_font(18))
    return _saved(partial(board.rotate(1.2, expand=True, fillcolor="#5b4a34").save, format="PNG", optimize=True))


def _font(size: int) -> Any:
    return ImageFont.truetype(str(FONTS / "DejaVuSerif.ttf"), size)


def _stroke(pen: Any, number: int) -> None:
    """Four upright strokes and a fifth across them, five groups a line, none quite like the other."""
    group, within = divmod(number, 5)
    left, top = 70 + (group % 5) * 160, 170 + (group // 5) * 120
    lean = (number * 7) % 5 - 2
    if within == 4:
        pen.line([(left - 12, top + 70 + lean), (left + 92, top + 12 - lean)], fill="#20305c", width=4)
        return
    x = left + within * 24
    pen.line([(x + lean, top + lean), (x - lean, top + 82 + lean)], fill="#20305c", width=4)


# What is made


def documents(browser: Any | None) -> dict[str, bytes]:
    """Every document, by its path below examples/; without a browser, those that need none."""
    made = {
        "khujand/2018/2018-11-09-magazine.docx": letter("khujand/magazine.txt"),
        "khujand/2018/2018-11-11-hand-list.png": tally(),
        "khujand/2018/2018-11-12-ru-survey.docx": letter("khujand/ru-survey.txt"),
        "khujand/2018/2018-11-12-ru-injured.ods": open_table("Раненые", "khujand/ru-injured.tsv"),
        "khujand/2018/2018-11-14-crawl.warc.gz": crawl(
            {
                "https://agency.example/ru/102631": ("2018-11-12", "khujand/ru-agency.html"),
                "https://news.example/en/20181114": ("2018-11-14", "khujand/agency-fifty.html"),
            }
        ),
        "khujand/2018/2018-11-23-monitor.eml": message("khujand/monitor.txt", "khujand/minister-by-group.csv"),
        "khujand/2018/2018-11-30-counts.xlsx": workbook("Counts", "khujand/counts.tsv"),
        "khujand/2018/2019-05-looking-back.zip": archive(
            {
                "2019-05-20-ar.txt": "khujand/ar-looking-back.txt",
                "2019-05-20-en.html": "khujand/en-looking-back.html",
                "2019-05-21-ru.txt": "khujand/ru-looking-back.txt",
            }
        ),
    }
    made |= {
        "harrowmere/notice-board.png": notice(),
        "harrowmere/traders-letter.docx": letter("harrowmere/traders-letter.txt"),
    }
    return made if browser is None else made | _by_browser(browser)


def _by_browser(browser: Any) -> dict[str, bytes]:
    return {
        "khujand/2018/2018-11-08-ar-two-wires.pdf": printed(browser, "khujand/ar-two-wires.html"),
        "khujand/2018/2018-11-08-broadcaster-twenty-seven.mhtml": saved_page(
            browser, "khujand/broadcaster-twenty-seven.html"
        ),
        "khujand/2018/2018-11-09-radio.pdf": printed(browser, "khujand/radio.html"),
        "khujand/2018/2018-11-23-fa-site.pdf": printed(browser, "khujand/fa-site.html"),
    }


def main() -> None:
    """Writes every document into its place. Needs playwright and Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415, it is wanted here alone

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, data in documents(browser).items():
            path = EXAMPLES / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            sys.stdout.write(f"{name}\n")
        browser.close()


if __name__ == "__main__":
    main()
