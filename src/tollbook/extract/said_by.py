"""Who a verb of saying has for its subject, with what stands between the two."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.extract.named import names_person
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.speakers import (
    Speaker,
    before_time,
    noun_phrase_left,
    speaker_key,
    speakers_in,
    type_of,
)
from tollbook.model import Anchor, SpeakerType

_ENDS_NAME = frozenset("comma stop quote close dash".split())
_IN_REASON = frozenset({"w", "pronoun", "be", "have", "adverb"})
_NEVER_IN_REASON = frozenset("rep semicolon but quote".split())


def subject_of(sentence: Chunked, index: int) -> tuple[tuple[int, int] | None, bool]:
    """The phrase that is the verb's subject, and whether something stands between the two."""
    chunks, end = sentence.chunks, before_time(sentence, index)
    if anonymous := _with_reason_after(sentence, end):
        return anonymous, True
    if end > 0 and chunks[end - 1].symbol == "be":
        if "persuaded" not in chunks[index].marks:
            return None, False
        end -= 1  # "the court is satisfied that …"
    if end > 0 and chunks[end - 1].symbol == "comma":
        opened = max((i for i in range(end - 1) if chunks[i].symbol == "comma"), default=None)
        if opened is None:
            return None, False
        before = noun_phrase_left(sentence, opened)
        if before and chunks[opened + 1].symbol == "and":  # "the police, as well as the prosecutor, said"
            return (before[0], end - 1), False
        return before, True
    return noun_phrase_left(sentence, end), False


def _with_reason_after(sentence: Chunked, end: int) -> tuple[int, int] | None:
    """ "An official who spoke on condition of anonymity because he was not allowed to talk": the official."""
    chunks, at = sentence.chunks, end - 1
    while at > 0 and chunks[at].symbol != "anonymity":
        if chunks[at].symbol in _NEVER_IN_REASON and not (_is_noun(chunks, at) or is_of_reason(sentence, at)):
            return None
        at -= 1
    if at <= 0 or at == end - 1 or chunks[end - 1].symbol in ("be", "comma"):
        return None
    if (named := noun_phrase_left(sentence, end)) and named[0] <= at:  # "unnamed officials said": no reason, but theirs
        return None
    return noun_phrase_left(sentence, at - 1 if chunks[at - 1].symbol == "comma" else at)


def is_of_reason(sentence: Chunked, index: int) -> bool:
    """ "A nurse who asked not to be named because she feared dismissal": what she fears is her dismissal."""
    at = index - 1
    while at > 0 and sentence.chunks[at].symbol in _IN_REASON:
        at -= 1
    return 0 <= at < index - 1 and sentence.chunks[at].symbol == "anonymity"


def _is_noun(chunks: Sequence[Chunk], index: int) -> bool:
    """ "For fear of reprisals"."""
    return chunks[index].symbol == "rep" and chunks[index - 1].symbol in ("preposition", "article", "of")


def described(sentence: Chunked, source: str, speaker: Speaker, first: int, last: int) -> Speaker:
    """The speaker with what stands between the name and the verb at ``last``, from the comma at ``first``: a name, a
    reason to stay unnamed, an office."""
    reason = next((at for at in range(first, last) if sentence.chunks[at].symbol == "anonymity"), None)
    if reason is not None:
        return _with_reason(sentence, source, speaker, reason, last)
    return with_name(sentence, source, speaker, first) or _with_apposition(sentence, speaker, first + 1, last)


def _with_apposition(sentence: Chunked, speaker: Speaker, first: int, last: int) -> Speaker:
    """The speaker as what stands between commas after the name describes them: "…, a former prime minister, said"."""
    if speaker.speaker_type is not SpeakerType.UNKNOWN or speaker.material or first >= last:
        return speaker
    return replace(speaker, speaker_type=type_of(sentence, first, last))


def _with_reason(sentence: Chunked, source: str, speaker: Speaker, first: int, index: int) -> Speaker:
    """The speaker with the reason given for the name's absence, up to the comma before the verb at ``index``."""
    last = index - 1 if sentence.chunks[index - 1].symbol == "comma" else index
    return _reaching(sentence, source, speaker, max(first + 1, last), anonymous=True)


def with_reason_behind(sentence: Chunked, source: str, speaker: Speaker, end: int) -> Speaker:
    """ "…, said a nurse who declined to be named for fear of reprisals": up to the end of the clause."""
    chunks = sentence.chunks
    at = end + 1 if end < len(chunks) and chunks[end].symbol == "comma" else end
    if at >= len(chunks) or not (
        "anonymity" in (chunks[at].symbol, chunks[end - 1].symbol) or is_of_reason(sentence, end)
    ):
        return speaker
    last = next((i for i in range(at, len(chunks)) if chunks[i].symbol in _ENDS_NAME), len(chunks))
    return _reaching(sentence, source, speaker, last, anonymous=True) if last > at else speaker


def _reaching(sentence: Chunked, source: str, speaker: Speaker, last: int, *, anonymous: bool) -> Speaker:
    start, end = speaker.at.start, sentence.place(sentence.chunks[0].first, sentence.chunks[last - 1].last)[1]
    words = sentence.line.text[start:end]
    return replace(speaker, words=words, at=Anchor(source, start, end, words), anonymous=anonymous)


def with_name(sentence: Chunked, source: str, speaker: Speaker, comma: int) -> Speaker | None:
    """ "The mayor, Ana Duarte": one whose office is followed by the name; None where no person's name follows."""
    chunks = sentence.chunks
    if comma + 1 >= len(chunks) or chunks[comma].symbol != "comma" or chunks[comma + 1].symbol != "name":
        return None
    if comma + 2 < len(chunks) and chunks[comma + 2].symbol not in _ENDS_NAME:
        return None
    if chunks[comma - 1].symbol == "name" or not names_person(sentence.line, chunks[comma + 1]):
        return None
    named = _reaching(sentence, source, speaker, comma + 2, anonymous=False)
    return replace(named, key=speaker_key(sentence, comma + 1, comma + 2), nameless=False)


def speakers_behind(sentence: Chunked, source: str, first: int, last: int) -> tuple[Speaker, ...]:
    """Those named from chunk ``first`` to ``last``, after the word of saying, with what describes the last of them."""
    speakers = tuple(speakers_in(sentence, source, first, last))
    if not speakers or speakers[-1].material:
        return speakers
    whole = with_name(sentence, source, speakers[-1], last) if _is_of_office(sentence, last) else None
    whole = whole or with_reason_behind(sentence, source, speakers[-1], last)
    return (*speakers[:-1], whole)


def _is_of_office(sentence: Chunked, last: int) -> bool:
    """Whether the last word before chunk ``last`` is an office or a calling, which a name may follow."""
    here = sentence.line.hits[sentence.chunks[last - 1].last - 1]
    return bool(here.keys() & {"office", "person_nouns", "speaks_for", "group_singular"})
