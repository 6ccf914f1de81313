"""One small report in every format that is read, made by real programs: for the soak, the bench and the tests."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import docx
import openpyxl
from fpdf import FPDF
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from PIL import Image
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "Riot at Marrow prison"
TOLD = "A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004."
SAID = (
    "The ministry said that 12 prisoners were killed and 30 injured.",
    "Families said that at least 20 people died.",
    "A doctor, who asked not to be named, put the number of dead at between 18 and 25.",
)
HEAD = ("Source", "Killed", "Injured")
ROWS = (("The ministry", "12", "30"), ("Families", "20", ""), ("Amnesty International", "18-25", "35"))


def paragraphs(times: int) -> list[str]:
    """The report's paragraphs; ``times`` makes it longer."""
    return [TOLD, *SAID] * times


def text(times: int = 1) -> bytes:
    return "\n\n".join([TITLE, *paragraphs(times)]).encode()


def markdown(times: int = 1) -> bytes:
    return "\n\n".join([f"# {TITLE}", *paragraphs(times), "- a list", "| a | b |\n|---|---|\n| 1 | 2 |"]).encode()


def page(times: int = 1) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs(times))
    return f"<!doctype html><title>{TITLE}</title><main><h1>{TITLE}</h1>{body}</main><nav>Home</nav>".encode()


def pdf(times: int = 1) -> bytes:
    made = FPDF()
    made.set_creation_date(datetime(2004, 5, 4, tzinfo=UTC))
    made.add_page()
    made.set_font("helvetica", size=16)
    made.multi_cell(0, 10, TITLE, new_x="LMARGIN", new_y="NEXT")
    made.set_font("helvetica", size=11)
    for one in paragraphs(times):
        made.multi_cell(0, 6, one + "\n", new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def word(times: int = 1) -> bytes:
    made = docx.Document()
    made.add_heading(TITLE, 0)
    for one in paragraphs(times):
        made.add_paragraph(one)
    table = made.add_table(rows=0, cols=3)
    for row in (HEAD, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return _saved(made.save)


def workbook(times: int = 1) -> bytes:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in (HEAD, *(ROWS * times)):
        sheet.append([int(one) if one.isdigit() else one for one in row])
    return _saved(made.save)


def open_spreadsheet(times: int = 1) -> bytes:
    made = OpenDocumentSpreadsheet()
    table = Table(name="Dead")
    for row in (HEAD, *(ROWS * times)):
        line = TableRow()
        for words in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=words))
            line.addElement(cell)
        table.addElement(line)
    made.spreadsheet.addElement(table)
    return _saved(made.save)


def delimited(times: int = 1) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows((HEAD, *(ROWS * times)))
    return out.getvalue().encode()


def message(times: int = 1) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "desk@example.org", "records@example.org", TITLE
    made["Date"] = "Tue, 04 May 2004 10:00:00 +0500"
    made.set_content("\n\n".join(paragraphs(times)))
    made.add_alternative(page(times).decode(), subtype="html")
    made.add_attachment(delimited(times), maintype="text", subtype="csv", filename="table.csv")
    return bytes(made)


def saved_page(times: int = 1) -> bytes:
    made = EmailMessage()
    made["Subject"], made["Snapshot-Content-Location"] = TITLE, "https://example.org/marrow"
    made.set_content(page(times).decode(), subtype="html")
    made.make_related()
    made.add_related(picture(), maintype="image", subtype="png", cid="<a@example.org>")
    return bytes(made)


def archive(times: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (("report.txt", text(times)), ("page.html", page(times)), ("table.csv", delimited(times))):
            made.writestr(zipfile.ZipInfo(name, (2004, 5, 4, 0, 0, 0)), data)
    return out.getvalue()


def web_archive(times: int = 1) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    days = {"WARC-Date": "2004-05-04T10:00:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>"}
    record = writer.create_warc_record(
        "https://example.org/marrow", "response", io.BytesIO(page(times)), http_headers=head, warc_headers_dict=days
    )
    writer.write_record(record)
    return out.getvalue()


def picture(_times: int = 1) -> bytes:
    return _saved(lambda out: Image.new("RGB", (60, 40), "white").save(out, "PNG"))


def _saved(save: Callable[[io.BytesIO], Any]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


EVERY: dict[str, Callable[[int], bytes]] = {
    "report.txt": text,
    "report.md": markdown,
    "page.html": page,
    "report.pdf": pdf,
    "report.docx": word,
    "table.xlsx": workbook,
    "table.ods": open_spreadsheet,
    "table.csv": delimited,
    "message.eml": message,
    "page.mhtml": saved_page,
    "papers.zip": archive,
    "crawl.warc.gz": web_archive,
    "photograph.png": picture,
}
