"""Whether a name may be a person's."""

from collections.abc import Sequence

from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk, Chunked

_NO_PERSON = frozenset(
    "kin_group party bodies site settlement country_name country_adjective event weekday group_plural place_never "
    "material country_owner".split()
)
_TOLD_BEFORE = frozenset({"definite", "pronoun", "possessive", "remains"})
_ONES = frozenset({"s", "x", "name"})  # of which one tells of one person


def names_person(line: Line, chunk: Chunk) -> bool:
    """Whether a name may be a person's: no body, place, event, and no word all in capitals alone."""
    hits = [line.hits[index] for index in range(_after_title(line, chunk), chunk.last)]
    if any(here.keys() & _NO_PERSON for here in hits) or (len(hits) == 1 and "unit" in hits[0]):
        return False
    words = [line.tokens[index].text for index in range(chunk.first, chunk.last)]
    return not any(len(word) > 1 and word.isupper() for word in words) or line.text.isupper()


def is_full_name(line: Line, chunk: Chunk) -> bool:
    """In a text all in capitals, where any unknown word looks like a name: whether it has several words, the first in
    no form of a verb."""
    if not line.text.isupper():
        return True
    first = line.tokens[chunk.first].lower
    return chunk.last - chunk.first > 1 and not first.endswith((*line.pack.participle_endings, *line.pack.past_endings))


def is_calling(line: Line, chunk: Chunk) -> bool:
    """The "leader" of "killed gang leader Ali Karim"."""
    return "group_singular" in line.hits[chunk.last - 1]


def is_body_of_calling(line: Line, chunks: Sequence[Chunk], index: int) -> bool:
    """The "Orlan League" of "arrested Orlan League member Ali Karim", "killed Orlan leader, Ali": no person's name."""
    after = [chunk.symbol for chunk in chunks[index + 1 : index + 4]]
    if chunks[index].symbol != "name" or after[:1] != ["w"] or not is_calling(line, chunks[index + 1]):
        return False
    return after[1:2] == ["name"] or after[1:3] == ["comma", "name"]


def _after_title(line: Line, chunk: Chunk) -> int:
    """Where the name begins in "Kalot Police Officer Davron Saidov": behind the last noun for one person."""
    begins = chunk.first
    for index in range(chunk.first, chunk.last):
        hit = line.hits[index].get("group_singular")
        if hit and index + hit.length < chunk.last:
            begins = index + hit.length
    return begins


def ends_phrase(sentence: Chunked, index: int, of_whom: bool) -> bool:
    """ "Activists of the College of Arts and Crafts were killed": the name belongs to the phrase before it; where "who"
    follows ("fired at Sergeant Reyes, who was wounded"), the one named is told of."""
    before = [chunk.symbol for chunk in sentence.chunks[max(0, index - 2) : index]]
    if not before or (of_whom and before[-1] == "preposition"):
        return False
    return before[-1] in ("pp", "of", "preposition") or before == ["pp", "and"]


def tells_of_one(chunks: Sequence[Chunk], line: Line) -> bool:
    """Whether something befalls one person in it: "a man was attacked", "militants shot Ghulam Mustafa"."""
    ones, befell = [], False
    for chunk in chunks:
        symbol = chunk.symbol
        if symbol in _ONES:
            if symbol != "name" and chunk.marks.isdisjoint(_TOLD_BEFORE):
                return True  # "an armed man ran out": whoever "he" is in what follows
            ones.append(chunk)
        elif symbol == "n" and chunk.quantity is not None and chunk.quantity.number == 1:
            return True
        befell = befell or symbol == "event" or symbol.startswith("harm_")
    return befell and any(chunk.symbol != "name" or names_person(line, chunk) for chunk in ones)
