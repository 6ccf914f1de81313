"""Claims highlighted where they stand: a source's text cut into runs, each with the claims whose words it holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tollbook.publish.lookup import Json

_UNSEEN = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch to mark. ``figure`` is the part of it that the id leads to: the figure's words within the quote."""

    id: str
    start: int
    end: int
    figure: tuple[int, int]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Text without a border inside. ``lit``: part of a claim's quote. ``figure``: part of a figure's words.
    ``pale``: words that only place an incident. ``ids`` begin here; after the run come the notes ``refs``."""

    text: str
    lit: bool = False
    figure: bool = False
    pale: bool = False
    ids: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs that stand under one highlight (or under none), so that overlapping quotes are lit once."""

    lit: bool
    runs: tuple[Run, ...]


def place_of(claim: Json) -> Place:
    """Where a claim's words stand, and the figure's words within them."""
    start, end = int(claim["start"]), int(claim["end"])
    within = find_words(str(claim.get("words") or ""), str(claim.get("quote") or ""))
    figure = (start + within[0], start + within[1]) if claim["kind"] in ("count", "label") and within else (start, end)
    return Place(f"claim-{claim['id']}", start, end, figure)


def find_words(words: str, quote: str) -> tuple[int, int] | None:
    """Where the words stand in the quote, as words of their own before anywhere."""
    if not words:
        return None
    first = at = quote.find(words)
    while at >= 0 and (_in_word(quote[at - 1 : at]) or _in_word(quote[at + len(words) : at + len(words) + 1])):
        at = quote.find(words, at + 1)
    at = at if at >= 0 else first
    return (at, at + len(words)) if at >= 0 else None


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def runs(text: str, start: int, end: int, places: Iterable[Place]) -> tuple[Stretch, ...]:
    """The text from ``start`` to ``end`` with its places, each id once, in the passage where its figure begins."""
    here = [place for place in places if place.start < end and place.end > start]
    borders = sorted({start, end, *(_clip(at, start, end) for place in here for at in _borders(place))})
    cut = [_run(text, a, b, here) for a, b in pairwise(borders)]
    return tuple(_gathered(cut))


def _borders(place: Place) -> tuple[int, int, int, int]:
    return (place.start, place.end, *place.figure)


def _clip(at: int, start: int, end: int) -> int:
    return min(max(at, start), end)


def _run(text: str, a: int, b: int, here: Sequence[Place]) -> Run:
    over = [place for place in here if place.start <= a and place.end >= b]
    figure = [place for place in here if place.figure[0] <= a and place.figure[1] >= b]
    return Run(
        text=legible(text[a:b]),
        lit=any(place.strong for place in over),
        figure=any(place.strong and place.figure != (place.start, place.end) for place in figure),
        pale=any(not place.strong for place in over),
        ids=tuple(place.id for place in here if place.figure[0] == a),
        refs=tuple(place.id for place in here if place.figure[1] == b),
    )


def _gathered(cut: list[Run]) -> Iterable[Stretch]:
    held: list[Run] = []
    for run in cut:
        if held and held[-1].lit != run.lit:
            yield Stretch(held[-1].lit, tuple(held))
            held = []
        held.append(run)
    if held:
        yield Stretch(held[-1].lit, tuple(held))


def legible(text: str) -> str:
    """The text with what a page cannot hold drawn as signs: NUL as ␀, half a surrogate pair as \ufffd."""
    return text.translate(_UNSEEN).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
