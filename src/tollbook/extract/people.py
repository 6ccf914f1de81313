"""Chunks of people: one by description (s), a group with no number (g), by name, by age; what may describe people."""

from tollbook.extract.befallen import ends_object, ends_with_harm, harm_follows, is_done_to, subject_of_harm
from tollbook.extract.lexicon import NO_HITS, Hits
from tollbook.extract.name_words import is_name_word, joins_name
from tollbook.extract.numbers import NUMBER_BEGINS
from tollbook.extract.phrases import (
    after_age,
    bracketed,
    ends_in_stop,
    is_age,
    remains_of,
    with_children,
    within_name,
)
from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk
from tollbook.extract.tokens import CODE, WORD, Token
from tollbook.model import Form, Quantity

MOST_BESIDE = 6  # tokens of a phrase that are no words of it: initials in brackets, quotation marks
MOST_MODIFIERS = 4  # words between a number and the noun it counts: "24 young Tajik political prisoners"

_DESCRIBES = frozenset(
    "country_adjective country_name former party additional additional_after site institution settlement number_noun"
    " labels modifier event material harm_field date_field place_field responsible_field event_field person_nouns "
    "anonymous_nouns nameless speaks_for ago heading reaction occasion demand names_nobody "
    "kin_group shown early early_adverb office titles past_one coming_one part_of_day "
    "since_then as_if country_owner".split()
)
QUOTES = frozenset("\"'“”„«»‘’")
PEOPLE = frozenset({"group_plural", "group_singular"})
_OF_AGES, _OPENS_AGE = frozenset({"age_before", "age_after"}), frozenset(",(")
_PASSED = PEOPLE | NUMBER_BEGINS  # of which one begins at a word that may be passed over
NO_PEOPLE = frozenset({"unit", "thing", "not_counted"})


def age(line: Line, index: int) -> Chunk | None:
    """ "Aged 17", and "17" between commas after a name; ages are not counts."""
    told = not line.classes.isdisjoint(_OF_AGES) or line.tokens[index].kind == CODE
    if not told and (not index or line.tokens[index - 1].text not in _OPENS_AGE):
        return None
    if end := line.after(index, "age_before"):
        number = line.number(end)
        return Chunk("age", index, number[1], attr=str(number[0])) if number else None
    if aged := _aged_person(line, index):
        return aged
    before, number = line.tokens[index - 1] if index else None, line.number(index)
    if number and (end := after_age(line, index)):  # "27 year-old Saidova"
        return Chunk("age", index, end, attr=str(number[0]))
    if (
        not number
        or before is None
        or index < 2
        or before.text not in _OPENS_AGE
        or number[0] > 120
        or number[1] != index + 1
    ):
        return None
    closes = number[1] >= len(line.tokens) or line.tokens[number[1]].text in (",.;" if before.text == "," else ")")
    if not closes or not (line.tokens[index - 2].capital or "group_singular" in line.hits[index - 2]):
        return None
    return Chunk("age", index, number[1], attr=str(number[0]))


def _aged_person(line: Line, index: int) -> Chunk | None:
    """ "13 year old girl killed": one person, with no article."""
    end = after_age(line, index)
    hit = line.hits[end].get("group_singular") if end and end < len(line.tokens) else None
    if end is None or hit is None or not _befalls(line, end + hit.length, False):
        return None
    return _counted_one(line, index, end, end + hit.length, hit.attr, set())


def describes_people(line: Line, index: int) -> bool:
    """ "Two truck drivers", "two cattle thieves were": a thing right before people only describes them."""
    if not line.hits[index].keys() & NO_PEOPLE or index + 1 >= len(line.tokens):
        return False
    token, follows = line.tokens[index + 1], line.hits[index + 1]
    unknown = token.kind == WORD and not follows and not token.capital
    befalls = index + 2 < len(line.tokens) and ("be" in line.hits[index + 2] or harm_follows(line, index + 2))
    return bool(follows.keys() & PEOPLE) or (unknown and befalls)


def names_thing(line: Line, index: int) -> bool:
    """ "Executed two instruments": whether a word has an ending of nouns that are no people, and is none of them."""
    return line.tokens[index].lower.endswith(line.pack.thing_endings) and not line.hits[index].keys() & PEOPLE


