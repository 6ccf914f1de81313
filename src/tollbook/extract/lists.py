"""The counts of a sentence: those that patterns read, and those that stand on them: lists, names, parts,
running totals."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.carried import carried_lists, is_counted_name, put_at_a_number, without_verb
from tollbook.extract.counts import Earlier, FoundCount, match_counts
from tollbook.extract.named import names_person
from tollbook.extract.occasions import is_past_deed, with_occasion
from tollbook.extract.parts import (
    of_whom_before,
    opens_parts,
    parts_of,
    parts_of_told,
    parts_told_on,
    with_opened_totals,
)
from tollbook.extract.patterns import SYMBOLS
from tollbook.extract.provisional import with_provisional
from tollbook.extract.revised import with_revisions
from tollbook.extract.row import Chunked
from tollbook.extract.stances import is_long_before, is_set_beside, is_told_as_before
from tollbook.model import Form, Harm, Mark, Quantity

_APART = frozenset((Mark.PART, Mark.CUMULATIVE, Mark.ADDITIONAL))
_ARTICLES = frozenset({"article_definite", "article_indefinite"})
_JOINS = frozenset("and or comma semicolon but".split())
_NOTHING_TOLD = Earlier()
_SIGNS_OF_HARM = frozenset(one for one in SYMBOLS if one.startswith("harm_")) | frozenset(
    "unharmed hurt suffer found bodies event there lost takes ord cumulative including whereabouts takes_away "
    "survived".split()
)
_AFTER_THOSE = 4  # chunks of "of these twenty-four,"
_MARKS_OF_HARM = frozenset({"part", "remains", "lives", "victims"})


def find_counts(sentence: Chunked, earlier: Earlier = _NOTHING_TOLD) -> list[FoundCount]:
    """The counts of one sentence in the order of its words; no number is read twice."""
    if not _may_tell_harm(sentence) and not (earlier.told and sentence.chunks and sentence.chunks[0].symbol == "q"):
        return []
    matched = match_counts(sentence, earlier)
    if not matched and not earlier.told and "puts_number" not in sentence.line.classes:
        return []  # all that follows stands on a figure, or on what is told before
    found = [_apposed(sentence, one) for one in _without_headline(sentence, matched)]
    shared = tuple(carried_lists(sentence, found))
    listed = _merged_lists(sentence, (*(_with_name(sentence, one, shared) for one in found), *shared))
    listed = with_opened_totals(sentence, listed)
    details = [_details_of(sentence, total, listed) for total in listed]
    listed = [_as_part_of_opening(sentence, one, listed, details) for one in listed]
    listed = [_as_part_of_those(sentence, one, earlier) for one in listed]
    listed = with_revisions(sentence, listed)
    borrowed = [*without_verb(sentence, listed), *put_at_a_number(sentence, listed, earlier)]
    borrowed += [] if listed else parts_of_told(sentence, earlier)
    totals = [*listed, *borrowed, *_cumulative(sentence, listed)]
    taken = {one.count for one in totals}
    parts = _parts_in(sentence, totals, taken) if _counts_more(sentence, taken) else []
    told = [_of_another(sentence, with_occasion(sentence, one), earlier) for one in (*totals, *parts)]
    told = _apart_by_time(sentence, told, earlier)
    return sorted(with_provisional(sentence, told), key=lambda reading: (reading.count, reading.harm))


def _counts_more(sentence: Chunked, taken: set[int]) -> bool:
    """Whether a number stands there beside those that are read."""
    return any(chunk.quantity is not None and at not in taken for at, chunk in enumerate(sentence.chunks))


def _parts_in(sentence: Chunked, totals: list[FoundCount], taken: set[int]) -> list[FoundCount]:
    parts = [part for reading in totals for part in parts_of(sentence, reading, taken)]
    return parts + [one for part in (*totals, *parts) for one in parts_told_on(sentence, part, taken)]


def _without_headline(sentence: Chunked, found: list[FoundCount]) -> list[FoundCount]:
    """ "Kalot man shot dead by police A man was shot dead": a headline that runs into what tells of the same one."""
    head = next((one for one in found if one.count == 0 and sentence.chunks[0].symbol == "s"), None)
    if head is None or sentence.line.hits[0].keys() & _ARTICLES:
        return found
    again = any(_tells_again(sentence, head, one) for one in found)
    return [one for one in found if one is not head] if again else found


def _tells_again(sentence: Chunked, head: FoundCount, other: FoundCount) -> bool:
    chunk, before = sentence.chunks[other.count], sentence.chunks[other.count - 1].symbol
    if chunk.symbol != "s" or other.harm is not head.harm or other.harm_at == head.harm_at or before in _JOINS:
        return False
    return bool(sentence.line.hits[chunk.first].keys() & _ARTICLES) and other.group == head.group


def _with_name(sentence: Chunked, one: FoundCount, shared: tuple[FoundCount, ...]) -> FoundCount:
    """ "Four Orlanites and two women": those counted by a name are a group of their own, and not all."""
    in_list = any(other.harm_at == one.harm_at and other.harm == one.harm for other in shared)
    if in_list and one.group == "all" and is_counted_name(sentence.chunks, one.count + 1):
        return replace(one, group="other")
    return one


def _of_another(sentence: Chunked, one: FoundCount, earlier: Earlier) -> FoundCount:
    """ "Deadlier than the 2016 attack, which killed 40"; after what is told, "last year a bomb killed 30"."""
    other = is_set_beside(sentence, one) or (earlier.harm is not None and is_long_before(sentence, one))
    other = other or (earlier.held and is_past_deed(sentence, one))
    return replace(one, marks=one.marks | {Mark.OTHER_EVENT}) if other else one


def _apart_by_time(sentence: Chunked, found: list[FoundCount], earlier: Earlier) -> list[FoundCount]:
    """ "Two years after a leak killed 12, a blast killed seven": the 12 are of another event; alone, they are what the
    text is about."""
    before = [is_told_as_before(sentence, one) for one in found]
    if not any(before) or (earlier.harm is None and all(before)):
        return found
    of_other = Mark.OTHER_EVENT
    return [replace(one, marks=one.marks | {of_other}) if old else one for one, old in zip(found, before, strict=True)]


def _as_part_of_opening(
    sentence: Chunked, one: FoundCount, found: list[FoundCount], details: list[int | None]
) -> FoundCount:
    """ "Of the 46 dead, 24 were killed by the fire": of the harm of those it is counted out of; "31 were killed: 18
    were strangled and 13 beaten to death": all after the colon, no more than the total."""
    if one.pattern == "state" and (of := _died_of(one, found, details)):
        return replace(one, harm=Harm.KILLED, group=of.group, marks=one.marks | {Mark.PART})
    totals = [
        (total, colon)
        for total, colon in zip(found, details, strict=True)
        if total.count < one.count and total.harm == one.harm and _no_less(total, one) and Mark.PART not in total.marks
    ]
    of_whom = of_whom_before(sentence, one) if totals else None
    opened = any((colon is not None and colon < one.count) or opens_parts(sentence, total) for total, colon in totals)
    if opened or (of_whom is not None and any(total.last - 1 <= of_whom for total, _ in totals)):
        return replace(one, marks=one.marks | {Mark.PART})
    return one


