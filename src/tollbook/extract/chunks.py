"""A sentence as a row of chunks: counted people, words of harm, names, dates, small words; patterns run over the row."""

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.data import Pack
from tollbook.extract.dates import FoundDate, read_date
from tollbook.extract.lexicon import NO_HITS, Hits, lexicon_of
from tollbook.extract.quantities import Found, Line, read_quantity
from tollbook.extract.tokens import CODE, NUMBER, PUNCTUATION, WORD, Token, tokenize
from tollbook.model import Form, Quantity

MOST_MODIFIERS = 4  # words between a number and the noun it counts: "24 young Tajik political prisoners"

_MARKS = {",": "comma", ";": "semicolon", ":": "colon", "-": "dash", "–": "dash", "—": "dash", "(": "open", ")": "close"}
_QUOTES = frozenset("\"'“”„«»‘’")
# Classes that a token may be, where nothing larger begins at it; the first that fits names the chunk.
_SMALL = (
    "there by of to and or but if relative not get article_definite article_indefinite adverb event preposition pronoun"
).split()
_HARMS = ("toll", "ed", "died", "dead", "noun", "killing", "ing", "base", "s")


@dataclass(frozen=True, slots=True)
class Chunk:
    """``symbol`` is the concept that patterns name; tokens ``first`` to ``last`` (excluded)."""

    symbol: str
    first: int
    last: int
    quantity: Quantity | None = None
    group: str | None = None
    attr: str = ""
    noun: str = ""
    marks: frozenset[str] = frozenset()
    date: FoundDate | None = None


