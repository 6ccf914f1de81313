"""Words that leave, that no language pack knows and nobody cleared: a name that looks like a word is among them."""

import re
from collections.abc import Iterator, Mapping

from tollbook.model.release import Leaves, Public
from tollbook.publish.phrases import phrases
from tollbook.publish.release.vocabulary import lexicon

_WORD = re.compile(r"[^\W\d_]{3,}")  # shorter ones are articles and particles more often than names


def unknown_words(public: Public) -> tuple[Leaves, ...]:
    """Each with the lines it stands in. People alone can tell which of them is a name."""
    known = lexicon().every | _ours() | _listed(public)
    found: dict[str, set[str]] = {}
    for where, line in _worded(public):
        for word in _WORD.findall(line):
            if word.casefold() not in known:
                found.setdefault(word, set()).add(where)
    return tuple(Leaves(word, tuple(sorted(where))) for word, where in sorted(found.items()))


def _worded(public: Public) -> Iterator[tuple[str, str]]:
    """Whatever a document or a person worded, with its place."""
    register = public.register
    for source in register.sources:
        yield from ((f"{source.name}: line {number}", line) for number, line in enumerate(source.text.split("\n"), 1))
    for claim in register.claims:
        yield f"claim {claim.id} where", claim.where or ""
    for account in register.accounts:
        where = f"incident {account.incident.id}"
        yield where, account.incident.title
        yield from ((f"{where} voices", one.reason) for voice in account.voices for one in voice.independent)
        yield from ((f"{where} sides", f"{one.interest or ''} {one.reason}") for one in account.sides)
    for one in register.decisions:
        yield from (("decisions.jsonl", words) for words in (one.reason, *map(str, one.value.values())))
    stated = register.codebook
    yield "codebook", "\n".join((*stated.includes, *stated.excludes, stated.corroboration or ""))
    yield from (("protected", f"{one.shown_as} {one.believed_because or ''}") for one in public.released.protected)


def _listed(public: Public) -> frozenset[str]:
    """The words of names and places, which are listed as such."""
    names = (*public.listing.names, *public.listing.places)
    return frozenset(word.casefold() for one in names for word in _WORD.findall(one.words))


def _ours() -> frozenset[str]:
    """The words of a release's own marks."""
    return frozenset(word.casefold() for text in _texts(phrases().entry("release")) for word in _WORD.findall(text))


def _texts(entry: object) -> Iterator[str]:
    if isinstance(entry, Mapping):
        for one in entry.values():
            yield from _texts(one)
    elif isinstance(entry, str):
        yield entry
