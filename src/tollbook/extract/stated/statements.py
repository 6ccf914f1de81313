"""What a match of a pattern states, with the words that state it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.claims import Context
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import speakers_in, type_of
from tollbook.extract.stated.found import Found, clause_before
from tollbook.extract.stated.templates import Templates
from tollbook.model import Access, Act, Condition, Demand, Notice, Pattern, Reaction, SpeakerType, Statement

Span = tuple[int, int]
_TOPIC = "topic_"  # classes of words that tell of which condition it is
_INTENDED = "intended"
_OUTSIDERS = "outsiders"  # the class of words for those who are let in, or not
_AROUND = " ,.;:–—-\n\t"
_PAIRS = (('"', '"'), ("“", "”"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Maker:
    """A match, with what is needed to state it."""

    sentence: Chunked
    context: Context
    found: Found
    templates: Templates

    @property
    def text(self) -> str:
        """The text of the source."""
        return self.sentence.line.text

    @property
    def own(self) -> Span:
        """The match itself, trimmed."""
        return self.trimmed((self.found.start, self.found.end))

    def part(self, name: str) -> Span | None:
        """Where a named part stands, as far as its clause goes."""
        span = self.found.parts.get(name)
        if span is None:
            return None
        trimmed = self.trimmed((span[0], min(span[1], self.found.end)))
        return trimmed if trimmed[0] < trimmed[1] else None

    def words(self, span: Span | None) -> str | None:
        """The words at a place."""
        return self.text[span[0] : span[1]] if span else None

    def head(self) -> Span | None:
        """Where stands who does it, or to whom it is done."""
        if self.found.head is None:
            return None
        first, last = self.found.head
        chunks = self.sentence.chunks
        return self.sentence.place(chunks[first].first, chunks[last - 1].last)

    def trimmed(self, span: Span) -> Span:
        """Up to what ends a clause, without signs around it."""
        start, end = span
        if cut := self.templates.classes["ends"].search(self.text, start, end):
            end = cut.start()
        while start < end and self.text[start] in _AROUND:
            start += 1
        while end > start and (self.text[end - 1] in _AROUND or _closes_nothing(self.text, start, end)):
            end -= 1
        return start, end

    def from_clause(self) -> Span:
        """The match; from the beginning of its clause on, where the pattern asks for that."""
        if self.found.template.head != "clause":
            return self.own
        first = clause_before(self.sentence, self.found.chunk, 0)
        start = self.sentence.line.tokens[self.sentence.chunks[first].first].start
        start, end = self.trimmed((max(start, self.found.since), self.found.end))
        while opened := self._opened(start, end):
            start, end = self.trimmed((opened, end))
        return start, end

    def _opened(self, start: int, end: int) -> int | None:
        """The end of words that lead into a clause, or join it to the one before."""
        found = (self.templates.classes[name].match(self.text, start, end) for name in ("and_then", "leads_in"))
        return next((one.end() for one in found if one), None)

    def is_a(self, cls: str, span: Span) -> re.Match[str] | None:
        """A wording of a class within a place."""
        return self.templates.classes[cls].search(self.text, *span)

    def with_head(self, span: Span) -> Span:
        """From who does it, where that stands before and in the same clause."""
        head = self.head()
        return (head[0], span[1]) if head and head[1] <= span[0] else span


def _closes_nothing(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    return any(last == close and opened not in text[start : end - 1] for opened, close in _PAIRS)


def statement_in(maker: Maker) -> tuple[Statement, Span] | None:
    """The statement and its words; None where a part that it needs is lacking."""
    return _MADE[maker.found.kind](maker)


def _condition(maker: Maker) -> tuple[Statement, Span] | None:
    if maker.found.negated:
        return None
    told = maker.found.template.pattern.speaker == "subject"
    own = (maker.part("words") if told else None) or maker.from_clause()
    code = maker.found.template.pattern.says or _topic(maker, own)
    if code is None:
        return None
    head = None if told else maker.words(maker.head())
    of = maker.words(maker.part("of")) or head
    stated = Condition(code, _flat(maker, own), of, maker.words(maker.part("compared")))
    return stated, maker.with_head(maker.own if told else own)


def _topic(maker: Maker, span: Span) -> str | None:
    """The condition of which the words tell; None where they tell of none that is known."""
    names = [name for name in maker.templates.classes if name.startswith(_TOPIC)]
    found = [(here.start(), name) for name in names if (here := maker.is_a(name, span))]
    return min(found)[1].removeprefix(_TOPIC) if found else None


def _access(maker: Maker) -> tuple[Statement, Span] | None:
    pattern = maker.found.template.pattern
    says = pattern.negated if maker.found.negated else pattern.says
    if not says:
        return None
    head = maker.words(maker.head())
    lets = maker.found.template.head == "subject" and pattern.who != _OUTSIDERS  # "the lawyers had no access"
    by, to = (head, None) if lets else (None, head)
    stated = Access(
        says, maker.words(maker.part("by")) or by, maker.words(maker.part("to")) or to, maker.words(maker.part("about"))
    )
    return stated, maker.with_head(maker.own)


def _pattern(maker: Maker) -> tuple[Statement, Span] | None:
    if maker.found.negated:
        return None
    own = maker.own
    if maker.found.template.head == "clause":
        first = clause_before(maker.sentence, maker.found.chunk, 0)
        own = maker.trimmed(
            (maker.sentence.place(maker.sentence.chunks[first].first, maker.found.chunk + 1)[0], own[1])
        )
    by = maker.words(maker.head()) if maker.found.template.head == "subject" else None
    directed = maker.part("directed")
    what = maker.with_head(own)
    said = (what[0], directed[0]) if directed else what
    stated = Pattern(_flat(maker, maker.trimmed(said) if not directed else what), by, maker.words(directed))
    return stated, what


def _notice(maker: Maker) -> tuple[Statement, Span] | None:
    if maker.found.negated:
        return None
    own, head, to = maker.own, maker.found.head, maker.part("to")
    garbled = maker.found.template.pattern.says == "letter" and _is_told_by_its_addressee(maker, head, to)
    stated = Notice(
        _flat(maker, maker.part("notice") or own), maker.words(to), maker.words(maker.part("about")), garbled
    )
    return stated, maker.with_head(own)


def _is_told_by_its_addressee(maker: Maker, head: tuple[int, int] | None, to: Span | None) -> bool:
    """A letter to an authority in which an authority of the same state is said to warn: who warned whom is not told."""
    teller = maker.part("teller")
    if to is None or teller is None:
        return False
    sides = [_parties(maker, span) for span in (to, teller)]
    return all(any(kind is SpeakerType.AUTHORITY for _, kind in side) for side in sides)


def _reaction(maker: Maker) -> tuple[Statement, Span] | None:
    pattern = maker.found.template.pattern
    says = pattern.negated if maker.found.negated else pattern.says
    if not says:
        return None
    own, head = maker.own, maker.words(maker.head())
    by, to = (None, head) if maker.found.template.head == "patient" else (head, None)
    return Reaction(says, maker.words(maker.part("by")) or by, _flat(maker, own), to), maker.with_head(own)


def _act(maker: Maker) -> tuple[Statement, Span] | None:
    if maker.found.negated:
        return None
    own, intent = maker.own, maker.part("intent")
    act = maker.part("act") or own
    by = maker.words(maker.part("by")) or (
        maker.words(maker.head()) if maker.found.template.head == "subject" else None
    )
    intended = maker.words(own) if maker.found.template.pattern.says == _INTENDED else maker.words(intent)
    stated = Act(_flat(maker, act), by, maker.words(maker.part("of")), intended)
    return stated, maker.with_head(own)


def _demand(maker: Maker) -> tuple[Statement, Span] | None:
    if maker.found.template.head == "clause":
        return _to_be_done(maker)
    terms = maker.part("terms")
    if terms is None:
        return None
    if maker.found.template.head == "opens":
        terms = maker.own  # "Release all prisoners!": the verb is of the terms
    by_when = maker.is_a("by_when", terms)
    head = maker.head() if maker.found.template.pattern.speaker != "subject" else None
    stated = Demand(
        maker.text[terms[0] : terms[1]],
        _names(maker, maker.part("asked")),
        _names(maker, maker.part("to_act") or head),
        maker.text[by_when.start() : terms[1]] if by_when else None,
    )
    start, end = maker.with_head(maker.own) if maker.found.head else maker.own
    return stated, (start, max(end, terms[1]))


def _to_be_done(maker: Maker) -> tuple[Statement, Span] | None:
    """ "All prisoners must be released": the whole clause is what is to be done."""
    span = maker.from_clause()
    return (Demand(maker.words(span) or ""), span) if span[0] < maker.found.start else None


def _names(maker: Maker, span: Span | None) -> tuple[str, ...]:
    return tuple(words for words, _ in _parties(maker, span))


def _parties(maker: Maker, span: Span | None) -> tuple[tuple[str, SpeakerType], ...]:
    """Those whom a part names, one by one."""
    if span is None:
        return ()
    phrase = chunk_sentence(maker.text, *span, maker.sentence.line.pack)
    if not phrase.chunks:
        return ()
    named = speakers_in(phrase, maker.context.source, 0, len(phrase.chunks))
    return tuple((one.words, one.speaker_type) for one in named) or (
        (maker.text[span[0] : span[1]], type_of(phrase, 0, len(phrase.chunks))),
    )


def _flat(maker: Maker, span: Span) -> str:
    return maker.text[span[0] : span[1]]


_MADE: dict[str, Callable[[Maker], tuple[Statement, Span] | None]] = {
    "condition": _condition,
    "access": _access,
    "pattern": _pattern,
    "notice": _notice,
    "reaction": _reaction,
    "act": _act,
    "demand": _demand,
}
