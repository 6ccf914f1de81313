"""Claims that people entered: each anchored to words of its source, or to what was written down of a source without."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time

from tollbook.data import available_languages, load_pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.speakers import speakers_in
from tollbook.extract.standing import Standing
from tollbook.extract.written_down import Laid, Line, lay_out
from tollbook.model import (
    Anchor,
    Attribution,
    Check,
    Claim,
    Count,
    Decision,
    DecisionKind,
    EnteredClaim,
    Issue,
    Reading,
    Severity,
    Source,
    party_key,
)

FILE_NAME = "claims.csv"
UNDETERMINED = "und"  # ISO 639-2: nobody said which language
READER = "person:"
_SILENT = frozenset(("no-text-layer", "empty"))  # what the notes of people answer

Read = tuple[Source, Reading | None]


@dataclass(slots=True)
class Added:
    """What the rows made of the sources. ``readings``: first each source's own, then what stands by the day and place
    written beside it."""

    sources: list[Source] = field(default_factory=list)
    readings: list[tuple[Source, Reading]] = field(default_factory=list)
    beside: list[tuple[Source, Reading]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def answers(self, issue: Issue) -> bool:
        """Whether people wrote down what the issue says that no machine could read."""
        return issue.code in _SILENT and any(one.written_down and one.name == issue.source for one in self.sources)


def add_entered(read: Sequence[Read], named: Mapping[str, str], rows: Iterable[EnteredClaim]) -> Added:
    """The sources and readings with the rows in them. ``named``: the id of the source that a row's name means."""
    by_source: dict[str, list[EnteredClaim]] = {}
    added = Added()
    for row in rows:
        if row.source in named:
            by_source.setdefault(named[row.source], []).append(row)
        else:
            added.issues.append(_no_such_source(row))
    for source, reading in read:
        own = by_source.get(source.id, [])
        if not own:
            _keep(added, source, reading)
        elif source.text:
            _anchor(added, source, reading, own)
        else:
            _write_down(added, source, own)
    added.readings += added.beside
    return added


def _keep(added: Added, source: Source, reading: Reading | None) -> None:
    added.sources.append(source)
    if reading is not None:
        added.readings.append((source, reading))
    if source.entry is not None:
        added.issues.append(_nothing_written(source))


def _write_down(added: Added, source: Source, rows: Sequence[EnteredClaim]) -> None:
    """A source without text: its text is what people wrote down."""
    placed = []
    for row in rows:
        if row.place is None:
            added.issues.append(_no_place(row))
        else:
            placed.append((row, Line(row.place, row.words, row.speaker)))
    if not placed:
        _keep(added, source, None)
        return
    laid = lay_out(line for _, line in placed)
    languages = {row.language for row, _ in placed}
    source = replace(
        source,
        text=laid.text,
        passages=laid.passages,
        written_down=True,
        language=source.language or (languages.pop() if len(languages) == 1 else None),
    )
    order = {line: number for number, line in enumerate(sorted(laid.starts, key=laid.starts.__getitem__))}
    made = [(row, replace(_laid_claim(source, row, line, laid), sentence=order[line])) for row, line in placed]
    added.sources.append(source)
    added.issues.append(_written_down(source, [row for row, _ in made], len(laid.passages)))
    added.beside.append((source, Reading(source.id, (), tuple(_in_order(_once(made, added))), (), ())))
    added.decisions += (one for row, claim in made for one in _decisions(row, claim))


def _laid_claim(source: Source, row: EnteredClaim, line: Line, laid: Laid) -> Claim:
    start, speaker = laid.starts[line], laid.speakers.get(line)
    named = source.anchor(speaker, speaker + len(row.speaker)) if row.speaker and speaker is not None else None
    return replace(_claim(source, row, source.anchor(start, start + len(row.words)), named), place=row.place)


