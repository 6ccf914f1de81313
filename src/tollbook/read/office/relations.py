"""Which parts of an office document lead to which others, as Office Open XML writes it down beside each part."""

import posixpath
from dataclasses import dataclass, field

from tollbook.read.office.markup_stream import Attributes, listen, local
from tollbook.read.office.packed_office import Parts


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of its type; ``target`` the name of a part."""

    id: str
    kind: str
    target: str


def relations_of(parts: Parts, name: str) -> list[Relation]:
    """Where a part leads, by its name; "" for the document as a whole. What lies outside is never followed."""
    folder, file = posixpath.split(name)
    part = parts.markup.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    relations = _Relations(folder)
    if part is not None:
        listen(part, relations)
    return relations.found


@dataclass(slots=True)
class _Relations:
    folder: str
    enough: bool = False
    found: list[Relation] = field(default_factory=list)

    def opens(self, tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(self.folder, target))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append(Relation(attributes.get("Id", ""), kind, path))

    def says(self, words: str) -> None:
        """Nothing is said in them."""

    def closes(self, tag: str) -> None:
        """Each is one element."""
