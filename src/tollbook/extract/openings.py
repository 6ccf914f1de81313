"""Who makes a statement, by its own first words: "We, the families of the dead, …", "The Committee condemns …"."""

import re
from dataclasses import replace
from functools import cache, lru_cache

from tollbook.data import Pack, load_pack
from tollbook.extract.by_words import lower_words_of, told_by
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import find_said
from tollbook.extract.sentences import split_sentences
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.model import PassageKind, Source, SpeakerType

_CLASSES = ("deplores", "first_person")
_MOST_OF_OPENING = 600  # characters
_NEVER_WITHIN = frozenset({"be", "have", "rep"})


def speaker_of_opening(source: Source, pack: Pack) -> Speaker | None:
    """Who condemns a deed in the first sentence of the first paragraph, where nobody else says anything in it; or who
    "we" are, where it opens with the word."""
    first = next((one for one in source.passages if one.kind is PassageKind.PARAGRAPH), None)
    if first is None:
        return None
    begin, limit = first.start, min(first.end, first.start + _MOST_OF_OPENING)
    if _rarest_words(pack.language).isdisjoint(lower_words_of(source.text[begin:limit])):
        return None
    if not _may_open(pack.language).search(source.text, begin, limit):
        return None
    start, end = next(split_sentences(source.text, begin, limit, pack.abbreviations), (begin, begin))
    return _speaker(source.text, start, end, pack.language, source.id) if start < end else None


@cache
def _may_open(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _openers(language)))})\b", re.IGNORECASE)


@cache
def _rarest_words(language: str) -> frozenset[str]:
    """Of each wording that may open, the word by which it is looked for."""
    return frozenset(told_by(words.lower() for words in _openers(language)))


def _openers(language: str) -> list[str]:
    return [one.words for one in load_pack(language).wordings if one.cls in _CLASSES]


@lru_cache(maxsize=4)  # it is looked for when a document is described, and again when it is read
def _speaker(text: str, start: int, end: int, language: str, source: str) -> Speaker | None:
    sentence = chunk_sentence(text, start, end, load_pack(language))
    return _we(sentence, source) or _who_deplores(sentence, source)


def _we(sentence: Chunked, source: str) -> Speaker | None:
    """ "We, the undersigned groups, …"."""
    chunks = sentence.chunks
    if len(chunks) < 3 or chunks[0].symbol != "pronoun" or chunks[1].symbol != "comma":
        return None
    if "first_person" not in sentence.line.hits[chunks[0].first]:
        return None
    end = next((at for at in range(2, len(chunks)) if chunks[at].symbol == "comma"), None)
    if end is None or any(chunk.symbol in _NEVER_WITHIN for chunk in chunks[2:end]):
        return None
    named = speakers_in(sentence, source, 2, end)
    return replace(named[0], anonymous=False) if len(named) == 1 and not named[0].pronoun else None


def _who_deplores(sentence: Chunked, source: str) -> Speaker | None:
    """ "The Committee condemns the killing of twelve …"; not where somebody is said to have said so."""
    if "deplores" not in sentence.line.classes:
        return None
    said = find_said(sentence, source, None)
    speakers = {speaker.key: speaker for one in said for speaker in one.speakers if not speaker.pronoun}
    opens = [one for one in said if "deplores" in sentence.line.hits[sentence.chunks[one.verb].first]]
    if len(speakers) != 1 or not opens or any(not one.speakers for one in said):
        return None
    only = next(iter(speakers.values()))
    apart = only.speaker_type in (SpeakerType.MEDIA, SpeakerType.WITNESS) or only.anonymous
    opening = sentence.line.tokens[sentence.chunks[0].last].start if sentence.chunks[0].symbol == "article" else None
    return None if apart or only.at.start not in (sentence.start, opening) else only
