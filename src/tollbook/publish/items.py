"""Figures, each with everyone who states it; and of many figures those that a reader has to see first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.publish import figures
from tollbook.publish.headlines import repeated
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.weighing import acknowledging, bounds, lesser_parts

MOST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class Saying:
    """One speaker of an item, with the claim that holds the words; ``again``: the speaker's same figure elsewhere."""

    claim: str
    speaker: Speaker
    acknowledged: bool
    reported: str | None = None
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One figure and everyone who states it. ``how``: "", or a word for a claim that stands outside the span.
    ``rank``: 0 where it is the last to be left out of a shorter list."""

    figure: str
    how: str
    sayings: tuple[Saying, ...]
    rank: int = 0


def items_of(
    claims: Sequence[Json], incident: Json, toll: Json | None, heading: str, lookup: Lookup, say: Phrases
) -> list[Item]:
    """Each figure with all who state it, the least first; the lesser parts of totals after them. A headline that
    repeats its text stands with the speaker of the text."""
    again, parts = _headlines(claims, incident, lookup), lesser_parts(toll, lookup)
    held = {headline for one in again.values() for headline in one}
    groups: dict[tuple[object, ...], list[Json]] = {}
    for claim in sorted(
        claims, key=lambda one: (_how(one) != "", figures.size(one), one["source"], one["start"], one["id"])
    ):
        if claim["id"] not in held:
            groups.setdefault((_how(claim), *figures.sameness(claim)), []).append(claim)
    ordered = sorted(groups.values(), key=lambda group: all(claim["id"] in parts for claim in group))
    return [
        Item(_figure(group, heading, say), _how(group[0]), tuple(_sayings(group, incident, again, lookup, say)))
        for group in ordered
    ]


def _headlines(claims: Sequence[Json], incident: Json, lookup: Lookup) -> dict[str, list[str]]:
    """By the claim of a text: the headlines that repeat it, where both are told of here."""
    here, found = {claim["id"] for claim in claims}, dict[str, list[str]]()
    for headline, text in repeated(incident, lookup).items():
        if headline in here and text in here:
            found.setdefault(text, []).append(headline)
    return found


def _figure(group: list[Json], heading: str, say: Phrases) -> str:
    """One figure for all who state it: "died" only where all say so."""
    alike = len({figures.died(claim) for claim in group}) == 1
    return figures.with_harm(group[0], heading, say) if alike else figures.figure(group[0], say)


def _sayings(
    group: list[Json], incident: Json, again: Mapping[str, list[str]], lookup: Lookup, say: Phrases
) -> Iterator[Saying]:
    """Each speaker once, with the first of their claims: one in a document of their own before those reported. A name
    that two speakers of one voice go by stands once."""
    voices: dict[str, list[tuple[Json, Speaker]]] = {}
    named: dict[tuple[str, str], str] = {}
    for claim in group:
        who = speaker(claim, lookup, say)
        own = str(claim.get("speaker_id") or claim["id"])
        voice = lookup.voice_of.get((incident["id"], claim["id"]))
        if voice is not None and who.named and own not in voices:
            own = named.get((voice["id"], who.name.casefold()), own)
        if voice is not None and who.named:
            named.setdefault((voice["id"], who.name.casefold()), own)
        voices.setdefault(own, []).append((claim, who))
    for told in voices.values():
        (first, who), *others = sorted(told, key=lambda one: one[1].reported_by_another)
        more = [one["id"] for one, _ in others] + [one for claim, _ in told for one in again.get(claim["id"], ())]
        yield Saying(first["id"], who, first["id"] in lookup.acknowledged, again=tuple(more))


def _how(claim: Json) -> str:
    if claim.get("stance") in ("denies", "doubts"):
        return "denied" if claim["stance"] == "denies" else "doubted"
    return "word" if claim.get("form") == "vague" else ""


def shown(items: Sequence[Item], claims: Sequence[Json], toll: Json | None, lookup: Lookup) -> tuple[Item, ...]:
    """All where they are few; else the acknowledged, the least and the greatest of the span, and those that most
    voices state, in their order."""
    used, parts = frozenset((toll or {}).get("used") or ()), lesser_parts(toll, lookup)
    whole = [one for one in claims if not _how(one) and one["id"] not in parts and (not used or one["id"] in used)]
    least, greatest = ({one["id"] for one in end[:1]} for end in bounds(whole, toll))
    stated = [at for at, item in enumerate(items) if not item.how]
    voice = {one["id"]: str(one.get("speaker_id") or one["id"]) for one in whole}
    named = acknowledging(whole, voice, lookup)
    acknowledged = list(dict.fromkeys(at for one in named for at in stated if one in _claims(items[at])))
    at_ends = [at for end in (greatest, least) for at in stated if end & _claims(items[at])]
    told = {one["id"] for one in whole}
    often = sorted(range(len(items)), key=lambda at: (not told & _claims(items[at]), -len(items[at].sayings)))
    kept = list(dict.fromkeys([*acknowledged[:1], *at_ends, *acknowledged[1:2], *often]))[:MOST_ITEMS]
    return tuple(replace(items[at], rank=kept.index(at)) for at in sorted(kept))


def _claims(item: Item) -> set[str]:
    return {claim for saying in item.sayings for claim in (saying.claim, *saying.again)}
