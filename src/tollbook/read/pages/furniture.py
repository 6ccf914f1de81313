"""The furniture of saved pages: the folder of styles, scripts and pictures that a browser puts beside a page."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from html import unescape
from pathlib import PurePosixPath
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from tollbook.model import Issue
from tollbook.read.decode import decode
from tollbook.read.formats import PICTURES, TEXTS, Format, format_named
from tollbook.read.page import noted
from tollbook.read.pages.tangle import is_tangled

HEAD = 256 * 1024  # bytes of a page in which its own links are looked for
_PAGES = (".html", ".htm", ".xhtml")
# What only a page can use. Pictures are not among these: a person may have put one there.
_NEVER_DOCUMENTS = frozenset(
    ".css .js .mjs .map .woff .woff2 .ttf .otf .eot .ico .cur .svg .axd .download .json".split()
)
_LONGEST_ENDING = 24  # of a folder's name after the page's: "_files", in whatever language
_MOST_FRAMES = 30  # pages and style sheets of one folder that are looked into for more links
_SHOWN = "img, script, link, iframe, frame, embed, object, source, input, video, audio, image, body, table, td"
_SHOWN_BY = ("src", "href", "data", "background", "poster", "data-src")
_IN_STYLES = re.compile(r"""url\(\s{0,9}["']?([^"')\s]{1,2000})""")

Head = Callable[[str], bytes]  # the first bytes of a file, at most HEAD of them; empty where it cannot be opened


class Furniture(NamedTuple):
    """``folder`` holds ``names`` for the sake of ``page`` alone."""

    page: str
    folder: str
    names: tuple[str, ...]

    @property
    def issue(self) -> Issue:
        """The note that they were passed over."""
        message = (
            f"holds {len(self.names)} styles, scripts, pictures and frames of the saved page {self.page}. They were "
            "passed over. A document that lies among them is better put beside the page."
        )
        return noted("page-furniture", self.folder, message)


def furniture_of(names: Collection[str], head: Head) -> Iterator[Furniture]:
    """For each page that shows files of a folder beside it, named as it is and a little more: which of them. Only the
    pages that have such a folder are opened."""
    below = _by_folder(names)
    folders = sorted(below)
    for page in sorted(name for name in names if name.lower().endswith(_PAGES)):
        for folder in _beside(page, folders):
            own = tuple(name for name in below[folder] if name != page)
            found = _shown_of(page, folder, own, head)
            if found:
                yield Furniture(page, folder, tuple(sorted(found)))


def _by_folder(names: Collection[str]) -> dict[str, list[str]]:
    """All that lies in or below each folder."""
    below: dict[str, list[str]] = {}
    for name in names:
        for parent in PurePosixPath(name).parents:
            if str(parent) != ".":
                below.setdefault(str(parent), []).append(name)
    return below


def _beside(page: str, folders: list[str]) -> Iterator[str]:
    """Folders beside the page that are named by it: "Page_files" beside "Page.html"."""
    stem = str(PurePosixPath(page).with_suffix(""))
    for folder in folders[bisect_left(folders, stem) :]:
        if not folder.startswith(stem):
            return
        ending = folder[len(stem) :]
        if ending and not ending[0].isalnum() and len(ending) <= _LONGEST_ENDING and "/" not in ending:
            yield folder


def _shown_of(page: str, folder: str, own: tuple[str, ...], head: Head) -> set[str]:
    """The files of the folder that the page shows, itself or through its frames and styles."""
    markup = head(page)
    shown = _links(page, markup) & set(own)
    if not shown:
        return set()
    waiting, looked = sorted(shown, reverse=True), 0
    while waiting and looked < _MOST_FRAMES:
        name = waiting.pop()
        if name.lower().endswith((*_PAGES, ".css")):
            looked += 1
            more = (_links(name, head(name)) & set(own)) - shown
            shown |= more
            waiting += sorted(more, reverse=True)
    cut = len(markup) >= HEAD  # what it shows further down was not seen
    return {name for name in own if _is_furniture(name, shown=name in shown, cut=cut)}


def _is_furniture(name: str, *, shown: bool, cut: bool) -> bool:
    if PurePosixPath(name).suffix.lower() in _NEVER_DOCUMENTS:
        return True
    kind = format_named(name)
    if kind in PICTURES:
        return shown or cut
    framed = kind is None or (kind in TEXTS and kind is not Format.MARKDOWN and not name.lower().endswith(".txt"))
    return shown and framed


def _links(name: str, data: bytes) -> set[str]:
    """Names of files that a page or a style sheet shows, as they would be named in the case."""
    decoded = decode(data, declares=True) if data else None
    if decoded is None:
        return set()
    found = {match.group(1) for match in _IN_STYLES.finditer(decoded.text)}
    if not name.lower().endswith(".css") and not is_tangled(decoded.text):
        for node in LexborHTMLParser(decoded.text).css(_SHOWN):
            attributes = node.attributes
            found |= {attributes[one] or "" for one in _SHOWN_BY if one in attributes}
    return {place for link in found for place in _places(name, link)}


def _places(name: str, link: str) -> Iterator[str]:
    """Where a link leads, written plain and percent-encoded alike."""
    if "://" in link or link.startswith(("/", "data:", "#", "javascript:", "mailto:")) or len(link) > 2_000:
        return
    path = re.split("[?#]", unescape(link), maxsplit=1)[0].replace("\\", "/")
    for written in {unescape(link), path, unquote(path)}:
        yield normpath(f"{dirname(name)}/{written}").lstrip("/") if written else ""
