"""What ``tollbook estimate --leans``, ``--by`` and ``--imputed`` print."""

from collections.abc import Iterable, Iterator

from tollbook.cli.words import counted, plain
from tollbook.model.estimate import Estimate
from tollbook.tasks.estimate import Stratum
from tollbook.tasks.estimate_leans import LeansOn

_HEADS = {
    "leave_one_out": "Without a list",
    "merge_two": "With two lists as one",
    "consistency": "Of those on a list, from the other lists",
    "linkage": "If this share of persons on one list were not recognised on another (below 0: wrongly taken for one)",
    "trajectory": "From this share of the persons, drawn by chance",
}


def leans_words(leans: LeansOn) -> Iterator[str]:
    """A block for each thing that was tried."""
    yield f"What the answer of {leans.method} leans on; as it is: {_figure(leans.as_it_is)}"
    if leans.xi is not None:
        yield "  At each value of xi, the interaction of all lists, which no data tell"
        for xi, number in leans.xi.numbers:
            yield f"    {f'{xi:g}':24}{number:,.0f}"
        said = leans.as_it_is.number
        implied = leans.xi.implied(said) if said is not None else None
        if implied is not None:
            yield f"    {f'{implied:.2f}':24}as {leans.method} has it"
    for name, variants in leans.variants.items():
        if variants:
            yield f"  {_HEADS[name]}"
        for one in variants:
            told = "" if one.held is None else "  holds" if one.held else "  does not hold"
            known = "" if one.known is None else f"  (known: {one.known:,}{told})"
            yield f"    {plain(one.what)[:23]:24}{_figure(one.estimate)}{known}"
    held, of = leans.held
    if of:
        yield f"  {held} of {counted(of, 'interval')} hold what is known."


def strata_words(head: str, strata: Iterable[Stratum]) -> Iterator[str]:
    """A line for each stratum, or replicate, and method."""
    yield head
    for one in strata:
        for result in one.results:
            yield f"  {plain(one.name)[:30]:32}{one.table.n:>9,} seen  {result.method:10}{_figure(result)}"


def _figure(one: Estimate) -> str:
    if one.number is None or one.low is None or one.high is None:
        return f"{one.status.value}: {', '.join(one.reasons[:2])}"
    return f"{one.number:,.0f} ({one.low:,.0f}–{one.high:,.0f})"
