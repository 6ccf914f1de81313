"""What a sentence leaves for the next, and what of it was not read: a figure beside a word of harm is never
dropped in silence."""

from collections.abc import Iterator, Sequence

from tollbook.extract.counts import Earlier, FoundCount
from tollbook.extract.named import tells_of_one
from tollbook.extract.outcomes import tells_of_harm
from tollbook.extract.referents import told_now
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.sayings import Said
from tollbook.extract.unions import UNSPLIT
from tollbook.model import Anchor, Claim, Harm, Issue, Mark, PassageKind, Severity, Stance, When

_HARM_WORDS = frozenset("harm_ed harm_died harm_dead harm_noun harm_killing harm_ing harm_base harm_s".split())
_NOMINAL = frozenset({"harm_noun", "harm_killing"})
_FAR, _FAR_FROM_NOUN = 8, 3  # chunks between a figure and a word of harm that may belong together
_FIGURES = frozenset({"n", "u", "q"})
_GRAVE = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.MISSING})
_GROUPS = frozenset({"n", "u", "g"})
_ONE = frozenset({"s", "x", "name"})  # of which one tells of one person
_KEPT_FOR = 2  # paragraphs
_BREAKS = frozenset("semicolon but stop rep relative if".split())


def told_of(sentence: Chunked, counts: Sequence[FoundCount], earlier: Earlier) -> Earlier:
    """The group and the harm that the next sentence may refer to."""
    groups = [chunk.group for chunk in sentence.chunks if chunk.symbol in _GROUPS and chunk.group not in (None, "all")]
    harms = [one.harm for one in counts if Mark.PART not in one.marks and Mark.INDIVIDUAL not in one.marks]
    group = groups[0] if len(set(groups)) == 1 else None
    asked = earlier.since > 0  # whether it still matters that what was told before is told again
    one = (asked or not earlier.one) and not sentence.symbols.isdisjoint(_ONE)
    one = one and tells_of_one(sentence.chunks, sentence.line)
    told, counted = told_now(sentence, earlier)
    dead = any(one.harm is Harm.KILLED and one.quantity.high != 0 for one in counts)
    hurt = (asked or not earlier.hurt) and tells_of_harm(sentence)
    return Earlier(
        group if groups else earlier.group,
        harms[0] if harms else None,
        earlier.one or one,
        told,
        counted,
        earlier.hurt or hurt,
        earlier.dead or dead,
        0 if one or hurt or dead else earlier.since,
        earlier.held or any(one.harm is Harm.DETAINED and one.quantity.high != 0 for one in counts),
    )


def into_paragraph(kind: PassageKind, earlier: Earlier) -> Earlier:
    """What a paragraph takes over: only that somebody came to harm, for as far as a story of paragraphs of one sentence
    goes on ("A man was shot. ¶ He is expected to survive."); nothing past a heading."""
    if kind is PassageKind.HEADING or earlier.since >= _KEPT_FOR:
        return Earlier()
    since = earlier.since + 1
    return Earlier(one=earlier.one, hurt=earlier.hurt, dead=earlier.dead, since=since, held=earlier.held)


def unless_dated(dates: Sequence[When], before: Sequence[When], earlier: Earlier) -> Earlier:
    """What is known, unless it is of the paragraphs before and a day of another event is told of now."""
    return earlier if not earlier.since or all(one in before[-1:] for one in dates) else Earlier()


def figures_not_read(sentence: Chunked, source: str, counts: Sequence[FoundCount]) -> Iterator[Issue]:
    """An issue for a figure that stands by a word of grave harm where no claim took up either."""
    if sentence.symbols.isdisjoint(_FIGURES):
        return
    read = {index for one in counts for index in range(one.first, one.last)} | {one.count for one in counts}
    chunks = sentence.chunks
    for index, chunk in enumerate(chunks):
        if index in read or chunk.symbol not in _FIGURES or chunk.quantity is None:
            continue
        if chunk.quantity.high == 0 and not _is_denied(chunks, index):
            continue
        near = next(
            (at for at in _by_distance(chunks, index) if _is_grave(chunks[at], abs(at - index)) and at not in read),
            None,
        )
        if near is not None and not _of_others(chunks, index, near):
            yield _issue(sentence, source, index, near)
        elif near is None and (total := _total_before(chunks, index, counts)) is not None:
            yield _issue(sentence, source, index, total)


def nouns_not_known(sentence: Chunked, source: str, claims: Sequence[Claim]) -> Iterator[Issue]:
    """An issue for those counted by a noun that is on no list of people, where nothing beside it says that they are
    some ("three okapis")."""
    if "u" not in sentence.symbols:
        return
    hits = sentence.line.hits
    for chunk in sentence.chunks:
        if chunk.symbol != "u" or chunk.quantity is None or chunk.noun != chunk.noun.lower():
            continue
        after = hits[chunk.last] if chunk.last < len(hits) else {}
        if "relative_person" in after or "number_people" in hits[chunk.last - 1]:
            continue
        start, end = sentence.place(chunk.first, chunk.last)
        about = tuple(one.id for one in claims if one.harm in _GRAVE and one.count and _holds(one.anchor, start, end))
        if about:
            message = (
                f"“{chunk.noun}” is not known to mean people, and those counted by it were taken for people. "
                "Read the sentence; if they are none, say that the claim is wrong."
            )
            at = Anchor(source, start, end, sentence.line.text[start:end])
            yield Issue("noun-not-known", message, Severity.NOTE, at, about=about)


