"""Whether a document's heading says what happened: then it names the incident; no person's name, no testimony does."""

from functools import cache

from tollbook.data import load_pack
from tollbook.model import Anchor, MentionKind, Reading, Source

_SAYS_WHAT = frozenset({MentionKind.EVENT, MentionKind.PLACE, MentionKind.SITE})
_ENDS_SENTENCE = frozenset(".!?…؟。")
_QUOTES = frozenset("\"“”„«»‘’'")


def heading_that_names(source: Source, reading: Reading) -> Anchor | None:
    """The heading of a source, where it tells of an event, a harm or a place and is no sentence."""
    title = source.title
    if title is None or source.language is None:
        return None
    words = title.words.strip()
    if words[-1:] in _ENDS_SENTENCE or words[:1] in _QUOTES or _in_first_person(words, source.language):
        return None
    mentioned = any(
        mention.kind in _SAYS_WHAT and title.start <= mention.at.start < title.end for mention in reading.mentions
    )
    claimed = any(title.start <= claim.anchor.start < title.end for claim in reading.claims)
    return title if mentioned or claimed else None


def _in_first_person(words: str, language: str) -> bool:
    return not _own_words(language).isdisjoint(word.strip('.,:;!?()"').casefold() for word in words.split())


@cache
def _own_words(language: str) -> frozenset[str]:
    """The words by which people speak of themselves."""
    return frozenset(wording.words for wording in load_pack(language).wordings if wording.cls == "first_person")
