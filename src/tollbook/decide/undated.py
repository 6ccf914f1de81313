"""Sources whose day does not leave: a register in which nothing of theirs says on which day they spoke."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from tollbook.model import Claim, Provenance, Register, Source


def without_days(register: Register, ids: Collection[str]) -> Register:
    """The same register without the days of these sources, and of what their claims stood as of. The day of an event is
    the event's, and stays."""
    if not ids:
        return register
    sources = tuple(_undated(one) if one.id in ids else one for one in register.sources)
    return replace(
        register,
        sources=sources,
        claims=tuple(_as_of_nothing(one) if one.anchor.source in ids else one for one in register.claims),
        as_of=_latest(register, ids),
    )


def _undated(source: Source) -> Source:
    known: Provenance = replace(source.provenance, date=None, received=None, captured=None)
    return replace(source, date=None, provenance=known)


def _as_of_nothing(claim: Claim) -> Claim:
    return replace(claim, as_of=None)


def _latest(register: Register, ids: Collection[str]) -> date | None:
    """The day the record speaks of; where it was that of one of these, the latest of the others."""
    days = [(one.id in ids, one.date.last) for one in register.sources if one.date and one.date.last]
    if not any(hidden and day == register.as_of for hidden, day in days):
        return register.as_of
    return max((day for hidden, day in days if not hidden), default=None)
