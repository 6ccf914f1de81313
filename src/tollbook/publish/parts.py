"""The parts of the page that are made one by one: what it says of an incident in each of its places, and a source."""

import marshal
from collections.abc import Callable
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from tollbook.model.derived import Derived, derive, key_of
from tollbook.publish import ledger
from tollbook.publish.brief import brief
from tollbook.publish.chapters import chapter_of
from tollbook.publish.excerpts import Excerpt
from tollbook.publish.names import name_of
from tollbook.publish.phrases import Phrases
from tollbook.publish.shelf import document
from tollbook.publish.side_by_side import Beside

# What only the whole page knows is put in where these stand; no words of a source can hold them (templating).
LEGEND, STANDING = Markup("\0legend\0"), Markup("\0standing\0")


class Place(NamedTuple):
    """Where an incident stands on the page: at which level of headings, among others or alone, and in how many lines
    its brief says how things stand."""

    level: int
    several: bool
    lines: int


class Told(NamedTuple):
    """An incident on the page, ready but for what only the whole page knows. ``marks``: what its charts draw."""

    id: str
    title: str
    told_in: bool
    when: str
    place: str
    country: str | None
    summary: tuple[tuple[str, str], ...]
    main: bool
    charted: bool
    rows: tuple[str, ...]
    marks: tuple[str, ...]
    chapter: str
    brief: str
    tolls: str
    toll_count: int
    asides: str
    aside_count: int
    annex: str


class Parts:
    """Makes parts, or takes those that were kept."""

    def __init__(self, environment: Callable[[], Environment], say: Phrases, kept: Derived) -> None:
        self._environment, self._say, self._kept = environment, say, kept

    def told(self, identity: str, place: Place, excerpt: Excerpt) -> Told:
        """What the page says of an incident."""
        key = key_of(excerpt.key, self._say.language, marshal.dumps(tuple(place)))
        return Told(*self._made("incident", key, excerpt, lambda: tuple(self.told_of(identity, place, excerpt))))

    def source(self, identity: str, rows: tuple[str, ...], excerpt: Excerpt) -> str:
        """A source, whole. ``rows``: the claims of it that have a row in a chart."""
        key = key_of(excerpt.key, self._say.language, *rows)
        return str(self._made("source", key, excerpt, lambda: self._source(identity, rows, excerpt)))

    def page(self, template: str, **values: Any) -> str:
        """A whole page."""
        return str(self._environment().get_template(template).render(**values)) + "\n"

    def legend(self, legend: dict[str, Any]) -> str:
        """What the marks of this page mean."""
        return self._rendered("legend.html.j2", legend=legend)

    def legend_link(self) -> str:
        """Where a page says what its marks mean."""
        return str(Markup('<p><a href="#legend">{}</a></p>').format(self._say.say("chart.legend")))

    def _made(self, kind: str, key: bytes, excerpt: Excerpt, make: Callable[[], Any]) -> Any:
        if excerpt.sensitive:
            return make()
        return marshal.loads(derive(self._kept, kind, key, lambda: marshal.dumps(make())))  # noqa: S302 - plain words

    def told_of(self, identity: str, place: Place, excerpt: Excerpt) -> Told:
        """The same, made anew."""
        lookup, say = excerpt.lookup(), self._say
        incident = lookup.incidents[identity]
        chapter = chapter_of(incident, lookup, say)
        boxed = frozenset(span.toll for said in chapter.box.said for span in said.spans)
        tolls = ledger.tolls(incident, boxed, lookup, say)
        asides = ledger.set_aside(incident, lookup, say)
        shown = {"chapter": chapter, "level": place.level, "legend": LEGEND, "several": place.several}
        short = brief(chapter, place.lines, say) if chapter.main else None
        return Told(
            id=chapter.id,
            title=chapter.title,
            told_in=chapter.told_in is not None,
            when=chapter.when,
            place=chapter.place,
            country=chapter.country,
            summary=chapter.summary,
            main=chapter.main,
            charted=bool(chapter.charts),
            rows=tuple(chapter.rows),
            marks=tuple(sorted(chapter.marks)),
            chapter=self._rendered("chapter.html.j2", **shown),
            brief=self._rendered("brief.html.j2", brief=short, standing=STANDING) if short else "",
            tolls=self._rendered("toll_rows.html.j2", tolls=tolls, several=place.several) if tolls else "",
            toll_count=len(tolls),
            asides=self._asides(name_of(incident, lookup, say), asides, place.several) if asides else "",
            aside_count=len(asides),
            annex=self._annex(chapter.beside, place.several),
        )

    def _asides(self, title: str, asides: list[ledger.Aside], several: bool) -> str:
        return self._rendered("asides.html.j2", title=title, asides=asides, several=several)

    def _annex(self, beside: tuple[Beside, ...], several: bool) -> str:
        """What rules would give that do not apply."""
        annexes = [one for one in beside if one.annex]
        return self._rendered("annex.html.j2", annexes=annexes, several=several) if annexes else ""

    def _source(self, identity: str, rows: tuple[str, ...], excerpt: Excerpt) -> str:
        lookup = excerpt.lookup()
        shown = document(lookup.sources[identity], frozenset(rows), lookup, self._say)
        return self._rendered("source.html.j2", source=shown)

    def _rendered(self, template: str, **values: Any) -> str:
        return str(self._environment().get_template("part.html.j2").render(part=template, **values))
