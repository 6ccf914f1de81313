"""What became of people, in phrases with words between their parts: "shot twice in the left leg", "rushed by ambulance
to a local hospital"."""

from collections.abc import Sequence

from tollbook.extract.lexicon import NO_HITS, lexicon_of
from tollbook.extract.name_words import is_name_word
from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.tokens import NUMBER, WORD
from tollbook.model import Form, Harm, Quantity

IN_HOSPITAL = "in_hospital"  # the mark of a chunk that says no more than that somebody was brought to a hospital
WHOSE = "whose"  # the mark of a chunk that says whose wounds are told of
_MOST_TIMES = 4  # tokens that say how often: "shot at least three times"
_MOST_BEFORE_PART = 4  # tokens before the part of the body: "his lower left"
_MOST_TO_HOSPITAL = 6  # tokens between "taken" and "to": "by ambulance in critical condition"
_MOST_OF_HOSPITAL = 9  # tokens of its name
_HURT = frozenset({Harm.INJURED, Harm.CASUALTIES})
_VIOLENT = frozenset("killing attack explosion clash riot crackdown disaster fire".split())
_SMALL = frozenset("adverb bound number_word number_article vague".split())


def outcome(line: Line, index: int) -> Chunk | None:
    """A wound told by where somebody was hit, or somebody brought to a hospital; None where neither begins here."""
    if aimed := line.part(index, "aimed"):
        end = _where_hit(line, aimed)
        return Chunk("harm_ed", index, end, attr=Harm.INJURED) if end else None
    if carried := line.part(index, "carried"):
        end = _to_hospital(line, carried)
        marks = frozenset({IN_HOSPITAL})
        return Chunk("harm_ed", index, end, attr=Harm.INJURED, marks=marks) if end else None
    return None


def hit_in_body(chunks: Sequence[Chunk], line: Line, index: int) -> bool:
    """ "Shot a clerk in the left leg": whether where they were hit stands right after those at ``index``."""
    after = chunks[index + 1] if index + 1 < len(chunks) else None
    return after is not None and after.symbol == "pp" and line.part(after.last - 1, "body") is not None


def is_toll_of_hurt(chunks: Sequence[Chunk], index: int) -> bool:
    """ "A smaller number of injuries and put the toll at seven": the bare word, after the number of those hurt."""
    if chunks[index].symbol != "harm_toll" or chunks[index].last - chunks[index].first > 1:
        return False
    for chunk in reversed(chunks[:index]):
        if chunk.symbol in ("semicolon", "but", "stop") or chunk.attr == Harm.KILLED:
            return False
        if chunk.symbol == "harm_toll" and chunk.attr == Harm.INJURED:
            return True
    return False


def is_of_one_body(chunks: Sequence[Chunk], count: int, harm: int | None) -> bool:
    """Whether a number of injuries is what one person, or nobody who is counted, suffered."""
    if count < 2 or chunks[count - 1].symbol != "suffer" or chunks[harm or 0].attr != Harm.INJURED:
        return False
    return chunks[count - 2].symbol in ("s", "x", "name", "pronoun")


def says_how_they_are(harm: Chunk) -> bool:
    """Whether a word of harm says only how somebody is, or that they are in hospital: by itself no harm."""
    return harm.symbol == "harm_state" or IN_HOSPITAL in harm.marks


def tells_of_harm(sentence: Chunked) -> bool:
    """Whether somebody was hurt there, or something befell people of which they may be hurt."""
    for chunk in sentence.chunks:
        if chunk.attr and chunk.attr in _HURT and _is_harm(chunk):
            return True
    told = sentence.line.hits if "event" in sentence.line.classes else ()
    return any(hits["event"].attr in _VIOLENT for hits in told if "event" in hits)


def _is_harm(chunk: Chunk) -> bool:
    return chunk.symbol.startswith("harm_") and not says_how_they_are(chunk)


def _where_hit(line: Line, index: int) -> int | None:
    """After "twice in the left leg"."""
    end = index
    while end < len(line.tokens) and end - index < _MOST_TIMES and _says_times(line, end):
        end = line.part(end, "times_struck") or line.after(end, "bound") or end + 1
    into = line.part(end, "into")
    if into is None:
        known = "harm_ed" in line.hits[index - 1]  # "shot twice" may be dead
        return end if end > index and not known and line.part(end - 1, "times_struck") else None
    start = line.after(into, "article_definite") or line.after(into, "article_indefinite") or into
    for at in range(start, min(start + _MOST_BEFORE_PART, len(line.tokens))):
        if part := line.part(at, "body"):
            return part
        if line.tokens[at].kind != WORD or line.tokens[at].capital:
            return None
    return None


def _says_times(line: Line, index: int) -> bool:
    if line.tokens[index].kind == NUMBER or line.part(index, "times_struck"):
        return True
    return bool(line.hits[index].keys() & _SMALL)


def _to_hospital(line: Line, index: int) -> int | None:
    """After "by ambulance to Mercy General Hospital"; the last word for a hospital in the phrase."""
    to = next((at for at in _words_from(line, index, _MOST_TO_HOSPITAL) if "to" in line.hits[at]), None)
    if to is None:
        return None
    end = None
    for at in _words_from(line, to + 1, _MOST_OF_HOSPITAL):
        if hospital := line.part(at, "hospital"):
            end = hospital
        elif (end is not None and not is_name_word(line, at)) or (at > to + 1 and _is_next_phrase(line, at)):
            break
    return end


def _is_next_phrase(line: Line, index: int) -> bool:
    return bool(line.hits[index].keys() & {"preposition", "and"}) and "of" not in line.hits[index]


def _words_from(line: Line, index: int, most: int) -> list[int]:
    """The places of the words from ``index`` on, up to a mark of punctuation that ends a phrase, or a verb."""
    found: list[int] = []
    for at in range(index, min(index + most, len(line.tokens))):
        token = line.tokens[at]
        if token.kind != WORD and token.text not in ("-", ".", "&"):
            break
        if line.hits[at].keys() & {"be", "have", "relative", "but", "when"}:
            break
        found.append(at)
    return found


def whose_wounds(line: Line, index: int) -> Chunk | None:
    """The "his" of "his injuries were serious", the "the man's" of "the man's injuries": theirs who was told of."""
    before = line.hits[index - 1] if index else NO_HITS
    end = line.part(index, "whose_one") or _owner(line, index)
    if end is None or before.keys() & {"preposition", "of", "to", "by"}:
        return None
    at = end + 1 if end < len(line.tokens) and "modifier" in line.hits[end] else end
    here = line.hits[at] if at < len(line.tokens) else NO_HITS
    hit = here.get("harm_wound") or here.get("harm_noun")
    if hit is None or hit.attr != Harm.INJURED or at + hit.length >= len(line.tokens):
        return None
    if not line.hits[at + hit.length].keys() & {"be", "have", "do", "modal"}:
        return None
    one = Quantity(1, 1, False, Form.EXACT, line.words(index, end))
    return Chunk("s", index, end, one, "all", marks=frozenset({"pronoun", WHOSE}))


def _owner(line: Line, index: int) -> int | None:
    """After "the man's"."""
    article = line.after(index, "article_definite")
    if article is None or article >= len(line.tokens):
        return None
    token = line.tokens[article].lower
    own = next((token[: -len(end)] for end in line.pack.possessives if token.endswith(end)), "")
    return article + 1 if own and lexicon_of(line.pack.language).has(own, "group_singular") else None
