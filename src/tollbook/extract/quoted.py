"""Speech in quotation marks that goes on over sentences and paragraphs: who is quoted, named before it, behind it, or
between its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tollbook.data import Pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import NO_VERB, Said, find_said
from tollbook.extract.sentences import split_sentences
from tollbook.extract.speakers import Speaker
from tollbook.model import PassageKind, Source, Zone

_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'
_NO_PASSAGE = -1
_MARKS = frozenset(_OPENING + _CLOSING + _STRAIGHT)
_RUNNING = frozenset({PassageKind.TITLE, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTE})
_BEFORE_SPEECH = frozenset(" \t\n\r(—–-:")


@dataclass(frozen=True, slots=True)
class Speech:
    """The words between two marks, ``text[start:end]`` with these; ``closed`` False where the next paragraph opens
    with a mark again and goes on. ``passage``: its number."""

    start: int
    end: int
    passage: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Quoted:
    """A speech, and who is quoted as saying it, through whom."""

    speech: Speech
    said: Said


def quoted_speeches(source: Source, pack: Pack) -> tuple[Quoted, ...]:
    """The speeches of a source of which it is told who speaks."""
    speeches = list(_speeches(source))
    found: list[Quoted] = []
    for number, speech in enumerate(speeches):
        said = _named_beside(source, pack, speech) or _goes_on(source, speeches[:number], found, speech)
        if said is not None:
            found.append(Quoted(speech, said))
            _name_those_before(speeches[:number], found, said)
    return tuple(sorted(found, key=lambda one: one.speech.start))


def _name_those_before(before: Sequence[Speech], found: list[Quoted], said: Said) -> None:
    """Paragraphs that were left open before are the words of whoever closes them."""
    named = {one.speech for one in found}
    for speech in reversed(before):
        if speech.closed or speech in named:
            return
        found.append(Quoted(speech, said))


def said_in_speech(sentence: Chunked, quoted: Sequence[Quoted]) -> Iterator[Said]:
    """What of a sentence is part of a speech that goes beyond it, or is all of it, as said by whoever is quoted."""
    for one in quoted:
        start, end = one.speech.start, one.speech.end
        if end <= sentence.start or start >= sentence.end:
            continue
        if start > sentence.start and end < sentence.end:
            continue  # a part of the sentence: its own words tell whose it is
        inside = [
            index
            for index, chunk in enumerate(sentence.chunks)
            if start <= sentence.place(chunk.first, chunk.last)[0] < end
        ]
        if inside:
            yield replace(one.said, first=inside[0], last=inside[-1] + 1, verb=NO_VERB)


def _speeches(source: Source) -> Iterator[Speech]:
    running = [n for n, one in enumerate(source.passages) if one.kind in _RUNNING and one.zone is Zone.MAIN]
    for number, follows in pairwise([*running, _NO_PASSAGE]):
        passage = source.passages[number]
        opened: int | None = None
        for at in range(passage.start, passage.end):
            if source.text[at] not in _MARKS:
                continue
            if _opens(source.text, at, passage.start):
                opened = at
            elif opened is not None:
                yield Speech(opened, at + 1, number)
                opened = None
        if opened is not None and follows != _NO_PASSAGE and source.text[source.passages[follows].start] in _MARKS:
            yield Speech(opened, passage.end, number, closed=False)


def _opens(text: str, at: int, start: int) -> bool:
    if text[at] not in _STRAIGHT:
        return text[at] in _OPENING
    return at == start or text[at - 1] in _BEFORE_SPEECH


def _named_beside(source: Source, pack: Pack, speech: Speech) -> Said | None:
    """Who is named in the sentence in which a speech begins, before it, else in that in which it ends, behind it."""
    passage = source.passages[speech.passage]
    sentences = list(split_sentences(source.text, passage.start, passage.end, pack.abbreviations))
    for start, end in sentences:
        if start < speech.start < end and (said := _speaker_at(source, pack, (start, end), speech.start, behind=False)):
            return said
    for start, end in sentences if speech.closed else ():
        if start < speech.end <= end and (said := _speaker_at(source, pack, (start, end), speech.end - 1, behind=True)):
            return said
    return None


def _speaker_at(source: Source, pack: Pack, place: tuple[int, int], at: int, *, behind: bool) -> Said | None:
    """Whoever is said, in the sentence at ``place``, to say what stands at ``at``, by a verb behind or before it."""
    sentence = chunk_sentence(source.text, *place, pack)
    index = next((i for i, one in enumerate(sentence.chunks) if sentence.place(one.first, one.last)[1] > at), None)
    if index is None:
        return None
    for one in find_said(sentence, source.id, None):
        if one.first <= index < one.last and (one.verb >= one.last) == behind and _names_somebody(one.speakers):
            return one
    return None


def _names_somebody(speakers: Sequence[Speaker]) -> bool:
    return any(not one.material for one in speakers)


def _goes_on(source: Source, before: Sequence[Speech], found: Sequence[Quoted], speech: Speech) -> Said | None:
    """The speaker of the speech before, in the same paragraph, or where this is a paragraph of its own right after."""
    if not before or not found or found[-1].speech != before[-1]:
        return None
    last = before[-1]
    passage = source.passages[speech.passage]
    alone = source.text[passage.start : passage.end].strip() == source.text[speech.start : speech.end]
    next_to = speech.passage - last.passage == 1 and alone
    same = speech.passage == last.passage and _is_sentence_start(source.text, speech.start)
    return found[-1].said if same or next_to else None


def _is_sentence_start(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return before.endswith((".", "!", "?", ":", ","))
