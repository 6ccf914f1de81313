"""Asides: what stands between brackets or commas, or describes the people before it, between them and their verb."""

from collections.abc import Sequence

from tollbook.extract.row import Chunk
from tollbook.extract.subjects import HEADS, end_of_subject
from tollbook.extract.verbs import MANY
from tollbook.model import Harm

_LONGEST = 14  # chunks; a longer stretch is a clause of its own
_LONGEST_CLAUSE = 24  # chunks after "who", up to the comma that closes it
_PEOPLE = frozenset("n u q s x g name".split())
_DESCRIBING = frozenset("pp open close age quote".split())
_BEFORE_NAME, _BEFORE_CLAUSE = _PEOPLE | _DESCRIBING, _PEOPLE | {"pp", "close"}
_BELONGING = frozenset("participle preposition of to pp".split())  # what opens "belonging to two families"
_OPENS = _BELONGING | frozenset("open quote comma dash of w participle relative including".split())
_BELONGED_TO = frozenset("to of article pp other name w and adverb preposition participle".split())
_WHOSE = frozenset("other w name".split())
_WHO_WERE = (["relative", "be"], ["relative", "have"])
_LONGEST_BELONGING = 9  # chunks
_VERBS = frozenset("suffer get be have adverb harm_ed harm_died harm_dead not".split())
_NEVER_INSIDE = frozenset(
    "rep semicolon but harm_ed harm_died harm_dead harm_noun harm_ing harm_base harm_s stop".split()
)
_LONGEST_SAYING = 10  # chunks
_COUNTS_INSIDE = frozenset("n u q semicolon but stop harm_ed harm_died".split())
_BESIDE_WHO = 5  # chunks from "who" to the word of what befell them
_BEFORE_VERB_OF_RELATIVE = frozenset("pp w adverb other age date".split())


def without_asides(chunks: Sequence[Chunk]) -> list[int]:
    """The indexes of the chunks that are not part of an aside; linear in their number."""
    kept: list[int] = []
    index, before = 0, ""  # ``before``: the symbol of the last that is kept
    while index < len(chunks):
        symbol = chunks[index].symbol
        end = _end_of_aside(chunks, index) if symbol in _OPENS and kept else None
        if end is None and before in HEADS:
            end = end_of_subject(chunks, kept[-1], index)
        if end is None:
            kept.append(index)
            before = symbol
            index += 1
        else:
            index = end
    return kept


def _end_of_aside(chunks: Sequence[Chunk], index: int) -> int | None:
    symbol = chunks[index].symbol
    if symbol == "open":
        closes = (end for end in range(index + 1, min(index + _LONGEST, len(chunks))) if chunks[end].symbol == "close")
        end = next(closes, None)
        return end + 1 if end else None
    if symbol == "quote" and _is_quoted_harm(chunks, index):
        return index + 1
    if symbol in ("comma", "dash") and _follows_people(chunks, index):
        opens = index + 1 < len(chunks) and chunks[index + 1].symbol in ("including", "participle", "relative")
        end = _end_of_saying(chunks, index) or _end_between(chunks, index, symbol)
        return end or (_end_before_verb(chunks, index + 1) if opens else None)
    if symbol == "of" and (end := _end_of_total(chunks, index)):
        return end
    if symbol in ("w", "of") and chunks[index - 1].symbol in _BEFORE_NAME and _follows_people(chunks, index):
        return _end_of_name(chunks, index)
    if symbol in _BELONGING and _follows_people(chunks, index) and (end := _end_of_belonging(chunks, index)):
        return end
    if symbol in ("participle", "relative", "including") and chunks[index - 1].symbol in _BEFORE_CLAUSE:
        return _end_before_verb(chunks, index)
    return None


def _end_of_saying(chunks: Sequence[Chunk], index: int) -> int | None:
    """ "Fourteen people, the hospital said, had died": who says so, between commas, right before the verb."""
    for end in range(index + 2, min(index + _LONGEST_SAYING, len(chunks) - 1)):
        if chunks[end].symbol == "comma":
            said = chunks[end - 1].symbol == "rep" or "according" in chunks[index + 1].marks
            return end + 1 if said and goes_on_after(chunks, end + 1) else None
        if chunks[end].symbol in _COUNTS_INSIDE:
            return None
    return None


