"""The words of one paragraph of a Word document: what it shows, what it hides or has struck out, what hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tollbook.read.office.word_styles import Node, Styles, W

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ALTERNATIVES = f"{_COMPATIBLE}AlternateContent"
BOX = f"{W}txbxContent"

_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
}
INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
STRUCK_OUT = frozenset((f"{W}del", f"{W}moveFrom"))
_TEXTS = frozenset((f"{W}t", f"{W}delText", f"{_MATH}t"))
_SILENT = frozenset((f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", f"{W}rt", f"{W}sdtPr", f"{W}sdtEndPr"))
_HOLD_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_SOFT_HYPHEN = "\u00ad"  # where a word may be parted; it would part it for a search as well
_PRIVATE = ("\ue000", "\uf8ff")  # signs of a font of symbols, which mean nothing without it
_SYMBOL = "\ufffd"


@dataclass(slots=True)
class Changes:
    """How much of a document was inserted and struck out, with the changes still open."""

    inserted: int = 0
    struck_out: int = 0

    def count(self, tag: str) -> None:
        """One more, if the element is one."""
        self.inserted += tag in INSERTED
        self.struck_out += tag in STRUCK_OUT


@dataclass(slots=True)
class Said:
    """``bold``: whether all that is shown is. ``boxes``: the text boxes that hang on it. ``described``: what is said of
    its pictures."""

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    light: bool = False

    @property
    def text(self) -> str:
        """What it shows."""
        return "".join(self.shown).strip()

    @property
    def unseen(self) -> str:
        """What it hides."""
        return "".join(self.hidden).strip()

    @property
    def bold(self) -> bool:
        """Whether all that it shows is bold."""
        return bool(self.text) and not self.light


def words_of(paragraph: Node, styles: Styles, changes: Changes, hidden: bool = False) -> Said:
    """``hidden``: whether all of it is struck out."""
    reading = _Reading(styles, changes, styles.style_of(paragraph.find(f"{W}pPr")))
    reading.take(paragraph, hidden)
    return reading.said


@dataclass(slots=True)
class _Reading:
    """``_codes``: fields that are open, and whether their code is being told rather than their result."""

    styles: Styles
    changes: Changes
    style: str | None
    said: Said = field(default_factory=Said)
    _codes: list[bool] = field(default_factory=list)

    def take(self, node: Node, hidden: bool) -> None:
        """Everything below a node of the paragraph that is no run."""
        for child in children(node):
            tag = child.tag
            self.changes.count(tag)
            if tag == f"{W}r":
                self._take_run(child, hidden or self.styles.hides(child.find(f"{W}rPr"), self.style))
            elif tag in _TEXTS:
                self._say(child.text or "", hidden)
            elif tag not in _SILENT:
                self.take(child, hidden or tag in STRUCK_OUT)

    def _take_run(self, run: Node, hidden: bool) -> None:
        light = not self.styles.is_bold(run.find(f"{W}rPr"), self.style)
        for child in children(run):
            if child.tag in _TEXTS:
                self._say(child.text or "", hidden or child.tag == f"{W}delText", light)
            elif child.tag in _SIGNS:
                self._say(_SIGNS[child.tag], hidden)
            elif child.tag == f"{W}sym":
                self._say(_symbol(child.get(f"{W}char", "")), hidden)
            elif child.tag == f"{W}fldChar":
                self._take_field(child.get(f"{W}fldCharType"))
            elif child.tag in _HOLD_DRAWINGS:
                self.said.boxes += boxes_in(child)
                self.said.described += descriptions_in(child)
            elif child.tag not in _SILENT:
                self.take(child, hidden)

    def _take_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append(True)
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()

    def _say(self, words: str, hidden: bool, light: bool = False) -> None:
        words = words.replace(_SOFT_HYPHEN, "")
        if hidden or any(self._codes):
            self.said.hidden.append(words)
            return
        self.said.shown.append(words)
        self.said.light = self.said.light or (light and bool(words.strip()))


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return _SYMBOL
    return _SYMBOL if _PRIVATE[0] <= sign <= _PRIVATE[1] else sign


def children(node: Node) -> Iterator[Node]:
    """The elements below a node, with what Word wrote twice taken once."""
    for child in node:
        if not isinstance(child.tag, str):
            continue  # a comment of the markup
        if child.tag == ALTERNATIVES:
            chosen = _chosen(child)
            if chosen is not None:
                yield from children(chosen)
        else:
            yield child


def _chosen(alternatives: Node) -> Node | None:
    """Of the ways in which Word wrote one thing, the first that holds words; else the last."""
    ways = [way for way in alternatives if isinstance(way.tag, str)]
    return next((way for way in ways if _holds_words(way)), ways[-1] if ways else None)


def _holds_words(way: Node) -> bool:
    return next(way.iter(BOX, f"{W}t", f"{_DRAWN}docPr"), None) is not None


def boxes_in(node: Node) -> list[Node]:
    """The text boxes below a drawing, each once; not those that stand within another."""
    found = []
    for child in children(node):
        if child.tag == BOX:
            found.append(child)
        else:
            found += boxes_in(child)
    return found


def descriptions_in(node: Node) -> list[str]:
    """What is said of the pictures below a node, for those who do not see them."""
    told = [child.get("descr", "").strip() for child in node.iter(f"{_DRAWN}docPr")]
    return [words for words in told if words]