def _as_part_of_those(sentence: Chunked, one: FoundCount, earlier: Earlier) -> FoundCount:
    """ "Of these twenty-four, nineteen had been shot dead": parts of what the sentences before tell of."""
    opens = [chunk.symbol for chunk in sentence.chunks[:4]] == ["of", "article", "q", "comma"]
    told = sentence.chunks[2].quantity if opens and one.harm is earlier.harm else None
    most = told.number if told else None
    number = one.quantity.number
    if most is None or number is None or number > most or one.count < _AFTER_THOSE or one.marks & _APART:
        return one
    return replace(one, marks=one.marks | {Mark.PART})


def _died_of(one: FoundCount, found: list[FoundCount], details: list[int | None]) -> FoundCount | None:
    """ "Twelve died: four on arrival, six in surgery": those six are dead."""
    told = zip(found, details, strict=True)
    return next((t for t, at in told if at and at < one.count and t.harm is Harm.KILLED and _no_less(t, one)), None)


def _no_less(total: FoundCount, part: FoundCount) -> bool:
    low, high = part.quantity.low, total.quantity.low
    return low is not None and high is not None and low <= high


def _details_of(sentence: Chunked, total: FoundCount, found: list[FoundCount]) -> int | None:
    """The colon right after a total that begins what it is made of; the figures after it make no more than it."""
    chunks = sentence.chunks
    colon = next((at for at in range(total.last, len(chunks)) if chunks[at].symbol not in ("pp", "date")), None)
    if colon is None or chunks[colon].symbol != "colon":
        return None
    after = [other.quantity.low or 0 for other in found if other.count > colon and other.harm == total.harm]
    return colon if sum(after) <= (total.quantity.low or 0) else None


def _may_tell_harm(sentence: Chunked) -> bool:
    if "puts_number" in sentence.line.classes or not sentence.symbols.isdisjoint(_SIGNS_OF_HARM):
        return True
    return any(chunk.marks & _MARKS_OF_HARM for chunk in sentence.chunks)


