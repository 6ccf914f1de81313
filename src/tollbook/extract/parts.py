"""Parts of a total: "including 4 children", "(six inmates, one officer)", "24 of them women", "12 who had fought …"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.all_told import is_set_beside, tells_all
from tollbook.extract.carried import is_told_after
from tollbook.extract.counts import Earlier, FoundCount
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Harm, Mark

_BEFORE_PARTS = frozenset("comma open including colon dash pp date article preposition event".split())
_OPENS_PARTS = frozenset("open including colon dash".split())
_WHOSE = frozenset("participle to other".split())  # "belonging to two clans, including six children"
_COUNTED = frozenset("n s u x q".split())
_BETWEEN = frozenset("comma and g name".split())
# What a part goes on with: "12 who had fought", "nine members of a sect"; a verb would be its own ("and 15 had fled").
_BESIDE_TOTAL = frozenset("comma pp of article name w and participle open close date dash".split())
_LISTING = frozenset("n s u x q".split()) | frozenset(
    "comma and including name age open close pp of article g adverb".split()
)
_OF_PARTS = frozenset({Mark.PART, Mark.INDIVIDUAL, Mark.ADDITIONAL, Mark.GROUP_CARRIED})
_GOES_ON = frozenset("relative pp of preposition participle comma and stop close semicolon age g name".split())
_AFTER_PART = frozenset("comma and semicolon stop close quote".split())
_APART = frozenset({"part", "additional"})
_LONGEST_CLAUSE = 40  # chunks
_SHORTEST = 3  # "Twelve were women"
_INSIDE = _GOES_ON - {"stop", "close", "semicolon"} | frozenset("w have be to article adverb event date quote".split())


def parts_of(sentence: Chunked, reading: FoundCount, taken: set[int]) -> Iterator[FoundCount]:
    """The parts of a total that stand after its verb, or before it. ``taken``: the chunks of counts that are read; the
    parts are added."""
    if Mark.PART in reading.marks and not reading.of_them:
        return
    before_verb = reading.harm_at is not None and reading.harm_at >= reading.count
    for start in [reading.count + 1, reading.last] if before_verb else [reading.last]:
        end = reading.last if start < reading.last else len(sentence.chunks)
        listed = list(_part_chunks(sentence, start, end, taken, reading))
        whole = tells_all(sentence.chunks, listed, end) and not any(_says_how(sentence, at) for at in listed)
        for index in listed:
            counted = sentence.chunks[index]
            if counted.quantity and (whole or not _is_more(counted, reading)):
                taken.add(index)
                part = _outcome(sentence, _part(sentence, reading, index, end), index)
                yield replace(part, marks=part.marks | {Mark.ALL_TOLD}) if whole else part

    for index in _of_total(sentence, reading):
        counted = sentence.chunks[index]
        if index not in taken and counted.quantity and not _is_more(counted, reading):
            taken.add(index)
            yield _part(sentence, reading, index, len(sentence.chunks))


def parts_told_on(sentence: Chunked, reading: FoundCount, taken: set[int]) -> Iterator[FoundCount]:
    """ "24 of them were women, 11 were children and five guards": those after the first part are parts too."""
    chunks, at = sentence.chunks, reading.count
    while Mark.PART in reading.marks and (at := _told_next(chunks, at)) and at not in taken:
        if not chunks[at].quantity or chunks[at].marks & _APART:
            return
        taken.add(at)
        yield replace(_part(sentence, reading, at, len(chunks)), of_them=reading.of_them)


def parts_of_told(sentence: Chunked, earlier: Earlier) -> Iterator[FoundCount]:
    """ "40 people were killed. Twelve were women": out of those counted in the sentence before."""
    chunks = sentence.chunks
    if earlier.harm is None or earlier.told is None or len(chunks) < _SHORTEST or chunks[1].symbol != "be":
        return
    counted, ends = chunks[0], _past_what_they_are(chunks, 0)
    if counted.symbol != "q" or not counted.quantity or counted.marks or ends == 1 or not _ends_part(chunks, ends):
        return
    low, total = counted.quantity.low, earlier.told.quantity.high
    if low is not None and (total is None or low <= total):
        group, part = chunks[ends - 1].group or "other", frozenset({Mark.PART})
        yield FoundCount(earlier.harm, group, counted.quantity, part, 0, None, 0, ends, "part-of-told", of_them=True)


def _told_next(chunks: Sequence[Chunk], part: int) -> int:
    """Where the next part stands, told as the part before it is: what they are, right before it and in it; or 0."""
    after = _past_what_they_are(chunks, part)
    at = _skip(chunks, after, 1, "comma and semicolon")
    if (after == part + 1 and not chunks[part].group) or at == after or at >= len(chunks):
        return 0
    if chunks[at].symbol not in ("q", "n"):
        return 0
    ends = _past_what_they_are(chunks, at)
    told = chunks[at].group is not None or ends > at + 1
    return at if told and _ends_part(chunks, ends) else 0


def _ends_part(chunks: Sequence[Chunk], index: int) -> bool:
    return index >= len(chunks) or chunks[index].symbol in _AFTER_PART


def _past_what_they_are(chunks: Sequence[Chunk], part: int) -> int:
    """After "were women" of "24 of them were women", after "were Kalots", "were Kalot nationals"; right after the
    number where nothing of the kind stands there."""
    at = _skip(chunks, part + 1, 1, "be") if chunks[part].group is None else part + 1
    symbols = [one.symbol for one in chunks[at : at + 2]]
    if symbols == ["name", "g"]:
        return at + 2
    is_said = symbols[:1] == ["g"] or (symbols[:1] == ["name"] and at > part + 1)
    return at + 1 if is_said else part + 1


def with_opened_totals(sentence: Chunked, found: Sequence[FoundCount]) -> list[FoundCount]:
    """ "20 people, including eight women and four men were killed": those right before the verb are parts of the total
    that stands before "including"; not in "three guards, including the commander, and 30 inmates were killed"."""
    chunks, made = sentence.chunks, list(found)
    for at, chunk in enumerate(chunks):
        total = _total_opened(chunks, at) if chunk.symbol == "including" else None
        if total is None or any(one.count == total for one in found):
            continue
        verbs = [one.harm_at for one in found if one.harm_at is not None and at < one.count < one.harm_at]
        parts = [one for one in made if one.harm_at == min(verbs, default=-1) and at < one.count]
        if not parts or not _lists_alone(chunks[at : parts[0].count]):
            continue
        opened = _part(sentence, parts[0], total, len(chunks))
        opened = replace(opened, marks=parts[0].marks - _OF_PARTS, first=total, last=parts[0].last)
        most = opened.quantity.low or 0
        if _is_joined(chunks, at, parts[0].count) and _sum(chunks[at : parts[0].harm_at]) != most:
            made.append(opened)
        elif _sum([chunks[one.count] for one in parts]) <= most:
            made = [replace(one, marks=one.marks | {Mark.PART}) if one in parts else one for one in made]
            made.append(opened)
    return made


def _lists_alone(chunks: Sequence[Chunk]) -> bool:
    """Whether nothing but people and what they are stands there: "nine women, three of whom were pregnant, and"."""
    for at, chunk in enumerate(chunks):
        before = chunks[at - 1] if at else chunk
        says = (chunk.symbol == "be" and "part" in before.marks) or (chunk.symbol == "w" and before.symbol == "be")
        if chunk.symbol not in _LISTING and not says:
            return False
    return True


def _is_joined(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Whether a comma and an "and" stand there: those after them may be no parts."""
    return any(chunks[at].symbol == "comma" and chunks[at + 1].symbol == "and" for at in range(start, end - 1))