def _holds(anchor: Anchor, start: int, end: int) -> bool:
    return anchor.start <= start and end <= anchor.end


def _total_before(chunks: Sequence[Chunk], index: int, counts: Sequence[FoundCount]) -> int | None:
    """The word of grave harm of the total whose parts a figure seems to be: it stands right after ":", "including"."""
    if not index or chunks[index - 1].symbol not in ("colon", "including", "relative"):
        return None
    totals = [one for one in counts if one.harm in _GRAVE and one.harm_at is not None and one.last <= index]
    return max(totals, key=lambda one: one.last).harm_at if totals else None


def _is_denied(chunks: Sequence[Chunk], index: int) -> bool:
    """ "Denied that anyone was shot": what is then denied is for a person to read."""
    denied = any(chunk.symbol == "rep" and chunk.attr == Stance.DENIES for chunk in chunks[:index])
    return denied and "anyone" in chunks[index].marks


def _by_distance(chunks: Sequence[Chunk], index: int) -> list[int]:
    """The places of the clause around ``index``, the nearest first; at most a few chunks away."""
    places = []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(chunks) and abs(at - index) <= _FAR and chunks[at].symbol not in _BREAKS:
            places.append(at)
            at += step
    return sorted(places, key=lambda place: abs(place - index))


def _is_grave(chunk: Chunk, distance: int) -> bool:
    near = distance <= (_FAR_FROM_NOUN if chunk.symbol in _NOMINAL else _FAR)
    return near and ((chunk.symbol in _HARM_WORDS and chunk.attr in _GRAVE) or chunk.attr == UNSPLIT)


def _of_others(chunks: Sequence[Chunk], figure: int, harm: int) -> bool:
    """Whether the harm is told of others: those right before its verb ("… before guards were killed"), or after it."""
    if harm < figure:
        return chunks[harm + 1].symbol in ("g", "name", "pronoun")
    subject = harm - 1
    while subject > figure and chunks[subject].symbol in ("be", "have", "adverb", "not", "get"):
        subject -= 1
    if chunks[subject].symbol == "name":
        return chunks[subject - 1].symbol not in ("pp", "of", "and", "preposition")
    after = harm + 1 < len(chunks) and chunks[harm + 1].symbol in ("g", "s", "name", "pronoun")
    return subject > figure and (chunks[subject].symbol in ("g", "s", "pronoun") or (after and subject == harm - 1))


def _issue(sentence: Chunked, source: str, figure: int, harm: int) -> Issue:
    chunks = sentence.chunks
    start, end = sentence.place(chunks[figure].first, chunks[figure].last)
    number, word = sentence.words(figure, figure + 1), sentence.words(harm, harm + 1)
    return Issue(
        "figure-not-read",
        f"“{number}” stands by “{word}”, but how they belong together was not read. "
        "Read the sentence; if it states a count, add it by hand.",
        Severity.OPEN,
        Anchor(source, start, end, sentence.line.text[start:end]),
    )


def dates_not_read(sentence: Chunked, source: str, resolved: Sequence[int]) -> Iterator[Issue]:
    """An issue for a day that no calendar has, and for a day whose year nothing states, where something befell
    anyone."""
    if "date" not in sentence.symbols:
        return
    tells = any(chunk.symbol == "event" or chunk.symbol in _HARM_WORDS for chunk in sentence.chunks)
    for index, chunk in enumerate(sentence.chunks):
        if chunk.date is None or index in resolved:
            continue
        start, end = sentence.place(chunk.first, chunk.last)
        at = Anchor(source, start, end, sentence.line.text[start:end])
        if chunk.date.edtf:
            yield Issue(
                "date-not-a-day",
                f"“{at.words}” is no day of the calendar; it was left unread. Look it up.",
                Severity.OPEN,
                at,
            )
        elif tells and chunk.date.relative:
            yield Issue(
                "day-without-date",
                f"“{at.words}” is counted from the day of the document, which bears none. Look up when it was written.",
                Severity.NOTE,
                at,
            )
        elif tells:
            yield Issue(
                "date-without-year",
                f"“{at.words}” has no year, and none is stated before it. Add it if known.",
                Severity.NOTE,
                at,
            )


def speakers_not_named(said: Sequence[Said], claims: Sequence[Claim]) -> Iterator[Issue]:
    """An issue for a speaker who is only a pronoun, with nobody before it whom it could stand for."""
    for speaker in (speaker for one in said for speaker in one.speakers if speaker.pronoun):
        about = tuple(claim.id for claim in claims if claim.attribution.at == speaker.at)
        if about:
            message = (
                f"“{speaker.words}” says this, but who that is was not said before. "
                "Read what stands before it, and name the speaker."
            )
            yield Issue("speaker-not-named", message, Severity.OPEN, speaker.at, about=about)
