"""Whence a text says that it comes: from whom it was translated, taken over or first published, whose credit it
carries; and by whom it was published."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from urllib.parse import urlsplit

from tollbook.data.parties import Parties, load_parties
from tollbook.data.whence import WhenceWords, load_whence
from tollbook.model import PassageKind, Source, Zone, party_key
from tollbook.model.echo import Ending

_LONGEST = 600  # characters of a line that are looked at
_HEAD, _TAIL = 12, 12  # lines at the beginning and at the end that are looked at
_FAR = 8_000  # characters from the beginning, and from the end, within which they stand
_LINE = re.compile(r"\S[^\n]*")
_BODY = frozenset({PassageKind.PARAGRAPH, PassageKind.DATELINE, PassageKind.CAPTION, PassageKind.LIST_ITEM})
# A name: a word with a capital or with a dot within it (a site), and what follows of that kind.
_SITE = r"[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}"
_CAPITAL = r"[^\W\d_a-z][\w&'’./-]{0,40}"


def taken_from(source: Source) -> Ending | None:
    """The first that it names as where it comes from; None where it names nobody."""
    words = load_whence(source.language) if source.language else None
    parties = load_parties(source.language) if source.language else None
    if words is None or source.language is None:
        return None
    for start, text in _looked_at(source.text):
        found = _stated(text, source.language) or (_credited(text, source.language, parties) if parties else None)
        if found is None or not _in_body(source, start):
            continue
        name = text[found[0] : found[1]].rstrip(".,;:’'")
        at = source.anchor(start + found[0], start + found[0] + len(name))
        return Ending(ending_key(name, source.language), name, at)
    return None


def published_by(source: Source) -> Ending | None:
    """Its publisher: as people gave it, else as the document names it, else the site that it stood on."""
    given, named = source.provenance.publisher, source.publisher
    if given:
        return Ending(ending_key(given, source.language), given, None)
    if named:
        return Ending(ending_key(named.words, source.language), named.words, named)
    site = site_of(source)
    return Ending(ending_key(site, source.language), site, None) if site else None


def site_of(source: Source) -> str | None:
    """The name of the site at its address, where people gave one."""
    address = (source.provenance.address or "").strip()
    try:
        site = urlsplit(address).hostname
    except ValueError:
        return None
    return site.removeprefix("www.") if site and "." in site else None


def ending_key(name: str, language: str | None) -> str:
    """The key of a body as voices have it; of any other name, that of a speaker of that name."""
    parties = load_parties(language) if language else None
    if parties and (body := parties.body(name)):
        return f"party:{body}"
    articles = parties.articles if parties else frozenset()
    first, _, rest = name.partition(" ")
    return party_key(rest if rest and first.casefold() in articles else name.removeprefix("www."))


def _looked_at(text: str) -> Iterator[tuple[int, str]]:
    """The lines at the beginning and at the end, each with where it begins."""
    head = list(islice(_LINE.finditer(text, 0, _FAR), _HEAD))
    far = max(head[-1].end() if head else 0, len(text) - _FAR)
    tail = list(_LINE.finditer(text, far))[-_TAIL:]
    return ((line.start(), line[0][:_LONGEST]) for line in (*head, *tail))


def _in_body(source: Source, at: int) -> bool:
    """Whether a line is of the text itself, not of what stands beside it on the page."""
    n = bisect_right(source.passages, at, key=lambda one: one.start) - 1
    return n >= 0 and source.passages[n].zone is Zone.MAIN and source.passages[n].kind in _BODY


def _stated(text: str, language: str) -> tuple[int, int] | None:
    """Where the name stands in a passage that begins with whence the text comes."""
    ways, words, articles = _ways(language)
    for way in ways:
        if (found := way.match(text)) is None:
            continue
        start, end = found.span("name")
        name = found["name"].rstrip(".,").casefold()
        first = name.split()[0]
        if name not in words.named_languages and first.rstrip(".,") not in words.days:
            return start + (len(first) + 1 if first in articles and len(name) > len(first) else 0), end
    return None


def _credited(text: str, language: str, parties: Parties) -> tuple[int, int] | None:
    """A body that is known, alone on its line, or in brackets between place and text."""
    for way in _credits(language):
        if (found := way.match(text)) and parties.body(found["name"]):
            return found.span("name")
    return None


@cache
def _ways(language: str) -> tuple[Sequence[re.Pattern[str]], WhenceWords, frozenset[str]]:
    words, parties = load_whence(language), load_parties(language)
    assert words is not None
    in_it = rf"{_any(words.languages)}(?=\s+{_any(words.nouns)}\s)"  # "the Russian original", not "Kyrgyz Notes"
    name, between = _name_of(words), rf"(?:(?:{_any([*words.between, *words.nouns])}|{in_it})\s+){{0,12}}"
    adverb = rf"(?:{_any(words.adverb)}\s+)?"
    itself = rf"{_any(words.text)}\s+(?:{_any(words.be)}\s+)?{adverb}{_any(words.taken)}"
    stated = re.compile(rf"\W{{0,3}}(?i:{itself}|{_any(words.alone)})\s+(?i:{between}){name}")
    line = re.compile(rf"\W{{0,3}}(?i:{_any(words.line)})\s*:\s*(?i:{between}){name}\W{{0,3}}$")
    return (stated, line), words, parties.articles if parties else frozenset()


@cache
def _credits(language: str) -> Sequence[re.Pattern[str]]:
    words = load_whence(language)
    assert words is not None
    name = r"(?P<name>[^\n()]{2,40}?)"
    alone = re.compile(rf"\W{{0,3}}(?:(?i:{_any(words.by)})\s+)?{name}\W{{0,3}}$")
    dateline = re.compile(rf"[^\n()a-z][^\n()]{{0,60}}\(\s*{name}\s*\)\s*[-–—]")
    return alone, dateline


def _name_of(words: WhenceWords) -> str:
    part = rf"(?:{_SITE}|{_CAPITAL})"
    return rf"(?P<name>{part}(?:\s(?:{_any(words.within)}\s){{0,2}}{_CAPITAL}){{0,7}})"


def _any(wordings: Iterable[str]) -> str:
    longest_first = sorted(wordings, key=lambda one: (-len(one), one))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first) + ")"