def _sum(chunks: Sequence[Chunk]) -> int:
    """How many people are counted there, at least; those counted out of others once."""
    told = [one.quantity for one in chunks if one.symbol in _COUNTED and one.quantity and "part" not in one.marks]
    return sum(quantity.low or quantity.high or 0 for quantity in told)


def _total_opened(chunks: Sequence[Chunk], index: int) -> int | None:
    """Those counted before an "including", whom nothing befell yet."""
    at = index - 1
    while at >= 0 and chunks[at].symbol in _BESIDE_TOTAL:
        at -= 1
    return at if at >= 0 and chunks[at].symbol in ("n", "u") and chunks[at].quantity else None


def _of_total(sentence: Chunked, reading: FoundCount) -> list[int]:
    """ "24 women were among the 46 killed", "among the 46 dead were 24 women", "of the 46 dead, 24 were"."""
    chunks = sentence.chunks
    at = _skip(chunks, reading.count - 1, -1, "article")
    if at < 0 or chunks[at].symbol not in ("among", "of"):
        return []
    before = _skip(chunks, at - 1, -1, "be have adverb")
    if before >= 0 and chunks[before].symbol not in ("comma", "quote", "and", "semicolon"):
        out_of = chunks[at].symbol == "of" and bool(chunks[before].attr) and before == at - 1
        is_among = chunks[at].symbol == "among" and chunks[before].symbol in _COUNTED
        return [before] if is_among or (out_of and chunks[before].symbol == "q") else []
    index = _skip(chunks, reading.last, 1, "comma be article pp date")
    listed = [index] if index < len(chunks) and chunks[index].symbol in _COUNTED else []
    while listed and (index := _skip(chunks, listed[-1] + 1, 1, "comma and article")) < len(chunks):
        if index == listed[-1] + 1 or chunks[index].symbol not in _COUNTED or chunks[index].group is None:
            break
        listed.append(index)
    return listed


