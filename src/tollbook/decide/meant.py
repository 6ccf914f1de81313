"""What a person asks to decide, with everything they named looked up: whole ids, whole figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tollbook.data.norms import load_instruments
from tollbook.decide.naming import Naming
from tollbook.decide.stated import whole_figure
from tollbook.errors import SettingsError
from tollbook.model import Claim, ClaimKind, DecisionKind, Likeness, Source
from tollbook.model.premise import Premise

NEW, NONE = "new", "none"  # an incident of its own; no total


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as a person gives it: ``about`` and the ids in ``value`` may be beginnings, names or FILE:WORDS."""

    kind: DecisionKind
    about: tuple[str, ...]
    verdict: str
    reason: str
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meant:
    """``claim``: the one whose words the person decided on; None where it is of no claim."""

    about: tuple[str, ...]
    value: Mapping[str, Any] = field(default_factory=dict)
    claim: Claim | None = None


def meant_by(asked: Asked, naming: Naming) -> Meant:
    """The same in whole ids. Raises SettingsError where something named is not there, or is not clear."""
    least = 2 if asked.kind in _OF_TWO else 1
    if len(asked.about) < least:
        raise SettingsError(
            f"{asked.kind} is about {'two things' if least == 2 else 'one thing'}: name what it is about."
        )
    named = (*asked.about, *(str(asked.value[name]) for name in _NAMING if asked.value.get(name) is not None))
    if not all(one.strip() for one in named):
        raise SettingsError("A name that was given is empty. Name what it is about.")
    return _MEANT[asked.kind](asked, naming)


def _claim(asked: Asked, naming: Naming) -> Meant:
    claim = naming.claim(asked.about[0])
    return Meant((claim.id,), asked.value, claim)


def _correct(asked: Asked, naming: Naming) -> Meant:
    claim = naming.claim(asked.about[0])
    if not asked.value:
        raise SettingsError("Say what the words state instead, such as --low 24 --high 24 or --group prisoners.")
    return Meant((claim.id,), whole_figure(asked.value, claim.count.quantity if claim.count else None), claim)


def _add(asked: Asked, naming: Naming) -> Meant:
    source, value = naming.source(asked.about[0]), dict(asked.value)
    if not value.get("words"):
        raise SettingsError("Give the words that state it, exactly as they stand, with --words.")
    stated = value.get("value")
    if value.get("kind") == ClaimKind.DEMAND and isinstance(stated, Mapping) and stated.get("within"):
        value["value"] = {**stated, "within": naming.demand(str(stated["within"])).id}
    if value.get("kind", ClaimKind.COUNT.value) == ClaimKind.COUNT.value:
        if not value.get("harm"):
            raise SettingsError("A count needs its harm, such as --harm killed.")
        value = whole_figure(value, None)
        if "form" not in value:
            raise SettingsError("A count states a number or a vague word: give --low and --high, or --term.")
    return Meant((source.id,), _placed(value, source))


def _placed(value: dict[str, Any], source: Source) -> dict[str, Any]:
    """With ``start`` where the words stand once in a source with text; they stand there or are refused."""
    if source.text is None or not source.text or value.get("place"):
        if not value.get("place"):
            raise SettingsError(f"{source.name} has no text: say with --place where the words stand, such as page 2.")
        return value
    words, start = value["words"], value.get("start")
    if start is not None:
        if not source.text.startswith(words, start):
            raise SettingsError(f"The words do not stand at {start} in {source.name}. Copy them, and count from 0.")
        return value
    places = _places(source.text, words)
    if not places:
        raise SettingsError(
            f"The words do not stand in {source.name}. Copy them exactly, as texts/ of a dossier has them."
        )
    if len(places) > 1:
        listed = ", ".join(map(str, places))
        raise SettingsError(f"The words stand in {source.name} more than once, at {listed}: choose one with --start.")
    return value