def begins_name(line: Line, index: int) -> bool:
    """The "Farmers" of "a Farmers League member": a noun for people that is the first word of a name."""
    if not line.hits[index].keys() & PEOPLE or index + 1 >= len(line.tokens):
        return False
    return is_name_word(line, index) and is_name_word(line, index + 1) and not line.hits[index + 1].keys() - {"party"}


def joins_names(line: Line, index: int) -> bool:
    """The "and" of "four TTP and LI militants": between two names that describe people."""
    if not 0 < index < len(line.tokens) - 1 or "and" not in line.hits[index]:
        return False
    return is_name_word(line, index - 1) and is_name_word(line, index + 1)


def one_told_of(line: Line, index: int) -> Chunk | None:
    """ "He died", "she was shot dead", "killing him": one person told of before, and what befell them."""
    end = line.after(index, "one_person")
    if end is not None and subject_of_harm(line, end):
        return _told_of(line, index, end)
    end = line.after(index, "one_person_object")
    if end is not None and is_done_to(line, index) and (end >= len(line.tokens) or ends_object(line, end)):
        return _told_of(line, index, end)
    return None


def those_told_of(line: Line, index: int) -> Chunk | None:
    """ "They were shot dead", "all died", "killing them all": those told of before, where something befell them."""
    for cls, befell in (("they", subject_of_harm), ("them", _object_of_harm)):
        end = line.after(index, cls)
        governed = index > 0 and "preposition" in line.hits[index - 1]  # "in all"
        if end is not None and not governed and befell(line, end) and (cls == "they" or is_done_to(line, index)):
            return Chunk("them", index, end, marks=frozenset({"pronoun"}))
    return None


def _object_of_harm(line: Line, end: int) -> bool:
    return end >= len(line.tokens) or ends_object(line, end)


def _told_of(line: Line, index: int, end: int) -> Chunk:
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, end))
    return Chunk("s", index, end, one, "all", marks=frozenset({"pronoun"}))


def may_modify(token: Token, here: Hits) -> bool:
    """Whether a word may stand between a number and its noun: an unknown word, or one that only describes."""
    if token.kind == CODE:
        return "-" in token.text and token.text[0].isdecimal()  # "a 4-month old baby"
    if token.kind == WORD:
        return not here or "modifier" in here or here.classes <= _DESCRIBES
    return token.text == "/"


def one_person(line: Line, index: int) -> Chunk | None:
    """One person by description: "a soldier", "the prison's deputy governor" (READING 4)."""
    article = line.after(index, "article_indefinite") or _definite(line, index)
    start = article or index
    if article and (more := _one_more(line, index, start)):
        return more
    if remains_of(line, start):
        return None
    end = line.after(start, "ordinals") or start
    beside = 0  # tokens of initials and quotation marks, which are no words of it
    while end < len(line.tokens) and end - start - beside <= MOST_MODIFIERS + 1:
        if article and beside < MOST_BESIDE and (passed := _passed_over(line, end)):
            beside, end = beside + passed - end, passed
            continue
        here = line.hits[end]
        if hit := here.get("group_singular"):
            last = end + hit.length
            if last < len(line.tokens) and line.hits[last].keys() & PEOPLE:
                end = last
                continue
            return _person(line, index, end, with_children(line, end, last), hit.attr)
        describes = may_modify(line.tokens[end], here) or _describes_one(line, end)
        if not article or not describes:
            break
        end += 1
    if article and end > start and (is_age(line.tokens[end - 1], line) or after_age(line, start) == end):
        return _person(line, index, end - 1, end, "all")
    return _unknown_person(line, index, start, end) if "article_indefinite" in line.hits[index] else None


def _one_more(line: Line, index: int, start: int) -> Chunk | None:
    """ "One was killed and another injured"."""
    if "article_indefinite" in line.hits[index] and (third := line.after(start, "ordinals")):
        start = third  # "a third was injured"
    elif "article_definite" in line.hits[index] and (other := line.after(start, "additional_after")):
        start = other  # "the other died"
    elif "additional" not in line.hits[index]:
        return None
    if start >= len(line.tokens):
        return None
    verb = line.after(start, "adverb") or start
    done = is_done_to(line, index) and (line.tokens[start].kind != WORD or "preposition" in line.hits[start])
    if not (done or line.hits[start].keys() & {"be", "have"} or harm_follows(line, verb)):
        return None
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, start))
    return Chunk("s", index, start, one, "all", marks=frozenset({"additional"}))


