"""The balance of a closed institution: those there before are those there after, the dead, and those who were moved,
who escaped or of whom nothing is told. Asked only where a document states both ends."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tollbook.data.balance import BalanceWords, balance_words
from tollbook.model import Anchor, Claim, Form, Harm, Issue, Mark, Severity, Source
from tollbook.reconcile.stated import count_of, highest

_HELD = "prisoners"
_STOP = re.compile(r"[.!?…]+[\"”’»)]*\s|\n")
_MOST = 50  # places in one document at which people are said to have gone or stayed


class _Told(NamedTuple):
    """So many people, and the words that state it."""

    number: int
    at: Anchor
    claim: Claim | None = None


class _Ends(NamedTuple):
    """What one document states: those there before and after, and those who left otherwise than dead."""

    before: _Told
    after: _Told
    gone: tuple[_Told, ...]

    @property
    def left_over(self) -> int:
        """How many of those before neither stayed nor are said to have gone."""
        return self.before.number - self.after.number - sum(one.number for one in self.gone)


def population_issues(counts: Sequence[Claim], sources: Mapping[str, Source]) -> Iterator[Issue]:
    """One Issue for each document whose two ends do not meet what is stated of the dead. ``counts``: those stated of
    one incident."""
    present = [one for one in counts if count_of(one).harm is Harm.PRESENT and _is_of_the_held(one)]
    for source in dict.fromkeys(one.anchor.source for one in present):
        ends = _ends([one for one in present if one.anchor.source == source], sources[source])
        if ends is not None:
            yield from _balanced(ends, counts, sources[source])


def _balanced(ends: _Ends, counts: Sequence[Claim], source: Source) -> Iterator[Issue]:
    dead = [one for one in counts if count_of(one).harm is Harm.KILLED and _is_of_the_held(one)]
    missing = [one for one in counts if count_of(one).harm is Harm.MISSING and _is_of_the_held(one)]
    unaccounted = max((count_of(one).quantity.low or 0 for one in missing if one.anchor.source == source.id), default=0)
    left = ends.left_over - unaccounted
    more = [one for one in dead if (count_of(one).quantity.low or 0) > max(left, 0)]
    if left < 0:
        yield _issue(ends, source, f"that is {-left} more than there were before", ())
    elif more:
        yield _issue(ends, source, f"that leaves room for {left} dead, and more are stated", more)
    elif dead and all(_top(one) is not None for one in dead) and left > max(_top(one) or 0 for one in dead):
        short = left - max(_top(one) or 0 for one in dead)
        yield _issue(ends, source, f"that leaves {left}, and of {short} of them nothing is told", dead)


def _issue(ends: _Ends, source: Source, what: str, dead: Sequence[Claim]) -> Issue:
    gone = "".join(f", “{one.at.words}”" for one in ends.gone)
    stated = " and ".join(f"“{count_of(one).quantity.words}”" for one in dead[:4])
    told = [one.claim.id for one in (ends.before, ends.after) if one.claim]
    return Issue(
        "population-balance",
        f"{source.name} states how many were held before (“{ends.before.at.words}”) and after "
        f"(“{ends.after.at.words}”{gone}): {what}{f' ({stated})' if stated else ''}. All are kept. Ask for the "
        "institution's roll on both days, and for lists of those transferred and released.",
        Severity.OPEN,
        ends.before.at,
        about=(*told, *(one.id for one in dead)),
    )


def _ends(present: Sequence[Claim], source: Source) -> _Ends | None:
    """Both ends as one document states them, each once; None where it does not, or gives one of them twice."""
    words = balance_words(source.language) if source.language else None
    if words is None:
        return None
    told: dict[str, dict[int, _Told]] = {"before": {}, "after": {}}
    for one in present:
        side, many = _side(one, source.text, words), count_of(one).quantity
        if side and many.form is Form.EXACT and many.low is not None:
            told[side][many.low] = _Told(many.low, one.anchor, one)
    before = next(iter(told["before"].values())) if len(told["before"]) == 1 else None
    stayed = told["after"] or {one.number: one for one in _stated(words.left, source, words, present)}
    if before is None or len(stayed) != 1:
        return None
    gone = (one for pattern in words.gone.values() for one in _stated(pattern, source, words, present))
    return _Ends(before, next(iter(stayed.values())), tuple({one.number: one for one in gone}.values()))


def _side(claim: Claim, text: str, words: BalanceWords) -> str | None:
    """Whether a count is of before or of after: by the word for the one or the other that stands nearest in its
    sentence."""
    at = claim.anchor
    first = max((found.end() for found in _STOP.finditer(text, max(0, at.start - 400), at.start)), default=0)
    stop = _STOP.search(text, at.end, at.end + 400)
    last = stop.start() if stop else min(len(text), at.end + 400)
    near = {
        side: min((max(at.start - one.end(), one.start() - at.end, 0) for one in found), default=None)
        for side, found in (
            ("before", list(words.before.finditer(text, first, last))),
            ("after", list(words.after.finditer(text, first, last))),
        )
    }
    found = [(distance, side) for side, distance in near.items() if distance is not None]
    nearest = sorted(found)
    return nearest[0][1] if nearest and (len(nearest) < 2 or nearest[0][0] < nearest[1][0]) else None


def _stated(pattern: re.Pattern[str], source: Source, words: BalanceWords, present: Sequence[Claim]) -> Iterator[_Told]:
    """The places at which so many are said to have gone, or stayed; not where the number is one of those present."""
    taken = {(one.anchor.start, one.anchor.end) for one in present}
    for n, found in enumerate(pattern.finditer(source.text)):
        if n >= _MOST:
            return
        number = words.number(found["number"])
        within = any(first <= found.start() < last for first, last in taken)
        if number is None or within or words.not_between.search(found[0]):
            continue
        yield _Told(number, source.anchor(found.start(), found.end()))


def _is_of_the_held(claim: Claim) -> bool:
    count = count_of(claim)
    no_total = {Mark.PART, Mark.INDIVIDUAL, Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.EARLY, Mark.OTHER_EVENT}
    return count.group == _HELD and not count.marks & no_total


def _top(claim: Claim) -> int | None:
    return None if count_of(claim).quantity.open else highest(claim)
