"""Where a place is: what a gazetteer knows by its name, one place or several that may be meant."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


def folded(name: str) -> str:
    """A place's name as two are compared: without regard to case."""
    return unicodedata.normalize("NFKC", name).casefold()


class LocalityKind(StrEnum):
    """What a gazetteer knows by a name."""

    SETTLEMENT = "settlement"
    REGION = "region"  # of the first level within a country


@dataclass(frozen=True, slots=True)
class Locality:
    """One entry of a gazetteer. ``id`` is "geonames:" and its number there, or "region:" and its code;
    ``region_id`` and ``region`` the one that it lies in; ``where`` its middle, in degrees to a kilometre, None of a
    region. ``until``: the year in which it lost the name that it was looked up by, None where it may have it still."""

    id: str
    name: str
    kind: LocalityKind
    country_code: str
    region_id: str | None = None
    region: str | None = None
    where: tuple[float, float] | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """What a gazetteer knows by a place's name: ``candidates`` that the document does not rule out, ``taken`` the one
    that is taken to be meant, None where that stays open, and ``because``, why, in words."""

    candidates: tuple[Locality, ...]
    taken: Locality | None
    because: str

    def __post_init__(self) -> None:
        if self.taken is not None and self.taken not in self.candidates:
            raise ValueError("what is taken to be meant is one of the candidates")
        if not self.because:
            raise ValueError("a place that is looked up says why it is taken, or not")