def goes_on_after(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether the verb of what stands before a comma follows after it."""
    at = index + (index < len(chunks) and chunks[index].symbol == "adverb")
    return at < len(chunks) and chunks[at].symbol in ("be", "have", "harm_died")


def _is_quoted_harm(chunks: Sequence[Chunk], index: int) -> bool:
    """ "One person "stabbed to death" in Osh": a mark before or after a word of harm that is quoted alone."""
    for first in (index, index - 2):
        three = [chunk.symbol for chunk in chunks[max(first, 0) : first + 3]]
        if len(three) == 3 and three[0] == three[2] == "quote" and three[1] in ("harm_ed", "harm_died"):
            return True
    return False


def _end_of_total(chunks: Sequence[Chunk], index: int) -> int | None:
    """ "Two of the 30 wounded died", "a third of the 30 who were killed were": those whom they are of, before
    the verb."""
    end = index + 2 if index + 1 < len(chunks) and chunks[index + 1].symbol == "article" else index + 1
    if chunks[index - 1].symbol != "q" or end + 1 >= len(chunks) or chunks[end].symbol not in ("q", "n"):
        return None
    told = [chunk.symbol for chunk in chunks[end + 1 : end + 4]]
    who = 1 if told[:2] == ["relative", "harm_died"] else 2 if told == ["relative", "be", "harm_ed"] else 0
    if not who and told[:1] not in (["harm_ed"], ["harm_dead"]):
        return None
    end += 2 + who
    while end < len(chunks) and chunks[end].symbol in ("pp", "date", "event"):
        end += 1
    return end if end < len(chunks) and chunks[end].symbol in ("be", "have", "adverb", "harm_died") else None


def _end_of_name(chunks: Sequence[Chunk], index: int) -> int | None:
    """ "36 soldiers of the (Firm) operations room were": what belongs to a name or a phrase, right before the verb."""
    if chunks[index].symbol == "w" and chunks[index - 1].symbol not in _DESCRIBING:
        return None
    end = index + 1
    while end < len(chunks) and end - index < 3 and chunks[end].symbol in ("w", "n", "name", "article"):
        end += 1
    return end if end < len(chunks) and chunks[end].symbol in ("be", "have") else None


def _end_of_belonging(chunks: Sequence[Chunk], index: int) -> int | None:
    """ "15 people from three generations of one family were", "12 members of the A and B families, including … were":
    up to their verb, or to the comma of another aside that stands right before it. Nobody stands inside."""
    end = index
    while end < len(chunks) and end - index <= _LONGEST_BELONGING and chunks[end].symbol in _BELONGED_TO:
        if chunks[end - 1].symbol == "and" and (end + 1 >= len(chunks) or chunks[end + 1].symbol != "w"):
            return None  # "two men from Osh and Davron Saidov were"
        end += 1
    if end >= len(chunks) or not any(chunk.symbol in _WHOSE for chunk in chunks[index:end]):
        return None
    if chunks[end].symbol in ("be", "have"):
        return end
    return _end_between(chunks, end, chunks[end].symbol) if chunks[end].symbol in ("comma", "dash") else None


def _follows_people(chunks: Sequence[Chunk], index: int) -> bool:
    before = index - 1
    while before > 0 and chunks[before].symbol in _DESCRIBING:
        before -= 1
    return chunks[before].symbol in _PEOPLE


def _end_between(chunks: Sequence[Chunk], index: int, mark: str) -> int | None:
    """After the last comma (or dash) of the stretch that stands right before a verb; a list of people with
    "and" is no aside.

    What befell them may be told inside only after "who" ("a man, who was hurt in the clash, died")."""
    never = (
        frozenset({"rep", "semicolon", "but", "stop"})
        if chunks[min(index + 1, len(chunks) - 1)].symbol == "relative"
        else _NEVER_INSIDE
    )
    found, longest = None, _LONGEST if never is _NEVER_INSIDE else _LONGEST_CLAUSE
    for end in range(index + 2, min(index + longest, len(chunks) - 1)):
        if chunks[end].symbol in never:
            break
        who = [chunk.symbol for chunk in chunks[end + 1 : end + 3]]
        if chunks[end].symbol == mark and (who[0] in _VERBS or who in _WHO_WERE):
            found = end
    if found is None:
        return None
    inside = [chunk.symbol for chunk in chunks[index + 1 : found]]
    opens = next((one for one in inside if one not in ("age", "comma")), "")
    is_list = "and" in inside and opens in ("n", "u", "s", "name", "and") and chunks[index - 1].symbol == "name"
    if is_list or _is_list_of_one(chunks, index, found):
        return None
    return found if chunks[found + 1].symbol == "relative" else found + 1  # the comma stays before "who"


def _is_list_of_one(chunks: Sequence[Chunk], index: int, end: int) -> bool:
    """ "A driver, Karim Dostov, 32, and his helper, Latif Nazar, were": the verb is of several, so that whoever stands
    before the comma is not its subject alone."""
    one = chunks[index - 1].symbol in ("s", "x") and MANY in chunks[end + 1].marks
    return one and any(
        chunks[at].symbol == "and" and chunks[at + 1].symbol in ("s", "x", "name", "n") for at in range(index, end)
    )


def _end_before_verb(chunks: Sequence[Chunk], index: int) -> int | None:
    """Where the verb begins that the people before ``index`` are the subject of; None where another subject
    may stand between."""
    last = None
    longest = _LONGEST_CLAUSE if chunks[index].symbol == "relative" else _LONGEST
    for end in range(index + 1, min(index + longest, len(chunks))):
        symbol = chunks[end].symbol
        if (symbol in ("be", "have") and chunks[end - 1].symbol in _before_verb(chunks[index].symbol)) or (
            symbol == "harm_died" and chunks[index].symbol == "relative" and last is None and end > index + 2
        ):
            last = end
        elif (
            symbol in ("rep", "semicolon", "but", "stop", "comma")
            or (symbol in _NEVER_INSIDE and not _told_of_them(chunks, index, end))
            or (symbol == "relative" and chunks[end - 1].symbol != "pp")
        ):
            break
    return last


def _before_verb(opening: str) -> frozenset[str]:
    """What may stand right before the verb of the people outside; after "who" no people, who would have their
    own verb."""
    if opening == "relative":
        return _BEFORE_VERB_OF_RELATIVE
    return _BEFORE_VERB_OF_RELATIVE | {"name", "g", "close"} | (_PEOPLE if opening == "including" else frozenset())


def _told_of_them(chunks: Sequence[Chunk], index: int, harm: int) -> bool:
    """ "Who was injured", "who received severe injuries": the harm is told of the same people."""
    if chunks[index].symbol != "relative" or harm - index > _BESIDE_WHO:
        return False
    if chunks[harm].symbol == "harm_died" and chunks[harm].attr == Harm.PRESENT:
        return True  # "who took part in"
    if chunks[harm].symbol == "harm_noun":
        return any(chunk.symbol == "suffer" for chunk in chunks[index:harm])
    return chunks[harm - 1].symbol in ("be", "adverb", "relative") and harm - index <= 3
