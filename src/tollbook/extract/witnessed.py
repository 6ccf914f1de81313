"""Who saw a deed done states it: "a witness saw soldiers execute six men"."""

from tollbook.extract.named import names_person
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.model import SpeakerType

_PEOPLE = frozenset({"g", "n", "u", "q", "s", "x", "name"})
_DEEDS = frozenset({"harm_base", "harm_ing", "harm_ed", "done"})
_WAY = frozenset({"pp", "adverb", "article", "w", "and"}) | _PEOPLE
_MOST_TO_DEED = 5  # chunks: "saw two soldiers in the yard execute"
_SEES = (SpeakerType.WITNESS, SpeakerType.FAMILY, SpeakerType.MEDIA, SpeakerType.MEDICAL)


def who_saw(sentence: Chunked, source: str, index: int) -> tuple[Speaker, ...]:
    """Whoever the verb at chunk ``index`` says saw people do or suffer harm; a town or a year sees nothing."""
    if "sees" not in sentence.line.hits[sentence.chunks[index].first] or not _deed_follows(sentence, index + 1):
        return ()
    subject, _ = subject_of(sentence, index)
    if subject is None:
        return ()
    return tuple(one for one in speakers_in(sentence, source, *subject) if _is_person(sentence, one, *subject))


def _deed_follows(sentence: Chunked, start: int) -> bool:
    following = sentence.chunks[start : start + _MOST_TO_DEED]
    deed = next((at for at, chunk in enumerate(following) if chunk.symbol not in _WAY), 0)
    return deed > 0 and following[deed].symbol in _DEEDS and following[0].symbol in _PEOPLE


def _is_person(sentence: Chunked, speaker: Speaker, first: int, last: int) -> bool:
    if speaker.speaker_type in _SEES or speaker.anonymous or speaker.pronoun:
        return True
    chunks = sentence.chunks[first:last]
    named = any(chunk.symbol == "name" and names_person(sentence.line, chunk) for chunk in chunks)
    return named or any(chunk.symbol in ("s", "x") or "part" in chunk.marks for chunk in chunks)
