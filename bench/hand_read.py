"""What one careful reader read of some rows, by hand: beside what is read by the program, and what people coded.

`bench/ceilings.csv` holds it, ids and figures only; how it was made stands in `bench/ceilings.md`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

NUMBER = re.compile(r"\d+")


class Read(NamedTuple):
    """By hand, of one row and harm. Low alone is "at least"; neither: no number is stated."""

    low: int | None
    high: int | None
    why: str


def hand_read(path: Path) -> dict[tuple[str, str, str], Read]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {
        (row["table"], row["row"], row["harm"]): Read(
            int(row["low"]) if row["low"] else None, int(row["high"]) if row["high"] else None, row["why"]
        )
        for row in rows
    }


def row_key(name: str) -> str:
    """Some tables' ids hold a headline, which must not leave the table: the number behind it is enough."""
    return name.rsplit("_", 1)[-1] if " " in name else name


def beside_hand(found: Iterable[tuple[str, ...]], path: Path) -> Iterator[str]:
    """One line a table and harm; `found` is the bench's outcomes: table, row, harm, verdict, stated, coded, read."""
    by_hand = hand_read(path)
    lines: dict[tuple[str, str], list[tuple[Read, set[int], set[int]]]] = {}
    for table, row, harm, _, _, coded, read in found:
        if mine := by_hand.get((table, row_key(row), harm)):
            lines.setdefault((table, harm), []).append((mine, numbers(coded), numbers(read)))
    yield "beside one careful reader | a figure: reading exact, coders exact | none: reading gives one, coders give one"
    for (table, harm), rows in lines.items():
        ranged = any(len(coded) == 2 for _, coded, _ in rows)
        told = [one for one in rows if one[0].high != 0 and one[0].low is not None]
        none = [one for one in rows if one[0].high == 0 or one[0].low is None]
        yield (
            f"{table:16} {harm:8} | {len(told):5} {share(same(mine, read, True) for mine, _, read in told)} "
            f"{share(same(mine, coded, ranged) for mine, coded, _ in told)} | {len(none):5} "
            f"{share(any(read) for _, _, read in none)} {share(any(coded) for _, coded, _ in none)}"
        )


def same(mine: Read, given: set[int], ranged: bool) -> bool:
    """Both ends; of a figure that cannot be a range, one of them will do."""
    if mine.high is None:
        return bool(given) and min(given) == mine.low
    ends = {mine.low, mine.high}
    return given == ends if ranged else bool(given) and given <= ends


def numbers(text: str) -> set[int]:
    return {int(one) for one in NUMBER.findall(text)}


def share(given: Iterable[bool]) -> str:
    right = list(given)
    return f"{100 * sum(right) / len(right):5.1f} %" if right else "      –"
