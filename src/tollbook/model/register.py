"""The register: all that the pipeline made of the sources and decisions of one case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tollbook.model.claim import Claim, Harm
from tollbook.model.codebook import NOT_STATED, Codebook
from tollbook.model.dated import Dated
from tollbook.model.decision import Decision
from tollbook.model.demand import DemandEntry
from tollbook.model.echo import NOTHING_ECHOED, Echoed
from tollbook.model.estimate import Estimation
from tollbook.model.finding import Finding
from tollbook.model.incident import Incident
from tollbook.model.issue import Issue
from tollbook.model.mention import Sentence
from tollbook.model.obligation import Obligations
from tollbook.model.position import Position, SetApart
from tollbook.model.question import Question
from tollbook.model.series import Series
from tollbook.model.sided import ProtectedSource, Sided
from tollbook.model.source import Source
from tollbook.model.supersession import Supersession
from tollbook.model.toll import Indeterminate, Rule, Toll
from tollbook.model.voice import Voice


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``code``: "figures-differ", "box-against-text" or "groups-differ". ``claims`` are the ids of those that stand
    against one another."""

    code: str
    harm: Harm
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.claims) < 2:
            raise ValueError("a disagreement needs at least two claims")


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the documents do not say of an incident: the question, why it is open, and whom to ask. ``risks``: what
    asking may do, in words that name nobody; they leave with no release."""

    code: str
    question: str
    because: str
    ask: str
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One incident with what was made of its claims. ``key``: what all of it is kept under but for sides, obligations
    and risks, which are found after it; None: nothing of it is kept."""

    incident: Incident
    voices: tuple[Voice, ...]
    tolls: tuple[Toll | Indeterminate, ...]
    disagreements: tuple[Disagreement, ...]
    unknowns: tuple[Unknown, ...]
    sides: tuple[Sided, ...] = ()
    echoed: Echoed = NOTHING_ECHOED
    series: tuple[Series, ...] = ()
    dated: tuple[Dated, ...] = ()
    positions: tuple[Position, ...] = ()
    conceded: tuple[SetApart, ...] = ()
    obligations: Obligations | None = None
    key: bytes | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Register:
    """``sentences``: those of each source that was read, by its id; none in a release. ``as_of``: the setting, else
    the latest date among the sources and decisions; None where there is none. ``until``: the setting alone; what
    was stated after it counts in nothing."""

    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    accounts: tuple[Account, ...]
    rules: tuple[Rule, ...]
    issues: tuple[Issue, ...]
    decisions: tuple[Decision, ...]
    as_of: date | None
    versions: tuple[Supersession, ...] = ()
    protected: tuple[ProtectedSource, ...] = ()
    codebook: Codebook = NOT_STATED
    sentences: Mapping[str, Sequence[Sentence]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    demands: tuple[DemandEntry, ...] = ()
    questions: tuple[Question, ...] = ()
    until: date | None = None
    estimation: Estimation | None = None

    def counting(self) -> dict[str, Claim]:
        """By id, the claims that no person set aside, that were stated in time, and of documents that no later version
        stands in the place of."""
        gone = self.superseded
        found = (one for one in self.claims if one.stands and one.anchor.source not in gone)
        return {one.id: one for one in found if not one.stated_after(self.until)}

    @property
    def superseded(self) -> frozenset[str]:
        """The ids of the sources in whose place a later version stands."""
        return frozenset(one.earlier for one in self.versions)
