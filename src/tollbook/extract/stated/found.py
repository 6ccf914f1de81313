"""Where the patterns of a language stand in a sentence, and who does what they say, or to whom it is done."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tollbook.extract.claims import Context
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import names_speaker, noun_phrase_left, noun_phrase_right, type_of
from tollbook.extract.stated.templates import Template, Templates
from tollbook.model import SpeakerType

_BEFORE_VERB = frozenset("adverb have modal not be do get".split())
_GATHERED, _COUNTED = frozenset({"event", "g", "s"}), frozenset({"u", "n", "q"})
_VERBS = frozenset("w comma and or harm_ed participle adverb".split())
_MOST_VERBS = 6
_JOINS = frozenset("and comma but or".split())
_OF_THINGS = frozenset({"condition"})  # what they tell of need not be anybody
_DONE_TO_THINGS = frozenset({"access", "act"})  # files are withheld, villages burned
_SIGNS = frozenset("stop quote other open close dash adverb comma colon".split())
_LEADS = frozenset("pp preposition date adverb comma quote other".split())
_SHORTLY_BEFORE = 300  # characters
_MOST_TOKENS = 400
_ENDS_CLAUSE = frozenset("semicolon colon stop but if".split())


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


def matches(
    sentence: Chunked, context: Context, templates: Templates, asked_for: Sequence[Template]
) -> Iterator[Found]:
    """Each match of a pattern, in the order of the text; of one kind at one place the first of the file alone."""
    tokens = sentence.line.tokens
    if len(tokens) > _MOST_TOKENS or not asked_for:
        return
    chunk_at = {token: at for at, one in enumerate(sentence.chunks) for token in range(one.first, one.last)}
    ended: dict[str, int] = {}
    before: tuple[int, int] | None = None
    for index, token in enumerate(tokens):
        if sentence.chunks[chunk_at[index]].symbol == "anonymity":
            continue  # "who asked not to be named": no demand
        for template in asked_for:
            if token.lower not in template.begins or token.start < ended.get(template.pattern.kind, 0):
                continue  # decision 17: what may begin at a word is asked for by that word
            match = template.expression.match(sentence.line.text, token.start, sentence.end)
            found = _found(sentence, context, template, match, (index, chunk_at[index]), before) if match else None
            if match and found and _fits(sentence, context, found, templates):
                yield replace(found, since=ended.get(found.kind, sentence.start))
                ended[found.kind] = _core(match, found)
                before = found.head or before


def _core(match: re.Match[str], found: Found) -> int:
    """The end of what the pattern itself says, before its parts: in them, others may stand."""
    if found.kind == "pattern" or found.template.pattern.stance or "teller" in found.parts:
        return match.end()
    return min((match.start(name) for name, given in match.groupdict().items() if given), default=match.end())


def _found(
    sentence: Chunked,
    context: Context,
    template: Template,
    match: re.Match[str],
    place: tuple[int, int],
    before: tuple[int, int] | None,
) -> Found | None:
    token, chunk = place
    parts = {name: match.span(name) for name, given in match.groupdict().items() if given is not None}
    here = _before_verb(sentence, chunk, token)
    after_to = token > 0 and "to" in sentence.line.hits[token - 1]  # "to demand": nobody is named who does
    head = None if after_to else _head(sentence, template, here, before)
    lacking = template.head not in ("", "clause") and head is None
    if lacking and not (template.optional and _opens(sentence, here.at)) and not _bids(sentence, template, here.at):
        return None
    end = min(match.end(), _said_until(sentence, context, chunk))
    if end <= match.start():
        return None
    negated = here.negated or (head is not None and _is_nobody(sentence, head[0]))
    return Found(template, chunk, match.start(), end, head, negated, here.supposed, 0, parts)


def _is_nobody(sentence: Chunked, chunk: int) -> bool:
    """ "No lawyer has been let in"."""
    at = sentence.chunks[chunk].first
    return any(sentence.line.hits[near].keys() & {"no", "nobody"} for near in (at, max(at - 1, 0)))


def _said_until(sentence: Chunked, context: Context, chunk: int) -> int:
    """Where ends what is said by whoever says it here: behind it stands who says so."""
    ends = [one.last for one in context.said if one.first <= chunk < one.last]
    return min((sentence.place(0, sentence.chunks[end - 1].last)[1] for end in ends), default=sentence.end)


def _fits(sentence: Chunked, context: Context, found: Found, templates: Templates) -> bool:
    pattern = found.template.pattern
    text = sentence.line.text
    for cls, start in ((pattern.needs, sentence.start), (pattern.near, max(0, sentence.start - _SHORTLY_BEFORE))):
        if cls and not templates.classes[cls].search(text, start, sentence.end):
            return False
    if pattern.unless and templates.classes[pattern.unless].search(text, found.start, found.end):
        return False
    if pattern.who and not _is_within(sentence, found.head, templates, pattern.who):
        return False
    if "asked" in found.parts and _is_not(sentence, found.parts["asked"][0]):
        return False
    return not pattern.party or _is_party(sentence, context, found.head)


def _is_not(sentence: Chunked, start: int) -> bool:
    """ "Asked not to be moved": nobody is asked."""
    return any(
        one.start == start and "not" in hits for one, hits in zip(sentence.line.tokens, sentence.line.hits, strict=True)
    )


def _is_within(sentence: Chunked, head: tuple[int, int] | None, templates: Templates, cls: str) -> bool:
    if head is None:
        return False
    span = sentence.place(sentence.chunks[head[0]].first, sentence.chunks[head[1] - 1].last)
    return templates.classes[cls].search(sentence.line.text, *span) is not None


def _is_party(sentence: Chunked, context: Context, head: tuple[int, int] | None) -> bool:
    """Whether a kind of party is named; "it" is who speaks in the same sentence."""
    if head is None:
        return False
    if sentence.chunks[head[0]].symbol == "pronoun":
        return any(one.speaker_type is not SpeakerType.UNKNOWN for said in context.said for one in said.speakers)
    return type_of(sentence, *head) is not SpeakerType.UNKNOWN


def _before_verb(sentence: Chunked, chunk: int, token: int) -> _Before:
    at, chunks = chunk, sentence.chunks
    own = chunks[chunk]
    while at > 0 and chunks[at - 1].symbol in _BEFORE_VERB:
        at -= 1
    at = _of_several(sentence, at) if at == chunk else at
    between, within = chunks[at:chunk], range(own.first, token)  # "was deliberately" is one
    word = sentence.line.tokens[token].lower
    goes_on = word.endswith(sentence.line.pack.participle_endings)  # "are asking for" is no passive
    return _Before(
        at,
        (any(one.symbol == "be" for one in between) or (bool(within) and own.symbol == "be")) and not goes_on,
        any(one.symbol == "not" or "not" in one.marks for one in between)
        or any("not" in sentence.line.hits[place] for place in within),
        any(one.symbol == "modal" or "modal" in one.marks for one in between),
    )


def _of_several(sentence: Chunked, chunk: int) -> int:
    """ "Are followed, searched and beaten": where the first of several passive verbs begins; else the last itself."""
    at, chunks = chunk, sentence.chunks
    while at > 0 and chunk - at < _MOST_VERBS and chunks[at - 1].symbol in _VERBS:
        at -= 1
    joined = chunk > 0 and chunks[chunk - 1].symbol in ("and", "comma", "or")
    return at - 1 if joined and at > 0 and chunks[at - 1].symbol == "be" else chunk


def _opens(sentence: Chunked, chunk: int) -> bool:
    """Whether no word stands before: "Calls upon the Government to …"."""
    return all(one.symbol in _SIGNS for one in sentence.chunks[:chunk])


def _bids(sentence: Chunked, template: Template, chunk: int) -> bool:
    """Whether nothing stands before a verb that bids, or but what leads in: "In the name of God, stop the killing!"."""
    if template.head != "opens":
        return False
    lead = sentence.chunks[:chunk]
    led = bool(lead) and lead[-1].symbol in _SIGNS and lead[0].symbol in _LEADS
    return led or _opens(sentence, chunk)


def _head(
    sentence: Chunked, template: Template, here: _Before, before: tuple[int, int] | None
) -> tuple[int, int] | None:
    if template.head == "gathering":
        return _told_of_last(sentence, here.at)
    if template.head not in ("subject", "patient") or here.passive != (template.head == "patient"):
        return None
    at, chunks = here.at, sentence.chunks
    if at > 0 and chunks[at - 1].symbol == "relative":
        return noun_phrase_left(sentence, at - 1 - (at > 1 and chunks[at - 2].symbol == "comma"))
    subject = subject_of(sentence, at)[0] if template.head == "subject" else noun_phrase_left(sentence, at)
    if subject is None and at > 0 and chunks[at - 1].symbol in _JOINS:
        return before or _first_subject(sentence, at)
    if subject is None:
        return None
    head = _narrowed(sentence, *subject)
    kinds = _OF_THINGS | _DONE_TO_THINGS if template.head == "patient" else _OF_THINGS
    return head if template.pattern.kind in kinds or names_speaker(sentence, *head) else None


def _first_subject(sentence: Chunked, until: int) -> tuple[int, int] | None:
    """ "Demonstrators chanted and called for …": who does what stands first in the clause."""
    first = clause_before(sentence, until, 0)
    while first < until and sentence.chunks[first].symbol in _LEADS:
        first += 1
    if first < until and sentence.chunks[first].symbol == "pronoun":
        return first, first + 1
    phrase = noun_phrase_right(sentence, first) if first < until else None
    return phrase if phrase and phrase[1] < until and names_speaker(sentence, *phrase) else None


def _told_of_last(sentence: Chunked, end: int) -> tuple[int, int] | None:
    """ "Demonstrations …, demanding the arrest": the nearest gathering or group before."""
    for symbols in (_GATHERED, _COUNTED):
        at = next((i for i in reversed(range(end)) if sentence.chunks[i].symbol in symbols), None)
        if at is not None:
            return at, at + 1
    return None


def _narrowed(sentence: Chunked, first: int, last: int) -> tuple[int, int]:
    """ "Already in March the Committee", "NAT in connection with the raid", "local and national officials"."""
    hits, chunks = sentence.line.hits, sentence.chunks
    while first + 1 < last and hits[chunks[first].first].keys() & {"month_names", "weekday"}:
        first += 1
    if chunks[first].symbol == "name":
        last = next((at for at in range(first + 1, last) if chunks[at].symbol in ("pp", "preposition")), last)
    if (the := _opens_inside(sentence, first, last)) is not None:
        first = the
    if first == 2 and chunks[1].symbol == "and" and chunks[0].symbol == "w":
        first = 0
    return first, last


def _opens_inside(sentence: Chunked, first: int, last: int) -> int | None:
    """ "Last winter the union": where a phrase begins anew behind words that only say when."""
    chunks = sentence.chunks
    hits = sentence.line.hits
    the = next((at for at in range(first + 1, last) if "article_definite" in hits[chunks[at].first]), None)
    return the if the is not None and all(one.symbol == "w" for one in chunks[first:the]) else None


def clause_before(sentence: Chunked, chunk: int, since: int) -> int:
    """The chunk with which the clause begins that ends at ``chunk``; not before ``since``."""
    first = chunk
    while first > since and not _ends_clause(sentence, first - 1):
        first -= 1
    return first


def _ends_clause(sentence: Chunked, at: int) -> bool:
    """What parts two clauses; "that" only behind a word of saying, since "those who" is one."""
    symbol = sentence.chunks[at].symbol
    if symbol == "relative":
        return at > 0 and sentence.chunks[at - 1].symbol == "rep"
    return symbol in _ENDS_CLAUSE
