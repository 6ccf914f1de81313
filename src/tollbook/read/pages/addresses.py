"""Where a page stood on the web, by its own account: taken only if it is an address of the web, never followed."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

_LONGEST = 2_000
_WITHIN = 16_384  # characters of a page in which a browser's remark on where it was saved is looked for
_UNFIT = re.compile('[\x00-\x20\x7f-\x9f<>"\\\\^`{|}\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_SAVED_FROM = re.compile(r"<!--\s{0,20}saved from url=\(\d{1,6}\)(\S{1,2000})")  # browsers since the first that saved
_SINGLE_FILE = re.compile(r"<!--\s{0,20}Page saved with SingleFile\s{1,20}url:\s{0,20}(\S{1,2000})")
_IN_HEAD = (
    ('link[rel="canonical"]', "href"),
    ('meta[property="og:url"]', "content"),
    ("head base", "href"),
)


def web_address(written: str) -> str | None:
    """The address as written, if it is one of the web; a name and password in it are left out."""
    written = written.strip()
    if len(written) > _LONGEST or _UNFIT.search(written):
        return None
    try:
        parts = urlsplit(written)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def address_of(markup: str, tree: Any) -> str | None:
    """By the remark that the browser left in saving it, else by what the page says of itself."""
    return next((found for written in _written(markup[:_WITHIN], tree) if (found := web_address(written))), None)


def _written(top: str, tree: Any) -> Iterator[str]:
    for remark in (_SAVED_FROM, _SINGLE_FILE):
        match = remark.search(top)
        if match:
            yield match.group(1).removesuffix("-->")
    for selector, attribute in _IN_HEAD:
        for node in tree.css(selector)[:3]:
            yield (node.attributes.get(attribute) or "")[: _LONGEST + 1]
