"""Every family side by side: the same table, the same checks, one way to answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

from tollbook.estimate.asked import Asked
from tollbook.estimate.check import check
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate

METHODS = ("chapman", "chao", "loglinear", "stepwise", "dga")
SAMPLED = frozenset(("stepwise", "lcm"))  # these need a seed


_ALL = Asked(METHODS)


def estimate(table: CaptureTable, asked: Asked = _ALL) -> tuple[Estimate, ...]:
    """In the order of ``METHODS``, whatever order was asked for. Raises ValueError for a method that there is not."""
    if unknown := [name for name in asked.methods if name not in METHODS]:
        raise ValueError(f"There is no method {unknown[0]!r}; there are: {', '.join(METHODS)}.")
    findings = check(table, asked.one_voice)
    wanted = [name for name in METHODS if name in asked.methods]
    return tuple(one for name in wanted for one in _run(name, table, findings, asked))


def _run(name: str, table: CaptureTable, findings: Sequence[object], asked: Asked) -> Iterable[Estimate]:
    asked.progress(name, 0, 0)
    family: Callable[..., Iterator[Estimate]] = getattr(import_module(f"tollbook.estimate.{name}"), name)
    return family(table, findings, asked) if name in SAMPLED else family(table, findings)
