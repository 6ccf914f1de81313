"""The ledger of demands: which stand within which, what they rest on, how they were answered, how long ago."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from tollbook.model import Claim, Demand, Source
from tollbook.model.demand import DemandAnswer, DemandEntry, DemandGrounds
from tollbook.model.when import edtf_bounds


@dataclass(frozen=True)
class Ledger:
    """What the ledger is made from. ``answers`` and ``grounds``: by the claim of the demand. ``as_of`` is the record's
    day: the ledger knows no other. ``until``: where the record counts up to a day, that day; what was demanded or
    answered after it is not in the ledger."""

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    superseded: Set[str] = frozenset()
    answers: Mapping[str, Sequence[DemandAnswer]] = field(default_factory=dict)
    grounds: Mapping[str, DemandGrounds] = field(default_factory=dict)
    as_of: date | None = None
    until: date | None = None


def find_demands(ledger: Ledger) -> tuple[DemandEntry, ...]:
    """Every demand that stands, in the order of the record; one within another right behind it."""
    standing = [one for one in ledger.claims.values() if isinstance(one.statement, Demand) and _stands(one, ledger)]
    if not standing:
        return ()
    within = {one.id: _parent(one, ledger) for one in standing}
    below: dict[str | None, list[Claim]] = {}
    for one in standing:
        below.setdefault(within[one.id], []).append(one)
    ordered = list(_in_chains(below.get(None, ()), below))
    placed = {one.id for one in ordered}
    ordered += [one for one in standing if one.id not in placed]  # a circle, which only people can write
    return tuple(_entry(one, within[one.id], below.get(one.id, ()), ledger) for one in ordered)


def _stands(claim: Claim, ledger: Ledger) -> bool:
    in_time = not (claim.stated_after(ledger.until) or _is_after(_made_on(claim, ledger), ledger.until))
    return claim.stands and in_time and claim.anchor.source not in ledger.superseded


def _parent(claim: Claim, ledger: Ledger) -> str | None:
    """The demand that it stands within, in the words that people put in its place."""
    assert isinstance(claim.statement, Demand)
    found, seen = ledger.claims.get(claim.statement.within or ""), set[str]()
    while found is not None and found.corrected_by is not None and found.id not in seen:
        seen.add(found.id)
        found = ledger.claims.get(found.corrected_by)
    fits = found is not None and found.id != claim.id and isinstance(found.statement, Demand)
    return found.id if found is not None and fits and _stands(found, ledger) else None


def _in_chains(claims: Iterable[Claim], below: Mapping[str | None, Sequence[Claim]]) -> Iterator[Claim]:
    waiting = [*reversed(list(claims))]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(below.get(one.id, ()))


def _entry(claim: Claim, within: str | None, contains: Sequence[Claim], ledger: Ledger) -> DemandEntry:
    said = claim.statement
    assert isinstance(said, Demand)
    made = _made_on(claim, ledger)
    given = [one for one in ledger.answers.get(claim.id, ()) if not _is_after(_given_on(one, ledger), ledger.until)]
    answers = sorted(given, key=lambda one: (one.given_on or "~", one.decision))
    return DemandEntry(
        claim=claim.id,
        incident=claim.incident,
        demanded_by=claim.attribution.speaker,
        asked=said.asked,
        to_act=said.to_act,
        terms=said.terms,
        by_when=said.by_when,
        made_on=made,
        within=within,
        contains=tuple(one.id for one in contains),
        rests_on=ledger.grounds.get(claim.id),
        answers=tuple(replace(one, days=_days(made, _day(one.given_on))) for one in answers),
        as_of=ledger.as_of,
        days=_days(made, ledger.as_of),
    )


def _given_on(answer: DemandAnswer, ledger: Ledger) -> str | None:
    """The day of an answer; where a person gave none, that of the document in which it stands."""
    source = ledger.sources.get(answer.source)
    return answer.given_on or (source.date.edtf if source and source.date else None)


def _is_after(day: str | None, until: date | None) -> bool:
    """Whether it surely was after; of a day that is not known nothing is."""
    first = edtf_bounds(day)[0] if day else None
    return until is not None and first is not None and first > until


def _made_on(claim: Claim, ledger: Ledger) -> str | None:
    """The day of its document: the words of a demand are dated by who writes them down."""
    source = ledger.sources.get(claim.anchor.source)
    return source.date.edtf if source and source.date else claim.as_of


def _day(edtf: str | None) -> date | None:
    """The one day that it means; None where it means several."""
    first, last = edtf_bounds(edtf) if edtf else (None, None)
    return first if first is not None and first == last else None


def _days(made: str | None, until: date | None) -> int | None:
    """From one day to the other; None where one is not known to the day, or the order is not that way."""
    first = _day(made)
    return (until - first).days if first is not None and until is not None and until >= first else None
