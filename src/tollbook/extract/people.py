"""Chunks of people: counted (n, u, q), one by description (s), as a group (g), by name, by age."""

from tollbook.extract.dates import read_date
from tollbook.extract.lexicon import NO_HITS, Hits
from tollbook.extract.quantities import Found, Line, bound_after, read_quantity
from tollbook.extract.row import Chunk
from tollbook.extract.tokens import CODE, WORD, Token
from tollbook.model import Form, Harm, Quantity

MOST_MODIFIERS = 4  # words between a number and the noun it counts: "24 young Tajik political prisoners"

_DESCRIBES = frozenset(
    "country_adjective country_name former party additional site settlement number_noun labels modifier event material".split()
)
_PEOPLE = frozenset({"group_plural", "group_singular"})
_NO_PEOPLE = frozenset({"unit", "thing", "not_counted"})
_NEVER_IN_NAMES = frozenset(
    "article_definite article_indefinite preposition and or but if when be have modal pronoun relative adverb bound says no nobody anyone "
    "number_word vague additional citing according_to month_names weekday holders following there labels not modifier participle harm_ed "
    "harm_noun harm_toll harm_dead harm_died harm_killing harm_ing unharmed".split()
)


# "Three of them", "three of the dead", "three of the wounded": the harm of those they are counted out of, and what they are then.
_OUT_OF = (("partitive", "", "part"), ("of_dead", Harm.KILLED, "part"), ("of_hurt", Harm.INJURED, "additional"))


def age(line: Line, index: int) -> Chunk | None:
    """ "Aged 17", and "17" between commas after a name; ages are not counts. """
    if end := line.after(index, "age_before"):
        number = line.number(end)
        return Chunk("age", index, number[1], attr=str(number[0])) if number else None
    before, number = line.tokens[index - 1] if index else None, line.number(index)
    if not number or before is None or index < 2 or before.text not in (",", "(") or number[0] > 120 or number[1] != index + 1:
        return None
    closes = number[1] >= len(line.tokens) or line.tokens[number[1]].text in (",.;" if before.text == "," else ")")
    if not closes or not (line.tokens[index - 2].capital or "group_singular" in line.hits[index - 2]):
        return None
    return Chunk("age", index, number[1], attr=str(number[0]))


def counted(line: Line, index: int) -> Chunk | None:
    """A quantity with the people it counts (n), with an unknown noun (u), bare (q), or of something else (other)."""
    start, found, marks = index, read_quantity(line, index), set[str]()
    if not found and (extra := line.after(index, "additional")) and extra < len(line.tokens):
        start, found = extra, read_quantity(line, extra)
        marks = {"additional"} if start != index else set()
    if not found or _is_about_year(line, index):
        return None
    if _is_number_of_something(line, found):
        return Chunk("other", index, found.last, found.quantity)
    position = found.last
    if found.quantity.form is Form.RANGE and _closes_aside(line, found):
        position += 1
    of = line.after(position, "of")
    if after := line.after(of or position, "additional_after"):
        marks.add("additional")
        position = after
    if out_of := max(((line.after(position, cls) or 0, harm, mark) for cls, harm, mark in _OUT_OF), key=lambda one: one[0]):
        after, harm, mark = out_of
        if after:
            return Chunk("q", index, after, found.quantity, attr=harm, marks=frozenset({mark}))
    noun = counted_noun(line, position)
    if noun is None:
        return Chunk("q", index, position, found.quantity, marks=frozenset(marks))
    symbol, last, group, words = noun
    if rebound := bound_after(line, found, last):
        found, last_bound = rebound, rebound.last
        return Chunk(symbol, index, last_bound, found.quantity, group, noun=words, marks=frozenset(marks))
    marks |= line.hits[last - 1].keys() & {"remains", "lives"}
    if (of := line.after(position, "of")) and line.after(of, "article_definite") and symbol == "n":
        marks.add("part")
    return Chunk(symbol, index, last, found.quantity, group, noun=words, marks=frozenset(marks))


def _is_about_year(line: Line, index: int) -> bool:
    """ "Around 1997" is a date. """
    year = line.after(index, "about_date")
    return year is not None and read_date(line, year) is not None


def _closes_aside(line: Line, found: Found) -> bool:
    """ "At least 12, and possibly 15, prisoners": whether a comma closes what another opened. """
    commas = [token.text for token in line.tokens[found.first : found.last]].count(",")
    return commas == 1 and found.last + 1 < len(line.tokens) and line.tokens[found.last].text == ","


def _is_number_of_something(line: Line, found: Found) -> bool:
    """Numbers of paragraphs, colonies and rooms, and sums of money."""
    at = found.first - 2 if found.first > 1 and line.tokens[found.first - 1].text == "." else found.first - 1
    before = line.hits[at] if at >= 0 else NO_HITS
    if "not_counted" in before or (found.first and line.tokens[found.first - 1].text in "$€£№#/"):
        return found.quantity.form is not Form.VAGUE
    return False


