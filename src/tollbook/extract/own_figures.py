"""Figures told by whose they are: "the opposition's figure is 70", "by the commission's count 12 were killed"."""

from collections.abc import Iterator

from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.phrases import possessive_ending
from tollbook.extract.reach import scope_end
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import Speaker, noun_phrase_left, speakers_in
from tollbook.model import SpeakerType

_NO_OWNER = frozenset({"by", "rep", "pp"})


def figures_of_owners(sentence: Chunked, source: str) -> Iterator[tuple[int, int, int, tuple[Speaker, ...]]]:
    """The chunks told so, as (first, last excluded), the chunk of the word for a figure, and whose it is."""
    if "own_figure" not in sentence.line.classes:
        return
    for index, chunk in enumerate(sentence.chunks[:-1]):
        if "own_figure" not in sentence.line.hits[chunk.last] or sentence.chunks[index + 1].symbol == "rep":
            continue
        if speakers := _owners(sentence, source, index):
            yield index + 1, scope_end(sentence, index + 2), index + 1, speakers


def _owners(sentence: Chunked, source: str, index: int) -> tuple[Speaker, ...]:
    """Whose it is, where that is a party; never a place or an event ("the quake's toll")."""
    line, chunks = sentence.line, sentence.chunks
    ending = possessive_ending(line, chunks[index].last - 1)
    phrase = noun_phrase_left(sentence, index + 1) if ending else None
    first = (
        next((at for at in range(phrase[0], index + 1) if chunks[at].symbol not in _NO_OWNER), None) if phrase else None
    )
    if first is None:
        return ()
    start, end = line.tokens[chunks[first].first].start, line.tokens[chunks[index].last - 1].end - ending
    owner = chunk_sentence(line.text, start, end, line.pack)
    found = tuple(speakers_in(owner, source, 0, len(owner.chunks)))
    return found if all(one.speaker_type is not SpeakerType.UNKNOWN for one in found) else ()