def _passed_over(line: Line, index: int) -> int | None:
    """After what stands in a phrase for one person and is no word of it: an age in words, initials, a quotation mark,
    the first word of a name."""
    token = line.tokens[index]
    if token.kind == WORD and _PASSED.isdisjoint(line.hits[index].classes):
        return None
    if aged := after_age(line, index):
        return aged
    one = token.text in QUOTES or begins_name(line, index)
    return bracketed(line, index) or (index + 1 if one else None)


def _unknown_person(line: Line, index: int, start: int, end: int) -> Chunk | None:
    """ "A ferryman was shot dead", "lynched a thief": a noun that the pack does not know, where one whom it befell
    stands."""
    head = end - 1
    while head > start and line.tokens[head].text in QUOTES:
        head -= 1
    if head < start or line.tokens[head].kind != WORD or line.hits[head].keys() - {"office"} or names_thing(line, head):
        return None
    if not (_befalls(line, end, line.tokens[head].capital) or is_done_to(line, index) or _is_named(line, index, end)):
        return None
    if index and line.tokens[index - 1].kind == WORD and not line.hits[index - 1]:
        return None  # "a man who stole a book was killed"
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, end))
    return Chunk(
        "x", index, end, one, "other", noun=line.words(head, head + 1), marks=frozenset(_marks_of_one(line, index))
    )


def _is_named(line: Line, index: int, end: int) -> bool:
    """ "Another player, Walter Saro, was": more of those told of before, and a name of more than one word."""
    if "additional" not in line.hits[index] or end + 2 >= len(line.tokens) or line.tokens[end].text != ",":
        return False
    return is_name_word(line, end + 1) and is_name_word(line, end + 2)


def _befalls(line: Line, index: int, named: bool) -> bool:
    """Whether what befell one follows at once; after a name, such as one of a body, only where a verb of harm does."""
    if index >= len(line.tokens):
        return False
    verb = line.after(index, "be") or line.after(index, "have")
    if not named:
        return verb is not None or harm_follows(line, index)
    while verb is not None and (more := line.after(verb, "be") or line.after(verb, "adverb")):
        verb = more
    return verb is not None and harm_follows(line, verb)


def _describes_one(line: Line, index: int) -> bool:
    if is_age(line.tokens[index], line) or _describes_further(line, index) or _is_part_of_name(line, index):
        return True
    return joins_names(line, index) or within_name(line, index)


def _describes_further(line: Line, index: int) -> bool:
    """ "A police constable", "a truck driver": a group or a thing right before the noun for one person."""
    here = line.hits[index]
    following = line.hits[index + 1] if index + 1 < len(line.tokens) else NO_HITS
    return bool(here.keys() & {"group_plural", "thing", "site", "not_counted"}) and "group_singular" in following


def _is_part_of_name(line: Line, index: int) -> bool:
    """The "District" of "a District Council candidate"."""
    named = "not_counted" in line.hits[index] and line.tokens[index].capital
    return named and index + 1 < len(line.tokens) and line.tokens[index + 1].capital


def _person(line: Line, index: int, noun: int, last: int, group: str) -> Chunk | None:
    here = line.hits[index]
    if not here.keys() & {"article_indefinite", "article_definite"} and not _goes_without_article(line, index, last):
        return None
    return _counted_one(
        line, index, noun, last, group, _marks_of_one(line, index) | line.hits[noun].keys() & {"remains"}
    )


def _counted_one(line: Line, index: int, noun: int, last: int, group: str, marks: set[str]) -> Chunk:
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, last))
    return Chunk("s", index, last, one, group, noun=line.words(noun, last), marks=frozenset(marks))


def _goes_without_article(line: Line, index: int, last: int) -> bool:
    """ "Soldier shot dead" in a headline; "a man and woman were killed"; "whose brother was killed"."""
    if index and "whose_relative" in line.hits[index - 1]:
        return True
    if not index:
        return harm_follows(line, _after_age(line, last)) or _and_another(line, last)
    joined = "and" in line.hits[index - 1] and index > 1 and "group_singular" in line.hits[index - 2]
    verb = line.after(last, "adverb") or last
    return joined and last < len(line.tokens) and ("be" in line.hits[last] or harm_follows(line, verb))


