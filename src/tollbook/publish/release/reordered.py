"""An incident in the order of the release: that of the case goes by names of files, often people's names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from tollbook.model import Account, Indeterminate, Operation, Step, Toll, Voice
from tollbook.publish.release.sources import PublicSources

Rank = Callable[[str], tuple[int, int, str]]
_Made = tuple[int, tuple[int, int, str]]
RESULTS = frozenset(("low", "high", "best", "highest_stated"))  # names of results that every rule may give
_LAST = (1 << 62, 0)
_KEEPS, _RESULT = "keeps", "result"


def ranks(found: PublicSources) -> Rank:
    """Where a claim of the case stands in the release; those that stay come last."""
    number = {source.id: at for at, source in enumerate(found.sources)}
    places = {old: (number[one.anchor.source], one.anchor.start, one.id) for old, one in found.claims.items()}
    return lambda claim: places.get(claim, (*_LAST, claim))


def reordered(account: Account, rank: Rank) -> Account:
    """All that is listed of its claims, in their order in the release."""
    incident = account.incident
    voices = (replace(one, claims=_sorted(one.claims, rank)) for one in account.voices)
    return replace(
        account,
        incident=replace(incident, claims=_sorted(incident.claims, rank)),
        voices=tuple(sorted(voices, key=lambda one: _first(one, rank))),
        tolls=tuple(_toll(one, rank) for one in account.tolls),
        disagreements=tuple(
            sorted(
                (replace(one, claims=_sorted(one.claims, rank)) for one in account.disagreements),
                key=lambda one: (one.harm, one.code, *map(rank, one.claims)),
            )
        ),
    )


def _sorted(claims: Iterable[str], rank: Rank) -> tuple[str, ...]:
    return tuple(sorted(claims, key=rank))


def _first(voice: Voice, rank: Rank) -> tuple[int, int, str]:
    return rank(voice.claims[0])


def _toll(toll: Toll | Indeterminate, rank: Rank) -> Toll | Indeterminate:
    aside = tuple(sorted(toll.set_aside, key=lambda one: (rank(one.claim), one.reason)))
    if isinstance(toll, Indeterminate):
        return replace(toll, set_aside=aside, scope=replace(toll.scope, claims=_sorted(toll.scope.claims, rank)))
    return replace(
        toll,
        set_aside=aside,
        used=_sorted(toll.used, rank),
        acknowledged_by=_sorted(toll.acknowledged_by, rank),
        scope=replace(toll.scope, claims=_sorted(toll.scope.claims, rank)),
        steps=tuple(_steps(toll.steps, rank)),
    )


def _steps(steps: Iterable[Step], rank: Rank) -> Iterator[Step]:
    """Those that set aside by what they set aside; those between by what they were made of, the first made first."""
    made: dict[str, _Made] = {}
    for kind, alike in groupby(steps, key=_kind):
        several = []
        for one in alike:
            several.append((one, of := _made_of(one, made, rank)))
            if one.into is not None:
                made.setdefault(one.into, of)
        if kind not in (_KEEPS, _RESULT):
            several.sort(key=lambda each: each[1])
        for one, _ in several:
            yield replace(one, inputs=tuple(sorted(one.inputs, key=lambda name: made.get(name) or (0, rank(name)))))


def _kind(step: Step) -> str:
    if step.op is Operation.KEEP:
        return _KEEPS
    if step.into in RESULTS:
        return _RESULT
    return "drops" if step.op is Operation.DROP else "between"


def _made_of(step: Step, made: Mapping[str, _Made], rank: Rank) -> _Made:
    """How many steps lie between it and the claims, and the first of these."""
    inputs = [made.get(name) or (0, rank(name)) for name in step.inputs]
    return (max((deep for deep, _ in inputs), default=0) + 1, min((at for _, at in inputs), default=(0, 0, "")))
