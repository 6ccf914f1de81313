"""What ``tollbook estimate`` prints: every interval on one axis, and all that must be said beside it."""

import math
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tollbook.cli.estimate_leans_words import leans_words, strata_words
from tollbook.cli.words import counted, plain
from tollbook.model.estimate import Estimate, Status
from tollbook.tasks.estimate import EstimatedTable

_AXIS = 44
_WIDTH = 100
_SENTENCE = re.compile(r"(?<=[a-z)\d]\.) (?=[A-Z])")
_SIGNS = {Status.ESTIMATE: "●", Status.CONDITIONAL: "○"}


def estimated_words(found: EstimatedTable) -> str:
    """The table, the picture, the statements."""
    table = found.table
    sizes = [one.table.n for one in found.replicates] or [table.n]
    seen = round(sum(sizes) / len(sizes))
    lines = [
        f"{_persons(sizes)} on {counted(len(table.lists), 'list')}: {plain(', '.join(table.lists))}",
        f"table {table.sha256[:16]}, seed {found.seed}",
        "",
        *_picture(found.results, seen),
        "",
        *_statements(found.results),
    ]
    if found.strata:
        lines += ["", *strata_words("By stratum:", found.strata)]
    if found.replicates:
        lines += ["", *strata_words("By replicate:", found.replicates)]
    if found.leans:
        lines += ["", *leans_words(found.leans)]
    return "\n".join(lines)


def _persons(sizes: Sequence[int]) -> str:
    if len(sizes) == 1:
        return counted(sizes[0], "person")
    return f"{counted(len(sizes), 'imputed replicate')} of {min(sizes):,} to {max(sizes):,} persons"


def _picture(results: Iterable[Estimate], seen: int) -> Iterator[str]:
    """A line a result: its name, its interval in figures and on an axis that begins at those seen."""
    shown = list(results)
    top = max((one.high for one in shown if one.high is not None), default=float(seen))
    names = [plain(f"{one.method} {one.model}") for one in shown]
    wide = min(max(map(len, names), default=0), 48)
    drawn = any(one.number is not None for one in shown)
    for one, name in zip(shown, names, strict=True):
        head = f"{name[:wide]:{wide}}  "
        if one.number is None or one.low is None or one.high is None:
            yield f"{head}{one.status.value}: {', '.join(one.reasons)}"
        else:
            figures = f"{one.number:,.0f} ({one.low:,.0f}–{one.high:,.0f})"
            yield f"{head}{_bar(one, one.low, one.high, seen, top)}  {figures}"
    if drawn:
        right = f"{top:,.0f}"
        yield f"{'':{wide}}  {f'{seen:,} seen':<{_AXIS - len(right)}}{right}"
        yield f"{'':{wide}}  ● estimate   ○ conditional   ├┤ 95 %   (the axis is logarithmic)"


def _bar(one: Estimate, low: float, high: float, seen: int, top: float) -> str:
    signs = ["·"] * _AXIS
    left, right = _place(low, seen, top), _place(high, seen, top)
    signs[left : right + 1] = "─" * (right + 1 - left)
    signs[left], signs[right] = "├", "┤"
    signs[_place(one.number or low, seen, top)] = _SIGNS[one.status]
    return "".join(signs)


def _place(value: float, seen: int, top: float) -> int:
    if top <= seen:
        return 0
    share = math.log(max(value, seen) / seen) / math.log(top / seen)
    return min(_AXIS - 1, round(share * (_AXIS - 1)))


def _statements(results: Iterable[Estimate]) -> Iterator[str]:
    """Each statement, by sentences: what all say stands once at the end, what was said before is not repeated."""
    statements = [_SENTENCE.split(one.statement) for one in results]
    said = Counter(sentence for sentences in statements for sentence in dict.fromkeys(sentences))
    common = [one for one in dict.fromkeys(chain(*statements)) if len(statements) > 1 and said[one] == len(statements)]
    done = set(common)
    for sentences in statements:
        new = [one for one in sentences if one not in done]
        done.update(new)
        if new:
            yield from _wrapped("• ", new)
    if common:
        yield from _wrapped("Of every line above: ", common)


def _wrapped(head: str, sentences: Iterable[str]) -> Iterator[str]:
    yield from textwrap.wrap(plain(" ".join(sentences)), _WIDTH, initial_indent=head, subsequent_indent="  ")
