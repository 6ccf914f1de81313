"""Chunks of verbs and their kin: auxiliaries, words of harm, words of saying."""

from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk

_HARMS = ("toll", "ed", "died", "dead", "noun", "killing", "ing", "base", "s")


def auxiliary(line: Line, index: int) -> Chunk | None:
    """A run of auxiliaries: "be" where one of them is a form of be, else "have"; with negation and modality as marks."""
    end, be, seen, marks = index, False, False, set[str]()
    while end < len(line.tokens):
        here = line.hits[end]
        if "be" in here:
            be, seen, end = True, True, end + here["be"].length
        elif here.keys() & {"have", "do"}:
            marks.add("perfect" if "have" in here else "do")
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


def harm_or_saying(line: Line, index: int) -> Chunk | None:
    """A word of harm, else a word of saying; "killing" before "of" is a noun, elsewhere a verb."""
    here = line.hits[index]
    for cls in ("unharmed", "hurt", "suffer", "lost", "takes"):
        if hit := here.get(cls):
            return Chunk(cls, index, index + hit.length)
    found = [(here[f"harm_{form}"].length, form) for form in _HARMS if f"harm_{form}" in here]
    if not found:
        return _saying(line, index)
    longest = max(length for length, _ in found)
    forms = [form for length, form in found if length == longest]
    if "killing" in forms and "ing" in forms:
        is_noun = line.after(index + longest, "of") or (index and "article_definite" in line.hits[index - 1])
        forms = ["killing" if is_noun else "ing"]
    form = forms[0]
    return Chunk(f"harm_{form}", index, index + longest, attr=here[f"harm_{form}"].attr)


def _saying(line: Line, index: int) -> Chunk | None:
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
    for cls in ("found", "anonymity", "through", "citing", "including", "cumulative", "cumulative_time", "participle"):
        if hit := here.get(cls):
            return Chunk(cls, index, index + hit.length)
    return None
