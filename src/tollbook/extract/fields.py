"""Rows of a box: what the label says the value is."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from tollbook.data import Pack
from tollbook.extract.all_told import all_told_behind
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.claims import Context, anchor_of
from tollbook.extract.headings import Heading
from tollbook.extract.lexicon import Hit, lexicon_of
from tollbook.extract.mentions import sentence_dates
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.extract.tokens import tokenize
from tollbook.extract.whose_figure import is_early, whose_figure
from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Issue,
    Mark,
    Passage,
    PassageKind,
    Severity,
    Source,
    SpeakerType,
    When,
    Zone,
)

_FIGURES = frozenset({"q", "n", "u"})
_FARTHEST = 200  # cells of a row that are looked at on either side


def label_meaning(label: str, pack: Pack) -> dict[str, Hit]:
    """What the label of a row names, by class; empty where the pack does not know it."""
    tokens = tokenize(label, 0, len(label), pack.thousands, pack.decimal)
    if not tokens:
        return {}
    hits = lexicon_of(pack.language).find(tokens)[0]
    return {cls: hit for cls, hit in hits.items() if hit.length == len(tokens) and cls in _FIELDS}


_FIELDS = frozenset({"date_field", "place_field", "responsible_field", "event_field", "speaker_field"})


def row_speaker(source: Source, pack: Pack, number: int) -> Speaker | None:
    """Who says what a table's row states: the row's cell in a column of speakers ("Source")."""
    cell = _cell_of_row(source, pack, number, "speaker_field")
    found = speakers_in(cell, source.id, 0, len(cell.chunks)) if cell and cell.chunks else []
    return found[0] if found else None


def row_date(source: Source, pack: Pack, number: int, earlier: Sequence[When]) -> When | None:
    """When what a table's row states happened: the one date in the row's cell in a column of dates ("Date")."""
    cell = _cell_of_row(source, pack, number, "date_field")
    dates = sentence_dates(cell, earlier) if cell else []
    return dates[0][1] if len(dates) == 1 else None


def is_dated_beside(source: Source, pack: Pack, number: int) -> bool:
    """Whether a table's row has its day in another column than this cell's: what is dated here is not the event."""
    cell = _passage_of_row(source, pack, number, "date_field")
    return cell is not None and "date_field" not in label_meaning(source.passages[number].label or "", pack)


def _cell_of_row(source: Source, pack: Pack, number: int, column: str) -> Chunked | None:
    """The words of the first cell of a passage's row that stands in a column of that kind."""
    passage = _passage_of_row(source, pack, number, column)
    return chunk_sentence(source.text, passage.value_start or passage.start, passage.end, pack) if passage else None


def _passage_of_row(source: Source, pack: Pack, number: int, column: str) -> Passage | None:
    first, last = number, number
    while first > max(0, number - _FARTHEST) and in_one_row(source, first - 1):
        first -= 1
    while last + 1 < min(len(source.passages), number + _FARTHEST) and in_one_row(source, last):
        last += 1
    for passage in source.passages[first : last + 1]:
        if passage.zone is Zone.MAIN and column in label_meaning(passage.label or "", pack):
            return passage
    return None


def in_one_row(source: Source, number: int) -> bool:
    """Whether a cell and the passage after it are cells of one row: they stand on one line."""
    one, other = source.passages[number], source.passages[number + 1]
    both = one.kind is PassageKind.CELL and other.kind is PassageKind.CELL
    return both and "\n" not in source.text[one.end : other.start]


def stated_by(speaker: Speaker | None) -> Attribution:
    """A row's attribution: its speaker where a cell names one, else the document itself."""
    return speaker.attribution() if speaker else Attribution(None, None, SpeakerType.DOCUMENT)


def figures_under(value: Chunked, heading: Heading, source: str) -> Iterator[Issue]:
    """An issue for the first figure of a row or cell whose label speaks of harm, and was not understood."""
    for chunk in value.chunks if heading.harm is None else ():
        if chunk.symbol in _FIGURES and chunk.quantity is not None:
            start, end = value.place(chunk.first, chunk.last)
            yield Issue(
                "figure-not-read",
                f"“{value.line.text[start:end]}” was not read, nor what else has this label: it speaks of harm, but "
                "not all of it was understood. Read it; if it states a count, add it by hand.",
                Severity.OPEN,
                Anchor(source, start, end, value.line.text[start:end]),
            )
            return


def box_counts(value: Chunked, heading: Heading, context: Context, speaker: Speaker | None = None) -> Iterator[Claim]:
    """The counts that a row such as "Fatalities: 24–158" states, by ``speaker`` or by nobody named. Parts after one are
    parts, unless the row says that another gives the figure, or it is the greater."""
    if heading.harm is None:
        return
    total: Claim | None = None
    whole: tuple[int, ...] = ()
    for index, chunk in enumerate(value.chunks):
        if chunk.symbol not in _FIGURES or chunk.quantity is None:
            continue
        others = None if speaker else whose_figure(value, index, context.source)
        claim = _row_count(value, heading, context, index, stated_by(speaker or others))
        claim = replace(claim, reader=f"tollbook-{context.language}:row") if speaker else claim
        if total is not None and not others and not _is_another(claim, chunk, total):
            marks = {Mark.PART, Mark.ALL_TOLD} if index in whole else {Mark.PART}
            yield replace(_marked(claim, marks), part_of=total.id)
        elif chunk.group:
            yield claim
        else:
            total, whole = claim, all_told_behind(value.chunks, index)
            yield claim


def _marked(claim: Claim, marks: Set[Mark]) -> Claim:
    assert claim.count is not None
    return replace(claim, statement=replace(claim.count, marks=claim.count.marks | marks))


def _row_count(value: Chunked, heading: Heading, context: Context, index: int, said: Attribution) -> Claim:
    chunk, harm = value.chunks[index], heading.harm
    assert chunk.quantity is not None
    assert harm is not None
    named = chunk.group if chunk.group != "all" else None
    marks = {Mark.DIED} if heading.died else set()
    marks |= {Mark.GROUP_CARRIED} if heading.group and not named else set()
    marks |= {Mark.EARLY} if is_early(value, index) else set()
    start, end = value.place(chunk.first, chunk.last)
    many = replace(chunk.quantity, words=value.line.text[start:end])
    return Claim(
        statement=Count(harm, named or heading.group or "all", many, frozenset(marks)),
        attribution=said,
        anchor=anchor_of(value, context.source, index, index + 1),
        language=context.language,
        reader=f"tollbook-{context.language}:box",
        as_of=context.as_of,
    )


def _is_another(claim: Claim, chunk: Chunk, total: Claim) -> bool:
    """Whether a figure of everyone is more than the total before it: that is no part, but what somebody else counts."""
    assert claim.count is not None
    assert total.count is not None
    most = total.count.quantity.high
    return chunk.group is None and most is not None and (claim.count.quantity.low or 0) > most
