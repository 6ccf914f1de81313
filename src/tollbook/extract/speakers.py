"""Who a stretch of words names as a speaker: the words, the kind of party, whether they stay anonymous."""

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.lexicon import Hit, Hits
from tollbook.extract.phrases import possessive_ending
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Anchor, Attribution, SpeakerType, party_key
from tollbook.model.swift import swift

_NOUN_PHRASE = frozenset(
    "name g s x n u w of pp article q pronoun other age open close quote harm_killing event to anonymity by".split()
)
_SPEAKER_SIGNS = frozenset("party bodies person_nouns anonymous_nouns holders office".split())
_STRIPPED_LEFT = frozenset(
    "open close dash pp preposition date adverb comma and or but if relative to quote age when".split()
)
_STRIPPED_RIGHT = frozenset("comma and or preposition to adverb quote relative open article".split())

_COUNTRY = ("country_name", "country_adjective", "country_owner")
_MOST_NAMED = 6  # chunks between "by" and "of"
_MOST_BEFORE_MATERIAL = 5  # tokens: "the latest annual report by"
_ENDS_HEAD = frozenset("pp of to by preposition comma open and or participle".split())


@swift
@dataclass(frozen=True, slots=True)
class Speaker:
    """``words`` as they stand in the text at ``at``. ``material``: not a party but what is said to say so ("the latest
    data"). ``pronoun``: only referred to. ``state`` is the alpha-3 of the country the words name, None where
    they name none. ``nameless``: an authority of whom neither a body nor a person is named ("local officials")."""

    words: str
    key: str
    speaker_type: SpeakerType
    anonymous: bool
    at: Anchor
    material: bool = False
    pronoun: bool = False
    state: str | None = None
    nameless: bool = False

    def attribution(self) -> Attribution:
        """What this speaker states as their own."""
        return Attribution(
            self.words,
            self.key,
            self.speaker_type,
            anonymous=self.anonymous,
            at=self.at,
            state=self.state,
            nameless=self.nameless,
        )


def noun_phrase_left(sentence: Chunked, index: int) -> tuple[int, int] | None:
    """The chunks of the phrase that ends just before ``index``, as (first, last excluded); None where there is none."""
    chunks, first = sentence.chunks, index
    if index and chunks[index - 1].symbol == "pronoun":  # "on the basis of testimony it found that …"
        return index - 1, index
    while first > 0 and _goes_on_left(sentence, first - 1, index):
        first -= 1
    return _stripped(chunks, first, index)


def _goes_on_left(sentence: Chunked, position: int, index: int) -> bool:
    chunk = sentence.chunks[position]
    if tells_time(sentence, position):  # "two days ago the governor said"
        return False
    if chunk.symbol in ("and", "or"):
        left = _phrase_without_and(sentence, position)
        return (
            left is not None
            and position + 1 < index
            and _has_sign(sentence, *left)
            and (_opens_clause(sentence, left[0]) or (left[0] > 0 and _joins_left(sentence, left[0] - 1, position)))
        )
    if chunk.symbol == "preposition" and position > 0:  # "a spokesman for the governor", "a source in the law courts"
        before = sentence.chunks[position - 1]
        joins = "party_joins" in sentence.line.hits[chunk.first] or _is_source(sentence, before)
        return joins and before.symbol in ("w", "name", "s", "x", "g", "u", "n")
    return chunk.symbol in _NOUN_PHRASE or _names_harmed(sentence, position) or _is_noun_of_saying(sentence, position)


def _phrase_without_and(sentence: Chunked, index: int) -> tuple[int, int] | None:
    """The phrase up to an earlier "and": to read on over each would take twice the time for every one more."""
    first = index
    while (
        first > 0
        and sentence.chunks[first - 1].symbol not in ("and", "or")
        and _goes_on_left(sentence, first - 1, index)
    ):
        first -= 1
    return _stripped(sentence.chunks, first, index)


def _joins_left(sentence: Chunked, position: int, index: int) -> bool:
    return sentence.chunks[position].symbol in ("and", "or") and _goes_on_left(sentence, position, index)


def _names_harmed(sentence: Chunked, index: int) -> bool:
    """ "Relatives of the dead", "lawyers of the detained"."""
    of, article = (sentence.chunks[at].symbol if at >= 0 else "" for at in (index - 2, index - 1))
    return sentence.chunks[index].symbol in ("harm_dead", "harm_ed") and (of, article) == ("of", "article")


