"""A toll: what one published rule makes of the claims about one harm in one incident, with every step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tollbook.model.circumstances import NOTHING_TOLD, Circumstances
from tollbook.model.claim import Claim, Harm
from tollbook.model.identity import content_id
from tollbook.model.swift import swift
from tollbook.model.voice import Voice


class Operation(StrEnum):
    """The closed set of things a step may do; ``verify.py`` replays each with the standard library alone."""

    KEEP = "keep"
    DROP = "drop"
    READ_TERM = "read_term"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    MODE = "mode"
    LATEST = "latest"
    MAJORITY = "majority"
    HALVE = "halve"


@swift
@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``inputs`` are ids of claims or names of earlier results. ``into`` names the result; ``of`` is the
    bound it works on ("low" or "high"); ``value`` is what came out, None for nothing; ``because`` is a code for people.

    keep: ``inputs`` are eligible. drop: ``inputs`` are set aside, ``because`` says why. sum, min, max: over the stated
    bound of each input that has one.
    """

    op: Operation
    inputs: tuple[str, ...]
    of: str | None = None
    into: str | None = None
    value: int | None = None
    because: str | None = None


@swift
@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that the rule did not use, and the code of the reason (docs/reference/codes.md)."""

    claim: str
    reason: str

    def __post_init__(self) -> None:
        if not self.reason:
            raise ValueError("what is set aside is set aside for a reason")


class Responsibility(StrEnum):
    """What the acknowledging authority says of who is responsible (after HURIDOCS micro-thesaurus 28)."""

    NOT_STATED = "not_stated"
    DENIED = "denied"
    OTHER_BLAMED = "other_blamed"
    ACCEPTED = "accepted"


class Verdict(StrEnum):
    """What a rule's scope says of an incident. ``turns-on``: the answer turns on the premise, which is not told here,
    or told both ways."""

    NO_TEST = "no-test"
    APPLIES = "applies"
    DOES_NOT_APPLY = "does-not-apply"
    TURNS_ON = "turns-on"


@swift
@dataclass(frozen=True, slots=True)
class Scope:
    """Whether a rule's own published scope admits this incident, on what premise in words, stated by which claims.
    ``countable`` False: it counts nothing of this kind, so that it has no arithmetic here either."""

    verdict: Verdict
    premise: str | None = None
    claims: tuple[str, ...] = ()
    countable: bool = True

    def __post_init__(self) -> None:
        if not self.admits and not self.premise:
            raise ValueError("a rule that does not apply says why")

    @property
    def admits(self) -> bool:
        """Whether a figure may be shown."""
        return self.verdict in (Verdict.NO_TEST, Verdict.APPLIES)


NO_TEST = Scope(Verdict.NO_TEST)


class Mode(StrEnum):
    """What counts once. As published: each voice in each document, as publishers count reports. Echoes folded: each
    voice, however often it is repeated, and its latest figure in the place of its earlier ones."""

    AS_PUBLISHED = "as-published"
    ECHOES_FOLDED = "echoes-folded"


class Grade(StrEnum):
    """What Airwars' grades come to as far as claims can tell; that sources are credible, a person decides."""

    CONFIRMED = "accepted-responsibility"
    CONTESTED = "contested"
    WEAK = "weak"
    FAIR_IF_CREDIBLE = "fair-if-credible"


@swift
@dataclass(frozen=True, slots=True)
class Dispute:
    """What a rule is given: the claims of one incident about one harm and group, and the voices they end in.
    ``undivided``: counts of killed or injured together, where killed are asked for. ``described``: how many single
    persons are told of as harmed so; None where that was not asked. ``verified``: the claims of single persons that
    people found proved, each to its standard."""

    incident: str
    harm: Harm
    group: str
    claims: tuple[Claim, ...]
    voices: tuple[Voice, ...]
    as_of: date | None = None
    mode: Mode = Mode.AS_PUBLISHED
    circumstances: Circumstances = NOTHING_TOLD
    undivided: tuple[Claim, ...] = ()
    described: int | None = None
    verified: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Conceded:
    """What a party states that takes responsibility in its own name: part of no range, and no rule's figure."""

    low: int | None
    high: int | None
    claims: tuple[str, ...]


