"""Who says what in a sentence: the scope of each word of saying, whose words they are, and through whom they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.extract.row import Chunked
from tollbook.extract.speakers import (
    Speaker,
    before_time,
    names_speaker,
    noun_phrase_left,
    noun_phrase_right,
    speakers_in,
    with_apposition,
    with_reason,
)
from tollbook.model import SpeakerType, Stance

_AFTER_SPEECH = frozenset("stop date pp adverb quote comma preposition name semicolon but colon close".split())
_OPENERS = frozenset("comma but semicolon quote relative and dash stop".split())
# A belief or a fear reaches no further than its own clause; a statement goes on.
_SHORT = (Stance.BELIEVES, Stance.DOUBTS, Stance.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class Said:
    """Chunks ``first`` to ``last`` (excluded) are said by ``speakers``, with ``stance``, by the word at chunk
    ``verb``."""

    first: int
    last: int
    verb: int
    speakers: tuple[Speaker, ...]
    stance: Stance
    through: tuple[str, ...] = ()
    on_word_of: tuple[str, ...] = ()


def find_said(sentence: Chunked, source: str, last_speaker: Speaker | None) -> list[Said]:
    """All scopes of saying in a sentence, the outer before the inner; a pronoun stands for ``last_speaker``."""
    found = [said for index in _verbs(sentence) if (said := _scope(sentence, source, index)) is not None]
    if headed := _headed(sentence, source):
        found.append(headed)
    return sorted(_without_pronouns(found, last_speaker), key=lambda said: (said.first - said.last, said.first))


def _headed(sentence: Chunked, source: str) -> Said | None:
    """ "Army: 12 rebels killed": who stands before the colon of a headline."""
    chunks = sentence.chunks
    colon = next((index for index in range(1, min(4, len(chunks))) if chunks[index].symbol == "colon"), None)
    if colon is None or colon + 1 >= len(chunks):
        return None
    if not any("party" in sentence.line.hits[token] for token in range(chunks[0].first, chunks[colon].first)):
        return None
    if any(chunk.symbol.startswith("harm_") or chunk.symbol == "event" for chunk in chunks[:colon]):
        return None
    speakers = tuple(speakers_in(sentence, source, 0, colon))
    return Said(colon, len(chunks), colon, speakers, Stance.ASSERTS) if speakers else None


def _verbs(sentence: Chunked) -> Iterator[int]:
    for index, chunk in enumerate(sentence.chunks):
        before = sentence.chunks[index - 1].symbol if index else ""
        if index + 1 < len(sentence.chunks) and "lives" in sentence.chunks[index + 1].marks:
            continue  # "the fire claimed eight lives"
        if index and "early" in sentence.line.hits[sentence.chunks[index - 1].last - 1]:
            continue  # "an early report", which is no verb
        if _describes(sentence, index, before):
            continue
        if chunk.symbol == "rep" and (before not in ("article", "of", "to", "by") or "according" in chunk.marks):
            yield index


def _describes(sentence: Chunked, index: int, before: str) -> bool:
    """ "A bomb suspected to be theirs killed 3": what is believed of it, not that it killed them."""
    chunk, follows = sentence.chunks[index], [one.symbol for one in sentence.chunks[index + 1 : index + 3]]
    believed = chunk.symbol == "rep" and chunk.attr == Stance.BELIEVES and before not in ("be", "adverb", "pronoun")
    return believed and index > 0 and follows in (["to", "be"], ["to", "have"])


def _scope(sentence: Chunked, source: str, index: int) -> Said | None:
    if "according" in sentence.chunks[index].marks:
        return _according(sentence, source, index)
    if "rumour" in sentence.line.hits[sentence.chunks[index].first]:  # "rumours spread that …" names nobody
        return Said(index, _scope_end(sentence, index + 1), index, (), Stance.BELIEVES)
    subject, parenthesis = _subject(sentence, index)
    if subject is None:
        return (
            _passive(sentence, source, index)
            or _inverted(sentence, source, index)
            or _shared_subject(sentence, source, index)
        )
    speakers = tuple(speakers_in(sentence, source, *subject))
    if not speakers or not names_speaker(sentence, *subject):
        return None
    stance = Stance(sentence.chunks[index].attr)
    cited = (
        _cited(sentence, source, subject[1], index)
        if parenthesis
        else _cited_around(sentence, source, subject[0], index)
    )
    if parenthesis and len(speakers) == 1 and not cited:
        speakers = (with_apposition(sentence, speakers[0], subject[1] + 1, index),)
    if parenthesis and sentence.chunks[subject[1] + 1].symbol == "anonymity" and len(speakers) == 1:
        speakers = (with_reason(sentence, source, speakers[0], subject[1] + 1, index),)
    carriers = (
        _hearers(sentence, source, index)
        + _through(sentence, source, subject[1])
        + _quoters(sentence, source, subject[0])
    )
    reports = _reports_believed(sentence, source, index)
    first, last = _extent(sentence, subject[0], index)
    if stance in _SHORT:
        last = next((i for i in range(index + 1, last) if sentence.chunks[i].symbol in ("comma", "semicolon")), last)
    return _with_cited(Said(first, last, index, speakers, stance, carriers, reports), cited)


def _reports_believed(sentence: Chunked, source: str, index: int) -> tuple[str, ...]:
    """ "It believes the reports that …": the reports are whose word it is."""
    phrase = noun_phrase_right(sentence, index + 1)
    if phrase is None or phrase[1] >= len(sentence.chunks) or sentence.chunks[phrase[1]].symbol != "relative":
        return ()
    return tuple(one.words for one in speakers_in(sentence, source, *phrase) if one.material)


def _subject(sentence: Chunked, index: int) -> tuple[tuple[int, int] | None, bool]:
    """The phrase that is the verb's subject, and whether something stands between commas after it."""
    chunks, end = sentence.chunks, before_time(sentence, index)
    if end > 0 and chunks[end - 1].symbol == "be":
        return None, False
    if end > 0 and chunks[end - 1].symbol == "comma":
        opened = max((i for i in range(end - 1) if chunks[i].symbol == "comma"), default=None)
        if opened is not None:
            return noun_phrase_left(sentence, opened), True
        return None, False
    return noun_phrase_left(sentence, end), False


