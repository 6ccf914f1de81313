"""The printed brief: items 1 to 5 of one main incident, cut so that they fit a page, with what was left off counted."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tollbook.publish.chapters import Chapter
from tollbook.publish.chart import Chart, Row
from tollbook.publish.disagreements import Disagreement
from tollbook.publish.items import Item, Saying
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases, short
from tollbook.publish.said import Held, Said
from tollbook.publish.speakers import Speaker

PAGE = 53  # lines of a page, letter or A4, whichever holds fewer
LINE = 57  # characters of a line in one of its two columns


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a brief holds. ``items`` counts the figures harm by harm; ``name`` and ``words`` are characters."""

    items: tuple[int, ...]
    sayings: int
    rows: int
    questions: int
    points: int
    quotes: int
    name: int
    words: int


# Fewer items first, each whole and the rest counted; words are cut only where even the fewest do not fit.
LEVELS = (
    Limits((6, 5, 4, 4), 6, 10, 7, 4, 4, 110, 400),
    Limits((5, 4, 3, 3), 4, 8, 5, 4, 2, 110, 400),
    Limits((4, 3, 2, 2), 4, 7, 4, 3, 1, 110, 300),
    Limits((4, 3, 2, 2), 3, 5, 3, 3, 0, 110, 300),
    Limits((3, 2, 2, 1), 3, 4, 3, 2, 0, 110, 300),
    Limits((3, 2, 1, 1), 2, 4, 2, 2, 0, 110, 300),
    Limits((2, 1, 1, 1), 1, 4, 2, 1, 0, 110, 300),
    Limits((2, 1, 1, 1), 1, 3, 1, 1, 0, 110, 240),
    Limits((3, 2, 1, 1), 2, 4, 2, 2, 0, 70, 180),
    Limits((2, 1, 1, 1), 1, 3, 1, 1, 0, 70, 160),
    Limits((2, 1, 1, 1), 2, 4, 2, 2, 0, 60, 120),
    Limits((2, 1, 1, 1), 1, 4, 2, 2, 0, 40, 90),
    Limits((1, 1, 1, 1), 1, 3, 1, 1, 0, 36, 80),
)


@dataclass(frozen=True, slots=True)
class BriefHarm:
    """What is said of one harm, cut. ``notes``: the span and what is to be said of it."""

    harm: str
    items: tuple[Item, ...]
    more: str | None
    notes: str


@dataclass(frozen=True, slots=True)
class Brief:
    """``more_…`` say how many were left off the page; None where none was."""

    chapter: Chapter
    title: str
    when: str
    where: str
    heading: str
    said: tuple[BriefHarm, ...]
    facts: tuple[tuple[str, str], ...]
    chart: Chart | None
    rows: tuple[Row, ...]
    more_rows: str | None
    unknowns: tuple[tuple[str, str], ...]
    more_unknowns: str | None
    disagreements: tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]
    more_disagreements: str | None
    lines: int


def lines_of(status: str) -> int:
    """How many lines a brief takes to say how things stand."""
    return _wrapped(status, 110)


def brief(chapter: Chapter, lines: int, say: Phrases) -> Brief:
    """The fullest brief of a chapter that fits a page, by an estimate of its lines. ``lines``: those in which it
    says how things stand."""
    made = (_brief(chapter, lines, limits, say) for limits in LEVELS)
    return next((one for one in made if _lines(one) <= PAGE), None) or _brief(chapter, lines, LEVELS[-1], say)


def _brief(chapter: Chapter, lines: int, limits: Limits, say: Phrases) -> Brief:
    chart = chapter.charts[0] if chapter.charts else None
    kept = chart.weighed[: limits.rows] if chart else ()
    rows = tuple(_row(row, limits) for row in chart.every if row.claim in kept) if chart else ()
    return Brief(
        chapter=chapter,
        title=short(chapter.title, 110),
        when="" if chapter.told_in else short(chapter.when, 70),
        where=short(str(chapter.country or "") if chapter.told_in else chapter.where, 90),
        heading=short(chapter.box.heading, 90),
        said=tuple(_said(said, room, limits, say) for said, room in zip(chapter.box.said, limits.items, strict=False)),
        facts=tuple(_facts(chapter, limits, say)),
        chart=chart,
        rows=rows,
        more_rows=_more("brief.rows_more", (len(chart.every) if chart else 0) - len(rows), say),
        unknowns=tuple(_unknown(one, limits) for one in chapter.unknowns[: limits.questions]),
        more_unknowns=_more("brief.more", len(chapter.unknowns) - limits.questions, say),
        disagreements=tuple(_disagreement(one, limits) for one in chapter.disagreements[: limits.points]),
        more_disagreements=_more("brief.more", len(chapter.disagreements) - limits.points, say),
        lines=lines,
    )


def _named(speaker: Speaker, limits: Limits) -> Speaker:
    also = tuple(short(one, limits.name) for one in speaker.also[:2])
    return replace(speaker, name=short(speaker.name, limits.name), also=also)


def _row(row: Row, limits: Limits) -> Row:
    return replace(row, speaker=_named(row.speaker, limits), figure=short(row.figure, 60))


