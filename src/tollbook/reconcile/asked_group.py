"""What the claims of an incident say of the one group that is asked for: whose figure is a total, whose only a part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tollbook.data import groups_within
from tollbook.model import Claim, Count, Harm, Mark, Stance

EVERYONE = "all"
_STATED = frozenset({Stance.ASSERTS, Stance.ESTIMATES})
_NO_TOTAL = frozenset({Mark.PART, Mark.INDIVIDUAL, Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.EARLY})


def claims_of_group(claims: Sequence[Claim], group: str) -> Iterator[Claim]:
    """Those that count for ``group``, its own figures as totals; a figure of some of them that is less than every total
    stated of them is a part, whoever states it, and sets nothing."""
    within = groups_within(group)
    of = {claim.id: claim for claim in claims}
    parts = {claim.id: claim.part_of for claim in claims if _is_all_asked(claim, group, of)}
    held = set(parts.values())
    own = [
        _as_total(claim, group, claim.id in parts)
        for claim in claims
        if claim.count is None or (claim.count.group in within and claim.id not in held)
    ]
    least, most = _least_totals(own), _greatest(own)
    for claim in own:
        count = claim.count
        if count is not None and count.harm in least and _is_part(count) and _below(count, least[count.harm]):
            continue
        if count is not None and Mark.PART in count.marks and _below(count, most.get(count.harm, 0)):
            continue  # said to be some of them, by another voice than the one that counts them all
        yield claim


def first_told(claims: Sequence[Claim]) -> Iterator[Claim]:
    """ "Ten were killed and 12 others injured": the 12 are others than the dead, and the first injured told of."""
    told: set[tuple[Harm, str | None]] = set()
    for claim in sorted(claims, key=lambda one: (one.anchor.source, one.anchor.start)):
        count, voice = claim.count, claim.attribution.key
        if count is None:
            yield claim
            continue
        first = (count.harm, voice) not in told and count.harm is not Harm.KILLED
        told.add((count.harm, voice))
        if first and Mark.ADDITIONAL in count.marks and Mark.INDIVIDUAL not in count.marks:
            yield replace(claim, statement=replace(count, marks=count.marks - {Mark.ADDITIONAL}))
        else:
            yield claim


def _is_all_asked(claim: Claim, group: str, of: Mapping[str, Claim]) -> bool:
    """ "20 people, 12 of them civilians": civilians asked, the 12 are the total, and the 20 hold others."""
    total = of.get(claim.part_of or "")
    return (
        claim.count is not None
        and Mark.PART in claim.count.marks
        and claim.count.group == group
        and total is not None
        and total.count is not None
        and total.count.group == EVERYONE
    )


def _as_total(claim: Claim, group: str, whole: bool) -> Claim:
    if claim.count is None or claim.count.group != group:
        return claim
    marks = claim.count.marks - {Mark.PART} if whole else claim.count.marks
    return replace(claim, statement=replace(claim.count, group=EVERYONE, marks=marks))


def _is_total(count: Count) -> bool:
    return count.group == EVERYONE and not count.marks & _NO_TOTAL


def _is_part(count: Count) -> bool:
    """ "Nine members of a family", "two more bodies": not "seven others were injured", who are others than the dead."""
    more = Mark.ADDITIONAL in count.marks and count.harm is Harm.KILLED
    return count.group != EVERYONE or more or Mark.PART in count.marks


def _least_totals(claims: Sequence[Claim]) -> dict[Harm, int]:
    least: dict[Harm, int] = {}
    for claim in claims:
        count = claim.count
        if count is None or not _is_total(count) or claim.attribution.stance not in _STATED:
            continue
        low = count.quantity.low
        if low:
            least[count.harm] = min(low, least.get(count.harm, low))
    return least


def _greatest(claims: Sequence[Claim]) -> dict[Harm, int]:
    most: dict[Harm, int] = {}
    for count in (claim.count for claim in claims if claim.attribution.stance in _STATED):
        if count is not None and not count.marks & _NO_TOTAL:
            most[count.harm] = max(count.quantity.high or count.quantity.low or 0, most.get(count.harm, 0))
    return most


def _below(count: Count, least: int) -> bool:
    highest = count.quantity.high if count.quantity.high is not None else count.quantity.low
    return highest is not None and highest < least
