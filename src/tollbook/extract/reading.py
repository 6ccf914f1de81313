"""One source read whole: its sentences, claims and mentions, in the order of its text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from tollbook.data import Pack, load_pack
from tollbook.extract.by_words import words_of
from tollbook.extract.causes import cause_claims
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.claims import Context, Totals, as_named, count_claims
from tollbook.extract.counts import Earlier, FoundCount
from tollbook.extract.denied_before import denials_of_before
from tollbook.extract.document import author_of
from tollbook.extract.doers import box_roles, charge_claims, doer_claims
from tollbook.extract.durations import duration_claims
from tollbook.extract.fields import (
    box_counts,
    figures_under,
    in_one_row,
    is_dated_beside,
    label_meaning,
    row_date,
    row_speaker,
)
from tollbook.extract.headings import heading_of
from tollbook.extract.incidental import day_of_saying, is_incidental
from tollbook.extract.known_speakers import KnownSpeakers
from tollbook.extract.labels import label_claims
from tollbook.extract.laid import laid_claims
from tollbook.extract.left_over import (
    dates_not_read,
    figures_not_read,
    into_paragraph,
    nouns_not_known,
    speakers_not_named,
    told_of,
    unless_dated,
)
from tollbook.extract.lists import find_counts
from tollbook.extract.mentions import (
    dates_beside,
    mentions_of,
    sentence_dates,
    town_mentions,
    with_towns,
)
from tollbook.extract.passed_over import passed_over
from tollbook.extract.persons import Telling, tellings_of, with_later_deaths
from tollbook.extract.quoted import Quoted, quoted_speeches, said_in_speech
from tollbook.extract.quotes import check_claims
from tollbook.extract.referents import with_referents
from tollbook.extract.responsibility import responsibility_claims
from tollbook.extract.rolls import claims_of_rolls
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import Said, find_said
from tollbook.extract.sentences import split_sentences
from tollbook.extract.speakers import Speaker
from tollbook.extract.stated import Stated, may_state
from tollbook.model import (
    Anchor,
    Claim,
    Count,
    Issue,
    Mark,
    Mention,
    MentionKind,
    Passage,
    PassageKind,
    Reading,
    Sentence,
    Severity,
    Source,
    When,
    Zone,
)

_MOST_BEFORE = 40  # claims before a sentence that it may deny


@dataclass(slots=True)
class _Notes:
    """What has been read of a document so far; the only thing that changes while it is read."""

    quoted: tuple[Quoted, ...]
    known: KnownSpeakers
    sentences: list[Sentence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    towns: list[Mention] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    labels: set[tuple[str, str | None]] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    headings: set[str | None] = field(default_factory=set)  # those of which it was said that they are not understood
    last_speaker: Speaker | None = None
    said_on: date | None = None  # the day on which something was said last, where it is stated in full
    earlier: Earlier = field(default_factory=Earlier)
    totals: Totals = field(default_factory=dict)
    told: list[Telling] = field(default_factory=list)

    def who(self, said: Sequence[Said]) -> Callable[[Speaker], Speaker]:
        """Whom a name means in a sentence where this is said; a pronoun, who spoke last in it or before it."""
        named = [one for each in said for one in each.speakers if not one.pronoun and not one.material]
        return partial(self.known.meant, last=named[-1] if named else self.last_speaker)


_More = Callable[[Chunked, Context, Sequence[Claim]], Iterator[Claim]]  # what else a sentence states


def read_claims_of(source: Source) -> Reading:
    """The figures, roles, labels and causes of a source, in its language's pack. Only the main zone is read for claims;
    the source keeps all of it."""
    return _reading(source, passed_over(source), _nothing_more)


def read_all_of(source: Source) -> Reading:
    """The reading of a source with all that it states: conditions, demands, warnings and their like too."""
    assert source.language is not None
    language = source.language
    quiet = frozenset(number for number in passed_over(source) if not _may_state(source, number, language))
    return _reading(source, quiet, Stated())


def _may_state(source: Source, number: int, language: str) -> bool:
    passage = source.passages[number]
    return may_state(words_of(source.text[passage.start : passage.end]), language)


def _nothing_more(_sentence: Chunked, _context: Context, _claims: Sequence[Claim]) -> Iterator[Claim]:
    return iter(())


def _reading(source: Source, quiet: frozenset[int], more: _More) -> Reading:
    assert source.language is not None
    pack = load_pack(source.language)
    author = author_of(source, pack)
    notes = _Notes(quoted_speeches(source, pack, quiet), KnownSpeakers(pack, author))
    if source.date is not None:
        notes.dates.append(source.date)  # a day and month without a year take the document's year until one is stated
    for number, passage in enumerate(source.passages):
        if number in quiet:
            notes.sentences.append(
                Sentence(passage.start, passage.end, number)
            )  # where a person may add what is missed
            continue
        if passage.zone is not Zone.MAIN or passage.kind is PassageKind.DATELINE:
            continue
        if passage.kind in (PassageKind.FIELD, PassageKind.CELL) and passage.label:
            _read_row(source, pack, passage, number, notes)
        else:
            _read_prose(source, pack, passage, number, notes, author, more)
    texts = [source.text[one.start : one.end] for one in notes.sentences] if notes.told else []
    listed = claims_of_rolls(source, author, notes.sentences, notes.claims)
    claims, lost = check_claims(source, [*with_later_deaths(notes.claims, notes.told, texts), *listed])
    return Reading(
        source.id,
        tuple(notes.sentences),
        tuple(claims),
        with_towns(notes.mentions, notes.towns),
        (*lost, *notes.issues, *_issues(claims)),
    )


def _read_prose(
    source: Source, pack: Pack, passage: Passage, number: int, notes: _Notes, author: Speaker | None, more: _More
) -> None:
    notes.earlier, notes.totals = into_paragraph(passage.kind, notes.earlier), {}
    for start, end in split_sentences(source.text, passage.start, passage.end, pack.abbreviations):
        sentence = with_referents(chunk_sentence(source.text, start, end, pack), notes.earlier)
        said = find_said(sentence, source.id, notes.last_speaker or author)
        said = notes.known.recognised([*said_in_speech(sentence, notes.quoted), *said])  # the outermost first
        notes.said_on = day_of_saying(sentence, said) or notes.said_on
        dates = sentence_dates(sentence, notes.dates, _day_of(source), notes.said_on)
        of_events = [one for one in dates if not is_incidental(sentence, said, one[0])]
        notes.earlier = unless_dated([when for _, when in of_events], notes.dates, notes.earlier)
        notes.dates.extend(when for _, when in of_events)
        beside, at = dates_beside(sentence, dates), len(notes.sentences)
        context = _context(source, pack, author, said, of_events, beside, notes.who(said), at)
        heading = passage.kind in (PassageKind.TITLE, PassageKind.HEADING)
        notes.mentions.extend(mentions_of(sentence, source.id, len(notes.sentences), dates, said))
        notes.towns.extend(town_mentions(sentence, source.id, len(notes.sentences)))
        counts = find_counts(sentence, notes.earlier)
        claims = list(_claims_of(sentence, context, notes, heading, counts))
        claims += denials_of_before(sentence, context, [*notes.claims[-_MOST_BEFORE:], *claims])
        if not heading:
            claims += more(sentence, _with_incidental(context, dates), claims)
        notes.claims.extend(claims)
        notes.issues.extend(figures_not_read(sentence, source.id, counts))
        notes.issues.extend(nouns_not_known(sentence, source.id, claims))
        notes.issues.extend(dates_not_read(sentence, source.id, [index for index, _ in dates]))
        notes.issues.extend(speakers_not_named(said, claims))
        notes.told.extend(tellings_of(sentence, source.id, len(notes.sentences), counts))
        notes.earlier = told_of(sentence, counts, notes.earlier)
        narrates = bool(notes.mentions) and notes.mentions[-1].sentence == len(notes.sentences)
        notes.sentences.append(Sentence(start, end, number, narrates))
        for speaker in (speaker for one in said for speaker in one.speakers):
            if not speaker.pronoun and not speaker.material:
                notes.last_speaker = speaker


def _day_of(source: Source) -> date | None:
    """The one day that a source bears."""
    when = source.date
    return when.first if when is not None and when.first == when.last else None


def _context(
    source: Source,
    pack: Pack,
    author: Speaker | None,
    said: list[Said],
    dates: list[tuple[int, When]],
    beside: Sequence[tuple[int, When]] = (),
    who: Callable[[Speaker], Speaker] = as_named,
    number: int | None = None,
) -> Context:
    as_of = source.date.last.isoformat() if source.date and source.date.last else None
    return Context(source.id, pack.language, as_of, author, said, dates, beside, who, number)


def _with_incidental(context: Context, dates: Sequence[tuple[int, When]]) -> Context:
    if len(dates) == len(context.dates):
        return context
    return replace(context, incidental=[one for one in dates if one not in context.dates])


def _claims_of(
    sentence: Chunked, context: Context, notes: _Notes, heading: bool, counts: list[FoundCount]
) -> Iterator[Claim]:
    yield from label_claims(sentence, context, notes.labels)
    yield from count_claims(sentence, context, counts, notes.totals)
    if not heading:
        yield from doer_claims(sentence, context, counts)
        yield from charge_claims(sentence, context, counts)
        yield from responsibility_claims(sentence, context)
        yield from laid_claims(sentence, context)
        yield from cause_claims(sentence, context)
        yield from duration_claims(sentence, context)


def _read_row(source: Source, pack: Pack, passage: Passage, number: int, notes: _Notes) -> None:
    """A row of a box or a cell of a table: its label says what its value is."""
    start = passage.value_start or passage.start
    meaning = label_meaning(passage.label or "", pack)
    value = chunk_sentence(source.text, start, passage.end, pack)
    if not value.chunks:
        return
    dates = sentence_dates(value, notes.dates)
    context = _context(source, pack, None, [], dates)
    sentence = _sentence_of_row(source, number, start, notes)
    if heading := heading_of(passage.label or "", pack.language):
        in_table = passage.kind is PassageKind.CELL
        speaker = row_speaker(source, pack, number) if in_table else None
        when = row_date(source, pack, number, notes.dates) if in_table else None
        counts = box_counts(value, heading, context, speaker)
        notes.claims.extend(replace(claim, sentence=sentence, when=when) for claim in counts)
        if passage.label not in notes.headings and (issues := list(figures_under(value, heading, source.id))):
            notes.headings.add(passage.label)
            notes.issues.extend(issues)
    if "responsible_field" in meaning:
        notes.claims.extend(box_roles(value, context))
    if "date_field" in meaning:
        notes.dates.extend(when for _, when in dates)
    if "place_field" in meaning:
        notes.mentions.append(_place_of_row(source, value, sentence))
    beside = bool(dates) and passage.kind is PassageKind.CELL and is_dated_beside(source, pack, number)
    mentioned = mentions_of(value, source.id, sentence, dates, ())
    notes.mentions.extend(
        replace(one, incidental=True) if beside and one.kind is MentionKind.DATE else one for one in mentioned
    )


def _sentence_of_row(source: Source, number: int, start: int, notes: _Notes) -> int:
    """The number of the sentence that a row of a box, or the cells of one row of a table together, count as."""
    end = source.passages[number].end
    first = number
    while first > 0 and notes.sentences and first > notes.sentences[-1].passage and in_one_row(source, first - 1):
        first -= 1
    if notes.sentences and first <= notes.sentences[-1].passage:
        notes.sentences[-1] = replace(notes.sentences[-1], end=end)
    else:
        notes.sentences.append(Sentence(start, end, number))
    return len(notes.sentences) - 1


def _place_of_row(source: Source, value: Chunked, sentence: int) -> Mention:
    """The first part of "Khujand, Tajikistan"."""
    end = next((token.start for token in value.line.tokens if token.text == ","), value.end)
    while end > value.start and source.text[end - 1].isspace():
        end -= 1
    words = source.text[value.start : end] or source.text[value.start : value.end]
    return Mention(
        MentionKind.PLACE,
        words,
        Anchor(source.id, value.start, value.start + len(words), words),
        sentence,
        definite=True,
    )


def _issues(claims: list[Claim]) -> Iterator[Issue]:
    for claim in claims:
        if isinstance(claim.statement, Count) and Mark.EACH_OR_TOGETHER in claim.statement.marks:
            yield Issue(
                "each-or-together",
                f"“{claim.statement.quantity.words}” is said of several places ({claim.where}); "
                "whether in each or in all together is "
                "not stated. It is kept as it stands. If another source says, add it.",
                Severity.OPEN,
                claim.anchor,
                about=(claim.id,),
            )
