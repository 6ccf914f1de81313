"""Chunks of counted people: "at least 12 young prisoners" (n), "40 ferrymen" (u), "35" (q), "no one", "the third"."""

from dataclasses import replace

from tollbook.extract.befallen import harm_follows
from tollbook.extract.dates import read_date
from tollbook.extract.lexicon import NO_HITS
from tollbook.extract.nouns import OTHER, counted_noun
from tollbook.extract.people import QUOTES
from tollbook.extract.phrases import aged
from tollbook.extract.quantities import Found, Line, bound_after, read_quantity, stretched
from tollbook.extract.row import Chunk
from tollbook.extract.shares import harm_of_total, of_other_numbers, out_of_total, ratio
from tollbook.model import Form, Harm, Quantity

# "Three of them", "three of the dead", "three of the wounded": the harm of those they are counted out of, and
# what they are then.
_OUT_OF = (
    ("partitive", "", "part"),
    ("of_dead", Harm.KILLED, "part"),
    ("of_deaths", Harm.KILLED, "part of_deaths"),
    ("of_hurt", Harm.INJURED, "additional"),
)

_KINDS = frozenset({"remains", "lives", "victims", "fighting"})  # of what is counted; patterns ask for them
_MOST_IN_BRACKETS = 16  # tokens
_APOSTROPHES = frozenset("'\u2019")
_AFTER_NUMBER = frozenset({"ratio", "of", "additional_after", *(cls for cls, _, _ in _OUT_OF)})
_OF_OTHERS = frozenset({"fraction", "both", "all_but"})


def counted(line: Line, index: int) -> Chunk | None:
    """A quantity with the people it counts (n), with an unknown noun (u), bare (q), or of something else (other)."""
    of_others = None if line.classes.isdisjoint(_OF_OTHERS) else of_other_numbers(line, index)
    if shared := of_others or aged(line, index):
        return shared
    every = line.after(index, "every")
    whole = line.after(every, "article_definite") if every else None
    found, marks = read_quantity(line, whole or index) if (whole or index) < len(line.tokens) else None, set[str]()
    if not found and (extra := line.after(index, "additional")) and extra < len(line.tokens):
        found, marks = read_quantity(line, extra), {"additional"}
    if not found or _is_about_year(line, index):
        return None
    if _is_decade(line, found.last):
        return Chunk("other", index, found.last + 2, found.quantity)
    if _is_number_of_something(line, found):
        return Chunk("other", index, found.last, found.quantity)
    if _goes_on(line, found.last):
        return _out_of_or_besides(line, index, found, marks)
    return _with_noun(line, index, found.last, found, marks)


def in_quotes(line: Line, index: int) -> Chunk | None:
    """ "“Many more” rebels", "“at least 50” people": a number that stands in quotation marks by itself."""
    if line.tokens[index].text not in QUOTES or index + 1 >= len(line.tokens):
        return None
    inside = counted(line, index + 1)
    if inside is None or inside.symbol != "q" or inside.quantity is None or inside.last >= len(line.tokens):
        return None
    if line.tokens[inside.last].text not in QUOTES:
        return None
    found = Found(inside.quantity, inside.first, inside.last)
    return replace(_with_noun(line, index, inside.last + 1, found, set(inside.marks)), attr=inside.attr)


def _out_of_or_besides(line: Line, index: int, found: Found, marks: set[str]) -> Chunk:
    """What a number counts that may be some of others, or told besides others: "three of the dead", "two others"."""
    if shared := ratio(line, index, found) or out_of_total(line, index, found, found.last):
        return replace(shared, marks=shared.marks | marks)
    position = found.last + _closes_aside(line, found)
    if after := line.after(line.after(position, "of") or position, "additional_after"):
        marks.add("additional")
        position = after
    if (out := _out_of(line, position)) and out[0]:
        return _out_of_harmed(line, index, found, out)
    if harm := harm_of_total(line, position):
        mark = "additional" if harm == Harm.INJURED else "part"
        return Chunk("q", index, position, found.quantity, attr=harm, marks=frozenset({mark}))
    return _with_noun(line, index, position, found, marks)


def _goes_on(line: Line, end: int) -> bool:
    """Whether what stands right after a number may say out of how many it is, or besides how many."""
    if end >= len(line.tokens):
        return False
    return line.tokens[end].text == "," or not _AFTER_NUMBER.isdisjoint(line.hits[end].classes)


