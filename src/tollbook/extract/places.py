"""Places as the words name them; resolving them to a gazetteer is a later matter."""

from collections.abc import Iterator, Sequence

from tollbook.extract.dates import owns_as_day
from tollbook.extract.lexicon import Hits, lexicon_of
from tollbook.extract.name_words import is_name_word
from tollbook.extract.people import may_modify
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.tokens import CODE, NUMBER

_OF_A_COUNTRY = frozenset({"country_adjective", "country_owner"})  # before a place's name, and no part of it
_BEFORE_PLACE = frozenset("date comma preposition article adverb quote".split())
_ENDS_CLAUSE = frozenset("and but semicolon harm_ed harm_died harm_dead rep event relative".split())
_NEVER_PLACES = frozenset({"place_never", "kin_group", "month_names"})
_SITES = frozenset({"site", "settlement"})
_MOST_BETWEEN = 2  # words between a town's name and the institution's noun: "the Osh city men's prison"


def place_of_count(sentence: Chunked, count: int, last: int) -> tuple[str | None, bool]:
    """The place stated right after a count or after what befell the counted, and whether it is a list of several."""
    for index in dict.fromkeys((count + 1, last)):
        if index < len(sentence.chunks) and (found := place_at(sentence, index)):
            return found
    return _opening_place(sentence, count) or (None, False)


def _opening_place(sentence: Chunked, count: int) -> tuple[str, bool] | None:
    """ "In the Karo region nine men were killed": the place that heads the sentence, behind its day; not where somebody
    says something, which may have been said there, nor where another place follows."""
    chunks = sentence.chunks
    if count > 1 and chunks[count - 1].symbol == "pp" and chunks[count - 2].symbol in ("and", "comma"):
        return place_at(sentence, count - 1)  # "and in Dorn four"
    at = next((at for at, chunk in enumerate(chunks[:count]) if chunk.symbol not in _BEFORE_PLACE), count)
    if at >= count or chunks[at].symbol != "pp" or any(chunk.symbol == "rep" for chunk in chunks):
        return None
    after = range(at + 1, count - (chunks[count - 1].symbol == "harm_ed"))  # "in Osh soldiers shot dead nine men"
    if any(chunks[i].symbol in _ENDS_CLAUSE or (chunks[i].symbol == "pp" and not _is_of(sentence, i)) for i in after):
        return None
    return place_at(sentence, at)


def place_at(sentence: Chunked, index: int) -> tuple[str, bool] | None:
    """The place that the phrase at chunk ``index`` names, in its words, with the places listed after it."""
    chunk = sentence.chunks[index]
    if (
        chunk.symbol != "pp"
        or "place_prepositions" not in sentence.line.hits[chunk.first]
        or not _names_place(sentence, chunk)
    ):
        return None
    last = index + 1
    if "settlement" in sentence.line.hits[chunk.last - 1] and last < len(sentence.chunks) and _is_of(sentence, last):
        last += 1  # "the village of Karasu"
    while last + 1 < len(sentence.chunks) and sentence.chunks[last].symbol in ("comma", "and"):
        step = last + 1
        while step < len(sentence.chunks) and sentence.chunks[step].symbol == "and":
            step += 1
        if step >= len(sentence.chunks) or sentence.chunks[step].symbol != "name":
            break
        last = step + 1
    start, end = sentence.place(
        chunk.first + sentence.line.hits[chunk.first]["preposition"].length, sentence.chunks[last - 1].last
    )
    return sentence.line.text[start:end], _is_list(sentence, index, last)


def _is_of(sentence: Chunked, index: int) -> bool:
    chunk = sentence.chunks[index]
    return chunk.symbol == "pp" and "of" in sentence.line.hits[chunk.first]


def _is_list(sentence: Chunked, index: int, last: int) -> bool:
    """Several places, not a place and the country it lies in."""
    if any(chunk.symbol == "and" for chunk in sentence.chunks[index:last]):
        return True
    return sum(chunk.symbol == "comma" for chunk in sentence.chunks[index:last]) > 1


def _names_place(sentence: Chunked, chunk: Chunk) -> bool:
    line, named = sentence.line, False
    days = "weekday" in line.classes
    for index in range(chunk.first + 1, chunk.last):
        if days and owns_as_day(line, index):
            continue
        classes = line.hits[index].classes
        if not classes.isdisjoint(_NEVER_PLACES):
            return False
        named = named or line.tokens[index].capital or not classes.isdisjoint(_SITES)
    return named


def named_places(sentence: Chunked) -> Iterator[tuple[str, int, int, bool]]:
    """Proper names of places after a preposition of place: (name, first token, last token excluded, is a
    settlement)."""
    for chunk in sentence.chunks if "place_prepositions" in sentence.line.classes else ():
        if chunk.symbol != "pp" or "place_prepositions" not in sentence.line.hits[chunk.first]:
            continue
        if not _names_place(sentence, chunk) or (
            "of" in sentence.line.hits[chunk.first] and not _after_settlement(sentence, chunk)
        ):
            continue
        run = _capital_run(sentence, chunk)
        if run is None:
            continue
        hits = sentence.line.hits
        words = sentence.line.words(*run)
        settled = _after_settlement(sentence, chunk) or any(
            "settlement" in hits[token] for token in range(chunk.first, run[0])
        )
        is_site = any(hits[token].keys() & {"site"} for token in range(run[0], min(run[1] + 1, len(hits))))
        if not _is_country(hits, run) and not (is_site and not settled):
            name = words[: len(words) - _owning(sentence, run[1])]
            if not lexicon_of(sentence.line.pack.language).has(name, "country_name"):
                yield name, run[0], run[1], settled


