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
    for source in public.register.sources:
        for number, line in enumerate(source.text.split("\n"), 1):
            for word in _WORD.findall(line):
                if word.casefold() not in known:
                    found.setdefault(word, set()).add(f"{source.name}: line {number}")
    return tuple(Leaves(word, tuple(sorted(where))) for word, where in sorted(found.items()))


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
