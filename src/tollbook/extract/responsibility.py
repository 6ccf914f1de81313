"""Who takes, denies or lays responsibility: "claimed responsibility", "denied any involvement", "blamed the guards"."""

from collections.abc import Iterator

from tollbook.extract.claims import Context, anchor_of
from tollbook.extract.doers import SAID_TO_BE_RESPONSIBLE
from tollbook.extract.laid import be_before, deed_before, names_doer, opens_with_deed, party_after
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import Speaker, names_speaker, noun_phrase_left, noun_phrase_right, speakers_in
from tollbook.model import Attribution, Claim, Role, Stance

_WORDINGS = frozenset("own_responsibility claimed_by blames holds".split())


def responsibility_claims(sentence: Chunked, context: Context) -> Iterator[Claim]:
    """The roles that a sentence gives by such words, as those say who say them."""
    if sentence.line.classes.isdisjoint(_WORDINGS):
        return
    for index, chunk in enumerate(sentence.chunks):
        if index and "not" in sentence.chunks[index - 1].marks:
            continue  # "has not claimed responsibility"
        here = sentence.line.hits[chunk.first]
        if hit := here.get("own_responsibility"):
            yield from _own(sentence, context, index, Stance(hit.attr))
        elif "claimed_by" in here:
            yield from _claimed_by(sentence, context, index)
        elif hit := here.get("blames"):
            yield from _blamed(sentence, context, index, hit.length)
        elif "holds" in here and _is_called_responsible(sentence, index):
            yield from _blamed(sentence, context, index, chunk.last - chunk.first)


def _own(sentence: Chunked, context: Context, index: int, stance: Stance) -> Iterator[Claim]:
    """ "The Front claimed responsibility": for itself."""
    for speaker, first in _subjects(sentence, context, index):
        said = _with(speaker.attribution(), stance)
        yield _claim(sentence, context, speaker.words, said, (first, index + 1), "responsibility")


def _claimed_by(sentence: Chunked, context: Context, index: int) -> Iterator[Claim]:
    """ "The attack was claimed by the Front": for itself."""
    be, phrase = be_before(sentence, index), noun_phrase_right(sentence, index + 2)
    if be is None or phrase is None or deed_before(sentence, be) is None or "not" in sentence.chunks[be].marks:
        return
    if names_doer(sentence, sentence.chunks[phrase[0]].first, sentence.chunks[phrase[1] - 1].last):
        for speaker in speakers_in(sentence, context.source, *phrase):
            said = context.who(speaker).attribution()
            yield _claim(sentence, context, speaker.words, said, (0, phrase[1]), "responsibility")


def _blamed(sentence: Chunked, context: Context, index: int, length: int) -> Iterator[Claim]:
    """ "Police blamed the gang", "the opposition holds the army responsible": for another."""
    party = party_after(sentence, sentence.chunks[index].first + length)
    if party is None or not _is_for_deed(sentence, party[1]):
        return
    last = next(at for at, chunk in enumerate(sentence.chunks) if chunk.last >= party[1]) + 1
    own = "own" in sentence.line.hits[party[0]]  # "the ministry blamed its guards"
    for speaker, first in _subjects(sentence, context, index):
        words = sentence.line.words(*party)
        pattern = "blame-of-its" if own else "blame"
        yield _claim(sentence, context, words, speaker.attribution(), (first, last), pattern)


def _subjects(sentence: Chunked, context: Context, index: int) -> Iterator[tuple[Speaker, int]]:
    """Who does what the verb says, each with where it begins; of a second verb ("said that 12 had died but denied
    responsibility"), who said the first."""
    subject, _ = subject_of(sentence, index)
    if subject is None and index and sentence.chunks[index - 1].symbol in ("and", "but", "comma"):
        earlier = [one for one in context.said if 0 <= one.verb < index and one.speakers]
        for speaker in max(earlier, key=lambda one: one.verb).speakers if earlier else ():
            yield speaker, index
        return
    if subject is None or not names_speaker(sentence, *subject) or _is_nobody(sentence, subject[0]):
        return
    for speaker in speakers_in(sentence, context.source, *subject):
        if not speaker.material:
            yield context.who(speaker), subject[0]


def _is_for_deed(sentence: Chunked, end: int) -> bool:
    """Whether it is for a deed, or nothing is said of what for: not "the bank for the crisis"."""
    hits = sentence.line.hits
    return end >= len(hits) or "party_joins" not in hits[end] or opens_with_deed(sentence, end + 1) is not None


def _with(said: Attribution, stance: Stance) -> Attribution:
    return Attribution(
        said.speaker, said.key, said.speaker_type, stance, anonymous=said.anonymous, at=said.at, state=said.state
    )


def _is_called_responsible(sentence: Chunked, index: int) -> bool:
    phrase = noun_phrase_right(sentence, index + 1)
    if phrase is None:
        return False
    inside = range(sentence.chunks[phrase[0]].first, sentence.chunks[min(phrase[1], len(sentence.chunks) - 1)].last)
    return any("responsible_field" in sentence.line.hits[token] for token in inside)


def _is_nobody(sentence: Chunked, first: int) -> bool:
    """ "No group claimed responsibility"."""
    before = noun_phrase_left(sentence, first)
    at = sentence.chunks[before[0] if before else first].first
    return bool(sentence.line.hits[at].keys() & {"no", "nobody"})


def _claim(
    sentence: Chunked, context: Context, party: str, said: Attribution, span: tuple[int, int], pattern: str
) -> Claim:
    return Claim(
        statement=Role(party, SAID_TO_BE_RESPONSIBLE),
        attribution=said,
        anchor=anchor_of(sentence, context.source, *span),
        language=context.language,
        reader=f"tollbook-{context.language}:{pattern}",
        as_of=context.as_of,
        sentence=context.number,
    )
