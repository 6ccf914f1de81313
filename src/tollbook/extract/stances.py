"""What the words around a count say of it: that it is not true, not sure, made up, or of an event set beside it."""

from collections.abc import Iterator, Set

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunked
from tollbook.model import Mark, Stance

_BREAKS = frozenset("semicolon but colon stop".split())
_FRAMES = frozenset({"frame", "disprovable", "symbolic"})
_COMPARES = frozenset({"comparison", "superlative"})
_OF_KNOWN = frozenset({Mark.PART, Mark.REPEAT})
_COUNTED_TOGETHER = frozenset("article age adverb and n s x u".split())  # "after a guard and a cook were"
_AUXILIARY = 3  # chunks between an auxiliary and what its verb is of
_FAR = 12  # tokens between what compares and the figure


def stance_in_words(sentence: Chunked, found: FoundCount) -> Stance | None:
    """ "It is not true that 12 died", "reports of 12 dead are false", "suppose 12 people die"; None where nothing says
    so."""
    line = sentence.line
    if line.classes.isdisjoint(_FRAMES):
        return None
    first, last = sentence.chunks[found.first].first, sentence.chunks[found.last - 1].last
    if _is_symbolic(sentence, last):
        return Stance.HYPOTHETICAL
    breaks = _breaks(sentence)
    for token in range(first - 1, -1, -1):
        here = line.hits[token]
        if (hit := here.get("frame")) and token + hit.length <= first:
            return Stance(hit.attr)
        if "disprovable" in here and (stance := _disproved(sentence, last)):
            return stance
        if token in breaks:
            break
    return None


def _is_symbolic(sentence: Chunked, token: int) -> bool:
    """ "Hanged the governor in effigy": nobody came to harm."""
    breaks = _breaks(sentence)
    while token < len(sentence.line.hits) and token not in breaks:
        here = sentence.line.hits[token]
        if "symbolic" in here or any(cls.startswith("harm_") for cls in here):
            return "symbolic" in here
        token += 1
    return False


def _disproved(sentence: Chunked, token: int) -> Stance | None:
    """What is said after a figure of the report that gave it: "… are false"."""
    breaks = _breaks(sentence)
    while token < len(sentence.line.hits) and token not in breaks:
        here = sentence.line.hits[token]
        if hit := here.get("disproved"):
            return Stance(hit.attr)
        if any(cls.startswith("harm_") for cls in here):
            return None
        token += 1
    return None


def _breaks(sentence: Chunked) -> Set[int]:
    """The tokens at which a clause ends. Looked up, not looked for: a row may be of a thousand chunks."""
    return {chunk.first for chunk in sentence.chunks if chunk.symbol in _BREAKS}


def is_set_beside(sentence: Chunked, found: FoundCount) -> bool:
    """ "Deadlier than the 2016 attack, which killed 40"; "the worst since 2009, when 30 died": another event's."""
    return is_compared(sentence, sentence.chunks[found.first].first)


def is_compared(sentence: Chunked, first: int) -> bool:
    """Whether what begins at token ``first`` is what the event told of is set beside."""
    line, since = sentence.line, False
    if line.classes.isdisjoint(_COMPARES):
        return False
    breaks = _breaks(sentence)
    for token in range(first - 1, max(-1, first - 1 - _FAR), -1):
        if token in breaks:
            return False
        here = line.hits[token]
        if (hit := here.get("comparison")) and token + hit.length <= first:
            return True
        since = since or "since" in here
        if since and "superlative" in here:
            return True
    return False


def is_denied_before(sentence: Chunked, found: FoundCount) -> bool:
    """ "The strike did not cause any casualties"; that nobody mentioned any is silence."""
    line, inflicted = sentence.line, False
    for chunk in reversed(sentence.chunks[max(0, found.first - _AUXILIARY) : found.first]):
        inflicted = inflicted or "inflict" in line.hits[chunk.first]
        if "not" in chunk.marks or chunk.symbol == "not":
            return inflicted
    return False


def is_long_before(sentence: Chunked, found: FoundCount) -> bool:
    """ "Last year a bomb killed 30", "30 died in such a fire a year ago", in the clause of the figure."""
    hits = sentence.line.hits
    if "long_before" not in sentence.line.classes:
        return False
    first, last = sentence.chunks[found.first].first, sentence.chunks[found.last - 1].last
    before, after = range(first - 1, -1, -1), range(last, min(last + _FAR, len(hits)))
    return any("long_before" in hits[token] for side in (before, after) for token in _in_clause(sentence, side))


def is_told_as_before(sentence: Chunked, found: FoundCount) -> bool:
    """ "The blast comes two years after a gas leak killed 12", "… after 12 people died there": what came before."""
    if "interval_after" not in sentence.line.classes or found.harm_at is None or found.marks & _OF_KNOWN:
        return False
    chunks, hits = sentence.chunks, sentence.line.hits
    if chunks[found.count].marks & {"pronoun", "carried"}:
        return False  # "died two days after the police shot him"
    counted = chunks[found.count].first
    for token in _in_clause(sentence, range(counted - 1, -1, -1)):
        hit = hits[token].get("interval_after")
        if hit is not None:
            told = {chunk.symbol for chunk in chunks if token + hit.length <= chunk.first < counted}
            if "comma" in told:
                return False
            return found.harm_at < found.count or told <= _COUNTED_TOGETHER
    return False


def _in_clause(sentence: Chunked, tokens: range) -> Iterator[int]:
    """The tokens up to where the clause ends, or somebody's saying begins."""
    ends = _breaks(sentence) | {chunk.first for chunk in sentence.chunks if chunk.symbol == "rep"}
    for token in tokens:
        if token in ends:
            return
        yield token
