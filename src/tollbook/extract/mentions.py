"""What a sentence mentions besides its claims: events, dates, places, countries."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tollbook.extract.dates import year_of
from tollbook.extract.document import head_of_dateline
from tollbook.extract.places import named_places, named_sites, towns_of_institutions
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import NO_VERB, Said
from tollbook.extract.stances import is_compared
from tollbook.model import Anchor, Mention, MentionKind, When

_VERBS = ("harm_ing", "harm_ed", "harm_base", "harm_s", "harm_died")
_KNOWN = frozenset({"event", "country_name", "country_adjective", "country_owner"})
_NEAR = 6  # tokens between "resolution" or "adopted" and the date that is its own


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


def sentence_dates(sentence: Chunked, earlier: Sequence[When], day: date | None = None) -> list[tuple[int, When]]:
    """The dates of a sentence by chunk; a day and month without a year take the year stated last before them, and
    "yesterday" is counted from ``day``."""
    found: list[tuple[int, When]] = []
    for index, chunk in enumerate(sentence.chunks):
        if chunk.date is None:
            continue
        when = chunk.date.resolve(year_of(chunk.date, [*earlier, *(when for _, when in found)]), day)
        if when is not None:
            found.append((index, when))
    return found


def is_incidental(sentence: Chunked, said: Sequence[Said], index: int) -> bool:
    """Whether the date at chunk ``index`` is not an event's: a text's, a treaty's, a birth's, the day of
    the saying, or that of an event it is only set beside."""
    if is_compared(sentence, sentence.chunks[index].first):
        return True
    return _is_of_text(sentence, index) or _is_of_saying(sentence, said, index) or head_of_dateline(sentence) == index


def dates_beside(sentence: Chunked, dates: Sequence[tuple[int, When]]) -> list[tuple[int, When]]:
    """The dates of an event that the one told of is set beside: "deadlier than the 2016 attack"."""
    return [one for one in dates if is_compared(sentence, sentence.chunks[one[0]].first)]


def _is_of_saying(sentence: Chunked, said: Sequence[Said], index: int) -> bool:
    """ "On 20 April the ministry said …", "the ministry said on 20 April that …"."""
    if not said:
        return False
    chunks = sentence.chunks
    for one in said:
        if one.verb == NO_VERB:
            continue
        told = "says_it" in sentence.line.hits[chunks[one.verb].last - 1]  # "found that on 3 May …"
        after_verb = (
            not told
            and one.verb < index <= one.verb + 2
            and all(c.symbol in ("preposition", "date") for c in chunks[one.verb + 1 : index])
        )
        goes_on = index + 1 < len(chunks) and chunks[index + 1].symbol not in ("stop", "comma")
        if after_verb and (goes_on or one.first < one.verb):
            return True
        if _opens_before(sentence, index, one) or _right_before_verb(sentence, index, one):
            return True
    return False


def _opens_before(sentence: Chunked, index: int, said: Said) -> bool:
    """Whether the date stands right before the subject of the saying, outside what is said."""
    if said.first <= index < said.last:
        return False
    tokens, last = sentence.line.tokens, sentence.chunks[index].last
    starts = {speaker.at.start for speaker in said.speakers}
    return any(tokens[position].start in starts for position in range(last, min(last + 2, len(tokens))))


def _right_before_verb(sentence: Chunked, index: int, said: Said) -> bool:
    """Whether the date stands between a speaker and the verb: "the mayor on 3 May said …"."""
    between = sentence.chunks[index + 1 : said.verb]
    start = sentence.line.tokens[sentence.chunks[index].first].start
    spoken = any(speaker.at.end <= start for speaker in said.speakers)
    return index < said.verb and spoken and all(chunk.symbol in ("have", "adverb") for chunk in between)


def _is_of_text(sentence: Chunked, index: int) -> bool:
    token = sentence.chunks[index].first
    hits = sentence.line.hits
    for before in range(token - 1, max(-1, token - _NEAR - 1), -1):
        if "of_text" in hits[before]:
            return True
        if "event" in hits[before] or any(cls.startswith("harm_") for cls in hits[before]):
            return False
    return False


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
    none = _no_events(sentence)
    for token, hits in enumerate(line.hits):
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
