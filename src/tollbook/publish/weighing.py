"""Which claims come first where there is no room for all: the acknowledged, the least, the greatest, the latest."""

from collections.abc import Iterable, Mapping, Sequence

from tollbook.publish import days, figures
from tollbook.publish.lookup import Json, Lookup


def lesser_parts(toll: Json | None, lookup: Lookup) -> frozenset[str]:
    """Claims that a voice's total was made from, but for the greatest of each: "2 guards" beside "20 prisoners"."""
    found: set[str] = set()
    for step in (toll or {}).get("steps") or ():
        if step["op"] == "sum" or (step["op"] == "max" and step.get("because") == "greatest-floor"):
            *rest, top = sorted(lookup.chosen(step["inputs"]), key=figures.size) or [{}]
            # figures for one group are told one after another; those for two are parts
            found |= {one["id"] for one in rest if step["op"] == "sum" or one["group"] != top["group"]}
    return frozenset(found)


def bounds(claims: Sequence[Json], toll: Json | None) -> tuple[list[Json], list[Json]]:
    """Those that state the least of a span, and those that state the greatest, the plainest first; where no claim
    states a bound itself, the next claims to it."""
    sized = sorted((one for one in claims if _stated(one)), key=figures.size)
    low, top = (toll or {}).get("low"), (toll or {}).get("highest_stated")
    least = [one for one in sized if low is not None and one.get("low") == low]
    most = [one for one in sized if top is not None and top in _stated(one)]
    return (
        sorted(least, key=lambda one: (one.get("high") != low, not one.get("speaker"))) or sized[:1],
        sorted(most, key=lambda one: (not one.get("open"), not one.get("speaker"))) or sized[-1:],
    )


def weighed(claims: Sequence[Json], voice: Mapping[str, str], toll: Json | None, lookup: Lookup) -> list[str]:
    """All claims, those first that a shorter list would keep, so that even the shortest holds each bound.

    ``voice``: by claim. What a toll does not use, or only as a part of a total, comes after what it rests on."""
    parts = lesser_parts(toll, lookup)
    used = frozenset((toll or {}).get("used") or ()) or frozenset(_ids(claims))
    whole = [one for one in claims if one["id"] in used - parts and one.get("stance") not in ("denies", "doubts")]
    latest = sorted(whole, key=_lateness, reverse=True)
    acknowledged = acknowledging(whole, voice, lookup)
    least, greatest = (_one_a_voice(some, voice) for some in bounds(whole, toll))
    first = [*acknowledged[:1], *least[:1], *greatest[:1], *_ids(latest[:1])]
    first += [*acknowledged[1:2], *greatest[1:2], *least[1:2], *acknowledged[2:3]]
    known = {voice[one] for one in first}
    rest = [*latest, *sorted(claims, key=_lateness, reverse=True)]
    others = _one_a_voice([one for one in rest if voice[one["id"]] not in known], voice)
    return list(dict.fromkeys([*first, *others, *_ids(claims)]))


def acknowledging(claims: Iterable[Json], voice: Mapping[str, str], lookup: Lookup) -> list[str]:
    """Of each voice that acknowledges, its latest claim, and of one day the one that reaches furthest."""
    known = [one for one in claims if one["id"] in lookup.acknowledged]
    return _one_a_voice(sorted(known, key=_lateness, reverse=True), voice)


def _ids(claims: Iterable[Json]) -> list[str]:
    return [str(one["id"]) for one in claims]


def _stated(claim: Json) -> list[int]:
    return [bound for bound in (claim.get("low"), claim.get("high")) if bound is not None]


def _lateness(claim: Json) -> tuple[object, ...]:
    """What has no day is not the latest; of one day the figure that reaches furthest."""
    day = claim.get("as_of")
    return (bool(day), days.order(day), _reach(claim), claim["id"])


def _reach(claim: Json) -> int:
    """The highest number stated; none for words without one."""
    return max(_stated(claim), default=-1)


def _one_a_voice(claims: Iterable[Json], voice: Mapping[str, str]) -> list[str]:
    """The first claim of each voice."""
    first: dict[str, str] = {}
    for one in claims:
        first.setdefault(voice[one["id"]], one["id"])
    return list(first.values())
