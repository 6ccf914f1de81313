"""Markup of any size read as it goes by: what opens, what is said, what closes; no tree is built, nothing is
fetched."""

from typing import Protocol
from xml.parsers import expat

Attributes = dict[str, str]
_APART = " "  # stands between a namespace and a name, as it can in neither
_PIECE = 65_536  # bytes


class Listener(Protocol):
    """Told of each element by its name with its namespace before it: ``local`` gives the name alone."""

    enough: bool  # set by the listener itself: the rest is not wanted

    def opens(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        ...

    def says(self, words: str) -> None:
        """Characters within the innermost element; a run of them may come in pieces."""
        ...

    def closes(self, tag: str) -> None:
        """An element ends."""
        ...


def listen(part: bytes, listener: Listener) -> None:
    """Tells the listener what the markup holds, to its end or until it has had enough. Raises ExpatError."""
    parser = expat.ParserCreate(namespace_separator=_APART)
    parser.buffer_text = True
    parser.StartElementHandler = listener.opens
    parser.EndElementHandler = listener.closes
    parser.CharacterDataHandler = listener.says
    for at in range(0, len(part), _PIECE):
        if listener.enough:
            return
        parser.Parse(part[at : at + _PIECE], False)
    if not listener.enough:
        parser.Parse(b"", True)


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition(_APART)[2]


def named(attributes: Attributes, name: str) -> str | None:
    """An attribute by its name, in whatever namespace."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), None)
