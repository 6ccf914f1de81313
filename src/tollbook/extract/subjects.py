"""How far the subject of a verb goes: "two officers of the guard posted at the gate" were killed."""

from collections.abc import Sequence

from tollbook.extract.row import Chunk

_LONGEST = 14  # chunks of one subject after its head
HEADS = frozenset("n u q s x".split())
_GOVERNED = frozenset("of by to preposition".split())  # a head after these is no subject
_OPENERS = frozenset({"comma", "reflexive"})  # "the bomber himself was"
_VERBS = frozenset({"be", "have", "harm_died"})
_WITHIN = frozenset(
    "pp of name w article open close stop preposition date age other quote participle event by to adverb g "
    "including".split()
)
_BEFORE_PEOPLE = frozenset("of by to preposition pp name w and".split())


def end_of_subject(chunks: Sequence[Chunk], head: int, index: int) -> int | None:
    """Where the verb begins whose subject is the head, when all from ``index`` to it belongs to the subject: nothing in
    it joins two clauses, so that no other subject and no other verb of a clause can stand there."""
    if chunks[head].symbol not in HEADS or "pronoun" in chunks[head].marks or not _is_free(chunks, head):
        return None
    if chunks[index].symbol == "comma" and not _opens_aside(chunks, index + 1):
        return None
    for end in range(index + (chunks[index].symbol in _OPENERS), min(index + _LONGEST, len(chunks))):
        symbol = chunks[end].symbol
        if symbol in _VERBS and chunks[end - 1].symbol != "to":
            return end if end > index else None
        if symbol == "comma" and end > index and end + 1 < len(chunks) and chunks[end + 1].symbol in _VERBS:
            return end + 1
        if not _goes_on(chunks, end):
            return None
    return None


def _opens_aside(chunks: Sequence[Chunk], at: int) -> bool:
    """ "A trader, accused of theft was killed": what only one comma sets apart, and is no list and no clause."""
    return at < len(chunks) and chunks[at].symbol in ("w", "participle", "preposition", "pp")


def _is_free(chunks: Sequence[Chunk], head: int) -> bool:
    return head == 0 or chunks[head - 1].symbol not in _GOVERNED


def _goes_on(chunks: Sequence[Chunk], at: int) -> bool:
    symbol, before = chunks[at].symbol, chunks[at - 1].symbol
    if chunks[at].attr == "clause":
        return False  # "escaped before the guards were killed"
    after = chunks[at + 1].symbol if at + 1 < len(chunks) else ""
    if symbol == "g":
        return before in _BEFORE_PEOPLE
    if symbol in HEADS:
        return before in _GOVERNED or before == "including"
    if symbol == "comma":
        return after == "including"
    if symbol == "rep":
        return after == "to"  # "believed to be involved"
    if symbol == "and":
        return after == "g" or (after == "name" and before in ("pp", "name", "g"))
    return symbol in _WITHIN or (symbol in _VERBS and before == "to")
