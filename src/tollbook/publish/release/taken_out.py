"""The names that nobody cleared: what a release takes out of words that would else leave, with where they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from tollbook.model import Claim, Register, worded
from tollbook.model.clearance import Clearance
from tollbook.model.release import Public
from tollbook.publish.release.chunks import chunks
from tollbook.publish.release.plan import ALLEGES, NAMES_SOMEBODY
from tollbook.publish.release.public import words_of
from tollbook.publish.release.scrub import NAME, scrub
from tollbook.publish.release.vocabulary import Vocabulary, secret_places

_WAITS = (NAMES_SOMEBODY, ALLEGES)  # why a statement stays that would leave if its names were cleared
_AROUND = 120  # characters of the text that are shown on each side
_HIDDEN = "█"


class TakenOut(NamedTuple):
    """A name exactly as it would have to be cleared, in how many places, and the words around one of them."""

    name: str
    times: int
    passage: str


def names_taken_out(register: Register, clearance: Clearance, public: Public) -> tuple[TakenOut, ...]:
    """``register``: the case's, as the release was made of it. What is protected is in none of the passages."""
    vocabulary = words_of(register, clearance)
    found: dict[str, list[str]] = {}
    for words, passage in _said(register, public, vocabulary):
        for name in _names(words, vocabulary):
            found.setdefault(name, []).append(passage)
    return tuple(TakenOut(name, len(passages), passages[0]) for name, passages in sorted(found.items()))


def _said(register: Register, public: Public, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The words that would leave, each with the passage it stands in."""
    stays, bare, ids = dict(public.held_back), dict(public.bare), dict(public.ids)
    texts = {source.id: _without_secrets(source.text, vocabulary) for source in register.sources}
    for claim in register.claims:
        if stays.get(claim.id, _WAITS[0]) not in _WAITS:
            continue
        passage = _around(claim, texts[claim.anchor.source])
        said = claim.attribution
        for words in (said.speaker, *said.carried_by, *said.on_word_of, *worded(claim.statement)):
            if words:
                yield words, passage
        if claim.id not in bare:
            yield claim.anchor.words, passage
    for source in register.sources:
        if source.title and source.id in ids:
            yield source.title.words, _without_secrets(source.title.words, vocabulary)
    titles = (account.incident.title for account in register.accounts if account.incident.id in ids)
    for words in (*titles, *_stated(register)):
        yield words, _without_secrets(words, vocabulary)


def _stated(register: Register) -> Iterator[str]:
    """What the makers of the case wrote of it."""
    codebook = register.codebook
    yield from (*codebook.includes, *codebook.excludes)
    if codebook.corroboration:
        yield codebook.corroboration


def _names(words: str, vocabulary: Vocabulary) -> Iterator[str]:
    for piece in scrub(words, vocabulary).pieces:
        if piece.taken == NAME:
            cores = (chunk.core.replace("’", "'") for chunk in chunks(words, piece.start, piece.end) if chunk.core)
            yield " ".join(core[:-2] if core.endswith("'s") else core for core in cores)


def _around(claim: Claim, text: str) -> str:
    at = claim.anchor
    return " ".join(text[max(at.start - _AROUND, 0) : at.end + _AROUND].split())


def _without_secrets(text: str, vocabulary: Vocabulary) -> str:
    """As long as before, so that places in it are the same."""
    shown = list(text)
    for first, last in secret_places(text, vocabulary.secrets):
        shown[first:last] = _HIDDEN * (last - first)
    return "".join(shown)
