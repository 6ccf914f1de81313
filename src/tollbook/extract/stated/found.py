"""Where the patterns of a language stand in a sentence, and who does what they say, or to whom it is done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tollbook.extract.claims import Context
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import names_speaker, noun_phrase_left, type_of
from tollbook.extract.stated.templates import Template, Templates
from tollbook.model import SpeakerType

_BEFORE_VERB = frozenset("adverb have modal not be do get".split())
_JOINS = frozenset("and comma but or".split())
_MOST_TOKENS = 400
_ENDS_CLAUSE = frozenset("semicolon colon stop but if relative".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern at chunk ``chunk``; ``start`` and ``end`` in the text. ``head``: the chunks that name who does it, or
    to whom it is done. ``parts``: the spans of its named parts."""

    template: Template
    chunk: int
    start: int
    end: int
    head: tuple[int, int] | None
    negated: bool
    supposed: bool
    since: int = 0
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of claim that it may be."""
        return self.template.pattern.kind


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a verb: ``at`` is the first of its auxiliaries."""

    at: int
    passive: bool
    negated: bool
    supposed: bool


def matches(sentence: Chunked, context: Context, templates: Templates) -> Iterator[Found]:
    """Each match of a pattern, in the order of the text; of one kind at one place the first of the file alone."""
    tokens = sentence.line.tokens
    if len(tokens) > _MOST_TOKENS:
        return
    chunk_at = {token: at for at, one in enumerate(sentence.chunks) for token in range(one.first, one.last)}
    ended: dict[str, int] = {}
    before: tuple[int, int] | None = None
    for index, token in enumerate(tokens):
        for template in templates.by_word.get(token.lower, ()):
            if token.start < ended.get(template.pattern.kind, 0):
                continue
            match = template.expression.match(sentence.line.text, token.start, sentence.end)
            found = _found(sentence, context, template, match, chunk_at[index], before) if match else None
            if match and found and _fits(sentence, found, templates):
                yield replace(found, since=ended.get(found.kind, sentence.start))
                ended[found.kind] = _core(match)
                before = found.head or before


def _core(match: re.Match[str]) -> int:
    """The end of what the pattern itself says, before its parts: in them, others may stand."""
    return min((match.start(name) for name, given in match.groupdict().items() if given), default=match.end())


def _found(
    sentence: Chunked,
    context: Context,
    template: Template,
    match: re.Match[str],
    chunk: int,
    before: tuple[int, int] | None,
) -> Found | None:
    parts = {name: match.span(name) for name, given in match.groupdict().items() if given is not None}
    here = _before_verb(sentence, chunk)
    head = _head(sentence, template, chunk, here, before)
    if template.head in ("subject", "patient") and head is None and not template.optional:
        return None
    end = min(match.end(), _said_until(sentence, context, chunk))
    if end <= match.start():
        return None
    return Found(template, chunk, match.start(), end, head, here.negated, here.supposed, 0, parts)


def _said_until(sentence: Chunked, context: Context, chunk: int) -> int:
    """Where ends what is said by whoever says it here: behind it stands who says so."""
    ends = [one.last for one in context.said if one.first <= chunk < one.last]
    return min((sentence.place(0, sentence.chunks[end - 1].last)[1] for end in ends), default=sentence.end)


def _fits(sentence: Chunked, found: Found, templates: Templates) -> bool:
    pattern = found.template.pattern
    text = sentence.line.text
    if not all(templates.classes[cls].search(text, sentence.start, sentence.end) for cls in pattern.needs):
        return False
    if not pattern.party:
        return True
    return found.head is not None and type_of(sentence, *found.head) is not SpeakerType.UNKNOWN


def _before_verb(sentence: Chunked, chunk: int) -> _Before:
    at, chunks = chunk, sentence.chunks
    while at > 0 and chunks[at - 1].symbol in _BEFORE_VERB:
        at -= 1
    between = chunks[at:chunk]
    return _Before(
        at,
        any(one.symbol == "be" for one in between),
        any(one.symbol == "not" or "not" in one.marks for one in between),
        any(one.symbol == "modal" for one in between),
    )


def _head(
    sentence: Chunked, template: Template, chunk: int, here: _Before, before: tuple[int, int] | None
) -> tuple[int, int] | None:
    if template.head not in ("subject", "patient") or (here.passive and template.head == "subject"):
        return None
    at, chunks = here.at, sentence.chunks
    if at > 0 and chunks[at - 1].symbol == "relative":
        at -= 1 + (at > 1 and chunks[at - 2].symbol == "comma")
        return noun_phrase_left(sentence, at)
    if template.head == "patient" and not here.passive:
        return None
    subject = subject_of(sentence, at)[0] if template.head == "subject" else noun_phrase_left(sentence, at)
    if subject is None:
        return before if at > 0 and chunks[at - 1].symbol in _JOINS else None
    first = _after_month(sentence, *subject)
    return (first, subject[1]) if names_speaker(sentence, first, subject[1]) else None


def _after_month(sentence: Chunked, first: int, last: int) -> int:
    """ "Already in March the Committee had warned": the Committee."""
    hits, chunks = sentence.line.hits, sentence.chunks
    while first + 1 < last and hits[chunks[first].first].keys() & {"month_names", "weekday"}:
        first += 1
    return first


def clause_before(sentence: Chunked, chunk: int, since: int) -> int:
    """The chunk with which the clause begins that ends at ``chunk``; not before ``since``."""
    first = chunk
    while first > since and sentence.chunks[first - 1].symbol not in _ENDS_CLAUSE:
        first -= 1
    return first
