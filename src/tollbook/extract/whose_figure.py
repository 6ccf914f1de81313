"""Whose figures a row of a box gives: "187 (official figure), 400–1,500 (other estimates)", "Government: 24"."""

from dataclasses import replace

from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.model import SpeakerType

_FIGURES = frozenset("q n u s x g".split())  # "24 (prisoners)" says who died
_FARTHEST = 8  # chunks of a bracket, or before a colon
_LETS_GO = frozenset("stop comma semicolon close and".split())


def whose_figure(row: Chunked, figure: int, source: str) -> Speaker | None:
    """Who is said to give the figure: in the bracket right behind it, or before the colon right before it."""
    chunks = row.chunks
    if is_early(row, figure):
        return None
    if figure + 1 < len(chunks) and chunks[figure + 1].symbol == "open":
        first = figure + 2
        last = next((at for at in range(first, len(chunks)) if chunks[at].symbol == "close"), len(chunks))
    elif figure and chunks[figure - 1].symbol == "colon":
        last = first = figure - 1
        while first and chunks[first - 1].symbol not in _LETS_GO and chunks[first - 1].quantity is None:
            first -= 1
    else:
        return None
    if not 0 < last - first <= _FARTHEST or any(_is_figure(chunk) for chunk in chunks[first:last]):
        return None
    found = speakers_in(row, source, first + ("according_to" in row.line.hits[chunks[first].first]), last)
    told = [one for one in found if one.material or one.speaker_type is not SpeakerType.UNKNOWN]
    if len(told) != 1 or len(found) != 1:
        return None
    return replace(told[0], nameless=True) if told[0].material else told[0]  # "other estimates" name nobody


def is_early(row: Chunked, figure: int) -> bool:
    """ "24 (initial estimate)"."""
    behind = row.chunks[figure + 1 : figure + 3]
    return [one.symbol for one in behind[:1]] == ["open"] and any("early" in row.line.hits[one.first] for one in behind)


def _is_figure(chunk: Chunk) -> bool:
    return chunk.symbol in _FIGURES or chunk.quantity is not None
