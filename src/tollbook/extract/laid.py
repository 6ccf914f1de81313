"""Responsibility laid in other words: "blamed on", "attributed to", "responsible for", "accused of", "the work of"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context, anchor_of, is_conditional
from tollbook.extract.doers import SAID_TO_BE_RESPONSIBLE, whose_deed
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import named_between, names_speaker, noun_phrase_left, noun_phrase_right, speakers_in
from tollbook.model import Act, Attribution, Claim, Role, Stance

_VIOLENT_EVENTS = frozenset("killing attack explosion".split())
_VIOLENT_HARMS = frozenset("killed injured casualties tortured raped abducted".split())
_MAY_DO = frozenset(
    "party bodies person_nouns office group_plural group_singular country_name country_adjective doers".split()
)
_ENDS_PARTY = frozenset("by be have relative comma stop semicolon quote harm_ed preposition and or but pp date".split())
_BEFORE_DEED = frozenset("article_definite article_indefinite number_word adverb modifier labels".split())
_ENDS_SEARCH = frozenset("of by be have preposition relative".split())
_FULL_STOPS = (".", ",", "”", '"')
_MOST_NAMED = 6  # chunks between "by" and "on"
_MOST_BEFORE_DEED = 4  # tokens: "the deadly 1997 raid"


@dataclass(frozen=True, slots=True)
class _Laid:
    """Tokens ``first`` to ``last`` name the party; the wording stands at chunk ``at``. ``believed``: nobody is named
    who says so, or it is put as a belief; ``denied``: it is said not to be so. ``by``: chunks that name who says so.
    ``deed``: its token. ``bare``: for what is not said, so that it counts only where somebody says it."""

    first: int
    last: int
    at: int
    believed: bool = False
    denied: bool = False
    by: tuple[int, int] | None = None
    deed: int | None = None
    bare: bool = False


def laid_claims(sentence: Chunked, context: Context) -> Iterator[Claim]:
    """A role for each party on whom somebody lays a deed; an act where it is only believed, or by nobody named
    (READING 12)."""
    if sentence.line.classes.isdisjoint(_READ):
        return
    for index, chunk in enumerate(sentence.chunks):
        for token in range(chunk.first, chunk.last):
            here = sentence.line.hits[token]
            for cls, read in _READ.items():
                if cls in here and (laid := read(sentence, index, token, token + here[cls].length)):
                    yield from _claims(sentence, context, laid, sentence.line.words(token, token + here[cls].length))


def names_doer(sentence: Chunked, first: int, last: int) -> bool:
    """Whether tokens name who can answer for a deed: a party, people, a name; not the weather, not a gas leak."""
    hits, tokens = sentence.line.hits[first:last], sentence.line.tokens[first:last]
    if not hits or any("event" in here for here in hits) or hits[-1].keys() & {"agent_never", "nobody"}:
        return False
    if hits[0].keys() & {"agent_never", "no", "nobody", "material"}:
        return False
    return any(here.keys() & _MAY_DO for here in hits) or any(
        token.capital and token.start > sentence.start and not here.keys() & {"date", "weekday"}
        for token, here in zip(tokens, hits, strict=True)
    )


def opens_with_deed(sentence: Chunked, first: int) -> int | None:
    """The token of a killing, an attack, deaths, where the words from ``first`` on are no other thing."""
    hits = sentence.line.hits
    for token in range(first, min(first + _MOST_BEFORE_DEED + 1, len(hits))):
        if _is_deed(sentence, token):
            return token
        if hits[token].keys() & _ENDS_SEARCH or (token == first and not _may_open(sentence, token)):
            return None
    return None


def _may_open(sentence: Chunked, token: int) -> bool:
    return bool(sentence.line.hits[token].keys() & _BEFORE_DEED) or sentence.line.tokens[token].text[:1].isdigit()


def _is_deed(sentence: Chunked, token: int) -> bool:
    here = sentence.line.hits[token]
    if "event" in here and here["event"].attr in _VIOLENT_EVENTS:
        return True
    if here.keys() & {"harm_killing", "harm_noun"}:
        return True
    return "harm_ing" in here and here["harm_ing"].attr in _VIOLENT_HARMS


def deed_before(sentence: Chunked, be: int) -> int | None:
    """The token of the deed that is the subject of the "be" at chunk ``be``: "the death of 12 villagers"."""
    chunks, hits = sentence.chunks, sentence.line.hits
    opened = (at + 1 for at in range(be - 1, -1, -1) if chunks[at].symbol in ("rep", "semicolon", "but"))
    start = next(opened, 0)
    for token in range(chunks[start].first, chunks[be].first):
        if _is_deed(sentence, token):
            return token
        if hits[token].keys() & {"of", "by", "material"}:
            return None
    return None


def be_before(sentence: Chunked, index: int) -> int | None:
    """The "was" of "was later blamed", None where none stands before chunk ``index``."""
    at = index - 1
    while at > 0 and sentence.chunks[at].symbol in ("adverb", "have"):
        at -= 1
    return at if at >= 0 and sentence.chunks[at].symbol == "be" else None


def party_after(sentence: Chunked, token: int) -> tuple[int, int] | None:
    """The tokens of the party named from ``token`` on: to the end of the phrase, with what "of" adds to it."""
    end = token
    for chunk in sentence.chunks:
        if chunk.last <= token:
            continue
        inside = chunk.first < token
        if not inside and (chunk.symbol in _ENDS_PARTY or (chunk.symbol == "w" and _is_verb(sentence, chunk.first))):
            break
        if not inside and chunk.symbol == "of" and end == token:
            break
        end = chunk.last
    return (token, end) if end > token and names_doer(sentence, token, end) else None


def _is_verb(sentence: Chunked, token: int) -> bool:
    """A word that is no part of a name of a party: small, and behind one that is named."""
    before = sentence.line.hits[token - 1] if token else {}
    return bool(before.keys() & _MAY_DO)


def _party_before(sentence: Chunked, be: int) -> tuple[int, int] | None:
    phrase = noun_phrase_left(sentence, be)
    if phrase is None:
        return None
    if _is_clause(sentence, *phrase):
        return None
    first, last = sentence.chunks[phrase[0]].first, sentence.chunks[phrase[1] - 1].last
    return (first, last) if names_doer(sentence, first, last) else None


def _is_clause(sentence: Chunked, first: int, last: int) -> bool:
    """ "Leaders hope the army": words that are more than a name, since an article stands behind a plain word."""
    chunks = sentence.chunks
    hits = sentence.line.hits[chunks[first].first : chunks[last - 1].last]
    if chunks[last - 1].symbol == "of" or any("accuses" in here for here in hits):
        return True
    return any(chunks[at].symbol == "article" and chunks[at - 1].symbol != "of" for at in range(first + 1, last))


def _by_after(sentence: Chunked, token: int) -> tuple[int, int] | None:
    """Who is named by "by" right after the party."""
    at = next((i for i, chunk in enumerate(sentence.chunks) if chunk.first == token), None)
    if at is None or sentence.chunks[at].symbol != "by":
        return None
    phrase = noun_phrase_right(sentence, at + 1)
    return phrase if phrase and names_speaker(sentence, *phrase) else None


def _blamed_on(sentence: Chunked, index: int, token: int, end: int) -> _Laid | None:
    """ "The attack was blamed on the gang by residents"; where nobody is named, it is a belief."""
    be, party = be_before(sentence, index), party_after(sentence, end)
    deed = _deed_blamed(sentence, be, index)
    if party is None or deed is None:
        return None
    by = _by_after(sentence, party[1])
    return _Laid(*party, index, believed=by is None, by=by, deed=deed)


def _deed_blamed(sentence: Chunked, be: int | None, index: int) -> int | None:
    """ "The raid was blamed", "in a raid blamed"."""
    if be is None:
        before = sentence.chunks[index].first - 1
        return before if before >= 0 and _is_deed(sentence, before) else None
    return None if _is_negated(sentence, be) or _is_modal(sentence, be) else deed_before(sentence, be)


def _done_by(sentence: Chunked, index: int, token: int, end: int) -> _Laid | None:
    """ "The raid was carried out by the gang", "is believed to be the work of the gang"."""
    at = index
    while at > 0 and sentence.chunks[at - 1].symbol in ("article", "adverb"):
        at -= 1
    party, be = party_after(sentence, end), at - 1
    if party is None or be < 0:
        return None
    if sentence.chunks[be].symbol != "be":
        return _Laid(*party, index) if _is_deed(sentence, sentence.chunks[be].last - 1) and at == index else None
    said = _said_to_be(sentence, be)
    deed = deed_before(sentence, be if said is None else said)
    if deed is None or _is_modal(sentence, be):
        return None
    return _Laid(*party, index, believed=said is not None, denied=_is_negated(sentence, be), deed=deed)


def _answers_for(sentence: Chunked, index: int, token: int, end: int) -> _Laid | None:
    """ "The army was responsible for the deaths"."""
    be = be_before(sentence, index)
    bare, deed = _ends_there(sentence, end), opens_with_deed(sentence, end)
    if be is None or _is_modal(sentence, be) or not (bare or deed is not None):
        return None
    said = _said_to_be(sentence, be)
    party = _party_before(sentence, said or be)
    if party is None:
        return None
    return _Laid(*party, index, believed=said is not None, denied=_is_negated(sentence, be), deed=deed, bare=bare)


def _ends_there(sentence: Chunked, token: int) -> bool:
    return token >= len(sentence.line.tokens) or sentence.line.tokens[token].text in _FULL_STOPS


def _said_to_be(sentence: Chunked, be: int) -> int | None:
    """The first "is" of "is believed to be", "was said to have been"; None where nobody unnamed says so."""
    chunks, at = sentence.chunks, be - 1
    if at < 2 or chunks[at].symbol != "to" or chunks[at - 1].symbol != "rep":
        return None
    return be_before(sentence, at - 1)


def _accused(sentence: Chunked, index: int, token: int, end: int) -> _Laid | None:
    """ "Prosecutors accused the militia of carrying out the attack"."""
    be = be_before(sentence, index)
    if be is not None:
        return _accused_by(sentence, index, be, end)
    subject, _ = subject_of(sentence, index)
    of = next((i for i in range(index + 1, len(sentence.chunks)) if sentence.chunks[i].symbol == "of"), None)
    if subject is None or of is None or not names_speaker(sentence, *subject):
        return None
    start = sentence.chunks[of].last
    if start >= len(sentence.line.hits) or not _is_charged_deed(sentence, start):
        return None
    party = (end, sentence.chunks[of].first)
    return _Laid(*party, index, by=subject) if end < party[1] and names_doer(sentence, *party) else None


def _accused_by(sentence: Chunked, index: int, be: int, end: int) -> _Laid | None:
    """ "The militia was accused by residents of killing nine villagers"."""
    party, named = _party_before(sentence, be), named_between(sentence, end)
    if party is None or named is None or _is_negated(sentence, be) or _is_modal(sentence, be):
        return None
    first, of = named
    if not _is_charged_deed(sentence, sentence.chunks[of].last):
        return None
    return _Laid(*party, index, by=(first, of))


def _blamed_by_on(sentence: Chunked, index: int, token: int, end: int) -> _Laid | None:
    """ "The killings were blamed by residents on the militia"."""
    be, by = be_before(sentence, index), next((i for i, one in enumerate(sentence.chunks) if one.first == end), None)
    if be is None or by is None or sentence.chunks[by].symbol != "by":
        return None
    on = next((at for at in range(end, len(sentence.line.hits)) if "laid_on" in sentence.line.hits[at]), None)
    last = next((i for i, one in enumerate(sentence.chunks) if on is not None and one.first == on), None)
    deed = _deed_blamed(sentence, be, index)
    if on is None or last is None or deed is None or last <= by + 1 or not names_speaker(sentence, by + 1, last):
        return None
    party = party_after(sentence, on + 1) if last - by <= _MOST_NAMED else None
    return _Laid(*party, index, by=(by + 1, last), deed=deed) if party else None


def _is_charged_deed(sentence: Chunked, token: int) -> bool:
    """ "(Of) killing four men", "carrying out the raid", "having shot four men"; not "covering up the killing"."""
    if not (hit := sentence.line.hits[token].get("carries_out")):
        article = sentence.line.hits[token].get("article_definite")  # "of the killing of four men"
        return _is_deed(sentence, token + article.length if article else token)
    after = token + hit.length
    done = sentence.line.hits[after].get("harm_ed") if after < len(sentence.line.hits) else None
    return opens_with_deed(sentence, after) is not None or (done is not None and done.attr in _VIOLENT_HARMS)


_READ = {
    "blamed_on": _blamed_on,
    "done_by": _done_by,
    "answers_for": _answers_for,
    "accuses": _accused,
    "blames": _blamed_by_on,
}


def _is_negated(sentence: Chunked, be: int) -> bool:
    return "not" in sentence.chunks[be].marks


def _is_modal(sentence: Chunked, be: int) -> bool:
    """ "May be", "whether the army was": asked or supposed, said by nobody."""
    hits = sentence.line.hits
    asked = (chunk.symbol == "w" and "says_it" in hits[chunk.first] for chunk in sentence.chunks[:be])
    if is_conditional(sentence, be) or any(asked):
        return True
    before = range(sentence.chunks[max(0, be - 1)].first, sentence.chunks[be].last)
    return any("modal" in hits[token] for token in before)


def _claims(sentence: Chunked, context: Context, laid: _Laid, words: str) -> Iterator[Claim]:
    party = sentence.line.words(laid.first, laid.last)
    words = words if laid.deed is None else sentence.line.words(laid.deed, laid.deed + 1)
    for said in _attributions(sentence, context, laid):
        if laid.bare and said.speaker is None:
            continue
        stance = Stance.DENIES if laid.denied and said.stance is Stance.ASSERTS else said.stance
        stance = Stance.BELIEVES if laid.believed and stance in (Stance.ASSERTS, Stance.ESTIMATES) else stance
        told = replace(said, stance=stance)
        own = stance in (Stance.ASSERTS, Stance.ESTIMATES, Stance.DENIES)
        yield Claim(
            statement=Role(party, SAID_TO_BE_RESPONSIBLE) if own else Act(words, party),
            attribution=told,
            anchor=anchor_of(sentence, context.source, 0, len(sentence.chunks)),
            language=context.language,
            reader=f"tollbook-{context.language}:laid{whose_deed(sentence, laid.first, laid.last, said)}",
            as_of=context.as_of,
            sentence=context.number,
        )


def _attributions(sentence: Chunked, context: Context, laid: _Laid) -> Sequence[Attribution]:
    if laid.by is None:
        return attributions_at(sentence, context.said, laid.at, context.author)
    return [
        context.who(one).attribution() for one in speakers_in(sentence, context.source, *laid.by) if not one.material
    ]
