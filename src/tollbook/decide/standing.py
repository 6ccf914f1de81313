"""Of all decisions those that stand: that no other is over, that are not undone, and that nobody contradicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tollbook.model import Decision, DecisionKind

About = tuple[str, ...]
Agreed = Mapping[About, tuple[Decision, ...]]

_EFFECT = {
    DecisionKind.ACCEPT: "reviews",
    DecisionKind.REJECT: "reviews",
    DecisionKind.CORRECT: "corrections",
    DecisionKind.ADD: "added",
    DecisionKind.MOVE: "moved",
    DecisionKind.SAME: "same",
    DecisionKind.DIFFERENT: "different",
    DecisionKind.PART_OF: "parts",
    DecisionKind.ECHO: "echoes",
    DecisionKind.INDEPENDENT: "independents",
    DecisionKind.SIDE: "sides",
    DecisionKind.INTEREST: "interests",
    DecisionKind.PREMISE: "premises",
    DecisionKind.VERIFY: "verified",
    DecisionKind.PROTECT: "protections",
    DecisionKind.PUBLISH: "published",
    DecisionKind.ANSWER: "answers",
    DecisionKind.FIND: "findings",
    DecisionKind.DISSENT: "dissents",
    DecisionKind.JOIN: "joinings",
    DecisionKind.REAFFIRM: "reaffirmings",
    DecisionKind.REST_ON: "restings",
    DecisionKind.UNDO: "undoings",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What takes effect: by what it is about, the decisions that say the same of it, earliest first (the ids of a pair
    are sorted, after the likeness where there is one; what stands by itself goes by the decision's id). ``conflicts``:
    decisions on one subject that differ; none of them takes effect, but for protections, which all do. ``undone`` and
    ``replaced``: ids of decisions that an undo, or a decision over them, put out of effect. A blind second coding is
    not here: it waits until somebody decides over it."""

    reviews: Agreed = field(default_factory=dict)
    corrections: Agreed = field(default_factory=dict)
    added: Agreed = field(default_factory=dict)
    moved: Agreed = field(default_factory=dict)
    same: Agreed = field(default_factory=dict)
    different: Agreed = field(default_factory=dict)
    parts: Agreed = field(default_factory=dict)
    echoes: Agreed = field(default_factory=dict)
    independents: Agreed = field(default_factory=dict)
    sides: Agreed = field(default_factory=dict)
    interests: Agreed = field(default_factory=dict)
    premises: Agreed = field(default_factory=dict)
    verified: Agreed = field(default_factory=dict)
    protections: Agreed = field(default_factory=dict)
    published: Agreed = field(default_factory=dict)
    answers: Agreed = field(default_factory=dict)
    findings: Agreed = field(default_factory=dict)
    dissents: Agreed = field(default_factory=dict)
    joinings: Agreed = field(default_factory=dict)
    reaffirmings: Agreed = field(default_factory=dict)
    restings: Agreed = field(default_factory=dict)
    undoings: Agreed = field(default_factory=dict)
    conflicts: tuple[tuple[Decision, ...], ...] = ()
    undone: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Standing()


def find_standing(decisions: Iterable[Decision]) -> Standing:
    """What stands of the decisions, whatever order they come in; each id counts once."""
    every = {one.id: one for one in sorted(decisions, key=lambda one: (one.at, one.id))}
    if not every:
        return Standing()
    undone, replaced = _out_of_effect(every)
    by_subject: dict[About, list[Decision]] = {}
    for one in every.values():
        if one.id not in undone and one.id not in replaced and not one.blind:
            by_subject.setdefault(one.subject, []).append(one)
    effects: dict[str, dict[About, tuple[Decision, ...]]] = {}
    conflicts = []
    for members in by_subject.values():
        differ = any(not members[0].agrees_with(one) for one in members)
        if differ:
            conflicts.append(tuple(members))
        if not differ or members[0].kind is DecisionKind.PROTECT:  # what was protected stays so until it is settled
            effects.setdefault(_EFFECT[members[0].kind], {})[members[0].subject[1:]] = tuple(members)
    frozen = {effect: MappingProxyType(agreed) for effect, agreed in effects.items()}
    return Standing(**frozen, conflicts=tuple(conflicts), undone=frozenset(undone), replaced=frozenset(replaced))


def _out_of_effect(every: Mapping[str, Decision]) -> tuple[set[str], set[str]]:
    """The ids of what is undone, and of what a decision that is not undone stands over, directly or through others.

    Each is settled after those that would undo or replace it. Ids are made of what they refer to, so nothing refers to
    itself round about; where somebody wrote ids that do, what is left in the circle is taken as not undone."""
    undoers, overs = referring(every)
    waits = {id_: len({*undoers.get(id_, ()), *overs.get(id_, ())}) for id_ in every}
    undone: set[str] = set()
    replaced: set[str] = set()
    ready = [id_ for id_, count in waits.items() if not count]
    while ready:
        one = every[ready.pop()]
        if any(by not in undone and by not in replaced for by in undoers.get(one.id, ())):
            undone.add(one.id)
        if any(by not in undone or by in replaced for by in overs.get(one.id, ())):
            replaced.add(one.id)
        for target in _targets(one, every):
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return undone, replaced


def _targets(one: Decision, every: Mapping[str, Decision]) -> set[str]:
    return _over(one, every) | ({*one.about} & every.keys() - {one.id} if one.kind is DecisionKind.UNDO else set())


def _over(one: Decision, every: Mapping[str, Decision]) -> set[str]:
    """Those in whose place it stands; a blind one stands in the place of blind ones alone."""
    found = {*one.over} & every.keys() - {one.id}
    return {id_ for id_ in found if every[id_].blind} if one.blind else found


def referring(every: Mapping[str, Decision]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By id, the undos of a decision, and the decisions that stand over it. ``every``: all, by their ids."""
    undoers: dict[str, list[str]] = {}
    overs: dict[str, list[str]] = {}
    for one in every.values():
        for target in one.about if one.kind is DecisionKind.UNDO else ():
            undoers.setdefault(target, []).append(one.id)
        for target in _over(one, every):
            overs.setdefault(target, []).append(one.id)
    return undoers, overs
