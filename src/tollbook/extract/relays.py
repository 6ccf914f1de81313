"""Through whom words came, and on whose word they are said: those cited, those told, the media between."""

from tollbook.extract.row import Chunked
from tollbook.extract.speakers import Speaker, noun_phrase_left, noun_phrase_right, speakers_in
from tollbook.model import SpeakerType

_ENDS_HEARERS = frozenset("by pp preposition".split())


def cited_between(sentence: Chunked, source: str, first: int, last: int) -> tuple[Speaker, ...]:
    """Those whom the speaker is said to quote or cite, between ``first`` and ``last``."""
    for index in range(first, last):
        token = sentence.chunks[index].first
        if sentence.chunks[index].symbol != "through" and "citing" in sentence.line.hits[token]:
            phrase = noun_phrase_right(sentence, index + 1)
            return tuple(speakers_in(sentence, source, *phrase)) if phrase else ()
    return ()


def cited_around(sentence: Chunked, source: str, subject: int, index: int) -> tuple[Speaker, ...]:
    """Those cited after the verb, or before the subject ("Citing officials, Interfax said …")."""
    opens = subject > 0 and "citing" in sentence.line.hits[sentence.chunks[0].first]
    if opens:
        return cited_between(sentence, source, 0, 1)
    return cited_between(sentence, source, index + 1, len(sentence.chunks))


def quoters(sentence: Chunked, source: str, subject: int) -> tuple[tuple[str, ...], int]:
    """ "Interfax cited officials as saying …": who cites them, and the chunk where they begin."""
    if subject < 2 or sentence.chunks[subject - 1].symbol != "citing":
        return (), subject
    phrase = noun_phrase_left(sentence, subject - 1)
    if phrase is None:
        return (), subject
    return tuple(one.words for one in speakers_in(sentence, source, *phrase)), phrase[0]


def hearers(sentence: Chunked, source: str, index: int) -> tuple[str, ...]:
    """ "A guard told Reuters that …": the medium that was told carries it; reporters and courts carry nothing."""
    if not is_told(sentence, index):
        return ()
    end = after_hearers(sentence, index)
    heard = speakers_in(sentence, source, index + 1, end) if end > index + 1 else []
    told = sentence.chunks[index + 1 : end]
    if any(chunk.symbol == "g" for chunk in told):
        return ()
    named = any(chunk.symbol == "name" for chunk in told)
    return tuple(one.words for one in heard if _carries(one, named=named))


def _carries(one: Speaker, *, named: bool) -> bool:
    return one.speaker_type is SpeakerType.MEDIA or (named and one.speaker_type is SpeakerType.UNKNOWN)


def is_told(sentence: Chunked, index: int) -> bool:
    """Whether the verb at ``index`` has those who are told after it."""
    return "told" in sentence.line.hits[sentence.chunks[index].first]


def after_hearers(sentence: Chunked, index: int) -> int:
    """The chunk after those who are told; right after the verb where it tells nobody."""
    if not is_told(sentence, index) or (phrase := noun_phrase_right(sentence, index + 1)) is None:
        return index + 1
    return next((i for i in range(*phrase) if sentence.chunks[i].symbol in _ENDS_HEARERS), phrase[1])


def through_whom(sentence: Chunked, source: str, index: int) -> tuple[str, ...]:
    """ "In an interview with …": the medium it was said to, after chunk ``index`` or at the head of the sentence."""
    for position in (0, *range(index, len(sentence.chunks))):
        if sentence.chunks[position].symbol == "through" and (phrase := noun_phrase_right(sentence, position + 1)):
            return tuple(one.words for one in speakers_in(sentence, source, *phrase))
    return ()
