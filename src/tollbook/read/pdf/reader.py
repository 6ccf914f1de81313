"""PDF to passages: the words of each page by where they stand, put in the order in which a person reads them.

PDFium gives letters and their places; everything else is worked out from the places, so that the same bytes give the
same text on every machine: nothing is drawn, no other program is asked. What that costs for writing from right to left
stands in docs/decisions/0007-right-to-left-pdf.md.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from tollbook.model import Zone
from tollbook.read.page import Page, Taken
from tollbook.read.pdf.blocks import Block, blocks_of
from tollbook.read.pdf.flow import flow_of
from tollbook.read.pdf.issues import PageFaults, closed, issues_of, scan, unreadable
from tollbook.read.pdf.lines import Row, rows_of
from tollbook.read.pdf.margins import parted
from tollbook.read.pdf.notes import Remark, remarks_of
from tollbook.read.pdf.order import stretches_of
from tollbook.read.pdf.passages import page_of
from tollbook.read.pdf.signs import most_common_size, signs_of

MOST_PAGES = 5_000
MOST_LETTERS = 10_000_000
_SIGNATURE = b"%PDF-"
_WITHIN = 1024
_MOST_ATTACHMENTS = 10_000
_GARBLED = 0.2  # of a page's letters
_FEWEST_GARBLED = 10


class _Read(NamedTuple):
    """What was taken from one page. ``turned``: the rows of each other direction of writing."""

    number: int
    rows: list[Row]
    turned: list[list[Row]]
    remarks: list[Remark]
    letters: int


def read_pdf(name: str, data: bytes) -> Taken:
    """The pages' words. A word parted by a hyphen at a line's end stands whole on the line where it begins
    ("prisoners"); a hyphen that is the word's own ("twenty-five") is kept: see hyphens.py."""
    start = max(data.find(_SIGNATURE, 0, _WITHIN), 0)
    try:
        document = pypdfium2.PdfDocument(data[start:] if start else data)
    except pypdfium2.PdfiumError as wrong:
        return None, (
            closed(name, wrong.err_code == pdfium.FPDF_ERR_PASSWORD, wrong.err_code == pdfium.FPDF_ERR_SECURITY),
        )
    try:
        return _read(name, document)
    finally:
        document.close()


def _read(name: str, document: pypdfium2.PdfDocument) -> Taken:
    faults = PageFaults(pages=max(len(document), 0))
    faults.attached = min(max(pdfium.FPDFDoc_GetAttachmentCount(document), 0), _MOST_ATTACHMENTS)
    if not faults.pages:
        return None, (unreadable(name),)
    read = list(_pages(document, faults))
    if not read:
        return None, (unreadable(name), *issues_of(name, faults))
    if not any(page.rows or page.turned or page.remarks for page in read):
        return Page("", ()), (scan(name, faults), *issues_of(name, faults, silent=True))
    return _laid_out(read, _title(document)), issues_of(name, faults)


def _title(document: pypdfium2.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title")).strip()
    except UnicodeDecodeError:
        return ""


def _pages(document: pypdfium2.PdfDocument, faults: PageFaults) -> Iterator[_Read]:
    """What can be read of each page, within the bounds; the rest goes to ``faults``."""
    letters = 0
    if document.get_formtype():
        document.init_forms()
    forms = document.formenv.raw if document.formenv else None
    for number in range(1, min(faults.pages, MOST_PAGES) + 1):
        if letters > MOST_LETTERS:
            break
        faults.read_to = number
        page = None
        try:
            page = document[number - 1]
            one = _page(number, page, forms, faults)
        except pypdfium2.PdfiumError:
            faults.unread.append(number)
            continue
        finally:
            if page is not None:
                page.close()
        letters += one.letters
        yield one


def _page(number: int, page: pypdfium2.PdfPage, forms: Any, faults: PageFaults) -> _Read:
    signs = signs_of(page)
    rows = rows_of(signs.upright)
    turned = [rows_of(some) for some in signs.turned]
    letters = len(signs.upright) + sum(map(len, signs.turned))
    if not letters and signs.pictures:
        faults.silent.append(number)
    if signs.cut:
        faults.cut.append(number)
    if signs.garbled >= _FEWEST_GARBLED and signs.garbled > _GARBLED * letters:
        faults.garbled.append(number)
    if any(not piece.sure for some in (rows, *turned) for row in some for piece in row):
        faults.unsure.append(number)
    return _Read(number, rows, turned, list(remarks_of(page, forms)), letters)


def _laid_out(read: Sequence[_Read], title: str) -> Page:
    pieces = [piece for page in read for row in page.rows for piece in row if not piece.hidden]
    body = most_common_size(size for piece in pieces for size in [piece.size] * min(len(piece.text), 200))
    bold = sum(len(piece.text) for piece in pieces if piece.bold)
    mostly_bold = 2 * bold > sum(len(piece.text) for piece in pieces)
    flow = flow_of(_zoned(read, body, title), body, mostly_bold)
    return page_of(flow, [(page.number, remark) for page in read for remark in page.remarks], title)


def _zoned(read: Sequence[_Read], body: float, title: str) -> Iterator[list[tuple[Block, Zone]]]:
    """The blocks of each page: its head, its text, its notes and foot, and what is written across."""
    edges = parted([(page.number, [row for row in page.rows if not row[0].hidden]) for page in read], body, title)
    for page, edge in zip(read, edges, strict=True):
        hidden = [row for row in page.rows if row[0].hidden]
        parts = [
            (edge.heads, Zone.ASIDE),
            (edge.main, Zone.MAIN),
            *((rows, Zone.ASIDE) for rows in (edge.notes, edge.feet, *page.turned)),
            (hidden, Zone.HIDDEN),
        ]
        yield [(block, zone) for rows, zone in parts for block in blocks_of(page.number, stretches_of(rows))]
