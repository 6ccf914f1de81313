"""What a person decided, of what, on what state of the record, and why."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tollbook.model.decision_value import check_fields, check_json, check_signs
from tollbook.model.finding import StandardOfProof
from tollbook.model.identity import content_id
from tollbook.model.premise import HOLDS, HOLDS_NOT
from tollbook.model.when import edtf_bounds

SEALED = "sealed"  # stands for a reason that only the keepers can read
_ROLE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


class DecisionKind(StrEnum):
    """What people decide. What each is about, its verdicts and its values: docs/reference/decisions.md."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    MOVE = "move"
    SAME = "same"
    DIFFERENT = "different"
    PART_OF = "part_of"
    ECHO = "echo"
    INDEPENDENT = "independent"
    SIDE = "side"
    INTEREST = "interest"
    PREMISE = "premise"
    VERIFY = "verify"
    PROTECT = "protect"
    PUBLISH = "publish"
    ANSWER = "answer"
    FIND = "find"
    DISSENT = "dissent"
    JOIN = "join"
    REAFFIRM = "reaffirm"
    REST_ON = "rest_on"
    UNDO = "undo"


class Likeness(StrEnum):
    """In what two things are the same, or different: the verdicts of ``same`` and ``different``."""

    INCIDENT = "incident"
    PLACE = "place"
    PERSON = "person"
    SPEAKER = "speaker"


class Side(StrEnum):
    """Where a speaker stands in one incident: a person's decision, never language data."""

    ACCUSED_AUTHORITY = "accused_authority"
    SURVIVORS_AND_FAMILIES = "survivors_and_families"
    POLITICAL_OPPOSITION = "political_opposition"
    PARTICIPANT = "participant"
    INDEPENDENT_MONITOR = "independent_monitor"
    RELIEF_BODY = "relief_body"
    MEDIA = "media"
    UNASSIGNED = "unassigned"


class Protection(StrEnum):
    """What may leave of what is protected: nothing at all, or its words without who it is."""

    WITHHOLD = "withhold"
    UNNAMED = "unnamed"


class Leaving(StrEnum):
    """Whether something may leave with a release: the verdicts of ``publish``."""

    CLEAR = "clear"
    WITHHOLD = "withhold"


