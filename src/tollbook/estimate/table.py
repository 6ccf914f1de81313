"""The capture table: how many persons were on which lists."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_LISTS = 64
MOST_CELLS = 200_000
MOST_PERSONS = 10**12  # beyond it a count is a slip of the pen, and sums leave what a double holds


class TableError(ValueError):
    """A table that cannot be used; the message says where and what to do, and repeats none of its words."""


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """``cells``: each history, a sign 0 or 1 for each of ``lists``, with its count: sorted, no count 0, never the
    history of those on no list."""

    lists: tuple[str, ...]
    cells: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.lists) <= MOST_LISTS:
            raise TableError(f"A table has 1 to {MOST_LISTS} lists; this one has {len(self.lists)}.")
        if len(set(self.lists)) < len(self.lists) or not all(self.lists):
            raise TableError("Each list needs a name of its own.")
        if len(self.cells) > MOST_CELLS:
            raise TableError(f"More than {MOST_CELLS} different histories: leave lists out, or merge some.")
        if not self.cells:
            raise TableError("Nobody is on any list.")

    @classmethod
    def from_counts(cls, lists: Sequence[str], rows: Iterable[tuple[Sequence[int] | str, int]]) -> "CaptureTable":
        """Of histories with their counts; a history may stand in several rows. Raises TableError."""
        tally: Counter[str] = Counter()
        for row, (history, count) in enumerate(rows, 1):
            tally[_history(history, len(lists), row)] += _count(count, row)
            if len(tally) > MOST_CELLS + 1:
                break
        if tally.pop("0" * len(lists), 0):
            raise TableError("A row counts persons who are on no list: they are what is estimated. Take it out.")
        return cls(tuple(lists), tuple(sorted((history, n) for history, n in tally.items() if n)))

    @classmethod
    def from_persons(cls, lists: Sequence[str], persons: Iterable[Sequence[int]]) -> "CaptureTable":
        """Of persons: for each, whether she is on each list. Raises TableError."""
        return cls.from_counts(lists, Counter(tuple(person) for person in persons).items())

    @classmethod
    def from_lists(cls, lists: Mapping[str, Iterable[str]]) -> "CaptureTable":
        """Of lists of the ids of persons; a person that stands twice on a list is on it once."""
        on = {name: frozenset(ids) for name, ids in lists.items()}
        everyone = frozenset().union(*on.values())
        return cls.from_persons(tuple(on), (tuple(int(id_ in one) for one in on.values()) for id_ in everyone))

    @property
    def n(self) -> int:
        """Persons on at least one list."""
        return sum(count for _, count in self.cells)

    def matrix(self) -> NDArray[np.uint8]:
        """Cells by lists."""
        signs = "".join(history for history, _ in self.cells).encode()
        return (np.frombuffer(signs, np.uint8) - ord("0")).reshape(len(self.cells), len(self.lists))

    def counts(self) -> NDArray[np.int64]:
        """Persons in each cell."""
        return np.array([count for _, count in self.cells], np.int64)

    def text(self) -> str:
        """The table as canonical text: what its hash is of."""
        head = "\t".join((*(name.replace("\t", " ").replace("\n", " ") for name in self.lists), "count"))
        rows = ("\t".join((*history, str(count))) for history, count in self.cells)
        return "\n".join((head, *rows, ""))

    @property
    def sha256(self) -> str:
        """Of the canonical text."""
        return hashlib.sha256(self.text().encode("utf-8", "surrogatepass")).hexdigest()

    def overlaps(self) -> NDArray[np.int64]:
        """Lists by lists: persons on both; on the diagonal the size of each."""
        matrix = self.matrix().astype(np.int64)
        return np.asarray((matrix.T * self.counts()) @ matrix)

    def only(self, kept: Sequence[int]) -> "CaptureTable":
        """Of these lists alone; persons who are on none of them are left out."""
        rows = (("".join(history[i] for i in kept), count) for history, count in self.cells)
        return CaptureTable.from_counts([self.lists[i] for i in kept], (row for row in rows if "1" in row[0]))

    def without(self, one: int) -> "CaptureTable":
        """With a list left out."""
        return self.only([i for i in range(len(self.lists)) if i != one])

    def merged(self, one: int, other: int) -> "CaptureTable":
        """With two lists as one: on it is whoever is on either."""
        rest = [i for i in range(len(self.lists)) if i not in (one, other)]
        names = [*(self.lists[i] for i in rest), f"{self.lists[one]}+{self.lists[other]}"]
        return CaptureTable.from_counts(
            names,
            (("".join((*(h[i] for i in rest), max(h[one], h[other]))), count) for h, count in self.cells),
        )


def _history(history: Sequence[int] | str, length: int, row: int) -> str:
    signs = history if isinstance(history, str) else "".join(map(_sign, history))
    if len(signs) != length or signs.strip("01"):
        raise TableError(f"Row {row}: each of the {length} lists needs a 0 or a 1.")
    return signs


def _sign(value: Any) -> str:
    return "1" if value == 1 else "0" if value == 0 else "?"


def _count(count: Any, row: int) -> int:
    if count != count or count < 0 or count != int(count):
        raise TableError(f"Row {row}: a count is a whole number, 0 or more.")
    if count > MOST_PERSONS:
        raise TableError(f"Row {row}: the count is over {MOST_PERSONS:,}. Look for a slip in it.")
    return int(count)
