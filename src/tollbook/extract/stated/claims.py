"""The claims that the patterns of a language give in a sentence, each with who says so."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import speakers_in
from tollbook.extract.stated.found import Found, matches
from tollbook.extract.stated.norms import norm_claims, norm_spans
from tollbook.extract.stated.statements import Maker, Span, statement_in
from tollbook.extract.stated.templates import Templates, templates_of
from tollbook.model import Anchor, Attribution, Claim, Demand, Stance, Statement

_STATED = frozenset({Stance.ASSERTS, Stance.ESTIMATES})
_DEMAND, _DENIAL, _SUBJECT = "demand", "denial", "subject"


@dataclass(frozen=True, slots=True)
class _Outer:
    """A demand and where its terms stand."""

    claim: Claim
    terms: Span


def may_state(words: Set[str], language: str) -> bool:
    """Whether any of these words begins a pattern of the language."""
    templates = templates_of(language)
    return templates is not None and not templates.words.isdisjoint(words)


def stated_claims(sentence: Chunked, context: Context, counted: Sequence[Claim]) -> Iterator[Claim]:
    """What the sentence states besides figures. ``counted``: the claims that it gave before."""
    templates = templates_of(context.language)
    if templates is None or templates.words.isdisjoint([token.lower for token in sentence.line.tokens]):
        return
    named = norm_spans(sentence)
    found = [one for one in matches(sentence, context, templates) if one.kind == _DEMAND or not _in(one.start, named)]
    demands = list(_demands(sentence, context, [one for one in found if one.kind == _DEMAND], templates))
    yield from (one.claim for one in demands)
    yield from norm_claims(sentence, context, named, templates)
    asked = [one.terms for one in demands]
    others = [one for one in found if one.kind != _DEMAND and not _in(one.start, asked)]
    if any(claim.attribution.stance not in _STATED for claim in counted):  # what is denied is told of there
        others = [one for one in others if one.template.pattern.says != _DENIAL]
    for one, told in _with_tellers(others):
        yield from _claims(sentence, context, one, templates, told)


def _in(place: int, spans: Iterable[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _with_tellers(found: Sequence[Found]) -> Iterator[tuple[Found, Found | None]]:
    """Each with the complaint in which it stands: what is complained of is told by those who complain. A complaint whose
    parts are known by themselves is none besides them."""
    told = [one for one in found if one.kind == "condition" and one.template.pattern.speaker == _SUBJECT]
    for one in found:
        teller = next((by for by in told if by is not one and by.start < one.start < by.end), None)
        has_parts = one in told and any(
            other is not one and other.kind == one.kind and one.start < other.start < one.end for other in found
        )
        if not has_parts:
            yield one, teller if one.kind == "condition" else None


def _demands(sentence: Chunked, context: Context, found: Sequence[Found], templates: Templates) -> Iterator[_Outer]:
    """The demands, each within the one in whose terms it stands."""
    outer: list[_Outer] = []
    for one in found:
        around = next((held for held in reversed(outer) if _in(one.start, [held.terms])), None)
        if around and not _is_asked_in_turn(one):
            continue
        made = [_within(claim, around) for claim in _claims(sentence, context, one, templates)]
        if around:
            said = around.claim.attribution
            made = [replace(made[0], claim=replace(made[0].claim, attribution=said))] if made else []
        outer += made
        yield from made


def _within(claim: Claim, around: _Outer | None) -> _Outer:
    """The demand with the one in whose terms it stands, and where its own terms stand."""
    demand = claim.statement
    assert isinstance(demand, Demand)
    start = claim.anchor.start + max(claim.anchor.words.find(demand.terms), 0)
    inner = replace(claim, statement=replace(demand, within=around.claim.id)) if around else claim
    return _Outer(inner, (start, start + len(demand.terms)))


def _is_asked_in_turn(found: Found) -> bool:
    """ "Urges the assembly to demand of the ministry …": not what the terms only say is to be done."""
    return found.template.head == ""


def _claims(
    sentence: Chunked, context: Context, found: Found, templates: Templates, teller: Found | None = None
) -> Iterator[Claim]:
    made = statement_in(Maker(sentence, context, found, templates))
    if made is None:
        return
    statement, span = made
    for attribution in _who_says_so(sentence, context, teller or found):
        yield _claim(context, statement, replace(attribution, stance=_stance(found, attribution)), span, sentence)


def _claim(context: Context, statement: Statement, attribution: Attribution, span: Span, sentence: Chunked) -> Claim:
    text = sentence.line.text
    return Claim(
        statement=statement,
        attribution=attribution,
        anchor=Anchor(context.source, *span, text[span[0] : span[1]]),
        language=context.language,
        reader=f"tollbook-{context.language}:{_name_of(statement)}",
        as_of=context.as_of,
        sentence=context.number,
    )


def _name_of(statement: Statement) -> str:
    return type(statement).__name__.lower()


def _stance(found: Found, said: Attribution) -> Stance:
    pattern = found.template.pattern
    if pattern.stance:
        return Stance(pattern.stance)
    if found.negated and not pattern.negated and pattern.speaker == _SUBJECT:
        return Stance.DENIES
    return Stance.HYPOTHETICAL if found.supposed and said.stance is Stance.ASSERTS else said.stance


def _who_says_so(sentence: Chunked, context: Context, found: Found) -> Iterator[Attribution]:
    """Who asks, complains or warns, where that is the subject; else whoever speaks there."""
    said = [one for one in context.said if found.template.head != _SUBJECT or one.verb != found.chunk]
    around = attributions_at(sentence, said, found.chunk, context.author)
    head = found.head
    if found.template.pattern.speaker != _SUBJECT or head is None or _is_first_person(sentence, head):
        yield from around
        return
    outer = around[0]
    for speaker in speakers_in(sentence, context.source, *head):
        if speaker.material:
            continue
        own = context.who(speaker).attribution()
        if own.key == outer.key:
            yield replace(outer, stance=Stance.ASSERTS)
        else:
            carried = (outer.speaker, *outer.carried_by) if outer.speaker else ()
            yield replace(own, carried_by=tuple(carried))


def _is_first_person(sentence: Chunked, head: tuple[int, int]) -> bool:
    return any("first_person" in sentence.line.hits[sentence.chunks[at].first] for at in range(*head))
