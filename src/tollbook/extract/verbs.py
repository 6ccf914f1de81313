"""Chunks of verbs and their kin: auxiliaries, words of harm, words of saying."""

from collections.abc import Iterator
from functools import cache

from tollbook.extract.dates import read_date
from tollbook.extract.lexicon import NO_HITS, Hit, Hits
from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk
from tollbook.extract.tokens import NUMBER
from tollbook.model import Stance

MANY = "many"  # the mark of a verb that is of several: "were"
_VERBS = frozenset({"ing", "base", "s"})
# What is said without anybody who says it.
_IMPERSONAL = (("rumour", Stance.BELIEVES, ("impersonal",)),)
_HARMS = ("toll", "state", "ed", "died", "dead", "noun", "killing", "ing", "base", "s", "after", "wound")
_PLAIN_FIRST = ("unharmed", "hurt", "suffer", "lost", "takes")
_PLAIN_LAST = (
    "found",
    "anonymity",
    "through",
    "citing",
    "including",
    "cumulative",
    "cumulative_time",
    "participle",
    "amounting",
    "ranging",
    "in_care",
    "done",
    "mortal_remains",
    "whereabouts",
    "takes_away",
    "survived",
)
SAYINGS = (
    "according_to",
    "says",
    "says_of_toll",
    "puts_number",
    "labelled_by",
    "persuaded",
    "concludes",
    *(cls for cls, _, _ in _IMPERSONAL),
)
# The classes of which one begins at a token where `harm_or_saying` finds something.
_FORMS, _SAID = frozenset(f"harm_{form}" for form in _HARMS), frozenset(SAYINGS)
BEGINNERS = _FORMS | _SAID | frozenset((*_PLAIN_FIRST, *_PLAIN_LAST))


def auxiliary(line: Line, index: int) -> Chunk | None:
    """A run of auxiliaries: "be" where one of them is a form of be, else "have"; with negation and modality as
    marks."""
    end, be, seen, marks = index, False, False, set[str]()
    while end < len(line.tokens):
        here = line.hits[end]
        if _longer_than_auxiliary(here):
            break
        if "be" in here:
            if not be and "be_many" in here:
                marks.add(MANY)
            be, seen, end = True, True, end + here["be"].length
        elif here.keys() & {"have", "do"}:
            marks.add("perfect" if "have" in here else "do")
            seen, end = True, end + max(here[cls].length for cls in ("have", "do") if cls in here)
        elif "modal" in here and not line.tokens[end].capital:
            marks.add("modal")
            seen, end = True, end + 1
        elif seen and here.keys() & {"not", "adverb"}:
            if "not" in here and ("adverb" not in here or here["adverb"].length <= here["not"].length):
                marks.add("not")  # "not only" denies nothing
            end += max(hit.length for cls, hit in here.items() if cls in ("not", "adverb"))
        elif "not" in here and line.tokens[end].lower.endswith("'t"):
            marks.add("not")
            be, seen, end = True, True, end + 1
        else:
            break
    return Chunk("be" if be else "have", index, end, marks=frozenset(marks)) if seen else None


def _longer_than_auxiliary(here: Hits) -> bool:
    """ "Were held", "fatally shot", "being held": longer wordings that begin with an auxiliary or an adverb."""
    if not _holds_harm(here.classes):
        return False
    small = max((here[cls].length for cls in ("be", "have", "do", "adverb", "not") if cls in here), default=0)
    longer = (hit for cls, hit in here.items() if cls.startswith("harm_") or cls == "participle")
    return any(hit.length > small > 0 for hit in longer)


@cache
def _holds_harm(classes: frozenset[str]) -> bool:
    return any(cls.startswith("harm_") or cls == "participle" for cls in classes)


