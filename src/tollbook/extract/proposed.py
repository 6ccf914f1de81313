"""Proposals of other extractors to claims: each quote looked up in its source, each figure read from it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tollbook.data import Pack, available_languages, load_pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.entered import UNDETERMINED
from tollbook.extract.folded import Folded
from tollbook.extract.lexicon import NO_HITS
from tollbook.extract.pieces import Piece
from tollbook.extract.quantities import Line, read_quantity
from tollbook.extract.sentences import split_sentences
from tollbook.extract.speakers import speakers_in
from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Form,
    Issue,
    Quantity,
    Reading,
    Severity,
    Source,
    SpeakerType,
    party_key,
)
from tollbook.model.answers import read_answer
from tollbook.model.proposal import Answer, Proposal

Span = tuple[int, int]
_DIGITS = re.compile(r"\d+")
_OF_A_PLACE = 80  # characters of a piece that an issue with it shows
_ONE = ("article_indefinite", "number_article", "one_person", "one_person_object")


@dataclass(slots=True)
class Proposed:
    """What other extractors made of one source: claims that wait for a person, and what could not be made one."""

    claims: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


class _NotQuoted(Exception):
    """What of a proposal does not stand in the source, in words that hold nothing of it."""


def propose(source: Source, reading: Reading | None, answered: Iterable[tuple[Piece, Answer]]) -> Proposed:
    """The claims of all answers whose words stand in the source. ``reading``: the embedded one, whose sentences place
    them."""
    made = Proposed()
    checking = _Checking(source, reading)
    for piece, answer in answered:
        if answer.content is None:
            made.issues.append(_not_answered(source, piece, answer))
            continue
        proposals, unfit = read_answer(answer.content)
        made.issues += (_not_usable(source, piece, answer, why) for why in unfit)
        for one in proposals:
            try:
                made.claims.append(checking.claim(one, piece, answer))
            except _NotQuoted as wrong:
                made.issues.append(_not_quoted(source, piece, answer, f"{one.harm}: {wrong}"))
    return made


class _Checking:
    """One source, to be asked where the words of proposals stand."""

    def __init__(self, source: Source, reading: Reading | None) -> None:
        self._source = source
        self._starts = [one.start for one in reading.sentences] if reading else []
        self._pack = load_pack(source.language) if source.language in available_languages() else None

    def claim(self, one: Proposal, piece: Piece, answer: Answer) -> Claim:
        """Raises _NotQuoted."""
        folded = Folded(self._source.text, piece.start, piece.start + len(piece.text))
        start, end = _place(one, piece, folded)
        figure = next(folded.find(one.figure, start, end), None)
        if figure is None:
            raise _NotQuoted("its figure does not stand in its quote")
        return Claim(
            Count(one.harm, one.group, self._quantity(one, (start, end), figure, piece)),
            self._attribution(one, folded, start),
            self._source.anchor(start, end),
            self._source.language or UNDETERMINED,
            answer.reader,
            as_of=_day(self._source),
            sentence=max(0, bisect_right(self._starts, figure[0]) - 1) if self._starts else figure[0],
            proposed=True,
        )

    def _quantity(self, one: Proposal, quote: Span, figure: Span, piece: Piece) -> Quantity:
        """What the words come to. Numbers that the extractor gives beside them must be in the words."""
        if self._pack is None:
            return _in_digits(one, self._source.text[slice(*figure)])
        start, end = self._sentence(figure, piece)
        found = _read_at(self._source.text, min(start, quote[0]), max(end, figure[1]), figure, self._pack)
        if found is None:
            raise _NotQuoted("no number is read in the words of its figure")
        if not {one.low, one.high} - {None} <= {found.low, found.high}:
            raise _NotQuoted("its number is not that of the words of its figure")
        return found

    def _sentence(self, figure: Span, piece: Piece) -> Span:
        assert self._pack is not None
        sentences = split_sentences(
            self._source.text, piece.start, piece.start + len(piece.text), self._pack.abbreviations
        )
        return next((one for one in sentences if one[0] <= figure[0] < one[1]), figure)

    def _attribution(self, one: Proposal, folded: Folded, near: int) -> Attribution:
        if one.speaker is None:
            return Attribution(None, None, SpeakerType.DOCUMENT, one.stance)
        at = min(folded.find(one.speaker), key=lambda span: (abs(span[0] - near), span), default=None)
        if at is None:
            raise _NotQuoted("its speaker is not named there in these words")
        words = self._source.text[slice(*at)]
        if not (key := party_key(words)):
            raise _NotQuoted("its speaker is no word")
        if self._pack is not None:
            phrase = chunk_sentence(self._source.text, *at, self._pack)
            parties = speakers_in(phrase, self._source.id, 0, len(phrase.chunks)) if phrase.chunks else []
            if len(parties) == 1:
                return replace(parties[0].attribution(), stance=one.stance)
        return Attribution(words, key, SpeakerType.UNKNOWN, one.stance, at=self._source.anchor(*at))


def _place(one: Proposal, piece: Piece, folded: Folded) -> Span:
    found = list(folded.find(one.quote))
    if one.start is not None:
        found = [span for span in found if span[0] == piece.start + one.start] or found
    if not found:
        raise _NotQuoted("its quote does not stand there")
    if len(found) > 1:
        raise _NotQuoted("its quote stands there more than once")
    return found[0]


def _read_at(text: str, start: int, end: int, figure: Span, pack: Pack) -> Quantity | None:
    """The quantity that the words of the figure are of, with the bound that stands before or after them; one person is
    one, and nobody none."""
    line = chunk_sentence(text, start, end, pack).line
    index = 0
    while index < len(line.tokens) and line.tokens[index].start < figure[1]:
        if (last := _nobody(line, index)) and line.tokens[last - 1].end > figure[0]:
            return Quantity(0, 0, False, Form.EXACT, line.text[slice(*figure)])
        found = None if last else read_quantity(line, index)
        if found and line.tokens[found.last - 1].end > figure[0]:
            return found.quantity
        index = found.last if found else last or index + 1
    return _one_person(line, figure)


def _nobody(line: Line, index: int) -> int | None:
    """The token after words that say that nobody, or none of a group, was harmed; "no fewer than" is none of them."""
    hits = line.hits[index]
    found = hits.get("nobody") or hits.get("no")
    return index + found.length if found and not hits.keys() & {"bound", "vague"} else None


def _one_person(line: Line, figure: Span) -> Quantity | None:
    hits = next((line.hits[n] for n, token in enumerate(line.tokens) if token.start >= figure[0]), NO_HITS)
    return Quantity(1, 1, False, Form.EXACT, line.text[slice(*figure)]) if any(one in hits for one in _ONE) else None


def _in_digits(one: Proposal, words: str) -> Quantity:
    """In a language without a pack: the digits there must be the numbers given, and what bounds them is not checked."""
    numbers = {int(digits) for digits in _DIGITS.findall(words) if len(digits) < 13}
    given = {one.low, one.high} - {None}
    if not numbers or not given <= numbers or (not given and len(numbers) > 1):
        raise _NotQuoted("its number does not stand in digits in its figure")
    if one.low is None and one.high is None:
        (low,) = numbers
        return Quantity(low, low, False, Form.EXACT, words)
    if one.low is None:
        return Quantity(None, one.high, False, Form.AT_MOST, words)
    if one.high is None:
        return Quantity(one.low, None, True, Form.AT_LEAST, words)
    if one.low > one.high:
        raise _NotQuoted("its bounds cross")
    return Quantity(one.low, one.high, False, Form.EXACT if one.low == one.high else Form.RANGE, words)


def _day(source: Source) -> str | None:
    return source.date.last.isoformat() if source.date and source.date.last else None


def read_beside(reading: Reading | None, proposed: Sequence[Claim]) -> tuple[Reading | None, list[Claim]]:
    """The embedded reading, each claim with the others that read the same; and the proposals that nobody read before,
    each once."""
    counts = {one.id: one for one in reading.claims if one.count} if reading else {}
    left: dict[str, Claim] = {}
    for claim in proposed:
        same = next((one for one in (*counts.values(), *left.values()) if _alike(one, claim)), None)
        held = counts if same is not None and same.id in counts else left
        if same is None:
            left[claim.id] = claim
        elif claim.reader not in (same.reader, *same.read_also):
            held[same.id] = replace(same, read_also=tuple(sorted((*same.read_also, claim.reader))))
    if reading is not None:
        reading = replace(reading, claims=tuple(counts.get(one.id, one) for one in reading.claims))
    return reading, list(left.values())


def _alike(one: Claim, other: Claim) -> bool:
    """Whether both read the same figure at the same words. Where the other names no speaker it does not contradict."""
    mine, theirs = one.count, other.count
    assert mine is not None and theirs is not None
    if one.id == other.id:
        return True
    same = (mine.harm, mine.group) == (theirs.harm, theirs.group) and _figure(mine.quantity) == _figure(theirs.quantity)
    apart = one.anchor.end <= other.anchor.start or other.anchor.end <= one.anchor.start
    said = other.attribution
    return same and not apart and said.stance == one.attribution.stance and said.key in (None, one.attribution.key)


def _figure(many: Quantity) -> tuple[int | None, int | None, bool, str | None]:
    return many.low, many.high, many.open, many.term


def _at(source: Source, piece: Piece) -> Anchor:
    """The place of a piece, by its first words."""
    return source.anchor(piece.start, piece.start + min(len(piece.text), _OF_A_PLACE))


def _not_answered(source: Source, piece: Piece, answer: Answer) -> Issue:
    message = (
        f"{answer.reader} was asked about this passage of {source.name} and gave no answer that could be kept. Ask "
        "again with tollbook ask; the embedded reading does without it."
    )
    return Issue("no-answer", message, Severity.NOTE, _at(source, piece))


def _not_usable(source: Source, piece: Piece, answer: Answer, why: str) -> Issue:
    message = (
        f"{answer.reader} answered about this passage of {source.name} in a form that was not asked for ({why}). It "
        "was left out. Read the passage, and add what it states by hand where that is missing."
    )
    return Issue("answer-not-usable", message, Severity.NOTE, _at(source, piece))


def _not_quoted(source: Source, piece: Piece, answer: Answer, why: str) -> Issue:
    message = (
        f"{answer.reader} gave a claim about this passage of {source.name} that its words do not bear out ({why}). It "
        "was refused. Read the passage, and add the claim by hand if it is there."
    )
    return Issue("proposal-not-quoted", message, Severity.OPEN, _at(source, piece))


def pieces_answered(pieces: Iterable[Piece], answers: Iterable[Answer]) -> Iterator[tuple[Piece, Answer]]:
    """Each piece with each answer about its words."""
    by_piece: dict[str, list[Answer]] = {}
    for one in answers:
        by_piece.setdefault(one.piece, []).append(one)
    for piece in pieces:
        for one in by_piece.get(piece.hash, ()):
            yield piece, one