def _after_settlement(sentence: Chunked, chunk: Chunk) -> bool:
    """Whether a word like "city" stands right before the phrase: "the city of Khujand"."""
    return chunk.first > 0 and "settlement" in sentence.line.hits[chunk.first - 1]


def _capital_run(sentence: Chunked, chunk: Chunk) -> tuple[int, int] | None:
    """The last run of capitalised words in a phrase; an adjective of country before it is left out."""
    tokens, hits = sentence.line.tokens, sentence.line.hits
    end = chunk.last
    while end > chunk.first + 1 and not tokens[end - 1].capital:
        end -= 1
    if owns_as_day(sentence.line, end - 1):  # "in Saturday's crush"
        return None
    start = end
    while start > chunk.first + 1 and tokens[start - 1].capital and not hits[start - 1].keys() & _OF_A_COUNTRY:
        start -= 1
    return (start, end) if start < end else None


def _is_country(hits: Sequence[Hits], run: tuple[int, int]) -> bool:
    return "country_name" in hits[run[0]]


def _is_body(hits: Sequence[Hits], run: tuple[int, int]) -> bool:
    """ "The Interior Ministry's prison"."""
    return any("party" in hits[token] for token in range(*run))


def towns_of_institutions(sentence: Chunked) -> Iterator[tuple[str, int, int]]:
    """Names by which an institution is known, maybe a town's: "the Osh prison", "Osh's prison", "the prison of Osh".

    As (name, first token, last token excluded)."""
    tokens, hits = sentence.line.tokens, sentence.line.hits
    for index, here in enumerate(hits) if "institution" in sentence.line.classes else ():
        if "institution" not in here or tokens[index].capital:
            continue
        after = index + here["institution"].length
        run = _run_after_of(sentence, after) or _run_before(sentence, index)
        if run is None or _is_country(hits, run) or _is_body(hits, run):
            continue
        words = sentence.line.words(*run)
        name = words[: len(words) - _owning(sentence, run[1])]
        if not name.isupper() and not lexicon_of(sentence.line.pack.language).has(name, "country_name"):
            yield name, *run


def _owning(sentence: Chunked, end: int) -> int:
    """How many letters at the end of a name only say that it owns what follows: the "'s" of "Osh's prison"."""
    last = sentence.line.tokens[end - 1].lower
    return next((len(ending) for ending in sentence.line.pack.possessives if last.endswith(ending)), 0)


def _run_after_of(sentence: Chunked, index: int) -> tuple[int, int] | None:
    start = sentence.line.after(index, "of")
    end = start or 0
    while start and end < len(sentence.line.tokens) and is_name_word(sentence.line, end):
        end += 1
    return (start, end) if start and end > start else None


def _run_before(sentence: Chunked, index: int) -> tuple[int, int] | None:
    """The name before "prison", plain words between them passed over ("the Osh city prison"); not what opens a
    sentence, where any word has a capital, unless it owns the prison."""
    tokens, hits, line = sentence.line.tokens, sentence.line.hits, sentence.line
    end = index
    while end > 0 and index - end < _MOST_BETWEEN and not tokens[end - 1].capital:
        if not may_modify(tokens[end - 1], hits[end - 1]):
            return None
        end -= 1
    start = end
    while start > 0 and is_name_word(line, start - 1) and "country_adjective" not in hits[start - 1]:
        start -= 1
    return (start, end) if start < end and (start > 0 or _owning(sentence, end)) else None


def named_sites(sentence: Chunked) -> Iterator[tuple[int, int]]:
    """Institutions by their own names, as token spans: "Colony 3/19", a code beside a word like "prison" ("ITK-3")."""
    if "site" not in sentence.line.classes:
        return
    tokens, hits = sentence.line.tokens, sentence.line.hits
    covered = -1
    for index, here in enumerate(hits):
        if here and "site" in here and tokens[index].capital and index >= covered:
            first, last = _around(sentence, index)
            if last - first > 1:
                covered = last
                yield first, last
    for index, token in enumerate(tokens) if any("site" in here for here in hits) else ():
        if token.kind == CODE and token.text[0].isalpha() and token.capital and index >= covered:
            yield index, index + 1


def _around(sentence: Chunked, index: int) -> tuple[int, int]:
    """The capitalised words and codes around a token."""
    tokens, hits = sentence.line.tokens, sentence.line.hits
    first, last = index, index + 1
    while first > 0 and tokens[first - 1].capital and not hits[first - 1].keys() & {"article_definite", "preposition"}:
        first -= 1
    while last < len(tokens) and (
        tokens[last].capital or tokens[last].kind in (CODE, NUMBER) or _is_point(sentence, last)
    ):
        last += 1
    return first, last


def _is_point(sentence: Chunked, index: int) -> bool:
    """The full stop of an abbreviation with a number after it: "Colony No. 3"."""
    tokens = sentence.line.tokens
    short = index > 0 and tokens[index - 1].lower in sentence.line.pack.abbreviations
    return short and tokens[index].text == "." and index + 1 < len(tokens) and tokens[index + 1].kind == NUMBER
