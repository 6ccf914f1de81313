"""What the short lines over a statement say of it: the body whose paper it is, and the day."""

from collections.abc import Iterator
from dataclasses import replace

from tollbook.data import Pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.extract.tokens import CODE, NUMBER, PUNCTUATION
from tollbook.model import PassageKind, Source, SpeakerType, When

_HEADS = (PassageKind.TITLE, PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.DATELINE)
_MOST_LINES = 6
_MOST_WORDS = 9
_MOST_CHUNKS_BESIDE = 3  # of a line that is a day: a comma, a place
_NUMBERING = (NUMBER, CODE, PUNCTUATION)  # "No. 118", "2012/41"
_NO_BODY = (SpeakerType.UNKNOWN, SpeakerType.MEDIA)


def body_of_letterhead(source: Source, pack: Pack) -> Speaker | None:
    """The body named over "Press release", or under it; None where no line says what kind of paper it is."""
    lines = list(_lines(source, pack))
    if not any(_says_its_kind(line) for line in lines):
        return None
    for line in lines:
        if not _says_its_kind(line) and (named := speakers_in(line, source.id, 0, len(line.chunks))):
            only = named[0]
            if len(named) == 1 and only.speaker_type not in _NO_BODY and not only.anonymous:
                return only if only.at.start == line.start else replace(only, anonymous=False)
    return None


def days_of_letterhead(source: Source, pack: Pack) -> Iterator[When]:
    """The days that stand there on lines of their own, where the head has more lines than that."""
    lines = list(_lines(source, pack))
    for line in lines if len(lines) > 1 else ():
        days = [chunk.date.resolve(None) for chunk in line.chunks if chunk.date]
        when = days[0] if len(days) == 1 else None
        if when is not None and len(when.edtf) == len("1997-04-14") and len(line.chunks) <= _MOST_CHUNKS_BESIDE:
            yield when


def _says_its_kind(line: Chunked) -> bool:
    """ "Press release", "Communiqué No. 118"."""
    tokens, hits = line.line.tokens, line.line.hits
    hit = hits[0].get("kind_of_paper") if hits else None
    return hit is not None and all(
        tokens[at].kind in _NUMBERING or "not_counted" in hits[at] for at in range(hit.length, len(tokens))
    )


def _lines(source: Source, pack: Pack) -> Iterator[Chunked]:
    """The lines before the first that is prose, a few at most."""
    found = 0
    for passage in source.passages:
        start = passage.start
        if passage.kind not in _HEADS:
            return
        for text in source.text[passage.start : passage.end].split("\n"):
            words = len(text.split(None, _MOST_WORDS + 1))
            if words > _MOST_WORDS or text.endswith(".") or found == _MOST_LINES:
                return
            if words:
                yield chunk_sentence(source.text, start, start + len(text), pack)
                found += 1
            start += len(text) + 1
