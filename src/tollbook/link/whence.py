"""Whence a text says that it comes: from whom it was translated, taken over or first published, whose credit it
carries; and by whom it was published."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from tollbook.data.parties import Parties, load_parties
from tollbook.data.whence import WhenceWords, load_whence
from tollbook.model import Passage, PassageKind, Source, Zone, party_key
from tollbook.model.echo import Ending

_LONGEST = 600  # characters of a passage that is looked at
_HEAD, _TAIL = 12, 12  # passages at the beginning and at the end that are looked at
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
    for passage in _looked_at(source):
        text = source.text[passage.start : passage.end]
        found = _stated(text, source.language) or (_credited(text, source.language, parties) if parties else None)
        if found is None:
            continue
        start, end = found
        name = text[start:end].rstrip(".,;:’'")
        at = source.anchor(passage.start + start, passage.start + start + len(name))
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
    told = parties.told(name) if parties else None
    if told and told.key and not told.office:
        return f"party:{told.key}"
    articles = parties.articles if parties else frozenset()
    first, _, rest = name.partition(" ")
    return party_key(rest if rest and first.casefold() in articles else name.removeprefix("www."))


def _looked_at(source: Source) -> Iterator[Passage]:
    shown = [one for one in source.passages if one.zone is Zone.MAIN and one.kind in _BODY]
    chosen = shown if len(shown) <= _HEAD + _TAIL else [*shown[:_HEAD], *shown[-_TAIL:]]
    return (one for one in chosen if one.end - one.start <= _LONGEST or one in chosen[:2])


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
        if (found := way.match(text)) and _is_body(found["name"], parties):
            return found.span("name")
    return None


def _is_body(name: str, parties: Parties) -> bool:
    told = parties.told(name)
    return told is not None and bool(told.key) and not told.office


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
