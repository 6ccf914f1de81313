"""Which claims a toll's figures may hang on: of all others its steps show that it stays as it is without them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from tollbook.model import Claim, Operation, Step, Toll, Voice

_BOUND = {"low": 0, "high": 1}
_OF_THE_TOLL = ("low", "highest_stated")
_ONE_OF_MANY = (Operation.MIN, Operation.MAX)
_SELECTING = (Operation.KEEP, Operation.DROP)

Bounds = tuple[int | None, int | None]


def may_change(
    toll: Toll, acknowledged: Toll | None, claims: Mapping[str, Claim], voices: Sequence[Voice]
) -> frozenset[str]:
    """The claims without which the toll might be another. A claim that a rule sets aside gives it nothing; one that it
    uses and that attains no bound, alone in its sentence and not the last of its voice, takes nothing away.
    ``acknowledged``: the rule's toll over those that acknowledge, alone."""
    used = frozenset(toll.used)
    found = {*_attaining(toll, claims), *_last_of_voices(toll, voices, used), *_only_of_group(toll, claims)}
    for one in (toll, acknowledged):
        found.update((*_attaining(one, claims), *_only_open(one.used, claims)) if one else ())
    return frozenset(found & used)


def _only_open(ids: Sequence[str], claims: Mapping[str, Claim]) -> Sequence[str]:
    """The one claim among ``ids`` that leaves the top open, where it is one."""
    opened = [id_ for id_ in ids if (count := claims[id_].count) and count.quantity.open]
    return opened if len(opened) == 1 else ()


def _only_of_group(toll: Toll, claims: Mapping[str, Claim]) -> Iterator[str]:
    """Those who alone bring a group into the toll: without one of them unlike things may be compared no more."""
    groups = Counter(_group(claims[id_]) for id_ in toll.used)
    yield from (id_ for id_ in toll.used if groups[_group(claims[id_])] == 1)


def _group(claim: Claim) -> str | None:
    return claim.count.group if claim.count else None


def _last_of_voices(toll: Toll, voices: Sequence[Voice], used: Collection[str]) -> Iterator[str]:
    """Where a voice loses the only claim of its that is used, what was set aside for it may count; and one of two
    voices alone disagrees with nobody."""
    held = {id_: voice.id for voice in voices for id_ in voice.claims}
    left = Counter(held.get(id_) for id_ in used)
    aside = {held.get(one.claim) for one in toll.set_aside}
    yield from (id_ for id_ in used if left[held.get(id_)] == 1 and (len(left) == 2 or held.get(id_) in aside))


def _attaining(toll: Toll, claims: Mapping[str, Claim]) -> Iterator[str]:
    """The claims that attain a bound of the toll, or that a figure on the way to it was made of."""
    used, steps = frozenset(toll.used), [step for step in toll.steps if step.op not in _SELECTING]
    sentences = Counter(_sentence(claims[id_]) for id_ in used)
    values: dict[str, Bounds] = {id_: _stated(claims[id_]) for id_ in used}
    for step in steps:
        _note(step, values)
    for step in steps:
        own = [name for name in step.inputs if name in used]
        if step.op is Operation.SUM:
            yield from (name for name in own if _shows(step, _without(name, step, values), steps, values))
            continue
        yield from used.intersection(_decisive(step, values))
        if step.into not in _OF_THE_TOLL:
            yield from (name for name in own if sentences[_sentence(claims[name])] > 1)


def _without(name: str, step: Step, values: Mapping[str, Bounds]) -> int | None:
    """What a sum is without one of its inputs; None where another of them sets no such bound."""
    left = [_value(one, step, values) for one in step.inputs if one != name]
    known = [value for value in left if value is not None]
    return sum(known) if known and len(known) == len(left) else None


def _shows(made: Step, instead: int | None, steps: Sequence[Step], values: Mapping[str, Bounds]) -> bool:
    """Whether another value of what a step made might be seen in a step that takes it up."""
    for step in steps:
        if made.into not in step.inputs or step.of != made.of:
            continue
        if step.op not in _ONE_OF_MANY or made.into in _decisive(step, values) or step.value is None:
            return True
        if instead is not None and (instead < step.value if step.op is Operation.MIN else instead > step.value):
            return True
    return False


def _value(name: str, step: Step, values: Mapping[str, Bounds]) -> int | None:
    return values.get(name, (None, None))[_BOUND[step.of]] if step.of else None


def _sentence(claim: Claim) -> tuple[str, int | None, str | None]:
    return (claim.anchor.source, claim.sentence, claim.attribution.key)


def _stated(claim: Claim) -> Bounds:
    """What a claim states as bottom and top: "at least 50" states 50 as the highest number too."""
    assert claim.count is not None
    many = claim.count.quantity
    return many.low, many.low if many.open and many.high is None else many.high


def _decisive(step: Step, values: Mapping[str, Bounds]) -> Sequence[str]:
    """Of the inputs of a step those without which it may give another value; of an operation not known here, all."""
    if step.op not in _ONE_OF_MANY or step.of is None:
        return step.inputs
    reached = [name for name in step.inputs if _value(name, step, values) == step.value]
    return reached if len(reached) == 1 or step.value is None else ()


def _note(step: Step, values: dict[str, Bounds]) -> None:
    if step.into is None or step.of is None:
        return
    low, high = values.get(step.into, (None, None))
    values[step.into] = (step.value, high) if step.of == "low" else (low, step.value)
