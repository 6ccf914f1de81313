"""What the styles of a Word document make of its paragraphs: titles, headings, list items; and what they hide."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from tollbook.model import PassageKind, Zone

Node = Any  # lxml's elements carry no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20  # styles that rest on one another
_OFF = ("0", "false", "off", "none")
# Word keeps the names of its own styles in English, in whatever language it is used.
_KINDS = {
    "title": PassageKind.TITLE,
    "subtitle": PassageKind.HEADING,
    "quote": PassageKind.QUOTE,
    "intense quote": PassageKind.QUOTE,
    "caption": PassageKind.CAPTION,
}
_HEADING = "heading "
_CONTENTS = ("toc ", "index ", "table of figures")
_BODY_LEVEL = 9  # an outline level that is none

Found = TypeVar("Found")


class Look(NamedTuple):
    """What a paragraph is. ``level`` of a heading counts from 1."""

    kind: PassageKind
    level: int | None = None
    zone: Zone = Zone.MAIN


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    under: str | None
    outline: int | None
    numbered: bool | None
    hides: bool | None
    bold: bool | None


class Styles:
    """The styles by their ids; one that is not there says nothing."""

    def __init__(self, root: Node | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for node in root.iterfind(f"{W}style") if root is not None else ():
            id_ = node.get(f"{W}styleId", "")
            self._styles[id_] = _read_style(node)
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self._default = id_

    def look_of(self, properties: Node | None) -> Look:
        """The kind of a paragraph with these properties."""
        style = self.style_of(properties)
        name = self._first(style, lambda one: one.name if _names_a_kind(one.name) else None) or ""
        if name.startswith(_CONTENTS):
            return Look(PassageKind.PARAGRAPH, zone=Zone.NAVIGATION)
        level = _outline(properties)
        if level is None:
            level = self._first(style, lambda one: one.outline)
        if name.startswith(_HEADING) and name[len(_HEADING) :].isdecimal():
            return Look(PassageKind.HEADING, int(name[len(_HEADING) :][:2]) or 1)
        if name in _KINDS:
            return Look(_KINDS[name], 1 if _KINDS[name] in (PassageKind.TITLE, PassageKind.HEADING) else None)
        if level is not None and level < _BODY_LEVEL:
            return Look(PassageKind.HEADING, level + 1)
        numbered = _numbered(properties)
        if numbered is None:
            numbered = self._first(style, lambda one: one.numbered)
        return Look(PassageKind.LIST_ITEM if numbered else PassageKind.PARAGRAPH)

    def style_of(self, properties: Node | None) -> str | None:
        """The id of a paragraph's style."""
        return value_of(properties, "pStyle") or self._default

    def hides(self, run: Node | None, paragraph: str | None) -> bool:
        """Whether a run's text is not shown: by its own properties, its style, or its paragraph's style."""
        return self._says(run, paragraph, "vanish", lambda one: one.hides)

    def is_bold(self, run: Node | None, paragraph: str | None) -> bool:
        """Whether a run's letters are bold."""
        return self._says(run, paragraph, "b", lambda one: one.bold)

    def _says(self, run: Node | None, paragraph: str | None, mark: str, told: Callable[[_Style], bool | None]) -> bool:
        own = is_on(run, mark)
        if own is None:
            own = self._first(value_of(run, "rStyle"), told)
        if own is None:
            own = self._first(paragraph, told)
        return bool(own)

    def _first(self, style: str | None, told: Callable[[_Style], Found | None]) -> Found | None:
        """What a style, or the nearest one that it rests on, says."""
        for _ in range(_DEEPEST):
            one = self._styles.get(style or "")
            if one is None:
                return None
            found = told(one)
            if found is not None:
                return found
            style = one.under
        return None


def _read_style(node: Node) -> _Style:
    name = (value_of(node, "name") or "").lower()
    properties, letters = node.find(f"{W}pPr"), node.find(f"{W}rPr")
    outline, numbered = _outline(properties), _numbered(properties)
    return _Style(name, value_of(node, "basedOn"), outline, numbered, is_on(letters, "vanish"), is_on(letters, "b"))


def _names_a_kind(name: str) -> bool:
    return name in _KINDS or name.startswith((_HEADING, *_CONTENTS))


def value_of(node: Node | None, name: str) -> str | None:
    """The value of the first child of that name."""
    child = node.find(W + name) if node is not None else None
    value = child.get(f"{W}val") if child is not None else None
    return str(value) if value is not None else None


def is_on(node: Node | None, name: str) -> bool | None:
    """Whether a mark such as "bold" is set; None where nothing is said of it."""
    child = node.find(W + name) if node is not None else None
    return None if child is None else child.get(f"{W}val", "1").lower() not in _OFF


def _outline(properties: Node | None) -> int | None:
    value = value_of(properties, "outlineLvl")
    return int(value) if value is not None and value.isdecimal() and len(value) == 1 else None


def _numbered(properties: Node | None) -> bool | None:
    marks = properties.find(f"{W}numPr") if properties is not None else None
    return None if marks is None else value_of(marks, "numId") != "0"
