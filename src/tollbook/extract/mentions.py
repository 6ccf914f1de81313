"""What a sentence mentions besides its claims: events, dates, places, countries."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tollbook.extract.dates import day_that_owns, year_of
from tollbook.extract.incidental import is_incidental
from tollbook.extract.places import named_places, named_sites, towns_of_institutions
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import Said
from tollbook.extract.stances import is_compared
from tollbook.model import Anchor, Mention, MentionKind, When

_VERBS = ("harm_ing", "harm_ed", "harm_base", "harm_s", "harm_died")
_KNOWN = frozenset({"event", "country_name", "country_adjective", "country_owner"})
_NEAR = 6  # tokens between "two days earlier" and the date


def with_towns(mentions: Sequence[Mention], towns: Sequence[Mention]) -> tuple[Mention, ...]:
    """A document's mentions with the towns that institutions in it are known by: "the Osh prison" names a place where
    the document names Osh as one too, or no other place."""
    places = [mention for mention in mentions if mention.kind is MentionKind.PLACE]
    named, starts = {place.value for place in places}, {place.at.start for place in places}
    kept = [town for town in towns if town.at.start not in starts and (town.value in named or not named)]
    return tuple(sorted((*mentions, *kept), key=lambda mention: mention.sentence)) if kept else tuple(mentions)


def town_mentions(sentence: Chunked, source: str, number: int) -> Iterator[Mention]:
    """The names in a sentence by which an institution is known, as places."""
    line = sentence.line
    for name, first, _ in towns_of_institutions(sentence):
        start = line.tokens[first].start
        yield Mention(MentionKind.PLACE, name, Anchor(source, start, start + len(name), name), number)


def sentence_dates(
    sentence: Chunked, earlier: Sequence[When], day: date | None = None, said_on: date | None = None
) -> list[tuple[int, When]]:
    """The dates of a sentence by chunk; a day and month without a year take the year stated last before them, and
    "yesterday" is counted from ``day``, the document's own. Where there is none, both go by the day of the saying."""
    found: list[tuple[int, When]] = []
    if "date" not in sentence.symbols and "weekday" not in sentence.line.classes:
        return found
    for index, chunk in enumerate(sentence.chunks):
        told = chunk.date or day_that_owns(sentence.line, chunk.first, chunk.last)
        if told is None:
            continue
        year = year_of(told, [*earlier, *(when for _, when in found)], day or said_on)
        when = told.resolve(year, day, said_on)
        if when is not None:
            found.append((index, when))
    return found


def dates_beside(sentence: Chunked, dates: Sequence[tuple[int, When]]) -> list[tuple[int, When]]:
    """The dates of an event that the one told of is set beside: "deadlier than the 2016 attack"."""
    return [one for one in dates if is_compared(sentence, sentence.chunks[one[0]].first)]


def _is_set_apart(sentence: Chunked, token: int) -> bool:
    """ "Two days earlier, on 16 June": a date that is told as another than the one before it."""
    return any("other_day" in here for here in sentence.line.hits[max(0, token - _NEAR) : token])


def _no_events(sentence: Chunked) -> set[int]:
    """The tokens of verbs, of dates and of wordings like "opened fire", in which a word for an event names none."""
    spans = [(one.first, one.last) for one in sentence.chunks if one.symbol in _VERBS or one.date]
    hits = sentence.line.hits
    spans += [(at, at + here["no_event"].length) for at, here in enumerate(hits) if "no_event" in here]
    return {token for first, last in spans for token in range(first, last)}


def mentions_of(
    sentence: Chunked, source: str, number: int, dates: Sequence[tuple[int, When]], said: Sequence[Said]
) -> Iterator[Mention]:
    """The mentions of one sentence in the order of its words."""
    line = sentence.line

    def at(first: int, last: int) -> Anchor:
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        return Anchor(source, start, end, line.text[start:end])

    for index, when in dates:
        chunk = sentence.chunks[index]
        yield Mention(
            MentionKind.DATE,
            when.edtf,
            at(chunk.first, chunk.last),
            number,
            another=_is_set_apart(sentence, chunk.first),
            when=when,
            incidental=is_incidental(sentence, said, index),
        )
    yield from _known_words(sentence, number, at)
    for first, last in named_sites(sentence):
        yield Mention(MentionKind.SITE, line.words(first, last), at(first, last), number)
    for name, first, last, settled in named_places(sentence):
        yield Mention(MentionKind.PLACE, name, at(first, last), number, definite=settled)


def _known_words(sentence: Chunked, number: int, at: Callable[[int, int], Anchor]) -> Iterator[Mention]:
    """Events and countries, in the order of the words."""
    line = sentence.line
    if line.classes.isdisjoint(_KNOWN):
        return
    none = _no_events(sentence) if "event" in line.classes else set[int]()
    for token, hits in enumerate(line.hits):
        if hits.classes.isdisjoint(_KNOWN):
            continue
        # "killing 15 people" names no event, nor does "3 March 2011"
        if (hit := hits.get("event")) and token not in none:
            near = [line.hits[before] for before in range(max(0, token - 3), token)]
            if any("as_if" in here for here in near):
                continue  # "as if an earthquake had struck"
            definite = any("article_definite" in here for here in near)
            another = any("other_event" in here for here in near)
            yield Mention(MentionKind.EVENT, hit.attr, at(token, token + hit.length), number, definite, another)
        for cls in ("country_name", "country_adjective", "country_owner"):
            if (hit := hits.get(cls)) and line.tokens[token].capital:
                yield Mention(
                    MentionKind.COUNTRY, hit.attr, at(token, token + hit.length), number, cls == "country_name"
                )
