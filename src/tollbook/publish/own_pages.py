"""Incidents and sources of a large case, each on a page of its own: what a telephone can open."""

import marshal
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from markupsafe import Markup

from tollbook.model.derived import Derived, key_of
from tollbook.publish.excerpts import Excerpt
from tollbook.publish.folder import Content, content
from tollbook.publish.legend import legend_of
from tollbook.publish.links import Places, led, page_path
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.marks import legible
from tollbook.publish.parts import LEGEND, STANDING, Parts, Place, Told
from tollbook.publish.phrases import Phrases
from tollbook.publish.shelf import document
from tollbook.publish.templating import policy_of

MOST_DOCUMENTS, MOST_CHARACTERS = 150, 500_000  # of which one page is made
_STYLE = Markup("\0style\0")  # the style sheet, which every page holds and none is kept with


class Shell(NamedTuple):
    """What all pages of a dossier say alike."""

    status: str
    as_of: str
    style: str
    version: str


class Listed(NamedTuple):
    """A source as the first page lists it."""

    id: str
    title: str
    about: tuple[str, ...]
    why_none: str


def has_own_pages(record: Json, texts: Mapping[str, str]) -> bool:
    """Whether the case is too large for one page."""
    return len(record.get("sources", ())) > MOST_DOCUMENTS or sum(map(len, texts.values())) > MOST_CHARACTERS


class OwnPages:
    """Makes pages, or takes those that were kept. ``files``: their contents by their paths, as they were asked for."""

    def __init__(self, parts: Parts, shell: Shell, say: Phrases, kept: Derived) -> None:
        self.files: dict[str, Content] = {}
        self._parts, self._shell, self._say, self._kept = parts, shell, say, kept
        self._shell_key = key_of(say.language, *shell)

    def incident(self, identity: str, stands: str, lines: int, excerpt: Excerpt) -> Told:
        """What the first page says of an incident. ``stands``: how things stand, in so many lines of a brief."""
        key = key_of(excerpt.key, self._shell_key, stands, str(lines))
        return Told(*self._made(identity, key, excerpt, lambda: self._incident(identity, stands, lines, excerpt)))

    def source(self, identity: str, rows: tuple[str, ...], excerpt: Excerpt) -> Listed:
        """How the first page lists a source. ``rows``: the claims of it that have a row in a chart."""
        key = key_of(excerpt.key, self._shell_key, *rows)
        return Listed(*self._made(identity, key, excerpt, lambda: self._source(identity, rows, excerpt)))

    def _made(self, identity: str, key: bytes, excerpt: Excerpt, make: Callable[[], tuple[Any, str]]) -> Any:
        """What the first page says, and the page: of one that was kept its hash, until it is asked for."""

        def data() -> bytes:
            held = self._kept.get("own-page", key)
            return self._styled(make()[1] if held is None else held.decode("utf-8", "surrogatepass"))

        row = None if excerpt.sensitive else self._kept.get("own-page-says", key)
        if row is not None:
            says, digest = marshal.loads(row)  # noqa: S302 - plain words
            self.files[page_path(identity)] = Content(digest, data)
            return says
        says, html = make()
        page = content(self._styled(html))
        if not excerpt.sensitive:
            self._kept.put("own-page-says", key, marshal.dumps((tuple(says), page.digest)))
            self._kept.put("own-page", key, html.encode("utf-8", "surrogatepass"))
        self.files[page_path(identity)] = page
        return says

    def _styled(self, html: str) -> bytes:
        """A page with the style sheet, which is our own, and holds a status that was escaped for it."""
        return html.replace(_STYLE, self._shell.style, 1).encode("utf-8", "surrogatepass")

    def _incident(self, identity: str, stands: str, lines: int, excerpt: Excerpt) -> tuple[Told, str]:
        lookup = excerpt.lookup()
        told = self._parts.told_of(identity, Place(1, False, lines), excerpt)
        drawn = frozenset(told.marks)
        legend = self._parts.legend(legend_of(drawn, lookup, self._say)) if told.charted else ""
        whole = told._replace(chapter=told.chapter.replace(LEGEND, legend), brief=told.brief.replace(STANDING, stands))
        link = Markup('<p class="elsewhere"><a href="#incident-{}"><bdi>{}</bdi></a> {}</p>')
        where = self._say.listed([one for one in (told.when, told.place) if one])
        short = link.format(told.id, legible(told.title), legible(where))
        nothing = {"marks": (), "brief": "", "tolls": "", "toll_count": 0, "asides": "", "annex": "", "charted": False}
        said = told._replace(chapter="" if told.main else str(short), **nothing)  # type: ignore[arg-type]
        return said, self._page(identity, told.title, lookup, {"told": [whole], "source": None})

    def _source(self, identity: str, rows: tuple[str, ...], excerpt: Excerpt) -> tuple[Listed, str]:
        lookup = excerpt.lookup()
        shown = document(lookup.sources[identity], frozenset(rows), lookup, self._say)
        listed = Listed(identity, shown.title, shown.about, shown.folded)
        whole = {"told": [], "source": replace(shown, folded=""), "level": 1}
        return listed, self._page(identity, shown.title, lookup, whole)

    def _page(self, identity: str, title: str, lookup: Lookup, values: Mapping[str, Any]) -> str:
        shared = {**self._shell._asdict(), "style": _STYLE, "policy": policy_of(self._shell.style)}
        html = self._parts.page("own_page.html.j2", title=title, **shared, **values)
        return led(html, identity, Places(lookup, lookup.only_main))
