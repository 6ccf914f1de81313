"""The claims that the patterns of a language give in a sentence, each with who says so."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context, date_near
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import speakers_in
from tollbook.extract.stated.found import Found, matches
from tollbook.extract.stated.norms import norm_claims, norm_spans
from tollbook.extract.stated.statements import Maker, Span, statement_in
from tollbook.extract.stated.templates import Template, Templates, templates_of
from tollbook.model import Anchor, Attribution, Claim, Demand, Stance, Statement, When, worded

_STATED = frozenset({Stance.ASSERTS, Stance.ESTIMATES})
_CONDITION, _DEMAND, _NOTICE, _DENIAL, _SUBJECT = "condition", "demand", "notice", "denial", "subject"
_DATED = frozenset({"condition", "access", "notice", "reaction"})
_ACT, _PATTERN, _OF_PATTERNS = "act", "pattern", ("treatment", "contact")
_OF_NOTHING = frozenset({_ACT, _CONDITION, _PATTERN})  # what is looked for, and not found
_SHORTLY = 24  # characters
_OF_NO_EVERYDAY = frozenset({_CONDITION, _PATTERN})  # what these tell of is nobody's everyday life


@dataclass(frozen=True, slots=True)
class _Here:
    """What a sentence is read with. ``last``: who spoke for themselves in the sentence before."""

    sentence: Chunked
    context: Context
    templates: Templates
    last: Attribution | None


@dataclass(frozen=True, slots=True)
class _Outer:
    """A demand and where its terms stand."""

    claim: Claim
    terms: Span


def may_state(words: Set[str], language: str) -> bool:
    """Whether any of these words begins a pattern of the language."""
    templates = templates_of(language)
    return templates is not None and templates.may_stand({word.lower() for word in words})


class Stated:
    """What the sentences of one document state besides figures, in their order."""

    def __init__(self) -> None:
        self._last: Attribution | None = None
        self._of = -1  # the sentence in which they spoke

    def __call__(self, sentence: Chunked, context: Context, counted: Sequence[Claim]) -> Iterator[Claim]:
        """The claims of the next sentence. ``counted``: those that it gave before."""
        templates = templates_of(context.language)
        if templates is None:
            return
        words = {token.lower for token in sentence.line.tokens}
        asked_for = templates.asked_for(words)
        names_norm = not templates.norms.isdisjoint(words)
        if not asked_for and not names_norm:
            return
        number = context.number or 0
        here = _Here(sentence, context, templates, self._last if number - self._of <= 1 else None)
        for claim in _stated(here, counted, asked_for, norm_spans(sentence) if names_norm else ()):
            if claim.attribution.speaker and (claim.kind in (_DEMAND, _CONDITION)):
                self._last, self._of = claim.attribution, number
            yield claim


def _stated(
    here: _Here, counted: Sequence[Claim], asked_for: Sequence[Template], named: Sequence[Span]
) -> Iterator[Claim]:
    every = matches(here.sentence, here.context, here.templates, asked_for)
    found = [one for one in every if one.kind == _DEMAND or not _in(one.start, named)]
    found = _in_earnest(here, found)
    asking = [one for one in found if one.kind == _DEMAND and not _is_text(here, one, named)]
    demands = list(_demands(here, _apart(asking, here.sentence)))
    yield from (one.claim for one in demands)
    yield from norm_claims(here.sentence, here.context, named, here.templates)
    asked = [one.terms for one in demands] + [(one.start, one.end) for one in found if one.kind == _NOTICE]
    others = [one for one in found if one.kind != _DEMAND and (one.kind == _NOTICE or not _in(one.start, asked))]
    if any(one.kind == _PATTERN for one in others):  # what is done as a rule is told of once
        others = [one for one in others if one.template.pattern.says not in _OF_PATTERNS]
        others = [one for one in others if one.kind != _ACT or not _is_of_pattern(one, others)]
    if any(claim.attribution.stance not in _STATED for claim in counted):  # what is denied is told of there
        others = [one for one in others if one.template.pattern.says != _DENIAL]
    for one, told in _with_tellers(others):
        yield from _claims(here, one, told)


def _in_earnest(here: _Here, found: list[Found]) -> list[Found]:
    """Without what is but imagined, and without what everyday life asks, refuses and regrets too."""
    if not found or _holds(here, "imagined"):
        return []
    if any(one.kind == _DEMAND for one in found) and _holds(here, "courtesies"):
        found = [one for one in found if one.kind != _DEMAND]
    found = [one for one in found if one.kind not in _OF_NOTHING or not _is_of_none(here, one)]
    if all(one.kind in _OF_NO_EVERYDAY for one in found) or not _holds(here, "everyday") or _holds(here, "at_stake"):
        return found
    return [one for one in found if one.kind in _OF_NO_EVERYDAY]


def _is_of_none(here: _Here, found: Found) -> bool:
    """ "There was no sign of overcrowding"."""
    before = max(here.sentence.start, found.start - _SHORTLY), found.start
    return here.templates.classes["none_of"].search(here.sentence.line.text, *before) is not None


def _holds(here: _Here, cls: str) -> bool:
    """Whether a wording of the class stands in the sentence."""
    sentence = here.sentence
    return here.templates.classes[cls].search(sentence.line.text, sentence.start, sentence.end) is not None


def _is_of_pattern(act: Found, others: Sequence[Found]) -> bool:
    """ "The systematic killing of …": what is done as a rule is no single deed."""
    return any(one.kind == _PATTERN and _told_from(one) <= act.start < one.end for one in others)


def _told_from(pattern: Found) -> int:
    """Where begins what is done as a rule; its clause may begin before the verb."""
    return pattern.since if pattern.template.head == "clause" else pattern.start


def _is_text(here: _Here, found: Found, named: Sequence[Span]) -> bool:
    """ "Article 10 of the Covenant requires that …": what a text says, nobody asks for."""
    head = Maker(here.sentence, here.context, found, here.templates).head()
    return head is not None and any(head[0] < end and start < head[1] for start, end in named)


def _in(place: int, spans: Iterable[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _apart(demands: Sequence[Found], sentence: Chunked) -> list[Found]:
    """ "The reasons should be found and those responsible should be tried": two, each with its own clause."""
    apart: list[Found] = []
    for one in demands:
        last = apart[-1] if apart else None
        tells = last is not None and last.template.pattern.speaker != _SUBJECT  # what must be done, and no one's asking
        if last and tells and one.template.head == "clause" and one.start < last.end:
            joint = _first_joint(sentence, one.since, one.start)
            apart[-1] = replace(last, end=joint)
            apart.append(replace(one, since=joint))
        else:
            apart.append(one)
    return apart


def _first_joint(sentence: Chunked, since: int, until: int) -> int:
    for chunk in sentence.chunks:
        start = sentence.line.tokens[chunk.first].start
        if since <= start < until and chunk.symbol in ("and", "comma", "but"):
            return start
    return until


def _with_tellers(found: Sequence[Found]) -> Iterator[tuple[Found, Found | None]]:
    """Each with the complaint in which it stands: what is complained of is told by those who complain. A complaint
    whose parts are known by themselves is none besides them."""
    told = [one for one in found if one.kind == _CONDITION and one.template.pattern.speaker == _SUBJECT]
    for one in found:
        teller = next((by for by in told if by is not one and by.start < one.start < by.end), None)
        has_parts = one in told and any(
            other is not one and other.kind == one.kind and one.start < other.start < one.end for other in found
        )
        if not has_parts:
            yield one, teller if one.kind == _CONDITION else None


def _demands(here: _Here, found: Sequence[Found]) -> Iterator[_Outer]:
    """The demands, each within the one in whose terms it stands."""
    outer: list[_Outer] = []
    for one in found:
        around = next((held for held in reversed(outer) if _in(one.start, [held.terms])), None)
        if around and one.template.head and "to_act" not in one.parts:
            continue  # what the terms say is to be done is no demand of its own; "to demand of the ministry" is
        made = [_within(claim, around) for claim in _claims(here, one)]
        if around:
            said = around.claim.attribution
            made = [replace(inner, claim=replace(inner.claim, attribution=said)) for inner in made[:1]]
        outer += made
        yield from made


def _within(claim: Claim, around: _Outer | None) -> _Outer:
    """The demand with the one in whose terms it stands, and where its own terms stand."""
    demand = claim.statement
    assert isinstance(demand, Demand)
    start = claim.anchor.start + max(claim.anchor.words.find(demand.terms), 0)
    inner = replace(claim, statement=replace(demand, within=around.claim.id)) if around else claim
    return _Outer(inner, (start, start + len(demand.terms)))


def _claims(here: _Here, found: Found, teller: Found | None = None) -> Iterator[Claim]:
    made = statement_in(Maker(here.sentence, here.context, found, here.templates))
    if made is None:
        return
    statement, span = made[0], _covering(here, found, *made)
    for attribution in _who_says_so(here, teller or found):
        said = replace(attribution, stance=_stance(found, attribution))
        yield replace(_claim(here, statement, said, span), when=_own_day(here, found))


def _covering(here: _Here, found: Found, statement: Statement, span: Span) -> Span:
    """The words that state it, widened to all that the statement says in the text's words."""
    maker, said = Maker(here.sentence, here.context, found, here.templates), worded(statement)
    parts = [maker.head(), *(maker.part(name) for name in found.parts)]
    held = [part for part in parts if part and maker.words(part) in said]
    return min([span[0], *(start for start, _ in held)]), max([span[1], *(end for _, end in held)])