def _joins_material(sentence: Chunked, index: int) -> bool:
    """The "with" of "interviews with survivors"."""
    hits, chunk = sentence.line.hits, sentence.chunks[index]
    return "material_of" in hits[chunk.first] and "material" in hits[sentence.chunks[index - 1].last - 1]


def _is_noun_of_saying(sentence: Chunked, index: int) -> bool:
    """ "The report says": a report, where an article stands before it."""
    return index > 0 and _is_material(sentence, index) and sentence.chunks[index - 1].symbol == "article"


def _is_source(sentence: Chunked, chunk: Chunk) -> bool:
    return "anonymous_nouns" in sentence.line.hits[chunk.last - 1]


def _opens_clause(sentence: Chunked, first: int) -> bool:
    before = sentence.chunks[first - 1].symbol if first else "stop"
    return before in (
        "stop",
        "comma",
        "but",
        "semicolon",
        "colon",
        "quote",
        "if",
        "relative",
        "date",
        "pp",
        "adverb",
        "rep",
    )


def noun_phrase_right(sentence: Chunked, index: int) -> tuple[int, int] | None:
    """The chunks of the phrase that begins at ``index``; a count after the first chunk ends it."""
    chunks, last = sentence.chunks, index
    while last < len(chunks) and (
        chunks[last].symbol in _NOUN_PHRASE | {"and"}
        or _names_harmed(sentence, last)
        or (last > index and _joins_material(sentence, last))
        or (_is_material(sentence, last) and (last == index or chunks[last - 1].symbol == "article"))
    ):
        if last > index and chunks[last].symbol in ("n", "u", "q") and chunks[last - 1].symbol != "of":
            break
        ends = chunks[last].symbol == "and" and not _joins_speakers(sentence, last + 1)
        closes = chunks[last].symbol == "close" and all(one.symbol != "open" for one in chunks[index:last])
        if ends or closes or (last > index and tells_time(sentence, last)):  # "told Reuters on Thursday"
            break
        last += 1
    return _stripped(chunks, index, last)


def named_between(sentence: Chunked, token: int) -> tuple[int, int] | None:
    """Who is named after the "by" at a token, up to the "of" of what they say: "accused by residents of"."""
    chunks = sentence.chunks
    by = next((at for at, chunk in enumerate(chunks) if chunk.first == token and chunk.symbol == "by"), None)
    if by is None:
        return None
    of = next((at for at in range(by + 1, min(by + _MOST_NAMED, len(chunks))) if chunks[at].symbol == "of"), None)
    if of is None or of + 1 >= len(chunks) or not names_speaker(sentence, by + 1, of):
        return None
    return by + 1, of


def tells_time(sentence: Chunked, index: int) -> bool:
    """Whether a chunk says when, and is no part of a name: "on Thursday", "ago", "two days" before "ago"."""
    chunks, hits = sentence.chunks, sentence.line.hits
    chunk = chunks[index]
    if chunk.symbol == "date":
        return True
    here = hits[chunk.last - 1]
    if "unit" in here:  # an age is no time: "Davron Saidov, 40 years old"
        return index + 1 < len(chunks) and "ago" in hits[chunks[index + 1].first]
    return "weekday" in here or "ago" in here


def before_time(sentence: Chunked, index: int) -> int:
    """The end of what stands before a verb's adverbs and words of time: "the governor on Thursday also said"."""
    chunks, end = sentence.chunks, index
    while end > 0 and (
        chunks[end - 1].symbol in ("have", "adverb")
        or tells_time(sentence, end - 1)
        or (chunks[end - 1].symbol in ("preposition", "article") and end < index and tells_time(sentence, end))
    ):
        end -= 1
    return end


def _is_material(sentence: Chunked, index: int) -> bool:
    """ "Reports", "estimates", "death certificates" after "according to", which elsewhere say or kill."""
    return "material" in sentence.line.hits[sentence.chunks[index].first]


def _joins_speakers(sentence: Chunked, index: int) -> bool:
    return index < len(sentence.chunks) and _has_sign(sentence, index, min(index + 3, len(sentence.chunks)))


def _stripped(chunks: Sequence[Chunk], first: int, last: int) -> tuple[int, int] | None:
    if first == 0 and last > 1 and (chunks[0].symbol, chunks[1].symbol) == ("other", "name"):
        first = 1  # "16:55 Red Cross: 9 dead"
    while first < last and chunks[first].symbol in _STRIPPED_LEFT:
        first += 1
    while last > first and chunks[last - 1].symbol in _STRIPPED_RIGHT:
        last -= 1
    return (first, last) if first < last else None