def _anchor(added: Added, source: Source, reading: Reading | None, rows: Sequence[EnteredClaim]) -> None:
    """A source with text: each row stands at words of it. What the machine read as well is one claim, and checked."""
    standing = Standing(source, reading)
    flow = _BySentence(standing, reading.claims if reading else ())
    beside: list[tuple[EnteredClaim, Claim]] = []
    for row in rows:
        at, wrong = standing.words_of(row)
        named = standing.speaker_of(row, at) if at else None
        if at is None or (row.speaker is not None and named is None):
            added.issues.append(not_standing(row, wrong or _NO_SPEAKER))
            continue
        claim = replace(_claim(source, in_its_words(row, at.words), at, named), sentence=standing.sentence_of(at))
        read_as = flow.like(claim)
        if read_as is not None:
            added.issues += _otherwise(row, read_as, claim)
            flow.put(_checked(read_as, claim))
        elif standing.sentences and not (row.when and row.where):
            flow.put(claim)
        else:
            beside.append((row, claim))
        added.decisions += _decisions(row, read_as or claim)
    added.sources.append(source)
    if reading is not None:
        added.readings.append((source, replace(reading, claims=tuple(_in_order(flow.claims())))))
    if beside:
        added.beside.append((source, Reading(source.id, (), tuple(_in_order(_once(beside, added))), (), ())))


class _BySentence:
    """The claims that follow the flow of a text, by the sentence in which their words begin."""

    def __init__(self, standing: Standing, claims: Iterable[Claim]) -> None:
        self._standing = standing
        self._claims: dict[int, dict[str, Claim]] = {}
        for claim in claims:
            self.put(claim)

    def put(self, claim: Claim) -> None:
        """The claim, in the place of one with its id."""
        self._claims.setdefault(self._standing.sentence_of(claim.anchor), {})[claim.id] = claim

    def like(self, claim: Claim) -> Claim | None:
        """The claim that states the same in overlapping words."""
        own = self._claims.get(self._standing.sentence_of(claim.anchor), {})
        return next((one for one in own.values() if _alike(one, claim)), None)

    def claims(self) -> Iterable[Claim]:
        """All of them."""
        return (claim for own in self._claims.values() for claim in own.values())


def in_its_words(row: EnteredClaim, words: str) -> EnteredClaim:
    """The row with the words as the source has them, where white space differs."""
    statement = row.statement
    if isinstance(statement, Count):
        statement = replace(statement, quantity=replace(statement.quantity, words=words))
    return replace(row, words=words, statement=statement)


def _claim(source: Source, row: EnteredClaim, at: Anchor, named: Anchor | None) -> Claim:
    return Claim(
        statement=row.statement,
        attribution=attribution_of(source, row, named),
        anchor=at,
        language=row.language or source.language or UNDETERMINED,
        reader=f"{READER}{row.by}",
        when=row.when,
        where=row.where,
        as_of=source.date.last.isoformat() if source.date and source.date.last else None,
        checked=(Check(row.by, row.on),),
    )


def attribution_of(source: Source, row: EnteredClaim, named: Anchor | None) -> Attribution:
    """Who says so; the key of a party is the one that a reading of its language gives it."""
    key = party_key(row.speaker) if row.speaker else None
    state, nameless = None, False
    language = row.language or source.language
    if named is not None and language in available_languages():
        phrase = chunk_sentence(source.text, named.start, named.end, load_pack(language))
        parties = speakers_in(phrase, source.id, 0, len(phrase.chunks)) if phrase.chunks else []
        if len(parties) == 1:
            key, state, nameless = parties[0].key, parties[0].state, parties[0].nameless
    return Attribution(
        row.speaker,
        key,
        row.speaker_type,
        row.stance,
        anonymous=row.anonymous,
        at=named,
        state=state,
        nameless=nameless,
    )


def _alike(one: Claim, other: Claim) -> bool:
    """The same statement by the same speaker at words that overlap."""
    apart = one.anchor.end <= other.anchor.start or other.anchor.end <= one.anchor.start
    if apart or one.attribution.key != other.attribution.key or one.attribution.stance != other.attribution.stance:
        return False
    here, there = one.count, other.count
    if here is None or there is None:
        return one.statement == other.statement
    facts = [
        (many.harm, many.group, many.quantity.low, many.quantity.high, many.quantity.open) for many in (here, there)
    ]
    return facts[0] == facts[1] and here.quantity.term == there.quantity.term