def _claim(here: _Here, statement: Statement, attribution: Attribution, span: Span) -> Claim:
    context, text = here.context, here.sentence.line.text
    return Claim(
        statement=statement,
        attribution=attribution,
        anchor=Anchor(context.source, *span, text[span[0] : span[1]]),
        language=context.language,
        reader=f"tollbook-{context.language}:{type(statement).__name__.lower()}",
        as_of=context.as_of,
        sentence=context.number,
    )


def _own_day(here: _Here, found: Found) -> When | None:
    """The day that its own clause gives: a warning, a refusal or a promise has another than what it is about. Of a
    warning it may be a letter's."""
    if found.kind not in _DATED:
        return None
    dates = here.context.dates
    if found.kind == _NOTICE:
        dates = sorted((*dates, *here.context.incidental), key=lambda one: one[0])
    return date_near(here.sentence, dates, found.chunk)


def _stance(found: Found, said: Attribution) -> Stance:
    pattern = found.template.pattern
    if pattern.stance:
        return Stance(pattern.stance)
    if found.negated and not pattern.negated and pattern.speaker == _SUBJECT:
        return Stance.DENIES
    return Stance.HYPOTHETICAL if found.supposed and said.stance is Stance.ASSERTS else said.stance


def _who_says_so(here: _Here, found: Found) -> Iterator[Attribution]:
    """Who asks, complains or warns, where that is the subject; else whoever speaks there."""
    sentence, context, head = here.sentence, here.context, found.head
    said = [one for one in context.said if one.verb != found.chunk]
    around = attributions_at(sentence, said, found.chunk, context.author)
    if found.template.pattern.speaker != _SUBJECT or head is None or _is_first_person(sentence, head):
        yield from around
        return
    outer = around[0]
    if here.last is not None and sentence.chunks[head[0]].symbol == "pronoun":
        yield replace(here.last, stance=Stance.ASSERTS)
        return
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