def _passive(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "It was rumoured that …" names nobody; "the toll was put at 20 by state media" names them after "by"."""
    chunks = sentence.chunks
    be = index - 1
    while be > 0 and chunks[be].symbol == "adverb":
        be -= 1
    if be < 0 or chunks[be].symbol != "be":
        return None
    stance = Stance(chunks[index].attr)
    if stance is Stance.HYPOTHETICAL or (be and "it_refers" in sentence.line.hits[chunks[be - 1].first]):
        follows = index + 1 < len(chunks) and not chunks[index + 1].symbol.startswith("harm_")
        return (
            Said(index, _scope_end(sentence, index + 1), index, (), stance)
            if follows and chunks[index + 1].symbol != "to"
            else None
        )
    for by in range(index + 1, min(index + 6, len(chunks))):
        if chunks[by].symbol.startswith("harm_"):
            return None
        if (
            chunks[by].symbol == "by"
            and (phrase := noun_phrase_right(sentence, by + 1))
            and names_speaker(sentence, *phrase)
        ):
            return Said(
                _clause_start(sentence, index), by, index, tuple(speakers_in(sentence, source, *phrase)), stance
            )
    return None


def _inverted(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "…, said the spokesman": what was said stands before."""
    before = sentence.chunks[index - 1].symbol if index else ""
    phrase = noun_phrase_right(sentence, index + 1)
    if before not in ("comma", "quote") or phrase is None:
        return None
    if any(chunk.quantity is not None for chunk in sentence.chunks[phrase[1] :]) and before == "comma":
        return None  # "…, saying the toll was 9": what is said stands after
    speakers = tuple(speakers_in(sentence, source, *phrase))
    return (
        Said(_clause_start(sentence, index - 1), index, index, speakers, Stance(sentence.chunks[index].attr))
        if speakers
        else None
    )


def _shared_subject(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "The army denied it and said that …": the second verb has the first one's subject."""
    if index == 0 or sentence.chunks[index - 1].symbol not in ("and", "comma", "but"):
        return None
    for earlier in reversed([verb for verb in _verbs(sentence) if verb < index]):
        subject, _ = _subject(sentence, earlier)
        if subject is not None and "according" not in sentence.chunks[earlier].marks:
            speakers = tuple(speakers_in(sentence, source, *subject))
            stance = Stance(sentence.chunks[index].attr)
            return Said(index, _scope_end(sentence, index + 1), index, speakers, stance) if speakers else None
    return None


def _according(sentence: Chunked, source: str, index: int) -> Said | None:
    phrase = noun_phrase_right(sentence, index + 1)
    if phrase is None:
        return None
    speakers = tuple(speakers_in(sentence, source, *phrase))
    if not speakers:
        return None
    first, last = _extent_of_according(sentence, index, phrase[1])
    return Said(first, last, index, speakers, Stance.ASSERTS, _through(sentence, source, index))


def _extent_of_according(sentence: Chunked, index: int, end: int) -> tuple[int, int]:
    """ "According to X, …" reaches forward, "…, according to X" back, and between two commas both ways."""
    chunks = sentence.chunks
    before = chunks[index - 1].symbol if index else "stop"
    after = chunks[end].symbol if end < len(chunks) else "stop"
    nothing_follows = all(chunk.symbol in _AFTER_SPEECH for chunk in chunks[end:])
    told_before = _has_figure(sentence, _clause_start(sentence, index), index)
    if before in ("comma", "dash") and told_before and not _has_figure(sentence, end, len(chunks)):
        nothing_follows = True
    if index and (nothing_follows or (before in ("comma", "dash") and after in ("stop", "semicolon", "close"))):
        return _clause_start(sentence, index), index
    if (
        before in ("comma", "dash")
        and after in ("comma", "dash")
        and _has_figure(sentence, _clause_start(sentence, index), index)
    ):
        return _clause_start(sentence, index), _scope_end(sentence, end)
    if before in _OPENERS or _only_opens(sentence, index):
        return index, _scope_end(sentence, end)
    return _clause_start(sentence, index), index


def _has_figure(sentence: Chunked, first: int, last: int) -> bool:
    return any(chunk.quantity is not None for chunk in sentence.chunks[first:last])


def _only_opens(sentence: Chunked, index: int) -> bool:
    """ "…, where according to X …": only small words since the comma."""
    before = sentence.chunks[index - 1]
    return any("when" in sentence.line.hits[token] for token in range(before.first, before.last))


def _extent(sentence: Chunked, subject: int, index: int) -> tuple[int, int]:
    """Where the words said stand: after the verb, or before the subject where nothing but an end follows the verb."""
    chunks = sentence.chunks
    nothing_follows = all(
        chunk.symbol in _AFTER_SPEECH for chunk in chunks[index + 1 : _scope_end(sentence, index + 1)]
    )
    if subject > 0 and chunks[subject - 1].symbol in ("comma", "quote", "dash"):
        if nothing_follows:
            return _clause_start(sentence, subject - 1), subject
        if (
            index + 1 < len(chunks)
            and chunks[index + 1].symbol == "comma"
            and subject > 2
            and not _is_phrase(sentence, subject - 1)
        ):
            return _clause_start(sentence, subject - 1), _scope_end(sentence, index + 1)  # "…, he said, adding that …"
    return index, _scope_end(sentence, index + 1)


def _is_phrase(sentence: Chunked, end: int) -> bool:
    """Whether what stands before ``end`` tells nothing yet ("On Monday, …")."""
    return not any(
        chunk.symbol in ("be", "have") or chunk.symbol.startswith("harm_") for chunk in sentence.chunks[:end]
    )


def _scope_end(sentence: Chunked, start: int) -> int:
    """A scope runs to the end of the sentence, or to where another speaker takes over after "but" or a semicolon."""
    chunks = sentence.chunks
    for index in range(start, len(chunks)):
        if chunks[index].symbol in ("but", "semicolon") and any(chunk.symbol == "rep" for chunk in chunks[index + 1 :]):
            return index
        if chunks[index].symbol in ("and", "comma") and _new_speaker_at(sentence, index + 1):
            return index
    return len(chunks)


def _new_speaker_at(sentence: Chunked, index: int) -> bool:
    chunks = sentence.chunks
    verb = next(
        (
            i
            for i in range(index, min(index + 6, len(chunks)))
            if chunks[i].symbol == "rep" and "according" not in chunks[i].marks
        ),
        None,
    )
    if verb is None:
        return False
    if verb == index:  # a second verb of the same speaker
        return _has_object(sentence, verb) and any(
            chunk.symbol == "rep" and "according" not in chunk.marks for chunk in chunks[: index - 1]
        )
    subject, _ = _subject(sentence, verb)
    return subject is not None and subject[0] == index and _has_object(sentence, verb)


def _has_object(sentence: Chunked, verb: int) -> bool:
    return any(chunk.symbol not in _AFTER_SPEECH for chunk in sentence.chunks[verb + 1 :])


def _clause_start(sentence: Chunked, index: int) -> int:
    for position in range(index - 1, -1, -1):
        if sentence.chunks[position].symbol in ("semicolon", "but"):
            return position + 1
    return 0


def _cited(sentence: Chunked, source: str, first: int, last: int) -> tuple[Speaker, ...]:
    """Those whom the speaker is said to quote or cite, between ``first`` and ``last``."""
    for index in range(first, last):
        token = sentence.chunks[index].first
        if sentence.chunks[index].symbol != "through" and "citing" in sentence.line.hits[token]:
            phrase = noun_phrase_right(sentence, index + 1)
            return tuple(speakers_in(sentence, source, *phrase)) if phrase else ()
    return ()


def _cited_around(sentence: Chunked, source: str, subject: int, index: int) -> tuple[Speaker, ...]:
    """Those cited after the verb, or before the subject ("Citing officials, Interfax said …")."""
    opens = subject > 0 and "citing" in sentence.line.hits[sentence.chunks[0].first]
    return _cited(sentence, source, 0, 1) if opens else _cited(sentence, source, index + 1, len(sentence.chunks))


def _quoters(sentence: Chunked, source: str, subject: int) -> tuple[str, ...]:
    """ "Interfax cited officials as saying …": who cites them."""
    if subject < 2 or sentence.chunks[subject - 1].symbol != "citing":
        return ()
    phrase = noun_phrase_left(sentence, subject - 1)
    return tuple(one.words for one in speakers_in(sentence, source, *phrase)) if phrase else ()


def _with_cited(said: Said, cited: tuple[Speaker, ...]) -> Said:
    """A medium that quotes somebody carries their word; a body that states it on others' word speaks itself
    (READING 10)."""
    if not cited:
        return said
    if all(speaker.speaker_type is SpeakerType.MEDIA for speaker in said.speakers) and not all(
        one.material for one in cited
    ):
        carriers = tuple(speaker.words for speaker in said.speakers)
        return replace(said, speakers=cited, through=(*carriers, *said.through))
    return replace(said, on_word_of=said.on_word_of + tuple(one.words for one in cited))


def _hearers(sentence: Chunked, source: str, index: int) -> tuple[str, ...]:
    """ "A guard told Reuters that …": the medium that was told carries it."""
    if "told" not in sentence.line.hits[sentence.chunks[index].first]:
        return ()
    phrase = noun_phrase_right(sentence, index + 1)
    heard = speakers_in(sentence, source, *phrase) if phrase else []
    return tuple(one.words for one in heard if one.speaker_type is SpeakerType.MEDIA or one.words[0].isupper())


def _through(sentence: Chunked, source: str, index: int) -> tuple[str, ...]:
    """ "In an interview with …": the medium it was said to."""
    for position in range(index, len(sentence.chunks)):
        if sentence.chunks[position].symbol == "through" and (phrase := noun_phrase_right(sentence, position + 1)):
            return tuple(one.words for one in speakers_in(sentence, source, *phrase))
    return ()


def _without_pronouns(found: Sequence[Said], last_speaker: Speaker | None) -> Iterator[Said]:
    """A pronoun stands for whoever was named last, in the sentence or before it."""
    for said in found:
        meant = tuple(last_speaker if last_speaker and speaker.pronoun else speaker for speaker in said.speakers)
        yield replace(said, speakers=meant)
        named = [speaker for speaker in said.speakers if not speaker.pronoun and not speaker.material]
        last_speaker = named[-1] if named else last_speaker
