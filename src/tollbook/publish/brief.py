"""The printed brief: items 1 to 5 of one main incident, cut so that they fit a page, with what was left off counted."""

from dataclasses import dataclass

from tollbook.publish.axis import Axis
from tollbook.publish.chapters import Chapter, Disagreement
from tollbook.publish.chart import Chart, Row
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases
from tollbook.publish.said import Item

SAID = 7  # figures in the box, over all harms
ROWS = 6  # rows of the chart of the first harm
QUESTIONS = 4
POINTS = 3
LONGEST = 220  # characters of one sentence


@dataclass(frozen=True, slots=True)
class Brief:
    """``more_…`` say how many were left off the page; None where none was."""

    chapter: Chapter
    said: tuple[tuple[str, tuple[Item, ...], tuple[str, ...]], ...]
    chart: Chart | None
    axis: Axis | None
    rows: tuple[Row, ...]
    more_rows: str | None
    unknowns: tuple[Json, ...]
    more_unknowns: str | None
    disagreements: tuple[Disagreement, ...]
    more_disagreements: str | None


def brief(chapter: Chapter, say: Phrases) -> Brief:
    """The brief of one chapter."""
    chart = chapter.charts[0] if chapter.charts else None
    rows = chart.rows[:ROWS] if chart else ()
    return Brief(
        chapter=chapter,
        said=tuple(_said(chapter)),
        chart=chart,
        axis=chart.axis if chart else None,
        rows=rows,
        more_rows=_more_rows(len(chart.every) - len(rows) if chart else 0, say),
        unknowns=chapter.unknowns[:QUESTIONS],
        more_unknowns=_more(len(chapter.unknowns) - QUESTIONS, say),
        disagreements=chapter.disagreements[:POINTS],
        more_disagreements=_more(len(chapter.disagreements) - POINTS, say),
    )


def _said(chapter: Chapter) -> list[tuple[str, tuple[Item, ...], tuple[str, ...]]]:
    room = max(1, SAID // max(1, len(chapter.box.said)))
    return [
        (
            said.harm_words,
            said.items[:room],
            tuple(note for span in said.spans for note in (span.words, *span.notes) if note),
        )
        for said in chapter.box.said
    ]


def _more(n: int, say: Phrases) -> str | None:
    return say.say("brief.more", n=say.number_word(n)) if n > 0 else None


def _more_rows(n: int, say: Phrases) -> str | None:
    return say.say("brief.rows_more", n=say.number_word(n)) if n > 0 else None
