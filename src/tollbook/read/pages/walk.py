"""The walk over a page's tree: block by block in document order, never by recursion, each block with its zone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tollbook.model import PassageKind, Zone
from tollbook.read.decode import canonical
from tollbook.read.pages.cells import rows_of
from tollbook.read.pages.folding import BREAK, fold, preformatted
from tollbook.read.pages.zones import holds_footer, zone_of

Node = Any  # selectolax carries no types for what is used here

_SILENT = frozenset(
    ["script", "style", "template", "head", "iframe", "object", "embed", "audio", "video", "canvas", "math", "input"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "nobr",
        "output",
        "picture",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "select",
        "option",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "g",
        "text",
        "tspan",
        "path",
        "use",
        "textarea",
        "noscript",
    ]
)
_KINDS = {
    **{f"h{level}": PassageKind.HEADING for level in range(1, 7)},
    "li": PassageKind.LIST_ITEM,
    "dt": PassageKind.LIST_ITEM,
    "dd": PassageKind.LIST_ITEM,
    "blockquote": PassageKind.QUOTE,
    "figcaption": PassageKind.CAPTION,
    "caption": PassageKind.CAPTION,
}
_PASSED_DOWN = frozenset((PassageKind.LIST_ITEM, PassageKind.QUOTE, PassageKind.CAPTION))
_RESET = frozenset(("article", "section", "main", "td", "th", "table"))
_LONGEST_PATH = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the page shows it. ``before`` parts it from the block before: cells of a row stand on a line."""

    text: str
    kind: PassageKind
    zone: Zone
    origin: str
    element: str = ""
    level: int | None = None
    label: str | None = None
    value_at: int | None = None
    before: str = "\n\n"


@dataclass(frozen=True, slots=True)
class Moment:
    """A ``time`` element: its machine-readable date, and whether it stands above the body of the text."""

    date: str
    above: bool
    published: bool


@dataclass(slots=True)
class _Frame:
    """An element that is being walked through."""

    tag: str
    segment: str
    child: Node
    totals: Counter[str]
    zone: Zone
    kind: PassageKind
    pre: bool
    inline: bool
    parents: frozenset[str]
    seen: Counter[str] = field(default_factory=Counter)