def _after_age(line: Line, last: int) -> int:
    """ "Man, 34, killed"."""
    number = line.number(last + 1) if last + 2 < len(line.tokens) and line.tokens[last].text in ",(" else None
    return number[1] + 1 if number and number[1] < len(line.tokens) and line.tokens[number[1]].text in ",)" else last


def _and_another(line: Line, last: int) -> bool:
    """ "Woman and child killed"."""
    after = line.after(last, "and")
    other = line.after(after, "group_singular") if after else None
    return other is not None and harm_follows(line, other)


def _marks_of_one(line: Line, index: int) -> set[str]:
    here = line.hits[index]
    if "article_definite" in here:
        other = index + 1 < len(line.tokens) and "additional_after" in line.hits[index + 1]
        return {"additional"} if other else {"definite"}
    more = "additional" in here or ("article_indefinite" in here and line.after(index + 1, "ordinals"))
    return {"additional"} if more else set()


def _definite(line: Line, index: int) -> int | None:
    """The index after a definite article; "that" after a word of saying is none."""
    if "says_it" in line.hits[index] and index and "says" in line.hits[index - 1]:
        return None
    return line.after(index, "article_definite")


def group(line: Line, index: int) -> Chunk | None:
    """People named as a group with no number: "the prisoners", "security forces"."""
    article = _definite(line, index)
    start = article or index
    here = line.hits[start] if start < len(line.tokens) else NO_HITS
    if (end := remains_of(line, start)) and (article or "group_plural" in here):
        return _body_of_unknown(line, index, end) or Chunk("bodies", index, end)
    hit = here.get("group_plural")
    one = here.get("group_singular") if article is None and "modifier" not in here else None
    if not hit and one and _of_deaths(line, index + one.length):
        return Chunk("g", index, index + one.length, group=one.attr, noun=line.words(index, index + one.length))
    if not hit:
        return None
    end = start + hit.length
    befell = article is not None and subject_of_harm(line, end)  # "the hostages were shot dead": those told of before?
    return Chunk("them" if befell else "g", index, end, group=hit.attr, noun=line.words(start, end))


def _body_of_unknown(line: Line, index: int, end: int) -> Chunk | None:
    """ "The body of a nationalist": one, whatever the noun says."""
    of = line.after(end, "of")
    one = of is not None and of < len(line.tokens) and "article_indefinite" in line.hits[of]
    if of is None or not one or "group_singular" not in line.hits[end - 1]:
        return None
    owner = one_person(line, of)
    if owner is not None and owner.symbol == "s":
        return None
    return _counted_one(line, index, end - 1, end, "all", {"definite", "remains"})


def _of_deaths(line: Line, index: int) -> bool:
    """ "Civilian casualties"."""
    return index < len(line.tokens) and "harm_noun" in line.hits[index]


def name(line: Line, index: int) -> Chunk | None:
    """A run of capitalised words that the pack does not know as small words; a headline may begin with one person."""
    if index == 0 and (one := _headed_by_one(line)):
        return one
    end = index
    if index + 1 < len(line.tokens) and is_age(line.tokens[index], line) and is_name_word(line, index + 1):
        end += 1  # "55-year-old Jose Dominguez"
    while end < len(line.tokens) and (is_name_word(line, end) or joins_name(line, end)):
        end += 1
    if end > index and ends_in_stop(line, index, end):
        end += 1
    if end == index or (index == 0 and end == 1 and line.hits[0] and not line.hits[0].keys() & {"country_name"}):
        return None
    owner = line.tokens[end - 1].lower.endswith(line.pack.possessives)
    return Chunk("name", index, end, marks=frozenset({"possessive"} if owner else ()))


def _headed_by_one(line: Line) -> Chunk | None:
    """ "Kalot man fatally shot", "18-year-old guard killed", "Former council member was killed"."""
    end = after_age(line, 0) or 0
    while end < len(line.tokens) and end <= MOST_MODIFIERS + 1:
        hit = line.hits[end].get("group_singular")
        last = end + hit.length if hit else end + 1
        if hit and end and (ends_with_harm(line, _after_age(line, last)) or subject_of_harm(line, last)):
            return _counted_one(line, 0, end, last, hit.attr, set())
        described = "not_counted" in line.hits[end] or is_name_word(line, end) or _describes_one(line, end)
        if not (hit or described or may_modify(line.tokens[end], line.hits[end])):
            return None
        end = last
    return None
