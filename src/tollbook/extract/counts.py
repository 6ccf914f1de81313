"""Counts of harm in a sentence: which pattern reads which number, once each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tollbook.extract.chunks import Chunk, Chunked
from tollbook.extract.patterns import Match, find_matches
from tollbook.model import Form, Harm, Mark, Quantity

# A word of harm stands for what it means, whatever else the sentence says; a stated zero of casualties is one of each.
_ZERO_OF = {Harm.CASUALTIES: (Harm.KILLED, Harm.INJURED)}


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A count read from chunks: ``count`` and ``harm_at`` index the row; ``first`` to ``last`` (excluded) are the chunks it
    spans; ``negated`` and ``modal`` are what the auxiliaries say of it; ``reported`` the stance of
    a passive verb of saying ("were feared killed"); ``named`` where the one harmed is named.
    ``words_from`` to ``words_to`` (excluded) are the chunks of the counted people where they are more than one."""

    harm: Harm
    group: str
    quantity: Quantity
    marks: frozenset[Mark]
    count: int
    harm_at: int | None
    first: int
    last: int
    pattern: str
    negated: bool = False
    modal: bool = False
    any: bool = False
    named: bool = False
    reported: str = ""
    words_from: int | None = None
    words_to: int | None = None


def find_counts(sentence: Chunked) -> list[FoundCount]:
    """The counts of one sentence in the order of its words; no number is read twice."""
    chosen = _choose(sentence, sorted(find_matches(sentence.chunks, sentence.line.pack.language), key=_closeness))
    found = [_apposed(sentence, reading) for match in chosen for reading in _readings(sentence, match)]
    listed = _merged_lists((*found, *_carried_lists(sentence, found)))
    totals = [*listed, *_cumulative(sentence, listed)]
    parts = [part for reading in totals for part in _parts(sentence, reading, {one.count for one in totals})]
    return sorted((*totals, *parts), key=lambda reading: (reading.count, reading.harm))


def _closeness(match: Match) -> tuple[int, int]:
    """Short matches first: a number belongs to the word of harm nearest to it."""
    return (match.last - match.first, match.first)


def _choose(sentence: Chunked, matches: list[Match]) -> list[Match]:
    taken_counts: set[int] = set()
    taken_harms: set[int] = set()
    chosen = []
    for match in matches:
        if match.count in taken_counts or (match.harm is not None and match.harm in taken_harms):
            continue
        if match.pattern.event and not _event_is(sentence, match):
            continue
        if match.pattern.noun and match.pattern.noun not in sentence.chunks[match.count].marks:
            continue
        taken_counts.add(match.count)
        if match.harm is not None:
            taken_harms.add(match.harm)
        chosen.append(match)
    return chosen


def _event_is(sentence: Chunked, match: Match) -> bool:
    return any(chunk.symbol == "event" and chunk.attr == match.pattern.event for chunk in sentence.chunks[match.first : match.last])


def _readings(sentence: Chunked, match: Match) -> Iterator[FoundCount]:
    counted = sentence.chunks[match.count]
    quantity = counted.quantity or Quantity(1, 1, False, Form.EXACT, sentence.line.words(counted.first, counted.last))
    is_zero = quantity.high == 0
    if match.pattern.zero and (is_zero or match.pattern.harm is None):
        harms = tuple(Harm(code) for code in match.pattern.zero)
        quantity = replace(quantity, low=0, high=0, open=False, form=Form.EXACT, term=None)
    else:
        harm = Harm(match.pattern.harm or sentence.chunks[match.harm or 0].attr)
        harms = _ZERO_OF.get(harm, (harm,)) if is_zero else (harm,)
    span = sentence.chunks[match.first : match.last]
    for harm in harms:
        yield FoundCount(
            harm=harm,
            group=_group_of(sentence, match, counted),
            quantity=quantity,
            marks=_marks_of(sentence, match.count, counted),
            count=match.count,
            harm_at=match.harm,
            first=min(match.count, match.count if match.harm is None else match.harm),
            last=max(match.count, match.last - 1 if match.harm is None else match.harm) + 1,
            pattern=match.pattern.name,
            negated=any("not" in chunk.marks or chunk.symbol == "not" for chunk in span),
            modal=any("modal" in chunk.marks for chunk in span),
            any="any" in counted.marks,
            named=counted.symbol == "name",
            reported=next((chunk.attr for chunk in span if chunk.symbol == "rep"), ""),
        )


def _group_of(sentence: Chunked, match: Match, counted: Chunk) -> str:
    """The group counted; a bare number takes the noun of the counted people before it ("24 prisoners were killed and 35
    were wounded"), unless the pattern says who they are."""
    if match.pattern.group and counted.symbol == "q":
        return match.pattern.group
    if counted.group:
        return counted.group
    if counted.symbol == "q" and match.harm is not None and match.harm > match.count:
        for before in reversed(sentence.chunks[: match.count]):
            if before.symbol in ("semicolon", "but", "stop"):
                break
            if before.symbol in ("n", "u") and before.group:
                return before.group
    return "all"


