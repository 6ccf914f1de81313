"""Counts that borrow their word of harm: members of a list, figures told by place, figures another speaker
only names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from tollbook.extract.counts import Earlier, FoundCount
from tollbook.extract.named import is_full_name, names_person
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Form, Mark, Quantity

_FIGURES = frozenset({"q", "n"})
_ENDS = frozenset("stop comma semicolon but and quote date pp".split())
_WITHIN_LISTS = frozenset("comma article age".split())
_BEFORE_COMPANY = frozenset("pp date age comma name open close".split())  # "killed in Osh, alongside …"
# "Killed a commander of the militia named Ali Karim together with …"
_DESCRIBING_OBJECT = _BEFORE_COMPANY | frozenset("of article participle w s quote preposition".split())
_LONGEST_ASIDE = 10  # chunks
_NEVER_ASIDE = frozenset("be have rep stop semicolon n u q".split())
_COUNTED = frozenset({"n", "u", "q"})
_NAMED_OR_COUNTED = _COUNTED | {"s", "x", "g", "name", "of"}
_PLACES_AND_DAYS = frozenset({"pp", "date"})
_OPENS_WITH = _PLACES_AND_DAYS | {"preposition", "comma", "article"}
_BETWEEN_PLACES = frozenset("pp date comma and adverb".split())


def carried_lists(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """A list of counted people shares its word of harm: "ten officers and three civilians were killed"."""
    taken = {reading.count for reading in found}
    lists: dict[int, tuple[int, ...]] = {}
    for reading in found:
        if reading.harm_at is None:
            continue
        if reading.count in lists:  # "two guards and a cook were abducted and later found dead"
            yield from (_shared(sentence, reading, index) for index in lists[reading.count])
            continue
        step = -1 if reading.count < reading.harm_at else 1
        if step < 0 and sentence.chunks[reading.harm_at].symbol == "harm_noun" and reading.harm_at == reading.count + 1:
            continue  # "13 martyrs and 20 injuries": the noun is of the 20 alone
        told = (*_listed(sentence, reading.count, step, taken), *_with_them(sentence, reading, taken))
        lists[reading.count] = members = tuple(dict.fromkeys(told))
        for index in members:
            taken.add(index)
            yield _shared(sentence, reading, index)


def _with_them(sentence: Chunked, reading: FoundCount, taken: set[int]) -> list[int]:
    """ "A teacher was killed alongside his wife and two sons": those after "alongside"."""
    chunks, hits = sentence.chunks, sentence.line.hits
    at = max(reading.harm_at or 0, reading.count) + 1
    between = _DESCRIBING_OBJECT if reading.count > (reading.harm_at or 0) else _BEFORE_COMPANY
    while at < len(chunks) and chunks[at].symbol in between and "with_them" not in hits[chunks[at].first]:
        if chunks[at].symbol == "s" and chunks[at - 1].symbol != "comma":
            return []
        if _is_with_kin(sentence, at):
            break
        at += 1
    hit = hits[chunks[at].first].get("with_them") if at < len(chunks) else None
    if hit is None:
        return _with_kin(sentence, at, taken)
    end = chunks[at].first + hit.length
    opens = next((index for index in range(at, len(chunks)) if chunks[index].first >= end), len(chunks))
    return _listed(sentence, opens - 1, 1, taken, True)


def _with_kin(sentence: Chunked, at: int, taken: set[int]) -> list[int]:
    """ "Was killed with his wife and two sons"; not with a knife, nor with a man who fled."""
    return _listed(sentence, at, 1, taken, True) if _is_with_kin(sentence, at) else []


def _is_with_kin(sentence: Chunked, at: int) -> bool:
    chunks, line = sentence.chunks, sentence.line
    if at + 1 >= len(chunks) or chunks[at].symbol != "preposition" or "with_kin" not in line.hits[chunks[at].first]:
        return False
    noun = at + 2 if chunks[at + 1].symbol == "article" else at + 1
    theirs = line.part(chunks[at + 1].first, "whose") is not None
    return theirs and noun < len(chunks) and chunks[noun].symbol in ("s", "n", "g")


def _is_company(sentence: Chunked, index: int) -> bool:
    """Whether a chunk is of the words "along with"."""
    token, hits = sentence.chunks[index].first, sentence.line.hits
    found = ((at, hits[at].get("with_them")) for at in (token - 1, token) if at >= 0)
    return _is_with_kin(sentence, index) or any(hit is not None and at + hit.length > token for at, hit in found)


def without_verb(sentence: Chunked, found: list[FoundCount]) -> Iterator[FoundCount]:
    """ "Twelve were killed in Osh, three in Batken"; "the army said 12 were killed; the rebels said 40": the
    harm told before."""
    chunks, taken = sentence.chunks, {one.count for one in found}
    taken |= {at for one in found for at in range(one.words_from or one.count, one.words_to or one.count + 1)}
    if not found or not any(one.symbol in _FIGURES and at not in taken for at, one in enumerate(chunks)):
        return
    last: FoundCount | None = found[0]
    for index, chunk in enumerate(chunks):
        last = next((one for one in found if one.count == index and Mark.CUMULATIVE not in one.marks), last)
        if (
            last is None
            or last.count >= index
            or index in taken
            or chunk.symbol not in _FIGURES
            or chunk.quantity is None
        ):
            continue
        after = max(last.last, last.count + 1)
        after -= chunks[after - 1].symbol in _PLACES_AND_DAYS
        if (
            _said_alone(chunks, index)
            or _told_by_place(chunks, after, index)
            or _told_behind(chunks, found[0].count, index)
        ):
            last = replace(_shared(sentence, last, index), group=chunk.group or last.group, first=index, last=index + 1)
            yield last


def put_at_a_number(sentence: Chunked, found: list[FoundCount], earlier: Earlier) -> Iterator[FoundCount]:
    """ "Nine were killed, residents said. The ministry put the number at 12": the harm of the sentence before, where
    this one tells of none."""
    chunks, hits = sentence.chunks, sentence.line.hits
    if found or earlier.harm is None or "puts_number" not in sentence.line.classes:
        return
    for index, chunk in enumerate(chunks):
        quantity, put = chunk.quantity, index > 0 and "puts_number" in hits[chunks[index - 1].first]
        if put and quantity is not None and chunk.symbol in _FIGURES and _said_alone(chunks, index):
            yield FoundCount(
                earlier.harm, chunk.group or "all", quantity, frozenset(), index, None, index, index + 1, "number-at"
            )


def _said_alone(chunks: tuple[Chunk, ...], index: int) -> bool:
    after = chunks[index + 1] if index + 1 < len(chunks) else None
    if index and chunks[index - 1].symbol == "open" and after and "according" in after.marks:
        return True  # "at least 31 soldiers (27 according to rebel sources) were killed"
    ends = after is None or after.symbol in _ENDS
    said = index > 0 and chunks[index - 1].symbol == "rep"
    return ends and said and not chunks[index - 1].marks & {"according", "label"}  # "called 911"


def _told_by_place(chunks: tuple[Chunk, ...], after: int, index: int) -> bool:
    """Whether nothing but places and days stands between what was told before and a figure that has its own."""
    between = [chunk.symbol for chunk in _without_on(chunks[after:index])]
    own = _without_on(chunks[index + 1 : index + 3])
    told = bool(own) and own[0].symbol in _PLACES_AND_DAYS and not _PLACES_AND_DAYS.isdisjoint(between)
    return told and {*between} <= _BETWEEN_PLACES and chunks[index - 1].symbol in ("comma", "and")


def _told_behind(chunks: tuple[Chunk, ...], first: int, index: int) -> bool:
    """ "In Osh seven were killed and in Batken four", "in May three, in June nine": behind its place or day, as is the
    first of them."""
    opens = {chunk.symbol for chunk in chunks[:first]}
    joint = index - 2
    joint -= chunks[index - 1].symbol == "date" and chunks[joint].symbol == "preposition"
    ends = index + 1 >= len(chunks) or chunks[index + 1].symbol in _ENDS
    if not opens or not opens <= _OPENS_WITH or joint < 1 or not ends:
        return False
    return chunks[index - 1].symbol in _PLACES_AND_DAYS and chunks[joint].symbol in ("comma", "and")


def _without_on(chunks: tuple[Chunk, ...]) -> list[Chunk]:
    """The chunks without the "on" of "on 3 May"."""
    pairs = zip_longest(chunks, chunks[1:])
    return [one for one, then in pairs if one.symbol != "preposition" or then is None or then.symbol != "date"]


def _shared(sentence: Chunked, reading: FoundCount, index: int) -> FoundCount:
    counted = sentence.chunks[index]
    named = counted.symbol == "name"
    quantity = counted.quantity or Quantity(1, 1, False, Form.EXACT, sentence.line.words(counted.first, counted.last))
    if reading.pattern.startswith("unharmed"):  # "the girl and the guards were unhurt"
        quantity = replace(quantity, low=0, high=0, open=False, form=Form.EXACT, term=None)
    marks = {Mark(mark) for mark in counted.marks if mark in ("additional",)} | (
        reading.marks & {Mark.CUMULATIVE, Mark.DIED, Mark.PART}
    )
    if counted.symbol in ("s", "x", "name"):
        marks.add(Mark.INDIVIDUAL)
    return replace(
        reading,
        group=counted.group or ("other" if is_counted_name(sentence.chunks, index + 1) else "all"),
        quantity=quantity,
        marks=frozenset(marks),
        count=index,
        first=min(index, reading.first),
        last=max(index + 1, reading.last),
        pattern=reading.pattern + "+list",
        named=named,
        words_from=None,
        words_to=None,
    )


def _listed(sentence: Chunked, start: int, step: int, taken: set[int], joined: bool = False) -> list[int]:
    """The other members of the list that the count at ``start`` ends or opens; a list has an "and" before its
    last member."""
    chunks, index, members = sentence.chunks, start + step, list[int]()
    while 0 <= index < len(chunks):
        chunk = chunks[index]
        if step > 0 and joined and members and is_told_after(chunks, index):
            break
        if _may_be_listed(sentence, index, joined) and index not in taken:
            members.append(index)
        elif is_counted_name(chunks, index) or (step > 0 and _is_named_group(chunks, index)):
            pass
        elif chunk.symbol == "and" or _is_company(sentence, index):
            joined = True
        elif chunk.symbol == "including":
            return []  # "18 were killed, including five children, and 25 others were injured": the children died
        elif opened := _opens_before(chunks, index) if step < 0 else None:
            index = opened
        elif not _goes_on(chunks, index, step):
            break
        index += step
    headed = step > 0 and start > 0 and chunks[start - 1].symbol == "colon" and _ends_row(chunks, index)
    headed = headed or (step < 0 and _opens_headline(chunks, index, start))
    if not (joined or headed):
        return []
    return [at for at in _without_names_of(chunks, sorted({*members, start}), start) if at != start]


def _opens_headline(chunks: tuple[Chunk, ...], index: int, start: int) -> bool:
    """ "Three soldiers, two militants killed in Osh": a list needs no "and" where it opens a headline, or follows its
    colon, and the word of harm right behind it has no verb."""
    opens = index < 0 or chunks[index].symbol == "colon"
    after = chunks[start + 1].symbol if start + 1 < len(chunks) else ""
    return opens and chunks[start].symbol == "n" and after in ("harm_ed", "harm_dead")


def _opens_before(chunks: tuple[Chunk, ...], index: int) -> int | None:
    """The dash that opens what another closes: "the wife of Ali Karim – the club's owner – and three others"."""
    if chunks[index].symbol != "dash":
        return None
    for at in range(index - 1, max(0, index - _LONGEST_ASIDE), -1):
        if chunks[at].symbol == "dash":
            return at
        if chunks[at].symbol in _NEVER_ASIDE or chunks[at].symbol.startswith("harm_"):
            return None
    return None


def is_told_after(chunks: Sequence[Chunk], index: int) -> bool:
    """ "…, his father and three guests, a relative said": after the last member, who says so."""
    ahead = [chunk.symbol for chunk in chunks[index : index + 3]]
    return bool(ahead) and chunks[index - 1].symbol == "comma" and "rep" in ahead[1:]


def _goes_on(chunks: tuple[Chunk, ...], index: int, step: int) -> bool:
    """Whether a list may go on over a chunk: a comma, an age in brackets, before the verb also a place."""
    symbol = chunks[index].symbol
    if symbol == "participle":
        return index + 1 < len(chunks) and chunks[index + 1].symbol == "name"  # "a child named Ali and a woman"
    if symbol not in ("open", "close"):
        return symbol in _WITHIN_LISTS or (symbol == "pp" and step < 0)
    return any(chunk.symbol == "age" for chunk in chunks[max(0, index - 1) : index + 2])


def _ends_row(chunks: tuple[Chunk, ...], index: int) -> bool:
    """ "Dead: 12 inmates, 3 guards": a list in a box needs no "and"."""
    return index >= len(chunks) or chunks[index].symbol in ("stop", "semicolon")


def _may_be_listed(sentence: Chunked, index: int, joined: bool) -> bool:
    chunk, before = sentence.chunks[index], sentence.chunks[index - 1].symbol if index else ""
    governed = before in ("preposition", "of", "to", "by") and not _is_company(sentence, index - 1)
    if governed and sentence.chunks[index - 1].attr != "clause":
        return False  # not "after a guard and a cook were killed"
    if chunk.symbol == "name":
        counted = is_counted_name(sentence.chunks, index)
        named = names_person(sentence.line, chunk) and is_full_name(sentence.line, chunk)
        apart = counted or "possessive" in chunk.marks or _is_of_places(sentence.chunks, index)
        return named and before != "pp" and not apart
    return (
        chunk.symbol in ("n", "u", "s", "x")
        or is_counted_name(sentence.chunks, index + 1)
        or (chunk.symbol == "q" and joined and "additional" in chunk.marks)
    )


def _is_of_places(chunks: Sequence[Chunk], index: int) -> bool:
    """The Batken of "in Osh, Naryn and Batken 40 people were killed": places, not joined with those counted."""
    after = index + 1
    while after < len(chunks) and chunks[after].symbol in ("comma", "and", "name"):
        after += 1
    last = after - 2 if chunks[after - 1].symbol == "comma" else after - 1
    first = index
    while first > 0 and chunks[first - 1].symbol in ("comma", "and", "name"):
        first -= 1
    if after >= len(chunks) or chunks[after].symbol not in _COUNTED or chunks[last].symbol != "name":
        return False
    opens = first > 0 and chunks[first - 1].symbol == "pp" and chunks[last - 1].symbol == "and"
    return opens and (first == 1 or chunks[first - 2].symbol not in _NAMED_OR_COUNTED)


def is_counted_name(chunks: tuple[Chunk, ...], index: int) -> bool:
    """ "Six Jesuits and two women": the name is of those counted, and no one more."""
    if not 0 < index < len(chunks) or chunks[index].symbol != "name":
        return False
    return chunks[index - 1].symbol == "q" and "part" not in chunks[index - 1].marks  # "five of them Spaniards"


def _without_names_of(chunks: tuple[Chunk, ...], members: list[int], counted: int) -> list[int]:
    """ "His two sons Usman and Haq": the names are those of the two, not two more. Where the verb counts one of the
    names, all the names stand for the two."""
    kept: list[int] = []
    owner, owed = -1, 0
    for index in members:
        if chunks[index].symbol == "name" and owed:
            owed -= 1
            if index == counted and not owed:
                names = [at for at in members if owner < at <= index]
                kept = [at for at in kept if at != owner] + names
            continue
        quantity = chunks[index].quantity
        follows = _is_named_next(chunks, index + 1)
        named = follows or _is_named_aside(chunks, index) or _are_named_aside(chunks, index)
        owner, owed = index, (quantity.number or 0) if quantity and named else 0
        kept.append(index)
    return sorted(kept)


def _is_named_next(chunks: tuple[Chunk, ...], index: int) -> bool:
    """ "His son Ali", "a child named Ali"."""
    if index < len(chunks) and chunks[index].symbol == "participle":
        index += 1
    return index < len(chunks) and chunks[index].symbol == "name"


def _is_named_group(chunks: tuple[Chunk, ...], index: int) -> bool:
    """ "Her children, Basma and Omar": as many as are named."""
    symbols = [chunk.symbol for chunk in chunks[index : index + 4] if chunk.symbol != "age"][:3]
    return symbols in (["g", "comma", "name"], ["g", "dash", "name"]) or symbols[:2] == ["g", "name"]


def _are_named_aside(chunks: tuple[Chunk, ...], index: int) -> bool:
    """ "His three sons, Ali, Omar and Hasan": as many names as they are."""
    quantity, names = chunks[index].quantity, 0
    if (
        chunks[index].symbol != "n"
        or index + 1 >= len(chunks)
        or chunks[index + 1].symbol not in ("comma", "dash", "colon")
    ):
        return False
    for chunk in chunks[index + 2 :]:
        if chunk.symbol == "name":
            names += 1
        elif chunk.symbol not in ("comma", "and", "age", "open", "close"):
            break
    return quantity is not None and names > 1 and names == quantity.number


def _is_named_aside(chunks: tuple[Chunk, ...], index: int) -> bool:
    """ "His wife, Nisra Saidova, and": her name stands between commas."""
    symbols = [chunk.symbol for chunk in chunks[index : index + 4]]
    last = index > 0 and chunks[index - 1].symbol == "and" and symbols[3:] in ([], ["stop"])  # "and his cousin, Ali."
    return symbols[:3] == ["s", "comma", "name"] and (last or symbols[3:] == ["comma"])