def _said(said: Said, room: int, limits: Limits, say: Phrases) -> BriefHarm:
    notes = [note for span in said.spans[:1] for note in (span.words, *span.notes, span.why) if note]
    notes += [said.review] if said.reviewed else []
    kept = [item for item in said.items if item.rank < room]
    left = sum(len(item.sayings) for item in said.items) - sum(len(item.sayings[: limits.sayings]) for item in kept)
    return BriefHarm(
        harm=short(said.harm_words, 30),
        items=tuple(_item(item, limits) for item in kept),
        more=_more("brief.more", left + said.rest, say),
        notes=short("; ".join(notes), limits.words),
    )


def _item(item: Item, limits: Limits) -> Item:
    sayings = tuple(
        replace(one, speaker=_named(one.speaker, limits), reported=short(one.reported or "", limits.name + 15) or None)
        for one in item.sayings[: limits.sayings]
    )
    return Item(short(item.figure, 60), item.how, sayings)


def _facts(chapter: Chapter, limits: Limits, say: Phrases) -> Iterable[tuple[str, str]]:
    """What the box says in a line each."""
    box = chapter.box
    if not box.acknowledged:
        yield say.say("box.acknowledged"), say.say("box.acknowledged_none")
    elif shut := chapter.circumstances.kept_from:
        words = "; ".join(f"{one.words} ({say.listed([who.name for _, who in one.said[:2]])})" for one in shut)
        yield say.say("circumstances.beside_every"), short(words, limits.words)
    for one in box.responsibility[:1]:
        yield say.say("box.responsibility"), short(one, limits.words)
    for held in box.held[:2]:
        yield short(held.role, 40), short(_held(held, say), limits.words)
    for cause in box.causes[:1]:
        yield say.say("box.cause"), short(f"{cause.says} ({_speaking(cause.speaker, say)})", limits.words)
    if box.silent:
        yield say.say("box.silent"), short(box.silent, limits.words)


def _held(held: Held, say: Phrases) -> str:
    parties = say.listed([party.name for party in held.parties])
    if held.speaker is None:
        return parties
    label = f"“{held.label}”, " if held.label else ""
    put = held.speaker.named or held.put != "according"
    according = say.say(f"box.{held.put}") + " " if put else ""
    return f"{parties} ({label}{according}{_speaking(held.speaker, say)})"


def _speaking(speaker: Speaker, say: Phrases) -> str:
    return str(say.entry("list_join")).join([speaker.name, *speaker.also])


def _unknown(unknown: Json, limits: Limits) -> tuple[str, str]:
    ask = short(str(unknown.get("ask") or ""), limits.words // 2)
    return short(str(unknown["question"]), limits.words), ask


def _disagreement(one: Disagreement, limits: Limits) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    return short(one.sentence, limits.words), tuple(
        (short(side.words, limits.words // 2), side.language) for side in one.passages[: limits.quotes]
    )


def _more(key: str, n: int, say: Phrases) -> str | None:
    return say.say(key, n=say.number_word(n)) if n > 0 else None


def _lines(one: Brief) -> float:
    """About how many lines a brief takes: a head, the box beside the chart, the questions beside the disagreements."""
    head = 2 + one.lines + 1.4 * _wrapped(one.title, 40) + 1.2 * _wrapped(one.when + one.where, 80)
    box = 2 + 1.2 * _wrapped(one.heading, 45) + sum(_harm_lines(said) for said in one.said)
    box += sum(0.6 + _wrapped(f"{name}: {words}") for name, words in one.facts)
    chart = 5.5 + sum(
        0.5 + _wrapped(f"xx {', '.join([row.speaker.name, *row.speaker.also])}, {row.figure}") + _plot(row)
        for row in one.rows
    )
    chart += (2.5 if one.chart and one.chart.axis and one.chart.axis.log else 0) + (1.5 if one.more_rows else 0)
    asked: float = 4 + (1 if one.more_unknowns else 0)
    asked += sum(0.5 + _wrapped(f"{question} Whom to ask next: {ask}") for question, ask in one.unknowns)
    asked += 0 if one.unknowns else 3
    apart: float = 4 + (1 if one.more_disagreements else 0)
    apart += sum(
        0.5 + _wrapped(" ".join([sentence, *(words for words, _ in quotes)])) for sentence, quotes in one.disagreements
    )
    apart += 0 if one.disagreements else 3
    return head + max(box, chart) + max(asked, apart) + 2


def _plot(row: Row) -> float:
    return 0.0 if row.mark.kind in ("word", "denied", "doubted") else 1.8


def _told_by(saying: Saying) -> str:
    return f"; xx {', '.join([saying.speaker.name, *saying.speaker.also, saying.reported or ''])} (acknowledged)"


def _harm_lines(said: BriefHarm) -> float:
    items = sum(_wrapped(item.figure + "".join(_told_by(one) for one in item.sayings)) for item in said.items)
    return 1.5 + items + (1 if said.more else 0) + _wrapped(said.notes)


def _wrapped(words: str, width: int = LINE) -> int:
    return math.ceil(len(words) / width)
