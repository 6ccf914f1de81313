"""Who a headline names: before its colon ("Army: 12 rebels killed"), or after its last ("12 rebels killed: army")."""

from tollbook.extract.row import Chunked
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.model import SpeakerType

_MOST_BEFORE, _MOST_AFTER = 4, 5  # chunks of a name before the colon, after it
_PARTS = ("colon", "dash")
_BESIDE = frozenset("w g s x name of pp article and".split())

Headed = tuple[int, int, int, tuple[Speaker, ...]]


def speakers_of_headline(sentence: Chunked, source: str) -> Headed | None:
    """The chunks that are said (first, last excluded), the colon, and by whom."""
    return None if sentence.symbols.isdisjoint(_PARTS) else _before(sentence, source) or _after(sentence, source)


def _before(sentence: Chunked, source: str) -> Headed | None:
    """ "Army: 12 rebels killed"."""
    chunks = sentence.chunks
    colon = next((index for index in range(1, min(_MOST_BEFORE, len(chunks))) if chunks[index].symbol == "colon"), None)
    if colon is None or colon + 1 >= len(chunks):
        return None
    if not any("party" in sentence.line.hits[token] for token in range(chunks[0].first, chunks[colon].first)):
        return None
    if any(chunk.symbol.startswith("harm_") or chunk.symbol == "event" for chunk in chunks[:colon]):
        return None
    speakers = tuple(speakers_in(sentence, source, 0, colon))
    return (colon, len(chunks), colon, speakers) if speakers else None


def _after(sentence: Chunked, source: str) -> Headed | None:
    """ "12 rebels killed: army", "Nine die in riot – ministry": a party alone at the end, with no full stop."""
    chunks = sentence.chunks
    last = range(len(chunks) - 2, max(0, len(chunks) - _MOST_AFTER - 1), -1)
    parting = next((index for index in last if chunks[index].symbol in _PARTS), None)
    if parting is None or not all(chunk.symbol in _BESIDE for chunk in chunks[parting + 1 :]):
        return None
    if not any(chunk.quantity is not None for chunk in chunks[:parting]):
        return None
    speakers = tuple(speakers_in(sentence, source, parting + 1, len(chunks)))
    if not speakers or not all(_may_speak(one) for one in speakers):
        return None
    return (0, parting, parting, speakers)


def _may_speak(one: Speaker) -> bool:
    """Whether a party alone may be who says so: guards and prisoners alone may as well be those counted."""
    return one.speaker_type is not SpeakerType.UNKNOWN and (
        one.speaker_type is not SpeakerType.WITNESS or one.anonymous
    )
