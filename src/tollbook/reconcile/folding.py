"""Echoes folded: what one voice repeats counts once, and its later figure stands in the place of its earlier one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tollbook.model import Claim, Dispute, Mark, SetAside, Stance, Voice
from tollbook.reconcile.stated import STATED, count_of

ECHO = "echo"
LATER_FIGURE = "later-figure"
WITHDRAWN = "withdrawn"
NOTHING_REPEATED: Mapping[str, str] = MappingProxyType({})
_OTHERS = {Mark.INDIVIDUAL, Mark.ADDITIONAL, Mark.EACH_OR_TOGETHER}  # an equal figure may count other people
_OF_WORDS = {Mark.DIED, Mark.GROUP_CARRIED}


def fold(dispute: Dispute, begins: Mapping[str, str] = NOTHING_REPEATED) -> tuple[Dispute, tuple[SetAside, ...]]:
    """The dispute without echoes, and what was set aside for them. Its voices must be those of this mode. ``begins``:
    by claim that texts show to repeat another, the one where that begins: a copy of a later day is no later figure."""
    by_id = {claim.id: claim for claim in dispute.claims}
    aside = {one: ECHO for one, of in begins.items() if one in by_id and of in by_id and _alike(by_id[one], by_id[of])}
    by_id = {id_: claim for id_, claim in by_id.items() if id_ not in aside}
    for voice in dispute.voices:
        aside |= _of_one_voice([by_id[id_] for id_ in voice.claims if id_ in by_id])
    if not aside:
        return dispute, ()
    kept = tuple(claim for claim in dispute.claims if claim.id not in aside)
    found = tuple(SetAside(claim.id, aside[claim.id]) for claim in dispute.claims if claim.id in aside)
    return replace(dispute, claims=kept, voices=_left(dispute.voices, aside)), found


def _alike(one: Claim, other: Claim) -> bool:
    return count_of(one).marks - _OF_WORDS == count_of(other).marks - _OF_WORDS


def _left(voices: Sequence[Voice], aside: dict[str, str]) -> tuple[Voice, ...]:
    left = ((voice, tuple(id_ for id_ in voice.claims if id_ not in aside)) for voice in voices)
    return tuple(replace(voice, claims=claims) for voice, claims in left if claims)


def _withdrawn(claims: Sequence[Claim]) -> Iterator[str]:
    """What its own voice denied on a later day."""
    denied: dict[tuple[object, ...], str] = {}
    for one in claims:
        if one.attribution.stance is Stance.DENIES and one.as_of:
            key = (count_of(one).group, *_figure(one))
            denied[key] = max(one.as_of, denied.get(key, ""))
    for one in claims if denied else ():
        last = denied.get((count_of(one).group, *_figure(one)), "")
        if one.attribution.stance in STATED and one.as_of and one.as_of < last:
            yield one.id


def _figure(claim: Claim) -> tuple[int | None, int | None, bool, str | None]:
    many = count_of(claim).quantity
    return (many.low, many.high, many.open, many.term)


def _of_one_voice(claims: Sequence[Claim]) -> dict[str, str]:
    """Like with like: a total against totals, a group against the same group. Of equal figures the first of the latest
    day is kept; a figure without a day is overtaken by none."""
    alike: dict[tuple[str, frozenset[Mark]], list[Claim]] = {}
    for claim in claims:
        count = count_of(claim)
        if claim.attribution.stance in STATED and not count.marks & _OTHERS:
            alike.setdefault((count.group, count.marks - _OF_WORDS), []).append(claim)
    aside: dict[str, str] = {}
    aside |= dict.fromkeys(_withdrawn(claims), WITHDRAWN)
    for stated in alike.values():
        members = [one for one in stated if one.id not in aside]
        last = max((claim.as_of for claim in members if claim.as_of), default=None)
        kept: set[tuple[int | None, int | None, bool, str | None]] = set()
        for claim in sorted(members, key=lambda one: (one.as_of != last, one.anchor.source, one.anchor.start, one.id)):
            figure = _figure(claim)
            if figure in kept:
                aside[claim.id] = ECHO
            elif claim.as_of and claim.as_of != last:
                aside[claim.id] = LATER_FIGURE
            else:
                kept.add(figure)
    return aside
