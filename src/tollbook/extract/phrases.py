"""What may stand in a phrase for people and is no word of it: names in brackets, two describing words joined, ages."""

from tollbook.extract.numbers import NUMBER_BEGINS
from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk
from tollbook.extract.tokens import CODE, NUMBER, WORD, Token

_CLOSES = {"(": ")", "[": "]"}
_WITHIN_BRACKETS = 9  # tokens
_BETWEEN_NAMES = frozenset("-–/&.,'’")
_MOST_BEFORE_REMAINS = 3
_MOST_BEFORE_PEOPLE = 3
_MOST_DIGITS = 4  # fewer, of an age
_FIGURES = frozenset({NUMBER, CODE})
_MOST_OF_PREFIX = 2  # letters: not "mid-January"


def bracketed(line: Line, index: int) -> int | None:
    """After "(AL)", "(Northern)", "[United Front of the Marches]": the name or the initials of the body just named."""
    closing = _CLOSES.get(line.tokens[index].text)
    if closing is None:
        return None
    for end in range(index + 1, min(index + _WITHIN_BRACKETS, len(line.tokens))):
        token = line.tokens[end]
        if token.text == closing:
            return end + 1 if end > index + 1 else None
        small = "preposition" in line.hits[end] or "article_definite" in line.hits[end]
        named = token.kind in (WORD, CODE) and token.capital
        if not (named or (small and end > index + 1) or token.text in _BETWEEN_NAMES):
            return None
    return None


def joins_describing(line: Line, index: int) -> bool:
    """The "and" of "six FLN and foreign fighters", "ten FLN and other fighters": both words describe the people."""
    if not 0 < index < len(line.tokens) - 2 or "and" not in line.hits[index]:
        return False
    before, here = line.tokens[index - 1], line.hits[index + 1]
    if not before.capital or line.hits[index - 1] or not here.keys() & {"modifier", "additional", "country_adjective"}:
        return False
    following = range(index + 2, min(index + 2 + _MOST_BEFORE_PEOPLE, len(line.tokens)))
    noun = next((at for at in following if "group_plural" in line.hits[at]), None)
    return noun is not None and not any(line.number(at) for at in range(index + 1, noun))


def within_name(line: Line, index: int) -> bool:
    """The "of" in "30 State of Marrow militants": between two capitals of a name that describes people."""
    if not 0 < index < len(line.tokens) - 2 or "of" not in line.hits[index]:
        return False
    before, after = line.tokens[index - 1], line.tokens[index + 1]
    begin = (bracketed(line, index + 2) if index + 2 < len(line.tokens) else None) or index + 2
    following = range(begin, min(begin + _MOST_BEFORE_PEOPLE, len(line.tokens)))
    people = any(line.hits[at].keys() & {"group_plural", "group_singular"} for at in following)
    return before.capital and after.capital and people and not any(line.number(at) for at in following)


def after_age(line: Line, index: int) -> int | None:
    """After "22 year old"; None where no age stands."""
    if line.tokens[index].kind not in _FIGURES and NUMBER_BEGINS.isdisjoint(line.hits[index].classes):
        return None
    number = line.number(index)
    return line.after(number[1], "age_after") if number else _after_halved_age(line, index)


def _after_halved_age(line: Line, index: int) -> int | None:
    """After "22-year old"."""
    if line.tokens[index].kind != CODE or index + 1 >= len(line.tokens):
        return None
    whole = f"{line.tokens[index].lower}-{line.tokens[index + 1].lower}"
    return index + 2 if whole.endswith(line.pack.age_endings) and whole[0].isdecimal() else None


def aged(line: Line, index: int) -> Chunk | None:
    """ "22-year old" before a name: no count."""
    end = _after_halved_age(line, index)
    digits = line.tokens[index].text.partition("-")[0]
    return Chunk("age", index, end, attr=digits) if end and digits.isdecimal() and len(digits) < _MOST_DIGITS else None


def within_person(line: Line, index: int) -> bool:
    """What goes on in a person's name and looks like something else: "al-Masri", a month."""
    return _has_prefix(line.tokens[index].text) or _is_month_of_name(line, index)


def _has_prefix(words: str) -> bool:
    """The "al-Masri" of "Omar al-Masri": a capital behind a short prefix."""
    if "-" not in words:
        return False
    prefix, _, rest = words.partition("-")
    return prefix.islower() and len(prefix) <= _MOST_OF_PREFIX and rest[:1].isupper()


def _is_month_of_name(line: Line, index: int) -> bool:
    """The "Jan" of "Fayez Jan", the "May" of "Theresa May": a month with neither a day nor a year beside it."""
    if "month_names" not in line.hits[index] or not line.tokens[index].capital:
        return False
    after = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    return after is None or not (line.number(index + 1) or after.text in (".", ",") or after.capital)


def is_age(token: Token, line: Line) -> bool:
    """ "Seventeen-year-old"."""
    return token.kind in (CODE, WORD) and token.lower.endswith(line.pack.age_endings)


def with_children(line: Line, noun: int, last: int) -> int:
    """ "A mother of four", "a father of two children"."""
    of = line.after(last, "of") if "parent" in line.hits[noun] else None
    number = line.number(of) if of else None
    if number is None:
        return last
    hit = line.hits[number[1]].get("group_plural") if number[1] < len(line.tokens) else None
    return number[1] + hit.length if hit else number[1]


def remains_of(line: Line, index: int) -> int | None:
    """After the word for a body in "the bullet-riddled body of"; None where no "of" follows one."""
    if "remains" not in line.classes:
        return None
    for at in range(index, min(index + _MOST_BEFORE_REMAINS + 1, len(line.tokens))):
        here = line.hits[at]
        if "remains" in here:
            end = at + here["remains"].length
            return end if line.after(end, "of") else None
        if line.tokens[at].kind not in (WORD, CODE) or here.keys() - {"modifier", "harm_dead", "harm_ed", "harm_field"}:
            return None
    return None


def ends_in_stop(line: Line, first: int, end: int) -> bool:
    """Whether the full stop after a name is a part of it: "Jr., who", "Ruslan T. was killed"."""
    if end + 1 >= len(line.tokens) or line.tokens[end].text != "." or line.tokens[end].space_before:
        return False
    last, after = line.tokens[end - 1], line.tokens[end + 1].text
    if after == "," and last.lower in line.pack.abbreviations:
        return True
    return end - first > 1 and len(last.text) == 1 and last.capital and (after == "," or after.islower())


def possessive_ending(line: Line, last: int) -> int:
    """How many characters of "opposition's" say that something is theirs."""
    word = line.tokens[last].lower
    return max((len(ending) for ending in line.pack.possessives if word.endswith(ending)), default=0)


def says_how(line: Line, index: int) -> bool:
    """ "Were arbitrarily detained": an unknown word in the form of an adverb, right before a word of harm."""
    token = line.tokens[index]
    if line.hits[index] or not token.lower.endswith(line.pack.adverb_endings) or index + 1 >= len(line.tokens):
        return False
    return any(cls.startswith("harm_") for cls in line.hits[index + 1])