def counted_noun(line: Line, position: int) -> tuple[str, int, str | None, str] | None:
    """What a quantity before ``position`` counts: (symbol, index after it, group, noun); None where no noun follows."""
    start = position
    if after := line.after(position, "of"):
        position = line.after(after, "article_definite") or after
    group, end, words = None, position, ""
    for step in range(MOST_MODIFIERS + 2):
        if end >= len(line.tokens):
            break
        here, token = line.hits[end], line.tokens[end]
        if hit := here.get("group_plural") or here.get("group_singular"):
            group, words = hit.attr, line.words(end, end + hit.length)
            end += hit.length
            if end < len(line.tokens) and line.hits[end].keys() & _PEOPLE:
                continue
            return "n", end, group, words
        if here.keys() & _NO_PEOPLE and not _describes_people(line, end):
            return "other", end + 1, None, token.lower
        if not (_may_modify(token, here) or _describes_people(line, end)) or step > MOST_MODIFIERS:
            break
        end += 1
    if end == position:
        return None
    last = line.tokens[end - 1]
    if not last.capital and last.lower.isalpha() and last.kind == WORD and "modifier" not in line.hits[end - 1]:
        return "u", end, "other", last.lower
    if last.capital and _is_named_force(line, start, end):
        return "u", end, "other", last.text
    return None if position == start else ("other", end, None, "")


def _describes_people(line: Line, index: int) -> bool:
    """ "Two truck drivers": a thing right before people only describes them. """
    follows = line.hits[index + 1] if index + 1 < len(line.tokens) else NO_HITS
    return bool(line.hits[index].keys() & _NO_PEOPLE) and bool(follows.keys() & _PEOPLE)


def _is_named_force(line: Line, start: int, end: int) -> bool:
    """ "Seven Boko Haram were killed", "two Rangers dead": capitals right before a verb, the number no date or address. """
    follows = line.hits[end] if end < len(line.tokens) else NO_HITS
    before = line.hits[start - 2] if start > 1 else NO_HITS
    verb = "be" in follows or "have" in follows or any(cls.startswith("harm_") for cls in follows)
    return verb and "preposition" not in before


def _may_modify(token: Token, here: Hits) -> bool:
    """Whether a word may stand between a number and its noun: an unknown word, or one that only describes."""
    if token.kind == CODE:
        return "-" in token.text and token.text[0].isdigit()  # "a 4-month old baby"
    return (token.kind == WORD and ("modifier" in here or here.keys() <= _DESCRIBES)) or token.text == "/"


def nobody(line: Line, index: int) -> Chunk | None:
    """ "No one", "no prisoners": a stated zero; "anyone": zero only where it is denied."""
    for cls, marks in (("nobody", frozenset[str]()), ("anyone", frozenset({"any"}))):
        if end := line.after(index, cls):
            noun = counted_noun(line, end)
            if noun and (noun[0] == "n" or (noun[0] == "u" and cls == "anyone")):
                return Chunk("n", index, noun[1], _zero(line, index, end), noun[2], noun=noun[3], marks=marks)
            return Chunk("n", index, end, _zero(line, index, end), "all", marks=marks)
    if not (end := line.after(index, "no")):
        return None
    noun = counted_noun(line, end)
    if noun and noun[0] == "n":
        return Chunk("n", index, noun[1], _zero(line, index, end), noun[2], noun=noun[3])
    end = line.after(end, "report_of") or end
    end = line.after(end, "anyone") or end
    while end < len(line.tokens) and "modifier" in line.hits[end]:
        end += 1
    harm = line.hits[end].keys() & {"harm_noun", "harm_killing"} if end < len(line.tokens) else None
    return Chunk("q", index, end, _zero(line, index, end)) if harm else None


def _zero(line: Line, first: int, last: int) -> Quantity:
    return Quantity(0, 0, False, Form.EXACT, line.words(first, last))


def one_person(line: Line, index: int) -> Chunk | None:
    """One person by description: "a soldier", "the prison's deputy governor" (READING 4)."""
    article = line.after(index, "article_indefinite") or _definite(line, index)
    start = article or index
    if article and "additional" in line.hits[index] and start < len(line.tokens) and ("be" in line.hits[start] or _harm_follows(line, start)):
        one = Quantity(1, 1, False, Form.EXACT, line.words(index, start))
        return Chunk("s", index, start, one, "all", marks=frozenset({"additional"}))  # "one was killed and another injured"
    if (end := line.after(start, "remains")) and line.after(end, "of"):
        return None
    end = line.after(start, "ordinals") or start
    while end < len(line.tokens) and end - start <= MOST_MODIFIERS + 1:
        here = line.hits[end]
        if hit := here.get("group_singular"):
            last = end + hit.length
            if last < len(line.tokens) and line.hits[last].keys() & _PEOPLE:
                end = last
                continue
            return _person(line, index, end, last, hit.attr)
        describes = _may_modify(line.tokens[end], here) or is_age(line.tokens[end], line) or _describes_further(line, end)
        if not article or not describes:
            break
        end += 1
    if article and end > start and is_age(line.tokens[end - 1], line):
        return _person(line, index, end - 1, end, "all")
    return _unknown_person(line, index, start, end) if "article_indefinite" in line.hits[index] else None


