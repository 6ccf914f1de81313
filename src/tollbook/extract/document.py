"""What a document says of itself: the body that makes the statement, and the day it bears."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tollbook.data import Pack, load_pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.letterhead import body_of_letterhead, days_of_letterhead
from tollbook.extract.openings import speaker_of_opening
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import Speaker, speakers_in
from tollbook.model import Passage, PassageKind, Source, SpeakerType, When

_MOST_WORDS_OF_A_DATELINE = 12
_MOST_OF_A_HEAD = 120  # characters; a place, a country, an agency and a date are shorter
_MOST_CHUNKS_OF_A_HEAD = 10
_DASHES = "-–—"
_DASH = re.compile(r"[–—]|(?<!\w)-|-(?!\w)")  # one within a word is none
_PROSE = (PassageKind.TITLE, PassageKind.PARAGRAPH)


def describe_source(source: Source, pack: Pack) -> Source:
    """The source with its author and date where its text gives them; what a reader of bytes already found is kept."""
    author, day = author_of(source, pack), source.date or _date_of(source, pack)
    if author is None and day is source.date:
        return source
    return replace(
        source,
        author=source.author or (author.at if author else None),
        publisher=source.publisher or (author.at if author else None),
        date=day,
    )


def author_of(source: Source, pack: Pack) -> Speaker | None:
    """The body whose statement the document is ("Statement of the … on …", or the one over "Press release"), else the
    agency of its dateline, else who speaks in its first words ("We, the families, …"); None where nobody is named."""
    return _author_of(_Text(source), pack.language)


class _Text:
    """A source that is the same one as long as its text and passages are, whatever else comes to be known of it."""

    __slots__ = ("source",)

    def __init__(self, source: Source) -> None:
        self.source = source

    def __hash__(self) -> int:
        return hash(self.source.text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Text):
            return False
        one, two = self.source, other.source
        return one.passages is two.passages and (one.id, one.title, one.text) == (two.id, two.title, two.text)


@lru_cache(maxsize=2)  # it is looked for when a document is described, and again when it is read
def _author_of(told: _Text, language: str) -> Speaker | None:
    source, pack = told.source, load_pack(language)
    body = _body_of_title(source, pack) or body_of_letterhead(source, pack)
    return body or _agency(source, pack) or speaker_of_opening(source, pack)


def _agency(source: Source, pack: Pack) -> Speaker | None:
    """The agency in "OSH, 12 June (Reuters) – …": the report is its own, in whichever paper it stands."""
    for line in _heads(source, pack):
        for index in range(_end_of_dateline(line) or 0):
            if line.chunks[index].symbol != "name":
                continue
            named = replace(speakers_in(line, source.id, index, index + 1)[0], anonymous=False)
            if named.speaker_type is SpeakerType.MEDIA:
                return named
            if named.speaker_type is SpeakerType.UNKNOWN and _stands_in_brackets(line, index):
                return replace(named, speaker_type=SpeakerType.MEDIA)
    return None


def _stands_in_brackets(line: Chunked, index: int) -> bool:
    """ "TAL, March 9 (Northern Wire) –": what stands so is an agency, on no list or on one."""
    return [one.symbol for one in line.chunks[index - 1 : index + 2]] == ["open", "name", "close"]


def _heads(source: Source, pack: Pack) -> Iterator[Chunked]:
    """The first characters of the title and of the first paragraph, where a dash stands in them: either may open with a
    dateline."""
    for kind in _PROSE:
        first = next((one for one in source.passages if one.kind is kind), None)
        if first is None:
            continue
        end = min(first.end, first.start + _MOST_OF_A_HEAD)
        if _holds_dash(source.text, first.start, end):
            yield _head(source.text, first.start, end, pack.language)


def _holds_dash(text: str, start: int, end: int) -> bool:
    shown = text[start:end]  # most heads hold none at all, which takes no pattern to see
    return any(sign in shown for sign in _DASHES) and _DASH.search(text, start, end) is not None


@lru_cache(maxsize=4)  # it is looked at for the agency, for the day, and again when its document is read
def _head(text: str, start: int, end: int, language: str) -> Chunked:
    return chunk_sentence(text, start, end, load_pack(language))


def _body_of_title(source: Source, pack: Pack) -> Speaker | None:
    if source.title is None:
        return None
    title = chunk_sentence(source.text, source.title.start, source.title.end, pack)
    hit = title.line.hits[0].get("of_body") if title.line.hits else None
    if hit is None:
        return None
    first = next((i for i, chunk in enumerate(title.chunks) if chunk.last > hit.length - 1), None)
    last_token = next(
        (i for i in range(hit.length, len(title.line.tokens)) if "of_body_end" in title.line.hits[i]),
        len(title.line.tokens),
    )
    return _named_at(source, pack, title, hit.length, last_token) if first is not None else None


def _named_at(source: Source, pack: Pack, title: Chunked, first: int, last: int) -> Speaker | None:
    """The party that title tokens ``first`` to ``last`` name, read as a phrase of its own."""
    if first >= last:
        return None
    start, end = title.line.tokens[first].start, title.line.tokens[last - 1].end
    phrase = chunk_sentence(source.text, start, end, pack)
    speakers = speakers_in(phrase, source.id, 0, len(phrase.chunks))
    return replace(speakers[0], anonymous=False) if speakers else None


def _date_of(source: Source, pack: Pack) -> When | None:
    """The date of a line that is little more than a date: the last such line, else one of the letterhead; else the one
    that heads the first paragraph."""
    found = list(_datelines(source, pack)) or list(days_of_letterhead(source, pack))
    return found[-1] if found else _heading_date(source, pack)


def _heading_date(source: Source, pack: Pack) -> When | None:
    """The date in "OSH, Kyrgyzstan, 12 June 2010 – …", before the first paragraph's own words."""
    for line in _heads(source, pack):
        at = head_of_dateline(line)
        found = line.chunks[at].date if at is not None else None
        if found is not None and (when := found.resolve(None)):
            return when
    return None


def head_of_dateline(sentence: Chunked) -> int | None:
    """The chunk of the date where a sentence opens with place, date and dash; None where it does not."""
    end = _end_of_dateline(sentence)
    return next((i for i in range(end or 0) if sentence.chunks[i].symbol == "date"), None)


def _end_of_dateline(sentence: Chunked) -> int | None:
    """The chunk of the dash that ends a dateline; None where a sentence opens with none."""
    for index, chunk in enumerate(sentence.chunks[:_MOST_CHUNKS_OF_A_HEAD]):
        if chunk.symbol == "dash" and index:
            return index
        if chunk.symbol not in ("name", "comma", "date", "open", "close", "dash"):
            return None
    return None


def _datelines(source: Source, pack: Pack) -> Iterator[When]:
    for passage in source.passages:
        if not _is_short(source, passage):
            continue
        line = chunk_sentence(source.text, passage.start, passage.end, pack)
        for chunk in line.chunks:
            when = chunk.date.resolve(None) if chunk.date else None
            if when is not None and len(when.edtf) == 10:
                yield when


def _is_short(source: Source, passage: Passage) -> bool:
    if passage.kind not in (PassageKind.DATELINE, PassageKind.PARAGRAPH):
        return False
    most = _MOST_WORDS_OF_A_DATELINE if passage.kind is PassageKind.DATELINE else 4
    return len(source.text[passage.start : passage.end].split(None, most)) <= most
