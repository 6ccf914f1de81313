"""What a method found, as an Estimate with its statement."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tollbook.estimate.findings import Finding, codes, ordered, status_of, words
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate, Status

LEVEL = 0.95
_Z = 1.959963984540054  # of 95 %
_MOST = 1e15  # beyond it a fit has run away


@dataclass(frozen=True, slots=True)
class Numbers:
    """What goes into an Estimate beside words; of draws, the ``median`` and no estimate."""

    low: float
    high: float
    estimate: float | None = None
    se: float | None = None
    median: float | None = None
    rhat: float | None = None
    ess_bulk: float | None = None
    ess_tail: float | None = None

    @property
    def finite(self) -> bool:
        """Whether every number is one."""
        given = (self.low, self.high, self.estimate, self.se, self.median)
        return all(one is None or (math.isfinite(one) and abs(one) < _MOST) for one in given)


def around(seen: float, unseen: float, se: float) -> Numbers:
    """An estimate with an interval that is even on the scale of the logarithm of those unseen, and never goes below
    those seen: Burnham, K. P. et al. 1987, as in Chao 1987."""
    if not (unseen > 0 and math.isfinite(unseen) and math.isfinite(se)):
        return Numbers(seen, seen if unseen == 0 else math.inf, seen + unseen, se)
    exponent = _Z * math.sqrt(math.log1p((se / unseen) ** 2))
    factor = math.exp(min(exponent, 100.0))
    return Numbers(seen + unseen / factor, seen + unseen * factor, seen + unseen, se)


def result(
    method: str,
    model: str,
    table: CaptureTable,
    findings: Iterable[Finding],
    numbers: Numbers | None = None,
    sentence: str | None = None,
    seen: int | None = None,
) -> Estimate:
    """The status is the gravest of the findings, and what is refused has no number. ``sentence``: what is said in place
    of the number. ``seen``: how many persons were, if not those of the table."""
    found = ordered(findings)
    if numbers is not None and not numbers.finite:
        found = ordered((*found, Finding("not-finite")))
    status = status_of(found)
    given = None if status is Status.REFUSED else numbers
    if given is None and sentence is None:
        status = Status.REFUSED
    said = " ".join(_sentences(method, model, table.n if seen is None else seen, found, given, sentence))
    return _filled(Estimate(method, model, status, codes(found), statement=said), given, numbers)


def _filled(bare: Estimate, given: Numbers | None, numbers: Numbers | None) -> Estimate:
    """With its numbers; what its chains were like stands there even where it is refused."""
    if numbers is not None:
        bare = replace(bare, rhat=numbers.rhat, ess_bulk=numbers.ess_bulk, ess_tail=numbers.ess_tail)
    if given is None:
        return bare
    return replace(
        bare,
        estimate=given.estimate,
        se=given.se,
        low=given.low,
        median=given.median,
        high=given.high,
        level=LEVEL,
    )


def _sentences(
    method: str,
    model: str,
    seen: int,
    found: Iterable[Finding],
    numbers: Numbers | None,
    sentence: str | None,
) -> Iterable[str]:
    known = words().statement
    name, assumption, _ = words().methods[method]
    if numbers is None:
        yield sentence or known.none.format(method=name, model=model)
    else:
        template = known.bound if any(one.code == "lower-bound" for one in found) else known.number
        yield template.format(
            method=name,
            model=model,
            number=whole(numbers.estimate if numbers.median is None else numbers.median),
            level=f"{100 * LEVEL:g}",
            low=whole(numbers.low),
            high=whole(numbers.high),
            n=whole(seen),
        )
    if numbers is not None or sentence is not None:
        yield known.assumption.format(assumption=assumption)
    yield from dict.fromkeys(one.words for one in found)
    if numbers is not None or sentence is not None:
        yield known.always


def whole(value: float | None) -> str:
    """A number of persons as it is read."""
    return f"{round(value or 0):,}"
