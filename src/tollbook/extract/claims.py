"""The claims of one sentence: counts and deaths with who says so, when and where; every quote checked in its place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tollbook.extract.attributions import attributions_at
from tollbook.extract.counts import FoundCount
from tollbook.extract.named import names_person
from tollbook.extract.places import place_of_count
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.sayings import Said
from tollbook.extract.speakers import Speaker
from tollbook.extract.stances import is_denied_before, is_long_before, is_set_beside, stance_in_words
from tollbook.model import Anchor, Attribution, Claim, Count, Death, Harm, Mark, Person, Quantity, Stance, When
from tollbook.model.swift import swift, with_parts


def as_named(speaker: Speaker) -> Speaker:
    """The speaker, by no other name than theirs."""
    return speaker


_BEHIND = 2  # chunks between a count and its own date: "in Osh on"
_QUESTION_MARKS = frozenset("?؟")

_MOST = "\0most"  # in the place of a speaker: the greatest total that anybody told
Totals = dict[tuple[Harm, str | None], Claim]


@swift
@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read in: its source, language and day, who speaks unless another is named, the
    scopes of saying and the dates in it."""

    source: str
    language: str
    as_of: str | None
    author: Speaker | None
    said: Sequence[Said]
    dates: Sequence[tuple[int, When]]  # chunk, date
    beside: Sequence[tuple[int, When]] = ()  # those of an event that is only set beside the one told of
    who: Callable[[Speaker], Speaker] = as_named  # the speaker whom a pronoun or another name of theirs means
    number: int | None = None  # of the sentence, in the reading
    incidental: Sequence[tuple[int, When]] = ()  # dates that are no event's: a letter's, of the saying


def count_claims(sentence: Chunked, context: Context, counts: Sequence[FoundCount], totals: Totals) -> list[Claim]:
    """The counts of a sentence as claims, one for each speaker of each, totals before their parts; then deaths
    of persons.

    ``totals``: the claim of the total told last, by harm and speaker; it is brought up to date."""
    made: list[Claim] = []
    for found in sorted(counts, key=lambda one: Mark.PART in one.marks):
        for attribution in attributions_of(sentence, context, found):
            if _only_the_doer_is_believed(found, attribution):
                continue
            claim = _placed(_claim(sentence, context, found, attribution), found, totals, made)
            made.append(claim)
            made.extend(_deaths(sentence, found, claim))
    return made


def _only_the_doer_is_believed(found: FoundCount, attribution: Attribution) -> bool:
    """ "Many believed that X had killed Y": what is believed is who did it, which is an act; that Y died is
    not in doubt."""
    active = found.harm_at is not None and found.harm_at < found.count
    return found.named and active and attribution.stance is Stance.BELIEVES


def _placed(claim: Claim, found: FoundCount, totals: Totals, made: Sequence[Claim]) -> Claim:
    """A part points to its total, the one last told before it in its sentence, else before its sentence or behind it;
    those counted "of them" are a part only where these had a total of the same harm."""
    count, key = claim.count, (found.harm, claim.attribution.key)
    assert count is not None
    if Mark.PART in count.marks:
        beside = [one for one in made if _may_hold(one, claim)]
        total = beside[-1] if beside else totals.get(key)
        if found.of_them and not _is_told_in_full(claim, totals):
            return replace(claim, statement=replace(count, marks=count.marks - {Mark.PART}))
        return replace(claim, part_of=total.id if total else None)
    if Mark.CUMULATIVE not in count.marks and Mark.INDIVIDUAL not in count.marks:
        totals[key] = claim
        totals[found.harm, _MOST] = max(totals.get((found.harm, _MOST), claim), claim, key=_most)
    return claim


def _may_hold(total: Claim, part: Claim) -> bool:
    """Whether a claim of the same sentence and speaker is a total that stands before a part."""
    if total.count is None or total.count.marks & {Mark.PART, Mark.CUMULATIVE, Mark.INDIVIDUAL}:
        return False
    same = total.harm == part.harm and total.attribution.key == part.attribution.key
    return same and total.anchor.start <= part.anchor.start and _most(part) <= _most(total)


def _is_told_in_full(claim: Claim, totals: Totals) -> bool:
    """Whether anybody before told of as many or more: those counted may be some of them."""
    most = totals.get((claim.harm, _MOST)) if claim.harm else None
    return most is not None and 0 < _most(claim) <= _most(most)