def _apposed(sentence: Chunked, reading: FoundCount) -> FoundCount:
    """ "One prisoner, a seventeen-year-old who died": one person, described twice; "a pastor, Ramesh Majhi":
    one person, named."""
    index, chunks = reading.count, sentence.chunks
    if chunks[index].symbol not in ("s", "x"):
        return reading
    if index > 1 and chunks[index - 1].symbol == "comma":
        outer = chunks[index - 2]
        if outer.symbol in ("n", "s", "x", "name") and not (outer.quantity and outer.quantity.number != 1):
            named = outer.symbol == "name" and names_person(sentence.line, outer)
            group = outer.group if outer.group and reading.group in ("all", "other") else reading.group
            return replace(reading, group=group, first=index - 2, words_from=index - 2, words_to=index + 1, named=named)
    if (at := _name_after(sentence, index)) is not None:
        return replace(reading, last=max(reading.last, at + 1), words_from=index, words_to=at + 1, named=True)
    return reading


def _name_after(sentence: Chunked, index: int) -> int | None:
    chunks = sentence.chunks
    at = index + 2 if index + 2 < len(chunks) and chunks[index + 1].symbol == "comma" else index + 1
    if at >= len(chunks) or chunks[at].symbol != "name" or not names_person(sentence.line, chunks[at]):
        return None
    closes = at + 1 >= len(chunks) or chunks[at + 1].symbol in (
        "comma",
        "stop",
        "be",
        "have",
        "open",
        "age",
        "semicolon",
    )
    return at if closes else None


def _merged_lists(sentence: Chunked, found: tuple[FoundCount, ...]) -> list[FoundCount]:
    """A list of people is its length (READING 4): "Saidova, her two sons and a neighbour" is 4. Without a name, those
    of one group are added, and groups are kept apart: "two soldiers, a driver and his helper"."""
    merged: list[FoundCount] = []
    for reading in found:
        members = [
            one
            for one in found
            if one.harm_at == reading.harm_at and one.harm == reading.harm and one.harm_at is not None and not one.rival
        ]
        if len(members) < 2 or reading.rival:
            merged.append(reading)
            continue
        plain = all(one.quantity.number is not None for one in members)
        if plain and (any(_is_told_of(sentence, one) for one in members) or _begins_with_kin(sentence, members)):
            alike, marks, group = members, frozenset({Mark.INDIVIDUAL}), "all"
        elif plain and _holds_a_person(members):
            alike, marks, group = members, reading.marks - {Mark.INDIVIDUAL}, "all"  # "two guards and a person": three
        else:
            alike = [one for one in members if plain and _adds_to(one, reading)] or [reading]
            marks, group = reading.marks - {Mark.INDIVIDUAL}, reading.group
        if len(alike) < 2:
            merged.append(replace(reading, marks=reading.marks - {Mark.INDIVIDUAL}))
        elif reading is alike[0]:
            merged.append(_one_list(sorted(alike, key=lambda one: one.count), group, marks))
    return merged


def _is_told_of(sentence: Chunked, one: FoundCount) -> bool:
    return one.named or "pronoun" in sentence.chunks[one.count].marks


def _begins_with_kin(sentence: Chunked, members: Sequence[FoundCount]) -> bool:
    """ "Her husband and two brothers": persons told of by whose they are, and no group that somebody counted; "a trader
    and his daughter" are all whom the words tell of."""
    first = min(members, key=lambda one: one.count)
    chunk = sentence.chunks[first.count]
    return chunk.symbol == "s" and first.group == "other" and sentence.line.part(chunk.first, "whose_one") is not None


def _holds_a_person(members: list[FoundCount]) -> bool:
    """ "Two guards and an unidentified person": of one who is set apart by nothing, nor as another."""
    alone = any(one.group == "all" and Mark.INDIVIDUAL in one.marks for one in members)
    return alone and not any(one.marks & _APART for one in members)


def _adds_to(one: FoundCount, other: FoundCount) -> bool:
    return one is other or (one.group == other.group and not (one.marks | other.marks) & _APART)


def _one_list(members: list[FoundCount], group: str, marks: frozenset[Mark]) -> FoundCount:
    number = sum(one.quantity.number or 0 for one in members)
    first, last = members[0], members[-1]
    quantity = Quantity(number, number, False, Form.EXACT, first.quantity.words)
    return replace(
        first,
        group=group,
        quantity=quantity,
        marks=marks,
        first=min(one.first for one in members),
        last=max(one.last for one in members),
        words_from=first.count,
        words_to=last.count + 1,
        named=False,
    )


def _cumulative(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """ "…, bringing the total to 33": another figure of the same harm, over more than this event (READING 7)."""
    chunks = sentence.chunks
    for index in range(len(chunks) - 1) if "cumulative" in sentence.symbols else ():
        counted = chunks[index + 1]
        before = [reading for reading in found if reading.count < index]
        if chunks[index].symbol == "cumulative" and counted.symbol in ("q", "n") and counted.quantity and before:
            yield replace(
                before[-1],
                group=counted.group or "all",
                quantity=counted.quantity,
                marks=frozenset({Mark.CUMULATIVE}),
                count=index + 1,
                first=index,
                last=index + 2,
                pattern="cumulative",
                words_from=None,
                words_to=None,
            )
