"""What the scopes of published rules turn on, as people decided it of incidents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tollbook.decide.placing import said
from tollbook.decide.standing import Standing
from tollbook.model import Decision, Incident
from tollbook.model.premise import HOLDS, Decided, Premise


class Premises:
    """The premises that stand. ``meant``: by each other id of an incident, the id that it has."""

    def __init__(self, standing: Standing, meant: Mapping[str, str]) -> None:
        self._by_incident: dict[str, dict[str, tuple[Decision, ...]]] = {}
        for (incident, code), ones in standing.premises.items():
            self._by_incident.setdefault(meant.get(incident, incident), {})[code] = ones
        self._met: set[str] = set()

    def with_premises(self, incident: Incident) -> Incident:
        """The incident with what people decided of it."""
        own = self._by_incident.get(incident.id)
        if own is None:
            return incident
        found = tuple(_decided(code, own[code]) for code in Premise if code in own)
        self._met |= {incident.id} if len(found) == len(own) else set()
        return replace(incident, premises=found)

    def not_met(self) -> Iterator[Decision]:
        """Those about an incident that the record does not hold, or a premise that no scope turns on."""
        for incident, own in self._by_incident.items():
            if incident not in self._met:
                yield from (one for ones in own.values() for one in ones)


def _decided(code: Premise, ones: tuple[Decision, ...]) -> Decided:
    who = said(ones)
    grounds = dict.fromkeys(str(claim) for one in ones for claim in one.value.get("grounds", ()))
    return Decided(code, ones[0].verdict == HOLDS, who.by, who.on, who.reason, tuple(grounds))