def _unknown_person(line: Line, index: int, start: int, end: int) -> Chunk | None:
    """ "A ferryman was shot dead": a noun that the pack does not know, right before what befell one. """
    if end <= start or end >= len(line.tokens) or line.tokens[end - 1].kind != WORD or line.tokens[end - 1].capital:
        return None
    if line.hits[end - 1] or not ("be" in line.hits[end] or _harm_follows(line, end)):
        return None
    if index and line.tokens[index - 1].kind == WORD and not line.hits[index - 1]:
        return None  # "a man who stole a book was killed"
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, end))
    return Chunk("x", index, end, one, "other", noun=line.words(end - 1, end), marks=frozenset(_marks_of_one(line, index)))


def _describes_further(line: Line, index: int) -> bool:
    """ "A police constable", "a truck driver": a group or a thing right before the noun for one person. """
    here = line.hits[index]
    following = line.hits[index + 1] if index + 1 < len(line.tokens) else NO_HITS
    return bool(here.keys() & {"group_plural", "thing", "site", "not_counted"}) and "group_singular" in following


def _person(line: Line, index: int, noun: int, last: int, group: str) -> Chunk | None:
    here = line.hits[index]
    if not here.keys() & {"article_indefinite", "article_definite"} and (index or not _harm_follows(line, last)):
        return None
    marks = _marks_of_one(line, index)
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, last))
    return Chunk("s", index, last, one, group, noun=line.words(noun, last), marks=frozenset(marks))


def _marks_of_one(line: Line, index: int) -> set[str]:
    here = line.hits[index]
    if "article_definite" in here:
        return {"definite"}
    more = "additional" in here or ("article_indefinite" in here and line.after(index + 1, "ordinals"))
    return {"additional"} if more else set()


def _harm_follows(line: Line, index: int) -> bool:
    """A headline leaves out the article: "Soldier shot dead". """
    return index < len(line.tokens) and bool(line.hits[index].keys() & {"harm_ed", "harm_died", "harm_dead"})


def running_number(line: Line, index: int) -> Chunk | None:
    """ "The third fatality", "the third miner to die": the number told so far (READING 7). """
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
        if line.after(last, "to") or _harm_follows(line, last):
            quantity = Quantity(number, number, False, Form.EXACT, line.words(index, last))
            return Chunk("ord", index, last, quantity, person.attr)
    return None


def _definite(line: Line, index: int) -> int | None:
    """The index after a definite article; "that" after a word of saying is none."""
    if "says_it" in line.hits[index] and index and "says" in line.hits[index - 1]:
        return None
    return line.after(index, "article_definite")


def is_age(token: Token, line: Line) -> bool:
    """ "Seventeen-year-old". """
    return token.kind in (CODE, WORD) and token.lower.endswith(line.pack.age_endings)


def group(line: Line, index: int) -> Chunk | None:
    """People named as a group with no number: "the prisoners", "security forces"."""
    article = _definite(line, index)
    start = article or index
    here = line.hits[start] if start < len(line.tokens) else NO_HITS
    if (remains := here.get("remains")) and line.after(start + remains.length, "of") and (article or "group_plural" in here):
        return Chunk("bodies", index, start + remains.length)
    hit = here.get("group_plural")
    if not hit:
        return None
    return Chunk("g", index, start + hit.length, group=hit.attr, noun=line.words(start, start + hit.length))


def name(line: Line, index: int) -> Chunk | None:
    """A run of capitalised words that the pack does not know as small words."""
    end = index
    while end < len(line.tokens) and is_name_word(line, end):
        end += 1
    if end == index or (index == 0 and end == 1 and line.hits[0] and not line.hits[0].keys() & {"country_name"}):
        return None
    return Chunk("name", index, end)


def is_name_word(line: Line, index: int) -> bool:
    """Capitalised and no small word."""
    token = line.tokens[index]
    return token.kind == WORD and token.capital and not (line.hits[index].keys() & _NEVER_IN_NAMES)


_NO_PERSON = frozenset("party bodies site settlement country_name country_adjective event weekday group_plural place_never material".split())


def names_person(line: Line, chunk: Chunk) -> bool:
    """Whether a name may be a person's: no body, place, event, and no word all in capitals alone."""
    hits = [line.hits[index] for index in range(chunk.first, chunk.last)]
    if any(here.keys() & _NO_PERSON for here in hits):
        return False
    text = line.words(chunk.first, chunk.last)
    return not (text.isupper() and chunk.last - chunk.first == 1)
