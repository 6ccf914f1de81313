"""What lies on a PDF's pages beside their text: remarks, and values filled into forms."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_MOST = 1_000  # of one page
_LONGEST = 1_000_000  # characters
_REMARKS = frozenset(
    (
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_INK,
    )
)


class Remark(NamedTuple):
    """``name`` is the name of the field that the words were filled into; None for a remark."""

    words: str
    name: str | None = None


def remarks_of(page: Any, forms: Any) -> Iterator[Remark]:
    """Remarks and filled fields of a page, in the order of the file. ``forms`` is PDFium's handle, None without."""
    for number in range(min(max(pdfium.FPDFPage_GetAnnotCount(page), 0), _MOST)):
        one = pdfium.FPDFPage_GetAnnot(page, number)
        if not one:
            continue
        try:
            remark = _remark(one, forms)
        finally:
            pdfium.FPDFPage_CloseAnnot(one)
        if remark:
            yield remark


def _remark(one: Any, forms: Any) -> Remark | None:
    kind = pdfium.FPDFAnnot_GetSubtype(one)
    if kind in _REMARKS:
        words = _string(lambda *given: pdfium.FPDFAnnot_GetStringValue(one, b"Contents", *given))
        return Remark(words) if words else None
    if kind != pdfium.FPDF_ANNOT_WIDGET or forms is None:
        return None
    words = _string(lambda *given: pdfium.FPDFAnnot_GetFormFieldValue(forms, one, *given))
    name = _string(lambda *given: pdfium.FPDFAnnot_GetFormFieldAlternateName(forms, one, *given)) or _string(
        lambda *given: pdfium.FPDFAnnot_GetFormFieldName(forms, one, *given)
    )
    return Remark(words, name or "") if words else None


def _string(ask: Any) -> str:
    """What PDFium writes into a buffer of UTF-16, in two calls: how long, and what."""
    size = min(ask(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    held = ctypes.create_string_buffer(size)
    if ask(ctypes.cast(held, ctypes.POINTER(pdfium.FPDF_WCHAR)), size) > size:
        return ""
    return held.raw[:size].decode("utf-16-le", "replace").split("\0", 1)[0].strip()
