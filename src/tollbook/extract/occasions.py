"""Figures of an event that another event is about: "a protest over the killing of 5", "marched after 5 were killed"."""

from dataclasses import dataclass, replace

from tollbook.extract.counts import FoundCount
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Harm, Mark

_FARTHEST = 30  # tokens between what links the two events and the figure
_LINKS = frozenset("remembrance occasion demand occasion_after".split())
_OPENING = 4  # tokens of a sentence that may stand before "after", where the reaction is told after it
_NEAR = 8  # tokens from "placing" to those whose bodies are shown
_NOUNS = frozenset({"harm_noun", "harm_killing"})
_BREAKS = frozenset("semicolon colon stop but".split())
_FINITE = frozenset("be have harm_ed harm_died harm_s harm_base".split())
_SET_OFF = frozenset({"clash", "riot", "strike"})
_OF_THE_CROWD = frozenset({"demonstration", "riot"})  # kinds of events that are reactions, and no harm done


@dataclass(slots=True)
class _Between:
    """What stands between a figure and the word now looked at, walking back."""

    relative: bool = False
    named: bool = False  # an event that does harm, or people, of whom the relative clause tells
    comma: bool = False
    finite: bool = False


def with_occasion(sentence: Chunked, found: FoundCount) -> FoundCount:
    """The count, marked where its clause only says what another event of the sentence is about."""
    if _link_before(sentence, found) is None:
        return found
    return replace(found, marks=found.marks | {Mark.OTHER_EVENT})


def is_past_deed(sentence: Chunked, found: FoundCount) -> bool:
    """ "He is responsible for the killing of a judge", "is linked to a bombing that killed four": what one person did,
    by words for it that stand before the figure and after the only subject."""
    chunks, hits = sentence.chunks, sentence.line.hits
    if "past_deed" not in sentence.line.classes or found.harm is Harm.DETAINED:
        return False
    first = chunks[found.first].first
    deed = next((at for at in range(first - 1, max(-1, first - 1 - _FARTHEST), -1) if "past_deed" in hits[at]), None)
    if deed is None:
        return False
    before = [chunk for chunk in chunks if chunk.last <= deed]
    if any(chunk.symbol in ("g", "them", "n", "u") for chunk in before):
        return False  # "the rebels are responsible for"
    between = [chunk.symbol for chunk in chunks if deed < chunk.first < first]
    return _is_nominal(sentence, found) or "relative" in between or "event" in between


def _link_before(sentence: Chunked, found: FoundCount) -> int | None:
    """The token that ties the clause of a figure to what it is the occasion of; None where nothing does."""
    line, between = sentence.line, _Between()
    if found.pattern == "bodies_of" and (token := _shown_in_protest(sentence, found)):
        return token
    if _sets_off_reaction(sentence, found):
        return sentence.chunks[found.first].first
    if line.classes.isdisjoint(_LINKS):
        return None
    by_token = _chunks_by_token(sentence)
    first = sentence.chunks[found.first].first
    if first and line.tokens[first - 1].text == ",":
        return None  # "held a protest against the bill, killing three": of the protest itself
    for token in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        chunk = by_token[token]
        if _ties(sentence, found, token, between) and _is_answered(sentence, token, first):
            return token
        described = token > 0 and by_token[token - 1].symbol == "article"
        says = chunk.symbol == "rep" and not described  # "the alleged murder" is nobody's saying
        if says or chunk.symbol in _BREAKS or (between.comma and not between.relative):
            return None
        _pass(sentence, token, chunk, between)
    return None


def _shown_in_protest(sentence: Chunked, found: FoundCount) -> int | None:
    """ "Blocked the road with the body of a porter"; not "the mob fled, leaving the body of a porter"."""
    first = sentence.chunks[found.first].first
    hits = sentence.line.hits
    begins = next((at for at in range(first, max(-1, first - _NEAR), -1) if "showing" in hits[at]), None)
    return begins if begins and any(_is_reaction(sentence, at) for at in range(begins)) else None


def _chunks_by_token(sentence: Chunked) -> dict[int, Chunk]:
    return {token: chunk for chunk in sentence.chunks for token in range(chunk.first, chunk.last)}


