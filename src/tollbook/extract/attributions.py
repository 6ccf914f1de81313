"""Who speaks where a figure stands: the innermost of the scopes of saying around it, carried by those outside."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.extract.row import Chunked
from tollbook.extract.sayings import NO_VERB, Said
from tollbook.extract.speakers import Speaker
from tollbook.model import Attribution, SpeakerType, Stance


def attributions_at(sentence: Chunked, said: Sequence[Said], index: int, author: Speaker | None) -> list[Attribution]:
    """Who speaks at chunk ``index``, one attribution a speaker; the document, or its author, where nobody else does."""
    if not said:
        return [_own_voice(author, (), Stance.ASSERTS)]
    around = [one for one in said if one.first <= index < one.last and not _is_inside_speaker(sentence, one, index)]
    parties = [one for one in around if any(not speaker.material for speaker in one.speakers)]
    if any(not speaker.pronoun for one in parties for speaker in one.speakers):  # "We counted 14," a doctor said
        parties = [one for one in parties if any(not speaker.pronoun for speaker in one.speakers)]
    materials = tuple(speaker.words for one in around for speaker in one.speakers if speaker.material)
    if not parties:
        impersonal = next((one.stance for one in around if not one.speakers), Stance.ASSERTS)
        return [_own_voice(author, materials, impersonal)]
    inner = parties[-1]
    nobodys = (one.stance for one in reversed(around) if not one.speakers and _is_within(one, inner))
    told = Attribution(
        speaker=None,
        key=None,
        speaker_type=SpeakerType.DOCUMENT,
        stance=next(nobodys, inner.stance),
        verb=None if inner.verb == NO_VERB else sentence.words(inner.verb, inner.verb + 1),
        carried_by=_carriers(parties, author),
        on_word_of=inner.on_word_of + materials,
    )
    return [_by(speaker, told) for speaker in inner.speakers if not speaker.material]


def _is_within(one: Said, other: Said) -> bool:
    """Whether what nobody is named for is part of what somebody says: "it is not true that 40 died, he said"."""
    return other.first <= one.first


def _by(speaker: Speaker, told: Attribution) -> Attribution:
    return replace(
        speaker.attribution(),
        stance=told.stance,
        verb=told.verb,
        carried_by=told.carried_by,
        on_word_of=told.on_word_of,
    )


def _carriers(parties: Sequence[Said], author: Speaker | None) -> tuple[str, ...]:
    """Those through whom the words of the innermost came, from the nearest outwards."""
    inner = parties[-1]
    own = {speaker.key for speaker in inner.speakers}
    outer = [
        words
        for one in reversed(parties[:-1])
        for words in (*(speaker.words for speaker in one.speakers if speaker.key not in own), *one.through)
    ]
    carriers = tuple(dict.fromkeys((*inner.through, *outer)))
    return carriers + ((author.words,) if author and author.key not in own else ())


def _is_inside_speaker(sentence: Chunked, said: Said, index: int) -> bool:
    place = sentence.chunks[index].first
    start = sentence.line.tokens[place].start
    return any(speaker.at.start <= start < speaker.at.end for speaker in said.speakers)


def _own_voice(author: Speaker | None, materials: tuple[str, ...], stance: Stance) -> Attribution:
    if author is None:
        return Attribution(None, None, SpeakerType.DOCUMENT, stance, on_word_of=materials)
    return replace(author.attribution(), on_word_of=materials, stance=stance)
