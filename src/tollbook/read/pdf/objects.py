"""Objects of a PDF's page that say something of its letters: what lies under them, and marks that have no look."""

import ctypes
from collections.abc import Iterator
from math import isfinite
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

WHITE = 250  # of 255, and above
NON_JOINER = "\u200c"
_NON_JOINER_MARK = b"\xfe\xff" + NON_JOINER.encode("utf-16-be")
_MOST_MARKS = 20
_DEEPEST_FORM = 8
_MOST_OBJECTS = 50_000
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)

Bounds = tuple[float, float, float, float]


def objects_of(page: Any) -> Iterator[Any]:
    """Objects of the page and of the forms in it, as many as are looked at."""
    waiting = [(pdfium.FPDFPage_CountObjects(page), page, pdfium.FPDFPage_GetObject, 0)]
    left = _MOST_OBJECTS
    while waiting:
        count, holder, get, depth = waiting.pop()
        for number in range(min(count, left)):
            left -= 1
            one = get(holder, number)
            if not one:
                continue
            yield one
            if depth < _DEEPEST_FORM and pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_FORM:
                waiting.append((pdfium.FPDFFormObj_CountObjects(one), one, pdfium.FPDFFormObj_GetObject, depth + 1))


def has_pictures(page: Any) -> bool:
    """Whether anything is drawn on the page but letters."""
    return any(pdfium.FPDFPageObj_GetType(one) in _PICTURES for one in objects_of(page))


def grounds_of(page: Any) -> list[Bounds]:
    """Where pictures and filled shapes lie: white letters on them can be seen."""
    return [bounds for one in objects_of(page) if (bounds := _ground(one))]


def non_joiners(page: Any) -> Iterator[tuple[float, float, float]]:
    """Marks that part letters and have no look of their own: left, base and size. PDFium leaves them out of the text;
    browsers write them as what a space stands for."""
    for one in objects_of(page):
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_TEXT or not _stands_for_non_joiner(one):
            continue
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(one, matrix)
        pdfium.FPDFTextObj_GetFontSize(one, size)
        place = (matrix.e, matrix.f, abs(size.value * matrix.d))
        if all(map(isfinite, place)):
            yield place


def _ground(one: Any) -> Bounds | None:
    """The bounds of a picture, or of a shape filled with a colour; None for anything else."""
    kind = pdfium.FPDFPageObj_GetType(one)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        filled = pdfium.FPDFPageObj_GetFillColor(one, red, green, blue, alpha)
        if not filled or not alpha.value or min(red.value, green.value, blue.value) >= WHITE:
            return None
    elif kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        return None
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _stands_for_non_joiner(one: Any) -> bool:
    for number in range(min(max(pdfium.FPDFPageObj_CountMarks(one), 0), _MOST_MARKS)):
        written = (ctypes.c_ubyte * 8)()
        size = ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(one, number)
        found = pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", written, 8, size)
        if found and bytes(written[: size.value]) == _NON_JOINER_MARK:
            return True
    return False
