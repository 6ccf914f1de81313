"""Who takes, denies or lays responsibility: "claimed responsibility", "denied any involvement", "blamed the guards"."""

from collections.abc import Iterator

from tollbook.extract.claims import Context, anchor_of
from tollbook.extract.doers import SAID_TO_BE_RESPONSIBLE
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import names_speaker, noun_phrase_left, noun_phrase_right, speakers_in
from tollbook.model import Attribution, Claim, Role, Stance


def responsibility_claims(sentence: Chunked, context: Context) -> Iterator[Claim]:
    """The roles that a sentence gives by such words, as those say who say them."""
    for index, chunk in enumerate(sentence.chunks):
        here = sentence.line.hits[chunk.first]
        if hit := here.get("own_responsibility"):
            yield from _own(sentence, context, index, Stance(hit.attr))
        elif "blames" in here or ("holds" in here and _is_called_responsible(sentence, index)):
            yield from _blamed(sentence, context, index)


def _own(sentence: Chunked, context: Context, index: int, stance: Stance) -> Iterator[Claim]:
    """ "The Front claimed responsibility": for itself."""
    subject, _ = subject_of(sentence, index)
    if subject is None or not names_speaker(sentence, *subject) or _is_nobody(sentence, subject[0]):
        return
    for speaker in speakers_in(sentence, context.source, *subject):
        said = speaker.attribution()
        yield _claim(sentence, context, speaker.words, _with(said, stance), (subject[0], index + 1), "responsibility")


def _blamed(sentence: Chunked, context: Context, index: int) -> Iterator[Claim]:
    """ "Police blamed the gang", "the opposition holds the army responsible": for another."""
    subject, _ = subject_of(sentence, index)
    phrase = noun_phrase_right(sentence, index + 1)
    if subject is None or phrase is None or not names_speaker(sentence, *subject) or _is_nobody(sentence, subject[0]):
        return
    for speaker in speakers_in(sentence, context.source, *subject):
        if not speaker.material:
            words = sentence.words(phrase[0], _before_responsible(sentence, *phrase))
            yield _claim(sentence, context, words, speaker.attribution(), (subject[0], phrase[1]), "blame")


def _before_responsible(sentence: Chunked, first: int, last: int) -> int:
    """The end of "the army" in "the army responsible"."""
    hits = sentence.line.hits
    return next((at for at in range(first + 1, last) if "responsible_field" in hits[sentence.chunks[at].first]), last)


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
    )