@swift
@dataclass(frozen=True, slots=True)
class Toll:
    """``low`` None: no claim sets a bottom. ``high`` None with ``open``: the top is not closed, ``highest_stated``
    keeps the number. ``best`` is None unless the rule defines one; no midpoint is ever computed. ``groups`` are the
    groups counted by the claims used: where there is more than one, unlike things are compared, and the page says so.
    ``derived`` says that a bound was computed from several claims rather than stated by one. ``grade``: the code that
    the rule gives beside its figure, where it grades. ``conceded``: what those state who take responsibility."""

    incident: str
    harm: Harm
    group: str
    rule: str
    mode: str
    scope: Scope
    low: int | None
    best: int | None
    high: int | None
    highest_stated: int | None
    open: bool
    used: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    steps: tuple[Step, ...]
    voices: int
    groups: tuple[str, ...] = ()
    derived: bool = False
    grade: Grade | None = None
    acknowledged_low: int | None = None
    acknowledged_high: int | None = None
    acknowledged_by: tuple[str, ...] = ()
    responsibility: Responsibility | None = None
    conceded: Conceded | None = None

    def __post_init__(self) -> None:
        if not self.rule:
            raise ValueError("a toll names the rule that gave it")
        if not self.used:
            raise ValueError("a toll rests on at least one claim")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds cross: low {self.low} is above high {self.high}")
        if self.open and self.high is not None:
            raise ValueError("an open toll has no high: highest_stated keeps the number")
        if set(self.used) & {aside.claim for aside in self.set_aside}:
            raise ValueError("a claim is either used or set aside, not both")
        if not self.steps:
            raise ValueError("a toll shows the steps that gave it")

    @property
    def id(self) -> str:
        """By incident, harm, group, rule and mode."""
        return content_id("toll", self.incident, self.harm, self.group, self.rule, self.mode)


NOT_VERIFIED = "not applied: nobody verified"  # said by rules that count persons verified one by one; never 0


@swift
@dataclass(frozen=True, slots=True)
class Indeterminate:
    """The rule gives no figure, and says why; its claims are listed all the same. ``needs``: the code of what a person
    has to decide first, None where nobody can help it. ``otherwise``: what the rule would give if the objection of its
    scope were set aside; of a method's annex, and no figure."""

    incident: str
    harm: Harm
    group: str
    rule: str
    mode: str
    why: str
    set_aside: tuple[SetAside, ...]
    voices: int
    scope: Scope = NO_TEST
    needs: str | None = None
    otherwise: Toll | None = None

    def __post_init__(self) -> None:
        if not self.why:
            raise ValueError("a rule that cannot decide says why")
        if self.otherwise is not None and self.scope.admits:
            raise ValueError("a figure is kept back for a scope alone that leaves the incident out")

    @property
    def id(self) -> str:
        """By incident, harm, group, rule and mode, as a toll's."""
        return content_id("toll", self.incident, self.harm, self.group, self.rule, self.mode)


def no_test(_: Dispute) -> Scope:
    """The scope of a rule that admits any incident."""
    return NO_TEST


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``says`` in one sentence, ``reference`` the id of its citation in data/references.yaml,
    ``in_force`` the years it was published for (None: still), ``apply`` the function of a few lines. ``publisher``
    None: it is Tollbook's own, and no published rule. ``unchecked``: what of its wording could not be compared with its
    publication, each in words. ``terms``: the file of data/conventions by which it reads vague words, None: it reads
    none. ``halves``: it takes a half of killed and injured stated together for the killed. ``dates``: the
    file of data/conventions by whose table it reads vague dates."""

    id: str
    says: str
    reference: str
    in_force: tuple[int, int | None]
    apply: Callable[[Dispute], Toll | Indeterminate]
    publisher: str | None = None
    unchecked: tuple[str, ...] = ()
    scope: Callable[[Dispute], Scope] = no_test
    terms: str | None = None
    halves: bool = False
    dates: str | None = None

    def __post_init__(self) -> None:
        if not self.says:
            raise ValueError(f"rule {self.id!r} says nothing: state it in one sentence")
        if not self.reference:
            raise ValueError(f"rule {self.id!r} has no citation: name its reference")
