"""Every family side by side: the same table, the same checks, one way to answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import check
from tollbook.estimate.findings import Finding
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import METHODS, Estimate

__all__ = ["METHODS", "SAMPLED", "estimate", "one_family", "one_method"]

SAMPLED = frozenset(("stepwise", "lcm"))  # these need a seed


_ALL = Asked(METHODS)


def estimate(table: CaptureTable, asked: Asked = _ALL) -> tuple[Estimate, ...]:
    """In the order of ``METHODS``, whatever order was asked for. Raises ValueError for a method that there is not."""
    if unknown := [name for name in asked.methods if name not in METHODS]:
        raise ValueError(f"There is no method {unknown[0]!r}; there are: {', '.join(METHODS)}.")
    findings = check(table, asked.one_voice)
    wanted = [name for name in METHODS if name in asked.methods]
    return tuple(one for name in wanted for one in _told(name, table, findings, asked))


def _told(name: str, table: CaptureTable, findings: Sequence[Finding], asked: Asked) -> Iterable[Estimate]:
    asked.progress(name, 0, 0)
    return one_family(name)(table, findings, asked)


def one_family(name: str) -> Callable[[CaptureTable, Sequence[Finding], Asked], Iterable[Estimate]]:
    """The function of a method; loaded when it is wanted, as some of them load much."""
    family: Callable[..., Iterator[Estimate]] = getattr(import_module(f"tollbook.estimate.{name}"), name)
    if name in SAMPLED:
        return family
    return lambda table, findings, _asked: family(table, findings)


def one_method(name: str, asked: Asked) -> Callable[[CaptureTable], Estimate]:
    """A method as a function of a table: its first result."""
    return lambda table: next(iter(one_family(name)(table, check(table, asked.one_voice), asked)))
