"""A claim: what one speaker states, anchored to the words that state it."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, fields
from datetime import date
from enum import StrEnum

from tollbook.model.anchor import Anchor
from tollbook.model.identity import content_id
from tollbook.model.party import Attribution
from tollbook.model.person import Person
from tollbook.model.quantity import Quantity
from tollbook.model.stated import Access, Condition, Demand, Norm, Notice, Pattern, Reaction
from tollbook.model.swift import swift
from tollbook.model.when import When


class ClaimKind(StrEnum):
    """What is stated (DESIGN, Codes)."""

    COUNT = "count"
    ROLE = "role"
    LABEL = "label"
    CAUSE = "cause"
    ACT = "act"
    CONDITION = "condition"
    ACCESS = "access"
    PATTERN = "pattern"
    NOTICE = "notice"
    REACTION = "reaction"
    NORM = "norm"
    DEMAND = "demand"
    DEATH = "death"


class Harm(StrEnum):
    """What befell people. ``casualties``: killed or injured, undivided. ``present``: no harm, how many were there."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    ABDUCTED = "abducted"
    TORTURED = "tortured"
    RAPED = "raped"
    STARVED = "starved"
    PRESENT = "present"


GROUPS = (
    "all prisoners guards police soldiers security_forces civilians children women men protesters militants "
    "journalists medics aid_workers officials hostages other"
).split()


class Mark(StrEnum):
    """What a count's words say of it that its numbers do not."""

    PART = "part"  # a part of a total stated elsewhere
    ALL_TOLD = "all_told"  # with the other parts beside it all of that total: "20 people: 12 prisoners and 8 guards"
    ADDITIONAL = "additional"  # "another 3", "a further 3"
    CUMULATIVE = "cumulative"  # over other events: "bringing the total to 33"
    EACH_OR_TOGETHER = "each_or_together"  # "hundreds in A, B and C"
    REPEAT = "repeat"  # the same named person, by the same voice, again
    INDIVIDUAL = "individual"  # one person told of, not a toll stated
    DIED = "died"  # the words say that people died, not that they were killed
    EARLY = "early"  # what was first reported, before more was known: "initially 5 were reported dead"
    LATER_DIED = "later_died"  # told of as hurt, whom the document also tells of as dead
    DERIVED = "derived"  # reckoned from a share and a total that the words state: "a third of the 30"
    GROUP_CARRIED = "group_carried"  # the group is not stated at the figure but taken from the words before it
    OTHER_EVENT = "other_event"  # what another event is about: "a protest over the killing of 5"


@swift
@dataclass(frozen=True, slots=True)
class Count:
    """So many people of a group came to a harm. ``group`` "all" where the words set nobody apart."""

    harm: Harm
    group: str
    quantity: Quantity
    marks: frozenset[Mark] = frozenset()


@swift
@dataclass(frozen=True, slots=True)
class Death:
    """One person's harm, told as theirs; named or not."""

    person: Person
    harm: Harm = Harm.KILLED


@dataclass(frozen=True, slots=True)
class Role:
    """``party`` is said to have had ``role`` (a code of data/vocabulary/roles.yaml)."""

    party: str
    role: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word the speaker puts on what happened ("massacre") or on a person (charges: ``of`` names whom)."""

    label: str
    of: str | None = None
    charge: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """``effect`` is said to have come of ``cause``, both in the text's words."""

    cause: str
    effect: str


@dataclass(frozen=True, slots=True)
class Act:
    """What ``by`` is said to have done to ``of``, in the text's words; a belief on a doer is an act, never a role.
    ``by`` None: not stated. ``intent``: what the speaker says it was done for, or with what in mind."""

    act: str
    by: str | None
    of: str | None = None
    intent: str | None = None


Statement = (
    Count | Death | Role | Label | Cause | Act | Condition | Access | Pattern | Notice | Reaction | Norm | Demand
)

KIND_OF: dict[type, ClaimKind] = {
    Count: ClaimKind.COUNT,
    Death: ClaimKind.DEATH,
    Role: ClaimKind.ROLE,
    Label: ClaimKind.LABEL,
    Cause: ClaimKind.CAUSE,
    Act: ClaimKind.ACT,
    Condition: ClaimKind.CONDITION,
    Access: ClaimKind.ACCESS,
    Pattern: ClaimKind.PATTERN,
    Notice: ClaimKind.NOTICE,
    Reaction: ClaimKind.REACTION,
    Norm: ClaimKind.NORM,
    Demand: ClaimKind.DEMAND,
}
# What ids do not tell of: what points to others, what comes of another release's data.
_NOT_IN_IDS = {Norm: frozenset({"id"}), Demand: frozenset({"within"})}


