"""The dossier's pages, made from the record: self-contained, with no script, loading nothing. One of most cases; where
one would be too large, its incidents and its sources have pages of their own."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from tollbook.data import available_languages
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.publish import days, ledger
from tollbook.publish.brief import lines_of
from tollbook.publish.chapters import in_order
from tollbook.publish.estimates import estimates_of
from tollbook.publish.excerpts import Excerpts
from tollbook.publish.folder import Content, content
from tollbook.publish.holdings import holdings_in, holdings_words
from tollbook.publish.legend import legend_of
from tollbook.publish.links import FIRST, Places, led
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.names import documents_of
from tollbook.publish.own_pages import Listed, OwnPages, Shell, has_own_pages
from tollbook.publish.parts import LEGEND, STANDING, Parts, Place, Told
from tollbook.publish.phrases import Phrases, capital, phrases, short
from tollbook.publish.released import release_words
from tollbook.publish.review import status_words
from tollbook.publish.statements import unlinked
from tollbook.publish.templating import environment_of, policy_of, running_line


def render_index(record: Json, texts: Mapping[str, str], language: str = "en", kept: Derived = NOTHING_KEPT) -> str:
    """All on one page, from a record (as ``record.json`` has it) and the canonical texts by source id. ``kept``: where
    its parts are kept between builds."""
    return _Page(Excerpts(Lookup(record, texts)), language, kept).html()


def render_pages(
    record: Json,
    texts: Mapping[str, str],
    language: str = "en",
    kept: Derived = NOTHING_KEPT,
    excerpts: Excerpts | None = None,
) -> dict[str, Content]:
    """The pages by their paths: one, or more where that one would be too large. ``excerpts``: of the record, where they
    are known."""
    excerpts = excerpts or Excerpts(Lookup(record, texts))
    page = _Page(excerpts, language, kept, has_own_pages(record, texts))
    return {FIRST: content(page.html().encode("utf-8", "surrogatepass")), **page.others}


class _Page:
    """The first page, put together of its parts. ``apart``: whether incidents and sources have pages of their own; all
    but the one main incident, where there is one."""

    def __init__(self, excerpts: Excerpts, language: str, kept: Derived, apart: bool = False) -> None:
        self._lookup, self._say = (lookup := excerpts.whole), (say := phrases(language))
        self._environment = cache(lambda: environment_of(say, kept))
        self._parts = Parts(self._environment, say, kept)
        self._excerpts = excerpts
        self._release = release_words(lookup.record, say)
        self._status = self._release.status if self._release else status_words(lookup.record, say)
        self._as_of = _as_of(lookup.record, say)
        self._held = holdings_in(lookup.record)
        self._holdings = self._release.holdings if self._release else holdings_words(self._held, say)

        shell = Shell(self._status, self._as_of, _style(self._status), str(lookup.record.get("version") or ""))
        self._own = OwnPages(self._parts, shell, say, kept) if apart else None

    @property
    def others(self) -> Mapping[str, Content]:
        """The pages of incidents and sources, by their paths, once the first is made."""
        return self._own.files if self._own else {}

    def html(self) -> str:
        """The whole page."""
        html = self._environment().get_template("index.html.j2").render(**self._content())
        html = html if html.endswith("\n") else html + "\n"
        return led(html, None, Places(self._lookup, self._lookup.only_main)) if self._own else html

    def _content(self) -> dict[str, Any]:
        """By the names that the templates use."""
        lookup, say = self._lookup, self._say
        told = {identity: self._told(incident) for identity, incident in lookup.incidents.items()}
        ordered = [told[one["id"]] for one in in_order(lookup)]
        rows = frozenset(row for one in ordered for row in one.rows)
        return {
            **self._head([one.title for one in ordered if one.main]),
            **self._chapters(ordered),
            "unlinked": unlinked(lookup, say),
            "told": list(told.values()),
            "toll_count": sum(one.toll_count for one in told.values()),
            "aside_count": sum(one.aside_count for one in told.values()),
            "rules": ledger.rules(lookup, say),
            "codebook": "codebook" in lookup.record,  # a dossier made before has none
            "sentences": self._release is None and any(map(_is_read, lookup.sources.values())),
            "measured": any(claim.get("confidence") is not None for claim in lookup.claims.values()),
            "issues": ledger.issues(lookup, say, ("lost", "open")),
            "notes": ledger.issues(lookup, say, ("note",)),
            "estimates": estimates_of(lookup.record, say),
            "own_pages": self._own is not None,
            "documents": [self._source(identity, rows) for identity in lookup.sources],
            "version": str(lookup.record.get("version") or ""),
        }

    def _head(self, titles: list[str]) -> dict[str, Any]:
        """What stands above the incidents, of which the main ones have these titles."""
        say, style = self._say, _style(self._status)
        headline = _headline(titles, self._held.read or len(self._lookup.sources), say)
        return {
            "style": Markup(style),  # noqa: S704 - our own style sheet, and a status escaped for it
            "policy": policy_of(style),
            "status": self._status,
            "headline": headline,
            "title": say.say("page.title", status=self._status, title="; ".join(titles) or headline),
            "as_of": self._as_of,
            "open_issues": _open_issues(self._lookup, say),
            "holdings": self._holdings,
            "all_read": self._held.whole,
            "release": self._release,
            "shelf": "release.sources" if self._release else "sources",
        }

    def _told(self, incident: Json) -> Told:
        lookup, identity = self._lookup, incident["id"]
        if self._own and identity != lookup.only_main:
            stands = str(self._standing(self._issues_of_it(incident)))
            return self._own.incident(identity, stands, lines_of(stands), self._excerpts.of_incident(identity))
        top = 1 if len(lookup.main) == 1 else 2
        under = any(one["id"] in lookup.main for one in lookup.related(incident, "after"))
        level = top if identity in lookup.main else top + 2 if under else 3
        place = Place(level, len(lookup.incidents) > 1, lines_of(self._stands(identity)))
        return self._parts.told(identity, place, self._excerpts.of_incident(identity))

    def _source(self, identity: str, rows: frozenset[str]) -> str | Listed:
        own = tuple(one["id"] for one in self._lookup.claims_in.get(identity, ()) if one["id"] in rows)
        return (self._own or self._parts).source(identity, own, self._excerpts.of_source(identity))

    def _chapters(self, told: list[Told]) -> dict[str, Any]:
        """The incidents in the order of the page, those told beside the main ones below them, and the briefs."""
        legend_at = next((one.id for one in told if one.main and one.charted), None)
        drawn = frozenset(mark for one in told for mark in one.marks)
        legend = self._parts.legend(legend_of(drawn, self._lookup, self._say)) if legend_at else ""
        link = self._parts.legend_link() if legend_at else ""
        told = [
            one._replace(chapter=one.chapter.replace(LEGEND, legend if one.id == legend_at else link)) for one in told
        ]
        mains = [one for one in told if one.main]
        earlier = self._earlier(told, {one.id: at for at, one in enumerate(mains)})
        return {
            "chapters": told,
            "mains": mains,
            "earlier": {one.id: earlier.get(one.id, []) for one in mains},
            "others": earlier.get(None, []),
            "briefs": [one.brief.replace(STANDING, self._standing(self._stands(one.id))) for one in mains if one.brief],
        }

    def _earlier(self, told: list[Told], order: dict[str, int]) -> dict[str | None, list[Told]]:
        """What is told beside the main incidents, by the first of them that it stands before; None: before none."""
        found: dict[str | None, list[Told]] = {}
        for one in told:
            if not one.main:
                parents = [parent["id"] for parent in self._lookup.related(self._lookup.incidents[one.id], "after")]
                first = min((parent for parent in parents if parent in order), key=order.__getitem__, default=None)
                found.setdefault(first, []).append(one)
        return found

    def _stands(self, identity: str) -> str:
        """How many issues of an incident are open, and how many documents were read."""
        return short(f"{self._issues_of_it(self._lookup.incidents[identity])}. {self._holdings}.", 280)

    def _issues_of_it(self, incident: Json) -> str:
        claims = [one["id"] for one in self._lookup.claims_of(incident)]
        documents = documents_of(incident, self._lookup)
        found = [issue for one in (*claims, *documents) for issue in self._lookup.open_about.get(one, ())]
        return self._say.counted("counts.issues_of_it", len({id(issue) for issue in found}))

    def _standing(self, stands: str) -> str:
        line = Markup("<strong>{}.</strong> {}. {}")
        return str(line.format(self._status, short(self._as_of, 110), capital(stands)))


def _is_read(source: Json) -> bool:
    return bool(source.get("passages")) and source.get("language") in available_languages()


def _headline(titles: list[str], read: int, say: Phrases) -> str:
    """The incident's own name where there is one main incident, else how many in how many documents that were read."""
    documents = say.counted("counts.documents", read)
    if len(titles) == 1:
        return titles[0]
    if not titles:
        return say.say("page.overview_none", documents=documents)
    incidents = say.counted("counts.incidents", len(titles))
    return capital(say.say("page.overview", incidents=incidents, documents=documents))


def _as_of(record: Json, say: Phrases) -> str:
    day = days.in_words(record.get("as_of"), say)
    return say.say("page.as_of", day=day) if day else say.say("page.as_of_unknown")


def _open_issues(lookup: Lookup, say: Phrases) -> str:
    count = sum(1 for issue in lookup.record.get("issues", ()) if issue.get("severity") in ("open", "lost"))
    return say.counted("counts.issues_open", count)


def _style(status: str) -> str:
    """The style sheet, and the line that runs on each printed page."""
    sheet = files("tollbook.publish").joinpath("templates", "style.css").read_text(encoding="utf-8")
    return sheet + running_line(status)
