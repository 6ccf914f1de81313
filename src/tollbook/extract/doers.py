"""Who is said to have done it, and what accusers charge people with."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context, anchor_of, attributions_of, date_near
from tollbook.extract.counts import FoundCount
from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.speakers import before_time, noun_phrase_left, noun_phrase_right, speakers_in
from tollbook.model import Act, Anchor, Attribution, Claim, Harm, Label, Role, SpeakerType, Stance

SAID_TO_BE_RESPONSIBLE = "said_to_be_responsible"
_VIOLENT = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.TORTURED, Harm.RAPED, Harm.ABDUCTED})
_BETWEEN_PARTIES = frozenset("and pp name preposition article g n".split())
_NOT_OF_STATE = frozenset("prisoners militants protesters".split())
_NAMES_ANOTHER = frozenset("party bodies person_nouns office group_plural group_singular doers".split())
_STOPS = (",", ";", ":")
_TELLS_WHERE = frozenset("pp preposition of participle relative by".split())
_NAMED = frozenset("n u s x g name".split())
_MOST_BEFORE_EVENT = 4  # chunks: "last year a raid"
_ACTIVE = ("harm_ed", "harm_s", "harm_base")


def doer_claims(sentence: Chunked, context: Context, counts: Sequence[FoundCount]) -> Iterator[Claim]:
    """A role for each doer named with a harm; where it is only believed or supposed, an act (READING 12)."""
    for found in counts:
        if (
            found.harm not in _VIOLENT
            or found.harm_at is None
            or found.pattern.endswith("+list")
            or found.quantity.high == 0
        ):
            continue
        phrase = _doer(sentence, found)
        if phrase is None or _is_no_doer(sentence, phrase):
            continue
        first, last = min(phrase[0], found.first), max(phrase[1], found.last)
        start, end = sentence.place(sentence.chunks[phrase[0]].first, sentence.chunks[phrase[1] - 1].last)
        by = sentence.line.text[start:end]
        span = sentence.chunks[phrase[0]].first, sentence.chunks[phrase[1] - 1].last
        for attribution in attributions_of(sentence, context, found):
            yield Claim(
                statement=_statement(sentence, found, by, attribution.stance),
                attribution=attribution,
                anchor=anchor_of(sentence, context.source, first, last),
                language=context.language,
                reader=f"tollbook-{context.language}:doer{whose_deed(sentence, *span, attribution)}",
                when=date_near(sentence, context.dates, found.first),
                as_of=context.as_of,
                sentence=context.number,
            )


def whose_deed(sentence: Chunked, first: int, last: int, said: Attribution) -> str:
    """How tokens ``first`` to ``last`` stand to who names them as doers: "-own" ("the army said that its troops"),
    "-others" (prisoners, an armed group), or nothing where that is not plain."""
    if said.speaker is None or said.at is None:
        return ""
    here = sentence.line.hits[first:last]
    if "own" in here[0]:
        return "-own" if _follows_at_once(sentence, first, said.at) else ""
    kinds = {hits["party"].attr for hits in here if "party" in hits}
    groups = {hits[cls].attr for hits in here for cls in ("group_plural", "group_singular") if cls in hits}
    of_state = SpeakerType.AUTHORITY in kinds or any("country_adjective" in hits for hits in here)
    plain = groups & _NOT_OF_STATE or SpeakerType.ARMED_GROUP in kinds
    return "-others" if plain and not of_state and not groups - _NOT_OF_STATE else ""


def _follows_at_once(sentence: Chunked, first: int, speaker: Anchor) -> bool:
    """Whether nobody else is named between the speaker and what is the speaker's own."""
    tokens, hits = sentence.line.tokens, sentence.line.hits
    between = [at for at in range(first) if tokens[at].start >= speaker.end]
    if not between or tokens[between[0]].start - speaker.end > 1:
        return False
    return not any(
        hits[at].keys() & _NAMES_ANOTHER or tokens[at].capital or tokens[at].text in _STOPS for at in between
    )


def _statement(sentence: Chunked, found: FoundCount, by: str, stance: Stance) -> Role | Act:
    if stance in (Stance.ASSERTS, Stance.ESTIMATES):
        return Role(by, SAID_TO_BE_RESPONSIBLE)
    harm, counted = sentence.chunks[found.harm_at or 0], sentence.chunks[found.count]
    return Act(sentence.line.words(harm.first, harm.last), by, sentence.line.words(counted.first, counted.last))


def _doer(sentence: Chunked, found: FoundCount) -> tuple[int, int] | None:
    """The subject of an active verb, or what "by" names after a passive one."""
    at = found.harm_at or 0
    if "treated" in sentence.line.hits[sentence.chunks[at].first]:
        return None  # "the clinic hospitalised 12 people"
    if found.count < at:
        after = at + 1
        if after < len(sentence.chunks) and sentence.chunks[after].symbol == "by" and _is_done(sentence, at):
            phrase = noun_phrase_right(sentence, after + 1)
            return (phrase[0], _before_place(sentence, *phrase)) if phrase else None
        return None
    if sentence.chunks[at].symbol not in _ACTIVE or any(
        chunk.symbol == "colon" for chunk in sentence.chunks[at : found.count]
    ):
        return None
    end = before_time(sentence, at)
    return noun_phrase_left(sentence, end) if end and sentence.chunks[end - 1].symbol != "be" else None


def _is_done(sentence: Chunked, at: int) -> bool:
    """ "Killed by", "died at the hands of"; not "died by drinking"."""
    by = sentence.chunks[at + 1]
    return sentence.chunks[at].symbol == "harm_ed" or (
        sentence.chunks[at].symbol == "harm_died" and by.last - by.first > 1
    )


