"""Counts of harm in a sentence: which pattern reads which number, once each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.extract.afterwards import befell_also, belongs_to_next, died_of_it, is_of_people
from tollbook.extract.hurt_before import is_told_dead, were_hurt
from tollbook.extract.named import ends_phrase, is_body_of_calling, is_calling, names_person, tells_of_one
from tollbook.extract.outcomes import WHOSE, hit_in_body, is_of_one_body, is_toll_of_hurt, says_how_they_are
from tollbook.extract.patterns import Match, find_matches
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.running import is_running
from tollbook.extract.zeros import denies_less, is_of_own_losses
from tollbook.model import Form, Harm, Mark, Quantity
from tollbook.model.swift import swift

# A word of harm stands for what it means, whatever else the sentence says; a stated zero of casualties is one of each.
_ZERO_OF = {Harm.CASUALTIES: (Harm.KILLED, Harm.INJURED)}
_CLAUSE_ENDS = frozenset({"semicolon", "but", "stop"})
_NEAR = 5  # tokens before a noun of harm that may say that something else is about it
_OF_THE_LIVING = frozenset({Harm.DETAINED, Harm.ABDUCTED, Harm.PRESENT, Harm.DISPLACED})
_NOUNS = frozenset({"harm_noun", "harm_killing"})


@swift
@dataclass(frozen=True, slots=True)
class Told:
    """People counted before, whom a later word may mean."""

    noun: str
    group: str
    quantity: Quantity


@swift
@dataclass(frozen=True, slots=True)
class Earlier:
    """What the sentences before have told: the group and the harm spoken of last; ``one``: of one person whom something
    befell, so that "he" may be theirs; ``told``: the only ones counted in the sentence before, whom "they" means;
    ``counted``: all counted so far; ``hurt``: harm is told of, of which somebody may be in hospital; ``dead``: somebody
    is told of as dead; ``since``: the paragraphs begun since anything of these was told of; ``held``: somebody was
    detained."""

    group: str | None = None
    harm: Harm | None = None
    one: bool = False
    told: Told | None = None
    counted: tuple[Told, ...] = ()
    hurt: bool = False
    dead: bool = False
    since: int = 0
    held: bool = False


@swift
@dataclass(frozen=True, slots=True)
class FoundCount:
    """A count read from chunks: ``count`` and ``harm_at`` index the row; ``first`` to ``last`` (excluded) are
    the chunks it
    spans; ``negated`` and ``modal`` are what the verbs say of it; ``reported`` the stance of
    a passive verb of saying ("were feared killed"); ``named`` where the one harmed is named.
    ``words_from`` to ``words_to`` (excluded) are the chunks of the counted people where they are more than one.
    ``rival``: another's figure of people who are counted beside it.
    ``of_them``: counted out of people spoken of before, a part only if these had a total of the same harm."""

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
    of_them: bool = False
    rival: bool = False
    reported: str = ""
    words_from: int | None = None
    words_to: int | None = None


def match_counts(sentence: Chunked, earlier: Earlier) -> list[FoundCount]:
    """The counts that patterns read, each number and each word of harm once, the nearest to one another first."""

    def closeness(match: Match) -> tuple[int, bool, int]:
        undivided = match.harm is not None and sentence.chunks[match.harm].attr == Harm.CASUALTIES
        return (match.last - match.first, undivided, match.first)

    matches = sorted(find_matches(sentence), key=closeness)
    return [reading for match in _choose(sentence, matches, earlier) for reading in _readings(sentence, match, earlier)]


def _choose(sentence: Chunked, matches: list[Match], earlier: Earlier) -> Iterator[Match]:
    taken: set[tuple[int, int | None]] = set()
    taken_counts: set[int] = set()
    taken_harms: set[int] = set()
    for match in matches:
        counted = sentence.chunks[match.count]
        is_zero = counted.quantity is not None and counted.quantity.high == 0
        if (match.count, match.harm) in taken:
            continue
        again = match.count in taken_counts and not is_zero
        if (again and not befell_also(sentence, match, taken_harms)) or (
            match.harm in taken_harms and not (match.pattern.also or match.pattern.rival)
        ):
            continue
        if "pronoun" in counted.marks and not earlier.one and not _told_before(sentence, match.count):
            continue
        if not _is_fit(sentence, match, counted, earlier) or died_of_it(sentence, match, matches):
            continue
        if belongs_to_next(sentence.chunks, match):
            continue
        if is_zero and denies_less(sentence, match, counted):
            continue
        if _is_part_of_other(sentence, match, matches):
            continue
        taken.add((match.count, match.harm))
        taken_counts.add(match.count)
        if match.harm is not None:
            taken_harms.add(match.harm)
        yield match


def _told_before(sentence: Chunked, index: int) -> bool:
    return tells_of_one(sentence.chunks[:index], sentence.line)


def _is_part_of_other(sentence: Chunked, match: Match, others: list[Match]) -> bool:
    """ "Two men, including a guard were killed": the verb is that of the two."""
    if match.harm is None or match.count > match.harm:
        return False
    whole = [one.count for one in others if one.harm == match.harm and one.count < match.count]
    return any(chunk.symbol == "including" for count in whole for chunk in sentence.chunks[count + 1 : match.count])


def _is_fit(sentence: Chunked, match: Match, counted: Chunk, earlier: Earlier) -> bool:
    """Whether the people counted and the event are what the pattern asks for."""
    pattern = match.pattern
    span = sentence.chunks[match.first : match.last]
    if pattern.event and not any(chunk.symbol == "event" and chunk.attr == pattern.event for chunk in span):
        return False
    if not _is_of_its_kind(sentence, match, counted):
        return False
    if pattern.has and not any(sentence.line.part(chunk.first, pattern.has) for chunk in span):
        return False
    harm = sentence.chunks[match.harm] if match.harm is not None else None
    told_dead = (
        earlier.dead and earlier.harm in (None, Harm.KILLED) and harm is not None and is_told_dead(harm, counted)
    )
    unhurt = harm and says_how_they_are(harm) and not were_hurt(sentence, harm, counted, earlier.hurt, earlier.dead)
    if told_dead or unhurt:
        return False
    if "remains" in counted.marks and _is_no_toll(sentence, match, counted):
        return False
    if (
        match.count > 1
        and match.harm is not None
        and match.count < match.harm
        and is_of_people(sentence, match.count, match.harm)
    ):
        return False  # "a guard of 24 prisoners was killed"
    present = match.harm is not None and sentence.chunks[match.harm].attr == Harm.PRESENT
    if counted.symbol in ("name", "s", "x") and present:
        return False  # who was there is told of many; of one it is no count
    return counted.symbol != "name" or _is_fit_name(sentence, match)


def _is_fit_name(sentence: Chunked, match: Match) -> bool:
    if not names_person(sentence.line, sentence.chunks[match.count]):
        return False
    return _is_whose(sentence, match) or not ends_phrase(sentence, match.count, match.pattern.name in _OF_WHOM)


def _is_no_toll(sentence: Chunked, match: Match, body: Chunk) -> bool:
    """ "Captured two bodies"; "Ali was shot dead and his body was found", which is one."""
    harm = match.pattern.harm or (sentence.chunks[match.harm].attr if match.harm is not None else "")
    told = any(chunk.attr == Harm.KILLED for chunk in sentence.chunks[: match.count])
    return harm in _OF_THE_LIVING or (body.symbol == "s" and told)


def _is_of_its_kind(sentence: Chunked, match: Match, counted: Chunk) -> bool:
    """Whether what is counted is of the kind that the pattern asks for; an owner only where a death is theirs."""
    kind = match.pattern.noun
    if match.pattern.name == "nominal" and is_of_one_body(sentence.chunks, match.count, match.harm):
        return False  # "he sustained three injuries"
    if match.pattern.name == "active_who":
        at = match.count - (2 if sentence.chunks[match.count - 1].symbol == "comma" else 1)
        return is_calling(sentence.line, sentence.chunks[at])
    if match.pattern.name == "active" and is_body_of_calling(sentence.line, sentence.chunks, match.count):
        return False
    if kind and kind not in counted.marks and not (kind == "part" and counted.attr):
        return False
    return "possessive" not in counted.marks or _is_of_one_death(sentence, match)


def _is_of_one_death(sentence: Chunked, match: Match) -> bool:
    """ "Rahimov's death", not "Rahimov's house was hit and two died"."""
    harm = sentence.chunks[match.harm] if match.harm is not None else None
    if harm is None or match.pattern.noun != "possessive" or "one_death" not in sentence.line.hits[harm.first]:
        return False
    return sentence.line.after(harm.last, "of_a_death") is None


def _is_whose(sentence: Chunked, match: Match) -> bool:
    """ "The death of Maryam Saidova": whose the noun of harm says it is; not where it is what another event is about
    ("a protest over the killing of …")."""
    chunks, index = sentence.chunks, match.count
    if match.harm == index - 2 and chunks[match.harm].symbol == "harm_dead":
        return True  # "identified the dead as Sam Lowe"
    of = index - 1 if match.pattern.name != "nominal_who" else (match.harm or 0) + 1
    if match.harm != of - 1 or chunks[of].symbol != "of" or chunks[match.harm].symbol not in _NOUNS:
        return False
    token = chunks[match.harm].first
    return not any("occasion" in sentence.line.hits[at] for at in range(max(0, token - _NEAR), token))


# Words of harm that say that people are dead, not that anybody killed them.
_OF_WHOM = ("passive_who", "died_who")
_SAYS_DIED = ("harm_died", "harm_dead", "harm_noun", "harm_toll")


def _readings(sentence: Chunked, match: Match, earlier: Earlier) -> Iterator[FoundCount]:
    counted = sentence.chunks[match.count]
    harms, quantity = _harms_of(sentence, match, counted, earlier)
    spanned = (*range(_verb_start(sentence, match), match.first), *match.kept)
    span = [sentence.chunks[at] for at in spanned]
    group, marks = _group_of(sentence, match, counted, earlier), _marks_of(sentence, match, counted)
    if group != "all" and (not counted.group or "carried" in counted.marks) and match.pattern.group is None:
        marks |= {Mark.GROUP_CARRIED}
    of_them = "part" in counted.marks and not counted.attr and (counted.symbol == "q" or counted.group == earlier.group)
    for harm in harms:
        yield FoundCount(
            harm=harm,
            group=group,
            quantity=quantity,
            marks=marks if harm is Harm.KILLED else marks - {Mark.DIED},
            count=match.count,
            harm_at=match.harm,
            first=min(match.count, match.count if match.harm is None else match.harm),
            last=max(match.count, match.last - 1 if match.harm is None else match.harm) + 1,
            pattern=match.pattern.name,
            negated=WHOSE not in counted.marks and _is_negated(span),
            modal=any("modal" in chunk.marks for chunk in span) or _is_aim(sentence, match),
            any="anyone" in counted.marks,
            named=counted.symbol == "name",
            of_them=of_them,
            rival=match.pattern.rival,
            reported=next((chunk.attr for chunk in span if chunk.symbol == "rep" and "rep" in match.pattern.match), ""),
        )


def _is_negated(span: Sequence[Chunk]) -> bool:
    """Whether a verb in it is negated; "not" before a figure negates that figure only ("eleven, not fifteen, were")."""
    own = (
        chunk.symbol == "not" and not (after and after.quantity)
        for chunk, after in zip(span, [*span[1:], None], strict=True)
    )
    return any(own) or any("not" in chunk.marks for chunk in span)


def _verb_start(sentence: Chunked, match: Match) -> int:
    """The first chunk of the match, with the auxiliaries of an active verb before it: "might kill", "did not kill"."""
    first = match.first
    while (
        match.harm == match.first and first > 0 and sentence.chunks[first - 1].symbol in ("be", "have", "not", "adverb")
    ):
        first -= 1
    return first


def _harms_of(sentence: Chunked, match: Match, counted: Chunk, earlier: Earlier) -> tuple[tuple[Harm, ...], Quantity]:
    quantity = counted.quantity or Quantity(1, 1, False, Form.EXACT, sentence.line.words(counted.first, counted.last))
    is_zero, pattern = quantity.high == 0, match.pattern
    if pattern.zero and (is_zero or pattern.harm is None):
        none = replace(quantity, low=0, high=0, open=False, form=Form.EXACT, term=None)
        return tuple(Harm(code) for code in pattern.zero), none
    if pattern.harm is None and match.harm is None:  # "three of them were children": the harm told of before
        harm = Harm(counted.attr) if counted.attr else earlier.harm
        return ((harm,) if harm else ()), quantity
    harm = Harm(pattern.harm or sentence.chunks[match.harm or 0].attr)
    if harm is Harm.KILLED and match.harm is not None and is_toll_of_hurt(sentence.chunks, match.harm):
        harm = Harm.INJURED
    if counted.attr == Harm.KILLED and harm in (Harm.INJURED, Harm.CASUALTIES):
        harm = Harm.KILLED  # "three of those killed were shot in the back"
    if harm is Harm.CASUALTIES and hit_in_body(sentence.chunks, sentence.line, match.count):
        harm = Harm.INJURED
    return (_ZERO_OF.get(harm, (harm,)) if is_zero else (harm,)), quantity


def _is_aim(sentence: Chunked, match: Match) -> bool:
    """ "To kill 20 hostages" is an aim, unless they "went on to kill" them."""
    at = match.harm
    if at is None or sentence.chunks[at].symbol != "harm_base" or at == 0:
        return False
    if sentence.chunks[at - 1].symbol == "and" and _is_infinitive(sentence, at - 1):
        return True  # "plotting to blow up a bus and kill 60 people"
    if sentence.chunks[at - 1].symbol != "to":
        return False
    before = sentence.chunks[at - 2].first if at > 1 else 0
    hits = sentence.line.hits
    return not any("went_on" in hits[token] for token in range(max(0, before - 1), sentence.chunks[at].first))


def _is_infinitive(sentence: Chunked, index: int) -> bool:
    """Whether the verb that an "and" goes on with stands after "to"."""
    for chunk in reversed(sentence.chunks[max(0, index - _NEAR) : index]):
        if chunk.symbol in ("be", "have", "comma", "semicolon", "but", "harm_ed", "rep"):
            return False
        if chunk.symbol == "to":
            return True
    return False


def _group_of(sentence: Chunked, match: Match, counted: Chunk, earlier: Earlier) -> str:
    """The group counted; a bare number takes the noun of the counted people before it ("12 inmates died and 30
    were hurt"), "of them" the group told of before; unless the pattern says who they are."""
    if match.pattern.group and counted.symbol == "q":
        return match.pattern.group
    if counted.quantity and counted.quantity.high == 0 and is_of_own_losses(sentence.chunks, match.count):
        return "other"
    if counted.group:
        return counted.group
    within = [chunk.group for chunk in sentence.chunks[match.first : match.last] if chunk.symbol == "g" and chunk.group]
    if counted.symbol == "q" and within:
        return within[0]
    if (
        counted.symbol == "q"
        and match.harm is not None
        and match.harm > match.count
        and "additional" not in counted.marks
    ):
        symbols = ("n", "u", "g") if "part" in counted.marks else ("n", "u")
        for before in reversed(sentence.chunks[: match.count]):
            if before.symbol in _CLAUSE_ENDS or before.symbol == "among":
                break
            if before.symbol in symbols and before.group:
                return before.group
        if "part" in counted.marks and earlier.group:
            return earlier.group
    return "all"


def _marks_of(sentence: Chunked, match: Match, counted: Chunk) -> frozenset[Mark]:
    index = match.count
    marks = {Mark(mark) for mark in counted.marks if mark in ("part", "additional", "derived")}
    if counted.symbol in ("s", "x", "name"):
        marks.add(Mark.INDIVIDUAL)
    if counted.attr == Harm.INJURED and (match.harm is None or sentence.chunks[match.harm].attr == Harm.INJURED):
        marks = marks - {Mark.ADDITIONAL} | {Mark.PART}  # "three of the wounded were taken to hospital"
    if match.pattern.mark:
        marks.add(Mark(match.pattern.mark))
    elif counted.symbol == "n":
        marks.discard(Mark.PART)  # "several of the attackers": those attackers had no total
    before = sentence.chunks[max(0, index - 3) : index]
    line = sentence.line
    if "including" in line.classes and any(
        "including" in line.hits[position] for chunk in before for position in range(chunk.first, chunk.last)
    ):
        marks.add(Mark.PART)
    if counted.symbol == "ord" or is_running(sentence, match):
        marks.add(Mark.CUMULATIVE)
    if match.harm is not None and _is_brought(sentence, match.harm):
        marks.add(Mark.CUMULATIVE)
    if match.harm is not None and _says_died(sentence, sentence.chunks[match.harm]):
        marks.add(Mark.DIED)
    return frozenset(marks)


def _is_brought(sentence: Chunked, harm: int) -> bool:
    """ "This brings the number of people killed to 33"."""
    if sentence.chunks[harm].symbol != "harm_toll":
        return False
    first = sentence.chunks[harm].first
    return any("brings" in here for here in sentence.line.hits[max(0, first - 2) : first])


def _says_died(sentence: Chunked, harm: Chunk) -> bool:
    """Whether a word of harm says that people are dead; "the number of people killed" does not."""
    hits = sentence.line.hits
    return harm.symbol in _SAYS_DIED and not any("harm_ed" in hits[token] for token in range(harm.first, harm.last))