def _checked(one: Claim, by: Claim) -> Claim:
    """A claim that a person entered as well; what the machine could not tell of day and place is taken from them."""
    checked = tuple(sorted({*one.checked, *by.checked}))
    return replace(one, checked=checked, when=one.when or by.when, where=one.where or by.where)


def _once(made: Iterable[tuple[EnteredClaim, Claim]], added: Added) -> Iterable[Claim]:
    """Equal claims of several rows as one, checked by all who entered it."""
    kept: dict[str, Claim] = {}
    for row, claim in made:
        if claim.id in kept:
            added.issues += _otherwise(row, kept[claim.id], claim)
        kept[claim.id] = _checked(kept[claim.id], claim) if claim.id in kept else claim
    return kept.values()


def _otherwise(row: EnteredClaim, one: Claim, by: Claim) -> Iterator[Issue]:
    """Where a row gives another day or place than what states the same already."""
    days = one.when is not None and by.when is not None and not one.when.meets(by.when)
    if days or (one.where is not None and by.where is not None and one.where.casefold() != by.where.casefold()):
        message = (
            f"{row.origin} gives another {'day' if days else 'place'} than another row, or the source "
            "itself, for the same words. The other was kept. Look up which is right."
        )
        yield Issue("entered-otherwise", message, Severity.OPEN, one.anchor, about=(one.id,))


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.anchor.start, claim.anchor.end, claim.id))


def _decisions(row: EnteredClaim, claim: Claim) -> Iterator[Decision]:
    """A row of claims.csv as a decision: at midnight UTC of its day, since only the day is given."""
    if row.decision is not None:
        return
    reason = row.reason or f"these words stand at “{row.place}”" if row.place else row.reason
    yield Decision(
        DecisionKind.ADD,
        (claim.anchor.source,),
        "stands",
        row.by,
        datetime.combine(row.on, time(), UTC),
        reason or "these words stand in the source",
        {"words": claim.anchor.words, "claim": claim.id},
    )


_NO_SPEAKER = "column speaker: the source does not name the speaker in these words; copy its own, or leave it blank"


def _file(row: EnteredClaim) -> str | None:
    return FILE_NAME if row.decision is None else None


def _unused(row: EnteredClaim) -> str:
    return "The row was not used." if row.decision is None else "It has no effect; decide again, over it."


def not_standing(row: EnteredClaim, why: str) -> Issue:
    """A claim that a person gave, and that has no place in its source."""
    message = f"{row.origin}, {why if row.decision is None else why.removeprefix('column ')}. {_unused(row)}"
    return Issue("words-not-found", message, Severity.LOST, source=_file(row))


def _no_such_source(row: EnteredClaim) -> Issue:
    message = (
        f"{row.origin}, column source: the case has no document and no entry of this name, or it could "
        f"not be opened. Check its spelling, and give its folder; or add a row to sources.csv. {_unused(row)}"
    )
    return Issue("claims-source-unknown", message, Severity.LOST, source=_file(row))


def _no_place(row: EnteredClaim) -> Issue:
    message = (
        f"{row.origin}, column place: it is blank, and the source has no text that could be searched. "
        f"Write where the words stand: page 2, cell B4, 00:01:23. {_unused(row)}"
    )
    return Issue("place-missing", message, Severity.LOST, source=_file(row))


def _nothing_written(source: Source) -> Issue:
    message = (
        f"{source.name} is an entry without a file, and nothing of it is written down. Add what it says to "
        f"{FILE_NAME}, place by place."
    )
    return Issue("nothing-written-down", message, Severity.OPEN, source=source.name)


def _written_down(source: Source, rows: Sequence[EnteredClaim], places: int) -> Issue:
    persons = ", ".join(f"{by} on {on}" for by, on in sorted({(row.by, row.on.isoformat()) for row in rows}))
    message = (
        f"{source.name} holds no text that a machine reads. What stands for its text was written down by {persons} "
        f"(places: {places}). Compare it with the source itself."
    )
    return Issue("written-down", message, Severity.NOTE, source=source.name)
