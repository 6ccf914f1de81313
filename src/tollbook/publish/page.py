"""The dossier's page: one self-contained index.html that holds no script and loads nothing, made from the record."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from tollbook.publish import days, ledger
from tollbook.publish.brief import brief
from tollbook.publish.chapters import Chapter, chapters
from tollbook.publish.chart import MARKS
from tollbook.publish.holdings import holdings_in, holdings_words
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.names import name_of
from tollbook.publish.phrases import Phrases, capital, phrases
from tollbook.publish.shelf import document
from tollbook.publish.speakers import speaker
from tollbook.publish.statements import unlinked
from tollbook.publish.templating import environment_of, policy_of, running_line


def render_index(record: Json, texts: Mapping[str, str], language: str = "en") -> str:
    """The whole page from a record (as ``record.json`` has it) and the canonical texts by source id."""
    say, lookup = phrases(language), Lookup(record, texts)
    page = environment_of(say).get_template("index.html.j2").render(**_content(lookup, say))
    return page if page.endswith("\n") else page + "\n"


def _content(lookup: Lookup, say: Phrases) -> dict[str, Any]:
    status = say.code("status", lookup.record.get("status"))
    style = _style(status)
    told = chapters(lookup, say)
    boxed = frozenset(span.toll for chapter in told for said in chapter.box.said for span in said.spans)
    rows = frozenset(one for chapter in told for one in chapter.rows)
    held = holdings_in(lookup.record)
    headline = _headline(told, held.read or len(lookup.sources), say)
    holdings = holdings_words(held, say)
    mains = [one.id for one in told if one.main]
    earlier = _earlier(told, mains)
    return {
        "style": Markup(style),  # noqa: S704 - our own style sheet, and a status escaped for it
        "policy": policy_of(style),
        "status": status,
        "headline": headline,
        "title": say.say("page.title", status=status, title="; ".join(_main(told)) or headline),
        "as_of": _as_of(lookup.record, say),
        "open_issues": _open_issues(lookup, say),
        "holdings": holdings,
        "all_read": held.whole,
        "chapters": told,
        "mains": [one for one in told if one.main],
        "earlier": {main: earlier.get(main, []) for main in mains},
        "others": earlier.get(None, []),
        "legend": _legend(told, lookup, say),
        "legend_at": next((one.id for one in told if one.main and one.charts), None),
        "briefs": [brief(one, f"{_open_issues_of(one, lookup, say)}. {holdings}.", say) for one in told if one.main],
        "unlinked": unlinked(lookup, say),
        "tolls": ledger.tolls(lookup, boxed, say),
        "rules": ledger.rules(lookup, say),
        "asides": [
            (name_of(one, lookup, say), ledger.set_aside(one, lookup, say)) for one in lookup.incidents.values()
        ],
        "issues": ledger.issues(lookup, say, ("lost", "open")),
        "notes": ledger.issues(lookup, say, ("note",)),
        "documents": [document(source, rows, lookup, say) for source in lookup.sources.values()],
        "version": str(lookup.record.get("version") or ""),
    }


def _earlier(told: list[Chapter], mains: list[str]) -> dict[str | None, list[Chapter]]:
    """What is told beside the main incidents, by the first of them that it stands before; None: before none."""
    order = {main: at for at, main in enumerate(mains)}
    found: dict[str | None, list[Chapter]] = {}
    for chapter in told:
        if not chapter.main:
            parents = [one for one in chapter.before if one in order]
            found.setdefault(min(parents, key=order.__getitem__, default=None), []).append(chapter)
    return found


def _legend(told: list[Chapter], lookup: Lookup, say: Phrases) -> dict[str, Any]:
    """The marks that this page uses, and no others."""
    drawn = frozenset().union(*(one.marks for one in told))
    who = {speaker(claim, lookup, say) for claim in lookup.claims.values()}
    return {
        "marks": [mark for mark in MARKS if mark in drawn],
        "seal": bool(lookup.acknowledged),
        "carried": any("group_carried" in (claim.get("marks") or ()) for claim in lookup.claims.values()),
        "kinds": sorted({(one.kind, one.kind_words, one.anonymous) for one in who}),
    }


def _main(told: list[Chapter]) -> list[str]:
    return [one.title for one in told if one.main]


def _headline(told: list[Chapter], read: int, say: Phrases) -> str:
    """The incident's own name where there is one main incident, else how many in how many documents that were read."""
    names, documents = _main(told), say.counted("counts.documents", read)
    if len(names) == 1:
        return names[0]
    if not names:
        return say.say("page.overview_none", documents=documents)
    return capital(say.say("page.overview", incidents=say.counted("counts.incidents", len(names)), documents=documents))


def _as_of(record: Json, say: Phrases) -> str:
    day = days.in_words(record.get("as_of"), say)
    return say.say("page.as_of", day=day) if day else say.say("page.as_of_unknown")


def _open_issues(lookup: Lookup, say: Phrases) -> str:
    count = sum(1 for issue in lookup.record.get("issues", ()) if issue.get("severity") in ("open", "lost"))
    return say.counted("counts.issues_open", count)


def _open_issues_of(chapter: Chapter, lookup: Lookup, say: Phrases) -> str:
    """Open issues about this incident's claims, or about a document of it and about no claim."""
    claims = [one["id"] for one in lookup.claims_of(lookup.incidents[chapter.id])]
    documents = [one.id for one in chapter.documents]
    found = [issue for one in (*claims, *documents) for issue in lookup.open_about.get(one, ())]
    return say.counted("counts.issues_open", len({id(issue) for issue in found}))


def _style(status: str) -> str:
    """The style sheet, and the line that runs on each printed page."""
    sheet = files("tollbook.publish").joinpath("templates", "style.css").read_text(encoding="utf-8")
    return sheet + running_line(status)
