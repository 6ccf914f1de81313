"""How far what is said reaches: to the end of its clause, or back to its beginning."""

from tollbook.extract.asides import goes_on_after
from tollbook.extract.relays import after_hearers
from tollbook.extract.row import Chunked
from tollbook.extract.said_by import subject_of
from tollbook.extract.speakers import tells_time

_LONGEST_FIGURE = 5  # chunks
_AFTER_SPEECH = frozenset("stop date pp adverb quote comma preposition name semicolon but colon close".split())
_OPENERS = frozenset("comma but semicolon quote relative and dash stop".split())


def extent_of_according(sentence: Chunked, index: int, end: int) -> tuple[int, int]:
    """ "According to X, …" reaches forward, "…, according to X" back, and between two commas both ways."""
    chunks = sentence.chunks
    if (opened := _opens_bracket(sentence, index)) is not None:
        return opened, end
    before = chunks[index - 1].symbol if index else "stop"
    after = chunks[end].symbol if end < len(chunks) else "stop"
    nothing_follows = all(chunk.symbol in _AFTER_SPEECH for chunk in chunks[end:])
    told_before = _has_figure(sentence, clause_start(sentence, index), index)
    if before in ("comma", "dash") and told_before and not _has_figure(sentence, end, len(chunks)):
        nothing_follows = True
    if told_before and "given_by" in sentence.line.hits[chunks[index].first]:
        return clause_start(sentence, index), index  # "27, the figure given by the army, to more than 300"
    if index and (nothing_follows or (before in ("comma", "dash") and after in ("stop", "semicolon", "close"))):
        return _after_others(sentence, clause_start(sentence, index), index), index
    if before in ("comma", "dash") and after in ("comma", "dash") and told_before:
        return clause_start(sentence, index), index if _others_follow(sentence, end) else scope_end(sentence, end)
    if before in _OPENERS or _only_opens(sentence, index):
        return index, scope_end(sentence, end + 1 if after == "comma" else end)
    return clause_start(sentence, index), index


def _opens_bracket(sentence: Chunked, index: int) -> int | None:
    """Behind the bracket that holds a figure and whose it is: "31 soldiers (27 according to rebels) were killed"."""
    chunks = sentence.chunks
    for at in range(index - 1, max(-1, index - _LONGEST_FIGURE), -1):
        if chunks[at].symbol == "close":
            return None
        if chunks[at].symbol == "open":
            return at + 1 if _has_figure(sentence, at, index) else None
    return None


def _after_others(sentence: Chunked, start: int, index: int) -> int:
    """Behind what another is said to state in the same clause, where figures stand on both sides of it: "12 died,
    according to the police, and 30, according to doctors"."""
    for at in range(index - 1, start, -1):
        if "according" in sentence.chunks[at].marks and _has_figure(sentence, start, at):
            return at if _has_figure(sentence, at, index) else start
    return start


def _others_follow(sentence: Chunked, end: int) -> bool:
    """Whether another states a figure of their own after it in the same clause."""
    last = scope_end(sentence, end)
    others = (at for at in range(end, last) if "according" in sentence.chunks[at].marks)
    return any(_has_figure(sentence, end, at) for at in others)


def _has_figure(sentence: Chunked, first: int, last: int) -> bool:
    return any(chunk.quantity is not None for chunk in sentence.chunks[first:last])


def _only_opens(sentence: Chunked, index: int) -> bool:
    """ "…, where according to X …": only small words since the comma."""
    before = sentence.chunks[index - 1]
    return any("when" in sentence.line.hits[token] for token in range(before.first, before.last))


