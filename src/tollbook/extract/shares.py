"""Counts told by way of other numbers: "24 of the 900 inmates", "half of the 48 hostages", "twice as many", "both"."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tollbook.extract.befallen import harm_follows
from tollbook.extract.dates import read_date
from tollbook.extract.lexicon import NO_HITS
from tollbook.extract.nouns import counted_noun
from tollbook.extract.numbers import read_fraction
from tollbook.extract.quantities import Found, Line, read_quantity
from tollbook.extract.row import Chunk
from tollbook.extract.tokens import PUNCTUATION
from tollbook.model import Form, Harm, Quantity

_TOLD = frozenset("n u q".split())
_LONGEST_BOUND = 4  # tokens
_DERIVED = "derived"  # a mark of what is reckoned
_SHARE = frozenset({"fraction"})
_MOST_BETWEEN_VERBS = 10  # tokens
_PROPORTIONS = frozenset({10, 100, 1000})  # "nine out of ten"


def of_other_numbers(line: Line, index: int) -> Chunk | None:
    """Those told by a share of others, as both, or as all but some."""
    return fraction_of(line, index) or both(line, index) or all_but(line, index)


def fraction_of(line: Line, index: int) -> Chunk | None:
    """ "Half of the 48 hostages" are 24; of a number that it does not divide, or where none is told, nobody counts
    them. Before "injured", the number is a total of its own."""
    part = read_fraction(line.hits, index)
    if part and (
        end := line.after(part[1], "partitive")
    ):  # "half of them": those told of before (extract/referents.py)
        return Chunk("them", index, end, attr="" if _is_bounded(line, index) else str(part[0]), marks=_SHARE)
    of = line.after(part[1], "of") if part else None
    if part is None or of is None:
        return None
    start = line.after(of, "article_definite") or of
    whole = read_quantity(line, start) if start < len(line.tokens) else None
    if whole is None or whole.quantity.form is not Form.EXACT or whole.quantity.low is None:
        return None
    share = None if _is_bounded(line, index) else times(whole.quantity, part[0])
    noun = counted_noun(line, whole.last)
    if harm := _harm_at(line, whole.last) or (_harm_at(line, noun[1]) if noun else ""):
        if share is None:
            return None
        marks = frozenset({"additional" if harm == Harm.INJURED else "part", _DERIVED})
        return Chunk("q", index, part[1], _worded(share, line, index, part[1]), attr=harm, marks=marks)
    last = noun[1] if noun else whole.last
    if share is None or noun is None or noun[0] == "other":
        return Chunk("other", index, last)
    worded = _worded(share, line, index, last)
    marks = (
        frozenset[str]() if "number_article" in line.hits[start] else frozenset({_DERIVED})
    )  # "a quarter of a million"
    return Chunk(noun[0], index, last, worded, noun[2], noun=noun[3], marks=marks)


def _is_bounded(line: Line, index: int) -> bool:
    """ "More than half of the 200", "nearly a third": of what is no exact share nobody is counted."""
    first = index - 1 if index and "number_article" in line.hits[index - 1] else index
    before = range(max(0, first - _LONGEST_BOUND), first)
    return any(at + line.hits[at]["bound"].length == first for at in before if "bound" in line.hits[at])


def _harm_at(line: Line, index: int) -> str:
    at = _after_who(line, index)
    here = line.hits[at] if at < len(line.tokens) else NO_HITS
    hit = here.get("harm_ed") or here.get("harm_dead") or (here.get("harm_died") if at > index else None)
    return hit.attr if hit and hit.attr in (Harm.KILLED, Harm.INJURED) else ""


def _after_who(line: Line, index: int) -> int:
    """After the "who were" of "a third of the 30 people who were killed", where a second verb says what of them."""
    at = line.after(index, "relative_person")
    while at is not None and at < len(line.tokens) and line.hits[at].keys() & {"be", "have", "adverb"}:
        at += 1
    if at is None or at >= len(line.tokens):
        return index
    harm = next((hit for cls, hit in line.hits[at].items() if cls in ("harm_ed", "harm_died")), None)
    return at if harm and _has_second_verb(line, at + harm.length) else index


def _has_second_verb(line: Line, index: int) -> bool:
    """Whether a verb follows after words that only say where or when: "who were killed in Saturday's crush were"."""
    for at in range(index, min(index + _MOST_BETWEEN_VERBS, len(line.tokens))):
        here = line.hits[at]
        if here.keys() & {"be", "have"}:
            return True
        if line.tokens[at].kind == PUNCTUATION or any(cls.startswith(("harm_", "says")) for cls in here):
            return False
    return False


def harm_of_total(line: Line, position: int) -> str:
    """The harm of those in "of the 30 wounded", "of the 46 people killed"."""
    of = line.after(position, "of")
    start = (line.after(of, "article_definite") or of) if of else None
    whole = read_quantity(line, start) if start and start < len(line.tokens) else None
    if whole is None:
        return ""
    noun = counted_noun(line, whole.last)
    return _harm_at(line, whole.last) or (_harm_at(line, noun[1]) if noun else "")


def out_of_total(line: Line, index: int, found: Found, position: int) -> Chunk | None:
    """ "24 of the 900 inmates", "24 out of 900 inmates": 24, unless a word of harm says what befell the 900."""
    of = line.after(position, "of")
    if of is None:
        return None
    start = line.after(of, "article_definite")
    if start is None and of - position < 2:  # "a total of 900"
        return None
    whole = read_quantity(line, start or of) if (start or of) < len(line.tokens) else None
    if whole is None or whole.quantity.low is None:
        return None
    noun = counted_noun(line, whole.last)
    if start is None and (whole.quantity.low in _PROPORTIONS):
        return Chunk("other", index, noun[1] if noun else whole.last)
    if noun is None or noun[0] == "other" or _harm_at(line, noun[1]) or _harm_at(line, whole.last):
        return None
    return Chunk(noun[0], index, noun[1], found.quantity, noun[2], noun=noun[3])


def ratio(line: Line, index: int, found: Found) -> Chunk | None:
    """ "One in five of the inmates" counts nobody."""
    at = line.after(found.last, "ratio")
    number = line.number(at) if at else None
    if at is None or number is None or found.quantity.low is None or read_date(line, at) is not None:
        return None
    noun = counted_noun(line, number[1])
    if number[0] <= found.quantity.low or number[0] > max(_PROPORTIONS) or (noun and noun[0] != "n"):
        return None
    end = noun[1] if noun else number[1]
    return Chunk("other", index, _end_of_whole(line, end) if noun is None else end)


def _end_of_whole(line: Line, end: int) -> int:
    """ "One in three of the 90 prisoners": the 90 are no more counted than the one."""
    of = line.after(end, "of")
    start = (line.after(of, "article_definite") or of) if of else None
    whole = read_quantity(line, start) if start and start < len(line.tokens) else None
    noun = counted_noun(line, whole.last) if whole else None
    return noun[1] if noun else whole.last if whole else end


def both(line: Line, index: int) -> Chunk | None:
    """ "Both men", "both of the guards": two; not "both guards and prisoners"."""
    start = line.after(index, "both")
    noun = counted_noun(line, start) if start else None
    if start is None or noun is None or noun[0] == "other" or not (noun[0] == "n" or _befalls(line, noun[1])):
        return None
    if noun[1] < len(line.tokens) and line.hits[noun[1]].keys() & {"and", "or", "of"}:
        return None
    if "group_singular" in line.hits[noun[1] - 1]:
        return None
    two = Quantity(2, 2, False, Form.EXACT, line.words(index, noun[1]))
    return Chunk(noun[0], index, noun[1], two, noun[2], noun=noun[3])


def all_but(line: Line, index: int) -> Chunk | None:
    """ "All but two of the 14 crew" are twelve; where no total is told, they are nobody who is counted."""
    start = line.after(index, "all_but")
    left = read_quantity(line, start) if start and start < len(line.tokens) else None
    if left is None or left.quantity.low is None or left.quantity.form is not Form.EXACT:
        return None
    of = line.after(left.last, "of")
    begin = line.after(of, "article_definite") if of else None
    whole = read_quantity(line, begin) if begin and begin < len(line.tokens) else None
    noun = counted_noun(line, whole.last) if whole else None
    if whole is None or whole.quantity.form is not Form.EXACT or noun is None or noun[0] == "other":
        return Chunk("other", index, left.last)
    rest = (whole.quantity.low or 0) - left.quantity.low
    if rest <= 0:
        return Chunk("other", index, noun[1])
    words = Quantity(rest, rest, False, Form.EXACT, line.words(index, noun[1]))
    return Chunk(noun[0], index, noun[1], words, noun[2], noun=noun[3], marks=frozenset({_DERIVED}))


def _befalls(line: Line, end: int) -> bool:
    here = line.hits[end] if end < len(line.tokens) else NO_HITS
    return "be" in here or harm_follows(line, end)


def as_many(line: Line, index: int, before: Sequence[Chunk]) -> Chunk | None:
    """ "Twelve were killed and twice as many injured": as often the number told last; compared with others, nobody."""
    hit = line.hits[index].get("multiple")
    if hit is None or any(other.length > hit.length for other in line.hits[index].values()):
        return None
    end = index + hit.length
    noun = counted_noun(line, end)
    after = noun[1] if noun else end
    last = next((one for one in reversed(before) if one.symbol in _TOLD and one.quantity), None)
    compared = any(line.after(at, "compared") for at in (end, after, after + 1, after + 2))
    if last is None or last.quantity is None or compared or (noun and noun[0] == "other"):
        return Chunk("w", index, end)
    quantity = times(last.quantity, Fraction(hit.wording.value or 1))
    if quantity is None:
        return Chunk("w", index, end)
    marks = frozenset[str]() if quantity.low == last.quantity.low else frozenset({_DERIVED})  # "as many injured"
    if noun is None:
        return Chunk("q", index, end, _worded(quantity, line, index, end), marks=marks)
    worded = _worded(quantity, line, index, noun[1])
    return Chunk(noun[0], index, noun[1], worded, noun[2], noun=noun[3], marks=marks)


def times(quantity: Quantity, part: Fraction) -> Quantity | None:
    """The quantity so many times; None where that is no whole number of people, or none is stated."""
    ends = [None if end is None else part * end for end in (quantity.low, quantity.high)]
    if ends == [None, None] or any(end is not None and end.denominator != 1 for end in ends):
        return None
    low, high = (None if end is None else int(end) for end in ends)
    return replace(quantity, low=low, high=high)


def _worded(quantity: Quantity, line: Line, first: int, last: int) -> Quantity:
    return replace(quantity, words=line.words(first, last))
