"""Which part of a page an element opens: by element, ARIA role, and the class names that sites have in common."""

import re

from tollbook.model import Zone

_BY_ELEMENT = {
    "nav": Zone.NAVIGATION,
    "aside": Zone.ASIDE,
    "button": Zone.NAVIGATION,
    "select": Zone.NAVIGATION,
    "datalist": Zone.NAVIGATION,
    "textarea": Zone.HIDDEN,
    "noscript": Zone.HIDDEN,
    "svg": Zone.HIDDEN,
}
_BY_ROLE = {
    "navigation": Zone.NAVIGATION,
    "menu": Zone.NAVIGATION,
    "menubar": Zone.NAVIGATION,
    "search": Zone.NAVIGATION,
    "contentinfo": Zone.NAVIGATION,
    "complementary": Zone.ASIDE,
    "dialog": Zone.ASIDE,
    "alertdialog": Zone.ASIDE,
}
_BY_TOKEN = (
    dict.fromkeys(
        [
            "comment",
            "comments",
            "commentlist",
            "comment-list",
            "comments-list",
            "comments-area",
            "comments-section",
            "comment-body",
            "comment-content",
            "disqus_thread",
            "fb-comments",
            "user-comments",
            "reader-comments",
        ],
        Zone.COMMENT,
    )
    | dict.fromkeys(
        ["breadcrumb", "breadcrumbs", "navbar", "nav", "menu", "pagination", "toc", "mw-jump-link"], Zone.NAVIGATION
    )
    | dict.fromkeys(
        ["sidebar", "widget", "related", "related-posts", "share-buttons", "cookie-banner", "cookie-notice"], Zone.ASIDE
    )
)
_NEVER_BY_TOKEN = frozenset(("html", "body", "main", "article"))
_UNSEEN = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_HOLD_A_FOOTER = frozenset(("article", "main", "blockquote", "figure", "section"))
# What a zone inside another may change: nothing inside a hidden part is shown, a menu inside a comment is a menu.
_WEIGHT = {Zone.MAIN: 0, Zone.ASIDE: 1, Zone.COMMENT: 2, Zone.NAVIGATION: 3, Zone.HIDDEN: 4}


def zone_of(tag: str, attributes: dict[str, str | None], outer: Zone, parents: frozenset[str]) -> Zone:
    """The zone of an element inside ``outer``; ``parents`` are the elements it stands in that hold a footer."""
    own = _own_zone(tag, attributes, parents)
    return own if _WEIGHT[own] > _WEIGHT[outer] else outer


def holds_footer(tag: str) -> bool:
    """Whether a footer in this element is a part of what the document says, not of the site."""
    return tag in _HOLD_A_FOOTER


def _own_zone(tag: str, attributes: dict[str, str | None], parents: frozenset[str]) -> Zone:
    if _is_unseen(tag, attributes):
        return Zone.HIDDEN
    tokens = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()[:50]
    if any("infobox" in token for token in tokens):
        return Zone.MAIN
    role = _BY_ROLE.get((attributes.get("role") or "").strip().lower())
    if role or tag in _BY_ELEMENT:
        return role or _BY_ELEMENT[tag]
    if tag == "footer" and not parents:
        return Zone.NAVIGATION
    if tag in _NEVER_BY_TOKEN:
        return Zone.MAIN
    return next((_BY_TOKEN[token] for token in tokens if token in _BY_TOKEN), Zone.MAIN)


def _is_unseen(tag: str, attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    return bool(_UNSEEN.search((attributes.get("style") or "")[:2000]))
