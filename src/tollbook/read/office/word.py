"""Word documents (.docx) to passages: the body in its order, then what stands beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module

from tollbook.model import Issue, PassageKind, Zone
from tollbook.read.laid_out import lay_out
from tollbook.read.office.packed_office import Parts, unpack_office
from tollbook.read.office.relations import relations_of
from tollbook.read.office.word_blocks import Blocks
from tollbook.read.office.word_styles import Node, Styles, W
from tollbook.read.page import Taken, lost, to_look_at
from tollbook.read.pages.walk import Shown

MOST_MARKS = 3_000_000  # of markup in all: a tree of it takes some hundred bytes for each
_MARKS = (b"<", b"=")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same names, in “Strict Open XML”
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_HEADS = {"header": "head of the page", "footer": "foot of the page"}
_BESIDE = (*_NOTES, *_HEADS, "comments")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_NOTE_NODES = (f"{W}footnote", f"{W}endnote")


def read_word(name: str, data: bytes) -> Taken:
    """A Word document; None where it is locked, damaged or made to do harm."""
    parts, issues = unpack_office(name, data)
    if parts is None:
        return None, issues
    if sum(part.count(mark) for part in parts.markup.values() for mark in _MARKS) > MOST_MARKS:
        message = f"was not read: its markup holds more than {MOST_MARKS} marks. Save it in pieces, or as plain text."
        return None, (lost("unpacks-too-large", name, message),)
    document = _opened(parts)
    if document is None:
        message = "was not read: there is no Word document in it. If it is an archive, rename it to .zip."
        return None, (*issues, lost("damaged", name, message))
    blocks = Blocks(Styles(document.styles))
    shown = [*_with_title(blocks.of_body(document.body)), *_beside(document, blocks)]
    return lay_out(shown), (*issues, *_issues(name, document, blocks))


@dataclass(slots=True)
class _Document:
    """``beside``: the parts beside the body, by what they are to it; ``damaged`` those that could not be read."""

    body: Node
    styles: Node | None = None
    beside: list[tuple[str, Node]] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def _opened(parts: Parts) -> _Document | None:
    """The body and what belongs to it. Damaged styles make the whole unread, since they say what is hidden."""
    main = next((one.target for one in relations_of(parts, "") if one.kind == "officeDocument"), "")
    body = _parsed(parts.markup[main]).find(f"{W}body") if main in parts.markup else None
    if body is None:
        return None
    document = _Document(body)
    for relation in sorted(relations_of(parts, main), key=lambda one: (one.kind, one.target)):
        part = parts.markup.get(relation.target)
        if part is None or relation.kind not in ("styles", *_BESIDE):
            continue
        if relation.kind == "styles":
            document.styles = _parsed(part)
            continue
        try:
            document.beside.append((relation.kind, _parsed(part)))
        except SyntaxError:  # of its markup
            document.damaged.append(relation.kind)
    return document


def _parsed(part: bytes) -> Node:
    """The tree of a part, by python-docx's parser, which resolves no entities and fetches nothing."""
    return import_module("docx.oxml.parser").parse_xml(part.replace(_STRICT, W[1:-1].encode()))


def _with_title(blocks: Iterable[Shown]) -> list[Shown]:
    """The blocks, where the first heading that opens the document is its title if no other is."""
    shown = list(blocks)
    first = next((at for at, block in enumerate(shown) if block.zone is Zone.MAIN), None)
    if first is None or any(block.kind is PassageKind.TITLE for block in shown):
        return shown
    if shown[first].kind is PassageKind.HEADING:
        shown[first] = replace(shown[first], kind=PassageKind.TITLE, level=1)
    return shown


def _beside(document: _Document, blocks: Blocks) -> Iterator[Shown]:
    said: set[str] = set()
    for kind, root in document.beside:
        if kind in _NOTES:
            yield from _notes(root, _NOTES[kind], blocks)
        elif kind == "comments":
            for number, comment in enumerate(root.iterfind(f"{W}comment"), 1):
                yield from blocks.beside(comment, Zone.COMMENT, f"comment {number}")
        else:
            for block in blocks.beside(root, Zone.ASIDE, _HEADS[kind]):
                if block.text not in said:  # each section has its own, mostly the same
                    said.add(block.text)
                    yield block


def _notes(root: Node, what: str, blocks: Blocks) -> Iterator[Shown]:
    notes = [node for node in root.iterchildren(*_NOTE_NODES) if node.get(f"{W}type") not in _SEPARATORS]
    for number, note in enumerate(notes, 1):
        yield from blocks.beside(note, Zone.ASIDE, f"{what} {number}")


def _issues(name: str, document: _Document, blocks: Blocks) -> Iterator[Issue]:
    if document.damaged:
        message = (
            f"has damaged parts beside its text ({', '.join(document.damaged)}), which were not read; the text was. "
            "Open it in Word and save it anew."
        )
        yield to_look_at("notes-damaged", name, message)
    changes = blocks.changes
    if changes.inserted or changes.struck_out:
        message = (
            f"has tracked changes ({changes.inserted} put in, {changes.struck_out} struck out): it was read as if all "
            "were accepted, and what is struck out was kept and not read. Find out which wording stands."
        )
        yield to_look_at("tracked-changes", name, message)
    if blocks.chunks:
        message = (
            f"holds other documents within it ({blocks.chunks}), which Word would show in their place and which were "
            "not read. Open it in Word and save it anew."
        )
        yield to_look_at("embedded-not-read", name, message)
