"""Workbooks as Excel writes them (.xlsx): which sheets there are, where their parts lie, and what they share."""

from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError

from tollbook.read.office.cell_words import is_share
from tollbook.read.office.columns import cell_at
from tollbook.read.office.markup_stream import Attributes, listen, local, named
from tollbook.read.office.packed_office import Parts
from tollbook.read.office.relations import relations_of
from tollbook.read.office.sheets import Room, Sheet
from tollbook.read.office.xlsx_cells import CellListener, Look, Shared, builtin_format, unescaped

MOST_SHARED = 1_000_000  # texts that cells share
_MOST_LOOKS = 100_000
_MOST_COMMENTS = 10_000


def xlsx_sheets(parts: Parts) -> list[Sheet] | None:
    """The sheets in the order of the workbook; None where it holds no workbook."""
    book_name = next((one.target for one in relations_of(parts, "") if one.kind == "officeDocument"), None)
    if book_name is None or book_name not in parts.markup:
        return None
    book = _Book()
    listen(parts.markup[book_name], book)
    related = {one.id: one for one in relations_of(parts, book_name)}
    shared = _shared(parts, {one.kind: one.target for one in related.values()}, book.from_1904)
    room = Room()
    sheets = []
    for name, relation, hidden in book.sheets:
        sheet = Sheet(name, hidden)
        sheets.append(sheet)
        target = related[relation].target if relation in related else ""
        if target in parts.markup:
            _fill(sheet, parts, target, shared, room)
    return sheets


def _fill(sheet: Sheet, parts: Parts, target: str, shared: Shared, room: Room) -> None:
    """The cells, and what stands beside them. Of a damaged part nothing is taken, since where it breaks off may differ
    by machine."""
    try:
        listen(parts.markup[target], CellListener(sheet, shared, room))
    except ExpatError:
        sheet.cells, sheet.reaches, sheet.blind = [], [], []
        sheet.cells_damaged = True
    try:
        _add_beside(parts, target, sheet)
    except ExpatError:
        sheet.comments, sheet.drawn = [], []
        sheet.notes_damaged = True


@dataclass(slots=True)
class _Book:
    """The sheets' names, what they are related by, and whether they are hidden; days counted from 1904 or 1900."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False
    enough: bool = False

    def opens(self, tag: str, attributes: Attributes) -> None:
        if local(tag) == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), named(attributes, "id") or "", hidden))
        elif local(tag) == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")

    def says(self, words: str) -> None:
        """Nothing is said in it."""

    def closes(self, tag: str) -> None:
        """Each sheet is one element."""


def _shared(parts: Parts, targets: dict[str, str], from_1904: bool) -> Shared:
    texts, styles = _Texts("si", MOST_SHARED), _Styles()
    for kind, listener in (("sharedStrings", texts), ("styles", styles)):
        part = parts.markup.get(targets.get(kind, ""))
        if part is not None:
            listen(part, listener)
    return Shared([unescaped(text).strip() for text in texts.found], styles.looks(), from_1904)


@dataclass(slots=True)
class _Texts:
    """What each element of one name says, without how it is pronounced."""

    element: str
    most: int
    found: list[str] = field(default_factory=list)
    enough: bool = False
    _pieces: list[str] = field(default_factory=list)
    _taking: bool = False
    _aside: int = 0

    def opens(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == self.element:
            self._pieces = []
        self._aside += name == "rPh"
        self._taking = name == "t" and not self._aside

    def says(self, words: str) -> None:
        if self._taking:
            self._pieces.append(words)

    def closes(self, tag: str) -> None:
        name = local(tag)
        self._taking = False
        self._aside -= name == "rPh"
        if name == self.element:
            self.found.append("".join(self._pieces))
            self.enough = len(self.found) >= self.most


@dataclass(slots=True)
class _Styles:
    """How cells look: their number formats, and whether their letters are bold."""

    enough: bool = False
    _formats: dict[str, str] = field(default_factory=dict)
    _bold: list[bool] = field(default_factory=list)
    _cells: list[tuple[str, int]] = field(default_factory=list)
    _within: set[str] = field(default_factory=set)

    def opens(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name in ("fonts", "cellXfs"):
            self._within.add(name)
        elif name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and "fonts" in self._within:
            self._bold.append(False)
        elif name == "b" and "fonts" in self._within and self._bold:
            self._bold[-1] = attributes.get("val", "1") not in ("0", "false")
        elif name == "xf" and "cellXfs" in self._within:
            font = attributes.get("fontId", "")
            self._cells.append((attributes.get("numFmtId", "0"), int(font) if font.isdecimal() else 0))
        self.enough = len(self._cells) > _MOST_LOOKS or len(self._bold) > _MOST_LOOKS

    def says(self, words: str) -> None:
        """Nothing is said in them."""

    def closes(self, tag: str) -> None:
        self._within.discard(local(tag))

    def looks(self) -> list[Look]:
        made = []
        for number, font in self._cells:
            shown = self._formats.get(number) or builtin_format(number)
            bold = font < len(self._bold) and self._bold[font]
            made.append(Look(shown, is_share(shown), bold))
        return made


def _add_beside(parts: Parts, target: str, sheet: Sheet) -> None:
    """The comments on a sheet's cells, and the words in what is drawn over it."""
    for relation in relations_of(parts, target):
        part = parts.markup.get(relation.target)
        if part is None:
            continue
        if relation.kind == "comments":
            comments = _Comments()
            listen(part, comments)
            sheet.comments += comments.found
        elif relation.kind == "drawing":
            drawn = _Texts("p", _MOST_COMMENTS)
            listen(part, drawn)
            sheet.drawn += [text for text in drawn.found if text.strip()]


@dataclass(slots=True)
class _Comments:
    found: list[tuple[int, int, str]] = field(default_factory=list)
    enough: bool = False
    _at: tuple[int, int] | None = None
    _pieces: list[str] = field(default_factory=list)
    _taking: bool = False

    def opens(self, tag: str, attributes: Attributes) -> None:
        if local(tag) == "comment":
            self._at, self._pieces = cell_at(attributes.get("ref", "")), []
        self._taking = local(tag) == "t"

    def says(self, words: str) -> None:
        if self._taking:
            self._pieces.append(words)

    def closes(self, tag: str) -> None:
        self._taking = False
        if local(tag) == "comment" and self._at is not None:
            self.found.append((*self._at, "".join(self._pieces)))
            self.enough = len(self.found) >= _MOST_COMMENTS