@dataclass(frozen=True, slots=True)
class Chunked:
    """One sentence: its line of tokens and its row of chunks."""

    line: Line
    chunks: tuple[Chunk, ...]
    start: int
    end: int

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens ``first`` to ``last`` (excluded) stand in the text."""
        return self.line.tokens[first].start, self.line.tokens[last - 1].end


def chunk_sentence(text: str, start: int, end: int, pack: Pack) -> Chunked:
    """The sentence ``text[start:end]`` as chunks, every token in exactly one."""
    tokens = tokenize(text, start, end, pack.thousands, pack.decimal)
    hits = lexicon_of(pack.language).find(tokens)
    line = Line(text, tokens, hits, pack)
    chunks: list[Chunk] = []
    index = 0
    while index < len(tokens):
        chunk = _next_chunk(line, index)
        chunks.append(chunk)
        index = chunk.last
    return Chunked(line, tuple(chunks), start, end)


def _next_chunk(line: Line, index: int) -> Chunk:
    return (
        _date(line, index)
        or _age(line, index)
        or _counted(line, index)
        or _nobody(line, index)
        or _auxiliary(line, index)
        or _harm(line, index)
        or _one_person(line, index)
        or _group(line, index)
        or _name(line, index)
        or _phrase(line, index)
        or _small(line, index)
    )


def _date(line: Line, index: int) -> Chunk | None:
    found = read_date(line, index)
    return Chunk("date", found.first, found.last, date=found) if found else None


def _age(line: Line, index: int) -> Chunk | None:
    """ "Aged 17", and "17" between commas after a name; ages are not counts."""
    if end := line.after(index, "age_before"):
        number = line.number(end)
        return Chunk("age", index, number[1], attr=str(number[0])) if number else None
    before, number = line.tokens[index - 1] if index else None, line.number(index)
    if not number or before is None or before.text != "," or index < 2 or not line.tokens[index - 2].capital:
        return None
    closes = number[1] >= len(line.tokens) or line.tokens[number[1]].text in ",.;"
    return Chunk("age", index, number[1], attr=str(number[0])) if closes and number[0] <= 120 and number[1] == index + 1 else None


def _counted(line: Line, index: int) -> Chunk | None:
    """A quantity with the people it counts (n), with an unknown noun (u), bare (q), or of something else (other)."""
    start, found = index, read_quantity(line, index)
    if not found and (extra := line.after(index, "additional")) and extra < len(line.tokens):
        start, found = extra, read_quantity(line, extra)
    if not found:
        return None
    marks = {"additional"} if start != index else set()
    if _is_number_of_something(line, found):
        return Chunk("other", index, found.last, found.quantity)
    position = found.last
    if after := line.after(position, "additional_after"):
        marks.add("additional")
        position = after
    if after := line.after(position, "partitive"):
        return Chunk("q", index, after, found.quantity, marks=frozenset({"part"}))
    noun = _counted_noun(line, position)
    if noun is None and found.quantity.form is Form.RANGE and position + 1 < len(line.tokens) and line.tokens[position].text == ",":
        noun = _counted_noun(line, position + 1)  # "at least 12, and possibly 15, prisoners"
    if noun is None:
        return Chunk("q", index, position, found.quantity, marks=frozenset(marks))
    symbol, last, group, words = noun
    if "remains" in line.hits[last - 1]:
        marks.add("remains")
    if line.after(position, "of") and symbol == "n":
        marks.add("part")
    return Chunk(symbol, index, last, found.quantity, group, noun=words, marks=frozenset(marks))


def _is_number_of_something(line: Line, found: Found) -> bool:
    """Numbers of paragraphs, colonies and rooms, sums of money, per cents, and those that end in a unit."""
    before = line.hits[found.first - 1] if found.first else NO_HITS
    if "not_counted" in before or (found.first and line.tokens[found.first - 1].text in "$€£№#/"):
        return found.quantity.form is not Form.VAGUE
    return False


def _counted_noun(line: Line, position: int) -> tuple[str, int, str | None, str] | None:
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
            if end < len(line.tokens) and ("group_plural" in line.hits[end] or "group_singular" in line.hits[end]):
                continue
            return "n", end, group, words
        if here.keys() & {"unit", "thing", "not_counted"}:
            return "other", end + 1, None, token.lower
        if not _may_modify(token, here) or step > MOST_MODIFIERS:
            break
        end += 1
    last = line.tokens[end - 1]
    if end > position and last.kind == WORD and not last.capital and last.lower.isalpha():
        return "u", end, "other", last.lower
    return None if end == position or position == start else ("other", end, None, "")


def _may_modify(token: Token, here: Hits) -> bool:
    """Whether a word may stand between a number and its noun: an unknown word, or one that only describes."""
    if token.kind != WORD:
        return False
    return here.keys() <= {"country_adjective", "country_name", "former", "party", "additional", "site", "settlement", "number_noun", "labels", "modifier"}


def _nobody(line: Line, index: int) -> Chunk | None:
    """ "No one", "no prisoners": a stated zero; "anyone": zero only where it is denied."""
    for cls, marks in (("nobody", frozenset[str]()), ("anyone", frozenset({"any"}))):
        if end := line.after(index, cls):
            if cls == "anyone" and (noun := _counted_noun(line, end)) and noun[0] in "nu":
                return Chunk("n", index, noun[1], _zero(line, index, end), noun[2], marks=marks)
            return Chunk("n", index, end, _zero(line, index, end), "all", marks=marks)
    if not (end := line.after(index, "no")):
        return None
    noun = _counted_noun(line, end)
    if noun and noun[0] == "n":
        return Chunk("n", index, noun[1], _zero(line, index, end), noun[2], noun=noun[3])
    harm = any(cls.startswith("harm_noun") for cls in line.hits[end]) if end < len(line.tokens) else False
    return Chunk("q", index, end, _zero(line, index, end)) if harm else None


def _zero(line: Line, first: int, last: int) -> Quantity:
    return Quantity(0, 0, False, Form.EXACT, line.words(first, last))


def _auxiliary(line: Line, index: int) -> Chunk | None:
    """A run of auxiliaries: "be" where one of them is a form of be, else "have"; with negation and modality as marks."""
    end, be, seen, marks = index, False, False, set[str]()
    while end < len(line.tokens):
        here = line.hits[end]
        if "be" in here:
            be, seen, end = True, True, end + here["be"].length
        elif here.keys() & {"have", "do"}:
            seen, end = True, end + 1
        elif "modal" in here and not line.tokens[end].capital:
            marks.add("modal")
            seen, end = True, end + 1
        elif seen and here.keys() & {"not", "adverb"}:
            if "not" in here:
                marks.add("not")
            end += max(hit.length for cls, hit in here.items() if cls in ("not", "adverb"))
        elif "not" in here and line.tokens[end].lower.endswith("'t"):
            marks.add("not")
            be, seen, end = True, True, end + 1
        else:
            break
    return Chunk("be" if be else "have", index, end, marks=frozenset(marks)) if seen else None


def _harm(line: Line, index: int) -> Chunk | None:
    """A word of harm; "killing" before "of" is a noun, elsewhere a verb."""
    here = line.hits[index]
    for cls in ("unharmed", "hurt"):
        if hit := here.get(cls):
            return Chunk(cls, index, index + hit.length)
    found = [(here[f"harm_{form}"].length, form) for form in _HARMS if f"harm_{form}" in here]
    if not found:
        return _says(line, index)
    longest = max(length for length, _ in found)
    forms = [form for length, form in found if length == longest]
    if "killing" in forms and "ing" in forms:
        is_noun = line.after(index + longest, "of") or (index and "article_definite" in line.hits[index - 1])
        forms = ["killing" if is_noun else "ing"]
    form = forms[0]
    return Chunk(f"harm_{form}", index, index + longest, attr=here[f"harm_{form}"].attr)


def _says(line: Line, index: int) -> Chunk | None:
    """A word of saying; "put" says only before a word of toll ("put the number of dead at 150")."""
    here = line.hits[index]
    if hit := here.get("according_to"):
        return Chunk("rep", index, index + hit.length, attr="asserts", marks=frozenset({"according"}))
    if hit := here.get("says"):
        return Chunk("rep", index, index + hit.length, attr=hit.attr)
    if hit := here.get("says_of_toll"):
        end = index + hit.length
        end = line.after(end, "article_definite") or end
        return Chunk("rep", index, index + hit.length, attr="asserts") if line.after(end, "harm_toll") else None
    if hit := here.get("labelled_by"):
        return Chunk("rep", index, index + hit.length, attr="asserts", marks=frozenset({"label"}))
    for cls in ("found", "anonymity", "through", "citing", "including", "cumulative"):
        if hit := here.get(cls):
            return Chunk(cls, index, index + hit.length)
    return None


def _one_person(line: Line, index: int) -> Chunk | None:
    """One person by description: "a soldier", "the prison's deputy governor" (READING 4)."""
    article = line.hits[index].get("article_indefinite") or line.hits[index].get("article_definite")
    start = index + article.length if article else index
    end = start
    while end < len(line.tokens) and end - start <= MOST_MODIFIERS:
        here = line.hits[end]
        if hit := here.get("group_singular"):
            last = end + hit.length
            if last < len(line.tokens) and line.hits[last].keys() & {"group_plural", "group_singular"}:
                end = last
                continue
            return _person_chunk(line, index, end, last, hit.attr, bool(article))
        if not article or not (_may_modify(line.tokens[end], here) or _is_age(line.tokens[end], line)):
            break
        end += 1
    if article and end > start and _is_age(line.tokens[end - 1], line):
        return _person_chunk(line, index, end - 1, end, "all", True)
    return None


def _person_chunk(line: Line, index: int, noun: int, last: int, group: str, article: bool) -> Chunk | None:
    if not article:
        return None
    words = line.words(index, last)
    marks = frozenset({"definite"}) if "article_definite" in line.hits[index] else frozenset[str]()
    return Chunk("s", index, last, Quantity(1, 1, False, Form.EXACT, words), group, noun=line.words(noun, last), marks=marks)


def _is_age(token: Token, line: Line) -> bool:
    return token.kind in (CODE, WORD) and token.lower.endswith(line.pack.age_endings)


def _group(line: Line, index: int) -> Chunk | None:
    """People named as a group with no number: "the prisoners", "security forces"."""
    article = line.after(index, "article_definite")
    start = article or index
    hit = line.hits[start].get("group_plural") if start < len(line.tokens) else None
    if not hit:
        return None
    return Chunk("g", index, start + hit.length, group=hit.attr, noun=line.words(start, start + hit.length))


def _name(line: Line, index: int) -> Chunk | None:
    """A run of capitalised words that the pack does not know as small words."""
    end = index
    while end < len(line.tokens) and _is_name_word(line, end):
        end += 1
    if end == index or (index == 0 and end == 1 and line.hits[0] and not line.hits[0].keys() & {"country_name"}):
        return None
    return Chunk("name", index, end)


_NEVER_IN_NAMES = frozenset(
    "article_definite article_indefinite preposition and or but if when be have modal pronoun relative adverb bound says no nobody "
    "number_word vague additional citing according_to month_names holders following there labels".split()
)


def _is_name_word(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return token.kind == WORD and token.capital and not (line.hits[index].keys() & _NEVER_IN_NAMES)


def _phrase(line: Line, index: int) -> Chunk | None:
    """A preposition with the names or plain words it governs ("in the northern city of Khujand"), counts and people apart."""
    hit = line.hits[index].get("preposition")
    if not hit or "by" in line.hits[index] or "of" in line.hits[index] and index == 0:
        return None
    start = index + hit.length
    end = line.after(start, "article_definite") or line.after(start, "article_indefinite") or start
    words = 0
    while end < len(line.tokens) and words < MOST_MODIFIERS:
        here, token = line.hits[end], line.tokens[end]
        if _is_name_word(line, end) or token.kind == CODE:
            end += 1
            continue
        known = here.keys() - {"site", "settlement", "event", "country_adjective", "country_name", "labels", "event_field", "place_field", "party", "thing"}
        if token.kind != WORD or known or line.number(end):
            break
        end, words = end + 1, words + 1
    return Chunk("pp", index, end) if end > start else None


def _small(line: Line, index: int) -> Chunk:
    token, here = line.tokens[index], line.hits[index]
    if token.kind == PUNCTUATION:
        return Chunk(_MARKS.get(token.text, "quote" if token.text in _QUOTES else "stop"), index, index + 1)
    for cls in _SMALL:
        if hit := here.get(cls):
            symbol = "article" if cls.startswith("article") else cls
            return Chunk(symbol, index, index + hit.length, attr=hit.attr)
    return Chunk("other" if token.kind in (NUMBER, CODE) else "w", index, index + 1)


def rows_of(chunks: Sequence[Chunk]) -> str:
    """The symbols of a row, for people: "n be harm_ed"."""
    return " ".join(chunk.symbol for chunk in chunks)