def _most(claim: Claim) -> int:
    quantity = claim.count.quantity if claim.count else None
    return (quantity.high or quantity.low or 0) if quantity else 0


def attributions_of(sentence: Chunked, context: Context, found: FoundCount) -> Iterator[Attribution]:
    """Who states a count, and with what stance on the words themselves: denied, only possible, asked."""
    for attribution in attributions_at(sentence, context.said, found.count, context.author):
        stance = attribution.stance
        if found.any and stance is not Stance.DENIES and not is_denied_before(sentence, found):
            continue  # "whether anyone was killed": nobody states a figure
        if found.any:
            stance = Stance.ASSERTS
        elif found.negated:
            stance = Stance.DENIES
        elif words := stance_in_words(sentence, found):
            stance = words
        elif found.modal or is_conditional(sentence, found.first) or _is_asked(sentence):
            stance = Stance.HYPOTHETICAL
        elif found.reported and stance is Stance.ASSERTS:
            stance = Stance(found.reported)
        yield attribution if attribution.stance is stance else replace(attribution, stance=stance)


def _is_asked(sentence: Chunked) -> bool:
    """Whether the sentence is a question."""
    return sentence.line.text[sentence.end - 1] in _QUESTION_MARKS


def is_conditional(sentence: Chunked, index: int) -> bool:
    """Whether an "if" opens the clause that chunk ``index`` stands in."""
    if "if" not in sentence.symbols:
        return False
    for chunk in reversed(sentence.chunks[:index]):
        if chunk.symbol == "if":
            return True
        if chunk.symbol in ("semicolon", "but"):
            return False
    return False


def _claim(sentence: Chunked, context: Context, found: FoundCount, attribution: Attribution) -> Claim:
    quantity, marks = _with_words(sentence, found), found.marks
    where, listed = place_of_count(sentence, found.count, found.last)
    if listed and found.harm is Harm.PRESENT:
        marks |= {Mark.EACH_OR_TOGETHER}
    if attribution.stance is Stance.DENIES:
        marks -= {Mark.EARLY}  # what was taken back needs no overtaking
    return Claim(
        statement=Count(found.harm, found.group, quantity, marks),
        attribution=attribution,
        anchor=anchor_of(sentence, context.source, found.first, found.last),
        language=context.language,
        reader=f"tollbook-{context.language}:{found.pattern}",
        when=_when(sentence, context, found),
        where=where,
        as_of=context.as_of,
        sentence=context.number,
    )


def _when(sentence: Chunked, context: Context, found: FoundCount) -> When | None:
    """The date of a count. Of what another event is about it is only one right behind it: "on 12 May hundreds marched
    over the killing of five on 3 May" tells of two days."""
    if is_set_beside(sentence, found):
        return date_near(sentence, context.beside, found.first)
    if found.first == found.count == found.last - 1 and (own := _right_behind(context, found)):
        return own  # "two people died on 3 May, five on 4 May"
    if Mark.OTHER_EVENT not in found.marks or is_long_before(sentence, found):
        return date_near(sentence, context.dates, found.first)
    return _right_behind(context, found)


def _right_behind(context: Context, found: FoundCount) -> When | None:
    if any(at == found.first - 1 for at, _ in context.dates):
        return None  # "in 2013 nine and in 2014 twelve"
    return next((when for at, when in context.dates if found.last <= at <= found.last + _BEHIND), None)


def _with_words(sentence: Chunked, found: FoundCount) -> Quantity:
    first = found.words_from if found.words_from is not None else found.count
    last = found.words_to if found.words_to is not None else found.count + 1
    start, end = sentence.place(sentence.chunks[first].first, sentence.chunks[last - 1].last)
    words = sentence.line.text[start:end]
    return found.quantity if words == found.quantity.words else with_parts(found.quantity, words=words)


def anchor_of(sentence: Chunked, source: str, first: int, last: int) -> Anchor:
    """The words of chunks ``first`` to ``last`` (excluded), a full stop at their end left out."""
    while last - first > 1 and sentence.chunks[last - 1].symbol in ("stop", "comma"):
        last -= 1
    start, end = sentence.place(sentence.chunks[first].first, sentence.chunks[last - 1].last)
    return Anchor(source, start, end, sentence.line.text[start:end])