@cache
def _plain(classes: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the plain classes that are among them, before words of harm and after those of saying."""
    return tuple(cls for cls in _PLAIN_FIRST if cls in classes), tuple(cls for cls in _PLAIN_LAST if cls in classes)


@cache
def _forms(classes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The classes of words of harm that are among them, and the form that each is of."""
    return tuple((f"harm_{form}", form) for form in _HARMS if f"harm_{form}" in classes)


def harm_or_saying(line: Line, index: int) -> Chunk | None:
    """A word of harm, of saying, or of those that patterns name; the longest wording at ``index``, of equals
    the first."""
    here = line.hits[index]
    best: tuple[int, Chunk] | None = None
    for hit, chunk in _candidates(line, index, here):
        if best is None or hit.length > best[0]:
            best = hit.length, chunk
    return best[1] if best else None


def _candidates(line: Line, index: int, here: Hits) -> Iterator[tuple[Hit, Chunk]]:
    first, last = _plain(here.classes)
    for cls in first:
        yield here[cls], Chunk(cls, index, index + here[cls].length)
    if not _FORMS.isdisjoint(here.classes) and (form := _harm_form(line, index, here)):
        hit = here[f"harm_{form}"]
        yield hit, Chunk(f"harm_{form}", index, index + hit.length, attr=hit.attr)
    if not _SAID.isdisjoint(here.classes):
        yield from _sayings(line, index, here)
    for cls in last:
        yield here[cls], Chunk(cls, index, index + here[cls].length)


def _sayings(line: Line, index: int, here: Hits) -> Iterator[tuple[Hit, Chunk]]:
    if hit := here.get("according_to"):
        yield hit, Chunk("rep", index, index + hit.length, attr=Stance.ASSERTS, marks=frozenset({"according"}))
    if hit := here.get("says"):
        yield hit, Chunk("rep", index, index + hit.length, attr=hit.attr)
    if hit := here.get("puts_number"):
        yield hit, Chunk("rep", index, index + hit.length, attr=Stance.ASSERTS)
    if (hit := here.get("says_of_toll")) and _tells_toll(line, index + hit.length):
        yield hit, Chunk("rep", index, index + hit.length, attr=Stance.ASSERTS)
    for cls, stance, marks in _IMPERSONAL:
        if hit := here.get(cls):
            yield hit, Chunk("rep", index, index + hit.length, attr=stance, marks=frozenset(marks))
    if hit := here.get("persuaded"):
        yield hit, Chunk("rep", index, index + hit.length, attr=Stance.ASSERTS, marks=frozenset({"persuaded"}))
    if (hit := here.get("concludes")) and _says_on_a_day(line, index + hit.length):
        yield hit, Chunk("rep", index, index + hit.length, attr=Stance.ASSERTS)
    if hit := here.get("labelled_by"):
        yield hit, Chunk("rep", index, index + hit.length, attr=Stance.ASSERTS, marks=frozenset({"label"}))


def _harm_form(line: Line, index: int, here: Hits) -> str | None:
    """The form of the longest word of harm; "murder", "killing", "arrests" are nouns before "of", after an
    article or number."""
    found = [(here[cls].length, form) for cls, form in _forms(here.classes)]
    if len(found) == 1:
        return found[0][1]
    if not found:
        return None
    longest = max(length for length, _ in found)
    forms = [form for length, form in found if length == longest]
    verbs = [form for form in forms if form in _VERBS]
    if verbs and len(forms) > 1:
        before = line.hits[index - 1].keys() if index else NO_HITS.keys()
        counted = index > 0 and (line.tokens[index - 1].kind == NUMBER or "number_word" in before)
        is_noun = (
            line.after(index + longest, "of")
            or _heads(line, index + longest)
            or counted
            or before & {"article_definite", "article_indefinite", "no", "suffer"}
            or ("preposition" in before and "s" in forms)  # "for wounds"
            or (index and line.tokens[index - 1].lower.endswith(line.pack.possessives))
        )
        return next(form for form in forms if form not in verbs) if is_noun else verbs[0]
    return forms[0]


def _heads(line: Line, end: int) -> bool:
    """ "Arrests: 112"."""
    return end < len(line.tokens) and line.tokens[end].text == ":"


def _says_on_a_day(line: Line, end: int) -> bool:
    """ "Concluded in 1999 that": a date between the verb and what is said."""
    start = line.after(end, "preposition") or end
    day = read_date(line, start) or read_date(line, end) if start < len(line.tokens) else None
    return day is not None and line.after(day.last, "says_it") is not None


def _tells_toll(line: Line, end: int) -> bool:
    """ "Put the death toll at 20", "the death toll was put at 20": "put" says only by a word of toll."""
    after = line.after(end, "article_definite") or line.after(end, "article_indefinite") or end
    if after < len(line.tokens) and line.hits[after].keys() & {"harm_dead", "harm_ed", "harm_noun"}:
        return True
    return line.after(after, "harm_toll") is not None or any(
        "harm_toll" in line.hits[at] for at in range(max(0, end - 5), end)
    )
