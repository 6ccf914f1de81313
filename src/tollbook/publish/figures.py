"""How many, in words: a claim's figure with the noun that its words hold, and a toll's span."""

from collections.abc import Iterable

from tollbook.publish.lookup import AS_PUBLISHED, SPAN, Json
from tollbook.publish.nouns import noun_of, noun_stated
from tollbook.publish.phrases import Phrases


def figure(claim: Json, say: Phrases) -> str:
    """ "up to 150 people"; "24–158" where the words hold no noun; "35 [prisoners]" where it stands before them."""
    return _figure(claim, say).strip()


def _figure(claim: Json, say: Phrases) -> str:
    form = claim.get("form")
    low, high = claim.get("low"), claim.get("high")
    if form == "vague" or (low is None and high is None):
        return _in_its_words(claim, say)
    if form == "range" and low is not None and high is not None:
        key = "figures.range_open" if claim.get("open") else "figures.range"
        return say.say(key, low=say.number(low), high=say.number(high), noun=noun_of(claim, high, say))
    number = low if low is not None else high
    assert number is not None
    known = form if form in ("exact", "at_least", "at_most", "about") else "exact"
    return say.say(f"figures.{known}", n=say.number(number), noun=noun_of(claim, number, say))


def _in_its_words(claim: Json, say: Phrases) -> str:
    words, noun = str(claim.get("words") or claim.get("term") or ""), noun_of(claim, None, say)
    if not words:
        return say.say("figures.not_stated")
    known = not noun or noun.casefold() in words.casefold()
    key = "vague" if known else "vague_carried" if "group_carried" in (claim.get("marks") or ()) else "vague_of"
    return say.say(f"figures.{key}", words=words, noun=noun)


def span(toll: Json, say: Phrases) -> str:
    """A toll's bounds: "24–158", "35–200+", "up to 150"; the noun is the caller's."""
    low, top, is_open = toll.get("low"), toll.get("highest_stated"), bool(toll.get("open"))
    top = toll.get("high") if top is None else top
    if low is None and top is None:
        best = toll.get("best")  # a rule may give one figure and no bounds
        return say.say("spans.none") if best is None else say.say("spans.one", low=say.number(best))
    if low is None:
        return say.say("spans.no_low_open" if is_open else "spans.no_low", high=say.number(top or 0))
    if top is None or top <= low:
        return say.say("spans.open_one" if is_open else "spans.one", low=say.number(low))
    return say.say("spans.open" if is_open else "spans.both", low=say.number(low), high=say.number(top))


def size(claim: Json) -> tuple[int, int]:
    """A key that puts figures in order: by the highest number stated, then the lowest; words without a number last."""
    numbers = [bound for bound in (claim.get("low"), claim.get("high")) if bound is not None]
    return (max(numbers), min(numbers)) if numbers else (10**18, 10**18)


def number_stated(claim: Json) -> tuple[object, ...]:
    """What makes two claims state the same number, whoever is counted; a vague word stands for its number."""
    vague = str(claim.get("words")).casefold() if claim.get("form") == "vague" else None
    return (claim.get("low"), claim.get("high"), bool(claim.get("open")), claim.get("form"), vague)


def sameness(claim: Json) -> tuple[object, ...]:
    """What makes two claims state the same figure: the number, and the group where the words name one."""
    return (*number_stated(claim), claim.get("group") if noun_stated(claim) else None)


def mostly(tolls: list[Json]) -> dict[str, Json]:
    """The toll that stands for each harm in the box: everyone, as published, by `range` where it is given."""
    chosen: dict[str, Json] = {}
    for toll in sorted(tolls, key=lambda toll: (toll.get("rule") != SPAN, toll.get("mode") != AS_PUBLISHED)):
        if toll.get("group") == "all":
            chosen.setdefault(toll["harm"], toll)
    return chosen


def died(claim: Json) -> bool:
    """Whether the words say that people died, not that they were killed."""
    return claim.get("harm") == "killed" and "died" in (claim.get("marks") or ())


def with_harm(claim: Json, heading: str, say: Phrases) -> str:
    """A figure under the heading of its harm; where its words say another ("died"), with that word."""
    said, word = figure(claim, say), harm_word(str(claim.get("harm")), [claim], say)
    return said if word == heading else say.say("figures.with_harm", figure=said, harm=word)


def harm_word(harm: str, claims: Iterable[Json], say: Phrases) -> str:
    """The harm in words: "died" where every one of its claims says so."""
    told = [died(claim) for claim in claims]
    return say.code("harms", "died" if told and all(told) else harm)


def groups_named(claims: Iterable[Json]) -> list[str]:
    """The groups that the words of claims name, each once; a figure without a noun names none."""
    return sorted({str(claim.get("group")) for claim in claims if claim.get("group") and noun_stated(claim)})
