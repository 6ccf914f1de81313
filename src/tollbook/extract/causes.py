"""Causes as speakers give them: "X led to Y", "Y was caused by X", "a reason that provoked Y was X"."""

from collections.abc import Iterator
from dataclasses import replace

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context, date_near, is_conditional
from tollbook.extract.row import Chunked
from tollbook.model import Anchor, Cause, Claim, Stance

_ENDS = frozenset(";.:!?")
_WORDINGS = frozenset({"cause_named", "cause_aim", "cause_forward", "cause_back"})


def cause_claims(sentence: Chunked, context: Context) -> Iterator[Claim]:
    """A claim for each cause whose effect is an event or a harm; causes of anything else are not kept."""
    if sentence.line.classes.isdisjoint(_WORDINGS):
        return
    for index, chunk in enumerate(sentence.chunks):
        for token in range(chunk.first, chunk.last):
            found = _cause_at(sentence, token)
            if found is not None and _is_kept(sentence, token, *found):
                yield from _claims(sentence, context, index, token, found)


def _is_kept(sentence: Chunked, token: int, cause: tuple[int, int], effect: tuple[int, int]) -> bool:
    if _only_names_the_event(sentence, *cause):
        return False
    return "cause_aim" in sentence.line.hits[token] or _matters(sentence, *effect)


def _claims(
    sentence: Chunked, context: Context, index: int, token: int, found: tuple[tuple[int, int], tuple[int, int]]
) -> Iterator[Claim]:
    line = sentence.line
    (cause_from, cause_to), (effect_from, effect_to) = found
    start = line.tokens[min(cause_from, effect_from)].start
    end = line.tokens[max(cause_to, effect_to) - 1].end
    apart = (
        token > 0 and line.tokens[token - 1].text == ","
    )  # "…, prompting demonstrations": outside what was said or believed
    said = () if apart else context.said
    for attribution in attributions_at(sentence, said, index, context.author):
        stance = Stance.HYPOTHETICAL if is_conditional(sentence, index) else attribution.stance
        yield Claim(
            statement=Cause(line.words(cause_from, cause_to), line.words(effect_from, effect_to)),
            attribution=replace(attribution, stance=stance),
            anchor=Anchor(context.source, start, end, line.text[start:end]),
            language=context.language,
            reader=f"tollbook-{context.language}:cause",
            when=date_near(sentence, context.dates, index),
            as_of=context.as_of,
            sentence=context.number,
        )


def _cause_at(sentence: Chunked, token: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The token spans of cause and effect around a wording of cause at ``token``; None where one side is empty."""
    line = sentence.line
    if (hit := line.hits[token].get("cause_named")) and (named := _named(sentence, token + hit.length)):
        return named
    if hit := line.hits[token].get("cause_aim"):
        aim = _right(sentence, token + hit.length)
        return (aim, (token, token + hit.length)) if aim[0] < aim[1] else None
    if _after_named(sentence, token) or _inside_longer(sentence, token):
        return None
    if hit := line.hits[token].get("cause_forward"):
        cause, effect = _left(sentence, token), _right(sentence, token + hit.length)
    elif hit := line.hits[token].get("cause_back"):
        effect, cause = _left(sentence, token), _right(sentence, token + hit.length)
    else:
        return None
    return (cause, effect) if cause[0] < cause[1] and effect[0] < effect[1] else None


def _named(sentence: Chunked, start: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """ "A reason that provoked the unrest … was the treatment of inmates"."""
    line = sentence.line
    verb = line.after(start, "relative") or start
    effect_from = line.after(verb, "cause_forward") or line.after(verb, "preposition")
    if effect_from is None:
        return None
    for chunk in sentence.chunks:
        if chunk.first >= effect_from and chunk.symbol == "be":
            if chunk.marks & {"not", "modal"}:
                return None  # "the cause of the deaths could not be established"
            cause = _right(sentence, chunk.last)
            return (cause, (effect_from, chunk.first)) if cause[0] < cause[1] and effect_from < chunk.first else None
    return None


def _after_named(sentence: Chunked, token: int) -> bool:
    hits = sentence.line.hits
    return any("cause_named" in hits[before] for before in range(max(0, token - 3), token))


def _inside_longer(sentence: Chunked, token: int) -> bool:
    """ "Caused" within "was caused by" is not a cause of its own."""
    hits = sentence.line.hits
    return any(
        cls in hits[before] and hits[before][cls].length > token - before
        for before in range(max(0, token - 3), token)
        for cls in ("cause_back", "cause_forward")
    )


def _only_names_the_event(sentence: Chunked, start: int, end: int) -> bool:
    """ "Killed as a result of the events" gives no cause."""
    kinds = [
        sentence.line.hits[token]["event"].attr
        for token in range(start, min(end, start + 4))
        if "event" in sentence.line.hits[token]
    ]
    return kinds == ["event"]


def _left(sentence: Chunked, token: int) -> tuple[int, int]:
    """Back to the start of the clause: a list keeps its commas."""
    line, start, end = sentence.line, token, token
    if end and line.tokens[end - 1].text == ",":
        end -= 1
    start = end
    while start > 0:
        before = start - 1
        if line.tokens[before].text in _ENDS or line.hits[before].keys() & {
            "following",
            "but",
            "relative",
            "says_it",
            "if",
            "according_to",
        }:
            break
        if line.tokens[before].text in '"“”«»':
            break
        start -= 1
    while end > start and line.hits[end - 1].keys() & {"be", "have"}:
        end -= 1  # "the deaths had resulted from a feud"
    return start, end


def _right(sentence: Chunked, start: int) -> tuple[int, int]:
    line, end = sentence.line, start
    while end < len(line.tokens):
        if line.tokens[end].text in _ENDS or line.tokens[end].text == "," or "but" in line.hits[end]:
            break
        end += 1
    return start, end


def _matters(sentence: Chunked, start: int, end: int) -> bool:
    """Whether an event or a harm is told of there; "a dead end" tells of none."""
    hits = sentence.line.hits
    harmless = {
        at for chunk in sentence.chunks if "set_phrase" in hits[chunk.first] for at in range(chunk.first, chunk.last)
    }
    told = (hits[token] for token in range(start, end) if token not in harmless)
    return any("event" in here or any(cls.startswith("harm_") for cls in here) for here in told)