def date_near(sentence: Chunked, dates: Sequence[tuple[int, When]], index: int) -> When | None:
    """The date of chunk ``index``: the nearest in its clause. After "after", what is told came at or before
    the date."""
    near = [
        (abs(position - index), position, when) for position, when in dates if _same_clause(sentence, position, index)
    ]
    if not near:
        near = [(index, position, when) for position, when in dates[:1] if _opens_sentence(sentence, position)]
    if not near:
        return None
    _, position, when = min(near, key=lambda one: (one[0], one[1]))
    if position < index and _follows(sentence, position, index) and ".." not in when.edtf and "/" not in when.edtf:
        return When(f"[..{when.edtf}]", when.words, "told as before this date")
    return when


def _opens_sentence(sentence: Chunked, date: int) -> bool:
    """Whether a date heads its sentence ("In 1990 …"): then it dates all clauses of it that have none of their own."""
    return all(chunk.symbol in ("preposition", "adverb", "article", "quote") for chunk in sentence.chunks[:date])


def _same_clause(sentence: Chunked, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    between = sentence.chunks[low:high]
    if any(chunk.symbol in ("but", "semicolon") for chunk in between):
        return False
    return not any(first.symbol == "and" and then.symbol == "relative" for first, then in pairwise(between))


def _follows(sentence: Chunked, date: int, index: int) -> bool:
    line = sentence.line
    return any("following" in line.hits[chunk.first] for chunk in sentence.chunks[date + 1 : index])


def _deaths(sentence: Chunked, found: FoundCount, claim: Claim) -> Iterator[Claim]:
    """Who the one killed is, where a count is of one person told of as such."""
    if found.harm is not Harm.KILLED or Mark.INDIVIDUAL not in found.marks:
        return
    first = found.words_from if found.words_from is not None else found.count
    if found.quantity.number != 1:
        yield from _listed_deaths(sentence, range(first, found.words_to or first), claim)
        return
    described = sentence.chunks[first : (found.words_to or found.count + 1)]
    if "pronoun" in described[0].marks:
        return
    name = next((chunk for chunk in described if chunk.symbol == "name"), None) if found.named else None
    person = Person(
        name=_name_alone(sentence, name) if name else None,
        described=claim.statement.quantity.words if isinstance(claim.statement, Count) else claim.anchor.words,
        age=_age(sentence, described, found.count),
    )
    yield replace(claim, statement=Death(person), part_of=claim.id)


def _name_alone(sentence: Chunked, chunk: Chunk) -> str:
    """ "Davlat Rahimov" of "Davlat Rahimov's death"."""
    words = sentence.line.words(chunk.first, chunk.last)
    endings = sentence.line.pack.possessives if "possessive" in chunk.marks else ()
    folded = words.lower().replace("’", "'")
    return next((words[: -len(ending)] for ending in endings if folded.endswith(ending)), words)


def _listed_deaths(sentence: Chunked, listed: Sequence[int], claim: Claim) -> Iterator[Claim]:
    """Those whom a list names, by the places of its chunks; their ages where these stand right behind the names."""
    for at in listed:
        chunk = sentence.chunks[at]
        if chunk.symbol == "name" and names_person(sentence.line, chunk):
            words, behind = sentence.line.words(chunk.first, chunk.last), sentence.chunks[at + 1 : at + 3]
            aged = [one for one in behind if one.symbol not in ("comma", "open")][:1]
            age = int(aged[0].attr) if aged and aged[0].symbol == "age" else None
            yield replace(claim, statement=Death(Person(words, words, age)), part_of=claim.id)


def _age(sentence: Chunked, described: Sequence[Chunk], index: int) -> int | None:
    following = sentence.chunks[index + 1 : index + 3]
    for chunk in following:
        if chunk.symbol == "age":
            return int(chunk.attr)
    aside = (
        following[1:] if len(following) > 1 and following[0].symbol == "comma" and following[1].symbol == "s" else ()
    )
    for chunk in (*described, *aside):
        for token in sentence.line.tokens[chunk.first : chunk.last]:
            if token.lower.endswith(sentence.line.pack.age_endings):
                return _leading_number(sentence, token.lower)
    return None


def _leading_number(sentence: Chunked, word: str) -> int | None:
    """The years in "17-year-old" and "seventeen-year-old"."""
    head = next((word[: -len(end)] for end in sentence.line.pack.age_endings if word.endswith(end)), word)
    if head.isdecimal():
        return int(head) if len(head) < 4 else None
    return next(
        (
            wording.value
            for wording in sentence.line.pack.wordings
            if wording.cls == "number_word" and wording.words == head
        ),
        None,
    )