def _hits_within(sentence: Chunked, first: int, last: int) -> list[Hits]:
    if first >= last:
        return []
    start, end = sentence.chunks[first].first, sentence.chunks[last - 1].last
    return list(sentence.line.hits[start:end])


def _has_sign(sentence: Chunked, first: int, last: int) -> bool:
    if any(chunk.symbol == "name" for chunk in sentence.chunks[first:last]):
        return True
    return any(hits.keys() & _SPEAKER_SIGNS for hits in _hits_within(sentence, first, last))


def names_speaker(sentence: Chunked, first: int, last: int) -> bool:
    """Whether a phrase can be a speaker: it names a party, a person or a group, or opens with an article or pronoun."""
    chunks = sentence.chunks
    if _has_sign(sentence, first, last) or any(
        chunk.symbol in ("g", "s", "x", "pronoun") for chunk in chunks[first:last]
    ):
        return True
    hits = _hits_within(sentence, first, last)
    return chunks[first].symbol == "article" or any("material" in here for here in hits)


def type_of(sentence: Chunked, first: int, last: int) -> SpeakerType:
    """The kind of party that chunks ``first`` to ``last`` describe."""
    return _type_of(_hits_within(sentence, first, last))


def speakers_in(sentence: Chunked, source: str, first: int, last: int) -> list[Speaker]:
    """The speakers named by chunks ``first`` to ``last``: one for each party that "and" joins."""
    parts, begin = [], first + _opens_pair(sentence, first, last)
    for index in range(begin, last):
        if (
            sentence.chunks[index].symbol == "and"
            and _has_sign(sentence, begin, index)
            and _has_sign(sentence, index + 1, last)
        ):
            parts.append((begin, index))
            begin = index + 1
    parts.append((begin, last))
    stretches = [_stripped(sentence.chunks, *part) for part in parts if part[0] < part[1]]
    return [
        one
        for stretch in stretches
        if stretch
        for one in _whose_material(sentence, source, *stretch) or [_speaker(sentence, source, *stretch)]
    ]


def _opens_pair(sentence: Chunked, first: int, last: int) -> bool:
    """The "both" of "both the mayor and the bishop", which is no part of a name."""
    return (
        first + 1 < last
        and sentence.chunks[first].symbol == "article"
        and "article_definite" in sentence.line.hits[sentence.chunks[first + 1].first]
    )


def _whose_material(sentence: Chunked, source: str, first: int, last: int) -> list[Speaker]:
    """ "A report by the Lantern Centre", "interviews with survivors", "figures of the Ministry of Health": whose they
    are, read as a phrase of its own."""
    line, (begin, end) = sentence.line, (sentence.chunks[first].first, sentence.chunks[last - 1].last)
    for at in range(begin, min(begin + _MOST_BEFORE_MATERIAL, end)):
        if (hit := line.hits[at].get("material")) is None:
            if line.tokens[at].capital and at > begin:
                return []
            continue
        joint = at + hit.length
        if joint + 1 >= end or "material_of" not in line.hits[joint]:
            return []
        start, stop = line.tokens[joint + 1].start, line.tokens[end - 1].end
        phrase = chunk_sentence(line.text, start, stop, line.pack)
        found = speakers_in(phrase, source, 0, len(phrase.chunks))
        if any(chunk.quantity for chunk in phrase.chunks if chunk.symbol != "s"):
            return []
        return found if all(_may_own(phrase, one, of="of" in line.hits[joint]) for one in found) else []
    return []


def _may_own(phrase: Chunked, owner: Speaker, *, of: bool) -> bool:
    """Whether a party may be whose material it is; "a list of prisoners" is about them."""
    if owner.speaker_type is SpeakerType.UNKNOWN or (of and owner.speaker_type is SpeakerType.WITNESS):
        return any(chunk.symbol == "name" for chunk in phrase.chunks)
    return True


def _speaker(sentence: Chunked, source: str, first: int, last: int) -> Speaker:
    start, end = sentence.place(sentence.chunks[first].first, sentence.chunks[last - 1].last)
    end -= (owned := possessive_ending(sentence.line, sentence.chunks[last - 1].last - 1))
    words, hits = sentence.line.text[start:end], _hits_within(sentence, first, last)
    speaker_type = _type_of(hits)
    material = any(
        "material" in here and _ends_material(hits, at + here["material"].length) for at, here in enumerate(hits)
    )
    return Speaker(
        words=words,
        key=speaker_key(sentence, first, last) if not owned else speaker_key(sentence, first, last)[:-owned],
        speaker_type=SpeakerType.UNKNOWN if material else speaker_type,
        anonymous=_is_anonymous(sentence, hits, first, last),
        at=Anchor(source, start, end, words),
        material=material,
        pronoun=last - first == 1 and "it_refers" in hits[0],
        state=_state_of(hits),
        nameless=speaker_type is SpeakerType.AUTHORITY and _is_nameless(sentence, first, last),
    )


