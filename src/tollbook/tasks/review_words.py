"""What a reviewer is told of a claim: its passage, what was read in it, what was decided, and what hangs on it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tollbook.decide.days import day_of
from tollbook.decide.order import Change, Figure, Stake, Weight
from tollbook.model import Claim, Decision, DecisionKind, Source, Toll
from tollbook.publish.changed_text import plain
from tollbook.publish.days import in_words
from tollbook.publish.figures import figure, span
from tollbook.publish.phrases import Phrases, phrases, short
from tollbook.publish.record import claim_line
from tollbook.publish.toll_entry import toll_entry

AROUND = 240  # characters of the passage to each side of the words
BESIDE = 120  # of the passages before and after it
MOST_LINES = 5
LONGEST_TITLE = 60
_LONGEST = 400
_DID = {DecisionKind.ACCEPT: "accepted", DecisionKind.REJECT: "rejected", DecisionKind.CORRECT: "corrected"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a claim where they stand. ``above`` and ``below``: the passages beside theirs. Nothing in it steers
    a terminal."""

    before: str
    words: str
    after: str
    above: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it is shown. ``place``: where its words stand in the original. ``stated``: what was read, by field,
    in words. ``incident``: the title of the one it was taken to be of."""

    claim: Claim
    source: str
    date: str
    place: str
    speaker: str
    quoted: Quoted
    stated: tuple[tuple[str, str], ...]
    incident: str = ""


def told(claim: Claim, source: Source, incident: str = "") -> Told:
    """The claim of a source, in words. ``incident``: the title of its own."""
    say = phrases()
    near = _passage_of(claim, source)
    passage = source.passages[near] if near is not None else None
    return Told(
        claim,
        plain(source.name),
        in_words(source.date.edtf if source.date else None, say) or "date not known",
        plain(claim.place or (passage.origin if passage else "")) or "place not known",
        plain(_speaker(claim, say)),
        _quoted(claim, source, near),
        tuple((name, plain(words)) for name, words in _stated(claim, say) if words),
        plain(incident),
    )


def _passage_of(claim: Claim, source: Source) -> int | None:
    """The number of the passage that holds the first word."""
    near = bisect_right(source.passages, claim.anchor.start, key=lambda one: one.start) - 1
    return near if near >= 0 and claim.anchor.start < source.passages[near].end else None


def _quoted(claim: Claim, source: Source, near: int | None) -> Quoted:
    start, end, passages = claim.anchor.start, claim.anchor.end, source.passages
    first, last = (0, len(source.text)) if near is None else (passages[near].start, max(passages[near].end, end))
    above = passages[near - 1] if near else None
    below = passages[near + 1] if near is not None and near + 1 < len(passages) else None
    return Quoted(
        plain(_end_of(source.text[max(first, start - 2 * AROUND) : start], AROUND)),
        plain(claim.anchor.words),
        plain(short(source.text[end : min(last, end + 2 * AROUND)], AROUND)),
        plain(_end_of(source.text[max(above.start, above.end - 2 * BESIDE) : above.end], BESIDE)) if above else "",
        plain(short(source.text[below.start : min(below.end, below.start + 2 * BESIDE)], BESIDE)) if below else "",
    )


def _end_of(words: str, length: int) -> str:
    return words if len(words) <= length else "…" + words[-length:].partition(" ")[2]


def _speaker(claim: Claim, say: Phrases) -> str:
    said = claim.attribution
    kind = say.code("speaker_types", said.speaker_type.value)
    who = f"{said.speaker} ({kind}{', not named' if said.anonymous else ''})" if said.speaker else kind
    stance = say.code("stances", said.stance.value)
    carried = f"; carried by {', '.join(said.carried_by)}" if said.carried_by else ""
    word_of = f"; on the word of {', '.join(said.on_word_of)}" if said.on_word_of else ""
    return f"{who}: {stance}{carried}{word_of}"


def _stated(claim: Claim, say: Phrases) -> Iterator[tuple[str, str]]:
    line = claim_line(claim)
    if claim.count is None:
        yield "kind", say.code("kinds", claim.kind.value)
    if claim.harm:
        yield "harm", say.code("harms", "died" if "died" in line["marks"] else claim.harm.value)
    if claim.count:
        everyone = say.say("rules.everyone")
        yield "group", everyone if claim.count.group == "all" else say.noun(claim.count.group, None)
        yield "figure", figure(line, say)
        yield "marks", ", ".join(mark.replace("_", " ") for mark in line["marks"] if mark != "died")
    for name, value in (line["value"] or {}).items():
        yield name, "" if value in (None, False) else str(value)
    yield "when", in_words(line["when"], say) or "not stated"
    yield "where", claim.where or "not stated"
    if claim.confidence is not None:
        yield "sure", f"of such readings, {100 * claim.confidence:.0f} in 100 hold (of the words, not of their truth)"


def decided_words(said: Iterable[Decision]) -> tuple[str, ...]:
    """Who decided what of a claim, a line each."""
    return tuple(
        f"{_DID[one.kind]} by {one.by} on {day_of(one).isoformat()}"
        f"{f' ({_corrected(one)})' if one.kind is DecisionKind.CORRECT else ''}: {short(plain(one.reason), _LONGEST)}"
        for one in said
    )


def _corrected(said: Decision) -> str:
    given = ((name, value) for name, value in said.value.items() if name != "blind")
    return ", ".join(f"{name} {'none' if value is None else plain(str(value))}" for name, value in given)


def stake_words(stake: Stake) -> tuple[str, ...]:
    """What hangs on a claim, in one line each, the weightiest first."""
    if stake.changes:
        return would_change(stake.changes, "Rejecting it")
    if stake.opens:
        harms = dict.fromkeys(phrases().code("harms", one.harm.value) for one in stake.opens)
        return (f"Rejecting it would end a disagreement over {', '.join(harms)}.",)
    if stake.weight is Weight.USED:
        return ("Rejecting it would change no figure: others state the same bounds.",)
    return ("Rejecting it would change no figure.",)


def would_change(changes: Sequence[Change], act: str, where: bool = False) -> tuple[str, ...]:
    """What an act would do to each figure: "Rejecting it would make killed 24–150 instead of 24–158." ``where``: each
    with the title of its incident."""
    return _lines(changes, lambda one, say: f"{act} would {_would(one, _name(one, where, say), say)}.")


def did_change(changes: Sequence[Change], where: bool = False) -> tuple[str, ...]:
    """What became of each figure."""
    return _lines(changes, lambda one, say: f"{_name(one, where, say)} {_became(one, say)}.")


def _lines(changes: Sequence[Change], line: Callable[[Change, Phrases], str]) -> tuple[str, ...]:
    lines = [line(one, phrases()) for one in changes[:MOST_LINES]]
    more = len(changes) - MOST_LINES
    return (*lines, f"… and {more} more figure{'' if more == 1 else 's'}.") if more > 0 else tuple(lines)


def _name(one: Change, where: bool, say: Phrases) -> str:
    of = one.of
    group = "" if one.of_everyone else f" ({say.noun(of.group, None)})"
    folded = "" if of.mode == "as-published" else f" ({say.code('modes', of.mode)})"
    title = f"{short(plain(one.incident), LONGEST_TITLE)}: " if where and one.incident else ""
    return f"{title}{say.code('harms', of.harm.value)}{group}{folded}"


def _would(one: Change, name: str, say: Phrases) -> str:
    now, then = _span(one.now, say), _span(one.then, say)
    if then is None:
        return f"leave no figure for {name}, now {now}"
    if now is None:
        return f"give {name} a figure, {then}"
    if now == then:
        acknowledged = _acknowledged(one.then, say) or "nothing"
        return f"make {name}, as acknowledged, {acknowledged} instead of {_acknowledged(one.now, say) or 'nothing'}"
    return f"make {name} {then} instead of {now}"


def _became(one: Change, say: Phrases) -> str:
    now, then = _span(one.now, say), _span(one.then, say)
    if then is None:
        return f"has no figure any more; it was {now}"
    if now is None:
        return f"is {then}; it had no figure"
    if now == then:
        acknowledged = _acknowledged(one.then, say) or "nothing"
        return f"as acknowledged is {acknowledged}; it was {_acknowledged(one.now, say) or 'nothing'}"
    return f"is {then}; it was {now}"


def _span(toll: Figure | None, say: Phrases) -> str | None:
    return span(toll_entry(toll), say) if isinstance(toll, Toll) else None


def _acknowledged(toll: Figure | None, say: Phrases) -> str | None:
    if not isinstance(toll, Toll) or (toll.acknowledged_low, toll.acknowledged_high) == (None, None):
        return None
    low, high = toll.acknowledged_low, toll.acknowledged_high
    return span({"low": low, "highest_stated": high, "open": high is None}, say)