def family_of(line: Line, index: int) -> Chunk | None:
    """ "A family of six", "a household of four people": as many as it says."""
    if "kin_group" not in line.classes:
        return None
    start = line.after(index, "article_indefinite") or line.after(index, "article_definite") or index
    while start < len(line.tokens) and "modifier" in line.hits[start]:
        start += 1
    of = line.after(line.after(start, "kin_group") or len(line.tokens), "of")
    found = read_quantity(line, of) if of and of < len(line.tokens) else None
    if not found or found.quantity.form is Form.VAGUE:
        return None
    noun = counted_noun(line, found.last)
    if noun and noun[0] != "n":
        return None
    quantity = replace(found.quantity, words=line.words(index, noun[1] if noun else found.last))
    last, group = (noun[1], noun[2]) if noun else (found.last, "all")
    return Chunk("n", index, last, quantity, group, noun=line.words(start, start + 1))


def _out_of(line: Line, position: int) -> tuple[int, str, str]:
    """The longest of "of them", "of the dead", "of the wounded" at a place: (end or 0, harm, mark)."""
    found = ((line.after(position, cls) or 0, harm, mark) for cls, harm, mark in _OUT_OF)
    return max(found, key=lambda one: one[0])


def _out_of_harmed(line: Line, index: int, found: Found, out: tuple[int, str, str]) -> Chunk:
    """ "One of the injured guards": also with the noun of those harmed."""
    end, harm, mark = out
    hit = line.hits[end].get("group_plural") if harm and end < len(line.tokens) else None
    if hit:
        return Chunk("q", index, end + hit.length, found.quantity, hit.attr, harm, marks=frozenset(mark.split()))
    return Chunk("q", index, end, found.quantity, attr=harm, marks=frozenset(mark.split()))


def _with_noun(line: Line, index: int, position: int, found: Found, marks: set[str]) -> Chunk:
    if position < len(line.tokens) and "harm_wound" in line.hits[position]:
        return Chunk("other", index, position, found.quantity)  # "two gunshot wounds"
    noun = counted_noun(line, position)
    if noun is None and "number_people" in line.hits[found.last - 1]:
        return Chunk("u", index, position, found.quantity, "other", noun=line.words(found.last - 1, found.last))
    if noun is None:
        return Chunk("q", index, position, found.quantity, marks=frozenset(marks))
    symbol, last, group, words = noun
    marks |= line.hits[last - 1].keys() & _KINDS
    if (of := line.after(position, "of")) and line.after(of, "article_definite") and symbol == "n":
        marks.add("part")
    if symbol == "n" and (mixed := _with_others(line, last, group) or _owned(line, last)):
        last, group = mixed
    bound = bound_after(line, found, last) or stretched(line, found, last) or Found(found.quantity, found.first, last)
    return Chunk(symbol, index, bound.last, bound.quantity, group, noun=words, marks=frozenset(marks))


def _owned(line: Line, last: int) -> tuple[int, str] | None:
    """ "Five of the prisoners' relatives": whoever is theirs is counted."""
    if last + 1 >= len(line.tokens) or line.tokens[last].text not in _APOSTROPHES:
        return None
    if line.tokens[last].start != line.tokens[last - 1].end:
        return None  # an opening quotation mark
    hit = line.hits[last + 1].get("group_plural")
    return (last + 1 + hit.length, hit.attr) if hit else None


def _with_others(line: Line, last: int, group: str | None) -> tuple[int, str] | None:
    """ "12 guards and prisoners were killed": one number for two groups, right before a verb."""
    start = line.after(last, "and") or line.after(last, "or")
    hit = line.hits[start].get("group_plural") if start and start < len(line.tokens) else None
    if hit is None or start is None:
        return None
    end = start + hit.length
    verb = _past_brackets(line, end)
    if verb >= len(line.tokens) or not ("be" in line.hits[verb] or harm_follows(line, verb)):
        return None
    return end, group if group == hit.attr else "all"


def _past_brackets(line: Line, index: int) -> int:
    """ "31 guards and soldiers (27 according to rebel sources) were"."""
    if index >= len(line.tokens) or line.tokens[index].text != "(":
        return index
    inside = range(index + 1, min(index + _MOST_IN_BRACKETS, len(line.tokens)))
    return next((at + 1 for at in inside if line.tokens[at].text == ")"), index)


