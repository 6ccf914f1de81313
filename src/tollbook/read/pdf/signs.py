"""The signs of a PDF's page as PDFium gives them: each letter with its place, its size and how it is drawn."""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from math import atan2, cos, hypot, isfinite, pi, sin
from typing import Any, NamedTuple
from unicodedata import category

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from tollbook.read.decode import REPLACEMENT
from tollbook.read.pdf.bidi import has_right_to_left, plain_letters, runs_rightward
from tollbook.read.pdf.objects import NON_JOINER, WHITE, Bounds, grounds_of, has_pictures, non_joiners

MOST_SIGNS = 100_000  # of one page; a printed page has five thousand
HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
_FURTHEST = 1e6  # points: places beyond are no places of a page
_SMALLEST = 1.0  # points: smaller letters are there for machines, not for people
_NAME_BYTES = 256
_SLANT = pi / 18
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


class Sign(NamedTuple):
    """One letter, on a line that runs from ``left`` to ``right`` at the height ``base``, counted upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    hidden: bool = False

    @property
    def middle(self) -> float:
        """Halfway along it."""
        return (self.left + self.right) / 2


class PageSigns(NamedTuple):
    """``upright`` are signs of the direction in which most of the page runs, ``turned`` those of each other one.
    ``garbled`` counts the signs of which the file does not say what letters they are. ``cut``: there were more."""

    upright: list[Sign]
    turned: list[list[Sign]]
    garbled: int
    pictures: bool
    cut: bool = False


class _Drawn(NamedTuple):
    """How all letters of one text object are drawn. ``turn``: their direction in radians."""

    size: float
    turn: float
    bold: bool
    hidden: bool


def signs_of(page: pypdfium2.PdfPage) -> PageSigns:
    """All signs of a page. Raises PdfiumError where its text cannot be taken."""
    text_page = page.get_textpage()
    try:
        return _Signs(page, text_page).taken()
    finally:
        text_page.close()


class _Signs:
    """The reading of one page, with what has been learnt of its text objects."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self._page, self._text = page, text_page
        self._drawn: dict[int, _Drawn] = {}
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._grounds: list[Bounds] | None = None
        self._at: dict[tuple[float, float], Sign] = {}  # by the point where PDFium says that a letter begins
        self._made_up: list[tuple[float, float]] = []
        self._bounds = _bounds_of(page)

    def taken(self) -> PageSigns:
        count = max(self._text.count_chars(), 0)
        turns: dict[float, list[Sign]] = {}
        for at in range(min(count, MOST_SIGNS)):
            found = self._sign(at)
            if found is not None:
                turns.setdefault(found[0], []).append(found[1])
        texts = Counter(sign.text for signs in turns.values() for sign in signs)
        garbled = sum(times for text, times in texts.items() if _is_garbled(text))
        if has_right_to_left(list(texts)):
            turns.setdefault(0.0, []).extend((*self._non_joiners(), *self._spaces()))
        longest = max(turns, key=lambda turn: (len(turns[turn]), -turn), default=0.0)
        others = [turns[turn] for turn in sorted(turns) if turn != longest]
        pictures = not turns and has_pictures(self._page)
        return PageSigns(turns.get(longest, []), others, garbled, pictures, count > MOST_SIGNS)

    def _sign(self, at: int) -> tuple[float, Sign] | None:
        drawn_by = pdfium.FPDFText_GetTextObject(self._text, at)
        if not drawn_by:
            self._note_made_up(at)
            return None
        code = pdfium.FPDFText_GetUnicode(self._text, at)
        text = _LETTERS[code] if code < len(_LETTERS) else _letters(code, self._text, at)
        if not text:
            return None
        key = ctypes.addressof(drawn_by.contents)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._how_drawn(at, drawn_by)
        pdfium.FPDFText_GetLooseCharBox(self._text, at, self._box)
        pdfium.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        box, point = self._box, (self._x.value, self._y.value)
        bounds = (box.left, box.bottom, box.right, box.top)
        left, right, base = _along(drawn, bounds, point)
        sign = Sign(text, left, right, base, drawn.size, drawn.bold, drawn.hidden or not self._is_on_page(bounds))
        if code >= len(_LETTERS) or not text.isalnum():
            self._at[point] = sign
        return drawn.turn, sign

    def _non_joiners(self) -> Iterator[Sign]:
        for left, base, size in non_joiners(self._page):
            yield Sign(NON_JOINER, left, left, base, max(size, _SMALLEST))

    def _note_made_up(self, at: int) -> None:
        """A space or a line end of PDFium's own making."""
        if pdfium.FPDFText_GetUnicode(self._text, at) == ord(" "):
            pdfium.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
            self._made_up.append((self._x.value, self._y.value))

    def _spaces(self) -> Iterator[Sign]:
        """Among letters from right to left PDFium puts spaces of its own for those of the file: to the right of the
        letter or bracket that begins at the same point, else where the file's own space begins. They have no width."""
        for x, y in self._made_up:
            sign = self._at.get((x, y))
            place = sign.right if sign is not None and not runs_rightward(sign.text) else x
            yield Sign(" ", place, place, y, _SMALLEST)

    def _is_on_page(self, bounds: Bounds) -> bool:
        left, bottom, right, top = self._bounds
        return bounds[2] > left and bounds[0] < right and bounds[3] > bottom and bounds[1] < top

    def _how_drawn(self, at: int, drawn_by: Any) -> _Drawn:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, at, matrix)
        size = abs(pdfium.FPDFText_GetFontSize(self._text, at)) * hypot(matrix.c, matrix.d)
        size = size if isfinite(size) else 0.0
        name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, at, name, _NAME_BYTES, flags)
        hidden = size < _SMALLEST or self._is_unseen(at, drawn_by)
        return _Drawn(
            min(max(size, _SMALLEST), 1000.0), _turn(matrix.a, matrix.b), b"bold" in name.value.lower(), hidden
        )

    def _is_unseen(self, at: int, drawn_by: Any) -> bool:
        """White, or transparent, with nothing under it. Letters drawn invisibly are the text of a scan: they count."""
        if pdfium.FPDFTextObj_GetTextRenderMode(drawn_by) == _INVISIBLE:
            return False
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not pdfium.FPDFPageObj_GetFillColor(drawn_by, red, green, blue, alpha):
            return False
        if alpha.value == 0:
            return True
        if min(red.value, green.value, blue.value) < WHITE:
            return False
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._text, at, box)
        middle, height = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return not any(
            left <= middle <= right and bottom <= height <= top for left, bottom, right, top in self._all_grounds()
        )

    def _all_grounds(self) -> list[Bounds]:
        if self._grounds is None:
            self._grounds = grounds_of(self._page)
        return self._grounds