def _pass(sentence: Chunked, token: int, chunk: Chunk, between: _Between) -> None:
    here = sentence.line.hits[token]
    if between.relative and "event" in here:
        between.named = between.named or here["event"].attr not in _OF_THE_CROWD
    between.named = between.named or (between.relative and "harmful_events" in here)
    if chunk.symbol == "relative":
        between.relative = True
        between.named = between.named or "relative_person" in here
    elif chunk.symbol == "comma":
        between.comma = True
    elif chunk.symbol in _FINITE and not _is_joined_noun(sentence, token):
        between.finite = True


def _is_joined_noun(sentence: Chunked, token: int) -> bool:
    """The first of "the rape and murder of", which is no verb there."""
    hits, end = sentence.line.hits, token + 1
    joined = end + 1 < len(hits) and "and" in hits[end] and "harm_base" in hits[token]
    return joined and bool(hits[end + 1].keys() & {"harm_killing", "harm_noun"})


def _ties(sentence: Chunked, found: FoundCount, token: int, between: _Between) -> bool:
    """Whether a linking word stands at a token, and the clause after it is one that it governs."""
    here = sentence.line.hits[token]
    if here.keys() & {"remembrance", "occasion", "demand"}:
        plain = _is_nominal(sentence, found) and not (between.finite or between.comma)
        return plain or (between.relative and (between.named or "demand" in here))
    if "occasion_after" in here:
        plain = not (between.finite or between.comma or between.relative)
        return plain or (between.relative and between.named)
    return False


def _is_nominal(sentence: Chunked, found: FoundCount) -> bool:
    """ "The killing of 5", "gunning down nine youths", "a driver who was killed", "two men killed by the police"."""
    chunks, harm, count = sentence.chunks, found.harm_at, found.count
    if harm is None:
        return "lives" in chunks[count].marks
    if harm < count:
        return chunks[harm].symbol in _NOUNS | {"harm_ing"}
    told = {chunk.symbol for chunk in chunks[count + 1 : harm]}
    if chunks[harm].symbol in _NOUNS and not told & {"be", "have", "rep", "suffer"}:
        return True  # "Saidov's death", "12 deaths"
    if any(_is_participle(sentence, at) for at in range(count + 1, harm)):
        told -= {"be"}  # "in retaliation for two men being killed"
    return "relative" in told or (chunks[harm].symbol == "harm_ed" and not told & {"be", "have", "rep"})


def _is_participle(sentence: Chunked, index: int) -> bool:
    chunk, line = sentence.chunks[index], sentence.line
    return chunk.symbol == "be" and line.tokens[chunk.first].lower.endswith(line.pack.participle_endings)


def _sets_off_reaction(sentence: Chunked, found: FoundCount) -> bool:
    """ "The killing of two masons triggered a storm of protest": the subject of a sentence on what came of it."""
    chunks, hits = sentence.chunks, sentence.line.hits
    subject = found.harm_at is not None and chunks[found.harm_at].symbol in _NOUNS and found.harm_at < found.count
    before = chunks[: found.first]
    if not subject or any(chunk.symbol not in ("article", "adverb", "w", "date", "comma", "pp") for chunk in before):
        return False
    for token in range(chunks[found.last - 1].last, len(hits)):
        if "cause_forward" in hits[token]:
            return any(_is_reaction(sentence, at) or _is_clash(sentence, at) for at in range(token, len(hits)))
        if hits[token].keys() & {"be", "have"}:
            return False
    return False


def _is_clash(sentence: Chunked, token: int) -> bool:
    here = sentence.line.hits[token]
    return "event" in here and here["event"].attr in _SET_OFF


def _is_answered(sentence: Chunked, token: int, first: int) -> bool:
    """Whether a protest or the like is told of before the link, or after a figure whose clause opens the sentence."""
    hits = sentence.line.hits
    if "remembrance" in hits[token]:
        return True
    if any(_is_reaction(sentence, at) for at in range(token + 1)):
        return True
    return token <= _OPENING and any(_is_reaction(sentence, at) for at in range(first, len(hits)))


def _is_reaction(sentence: Chunked, token: int) -> bool:
    here = sentence.line.hits[token]
    if "group_plural" in here and here["group_plural"].attr == "protesters":
        return True
    return "reaction" in here or ("event" in here and here["event"].attr == "demonstration")
