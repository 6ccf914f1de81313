"""Speech in quotation marks that goes on over sentences and paragraphs: who is quoted, named before it, behind it, or
between its parts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from operator import itemgetter

from tollbook.data import Pack, load_pack
from tollbook.extract.by_words import Told, may_stand, told_by, words_of
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import NO_VERB, Said, find_said
from tollbook.extract.sentences import split_sentences
from tollbook.extract.speakers import Speaker
from tollbook.extract.verbs import SAYINGS
from tollbook.model import PassageKind, Source, Zone

_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'
_NO_PASSAGE = -1
_MARKS = frozenset(_OPENING + _CLOSING + _STRAIGHT)
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
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


def quoted_speeches(source: Source, pack: Pack, quiet: Set[int]) -> tuple[Quoted, ...]:
    """The speeches of a source of which it is told who speaks. ``quiet``: the passages that are passed over."""
    if _MARK.search(source.text) is None:
        return ()
    speeches = [speech for speech in _speeches(source) if speech.passage not in quiet]
    named: list[Said | None] = []
    around = _Around(source, pack)
    for number, speech in enumerate(speeches):
        before = (speeches[number - 1], named[-1]) if number else None
        named.append(_named_beside(around, speech) or _goes_on(source, before, speech))
        if named[-1] is not None:
            _name_those_before(speeches, named)
    return tuple(Quoted(speech, said) for speech, said in zip(speeches, named, strict=True) if said is not None)


def _name_those_before(speeches: Sequence[Speech], named: list[Said | None]) -> None:
    """Paragraphs that were left open before are the words of whoever closes them."""
    for number in range(len(named) - 2, -1, -1):
        if speeches[number].closed or named[number] is not None:
            return
        named[number] = named[-1]


class _Around:
    """The sentences about the speeches of a source, in the order of its text: each is split off, and read, once."""

    def __init__(self, source: Source, pack: Pack) -> None:
        self.source, self._pack = source, pack
        self._passage, self._sentences = _NO_PASSAGE, list[tuple[int, int]]()
        self._place: tuple[int, int] | None = None
        self._read: tuple[Chunked, list[Said]] | None = None

    def sentence_of(self, speech: Speech, at: int) -> tuple[int, int] | None:
        """The sentence that holds what ends, or goes on, at a place."""
        if speech.passage != self._passage:
            passage = self.source.passages[speech.passage]
            split = split_sentences(self.source.text, passage.start, passage.end, self._pack.abbreviations)
            self._passage, self._sentences = speech.passage, list(split)
        number = bisect_left(self._sentences, at, key=itemgetter(1))
        found = self._sentences[number] if number < len(self._sentences) else None
        return found if found and found[0] < at else None

    def says(self, place: tuple[int, int]) -> bool:
        """Whether a word of saying stands in a sentence; far fewer do than hold a quotation mark."""
        return may_stand(_sayings(self._pack.language), words_of(self.source.text[slice(*place)]))

    def read(self, place: tuple[int, int]) -> tuple[Chunked, list[Said]]:
        """A sentence, and what is said to be said in it."""
        if self._read is None or place != self._place:
            sentence = chunk_sentence(self.source.text, *place, self._pack)
            self._place, self._read = place, (sentence, list(find_said(sentence, self.source.id, None)))
        return self._read


@cache
def _sayings(language: str) -> Told:
    return told_by(one.words.lower() for one in load_pack(language).wordings if one.cls in SAYINGS)


def said_in_speech(sentence: Chunked, quoted: Sequence[Quoted]) -> Iterator[Said]:
    """What of a sentence is part of a speech that goes beyond it, or is all of it, as said by whoever is quoted."""
    first = bisect_right(quoted, sentence.start, key=lambda one: one.speech.end)
    for one in islice(quoted, first, None):
        start, end = one.speech.start, one.speech.end
        if start >= sentence.end:
            return
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
        for found in _MARK.finditer(source.text, passage.start, passage.end):
            at = found.start()
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


def _named_beside(around: _Around, speech: Speech) -> Said | None:
    """Who is named in the sentence in which a speech begins, before it, else in that in which it ends, behind it."""
    begins = around.sentence_of(speech, speech.start)
    if begins and speech.start < begins[1] and (said := _speaker_at(around, begins, speech.start, behind=False)):
        return said
    ends = around.sentence_of(speech, speech.end) if speech.closed else None
    return _speaker_at(around, ends, speech.end - 1, behind=True) if ends else None


def _speaker_at(around: _Around, place: tuple[int, int], at: int, *, behind: bool) -> Said | None:
    """Whoever is said, in the sentence at ``place``, to say what stands at ``at``, by a verb behind or before it."""
    if not around.says(place):
        return None
    sentence, said = around.read(place)
    index = bisect_right(sentence.chunks, at, key=lambda one: sentence.place(one.first, one.last)[1])
    if index == len(sentence.chunks):
        return None
    for one in said:
        if one.first <= index < one.last and (one.verb >= one.last) == behind and _names_somebody(one.speakers):
            return one
    return None


def _names_somebody(speakers: Sequence[Speaker]) -> bool:
    return any(not one.material for one in speakers)


def _goes_on(source: Source, before: tuple[Speech, Said | None] | None, speech: Speech) -> Said | None:
    """The speaker of the speech before, in the same paragraph, or where this is a paragraph of its own right after."""
    if before is None:
        return None
    last, said = before
    if speech.passage == last.passage:
        return said if _is_sentence_start(source.text, speech.start) else None
    passage = source.passages[speech.passage]
    alone = source.text[passage.start : passage.end].strip() == source.text[speech.start : speech.end]
    return said if speech.passage - last.passage == 1 and alone else None


def _is_sentence_start(text: str, at: int) -> bool:
    while at and text[at - 1].isspace():
        at -= 1
    return text[max(0, at - 1) : at] in (".", "!", "?", ":", ",")
