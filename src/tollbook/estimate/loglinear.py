"""All hierarchical log-linear models of a table, and the best by two measures: Fienberg, S. E. 1972, Biometrika 59:
591–603; Bishop, Y. M. M., Fienberg, S. E. and Holland, P. W. 1975, Discrete Multivariate Analysis, chapter 6."""

from collections.abc import Iterator, Sequence

import numpy as np

from tollbook.estimate.check import seen_cells
from tollbook.estimate.existence import Verdict, existence
from tollbook.estimate.findings import Finding
from tollbook.estimate.fits import Fits, Floats, fit
from tollbook.estimate.models import MOST_LISTS, models_of, name_of, terms_of
from tollbook.estimate.result import around, result
from tollbook.estimate.table import CaptureTable
from tollbook.model.estimate import Estimate


def loglinear(table: CaptureTable, findings: Sequence[Finding]) -> Iterator[Estimate]:
    """The best by BIC and the best by AIC."""
    found = list(findings)
    lists = len(table.lists)
    if lists > MOST_LISTS:
        found.append(Finding("too-many-lists", figure=f"3 to {MOST_LISTS}"))
    if any(one.status == "refused" for one in found):
        for criterion in ("BIC", "AIC"):
            yield result("loglinear", criterion, table, found)
        return
    fits = all_fits(table)
    for criterion, values in (("BIC", fits.bic(table.n)), ("AIC", fits.aic())):
        yield _best(table, found, fits, criterion, values)


def all_fits(table: CaptureTable) -> Fits:
    """Every model of ``models.models_of``, in its order."""
    models = models_of(len(table.lists))
    return fit(len(table.lists), terms_of(len(table.lists)), np.tile(seen_cells(table), (len(models), 1)), models)


def _best(table: CaptureTable, findings: list[Finding], fits: Fits, criterion: str, values: Floats) -> Estimate:
    """The first by the measure that tells a number; better ones that tell none are counted."""
    terms, seen = np.array(terms_of(len(table.lists))), seen_cells(table) > 0
    models = models_of(len(table.lists))
    for rank, at in enumerate(np.argsort(values, kind="stable")):
        chosen = tuple(terms[models[at]].tolist())
        found = existence(len(table.lists), chosen, seen)
        if not found.unseen_told:
            continue
        more = [Finding("selection-in-interval")]
        if found.verdict is not Verdict.FINE:
            more.append(Finding("extended-estimate"))
        if rank:
            more.append(Finding("better-models-passed-over", figure=str(rank)))
        numbers = around(table.n, float(fits.unseen[at]), float(fits.se[at]))
        return result("loglinear", f"{criterion} {name_of(chosen)}", table, [*findings, *more], numbers)
    return result("loglinear", criterion, table, [*findings, Finding("no-estimate-exists")])