def _ends_material(hits: list[Hits], end: int) -> bool:
    """Whether a phrase ends there, or goes on with what it is about ("a list of prisoners")."""
    return end == len(hits) or (end < len(hits) and "of" in hits[end])


def speaker_key(sentence: Chunked, first: int, last: int) -> str:
    """One key for a party's spellings: no articles, no bracketed short form."""
    tokens, hits, skipping, kept = sentence.line.tokens, sentence.line.hits, False, []
    for index in range(sentence.chunks[first].first, sentence.chunks[last - 1].last):
        skipping = (skipping or tokens[index].text == "(") and tokens[index].text != ")"
        if (
            not skipping
            and tokens[index].text != ")"
            and ("additional" in hits[index] or not hits[index].keys() & {"article_definite", "article_indefinite"})
        ):
            kept.append(tokens[index].text)
    return party_key(
        " ".join(kept)
        or sentence.line.text[slice(*sentence.place(sentence.chunks[first].first, sentence.chunks[last - 1].last))]
    )


def _type_of(hits: list[Hits]) -> SpeakerType:
    """By the first noun that names a kind of party; one who held an office is not that office."""
    found = [here["party"] for here in hits if "party" in here]
    if not found:  # "Georgia said": a state's name speaks for its authorities
        return (
            SpeakerType.AUTHORITY
            if "country_name" in hits[0] and hits[0]["country_name"].length == len(hits)
            else SpeakerType.UNKNOWN
        )
    longest = max(found, key=lambda hit: hit.length)
    chosen = longest if longest.length > 1 else _spoken_for(hits, found)
    kind = SpeakerType(chosen.attr)
    if kind is SpeakerType.AUTHORITY and any("former" in here for here in hits):
        return SpeakerType.UNKNOWN
    return kind


def _spoken_for(hits: list[Hits], found: list[Hit]) -> Hit:
    """A spokesman is of the kind of those he speaks for, where they are named: "a spokesman for the rebels"."""
    others = (here["party"] for here in hits if "party" in here and "speaks_for" not in here)
    return next(others, found[0])


def _is_nameless(sentence: Chunked, first: int, last: int) -> bool:
    """ "Local officials", "the official", "a spokesman" for nobody; not "the official Davron Saidov"."""
    chunks, hits = sentence.chunks[first:last], sentence.line.hits
    head = next((at for at, chunk in enumerate(chunks) if at and chunk.symbol in _ENDS_HEAD), len(chunks))
    for at, chunk in enumerate(chunks[:head]):
        here = [hits[token] for token in range(chunk.first, chunk.last)]
        if any("nameless" in one for one in here):
            return not any(later.symbol == "name" for later in chunks[at + 1 : head])
    parties = [here for here in _hits_within(sentence, first, last) if "party" in here]
    return head == len(chunks) and all("speaks_for" in here for here in parties) and not _has_owner(sentence, chunks)


def _has_owner(sentence: Chunked, chunks: Sequence[Chunk]) -> bool:
    """Whether somebody is named that a spokesman may speak for, or the spokesman is: "the mayor's spokesman"."""
    tokens = sentence.line.tokens[chunks[0].first : chunks[-1].last]
    owner = any(token.lower.endswith(sentence.line.pack.possessives) for token in tokens)
    return owner or any(chunk.symbol == "name" for chunk in chunks)


def _is_anonymous(sentence: Chunked, hits: list[Hits], first: int, last: int) -> bool:
    if any(here.keys() & {"anonymity", "anonymous_nouns", "holders"} for here in hits):
        return True
    chunks = sentence.chunks[first:last]
    if any(chunk.symbol == "name" and chunk.last - chunk.first > 1 for chunk in chunks):
        return False
    one_of_many = "article_indefinite" in hits[0] or chunks[0].symbol in ("n", "u", "q")
    return one_of_many and any("person_nouns" in here for here in hits)


def _state_of(hits: list[Hits]) -> str | None:
    states = {here[cls].attr for here in hits for cls in _COUNTRY if cls in here}
    return states.pop() if len(states) == 1 else None
