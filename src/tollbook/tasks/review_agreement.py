"""``tollbook review --agreement``: how far coders agree, in lines and as plain values, and what is to be settled."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tollbook.decide.agreement import Agreed, Agreement, Unsettled, find_agreement
from tollbook.tasks.review import Review
from tollbook.tasks.review_sheet import write_sheet

__all__ = ["agreement_json", "agreement_lines", "agreement_of", "write_unsettled"]

_HEAD = ("kind", "field", "claims", "agree", "alpha")


def agreement_of(review: Review) -> Agreement:
    """How far those who coded the claims of the case agree."""
    return find_agreement(review.claims, review.decisions)


def write_unsettled(review: Review, found: Agreement, file: Path) -> int:
    """Writes what coders decided differently to a sheet; what is filled in there stands over all of it."""
    return write_sheet(review, file, found.unsettled)


def agreement_lines(found: Agreement) -> list[str]:
    """A table, and below it what is to be settled, by id; no words of a source."""
    if not found.fields:
        counted = ", ".join(f"{by} {number}" for by, number in found.coders.items()) or "nobody"
        return [f"No claim was decided by two people yet ({counted}). The second codes with --blind."]
    rows = [_HEAD, *(_row(one) for one in found.fields)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD) - 1)]
    lines = [
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1])) for row in rows
    ]
    coders = ", ".join(f"{by} ({number})" for by, number in found.coders.items())
    return [f"coders: {coders}", "", *lines, "", *_unsettled(found)]


def _row(one: Agreed) -> tuple[str, ...]:
    agree = "" if one.percent is None else f"{one.percent:.0f} %"
    found = one.alpha
    alpha = f"not computed: {found.why}" if found.value is None else f"{found.value:.3f} (n {found.units})"
    return (one.kind.value, one.field, str(one.units), agree, alpha)


def _unsettled(found: Agreement) -> Iterator[str]:
    if not found.unsettled:
        yield "Nothing is left to settle."
        return
    yield f"to settle: {len(found.unsettled)}"
    for one in found.unsettled:
        said = ", ".join(f"{each.by} {each.kind.value}" for each in one.said)
        yield f"  {one.claim.id}  {said}  ({', '.join(one.fields)})"


def agreement_json(found: Agreement) -> dict[str, Any]:
    """The whole as plain values."""
    return {
        "coders": dict(found.coders),
        "fields": [
            {
                "kind": one.kind.value,
                "field": one.field,
                "claims": one.units,
                "percent": one.percent,
                "alpha": one.alpha.value,
                "alpha_claims": one.alpha.units,
                "not_computed": one.alpha.why or None,
            }
            for one in found.fields
        ],
        "unsettled": [_unsettled_json(one) for one in found.unsettled],
    }


def _unsettled_json(one: Unsettled) -> dict[str, Any]:
    said = [{"decision": each.id, "by": each.by, "kind": each.kind.value, "blind": each.blind} for each in one.said]
    return {"claim": one.claim.id, "fields": list(one.fields), "decisions": said}
