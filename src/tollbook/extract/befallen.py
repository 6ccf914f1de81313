"""Whether harm befalls those whom a phrase is of: its verb follows, or what is done to them stands before."""

from tollbook.extract.lexicon import NO_HITS
from tollbook.extract.quantities import Line
from tollbook.extract.tokens import WORD

_BEFALL = frozenset({"harm_ed", "harm_died", "harm_dead", "harm_state"})
_WOUNDS = frozenset({"harm_noun", "harm_wound"})
_NEAR = 5  # tokens from "suffered" to the wound
_BEFORE_VERB = ("be", "have", "adverb", "get")
_AFTER_VERB = frozenset("preposition by and but when adverb following to".split())
_AFTER_OBJECT = frozenset({"preposition", "and", "but", "adverb", "harm_dead", "harm_after"})


def harm_follows(line: Line, index: int) -> bool:
    """A headline leaves out the article: "Soldier shot dead"."""
    return index < len(line.tokens) and bool(line.hits[index].keys() & _BEFALL)


def ends_with_harm(line: Line, index: int) -> bool:
    """ "… shot dead by police": a word of what befell one, and nobody after it to whom it was done."""
    if not harm_follows(line, index):
        return False
    end = index + max(line.hits[index][cls].length for cls in line.hits[index].keys() & _BEFALL)
    return end >= len(line.tokens) or line.tokens[end].kind != WORD or bool(line.hits[end].keys() & _AFTER_VERB)


def subject_of_harm(line: Line, end: int) -> bool:
    """ "Was shot dead", "had died": whether the verb of what befell people begins at a token."""
    at, be = end, False
    while more := _after_auxiliary(line, at):
        be = be or bool(line.hits[at].keys() & {"be", "get"})
        at = more
    if be and at < len(line.tokens) and not line.hits[at] and (joined := line.after(at + 1, "and")):
        at = joined  # "he was engaged and killed"
    if be and at < len(line.tokens) and line.part(at, "carried"):
        return True
    if at < len(line.tokens) and "suffer" in line.hits[at]:
        return any(line.hits[near].keys() & _WOUNDS for near in range(at + 1, min(at + _NEAR, len(line.tokens))))
    return harm_follows(line, at) and (be or "harm_ed" not in line.hits[at])  # not "he killed two"


def _after_auxiliary(line: Line, at: int) -> int | None:
    """After a word before a verb; "remains" is none in "remains in the hospital"."""
    if at >= len(line.tokens) or ("get" in line.hits[at] and harm_follows(line, at)):
        return None
    return next((end for cls in _BEFORE_VERB if (end := line.after(at, cls))), None)


def ends_object(line: Line, index: int) -> bool:
    """After "him"; after "her", which may go on ("killing her son"), what is no noun: "shot her dead"."""
    return line.tokens[index].kind != WORD or bool(line.hits[index].keys() & _AFTER_OBJECT)


def is_done_to(line: Line, index: int) -> bool:
    """ "Killed a …", "shot dead a …": right after a verb of what one does to another, that is no passive."""
    verb = next((at for at in range(max(0, index - 4), index) if _ends_at(line, at, index)), None)
    if verb is None:
        return False
    before = line.hits[verb - 1] if verb else NO_HITS
    return not before.keys() & {"be", "get"}


def _ends_at(line: Line, index: int, end: int) -> bool:
    hits = line.hits[index]
    return any(
        cls in hits and index + hits[cls].length == end for cls in ("harm_ed", "harm_ing", "harm_s", "harm_base")
    )
