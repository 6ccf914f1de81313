"""The follow-up list: what is open in a case, why it matters, whom to ask, and what asking may do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from tollbook.data import data_file, load_yaml
from tollbook.data.follow_up import follow_up_words
from tollbook.model import Account, Anchor, Claim, Harm, Register, Source, Toll
from tollbook.model.risk import NOTHING_DELICATE, Delicate, Risk

_EVERYONE = "all"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Codings of one claim that differ, and wait for somebody to decide over them: who coded, and in which fields."""

    claim: Claim
    by: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that is open. ``code`` is the question's, the issue's or the kind of what is open. ``bears_on``: ids of
    the tolls that may change, ``figures`` the same in words. ``named``: those whom the documents name and who could be
    asked; nobody who is protected is among them. ``place``: where it stands in its source."""

    kind: str
    code: str
    what: str
    because: str
    ask: str
    risks: tuple[Risk, ...]
    named: tuple[str, ...] = ()
    incident: str | None = None
    title: str | None = None
    source: str | None = None
    document: str | None = None
    place: str | None = None
    start: int | None = None
    bears_on: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A register, with what of it must not be pointed at, and the codings that wait for somebody."""

    register: Register
    delicate: Delicate = NOTHING_DELICATE
    waiting: tuple[Waiting, ...] = ()

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """By id."""
        return {claim.id: claim for claim in self.register.claims}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """By id."""
        return {source.id: source for source in self.register.sources}

    @cached_property
    def by_name(self) -> Mapping[str, Source]:
        """By the name within the case."""
        return {source.name: source for source in self.register.sources}

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """By the incident's id."""
        return {one.incident.id: one for one in self.register.accounts}

    @cached_property
    def told(self) -> Mapping[str, tuple[Claim, ...]]:
        """What stands of each incident, by its id."""
        return {
            one.incident.id: tuple(self.claims[id_] for id_ in one.incident.claims if self.claims[id_].stands)
            for one in self.register.accounts
        }

    @cached_property
    def figures(self) -> tuple[Toll, ...]:
        """The tolls that have figures; those that use the same claims, once: for everyone where there is one."""
        found: dict[tuple[str, Harm, frozenset[str]], Toll] = {}
        for account in self.register.accounts:
            tolls = (one for one in account.tolls if isinstance(one, Toll))
            for toll in sorted(tolls, key=lambda one: one.group != _EVERYONE):
                found.setdefault((toll.incident, toll.harm, frozenset(toll.used)), toll)
        return tuple(found.values())

    @cached_property
    def _resting(self) -> Mapping[str, tuple[Toll, ...]]:
        found: dict[str, list[Toll]] = {}
        for toll in self.figures:
            for id_ in toll.used:
                found.setdefault(id_, []).append(toll)
        return {id_: tuple(tolls) for id_, tolls in found.items()}

    @cached_property
    def stated_in(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each source, by its id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.register.claims:
            found.setdefault(claim.anchor.source, []).append(claim)
        return {id_: tuple(claims) for id_, claims in found.items()}

    def resting_on(self, claims: Iterable[Claim]) -> tuple[Toll, ...]:
        """The figures that use any of the claims, those for everyone first."""
        found = {toll.id: toll for claim in claims for toll in self._resting.get(claim.id, ())}
        return tuple(sorted(found.values(), key=lambda one: (weight_of((one,)), one.id)))

    def title(self, account: Account) -> str:
        """An incident as the team finds it again; by its kind and day alone where something of it is protected."""
        incident = account.incident
        used = {self.claims[id_].anchor.source for id_ in incident.claims} | {one.at.source for one in incident.grounds}
        keys = {self.claims[id_].attribution.key for id_ in incident.claims} | {*incident.claims}
        if not (used | keys) & self.delicate.protected:
            return incident.title
        words = follow_up_words()
        kind = messages()["incident_kinds"].get(incident.kind, incident.kind)
        return str(words["protected_incident"]).format(kind=kind, when=incident.when or words["no_day"])

    def document(self, source: Source) -> str:
        """A source as the team finds it again; of one that is protected no name."""
        if source.id not in self.delicate.protected:
            return source.name
        return f"{follow_up_words()['protected_source']} ({source.id[:12]})"

    def place(self, at: Anchor | None) -> str | None:
        """The place in the original that a person can go to."""
        source = self.sources.get(at.source) if at else None
        if at is None or source is None:
            return None
        passages = (one for one in source.passages if one.start <= at.start < one.end)
        return next((one.origin for one in passages), "") or f"{at.start}–{at.end}"

    def figure(self, toll: Toll) -> str:
        """A toll in words."""
        groups, harms = messages()["groups"], messages()["harms"]
        group = groups.get(toll.group, {}).get("other", toll.group)
        title = self.title(self.accounts[toll.incident])
        return str(follow_up_words()["figure"]).format(
            harm=harms.get(toll.harm.value, toll.harm.value), group=group, incident=title
        )


def weight_of(tolls: Sequence[Toll]) -> int:
    """How much hangs on it: 0 a figure for everyone who was harmed, 1 one of a group, 2 none."""
    if any(one.group == _EVERYONE and one.harm is not Harm.PRESENT for one in tolls):
        return 0
    return 1 if tolls else 2


@cache
def messages() -> Any:
    """The words of the pages for codes."""
    return load_yaml(data_file("messages", "en.yaml"))["codes"]


def in_order(case: Case, items: Iterable[FollowUp]) -> Iterator[FollowUp]:
    """What bears on a headline figure first; then by the order of the record."""
    weights = {toll.id: weight_of((toll,)) for toll in case.figures}
    incidents = {id_: at for at, id_ in enumerate(case.accounts)}
    sources = {id_: at for at, id_ in enumerate(case.sources)}
    yield from sorted(
        items,
        key=lambda one: (
            min((weights[id_] for id_ in one.bears_on), default=2),
            incidents.get(one.incident or "", len(incidents)),
            sources.get(one.source or "", -1),
            -1 if one.start is None else one.start,
            one.kind,
            one.code,
            one.what,
        ),
    )
