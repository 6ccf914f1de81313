"""What bound a state on a day, and what the documents say of it. Nothing here says that anything was breached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tollbook.model.instrument import Deed, InstrumentKind


class Bound(StrEnum):
    """Whether a text bound a state on a day. ``contested``: two positions are held, and both are given."""

    YES = "yes"
    NO = "no"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One text as it stood for one state on one day. ``called``: its short name. ``status``: the code of ``position``,
    which says it in words. ``articles`` by topic. ``in_force_for_state`` may be later than the day. ``second``: what
    else was read that agrees. ``premise``: what must be so for the text to apply at all. ``brief``: of a contested
    one, its own dates, where both positions are given once for all."""

    norm: str
    name: str
    called: str
    kind: InstrumentKind
    family: str
    bound: Bound
    status: str
    position: str
    citation: str
    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adopted: str = ""
    in_force: date | None = None
    by: Deed | None = None
    signed: date | None = None
    deposited: date | None = None
    in_force_for_state: date | None = None
    left: date | None = None
    declarations: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    unverified: bool = False
    checked_on: date | None = None
    premise: str | None = None
    note: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Invoked:
    """A text that a document names: ``claim`` is the id of the claim that does, ``says`` what it says of the text
    (binds, breached, signed, cited), ``norm`` the text's id, None where the words name none that is held here."""

    claim: str
    words: str
    says: str
    norm: str | None = None
    party: str | None = None
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who stated the presumption, where and when (a day, or a year as it is known); ``later``: only after the event.
    ``norm``: the treaty that it is of, None where it is of none; ``reaches``: how that stood for this state."""

    citation: str
    on: str
    says: str
    later: bool
    reaches: str
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """Deaths of people whom a state held: the presumption that bodies apply, and what the documents hold on it, as ids
    of claims. No claim on an investigation is not that there was none."""

    because: str
    statements: tuple[Statement, ...]
    investigated: tuple[str, ...] = ()
    access: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obligations:
    """What bound the state of an incident's country on its days, and what documents invoke. ``state`` None: no country
    is known; ``because``: why this state. ``first`` and ``last``: the days that the documents give. ``held``: the
    positions on texts that are contested, each with its sources."""

    state: str | None
    state_name: str
    because: str
    first: date | None
    last: date | None
    entries: tuple[Obligation, ...] = ()
    invoked: tuple[Invoked, ...] = ()
    custody: Custody | None = None
    held: tuple[str, ...] = ()