def _marks_of(sentence: Chunked, index: int, counted: Chunk) -> frozenset[Mark]:
    marks = {Mark(mark) for mark in counted.marks if mark in ("part", "additional")}
    if counted.symbol in ("s", "name"):
        marks.add(Mark.INDIVIDUAL)
    before = sentence.chunks[max(0, index - 3) : index]
    line = sentence.line
    if any("including" in line.hits[position] for chunk in before for position in range(chunk.first, chunk.last)):
        marks.add(Mark.PART)
    return frozenset(marks)


def _carried_lists(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """A list of counted people shares its word of harm: "ten officers and three civilians were killed"."""
    taken = {reading.count for reading in found}
    for reading in found:
        if reading.harm_at is None:
            continue
        step = -1 if reading.count < reading.harm_at else 1
        for index in _listed(sentence, reading.count, step, taken):
            taken.add(index)
            yield _shared(sentence, reading, index)


def _apposed(sentence: Chunked, reading: FoundCount) -> FoundCount:
    """ "One prisoner, a seventeen-year-old who died": one person, described twice. """
    index, chunks = reading.count, sentence.chunks
    if index < 2 or chunks[index].symbol != "s" or chunks[index - 1].symbol != "comma":
        return reading
    outer = chunks[index - 2]
    if outer.symbol not in ("n", "s", "name") or (outer.quantity and outer.quantity.number != 1):
        return reading
    named = outer.symbol == "name"
    group = outer.group if outer.group and reading.group in ("all", "other") else reading.group
    return replace(reading, group=group, first=index - 2, words_from=index - 2, words_to=index + 1, named=named)


def _merged_lists(found: tuple[FoundCount, ...]) -> list[FoundCount]:
    """A list of people with a name in it is its length: "Saidova, her two sons and a neighbour" is 4 (READING 4)."""
    merged: list[FoundCount] = []
    for reading in found:
        members = [one for one in found if one.harm_at == reading.harm_at and one.harm == reading.harm and one.harm_at is not None]
        if len(members) < 2 or not any(one.named for one in members):
            merged.append(reading)
        elif reading is members[0]:
            merged.append(_one_list(sorted(members, key=lambda one: one.count)))
    return merged


def _one_list(members: list[FoundCount]) -> FoundCount:
    number = sum(one.quantity.number or 0 for one in members)
    first, last = members[0], members[-1]
    quantity = Quantity(number, number, False, Form.EXACT, first.quantity.words)
    return replace(
        first,
        group="all",
        quantity=quantity,
        marks=frozenset({Mark.INDIVIDUAL}),
        first=min(one.first for one in members),
        last=max(one.last for one in members),
        words_from=first.count,
        words_to=last.count + 1,
        named=False,
    )


def _cumulative(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """ "…, bringing the total to 33": another figure of the same harm, over more than this event (READING 7). """
    chunks = sentence.chunks
    for index in range(len(chunks) - 1):
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


def _parts(sentence: Chunked, reading: FoundCount, taken: set[int]) -> Iterator[FoundCount]:
    """Parts of a total that stand after it: "including 4 children", "(six inmates, one officer)", "24 of them women"."""
    chunks, index, opened = sentence.chunks, reading.last, False
    while index < len(chunks) and chunks[index].symbol in ("comma", "open", "including", "colon", "dash", "pp"):
        opened = opened or chunks[index].symbol in ("open", "including")
        index += 1
    while index < len(chunks) and (chunks[index].symbol in ("n", "s", "u") and opened or "part" in chunks[index].marks):
        counted = chunks[index]
        group = counted.group
        if group is None and index + 1 < len(chunks) and chunks[index + 1].symbol == "g":
            group = chunks[index + 1].group
        if index not in taken and counted.quantity and group:
            yield replace(
                reading,
                group=group,
                quantity=counted.quantity,
                marks=frozenset({Mark.PART}),
                count=index,
                first=index,
                last=index + (1 if counted.group else 2),
                pattern="part",
                named=False,
                words_from=None,
                words_to=None,
            )
        index += 1
        while index < len(chunks) and chunks[index].symbol in ("comma", "and", "g"):
            index += 1


def _shared(sentence: Chunked, reading: FoundCount, index: int) -> FoundCount:
    counted = sentence.chunks[index]
    named = counted.symbol == "name"
    quantity = counted.quantity or Quantity(1, 1, False, Form.EXACT, sentence.line.words(counted.first, counted.last))
    return replace(
        reading,
        group=counted.group or "all",
        quantity=quantity,
        marks=_marks_of(sentence, index, counted),
        count=index,
        first=min(index, reading.first),
        last=max(index + 1, reading.last),
        pattern=reading.pattern + "+list",
        named=named,
    )


def _listed(sentence: Chunked, start: int, step: int, taken: set[int]) -> list[int]:
    """The other members of the list that the count at ``start`` ends or opens; a list has an "and" before its last member."""
    chunks, index, members, joined = sentence.chunks, start + step, list[int](), False
    while 0 <= index < len(chunks):
        symbol = chunks[index].symbol
        if symbol in ("n", "u", "s", "name") and index not in taken:
            members.append(index)
        elif symbol == "and":
            joined = True
        elif symbol not in ("comma", "article"):
            break
        index += step
    return members if joined else []
