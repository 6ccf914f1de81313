"""An instrument: a treaty, a standard, a commitment or a rule of custom, and what each state did about it, and when."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

TOPICS = ("killing", "torture", "detention", "children", "investigation")


class InstrumentKind(StrEnum):
    """Treaties and custom bind; a standard or a commitment never does."""

    TREATY = "treaty"
    CUSTOM = "custom"
    STANDARD = "standard"
    COMMITMENT = "commitment"


class Deed(StrEnum):
    """What a state did about a treaty. A signature alone does not bind."""

    RATIFICATION = "ratification"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    ACCEPTANCE = "acceptance"
    SIGNATURE = "signature"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class ForceRule:
    """When a treaty enters into force for a state that deposits its instrument: so many months and days after, then on
    the first day of the next month where ``next_month``."""

    article: str
    says: str
    days: int = 0
    months: int = 0
    next_month: bool = False

    def after(self, deposited: date) -> date:
        """What the rule alone gives: the treaty itself may enter into force later."""
        day = add_months(deposited, self.months) + timedelta(days=self.days)
        return add_months(day.replace(day=1), 1) if self.next_month else day


@dataclass(frozen=True, slots=True)
class Cited:
    """Where something was read. ``of``: the day whose state it shows; ``checked``: when it was last compared with it.
    ``unverified``: it was not compared with any."""

    citation: str
    of: date | None = None
    checked: date | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Participation:
    """What one state did about one treaty. ``stated``: the day of entry into force for it as a source gives it.
    ``left``: the day from which it is bound no more. ``second``: what else was read that agrees."""

    state: str
    by: Deed
    cited: Cited
    signed: date | None = None
    deposited: date | None = None
    stated: date | None = None
    left: date | None = None
    declarations: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """``adopted``: None of custom; the last day of the year where no more is known (``adopted_words`` has it as given).
    ``articles`` by topic (TOPICS). ``covered``: until which day its list of parties was read; of later days no absence
    is known. ``revises``: the earlier version of the same text. ``premise``: what must be so for it to apply, where
    that may be contested. ``continues``: whether bodies hold that it passes to successors of a state. ``open_to``: who
    alone may become a party, in words and by codes. ``stated``: who says that custom is so, since when.
    ``participants`` of a commitment, each since a day."""

    id: str
    name: str
    kind: InstrumentKind
    family: str
    cited: Cited
    adopted: date | None = None
    adopted_words: str = ""
    adopted_by: str = ""
    in_force: date | None = None
    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    derogation: str = ""
    force: ForceRule | None = None
    leaving: str = ""
    depositary: str = ""
    covered: date | None = None
    revises: str | None = None
    premise: str | None = None
    continues: bool = False
    note: str = ""
    open_to: tuple[str, frozenset[str]] | None = None
    stated: tuple[Cited, ...] = ()
    participants: Mapping[str, date] = field(default_factory=dict)
    parties: Mapping[str, Participation] = field(default_factory=dict)

    def entered(self, state: str) -> date | None:
        """The day it entered into force for a state: as stated, else by its rule; None where it did not, or that is not
        known."""
        one = self.parties.get(state)
        if one is None or one.by is Deed.SIGNATURE or one.stated is not None:
            return one.stated if one else None
        if one.deposited is None or self.force is None or self.in_force is None:
            return None
        return max(self.in_force, self.force.after(one.deposited))


@dataclass(frozen=True, slots=True)
class State:
    """``independent``: the day it declared itself so; ``part_of``: the state that it was a part of until then;
    ``continues``: the state whose place it took, with its treaties."""

    code: str
    name: str
    independent: date | None = None
    part_of: str | None = None
    continues: str | None = None
