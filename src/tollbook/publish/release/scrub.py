"""Every name, number, address and hour taken out of words, but for what is known or cleared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from tollbook.publish.phrases import phrases
from tollbook.publish.release.chunks import ENDS, Chunk, chunks, kind_of, mixes_scripts
from tollbook.publish.release.figures_kept import NUMBER, mixed_taken, number_taken, numbered_in, telephones_in
from tollbook.publish.release.openings import known_capital
from tollbook.publish.release.times import TIME, times_in
from tollbook.publish.release.vocabulary import Vocabulary, lexicon, secret_places

NAME, ADDRESS, SECRET = "name", "address", "secret"
PLACE, CLEARED, BODY = "place", "cleared", "body"
Span = tuple[int, int]
_BRACKETED = re.compile(r"\w[(\[{]\w+[)\]}]\w")  # "somebody[at]mail"
_AHEAD = 5  # chunks that tell whether a word that opens a sentence is a name
_HYPHENS = ("-", "\u2010", "\u2011")
_LETTERS = 3  # in a row, each by itself: "k a r"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand in one text besides: the places of ``figures``, and of cleared ``times``; ``scripts`` without
    capitals, where a person cleared the words."""

    figures: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    scripts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and what stands for it in public. ``taken``: why it is not the same; None: it is."""

    start: int
    end: int
    words: str
    taken: str | None = None


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """The public words. ``kept``: the names, places and hours that stand in them, each with its kind."""

    pieces: tuple[Piece, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """As they stand in public."""
        return "".join(piece.words for piece in self.pieces)

    @property
    def taken(self) -> bool:
        """Whether anything was taken out."""
        return any(piece.taken for piece in self.pieces)

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the text stands in the public words; a piece that was changed counts whole."""
        at, first, last = 0, None, 0
        for piece in self.pieces:
            length = len(piece.words)
            if piece.end > start and piece.start < end:
                same = piece.taken is None and length == piece.end - piece.start
                if first is None:
                    first = at + (max(start - piece.start, 0) if same else 0)
                last = at + (min(end - piece.start, length) if same else length)
            at += length
        return (first or 0, last)


@dataclass(slots=True)
class _Judged:
    """A chunk while it is judged. ``run``: a capital that belongs to a name beside it."""

    chunk: Chunk
    taken: str | None = None
    run: bool = False
    known: tuple[str, str] | None = None
    more: list[str] = field(default_factory=list)


def scrub(
    text: str, vocabulary: Vocabulary, start: int = 0, end: int | None = None, allowed: Allowed | None = None
) -> Scrubbed:
    """The stretch of the text as it may leave."""
    stop, extra = len(text) if end is None else end, allowed or Allowed()
    judged = [_Judged(chunk) for chunk in chunks(text, start, stop)]
    _know_phrases(judged, vocabulary)
    for at, one in enumerate(judged):
        if one.known is None:
            _judge(judged, at, vocabulary, extra)
    _take_rows(judged, extra)
    _take_runs(judged)
    _take_secrets(judged, text[start:stop], start, vocabulary)
    return Scrubbed(tuple(_pieces(judged, start, stop)), tuple(_kept(judged)))


def unchanged(words: str | None, vocabulary: Vocabulary) -> str | None:
    """The words, where they may leave as they are; None where anything would be taken out."""
    if not words:
        return None
    found = scrub(words, vocabulary)
    return None if found.taken or found.words != " ".join(words.split()) else found.words


def _judge(judged: Sequence[_Judged], at: int, vocabulary: Vocabulary, extra: Allowed) -> None:
    """One chunk by itself."""
    one = judged[at]
    chunk = one.chunk
    if not chunk.core:
        return
    if _is_address(chunk):
        one.taken = ADDRESS
    elif any(kind_of(char) == "X" for char in chunk.core):
        one.taken = NAME
    elif any(kind_of(char) == "O" for char in chunk.core):
        one.taken = None if _within(chunk, extra.scripts) else NAME
    elif chunk.numeric:
        one.taken = number_taken(chunk, _within(chunk, extra.figures))
    else:
        reasons = [_part_taken(part, judged, at, vocabulary) for part in chunk.parts]
        one.taken = next((reason for reason in reasons if reason), None)
    if one.taken == TIME and _within(chunk, extra.times):
        one.taken, one.known = None, (TIME, chunk.core)


