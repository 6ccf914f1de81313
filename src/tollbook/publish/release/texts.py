"""The public text of a source: what published claims quote, stretch by stretch, and marks for the rest."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tollbook.model import Claim, Passage, PassageKind, Source
from tollbook.publish.marks import find_words
from tollbook.publish.phrases import phrases
from tollbook.publish.release.scrub import Allowed, Scrubbed, Span, scrub, unchanged
from tollbook.publish.release.vocabulary import Vocabulary

FIGURE_LOST = "figure-lost"
_AS_IT_WAS = frozenset((PassageKind.FIELD, PassageKind.CELL, PassageKind.QUOTE, PassageKind.LIST_ITEM))


@dataclass(frozen=True, slots=True)
class Quoting:
    """What of a source is published. ``bare`` claims leave as figures without words. ``times``: claims whose hours are
    cleared; ``scripts``: whose words without capitals are. ``whole``: all of its text is cleared, but for ``never``."""

    words: tuple[Claim, ...]
    bare: tuple[Claim, ...]
    times: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()
    whole: bool = False
    never: tuple[Span, ...] = ()
    speakers: tuple[str, ...] = ()
    titled: bool = True


@dataclass(frozen=True, slots=True)
class PublicText:
    """``places`` by the case's id of a claim; ``figures``: its figure's public words. ``lost``: claims whose figure's
    words did not come through. ``title``: where the title stands. ``kept``: stretches of the case's text that stand
    here unchanged, and where. ``out``: the passages of the case's text that do not stand here whole, by number."""

    text: str
    passages: tuple[Passage, ...]
    places: Mapping[str, Span]
    figures: Mapping[str, str]
    lost: tuple[str, ...] = ()
    title: Span | None = None
    kept: tuple[tuple[Span, Span], ...] = ()
    out: tuple[int, ...] = ()


@dataclass(slots=True)
class _Page:
    """The lines so far."""

    lines: list[str]
    kinds: list[PassageKind]
    length: int = 0

    def add(self, line: str, kind: PassageKind) -> int:
        """Puts a line at the end; returns where it begins."""
        start = self.length
        self.lines.append(line)
        self.kinds.append(kind)
        self.length += len(line) + 1
        return start


def verbatim(source: Source, claims: Iterable[Claim]) -> PublicText:
    """The text as it is, since its very bytes leave."""
    every = list(claims)
    return PublicText(
        source.text,
        tuple(source.passages),
        {claim.id: (claim.anchor.start, claim.anchor.end) for claim in every},
        {claim.id: claim.count.quantity.words for claim in every if claim.count},
        title=(source.title.start, source.title.end) if source.title else None,
        kept=(((0, len(source.text)), (0, len(source.text))),),
    )


