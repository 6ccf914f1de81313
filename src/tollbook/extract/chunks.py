"""A sentence cut into chunks, every token in exactly one; what begins earlier and reaches further comes first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from tollbook.data import Pack
from tollbook.extract import counted, nouns, people, verbs
from tollbook.extract.agreement import with_agreement
from tollbook.extract.dates import read_date
from tollbook.extract.lexicon import NO_HITS, Hits, lexicon_of
from tollbook.extract.name_words import WITHIN_NAMES, is_name_word
from tollbook.extract.outcomes import outcome, whose_wounds
from tollbook.extract.phrases import says_how
from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.shares import as_many
from tollbook.extract.tokens import CODE, NUMBER, PUNCTUATION, WORD, tokenize
from tollbook.extract.unions import with_unions

_MARKS = {
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "(": "open",
    ")": "close",
}
_Reader = Callable[[Line, int], Chunk | None]
_MOST_CALLINGS = 2  # words for what somebody does, before the name
_OF_CALLINGS = frozenset("modifier group_singular thing party office person_nouns site material".split())
# Classes that a token may be, where nothing larger begins at it; the first that fits names the chunk.
_SMALL = (
    "there by of among to and or but if relative not get article_definite article_indefinite adverb event "
    "preposition reflexive pronoun"
).split()
_DESCRIBED = frozenset("n u s x g name".split())
_IN_PHRASES = frozenset(
    "office titles past_one coming_one part_of_day "
    "anonymity site institution settlement event country_adjective country_name labels event_field place_field party "
    "thing modifier "
    "weekday not_counted nameless speaks_for heading reaction occasion demand "
    "kin_group shown early early_adverb since_then as_if country_owner names_nobody".split()
)


def chunk_sentence(text: str, start: int, end: int, pack: Pack) -> Chunked:
    """The sentence ``text[start:end]`` as chunks, every token in exactly one."""
    tokens = tokenize(text, start, end, pack.thousands, pack.decimal)
    lexicon = lexicon_of(pack.language)
    hits, parts = lexicon.find(tokens), lexicon.find_parts(tokens)
    classes = frozenset().union(*[here.classes for here in hits if here])
    line = Line(text, tokens, hits, pack, classes, {}, parts)
    multiple = "multiple" in line.classes
    chunks: list[Chunk] = []
    index = 0
    while index < len(tokens):
        chunk = (as_many(line, index, chunks) if multiple else None) or _next_chunk(line, index)
        chunks.append(_in_its_form(line, chunk, chunks) if chunk.symbol == "w" else chunk)
        index = chunk.last
    if "be_one" in line.classes:
        chunks = with_agreement(line, chunks)
    return Chunked(line, with_unions(chunks) if "or" in classes else tuple(chunks), start, end)


def _in_its_form(line: Line, chunk: Chunk, before: Sequence[Chunk]) -> Chunk:
    """A word that is on no list, as the participle or the adverb that its ending and its neighbours make it."""
    if before and _describes_those_before(line, chunk, before[-1]):
        return replace(chunk, symbol="participle")
    return replace(chunk, symbol="adverb") if says_how(line, chunk.first) else chunk


def _describes_those_before(line: Line, chunk: Chunk, before: Chunk) -> bool:
    """ "A man wielding a knife": an unknown word in the form of a participle, right after people."""
    token = line.tokens[chunk.first]
    return (
        before.symbol in _DESCRIBED
        and not line.hits[chunk.first]
        and token.lower.endswith(line.pack.participle_endings)
    )


def _next_chunk(line: Line, index: int) -> Chunk:
    if index in line.parts and (chunk := outcome(line, index)):
        return chunk
    token, here = line.tokens[index], line.hits[index]
    for read in _readers_at(here.classes, token.kind, _may_begin_name(token.text, line.pack.age_endings)):
        if chunk := read(line, index):
            return chunk
    return _small(line, index)


@cache
def _readers_at(classes: frozenset[str], kind: str, name: bool) -> tuple[_Reader, ...]:
    """Those that may find something at a token: asking each at each token takes nearly three times as long."""
    return tuple(
        read
        for read, begun_by, kinds in _READERS
        if kind in kinds or not begun_by.isdisjoint(classes) or (name and read is people.name)
    )


@lru_cache(maxsize=1 << 16)
def _may_begin_name(word: str, age_endings: tuple[str, ...]) -> bool:
    return word[0].isupper() or word in WITHIN_NAMES or word.lower().endswith(age_endings)


def _set_phrase(line: Line, index: int) -> Chunk | None:
    """Words that together mean something else than each: "how many", "dead end"."""
    hit = line.hits[index].get("set_phrase")
    return Chunk("w", index, index + hit.length) if hit else None


def _date(line: Line, index: int) -> Chunk | None:
    found = read_date(line, index)
    return Chunk("date", found.first, found.last, date=found) if found else None


def _phrase(line: Line, index: int) -> Chunk | None:
    """A preposition with the names or plain words it governs ("in the northern city of Khujand"), counts and
    people apart."""
    hit = line.hits[index].get("preposition")
    if (
        not hit
        or ("and" in line.hits[index] and line.hits[index]["and"].length > hit.length)
        or "by" in line.hits[index]
        or ("of" in line.hits[index] and (index == 0 or _whose_death(line, index)))
        or (line.part(index, "bearing") and _wounds_follow(line, index + hit.length))
        or ("as_name" in line.hits[index] and index and "harm_dead" in line.hits[index - 1])
        or _fires_at(line, index)
    ):
        return None
    start = index + hit.length
    begin = line.after(start, "article_definite") or line.after(start, "article_indefinite") or start
    end, words = begin, 0
    while end < len(line.tokens) and words < people.MOST_MODIFIERS:
        here, token = line.hits[end], line.tokens[end]
        if token.kind == CODE and read_date(line, end):
            break
        if token.text in people.QUOTES and _opens_name(line, end):
            end += 1
            continue
        if is_name_word(line, end) or token.kind == CODE or ("and" in here and nouns.joins_families(line, end)):
            end += max([here[cls].length for cls in ("country_name", "bodies") if cls in here], default=1)
            continue
        site = here["site"].length if "site" in here else 1
        if token.kind != WORD or (site == 1 and not here.classes <= _IN_PHRASES) or line.number(end):
            break
        end, words = end + site, words + 1
    if (
        end == begin
        or _is_of_saying(line, index, end)
        or ("article_indefinite" in line.hits[start] and "group_singular" in _hits_at(line, end))
    ):
        return None  # "of an elderly villager" tells of a villager
    return Chunk("pp", index, end, attr=_opens_clause(line, index))


def _fires_at(line: Line, index: int) -> bool:
    """ "Fired at Sergeant Reyes": one who is named, and no place."""
    if not index or not line.part(index, "at_whom") or not line.part(index - 1, "fires"):
        return False
    start = index + 1
    while start < len(line.tokens) and line.tokens[start].kind == CODE:
        start += 1  # "at PO2 Reyes"
    return start < len(line.tokens) and is_name_word(line, start)


def _opens_name(line: Line, index: int) -> bool:
    """The mark of "in Pul-e ‘Alam", which is a letter of the name: nothing closes it."""
    if line.tokens[index].text not in people.QUOTES or index + 1 >= len(line.tokens):
        return False
    after = line.tokens[index + 1 : index + 6]
    closes = any(token.text in people.QUOTES for token in after)
    return not after[0].space_before and is_name_word(line, index + 1) and not closes


def _hits_at(line: Line, index: int) -> Hits:
    return line.hits[index] if index < len(line.tokens) else NO_HITS


def _opens_clause(line: Line, index: int) -> str:
    """Whether a clause may follow a preposition: "after the guards were killed"."""
    return "clause" if "opens_clause" in line.hits[index] else ""


def _is_of_saying(line: Line, index: int, end: int) -> bool:
    """ "As the Office has stated, …": whom "as" is followed by says something."""
    if "when" not in line.hits[index]:
        return False
    while end < len(line.tokens) and line.hits[end].keys() & {"have", "adverb"}:
        end += 1
    return "says" in _hits_at(line, end)


def _wounds_follow(line: Line, index: int) -> bool:
    """ "With multiple gunshot wounds": a noun of harm after a few words that describe it."""
    near = range(index, min(index + people.MOST_MODIFIERS, len(line.tokens)))
    end = next((at for at in near if line.hits[at].keys() & {"harm_noun", "harm_wound", "preposition", "and"}), None)
    return end is not None and bool(line.hits[end].keys() & {"harm_noun", "harm_wound"})


def _whose_death(line: Line, index: int) -> bool:
    """ "The death of Maryam Saidova": whom a noun of harm names is no place."""
    before = line.hits[index - 1].keys() & {"harm_noun", "harm_killing"}
    start = index + 1
    if not before or start >= len(line.tokens):
        return False
    described = start  # "of political analyst Edgar Dostov"
    while described < len(line.tokens) and described - start < _MOST_CALLINGS and _is_calling(line, described):
        described += 1
    name = people.name(line, described) if described < len(line.tokens) else None
    return name is not None and (described == start or name.last - name.first > 1)


def _is_calling(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return token.kind == WORD and token.text.islower() and line.hits[index].keys() <= _OF_CALLINGS


@cache
def _small_class(classes: frozenset[str]) -> str | None:
    return next((cls for cls in _SMALL if cls in classes), None)


def _small(line: Line, index: int) -> Chunk:
    token, here = line.tokens[index], line.hits[index]
    if token.kind == PUNCTUATION and "and" not in here:
        return _plain(_MARKS.get(token.text, "quote" if token.text in people.QUOTES else "stop"), index, index + 1)
    if here and (cls := _small_class(here.classes)):
        hit = here[cls]
        symbol = "article" if cls.startswith("article") else cls
        return _plain(symbol, index, index + hit.length, hit.attr or _opens_clause(line, index))
    return _plain("other" if token.kind in _IN_FIGURES else "w", index, index + 1)


@lru_cache(maxsize=1 << 13)
def _plain(symbol: str, first: int, last: int, attr: str = "") -> Chunk:
    """A chunk that says no more than what it is and where: half of all, and the same ones again and again."""
    return Chunk(symbol, first, last, attr=attr)


_NUMBERS = frozenset("number_word number_article".split())
_QUANTITIES = frozenset("vague bound range_open fraction both all_but number_odd every".split()) | _NUMBERS
_ARTICLES = frozenset({"article_definite", "article_indefinite"})
_IN_FIGURES = frozenset({NUMBER, CODE})
# Who reads a chunk, in order; the classes of which one must begin at the token, or the kinds of token, for there to be
# something. `tests/test_languages.py` holds that asking all of them at every token gives the same.
_READERS: tuple[tuple[_Reader, frozenset[str], frozenset[str]], ...] = (
    (_set_phrase, frozenset({"set_phrase"}), frozenset()),
    (
        _date,
        frozenset("month_names range_open weekday day_from_now on_day past_one coming_one".split()) | _NUMBERS,
        _IN_FIGURES,
    ),
    (people.age, _NUMBERS | {"age_before"}, frozenset({NUMBER})),
    (counted.running_number, _ARTICLES | {"ordinals"}, frozenset()),
    (counted.in_quotes, frozenset(), frozenset({PUNCTUATION})),
    (counted.counted, _QUANTITIES | {"additional"}, _IN_FIGURES),
    (counted.family_of, _ARTICLES | {"kin_group"}, frozenset()),
    (counted.nobody, frozenset({"nobody", "anyone", "no", "without"}), frozenset()),
    (verbs.auxiliary, frozenset("be have do modal not".split()), frozenset()),
    (verbs.harm_or_saying, verbs.BEGINNERS, frozenset()),
    (whose_wounds, frozenset({"article_definite"}), frozenset()),
    (people.one_told_of, frozenset({"one_person", "one_person_object"}), frozenset()),
    (people.those_told_of, frozenset({"they", "them"}), frozenset()),
    (people.one_person, _ARTICLES | {"ordinals", "group_singular"}, frozenset()),
    (people.group, frozenset({"article_definite", "group_plural", "group_singular"}), frozenset()),
    (people.name, frozenset(), frozenset()),
    (_phrase, frozenset({"preposition"}), frozenset()),
)