def _places(text: str, words: str) -> list[int]:
    """Where the words stand, at most ten places."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < 10:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _move(asked: Asked, naming: Naming) -> Meant:
    claim, given = naming.claim(asked.about[0]), asked.value.get("incident")
    incident = None if given in (None, NEW) else naming.incident(str(given)).id
    return Meant((claim.id,), {"incident": incident}, claim)


def _part_of(asked: Asked, naming: Naming) -> Meant:
    claim, given = naming.claim(asked.about[0]), asked.value.get("total")
    total = None if given in (None, NONE) else naming.claim(str(given)).id
    if total == claim.id:
        raise SettingsError("A figure is not a part of itself. Name the claim that states the total.")
    return Meant((claim.id,), {"total": total}, claim)


def _claims(asked: Asked, naming: Naming) -> Meant:
    first, second = (naming.claim(one) for one in asked.about[:2])
    return Meant(_two(first.id, second.id), asked.value, first)


def _alike(asked: Asked, naming: Naming) -> Meant:
    one, other = asked.about[:2]
    match asked.verdict:
        case Likeness.INCIDENT:
            return Meant(_two(naming.incident(one).id, naming.incident(other).id))
        case Likeness.PLACE:
            return Meant(_two(naming.place(one), naming.place(other)))
        case Likeness.SPEAKER:
            return Meant(_two(naming.speaker(one), naming.speaker(other)))
    meant = _claims(asked, naming)
    if any(naming.claim(id_).kind is not ClaimKind.DEATH for id_ in meant.about):
        raise SettingsError("Persons are named by the claims of their deaths, and one of these is another claim.")
    return meant


def _two(one: str, other: str) -> tuple[str, str]:
    if one == other:
        raise SettingsError("Both names mean one and the same thing. Name two.")
    return one, other


def _side(asked: Asked, naming: Naming) -> Meant:
    return Meant((naming.speaker(asked.about[0]), naming.incident(asked.about[1]).id))


def _interest(asked: Asked, naming: Naming) -> Meant:
    incidents = (naming.incident(one).id for one in asked.about[1:2])
    return Meant((naming.speaker(asked.about[0]), *incidents), asked.value)


def _premise(asked: Asked, naming: Naming) -> Meant:
    incident = naming.incident(asked.about[0])
    grounds = [naming.claim(str(one)).id for one in asked.value.get("grounds") or ()]
    if asked.about[1] not in tuple(Premise):
        raise SettingsError(f"No scope turns on {asked.about[1]!r}. Premises are: {', '.join(Premise)}.")
    return Meant((incident.id, asked.about[1]), {**asked.value, **({"grounds": grounds} if grounds else {})})


def _verify(asked: Asked, naming: Naming) -> Meant:
    claim = naming.claim(asked.about[0])
    if claim.kind is not ClaimKind.DEATH:
        raise SettingsError(
            f"{claim.id} tells of no single person, and persons are verified one by one. Name the claim of one "
            "person's death or injury; tollbook decide CASE add SOURCE --kind death makes one of words not read."
        )
    return Meant((claim.id,), asked.value, claim)


def _publish(asked: Asked, naming: Naming) -> Meant:
    return Meant((naming.thing(asked.about[0]),), asked.value)


def _answer(asked: Asked, naming: Naming) -> Meant:
    value = dict(asked.value)
    if "response" in value:
        return _answer_to_demand(asked, naming)
    if value.get("source"):
        value["source"] = naming.source(str(value["source"])).id
    incident = naming.incident(asked.about[0])
    return Meant((incident.id, *(naming.question(incident, one) for one in asked.about[1:2])), value)


def _answer_to_demand(asked: Asked, naming: Naming) -> Meant:
    """Its words stand in a source, as those of a claim that a person adds."""
    demand, value = naming.demand(asked.about[0]), dict(asked.value)
    if not value.get("source"):
        raise SettingsError("Say with --source in which source the answer stands.")
    source = naming.source(str(value["source"]))
    placed = _placed({**value, "words": value.get("answer")}, source) if value.get("answer") else value
    start = placed.get("start") if "place" not in placed and source.text else None
    if start is None and source.text and value.get("answer"):
        start = source.text.find(str(value["answer"]))
    found = {name: one for name, one in placed.items() if name not in ("words", "start")}
    return Meant((demand.id,), {**found, "source": source.id, **({} if start is None else {"start": start})})


def _rest_on(asked: Asked, naming: Naming) -> Meant:
    demand = naming.demand(asked.about[0])
    claims = [naming.claim(str(one)).id for one in asked.value.get("claims") or ()]
    norms = list(map(str, asked.value.get("norms") or ()))
    if not (claims or norms):
        raise SettingsError("Say what it rests on: claims with --ground, or norms with --norm.")
    if strange := sorted(set(norms) - load_instruments().keys()):
        raise SettingsError(f"There is no norm {strange[0]!r}. tollbook norms lists them by their ids, such as cat.")
    value = {name: ids for name, ids in (("claims", claims), ("norms", norms)) if ids}
    return Meant((demand.id,), value)


def _find(asked: Asked, naming: Naming) -> Meant:
    grounds = [naming.claim(str(one)).id for one in asked.value.get("grounds") or ()]
    if not grounds:
        raise SettingsError("A finding rests on claims: name at least one with --ground.")
    value = {**asked.value, "grounds": list(dict.fromkeys(grounds)), **naming.considered(grounds)}
    return Meant(tuple(naming.incident(one).id for one in asked.about), value)


def _on_a_finding(asked: Asked, naming: Naming) -> Meant:
    return Meant((naming.finding(asked.about[0]).id,), asked.value)


def _reaffirm(asked: Asked, naming: Naming) -> Meant:
    finding = naming.finding(asked.about[0])
    grounds = tuple(map(str, finding.value.get("grounds") or ()))
    return Meant((finding.id,), {**asked.value, **naming.considered(grounds)})


def _undo(asked: Asked, naming: Naming) -> Meant:
    return Meant((naming.decision(asked.about[0]).id,), asked.value)


def _protect(_asked: Asked, _naming: Naming) -> Meant:
    raise SettingsError("Protecting seals what it is about: use tollbook protect.")


_NAMING = ("incident", "total", "source")  # what of a value names something
_OF_TWO = frozenset(map(DecisionKind, ("same", "different", "echo", "independent", "side", "premise")))
_MEANT: dict[DecisionKind, Callable[[Asked, Naming], Meant]] = {
    DecisionKind.ACCEPT: _claim,
    DecisionKind.REJECT: _claim,
    DecisionKind.CORRECT: _correct,
    DecisionKind.ADD: _add,
    DecisionKind.MOVE: _move,
    DecisionKind.SAME: _alike,
    DecisionKind.DIFFERENT: _alike,
    DecisionKind.PART_OF: _part_of,
    DecisionKind.ECHO: _claims,
    DecisionKind.INDEPENDENT: _claims,
    DecisionKind.SIDE: _side,
    DecisionKind.INTEREST: _interest,
    DecisionKind.PREMISE: _premise,
    DecisionKind.VERIFY: _verify,
    DecisionKind.PROTECT: _protect,
    DecisionKind.PUBLISH: _publish,
    DecisionKind.ANSWER: _answer,
    DecisionKind.FIND: _find,
    DecisionKind.DISSENT: _on_a_finding,
    DecisionKind.JOIN: _on_a_finding,
    DecisionKind.REAFFIRM: _reaffirm,
    DecisionKind.REST_ON: _rest_on,
    DecisionKind.UNDO: _undo,
}