def _is_about_year(line: Line, index: int) -> bool:
    """ "Around 1997" is a date."""
    year = line.after(index, "about_date")
    return year is not None and read_date(line, year) is not None


def _closes_aside(line: Line, found: Found) -> bool:
    """ "At least 12, and possibly 15, prisoners": whether a comma closes what another opened."""
    if found.quantity.form is not Form.RANGE:
        return False
    commas = [token.text for token in line.tokens[found.first : found.last]].count(",")
    return commas == 1 and found.last + 1 < len(line.tokens) and line.tokens[found.last].text == ","


def _is_decade(line: Line, index: int) -> bool:
    """ "In her 20's"."""
    pair = line.tokens[index : index + 2]
    if len(pair) < 2 or pair[0].text not in QUOTES or pair[0].space_before or pair[1].space_before:
        return False
    return any(ending.endswith(pair[1].lower) for ending in line.pack.possessives)


def _is_number_of_something(line: Line, found: Found) -> bool:
    """Numbers of paragraphs, colonies and rooms, and sums of money."""
    at = found.first - 2 if found.first > 1 and line.tokens[found.first - 1].text == "." else found.first - 1
    before = line.hits[at] if at >= 0 else NO_HITS
    mark = line.tokens[found.first - 1].text if found.first else ""
    joins = mark == "/" and line.tokens[found.first].space_before  # "14 dead / 30 injured"
    if "not_counted" in before or (mark and mark in "$€£№#/" and not joins):
        return found.quantity.form is not Form.VAGUE
    return False


def nobody(line: Line, index: int) -> Chunk | None:
    """ "No one", "no prisoners": a stated zero; "anyone": zero only where it is denied."""
    for cls, marks in (("nobody", frozenset[str]()), ("anyone", frozenset({"anyone"}))):
        if (end := line.after(index, cls)) and line.after(end, "spared_but"):
            return None  # "nobody but the driver was hurt"
        if end:
            noun = counted_noun(line, end)
            if noun and (noun[0] == "n" or (noun[0] == "u" and cls == "anyone")):
                return Chunk("n", index, noun[1], _zero(line, index, end), noun[2], noun=noun[3], marks=marks)
            last = line.after(end, "besides") or end
            group = "all" if last == end else OTHER
            return Chunk("n", index, last, _zero(line, index, last), group, marks=marks)
    none, without = line.after(index, "no"), line.after(index, "without")
    end = none or without
    if end is None:
        return None
    noun = counted_noun(line, end)
    if none and noun and noun[0] == "n":
        return Chunk("n", index, noun[1], _zero(line, index, end), noun[2], noun=noun[3])
    end = line.after(end, "report_of") or end
    end = line.after(end, "anyone") or end
    while end < len(line.tokens) and "modifier" in line.hits[end]:
        end += 1
    harm = line.hits[end].keys() & {"harm_noun", "harm_killing"} if end < len(line.tokens) else None
    return Chunk("q", index, end, _zero(line, index, end)) if harm else None


def _zero(line: Line, first: int, last: int) -> Quantity:
    return Quantity(0, 0, False, Form.EXACT, line.words(first, last))


def running_number(line: Line, index: int) -> Chunk | None:
    """ "The third fatality", "the third miner to die": the number told so far (READING 7)."""
    if "ordinals" not in line.classes:
        return None
    start = line.after(index, "article_definite") or line.after(index, "article_indefinite") or index
    hit = line.hits[start].get("ordinals") if start < len(line.tokens) else None
    if hit is None or not hit.wording.value:
        return None
    end = start + hit.length
    here = line.hits[end] if end < len(line.tokens) else NO_HITS
    number, words = hit.wording.value, line.words(index, end)
    if "harm_noun" in here:
        return Chunk("ord", index, end, Quantity(number, number, False, Form.EXACT, words))
    if (person := here.get("group_singular")) and "article_indefinite" not in line.hits[index]:
        last = end + person.length
        if line.after(last, "to") or harm_follows(line, last):
            quantity = Quantity(number, number, False, Form.EXACT, line.words(index, last))
            return Chunk("ord", index, last, quantity, person.attr)
    return None