class Response(StrEnum):
    """How a demand was met, as a person reads the answer: a field of ``answer``."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    PARTLY_MET = "partly_met"
    OTHER = "other"


STANDS, STANDS_NOT = "stands", "does-not-stand"
COMMITMENT = "commitment"  # in the value of a sealed decision
BLIND = "blind"  # in the value of a review: taken without seeing what others decided

_PAIRS = frozenset((DecisionKind.SAME, DecisionKind.DIFFERENT, DecisionKind.ECHO, DecisionKind.INDEPENDENT))
_FAMILY = {
    DecisionKind.ACCEPT: "review",
    DecisionKind.REJECT: "review",
    DecisionKind.CORRECT: "review",
    DecisionKind.SAME: "likeness",
    DecisionKind.DIFFERENT: "likeness",
    DecisionKind.ECHO: "echoes",
    DecisionKind.INDEPENDENT: "echoes",
    DecisionKind.JOIN: "joining",
    DecisionKind.DISSENT: "joining",
}
_OWN_SUBJECT = frozenset((DecisionKind.ADD, DecisionKind.UNDO, DecisionKind.FIND, DecisionKind.REAFFIRM))
_EACH_FOR_ONESELF = frozenset((DecisionKind.JOIN, DecisionKind.DISSENT))
_ABOUT: dict[DecisionKind, tuple[int, int]] = {  # how many things it is about; of the others: exactly one
    **dict.fromkeys(_PAIRS, (2, 2)),
    DecisionKind.SIDE: (2, 2),  # a speaker, in an incident
    DecisionKind.PREMISE: (2, 2),  # an incident, and the code of the premise
    DecisionKind.INTEREST: (1, 2),  # a speaker; or a speaker, in an incident
    DecisionKind.PROTECT: (1, 2),  # a thing; or "person" and a pseudonym
    DecisionKind.ANSWER: (1, 2),  # an incident and the code of its question; or a demand
    DecisionKind.FIND: (1, 16),  # the incidents, or a question and what it is asked of
}
_NEEDS: dict[DecisionKind, str] = {  # what its value must hold
    DecisionKind.ADD: "words",
    DecisionKind.MOVE: "incident",
    DecisionKind.PART_OF: "total",
    DecisionKind.INTEREST: "words",
    DecisionKind.ANSWER: "answer",
    DecisionKind.FIND: "grounds",
}
_VERDICTS: dict[DecisionKind, tuple[str, ...]] = {  # of the others: that it stands
    DecisionKind.REJECT: (STANDS_NOT,),
    DecisionKind.SAME: tuple(Likeness),
    DecisionKind.DIFFERENT: tuple(Likeness),
    DecisionKind.SIDE: tuple(Side),
    DecisionKind.PREMISE: (HOLDS, HOLDS_NOT),
    DecisionKind.VERIFY: tuple(StandardOfProof),
    DecisionKind.PROTECT: tuple(Protection),
    DecisionKind.PUBLISH: tuple(Leaving),
    DecisionKind.FIND: (STANDS, *StandardOfProof),
}


def is_role_code(code: str) -> bool:
    """Whether somebody may be named so: a code of letters and digits, such as R1."""
    return _ROLE_CODE.fullmatch(code) is not None


def verdicts_of(kind: DecisionKind) -> tuple[str, ...]:
    """The verdicts that a decision of this kind can have."""
    return _VERDICTS.get(kind, (STANDS,))


@dataclass(frozen=True, slots=True)
class Seen:
    """The words a decision was taken on: where they stood, and the hash of the whole line that was shown."""

    source: str
    start: int
    end: int
    words: str
    line: str


@dataclass(frozen=True, slots=True)
class Decision:
    """``about``: ids of claims, incidents, sources, speakers, places, persons or decisions, as its kind asks. ``by``: a
    role code, not a name. ``at`` has a zone. ``value``: plain JSON, what the verdict alone does not say. ``seen``: the
    state it was taken on; None where no words are. ``over``: ids of the decisions in whose place it stands. ``sealed``:
    its reason and the words seen are open to the keepers alone, with all that was sealed beside them; not held here."""

    kind: DecisionKind
    about: tuple[str, ...]
    verdict: str
    by: str
    at: datetime
    reason: str
    value: Mapping[str, Any] = field(default_factory=dict, hash=False)
    seen: Seen | None = None
    over: tuple[str, ...] = ()
    sealed: bool = False
    id: str = ""  # by content, where it is not given

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", DecisionKind(self.kind))
        for name in ("about", "verdict", "reason"):
            if not getattr(self, name):
                raise ValueError(f"a decision needs its {name}")
        if not all(self.about):
            raise ValueError("what a decision is about is not blank")
        if not is_role_code(self.by):
            raise ValueError("who decided is given as a code of letters and digits, such as R1, not as a name")
        if self.at.tzinfo is None:
            raise ValueError("a decision's time needs its time zone")
        _check_shape(self)
        object.__setattr__(self, "at", _in_utc(self.at))  # one moment is one decision, whatever its zone
        object.__setattr__(self, "value", MappingProxyType(dict(self.value)))
        if not self.id:
            object.__setattr__(self, "id", _id_of(self))

    @property
    def subject(self) -> tuple[str, ...]:
        """What it decides: of decisions on one subject, those stand that no other is ``over``."""
        if self.kind in _OWN_SUBJECT or (self.kind is DecisionKind.ANSWER and "response" in self.value):
            return (self.kind.value, self.id)
        about = tuple(sorted(self.about)) if self.kind in _PAIRS else self.about
        likeness = (self.verdict,) if self.kind in (DecisionKind.SAME, DecisionKind.DIFFERENT) else ()
        if self.kind in _EACH_FOR_ONESELF:
            about = (*about, self.by)
        return (_FAMILY.get(self.kind, self.kind.value), *likeness, *about)

    @property
    def blind(self) -> bool:
        """Whether it is a second coding: it counts for agreement, and has no effect until somebody decides over it."""
        return bool(self.value.get(BLIND)) and _FAMILY.get(self.kind) == "review"

    def agrees_with(self, other: "Decision") -> bool:
        """Whether both say the same of their subject, whoever said it and why."""
        return (self.kind, self.verdict, _said(self)) == (other.kind, other.verdict, _said(other))


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("a decision's time is of the calendar") from None


def _said(one: Decision) -> dict[str, Any]:
    """Its value without the commitment to what is sealed of it, which is never the same twice."""
    return {name: given for name, given in one.value.items() if name != COMMITMENT}


def _check_shape(one: Decision) -> None:
    """What its kind asks for. A sealed one holds no value here."""
    rows: tuple[object, ...] = (one.about, one.over)
    if any(isinstance(row, str) for row in rows):
        raise ValueError("what a decision is about is a row of ids, not a text")
    least, most = _ABOUT.get(one.kind, (1, 1))
    if not least <= len(one.about) <= most or len(set(one.about)) != len(one.about):
        raise ValueError(f"{one.kind} is about {_things(least, most)}")
    if one.verdict not in (verdicts := verdicts_of(one.kind)):
        raise ValueError(f"{one.kind} has one of these verdicts: {', '.join(verdicts)}")
    check_signs(*one.about, one.reason, *((one.seen.source, one.seen.words, one.seen.line) if one.seen else ()))
    check_json(one.value)
    if not one.sealed:
        _check_value(one)


def _things(least: int, most: int) -> str:
    if least == most:
        return "one thing" if least == 1 else "two different things"
    return f"{least} to {most} things, each once"


def _check_value(one: Decision) -> None:
    if (needed := _NEEDS.get(one.kind)) and needed not in one.value:
        raise ValueError(f"{one.kind} needs {needed} in its value")
    fields = {name: given for name, given in one.value.items() if name != BLIND or not one.blind}
    if one.kind is DecisionKind.CORRECT and not fields:
        raise ValueError("correct says what the words state instead")
    if one.kind in (DecisionKind.CORRECT, DecisionKind.ADD):
        check_fields(fields)
    if one.kind is DecisionKind.FIND and not one.value["grounds"]:
        raise ValueError("a finding rests on at least one ground")
    if one.kind is DecisionKind.PUBLISH and ("asked" in one.value) != ("standard" in one.value):
        raise ValueError("of who is alleged to be responsible, give both the standard met and whether they were asked")
    if one.kind is DecisionKind.ANSWER and "response" in one.value:
        _check_response(one.value)
    for name in ("words", "answer"):
        if name in one.value and not (isinstance(one.value[name], str) and one.value[name]):
            raise ValueError(f"{name} in the value of a decision are words, and not blank")


def _check_response(value: Mapping[str, Any]) -> None:
    if value["response"] not in tuple(Response):
        raise ValueError(f"a demand is answered by one of: {', '.join(Response)}")
    if not value.get("source"):
        raise ValueError("the answer to a demand stands in a source: say in which")
    if value.get("on") is not None:
        edtf_bounds(value["on"])


def _id_of(one: Decision) -> str:
    seen = one.seen
    return content_id(
        "decision",
        one.kind.value,
        *one.about,
        one.verdict,
        one.by,
        one.at.isoformat(),
        one.reason,
        json.dumps(dict(one.value), sort_keys=True, ensure_ascii=False, separators=(",", ":")),
        *((seen.source, seen.start, seen.end, seen.words, seen.line) if seen else ()),
        *one.over,
    )