def extent(sentence: Chunked, subject: int, index: int) -> tuple[int, int]:
    """Where the words said stand: after the verb, or before the subject where nothing but an end follows the verb."""
    chunks = sentence.chunks
    after = after_hearers(sentence, index)
    nothing_follows = all(_only_rounds_off(sentence, at) for at in range(after, scope_end(sentence, index + 1)))
    if nothing_follows and _is_as(sentence, subject - 1):
        return clause_start(sentence, subject - 2), subject - 1
    if subject > 0 and chunks[subject - 1].symbol in ("comma", "quote", "dash"):
        if nothing_follows:
            return clause_start(sentence, subject - 1), subject
        if (
            index + 1 < len(chunks)
            and chunks[index + 1].symbol == "comma"
            and ((subject > 2 and not _is_phrase(sentence, subject - 1)) or goes_on_after(chunks, index + 2))
        ):
            return clause_start(sentence, subject - 1), scope_end(sentence, index + 1)  # "…, he said, adding that …"
    return index, scope_end(sentence, index + 1)


def _is_as(sentence: Chunked, index: int) -> bool:
    """ "12 were killed, as the ministry has said": the "as" before who says so."""
    chunks = sentence.chunks
    if index < 1 or chunks[index].symbol != "preposition" or chunks[index - 1].symbol != "comma":
        return False
    return "when" in sentence.line.hits[chunks[index].first]


def _only_rounds_off(sentence: Chunked, index: int) -> bool:
    """Whether a chunk after a verb of saying says nothing of its own: a time, a place, "by telephone"."""
    chunk = sentence.chunks[index]
    if chunk.symbol in _AFTER_SPEECH or tells_time(sentence, index):
        return True
    if chunk.symbol == "by":
        return True
    hits = sentence.line.hits[chunk.first]
    return chunk.symbol == "w" and (
        bool(hits.keys() & {"date_preposition"}) or sentence.chunks[index - 1].symbol == "by"
    )


def _is_phrase(sentence: Chunked, end: int) -> bool:
    """Whether what stands before ``end`` tells nothing yet ("On Monday, …")."""
    return not any(
        chunk.symbol in ("be", "have") or chunk.symbol.startswith("harm_") for chunk in sentence.chunks[:end]
    )


def scope_end(sentence: Chunked, start: int) -> int:
    """A scope runs to the end of the sentence, or to where another speaker takes over after "but" or a semicolon."""
    chunks = sentence.chunks
    for index in range(start, len(chunks)):
        if chunks[index].symbol in ("but", "semicolon") and any(chunk.symbol == "rep" for chunk in chunks[index + 1 :]):
            return index
        if chunks[index].symbol in ("and", "comma") and _new_speaker_at(sentence, index + 1):
            return index
    return len(chunks)


def _new_speaker_at(sentence: Chunked, index: int) -> bool:
    chunks = sentence.chunks
    verb = next(
        (
            i
            for i in range(index, min(index + 6, len(chunks)))
            if chunks[i].symbol == "rep" and "according" not in chunks[i].marks
        ),
        None,
    )
    if verb is None:
        return False
    if verb == index:  # a second verb of the same speaker
        return _has_object(sentence, verb) and any(
            chunk.symbol == "rep" and "according" not in chunk.marks for chunk in chunks[: index - 1]
        )
    subject, _ = subject_of(sentence, verb)
    return subject is not None and subject[0] == index and _has_object(sentence, verb)


def _has_object(sentence: Chunked, verb: int) -> bool:
    return any(chunk.symbol not in _AFTER_SPEECH for chunk in sentence.chunks[verb + 1 :])


def clause_start(sentence: Chunked, index: int) -> int:
    """Where what stands before chunk ``index`` begins, after the last "but" or semicolon; over a "while" that nobody
    speaks before ("two died while three were arrested, the police said")."""
    chunks, hits = sentence.chunks, sentence.line.hits
    for position in range(index - 1, -1, -1):
        if chunks[position].symbol not in ("semicolon", "but"):
            continue
        spoken = any(chunk.symbol == "rep" for chunk in chunks[:position])
        if spoken or "meanwhile" not in hits[chunks[position].first]:
            return position + 1
    return 0