def opens_parts(sentence: Chunked, total: FoundCount) -> bool:
    """ "Of the 46 dead, …" at the head of a sentence or after a comma."""
    chunks = sentence.chunks
    at = _skip(chunks, total.count - 1, -1, "article")
    if at < 0 or chunks[at].symbol not in ("among", "of"):
        return False
    return at == 0 or chunks[at - 1].symbol in ("comma", "quote", "and", "semicolon")


def of_whom_before(sentence: Chunked, one: FoundCount) -> int | None:
    """The chunk of the nearest "of whom" in the clause before a count: "57 died, of whom 53 were crushed and four
    shot"."""
    chunks, hits = sentence.chunks, sentence.line.hits
    if "partitive" not in sentence.line.classes:
        return None
    for at in range(one.count - 1, max(-1, one.count - 1 - _LONGEST_CLAUSE), -1):
        if chunks[at].symbol in ("semicolon", "stop", "but"):
            return None
        if any("partitive" in hits[token] for token in range(chunks[at].first, chunks[at].last)):
            return at
    return None


def _skip(chunks: Sequence[Chunk], index: int, step: int, symbols: str) -> int:
    while 0 <= index < len(chunks) and chunks[index].symbol in symbols.split():
        index += step
    return index


def _outcome(sentence: Chunked, reading: FoundCount, index: int) -> FoundCount:
    """ "40 were wounded, two fatally": the two died; "60 casualties (12 fatal)"."""
    if not _says(sentence, index + 1, "fatally"):
        return reading
    return replace(reading, harm=Harm.KILLED, marks=frozenset())


def _says(sentence: Chunked, index: int, cls: str) -> bool:
    return index < len(sentence.chunks) and cls in sentence.line.hits[sentence.chunks[index].first]


def _part(sentence: Chunked, reading: FoundCount, index: int, end: int) -> FoundCount:
    chunks = sentence.chunks
    counted, marks = chunks[index], {Mark.PART}
    marks |= {Mark.DERIVED} if "derived" in counted.marks else set()
    beside = chunks[index + 1 : min(index + 3, end)]
    own = counted.group or next((one.group for one in beside if one.symbol in ("g", "s", "x")), None)
    if own is None and reading.group != "all":
        marks.add(Mark.GROUP_CARRIED)
    assert counted.quantity is not None
    return replace(
        reading,
        group=own or reading.group,
        quantity=counted.quantity,
        marks=frozenset(marks),
        count=index,
        first=index,
        last=index + (2 if own and not counted.group else 1),
        pattern="part",
        named=False,
        of_them=False,
        words_from=None,
        words_to=None,
    )