def public_text(source: Source, quoting: Quoting, vocabulary: Vocabulary) -> PublicText:
    """The lines of a source that leave, in the order of its text."""
    page = _Page([], [])
    places: dict[str, Span] = {}
    figures: dict[str, str] = {}
    lost: list[str] = []
    kept: list[tuple[Span, Span]] = []
    title = _title(source, page, vocabulary) if quoting.titled else None
    at = 0
    for stretch in _in_order(source, quoting):
        _gap(source.text[at : stretch.start], page)
        at = max(at, stretch.end)
        if stretch.bare is not None:
            mark = str(phrases().entry("release.bare"))
            start = page.add(mark, PassageKind.PARAGRAPH)
            places[stretch.bare.id], figures[stretch.bare.id] = (start, start + len(mark)), mark
            continue
        found = scrub(source.text, vocabulary, stretch.start, stretch.end, _allowed(stretch, quoting))
        if not found.words.strip():
            lost += (claim.id for claim in stretch.claims)
            continue
        start = page.add(found.words, _kind(source, stretch))
        kept += _unchanged_parts(found, start)
        for claim in stretch.claims:
            _place(claim, found, start, (places, figures, lost))
    _gap(source.text[at:], page)
    _speakers(quoting.speakers, page)
    text = "\n".join(page.lines) + ("\n" if page.lines else "")
    return PublicText(
        text, tuple(_passages(page)), places, figures, tuple(lost), title, tuple(kept), _out(source, kept)
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    claims: tuple[Claim, ...] = ()
    bare: Claim | None = None


def _in_order(source: Source, quoting: Quoting) -> list[_Stretch]:
    bare = [_Stretch(claim.anchor.start, claim.anchor.start, bare=claim) for claim in quoting.bare]
    spans = {(claim.anchor.start, claim.anchor.end) for claim in quoting.words}
    if quoting.whole:
        spans |= set(_without(((one.start, one.end) for one in source.passages), quoting.never))
    borders = list(_merged(sorted(spans)))
    starts, members = [start for start, _ in borders], [list[Claim]() for _ in borders]
    for claim in quoting.words:
        members[bisect_right(starts, claim.anchor.start) - 1].append(claim)
    found = [_Stretch(*border, tuple(claims)) for border, claims in zip(borders, members, strict=True)]
    return sorted([*found, *bare], key=lambda one: (one.start, one.end, one.bare.id if one.bare else ""))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    held: Span | None = None
    for start, end in spans:
        if held is not None and start < held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _without(spans: Iterable[Span], never: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        if not any(first < end and last > start for first, last in never):
            yield start, end


def _title(source: Source, page: _Page, vocabulary: Vocabulary) -> Span | None:
    words = unchanged(source.title.words, vocabulary) if source.title else None
    if words is None:
        return None
    start = page.add(words, PassageKind.TITLE)
    return (start, start + len(words))


def _gap(words: str, page: _Page) -> None:
    """One mark for what was taken out between two lines."""
    mark = str(phrases().entry("release.gap"))
    if words.strip() and (not page.lines or page.lines[-1] != mark):
        page.add(mark, PassageKind.PARAGRAPH)


def _speakers(speakers: Iterable[str], page: _Page) -> None:
    """Whoever speaks in published claims and stands in none of the lines."""
    shown = "\n".join(page.lines)
    missing = [one for one in dict.fromkeys(speakers) if one not in shown]
    if missing:
        say = phrases()
        page.add(
            say.say("release.said_by", who=str(say.entry("release.who_join")).join(missing)), PassageKind.PARAGRAPH
        )


def _allowed(stretch: _Stretch, quoting: Quoting) -> Allowed:
    return Allowed(
        tuple(figure for claim in stretch.claims if (figure := _figure(claim)) is not None),
        tuple(_span(claim) for claim in stretch.claims if claim.id in quoting.times),
        tuple(_span(claim) for claim in stretch.claims if claim.id in quoting.scripts),
    )


def _span(claim: Claim) -> Span:
    return claim.anchor.start, claim.anchor.end


def _figure(claim: Claim) -> Span | None:
    """Where a count's figure stands in the text."""
    found = find_words(claim.count.quantity.words, claim.anchor.words) if claim.count else None
    return (claim.anchor.start + found[0], claim.anchor.start + found[1]) if found else None


def _place(claim: Claim, found: Scrubbed, start: int, into: tuple[dict[str, Span], dict[str, str], list[str]]) -> None:
    places, figures, lost = into
    first, last = found.place(*_span(claim))
    if claim.count:
        figure = _figure(claim)
        shown = found.words[slice(*found.place(*figure))] if figure else ""
        if shown != " ".join(claim.count.quantity.words.split()):
            lost.append(claim.id)
            return
        figures[claim.id] = shown
    places[claim.id] = (start + first, start + last)


def _kind(source: Source, stretch: _Stretch) -> PassageKind:
    at = bisect_right(source.passages, stretch.start, key=lambda one: one.start) - 1
    passage = source.passages[at] if at >= 0 else None
    within = passage is not None and stretch.end <= passage.end and passage.kind in _AS_IT_WAS
    return passage.kind if passage is not None and within else PassageKind.PARAGRAPH


def _unchanged_parts(found: Scrubbed, start: int) -> Iterator[tuple[Span, Span]]:
    at = start
    for piece in found.pieces:
        length = len(piece.words)
        if piece.taken is None and length == piece.end - piece.start:
            yield (piece.start, piece.end), (at, at + length)
        at += length


def _passages(page: _Page) -> Iterator[Passage]:
    at = 0
    for line, kind in zip(page.lines, page.kinds, strict=True):
        if line:
            yield Passage(kind, at, at + len(line))
        at += len(line) + 1


def _out(source: Source, kept: Sequence[tuple[Span, Span]]) -> tuple[int, ...]:
    """The passages of which something does not stand in public."""
    shown = sorted(span for span, _ in kept)
    starts = [start for start, _ in shown]
    return tuple(
        number
        for number, one in enumerate(source.passages)
        if not _covered(
            one.start, one.end, islice(shown, max(bisect_right(starts, one.start) - 1, 0), None), source.text
        )
    )


def _covered(start: int, end: int, shown: Iterable[Span], text: str) -> bool:
    at = start
    for first, last in shown:
        if first >= end:
            break
        if last <= at:
            continue
        if first > at and text[at : min(first, end)].strip():
            return False
        at = max(at, last)
        if at >= end:
            return True
    return at >= end or not text[at:end].strip()
