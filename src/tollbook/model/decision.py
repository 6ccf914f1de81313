"""What a person decided, and on what state of the record."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """``about``: id of a claim, incident, source or figure. ``by``: a role code, not a name. ``at`` has a zone."""

    kind: str
    about: str
    verdict: str
    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        for name in ("kind", "about", "verdict", "by", "reason"):
            if not getattr(self, name):
                raise ValueError(f"a decision needs its {name}")
        if self.at.tzinfo is None:
            raise ValueError("a decision's time needs its time zone")
