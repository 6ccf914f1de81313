"""Whose side a speaker is on in an incident, and what it has to gain or lose: people decide it, nothing infers it."""

from collections.abc import Iterable, Iterator, Mapping

from tollbook.decide.alike import together
from tollbook.decide.days import day_of, named
from tollbook.decide.standing import Standing
from tollbook.model import Claim, Decision, Issue, Likeness, Severity, Side, Sided, SpeakerType

_NEVER_SIDED = (Side.RELIEF_BODY, Side.UNASSIGNED)  # what may be said of a relief body


class Sides:
    """The sides and interests that stand. ``meant``: by each other id of an incident, the id that it has."""

    def __init__(self, standing: Standing, meant: Mapping[str, str]) -> None:
        same = ((one, other) for likeness, one, other in standing.same if likeness == Likeness.SPEAKER)
        self._alike = together(same)
        self._sides = {self._of(about, meant): ones for about, ones in standing.sides.items()}
        self._interests = {self._of(about, meant): ones for about, ones in standing.interests.items()}
        self._met: set[str] = set()
        self.issues: list[Issue] = []

    def _of(self, about: tuple[str, ...], meant: Mapping[str, str]) -> tuple[str, str | None]:
        return self._called(about[0]), meant.get(about[1], about[1]) if len(about) > 1 else None

    def _called(self, speaker: str) -> str:
        return min(self._alike.get(speaker, (speaker,)))

    def of(self, incident: str, claims: Iterable[Claim]) -> tuple[Sided, ...]:
        """The speakers of an incident of whom something is decided, in the order of their first claim."""
        if not (self._sides or self._interests):
            return ()
        speakers: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.attribution.key is not None:
                speakers.setdefault(claim.attribution.key, []).append(claim)
        return tuple(one for key, own in speakers.items() for one in self._of_speaker(key, incident, own))

    def _of_speaker(self, key: str, incident: str, claims: list[Claim]) -> Iterator[Sided]:
        name = self._called(key)
        side = self._sides.get((name, incident), ())
        interest = self._interests.get((name, incident)) or self._interests.get((name, None), ())
        self._met |= {one.id for one in (*side, *interest, *self._interests.get((name, None), ()))}
        verdict = Side(side[0].verdict) if side else Side.UNASSIGNED
        if verdict not in _NEVER_SIDED and _is_relief(claims):
            self.issues.append(_relief(side[0], claims[0]))
            side, verdict = (), Side.UNASSIGNED
        words = next((str(one.value["words"]) for one in interest if "words" in one.value), None)
        if verdict is Side.UNASSIGNED and words is None:
            return
        by = (side if verdict is not Side.UNASSIGNED else interest)[0]
        spoken = claims[0].attribution.speaker or key
        yield Sided(key, spoken, verdict, words, by.by, day_of(by), by.reason)

    def not_met(self) -> Iterator[Decision]:
        """Those about a speaker, or an incident, that the record does not hold."""
        for ones in (*self._sides.values(), *self._interests.values()):
            yield from (one for one in ones if one.id not in self._met)


def _is_relief(claims: Iterable[Claim]) -> bool:
    return any(claim.attribution.speaker_type is SpeakerType.RELIEF_BODY for claim in claims)


def _relief(side: Decision, at: Claim) -> Issue:
    message = (
        f"The decision of {named(side)} puts a relief body on a side, and has no effect: relief bodies are never "
        "sided, since those who are can be attacked for it. Undo it, or correct the kind of speaker if it is none."
    )
    return Issue("relief-body-sided", message, Severity.OPEN, at.anchor, about=(at.id,))
