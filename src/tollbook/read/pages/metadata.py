"""What a page says of itself in its head: title, language, site and date of publication."""

import re
from dataclasses import dataclass
from typing import Any

from tollbook.model import EdtfError, When

_DATES = (
    *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued"),
    *("dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date"),
    *("citation_publication_date", "sailthru.date", "cxenseparse:recs:publishtime"),
)
_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?=$|[T ]|[+-]\d{2}:\d{2}|Z)")
BASIS = "the page's metadata"


@dataclass(frozen=True, slots=True)
class Metadata:
    """``titles`` and ``site`` are words that may or may not stand in the page's text."""

    titles: tuple[str, ...]
    site: str | None
    language: str | None
    date: When | None


def metadata_of(tree: Any) -> Metadata:
    """Read from the head alone; dates only where they are written as ISO 8601."""
    named: dict[str, str] = {}
    for meta in tree.css("meta")[:500]:
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = (attributes.get("content") or "")[:1000].strip()
        if name and content:
            named.setdefault(name.strip().lower(), content)
    title = tree.css_first("head > title")
    titles = (named.get("og:title", ""), (title.text() or "")[:1000] if title else "")
    dates = (iso_date(named[name]) for name in _DATES if name in named)
    return Metadata(
        tuple(" ".join(words.split()) for words in titles if words.strip()),
        named.get("og:site_name"),
        _language(tree.root.attributes if tree.root else {}),
        next((date for date in dates if date), None),
    )


def iso_date(written: str) -> When | None:
    """The day, month or year of an ISO 8601 date; None for any other writing."""
    match = _ISO.match(written)
    try:
        return When(match.group(1), written[:40], BASIS) if match else None
    except EdtfError:
        return None


def _language(attributes: dict[str, str | None]) -> str | None:
    tag = (attributes.get("lang") or attributes.get("xml:lang") or "").strip().lower()
    primary = re.split(r"[-_]", tag)[0]
    return primary if len(primary) == 2 and primary.isascii() and primary.isalpha() else None
