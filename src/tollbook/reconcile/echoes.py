"""Voices with their echoes folded: claims that texts show to go back to one another are one voice, unless people
decided otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tollbook.model import Claim, Harm
from tollbook.model.echo import EchoKind
from tollbook.model.voicing import Pair, Voicing
from tollbook.reconcile.stated import EVERYONE, is_total
from tollbook.reconcile.voices import Keys, key_of, voice_key

_SHARED = {
    EchoKind.WORDING: "the same wording",
    EchoKind.WIRE: "the same wire",
    EchoKind.ORIGIN: "taken from the same document",
    EchoKind.SPELLING: "the same misspelt name",
    EchoKind.DAY: "the same day that cannot be",
    EchoKind.SUM: "the same parts that are more than their total",
}
_NOBODYS = "document:"


def fold_voices(claims: Sequence[Claim], keys: Keys, voicing: Voicing) -> Keys:
    """The keys of voices as they are where echoes count as one: those in nobody's name end where their document says,
    and each claim is of the voice that it repeats. Of a voice some of whose claims are named, the name leads."""
    if not voicing.found:
        return keys
    of = {claim.id: key_of(claim, keys) for claim in claims}
    named = {key: key for key in of.values()} | {voice_key(claim): of[claim.id] for claim in reversed(claims)}
    why = dict(keys.why)
    for id_, ending in voicing.found.endings:
        if of.get(id_, "").startswith(_NOBODYS):
            of[id_] = named.get(ending.key, ending.key)
            why[of[id_]] = (*keys.why.get(of[id_], ()), f"said to be of {ending.name}")
    by_id, alone = {claim.id: claim for claim in claims}, dict(of)
    shown = {echo.claim: _SHARED[echo.kind] for echo in voicing.found.echoes}
    for group in _groups(by_id, voicing):
        members = [by_id[one] for one in group]
        key = of[next((one for one in members if _is_named(one)), members[0]).id]
        of |= dict.fromkeys(group, key)
        because = ", ".join(dict.fromkeys(shown[one] for one in group if one in shown))
        sources = len({one.anchor.source for one in members})
        why[key] = (*why.get(key, ()), f"{because}, in {sources} documents")
    of |= _groups_left_behind(claims, alone, of)
    return keys._replace(of=of, why=why, found=frozenset(of.values()))


def _groups_left_behind(claims: Sequence[Claim], alone: Mapping[str, str], of: Mapping[str, str]) -> dict[str, str]:
    """Of a report of which some figure counts with another voice now, the figures of single groups go with it: left
    behind, two guards out of "22 prisoners and two guards" would be all that it states. Not where it has a total."""
    reports: dict[tuple[str, str, Harm], list[Claim]] = {}
    for claim in claims:
        if claim.count:
            reports.setdefault((alone[claim.id], claim.anchor.source, claim.count.harm), []).append(claim)
    led: dict[str, str] = {}
    for told in reports.values():
        gone = [of[one.id] for one in told if of[one.id] != alone[one.id]]
        left = [one for one in told if of[one.id] == alone[one.id]]
        if gone and not any(is_total(one, EVERYONE) for one in left):
            led |= dict.fromkeys((one.id for one in left), gone[0])
    return led


def origins_of(voicing: Voicing) -> dict[str, str]:
    """By claim that repeats another, as texts show it, the one of them in which that begins: both state the same."""
    apart = voicing.apart
    of = {
        echo.claim: echo.of
        for echo in voicing.found.echoes
        if not {(echo.claim, echo.of), (echo.of, echo.claim)} & apart
    }
    first: dict[str, str] = {}
    for claim in of:
        way = [claim]
        while way[-1] in of and way[-1] not in first:
            way.append(of[way[-1]])
        begins = first.get(way[-1], way[-1])
        first |= {one: begins for one in way if one != begins}
    return first


@dataclass
class _Together:
    """Claims that are one voice so far, and whom people told apart."""

    apart: frozenset[Pair]
    of: dict[str, list[str]] = field(default_factory=dict)

    def join(self, one: str, other: str) -> None:
        """Puts the groups of both together, unless people told a member of the one from a member of the other."""
        mine, its = self.of.setdefault(one, [one]), self.of.setdefault(other, [other])
        if mine is its or self._told_apart(mine, its):
            return
        more, less = (mine, its) if len(mine) >= len(its) else (its, mine)
        more += less
        for each in less:
            self.of[each] = more

    def _told_apart(self, mine: list[str], its: list[str]) -> bool:
        here, there = (set(mine), set(its)) if self.apart else (set(), set())
        return any((a in here and b in there) or (a in there and b in here) for a, b in self.apart)


def _groups(claims: Mapping[str, Claim], voicing: Voicing) -> list[list[str]]:
    """Claims that go back to one another, each group in the order in which texts show it to begin."""
    together = _Together(voicing.apart)
    order: dict[str, int] = {}
    for echo in voicing.found.echoes:
        if echo.claim in claims and echo.of in claims:
            order.setdefault(echo.of, len(order))
            order.setdefault(echo.claim, len(order))
            together.join(echo.of, echo.claim)
    for one, other in voicing.echoes:
        if one in claims and other in claims and (one in order or other in order):
            together.join(one, other)
    groups = {id(group): group for group in together.of.values() if len(group) > 1}
    return [sorted(group, key=lambda one: (order.get(one, len(order)), one)) for group in groups.values()]


def _is_named(claim: Claim) -> bool:
    said = claim.attribution
    return said.speaker is not None and not said.anonymous and not said.nameless
