"""The noun that a quantity counts: people of a group, of a kind that the pack does not know, or something else."""

from tollbook.extract.lexicon import NO_HITS
from tollbook.extract.name_words import is_name_word
from tollbook.extract.people import (
    MOST_BESIDE,
    MOST_MODIFIERS,
    NO_PEOPLE,
    PEOPLE,
    begins_name,
    describes_people,
    joins_names,
    may_modify,
    names_thing,
)
from tollbook.extract.phrases import after_age, bracketed, joins_describing, says_how, within_name
from tollbook.extract.quantities import Line
from tollbook.extract.tokens import CODE, NUMBER, WORD

MOST_DIGITS = 5  # of a number of people told of by the name of their body, with no separator
OTHER = "other"  # a group of no code of its own
# What may stand between a number and its noun
_WITHIN_PHRASE = (describes_people, joins_names, begins_name, joins_describing, within_name)
_OF_PHRASES = NO_PEOPLE | PEOPLE | {"and", "of"}  # the classes of which one is there where any of these finds something
_BRACKET = "["


def counted_noun(line: Line, position: int) -> tuple[str, int, str | None, str] | None:
    """What a quantity before ``position`` counts: (symbol, index after it, group, noun); None where no noun follows."""
    start = position
    if after := line.after(position, "of"):
        position = line.after(after, "article_definite") or after
    end, beside = position, 0
    while end < len(line.tokens) and end - position - beside <= MOST_MODIFIERS + 1:
        if beside < MOST_BESIDE and (
            closed := after_age(line, end) or (bracketed(line, end) if end > position else None)
        ):
            beside, end = beside + closed - end, closed
            continue
        here, token = line.hits[end], line.tokens[end]
        if token.text == _BRACKET and (supplied := _supplied(line, end)):
            return supplied
        if not here.classes.isdisjoint(PEOPLE) and not (begins_name(line, end) or _only_describes(line, end)):
            return _people_at(line, end)
        if not here.classes.isdisjoint(NO_PEOPLE) and not describes_people(line, end):
            return "other", end + 1, None, token.lower
        if not here and says_how(line, end):
            break
        if not (may_modify(token, here) or _is_within_phrase(line, end)):
            break
        end += 1
    return _unknown_noun(line, start, position, end)


def _is_within_phrase(line: Line, index: int) -> bool:
    if line.hits[index].classes.isdisjoint(_OF_PHRASES):
        return False
    return any(test(line, index) for test in _WITHIN_PHRASE)


def _only_describes(line: Line, index: int) -> bool:
    """The "female" of "two female relief workers", which alone may be a noun."""
    here, end = line.hits[index], index + 1
    if "modifier" not in here or "group_plural" in here or end >= len(line.tokens):
        return False
    return line.tokens[end].kind in (WORD, CODE) and not line.hits[end].keys() - {"modifier", "thing", "group_plural"}


def _supplied(line: Line, index: int) -> tuple[str, int, str | None, str] | None:
    """ "29 [members]": a noun that an editor put in."""
    if line.tokens[index].text != _BRACKET or index + 2 >= len(line.tokens) or not line.hits[index + 1].keys() & PEOPLE:
        return None
    symbol, end, group, noun = _people_at(line, index + 1)
    closes = end < len(line.tokens) and line.tokens[end].text == "]"
    return (symbol, end + 1, group, noun) if closes else None


def _people_at(line: Line, index: int) -> tuple[str, int, str | None, str]:
    """Nouns for people, the last of several right after one another: "prison guards", "riot police officers"; one that
    says little of them, as in "civilian members", is of the group before it."""
    before = OTHER
    while True:
        hit = line.hits[index].get("group_plural") or line.hits[index]["group_singular"]
        end = index + hit.length
        here = line.hits[end] if end < len(line.tokens) else NO_HITS
        if not here.keys() & PEOPLE or "harm_after" in here:  # "took four guards hostage"
            return "n", end, before if hit.attr == OTHER else hit.attr, line.words(index, end)
        index, before = end, hit.attr


def _unknown_noun(line: Line, start: int, position: int, end: int) -> tuple[str, int, str | None, str] | None:
    if end == position:
        return None
    last = line.tokens[end - 1]
    plain = not last.capital and last.lower.isalpha() and last.kind == WORD
    if plain and names_thing(line, end - 1):
        return "other", end, None, last.lower
    if plain and "modifier" not in line.hits[end - 1] and not _tells_what_they_did(line, position, end):
        return "u", end, "other", last.lower
    if last.capital and _is_named_force(line, start, end) and not _is_label(line, start):
        return "u", end, "other", last.text
    return None if position == start else ("other", end, None, "")


def _tells_what_they_did(line: Line, position: int, end: int) -> bool:
    """ "Two escaped and a cook was killed": a verb right after the number, and somebody else after it."""
    joined = end < len(line.tokens) and "and" in line.hits[end]
    return joined and end == position + 1 and line.tokens[position].lower.endswith(line.pack.past_endings)


def joins_families(line: Line, index: int) -> bool:
    """The "and" of "of the Safi and Kalub families"."""
    if "and" not in line.hits[index] or not is_name_word(line, index - 1):
        return False
    end = index + 1
    while end < len(line.tokens) and end - index <= MOST_MODIFIERS and is_name_word(line, end):
        end += 1
    return end > index + 1 and end < len(line.tokens) and "kin_group" in line.hits[end]


def _is_label(line: Line, start: int) -> bool:
    """ "442360657 Iyad Agar killed": a number of so many digits names one of a list."""
    return start > 0 and line.tokens[start - 1].kind == NUMBER and len(line.tokens[start - 1].text) > MOST_DIGITS


def _is_named_force(line: Line, start: int, end: int) -> bool:
    """ "Seven Boko Haram were killed", "two Rangers dead": capitals right before a verb, the number no date or
    address."""
    follows = line.hits[end] if end < len(line.tokens) else NO_HITS
    before = line.hits[start - 2] if start > 1 else NO_HITS
    verb = "be" in follows or "have" in follows or any(cls.startswith("harm_") for cls in follows)
    return verb and "preposition" not in before