def _is_address(chunk: Chunk) -> bool:
    """Mail, a page, a user's name, a path: letters joined by dots, slashes or signs no word has."""
    core = chunk.lead + chunk.core
    if any(sign in core for sign in ("@", "://", "\\", "_", "=", "~")):
        return True
    if _BRACKETED.search(chunk.core) or ("#" in chunk.lead and any(map(str.isalpha, chunk.core))):
        return True
    parts = chunk.core.replace("/", ".").split(".")
    return len(parts) > 1 and any(char.isalpha() for char in chunk.core) and any(len(part) > 1 for part in parts[1:])


def _part_taken(part: str, judged: Sequence[_Judged], at: int, vocabulary: Vocabulary) -> str | None:
    if any(kind_of(char) == "N" for char in part):
        return None if part.isdigit() and len(part) <= 2 else mixed_taken(part)
    word = part.casefold()
    if vocabulary.secret_part(word) or mixes_scripts(part):
        return NAME
    if not any(char.isupper() or char.istitle() for char in part):
        return NAME if vocabulary.only_a_name(word) else None
    judged[at].run = word not in lexicon().function
    near = [one.chunk for one in judged[max(at - 1, 0) : at + _AHEAD]]
    return None if known_capital(word, near, min(at, 1), vocabulary) else NAME


def _within(chunk: Chunk, spans: Iterable[Span]) -> bool:
    return any(first <= chunk.start + len(chunk.lead) and chunk.end - len(chunk.trail) <= last for first, last in spans)


def _know_phrases(judged: Sequence[_Judged], vocabulary: Vocabulary) -> None:
    """Names that are known or cleared, the longest first; a cleared one exactly as people wrote it."""
    tables = (
        (_table(tuple(sorted(vocabulary.cleared)), exact=True), CLEARED, True),
        (_table(tuple(sorted(vocabulary.places)), exact=False), PLACE, False),
        (_table(lexicon().places, exact=False), PLACE, False),
        (_table(lexicon().bodies, exact=False), BODY, False),
    )
    for at in range(len(judged)):
        for table, kind, exact in tables:
            if judged[at].known is None and (length := _longest(judged, at, table, exact)):
                words = " ".join(one.chunk.core for one in judged[at : at + length])
                if kind != BODY or any(char.isupper() for char in words):
                    _mark(judged[at : at + length], kind, words)


def _mark(found: Sequence[_Judged], kind: str, words: str) -> None:
    for number, one in enumerate(found):
        one.known = (kind, words if number == 0 else "")
        one.run = one.chunk.capital


@cache
def _table(listed: tuple[str, ...], *, exact: bool) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        cut = tuple(chunks(phrase))
        keys = tuple(_written(one, exact) for one in cut if one.core)
        if keys:
            found.setdefault(keys[0], []).append(keys)
    return {key: sorted(several, key=len, reverse=True) for key, several in found.items()}


def _written(chunk: Chunk, exact: bool) -> str:
    core = chunk.core.replace("’", "'")
    core = core[:-2] if core.endswith("'s") else core
    return core if exact else core.casefold()


def _longest(judged: Sequence[_Judged], at: int, table: dict[str, list[tuple[str, ...]]], exact: bool) -> int:
    for keys in table.get(_written(judged[at].chunk, exact), ()):
        stretch = judged[at : at + len(keys)]
        if tuple(_written(one.chunk, exact) for one in stretch) == keys and not any(one.known for one in stretch):
            return len(keys)
    return 0