def _before_place(sentence: Chunked, first: int, last: int) -> int:
    """The end of the doer's own words: "gunmen in Osh" are gunmen, "members of the guard" members of the guard."""
    places = (at for at in range(first + 1, last) if sentence.chunks[at].symbol == "pp" and not _is_of(sentence, at))
    return next(places, last)


def _is_of(sentence: Chunked, index: int) -> bool:
    return "of" in sentence.line.hits[sentence.chunks[index].first]


def _is_no_doer(sentence: Chunked, phrase: tuple[int, int]) -> bool:
    """Blasts, shelling, pronouns and bare figures do things, but nobody is named by them."""
    chunks = sentence.chunks[phrase[0] : phrase[1]]
    if chunks[-1].symbol == "q" or "unit" in sentence.line.hits[chunks[0].last - 1]:  # "killed by 5 p.m."
        return True
    if chunks[-1].symbol in ("event", "harm_killing") or _opens_with_event(chunks):
        return True
    if _is_of_event(sentence, phrase[0]):
        return True
    hits = sentence.line.hits
    if any("accuses" in hits[token] for token in range(chunks[0].first, chunks[-1].last - 1)):
        return True  # "residents accuse soldiers of having shot four men"
    if any("event" in hits[token] for token in range(chunks[0].first, chunks[0].last)):
        return True
    line = sentence.line
    return any("agent_never" in hits[at] or line.part(at, "no_agent") for at in (chunks[0].first, *_own_words(chunks)))


def _own_words(chunks: Sequence[Chunk]) -> range:
    """The tokens of what a phrase names, up to where or of whom it is: "a grenade thrown into a bar"."""
    ends = next((at for at, chunk in enumerate(chunks) if at and chunk.symbol in _TELLS_WHERE), len(chunks))
    return range(chunks[0].first, chunks[ends - 1].last)


def _opens_with_event(chunks: Sequence[Chunk]) -> bool:
    """ "A raid on the village", "last year a raid"."""
    symbols = [chunk.symbol for chunk in chunks[:_MOST_BEFORE_EVENT]]
    return "event" in symbols and _NAMED.isdisjoint(symbols[: symbols.index("event")])


def _is_of_event(sentence: Chunked, first: int) -> bool:
    """ "Clashes between farmers and herders on Monday killed two": those after "and" are half of the subject."""
    chunks, at = sentence.chunks, first - 1
    while at >= 0 and chunks[at].symbol in _BETWEEN_PARTIES:
        at -= 1
    return at >= 0 and at < first - 1 and chunks[at].symbol == "event"


def charge_claims(sentence: Chunked, context: Context, counts: Sequence[FoundCount]) -> Iterator[Claim]:
    """Charges, as the words of those who bring them: "on charges of 'banditry' and extortion" (READING 13)."""
    line = sentence.line
    if "charges" not in line.classes:
        return
    for token, hits in enumerate(line.hits):
        if not (hit := hits.get("charges")):
            continue
        end = _end_of_charge(sentence, token + hit.length)
        if end <= token + hit.length:
            continue
        detained = next((found for found in counts if found.harm is Harm.DETAINED), None)
        charged = sentence.chunks[detained.count] if detained else None
        start, stop = line.tokens[token].start, line.tokens[end - 1].end
        yield Claim(
            statement=Label(
                line.words(token + hit.length, end),
                of=line.words(charged.first, charged.last) if charged else None,
                charge=True,
            ),
            attribution=_accuser(sentence, context, detained),
            anchor=replace(
                anchor_of(sentence, context.source, 0, 1), start=start, end=stop, words=line.text[start:stop]
            ),
            language=context.language,
            reader=f"tollbook-{context.language}:charge",
            as_of=context.as_of,
            sentence=context.number,
        )


def _end_of_charge(sentence: Chunked, start: int) -> int:
    """To the next comma, full stop or "after" outside quotation marks."""
    line, position = sentence.line, start
    while position < len(line.tokens):
        if line.tokens[position].text in ".;," or line.hits[position].keys() & {"following", "but", "be", "have"}:
            break
        position += 1
    return position


def _accuser(sentence: Chunked, context: Context, detained: FoundCount | None) -> Attribution:
    phrase = _doer(sentence, detained) if detained else None
    speakers = speakers_in(sentence, context.source, *phrase) if phrase else []
    if not speakers:
        return attributions_at(sentence, context.said, 0, context.author)[0]
    return speakers[0].attribution()


def box_roles(sentence: Chunked, context: Context) -> Iterator[Claim]:
    """Those whom a box names as responsible, one a part between commas; no speaker is named for it."""
    line, start = sentence.line, 0
    for position in range(len(line.tokens) + 1):
        if position < len(line.tokens) and line.tokens[position].text not in ",;":
            continue
        first = line.after(start, "including") or start if start < len(line.tokens) else start
        if first < position and not _names_nobody(line, first):
            begin, end = line.tokens[first].start, line.tokens[position - 1].end
            yield Claim(
                statement=Role(line.text[begin:end], SAID_TO_BE_RESPONSIBLE),
                attribution=Attribution(None, None, SpeakerType.DOCUMENT),
                anchor=replace(
                    anchor_of(sentence, context.source, 0, 1), start=begin, end=end, words=line.text[begin:end]
                ),
                language=context.language,
                reader=f"tollbook-{context.language}:box",
                as_of=context.as_of,
                sentence=context.number,
            )
        start = position + 1


def _names_nobody(line: Line, first: int) -> bool:
    """ "Perpetrator: disputed", "Attackers: unknown (a gang, say police)": that it is not known, whatever follows."""
    return "names_nobody" in line.hits[first]
