"""Dates that are no event's: a text's, a treaty's, a birth's, of the saying, of what was done about it afterwards."""

from collections.abc import Iterable, Sequence
from datetime import date

from tollbook.extract.document import head_of_dateline
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import NO_VERB, Said
from tollbook.extract.stances import is_compared

_NEAR = 6  # tokens between "resolution" or "adopted" and the date that is its own
_FAR = 14  # tokens between a date and the verb that it dates
_BEFORE_DESCRIBED = frozenset("n u s q article".split())  # "six men convicted of theft", "a convicted robber"
_ENDS_CLAUSE = frozenset("semicolon but stop colon relative".split())


def is_incidental(sentence: Chunked, said: Sequence[Said], index: int) -> bool:
    """Whether the date at chunk ``index`` is not an event's: a text's, a treaty's, a birth's, the day of the saying, a
    trial's, or that of an event it is only set beside."""
    if is_compared(sentence, sentence.chunks[index].first) or _is_of_text(sentence, index):
        return True
    own = sentence.chunks[index].date
    if index and sentence.chunks[index - 1].symbol == "by" and own is not None and own.relative:
        return True  # "by Saturday 500 had been counted": the last day of the count
    if is_of_saying(sentence, said, index) or head_of_dateline(sentence) == index:
        return True
    return _is_of_aftermath(sentence, index)


def day_of_saying(sentence: Chunked, said: Sequence[Said]) -> date | None:
    """The one day on which something was said, where the sentence states it in full."""
    days = set()
    for index, chunk in enumerate(sentence.chunks):
        if chunk.date is not None and chunk.date.edtf is not None and is_of_saying(sentence, said, index):
            when = chunk.date.resolve(None)
            days.add(when.first if when is not None and when.first == when.last else None)
    return days.pop() if len(days) == 1 else None


def _is_of_aftermath(sentence: Chunked, index: int) -> bool:
    """ "On 4 June a court sentenced two officers over the deaths of 3 May": two days. A date is that of
    the nearest word before it in its clause that tells of harm or of what was done about it; else of the nearest after
    it."""
    if sentence.line.classes.isdisjoint(("aftermath", "judged")):
        return False
    chunk = sentence.chunks[index]
    before = _told_of(sentence, range(chunk.first - 1, max(-1, chunk.first - 1 - _FAR), -1))
    if before is None:
        before = _told_of(sentence, range(chunk.last, min(chunk.last + _FAR, len(sentence.line.hits))))
    return bool(before)


def _told_of(sentence: Chunked, tokens: Iterable[int]) -> bool | None:
    """Whether the first word of harm, or of what was done about it, is the latter; None where neither stands in the
    clause."""
    ends = {chunk.first for chunk in sentence.chunks if chunk.symbol in _ENDS_CLAUSE}
    people = [chunk for chunk in sentence.chunks if chunk.symbol in _BEFORE_DESCRIBED]
    described = {token for chunk in people for token in range(chunk.first, chunk.last + 1)}
    for token in tokens:
        if token in ends:
            return None
        here = sentence.line.hits[token]
        if "aftermath" in here or ("judged" in here and token not in described):
            return True
        if "event" in here or any(cls.startswith("harm_") for cls in here):
            return False
    return None


def is_of_saying(sentence: Chunked, said: Sequence[Said], index: int) -> bool:
    """ "On 20 April the ministry said …", "the ministry said on 20 April that …"."""
    if not said:
        return False
    chunks = sentence.chunks
    for one in said:
        if one.verb == NO_VERB:
            continue
        told = "says_it" in sentence.line.hits[chunks[one.verb].last - 1]  # "found that on 3 May …"
        after_verb = (
            not told
            and one.verb < index <= one.verb + 2
            and all(c.symbol in ("preposition", "date") for c in chunks[one.verb + 1 : index])
        )
        goes_on = index + 1 < len(chunks) and chunks[index + 1].symbol not in ("stop", "comma")
        if after_verb and (goes_on or one.first < one.verb):
            return True
        if _opens_before(sentence, index, one) or _right_before_verb(sentence, index, one):
            return True
    return False


def _opens_before(sentence: Chunked, index: int, said: Said) -> bool:
    """Whether the date stands right before the subject of the saying, outside what is said."""
    if said.first <= index < said.last:
        return False
    tokens, last = sentence.line.tokens, sentence.chunks[index].last
    starts = {speaker.at.start for speaker in said.speakers}
    return any(tokens[position].start in starts for position in range(last, min(last + 2, len(tokens))))


def _right_before_verb(sentence: Chunked, index: int, said: Said) -> bool:
    """Whether the date stands between a speaker and the verb: "the mayor on 3 May said …"."""
    between = sentence.chunks[index + 1 : said.verb]
    start = sentence.line.tokens[sentence.chunks[index].first].start
    spoken = any(speaker.at.end <= start for speaker in said.speakers)
    return index < said.verb and spoken and all(chunk.symbol in ("have", "adverb") for chunk in between)


def _is_of_text(sentence: Chunked, index: int) -> bool:
    token = sentence.chunks[index].first
    hits = sentence.line.hits
    for before in range(token - 1, max(-1, token - _NEAR - 1), -1):
        if "of_text" in hits[before]:
            return True
        if "event" in hits[before] or any(cls.startswith("harm_") for cls in hits[before]):
            return False
    return False