def _take_rows(judged: Sequence[_Judged], extra: Allowed) -> None:
    """Rows of numbers, and hours that the words beside a number tell."""
    found = [one.chunk for one in judged]
    for at in times_in(found):
        if _within(found[at], extra.figures):
            continue
        if _within(found[at], extra.times):
            judged[at].known = judged[at].known or (TIME, found[at].core)
        else:
            judged[at].taken, judged[at].known = TIME, None
    for at in telephones_in(found) | numbered_in(found):
        if not _within(found[at], extra.figures):
            judged[at].taken, judged[at].known = NUMBER, None
    for at in _spaced_out(found):
        judged[at].taken, judged[at].known = NAME, None
    for at, one in enumerate(judged[:-1]):
        if one.taken == NAME and one.chunk.trail.endswith(_HYPHENS) and judged[at + 1].chunk.core:
            judged[at + 1].taken, judged[at + 1].known = NAME, None


def _spaced_out(found: Sequence[Chunk]) -> set[int]:
    """The letters of a word that stand each by itself."""
    taken, row = set[int](), list[int]()
    for at, chunk in enumerate(found):
        if len(chunk.core) == 1 and chunk.core.isalpha():
            row.append(at)
            continue
        taken.update(row if len(row) >= _LETTERS else ())
        row = []
    return taken | set(row if len(row) >= _LETTERS else ())


def _take_runs(judged: Sequence[_Judged]) -> None:
    """Of words with capitals that stand together, all or none: "A" cleared does not clear "B A"."""
    run: list[_Judged] = []
    for one in judged:
        if one.run or one.taken == NAME:
            run.append(one)
            if not set(one.chunk.trail) & (ENDS | frozenset(",;:")) or one.chunk.trail == ".":
                continue
        _settle(run)
        run = []
    _settle(run)


def _settle(run: Sequence[_Judged]) -> None:
    if any(one.taken == NAME for one in run):
        for one in run:
            one.taken, one.known = one.taken or NAME, None


def _take_secrets(judged: Sequence[_Judged], words: str, start: int, vocabulary: Vocabulary) -> None:
    for first, last in secret_places(words, vocabulary.secrets):
        for one in judged:
            if one.chunk.start - start < last and one.chunk.end - start > first:
                one.taken, one.known = SECRET, None


def _pieces(judged: Sequence[_Judged], start: int, stop: int) -> Iterable[Piece]:
    """The stretch in pieces; what was taken out side by side is one mark."""
    at = start
    held: Piece | None = None
    for one in judged:
        piece = _piece(one)
        if held is not None and held.taken and piece.taken and _mark_of(held) == _mark_of(piece) and _bare(one, held):
            held = replace(held, end=piece.end, words=piece.words, taken=held.taken)
            at = piece.end
            continue
        if held is not None:
            yield held
        if one.chunk.start > at:
            yield Piece(at, one.chunk.start, " ")
        held, at = piece, one.chunk.end
    if held is not None:
        yield held
    if stop > at:
        yield Piece(at, stop, " ")


def _bare(one: _Judged, held: Piece) -> bool:
    return not one.chunk.lead and held.words.endswith("]")


def _mark_of(piece: Piece) -> str:
    return str(phrases().entry("release.marks")[piece.taken or NAME])


def _piece(one: _Judged) -> Piece:
    chunk = one.chunk
    if one.taken is None:
        return Piece(chunk.start, chunk.end, chunk.lead + chunk.core + chunk.trail)
    mark = str(phrases().entry("release.marks")[one.taken])
    if one.taken == ADDRESS:
        return Piece(chunk.start, chunk.end, mark, one.taken)
    return Piece(chunk.start, chunk.end, chunk.lead + mark + chunk.trail, one.taken)


def _kept(judged: Sequence[_Judged]) -> Iterable[tuple[str, str]]:
    return (one.known for one in judged if one.known is not None and one.known[1])
