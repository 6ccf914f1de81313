"""Who is meant by "they", "all", "both", "the hostages", where something befell them: those counted just before."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tollbook.extract.counts import Earlier, Told
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.shares import times
from tollbook.model import Form

_COUNTED = frozenset({"n", "u"})
_LISTED = frozenset("n u s x name".split())
_OTHERS = frozenset("g s x them".split())
_NOT_ALL = frozenset({"carried", "part"})  # "12 of the hostages" are not the hostages
_MOST_KEPT = 12
_RECKONED = frozenset({"part", "derived"})


def with_referents(sentence: Chunked, earlier: Earlier) -> Chunked:
    """The sentence with those meant counted, where one number is told of them; else they stay a pronoun or a group."""
    if "them" not in sentence.symbols:
        return sentence
    chunks = tuple(
        _resolved(sentence, index, earlier) if chunk.symbol == "them" else chunk
        for index, chunk in enumerate(sentence.chunks)
    )
    return replace(sentence, chunks=chunks)


def _resolved(sentence: Chunked, index: int, earlier: Earlier) -> Chunk:
    chunk = sentence.chunks[index]
    if "fraction" in chunk.marks:
        return _share(sentence, index, earlier)
    told = _of_that_noun(sentence, index, earlier) if chunk.group else _told_last(sentence, index, earlier)
    two = "both" in sentence.line.hits[chunk.first]
    if told is None or (two and told.quantity.number != 2):
        return replace(chunk, symbol="g" if chunk.group else "pronoun")
    quantity = replace(told.quantity, words=sentence.line.words(chunk.first, chunk.last))
    marks = chunk.marks - {"pronoun"} | {"carried"}
    return replace(chunk, symbol="n", quantity=quantity, group=told.group, noun=told.noun, marks=marks)


def _share(sentence: Chunked, index: int, earlier: Earlier) -> Chunk:
    """ "Half of them", where one exact number is told of them that it divides; else nobody counts them."""
    chunk, told = sentence.chunks[index], _told_last(sentence, index, earlier)
    exact = told is not None and chunk.attr and told.quantity.form is Form.EXACT
    quantity = times(told.quantity, Fraction(chunk.attr)) if told and exact else None
    if quantity is None:
        return replace(chunk, symbol="other", attr="", marks=frozenset())
    words = sentence.line.words(chunk.first, chunk.last)
    return replace(chunk, symbol="q", attr="", quantity=replace(quantity, words=words), marks=_RECKONED)


def _told_last(sentence: Chunked, index: int, earlier: Earlier) -> Told | None:
    """The only ones counted before in the sentence, if nobody else could be meant; else those of the one before."""
    before = sentence.chunks[:index]
    counted = counted_in(sentence, before)
    done_to = index > 0 and before[-1].symbol.startswith("harm_")
    others = any(chunk.symbol in _OTHERS for chunk in before)
    if counted:
        alone = len(counted) == 1 and not _in_list(before)
        return counted[0] if alone and (done_to or not others) else None
    return None if others else earlier.told


def _in_list(chunks: Sequence[Chunk]) -> bool:
    """ "His father, two uncles and a cousin": "them" is all of these, not the two."""
    listed = zip(chunks, chunks[1:], chunks[2:], strict=False)
    return any(
        one.symbol in _LISTED and joined.symbol in ("comma", "and") and then.symbol in _LISTED
        for one, joined, then in listed
    )


def _of_that_noun(sentence: Chunked, index: int, earlier: Earlier) -> Told | None:
    """ "The hostages", where one number of hostages is told before."""
    noun = _last_word(sentence.chunks[index].noun)
    told = (*earlier.counted, *counted_in(sentence, sentence.chunks[:index]))
    alike = [one for one in told if _last_word(one.noun) == noun]
    return alike[0] if alike and len({(one.quantity.low, one.quantity.high) for one in alike}) == 1 else None


def _last_word(noun: str) -> str:
    return noun.lower().rpartition(" ")[2]


def counted_in(sentence: Chunked, chunks: Sequence[Chunk]) -> tuple[Told, ...]:
    """The people counted in some chunks, as far as a later word may mean them."""
    return tuple(
        Told(chunk.noun, chunk.group or "all", chunk.quantity)
        for chunk in chunks
        if chunk.symbol in _COUNTED
        and chunk.quantity is not None
        and chunk.quantity.form is not Form.VAGUE
        and chunk.quantity.high != 0
        and not chunk.marks & _NOT_ALL
    )


def told_now(sentence: Chunked, earlier: Earlier) -> tuple[Told | None, tuple[Told, ...]]:
    """What the sentence leaves for the next: the one group counted in it, if it tells of no other; and all counted."""
    counted = () if sentence.symbols.isdisjoint(_COUNTED) else counted_in(sentence, sentence.chunks)
    only = counted[0] if len(counted) == 1 and not any(one.symbol in _OTHERS for one in sentence.chunks) else None
    if not counted and "n" in sentence.symbols and any("carried" in chunk.marks for chunk in sentence.chunks):
        only = earlier.told
    return only, (*earlier.counted, *counted)[-_MOST_KEPT:]