def _is_more(counted: Chunk, reading: FoundCount) -> bool:
    """A part is no greater than its total."""
    part, total = counted.quantity, reading.quantity
    return part is not None and part.low is not None and total.high is not None and part.low > total.high


def _says_how(sentence: Chunked, index: int) -> bool:
    """ "Two fatally": of another harm than their total."""
    return _says(sentence, index + 1, "fatally") or _says(sentence, index + 1, "gravely")


def _part_chunks(sentence: Chunked, start: int, end: int, taken: set[int], total: FoundCount) -> Iterator[int]:
    chunks, harm = sentence.chunks, total.harm
    index, opened = _opened(sentence, start, end)
    opened = opened or is_set_beside(chunks, total, index, end)
    while index < end and index not in taken:
        told = _says(sentence, index + 1, "fatally") or (harm is Harm.INJURED and _says(sentence, index + 1, "gravely"))
        told = told or "part" in chunks[index].marks or chunks[index - 1].symbol == "relative"
        listed = opened and (chunks[index].group is not None or _goes_on(chunks, index))
        if chunks[index].symbol not in _COUNTED or not (told or listed) or is_told_after(chunks, index):
            return
        yield index
        index += 1
        while index < end and chunks[index].symbol in _BETWEEN:
            index += 1
        if opened and (index >= end or chunks[index].symbol not in _COUNTED):
            index = _next_part(chunks, index, end)


def _opened(sentence: Chunked, index: int, end: int) -> tuple[int, bool]:
    """Where the parts begin, and whether "including", a colon, a bracket or "of whom" stands before them."""
    chunks, opened = sentence.chunks, False
    while index < end:
        if chunks[index].symbol in _BEFORE_PARTS:
            opened = opened or chunks[index].symbol in _OPENS_PARTS
            index += 1
        elif chunks[index].symbol == "of" and "partitive" in sentence.line.hits[chunks[index].first]:
            opened, index = True, index + 2
        elif chunks[index].symbol == "among" and (after := _past_the_harmed(chunks, index + 1)):
            opened, index = True, after
        elif (chunks[index].symbol in _WHOSE and not opened) or _is_another_place(chunks, index):
            index += 1
        else:
            break
    return index, opened


def _is_another_place(chunks: Sequence[Chunk], index: int) -> bool:
    """The "and Batken" of "in Osh and Batken: 12 in Osh"."""
    if chunks[index].symbol == "name":
        return index > 0 and _is_another_place(chunks, index - 1)
    around = [chunk.symbol for chunk in chunks[max(index - 1, 0) : index + 2]]
    return around in (["pp", "and", "name"], ["pp", "comma", "name"], ["name", "and", "name"])


def _past_the_harmed(chunks: Sequence[Chunk], index: int) -> int | None:
    """After "the dead" of "among the dead"."""
    index = _skip(chunks, index, 1, "article")
    return index + 1 if index < len(chunks) and chunks[index].symbol in ("harm_dead", "harm_ed") else None


def _goes_on(chunks: Sequence[Chunk], index: int) -> bool:
    return index + 1 >= len(chunks) or chunks[index + 1].symbol in _GOES_ON


def _next_part(chunks: Sequence[Chunk], index: int, end: int) -> int:
    """The next member of a list whose members are described: "12 who had fought for X and nine members of Y"."""
    while index < end and chunks[index].symbol in _INSIDE:
        after = index + 1
        joins = chunks[index].symbol in ("comma", "and") and after < end and chunks[after].symbol in _COUNTED
        if joins and _goes_on(chunks, after):
            return after
        index += 1
    return end