class Walk:
    """Yields the blocks of a tree. ``moments`` and ``replaced`` (control characters) fill as it goes."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._frames: list[_Frame] = []
        self._run: list[str] = []
        self._apart: dict[Zone, list[str]] = {}
        self._longest = 0
        self.moments: list[Moment] = []
        self.replaced = 0

    def blocks(self) -> Iterator[Shown]:
        """Every block that holds words, in document order."""
        top = _Frame(
            "html",
            "html",
            self._root.child,
            _totals(self._root),
            Zone.MAIN,
            PassageKind.PARAGRAPH,
            False,
            False,
            frozenset(),
        )
        self._frames = [top]
        while self._frames:
            frame = self._frames[-1]
            node = frame.child
            if node is None:
                if not frame.inline:
                    yield from self._flush()
                self._frames.pop()
                continue
            frame.child = node.next
            yield from self._visit(frame, node)

    def _visit(self, frame: _Frame, node: Node) -> Iterator[Shown]:
        if node.is_text_node:
            self._take_text(frame, node.text_content or "")
            return
        tag = node.tag or ""
        if not node.is_element_node or tag in _SILENT:
            frame.seen[tag] += 1
            return
        if tag == "br":
            self._target(frame).append(BREAK)
            return
        opened = self._open(frame, node, tag)
        if not opened.inline:
            yield from self._flush()
        if tag == "table" and opened.zone is not Zone.HIDDEN:
            rows = rows_of(node)
            if rows is not None:
                self._frames.append(opened)
                shown = list(self._rows(rows, opened.zone))
                self._frames.pop()
                yield from shown
                return
        if tag == "time":
            self._take_moment(opened, node.attributes)
        self._frames.append(opened)

    def _open(self, outer: _Frame, node: Node, tag: str) -> _Frame:
        outer.seen[tag] += 1
        segment = tag if outer.totals[tag] <= 1 else f"{tag}[{outer.seen[tag]}]"
        attributes = node.attributes
        zone = zone_of(tag, attributes, outer.zone, outer.parents)
        if tag == "sup" and _is_note_mark(node) and zone is Zone.MAIN:
            zone = Zone.ASIDE
        return _Frame(
            tag,
            segment,
            node.child,
            _totals(node),
            zone,
            _kind_of(tag, outer.kind),
            outer.pre or tag == "pre",
            tag in _INLINE,
            outer.parents | {tag} if holds_footer(tag) else outer.parents,
        )

    def _block(self) -> int:
        """Where in the frames the block that the text now belongs to stands."""
        return next(at for at in range(len(self._frames) - 1, -1, -1) if not self._frames[at].inline)

    def _target(self, frame: _Frame) -> list[str]:
        """The run of the block, or one kept apart for what stands in its midst and is not part of it."""
        zone = self._frames[self._block()].zone if frame.inline else frame.zone
        return self._run if frame.zone is zone else self._apart.setdefault(frame.zone, [])

    def _take_text(self, frame: _Frame, raw: str) -> None:
        text, replaced = canonical(raw)
        self.replaced += replaced
        self._target(frame).append(preformatted(text) if frame.pre else text)

    def _take_moment(self, frame: _Frame, attributes: dict[str, str | None]) -> None:
        if frame.zone is Zone.MAIN and attributes.get("datetime"):
            published = "pubdate" in attributes or (attributes.get("itemprop") or "").lower() == "datepublished"
            self.moments.append(Moment((attributes["datetime"] or "").strip()[:40], self._longest < 200, published))

    def _flush(self) -> Iterator[Shown]:
        if not self._run and not self._apart:
            return
        at = self._block()
        frame = self._frames[at]
        texts, apart = fold(self._run), self._apart
        self._run, self._apart = [], {}
        origin = self._path(at + 1) if texts or apart else ""
        level = int(frame.tag[1]) if frame.kind is PassageKind.HEADING and frame.tag[1:].isdigit() else None
        for text in texts:
            if frame.zone is Zone.MAIN and frame.kind is PassageKind.PARAGRAPH:
                self._longest = max(self._longest, len(text))
            yield Shown(text, frame.kind, frame.zone, origin, frame.tag, level)
        for zone, pieces in sorted(apart.items()):
            for text in fold(pieces):
                yield Shown(text, PassageKind.PARAGRAPH, zone, origin)

    def _rows(self, rows: Any, zone: Zone) -> Iterator[Shown]:
        path = self._path(len(self._frames))
        for row in rows:
            for number, cell in enumerate(row):
                before = "\n\n" if number == 0 else "\t"
                yield Shown(
                    cell.text, cell.kind, zone, f"{path}/{cell.place}", "td", None, cell.label, cell.value_at, before
                )

    def _path(self, depth: int) -> str:
        segments = [frame.segment for frame in self._frames[:depth]]
        if len(segments) > _LONGEST_PATH:
            segments = [*segments[: _LONGEST_PATH // 2], "…", *segments[-_LONGEST_PATH // 2 :]]
        return "/" + "/".join(segments)


def _totals(node: Node) -> Counter[str]:
    totals: Counter[str] = Counter()
    child = node.child
    while child is not None:
        if child.is_element_node:
            totals[child.tag] += 1
        child = child.next
    return totals


def _kind_of(tag: str, outer: PassageKind) -> PassageKind:
    if tag in _KINDS:
        return _KINDS[tag]
    if tag in _INLINE or (outer in _PASSED_DOWN and tag not in _RESET):
        return outer
    return PassageKind.PARAGRAPH


def _is_note_mark(node: Node) -> bool:
    """A raised link within the page, as "[1]": it belongs to the apparatus, and would part a figure from its noun."""
    child = node.child
    while child is not None and not child.is_element_node:
        child = child.next
    return child is not None and child.tag == "a" and (child.attributes.get("href") or "").startswith("#")
