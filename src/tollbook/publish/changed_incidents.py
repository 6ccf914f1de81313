"""Incidents of one dossier beside those of another: the same, under another id, new, gone, joined or split."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.publish.changed_claims import Compared
from tollbook.publish.lookup import Json

Shared = Mapping[tuple[str, str], int]  # claims that an incident before and one after have in common


@dataclass(frozen=True, slots=True)
class Pair:
    """An incident before, after, or both. ``kind`` is a code of docs/reference/changes.md: kept, moved (another id),
    new, gone, joined or split. ``with_``: the incident after that it was joined with, or before that it was split
    from. ``shared``: how many claims say so."""

    kind: str
    before: str | None
    after: str | None
    shared: int = 0
    with_: str | None = None


def pair_incidents(compared: Compared) -> list[Pair]:
    """Each incident of either record once, those after first, in the order of their records."""
    before, after = compared.before.incidents, compared.after.incidents
    shared = _shared(compared)
    by_claims = heirs(shared, list(before), list(after))
    nearest_before, nearest_after = _nearest(shared)
    found = [_after(one, before, by_claims, shared, nearest_before.get(one)) for one in after]
    paired = {pair.before for pair in found if pair.before}
    return [*found, *(_gone(one, shared, nearest_after.get(one)) for one in before if one not in paired)]


def _shared(compared: Compared) -> Shared:
    found: Counter[tuple[str, str]] = Counter()
    for one, twin in compared.twins.items():
        was, now = compared.before.claims[one].get("incident"), compared.after.claims[twin].get("incident")
        if was in compared.before.incidents and now in compared.after.incidents:
            found[str(was), str(now)] += 1
    return found


def heirs(shared: Shared, before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """For incidents after, the one before that each goes on from under another id: of those whose id is gone, the one
    that it has the most claims of, and more than of the one whose id it has. Each is taken once."""
    places = {one: n for n, one in enumerate(before)}, {one: n for n, one in enumerate(after)}
    free = [pair for pair, number in shared.items() if pair[0] not in places[1] and number > _own(pair[1], shared)]
    taken: dict[str, str] = {}
    gone: set[str] = set()
    for was, now in sorted(free, key=lambda one: (-shared[one], places[0][one[0]], places[1][one[1]])):
        if now not in taken and was not in gone:
            taken[now] = was
            gone.add(was)
    return taken


def _own(one: str, shared: Shared) -> int:
    """How many claims an incident has in common with itself: where a small one was joined with a large one, the id can
    be the small one's, and its reader knows the large one."""
    return shared.get((one, one), 0)


def _nearest(shared: Shared) -> tuple[dict[str, str], dict[str, str]]:
    """For each incident after the one before that it shares most claims with, and the other way round."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for was, now in sorted(shared, key=lambda one: (-shared[one], one)):
        before.setdefault(now, was)
        after.setdefault(was, now)
    return before, after


def _after(
    one: str, before: Mapping[str, Json], by_claims: Mapping[str, str], shared: Shared, most: str | None
) -> Pair:
    if one in by_claims:
        return Pair("moved", by_claims[one], one, shared[by_claims[one], one])
    if one in before:
        return Pair("kept", one, one, _own(one, shared))
    return Pair("split", None, one, shared[most, one], most) if most else Pair("new", None, one)


def _gone(one: str, shared: Shared, most: str | None) -> Pair:
    return Pair("joined", one, None, shared[one, most], most) if most else Pair("gone", one, None)