@dataclass(frozen=True, slots=True, order=True)
class Check:
    """A person read the words and stands by the claim: ``by`` is a role code, ``on`` the day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True, order=True)
class Verification:
    """A person found the death or injury of the one person told of proved to a standard."""

    by: str
    on: date
    standard: str


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """A person read the words and does not stand by the claim, for a reason in words."""

    by: str
    on: date
    reason: str


@swift
@dataclass(frozen=True, slots=True)
class Claim:
    """``anchor`` holds the words that state it. ``when`` and ``where`` are what these words, or the flow of the
    document before them, give for the event; None where they give nothing. ``as_of`` is the day the figure stood (ISO),
    None where the document has no date. ``part_of`` is the id of the total's claim. ``reader`` is the extractor and the
    wording that read it. ``confidence`` is the probability that a careful reader would accept the reading; None: not
    measured. ``incident`` is None until claims are linked. ``sentence`` counts the
    sentences of the source's reading; claims of one sentence may be parts of one list. ``checked``: the persons who
    wrote it down, or read it again and stand by it. ``place`` is where its words stand in a source that has no text of
    its own: in the id it is in the place of offsets, which move when more is written down. ``rejected``: a person
    says that its words do not state it. ``corrected_by`` is the id of the claim that a person put in its place,
    ``corrects`` that of the one it replaces. ``same_person``: the ids of other claims that
    a person found to tell of the same one; ``other_person``: of those found to tell of another. ``proposed``: an
    extractor other than the embedded one read it, and no rule
    uses it before a person accepts it. ``read_also``: the readers of others that read the same at the same words.
    ``verified``: of one person's death or injury, who found it proved, and to which standard."""

    statement: Statement
    attribution: Attribution
    anchor: Anchor
    language: str
    reader: str
    when: When | None = None
    where: str | None = None
    as_of: str | None = None
    part_of: str | None = None
    incident: str | None = None
    confidence: float | None = None
    sentence: int | None = None
    checked: tuple[Check, ...] = ()
    place: str | None = None
    rejected: Rejection | None = None
    corrected_by: str | None = None
    corrects: str | None = None
    same_person: tuple[str, ...] = ()
    other_person: tuple[str, ...] = ()
    proposed: bool = False
    read_also: tuple[str, ...] = ()
    verified: tuple[Verification, ...] = ()
    id: str = field(init=False, compare=False, repr=False)  # follows from the others

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self._content_id())

    @property
    def kind(self) -> ClaimKind:
        """The kind of its statement."""
        return KIND_OF[type(self.statement)]

    @property
    def harm(self) -> Harm | None:
        """The harm stated, for counts and deaths; None for every other kind."""
        return self.statement.harm if isinstance(self.statement, Count | Death) else None

    @property
    def count(self) -> Count | None:
        """The statement as a count; None for every other kind."""
        return self.statement if isinstance(self.statement, Count) else None

    @property
    def stands(self) -> bool:
        """Whether no person rejected it or put another in its place, nor has still to accept it."""
        return self.decided_aside is None

    def stated_after(self, day: date | None) -> bool:
        """Whether it surely stood only after a day; of no day, nothing is after it."""
        return day is not None and self.as_of is not None and self.as_of > day.isoformat()[: len(self.as_of)]

    @property
    def awaits(self) -> bool:
        """Whether it is a proposal that no person accepted."""
        return self.proposed and not self.checked

    @property
    def decided_aside(self) -> str | None:
        """The code of why a person set it aside, or did not accept it yet; None where it stands."""
        if self.rejected is not None:
            return "rejected"
        if self.corrected_by is not None:
            return "corrected"
        return "proposed" if self.awaits else None

    def _content_id(self) -> str:
        """Hash of source, place, kind, harm, group, quantity and speaker, never of the reader's version; and of what it
        corrects."""
        count = self.count
        facts: tuple[str | int | None, ...]
        if count:
            many = count.quantity
            facts = (count.harm, count.group, many.low, many.high, str(many.open), many.term)
        else:
            facts = tuple(map(str, _told(self.statement)))
        anchor = self.anchor
        where = (anchor.start, anchor.end) if self.place is None else (self.place, anchor.words)
        made = () if self.corrects is None else ("corrects", self.corrects)  # it may state the same on another day
        return content_id(anchor.source, *where, self.kind, *facts, self.attribution.key, *made)


def _told(statement: Statement) -> Iterator[object]:
    """What a statement holds, a person's particulars as a row; an intent where there is one."""
    untold = _NOT_IN_IDS.get(type(statement), frozenset())
    for one in fields(statement):
        part = getattr(statement, one.name)
        if one.name in untold or (one.name == "intent" and part is None):
            continue
        yield astuple(part) if isinstance(part, Person) else part