def _bounds_of(page: Any) -> Bounds:
    """Where the page is, whether it says so itself or the tree of pages does."""
    box = pdfium.FS_RECTF()
    told = pdfium.FPDF_GetPageBoundingBox(page, box)
    if not told or not (box.right > box.left and box.top > box.bottom):
        return (-_FURTHEST, -_FURTHEST, _FURTHEST, _FURTHEST)
    return (box.left, box.bottom, box.right, box.top)


def _letters(code: int, text_page: Any, at: int) -> str:
    """The letters of one sign; none for the second half of a pair of surrogates, and for what draws nothing."""
    if 0xD800 <= code <= 0xDBFF:
        low = pdfium.FPDFText_GetUnicode(text_page, at + 1)
        return chr(0x10000 + ((code - 0xD800) << 10) + low - 0xDC00) if 0xDC00 <= low <= 0xDFFF else REPLACEMENT
    if 0xDC00 <= code <= 0xDFFF or code in (0xFEFF, 0x0D, 0x0A):
        return ""
    if code in (0x02, 0xFFFE):
        return HYPHEN
    if not 0x09 <= code <= 0x10FFFF or code == 0xFFFF:
        return REPLACEMENT
    return " " if chr(code).isspace() else plain_letters(chr(code))


def _is_garbled(text: str) -> bool:
    return text == REPLACEMENT or category(text[0]) in ("Co", "Cn")


def _turn(a: float, b: float) -> float:
    """The direction of writing: a quarter turn where it is near one, so that letters of one line have one."""
    turn = atan2(b, a) if isfinite(a) and isfinite(b) else 0.0
    quarters = round(turn / (pi / 2))
    if abs(turn - quarters * pi / 2) < _SLANT:
        return (quarters % 4) * pi / 2
    return round(turn, 1)


# Nearly all letters of nearly all files: those of Latin, Greek and Cyrillic have no form of their own at a word's end.
_LETTERS = tuple(_letters(code, None, 0) for code in range(0x530))


def _along(drawn: _Drawn, box: Bounds, point: tuple[float, float]) -> tuple[float, float, float]:
    """Left, right and base of a sign as if its line were level."""
    left, bottom, right, top = box
    x, y = point
    if not (-_FURTHEST < left <= right < _FURTHEST and -_FURTHEST < bottom <= top < _FURTHEST and abs(y) < _FURTHEST):
        left, bottom, right, top, x, y = (_bounded(place) for place in (*box, *point))
    if drawn.turn == 0.0:
        return left, right, y
    c, s = cos(drawn.turn), sin(drawn.turn)
    if abs(c) > 1e-6 and abs(s) > 1e-6:  # slanted: the box is wider than the letter
        start = x * c + y * s
        return start, start + 0.7 * drawn.size, y * c - x * s
    ends = sorted((left * c + bottom * s, right * c + top * s))
    return ends[0], ends[1], y * c - x * s


def _bounded(place: float) -> float:
    return min(max(place, -_FURTHEST), _FURTHEST) if isfinite(place) else 0.0


def most_common_size(sizes: Iterable[float]) -> float:
    """The size most letters have, to half a point; of two equally common the greater."""
    counts = Counter(round(size * 2) / 2 for size in sizes)
    return max(counts, key=lambda size: (counts[size], size), default=10.0)
