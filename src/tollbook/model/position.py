"""What an authority acknowledges, what others allege beside it, and where it stands on responsibility."""

from dataclasses import dataclass
from enum import StrEnum

from tollbook.model.claim import Harm


class Standpoint(StrEnum):
    """After HURIDOCS micro-thesaurus 28. ``to_be_read``: it says who did it, not in so many words or in several
    ways."""

    DENIES_DEATHS = "denies_deaths"
    ACKNOWLEDGES_DEATHS = "acknowledges_deaths"
    DENIES_RESPONSIBILITY = "denies_responsibility"
    BLAMES_ANOTHER = "blames_another"
    ACCEPTS = "accepts"
    TO_BE_READ = "to_be_read"


@dataclass(frozen=True, slots=True)
class Position:
    """Of one named authority, by its ``voice``: the counts that it ``states`` as its own, those that it ``denies``, and
    what it ``says`` of who did it, all ids of claims."""

    voice: str
    standpoint: Standpoint
    states: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetApart:
    """What is acknowledged of one harm and what others allege, apart. ``more``: by how many the greatest alleged is
    over the greatest acknowledged; None where that cannot be said, ``because`` of a code: "groups-differ", "open"."""

    harm: Harm
    acknowledged: tuple[str, ...]
    alleged: tuple[str, ...]
    more: int | None = None
    because: str | None = None
