"""How near the figures that are read come to those that people coded, table by table, never pooled.

The folder holds tables of reports (bench/coded_rows.py says in which forms), one report a row: `text`, a `date`, and
what people coded: `killed` and `injured`, or a range of them (`killed_low`, `killed_high`), or the least (`killed_min`,
`captured_min`). Such tables are not part of this project. For each table, harm and kind of row:

  rows with a figure: exact (it is the low, the high or the highest read; of a range, both ends are), within (between
  what is read), other, missed (nothing read); stated: the same over the rows in whose text the figure stands.
  rows with none: invented (a number above 0 is read), over all of them, and apart for two kinds that nothing but the
  text tells from one another. Silent: no word of the harm stands in it (the stems of WORDS_OF_HARM, which owe nothing
  to any table), so that whatever is read there is invented. Told: such a word stands in it. What is read there may be
  invented, or be what the text does state and the coders' rules did not count: figures split over several events,
  deaths that a protest is about, one side's claim. Only reading the rows tells which; both are to be looked at.

`--hand bench/ceilings.csv` says how reading and the coders compare with a careful reader, on the rows read by hand.

`--extractor NAME` measures another one: its counts stand in place of the embedded reading's, whose sentences, days and
places stay; the speakers are its own.

`--json` keeps the outcome of every row; `--since` compares with such a file and lists the rows gained and lost.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from coded_rows import reports_in
from hand_read import beside_hand

from tollbook.coding import Asked, Figure, Report, code_report
from tollbook.extract import read_claims_of
from tollbook.extract.pieces import pieces_of
from tollbook.extract.proposed import propose
from tollbook.model import Harm, Reading, Source
from tollbook.model.proposal import Answer
from tollbook.plugins import load_extractor

NAMES = {Harm.KILLED: ("killed",), Harm.INJURED: ("injured",), Harm.DETAINED: ("captured",)}
GROUPS = {"airwars": "civilians"}
IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
WORDS = {name: number for number, name in enumerate(IN_WORDS)}
NUMBER = re.compile(r"\d[\d,]*|[a-z]+", re.IGNORECASE)
WORDS_OF_HARM = {
    Harm.KILLED: re.compile(
        r"\b(?:kill|dead|death|die[ds]?\b|dying|fatal|murder|assassin|execut|massacr|slaughter|slain|slay|lynch|behead|"
        r"casualt|corpse|bod(?:y|ies)\b|perish|succumb|toll\b|li(?:fe|ves)\b|gunn(?:ed|ing)|drown|strangl|martyr|neutrali)",
        re.IGNORECASE,
    ),
    Harm.INJURED: re.compile(r"\b(?:injur|wound|hurt|hospital|maim|casualt|treated|stab|beat|shot)", re.IGNORECASE),
    Harm.DETAINED: re.compile(r"\b(?:arrest|detain|detention|captur|custody|seiz|jail|imprison)", re.IGNORECASE),
}
ONE = re.compile(r"\b(?:a|an|one|his|her|the)\b", re.IGNORECASE)


class Coded(NamedTuple):
    """What people coded of one harm: both ends of a range, or one figure twice; None where they coded none."""

    low: int
    high: int
    ranged: bool


class Outcome(NamedTuple):
    """Of one row and harm."""

    table: str
    row: str
    harm: str
    verdict: str
    stated: bool  # of a row with none: whether its text tells of the harm at all
    coded: str
    read: str


def coded_of(row: dict[str, Any], name: str) -> Coded | None:
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    if low is not None or high is not None:
        return Coded(low if low is not None else high, high if high is not None else low, True)
    one = row.get(name, row.get(f"{name}_min"))
    return None if one is None else Coded(int(one), int(one), False)


@cache
def reader_of(name: str) -> Callable[[Source], Reading]:
    """The extractor of a name as if it were the embedded one: what it proposes counts as if it were accepted."""
    extractor = load_extractor(name, os.environ)

    def read(source: Source) -> Reading:
        embedded, pieces = read_claims_of(source), list(pieces_of(source))
        said = [(one, extractor.answer(one.text)) for one in pieces]
        answers = [
            (piece, Answer(name, "", "", piece.hash, told if isinstance(told, str) else None)) for piece, told in said
        ]
        own = (replace(one, proposed=False) for one in propose(source, embedded, answers).claims)
        others = (one for one in embedded.claims if one.count is None and one.part_of is None)
        return replace(embedded, claims=tuple({one.id: one for one in (*others, *own)}.values()))

    return read


def outcomes(given: tuple[str, int, dict[str, Any]], extractor: str | None = None) -> list[Outcome]:
    table, number, row = given
    group = next((own for key, own in GROUPS.items() if table.startswith(key)), "all")
    read = reader_of(extractor) if extractor else read_claims_of
    made = code_report(Report(number, row["text"], str(row.get("date") or "")), Asked(group, "range", "en"), read)
    found = []
    for harm, names in NAMES.items():
        coded = next((one for name in names if (one := coded_of(row, name))), None)
        if coded is None:
            continue
        figure = made.figures.get(harm, Figure())
        name = str(row.get("id") or row.get("doc") or number)
        read = f"{figure.low}–{figure.high} ({figure.highest})"
        verdict = verdict_of(coded, figure)
        told = bool(WORDS_OF_HARM[harm].search(row["text"]))
        stated = stands_in(row["text"], coded) if coded.high else told
        found.append(Outcome(table, name, harm.value, verdict, stated, f"{coded.low}–{coded.high}", read))
    return found


def verdict_of(coded: Coded, figure: Figure) -> str:
    numbers = {number for number in (figure.low, figure.high, figure.highest) if number is not None}
    if coded.high == 0:
        return "invented" if any(numbers) else "silent"
    if not numbers:
        return "missed"
    if coded.ranged:
        low = figure.low if figure.low is not None else figure.highest
        return "exact" if (low, figure.highest) == (coded.low, coded.high) else "other"
    if coded.low in numbers:
        return "exact"
    return "within" if min(numbers) <= coded.low <= max(numbers) else "other"


def stands_in(text: str, coded: Coded) -> bool:
    """Whether each figure stands in the text, in digits or in words up to twenty; one person may be told of as one."""
    there = set()
    for word in NUMBER.findall(text):
        digits = word.replace(",", "")
        there.add(int(digits) if digits.isdecimal() else WORDS.get(word.lower(), -1))
    return all(number in there or (number == 1 and ONE.search(text)) for number in {coded.low, coded.high} - {0})


def table_of(found: list[Outcome]) -> str:
    lines = [
        "table            harm     | with a figure: exact within other missed | stated: exact       "
        "| none: invented | of silent       | of told"
    ]
    for table, harm in dict.fromkeys((one.table, one.harm) for one in found):
        own = [one for one in found if (one.table, one.harm) == (table, harm)]
        told = [one for one in own if one.verdict not in ("silent", "invented")]
        stated = [one for one in told if one.stated]
        none = [one for one in own if one.verdict in ("silent", "invented")]
        silent, speaking = [one for one in none if not one.stated], [one for one in none if one.stated]
        many = Counter(one.verdict for one in told)
        share = " ".join(f"{many[verdict]:5}" for verdict in ("exact", "within", "other", "missed"))
        lines.append(
            f"{table:16} {harm:8} | {len(told):5} {share} {rate(told, 'exact')} "
            f"| {len(stated):5} {rate(stated, 'exact')} | {len(none):5} {rate(none, 'invented')} "
            f"| {len(silent):5} {rate(silent, 'invented')} | {len(speaking):5} {rate(speaking, 'invented')}"
        )
    return "\n".join(lines)


def rate(found: list[Outcome], verdict: str) -> str:
    return f"{100 * sum(one.verdict == verdict for one in found) / len(found):5.1f} %" if found else "      –"


GOOD = frozenset(("exact", "silent"))


def gains_and_losses(before: list[Outcome], after: list[Outcome]) -> Iterator[str]:
    earlier = {one[:3]: one for one in before}
    changed = [(earlier[one[:3]], one) for one in after if one[:3] in earlier and earlier[one[:3]][3] != one[3]]
    for word, gained in (("gained", True), ("lost", False)):
        rows = [pair for pair in changed if (pair[1].verdict in GOOD) is gained]
        yield f"{word}: {len(rows)}"
        yield from (
            f"  {new.table} {new.row} {new.harm}: coded {new.coded}, read {old.read} then {new.read}"
            for old, new in rows
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tables", nargs="*", default=[], help="only tables whose names begin so")
    parser.add_argument("--every", type=int, default=1, help="one row of so many")
    parser.add_argument("--offset", type=int, default=0, help="the first of them: 0 up to --every")
    parser.add_argument("--extractor", help="in place of the embedded one, such as spacy")
    parser.add_argument("--json", type=Path, help="where to keep the outcome of every row")
    parser.add_argument("--hand", type=Path, help="what was read by hand: bench/ceilings.csv")
    parser.add_argument("--since", type=Path, help="such a file of another revision")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        sys.exit(f"{asked.folder} is not there. Give a folder of coded reports; none is part of this project.")
    rows = [
        (table, number, row)
        for number, (table, row) in enumerate(reports_in(asked.folder))
        if number % asked.every == asked.offset % asked.every
        and (not asked.tables or table.startswith(tuple(asked.tables)))
    ]
    with ProcessPoolExecutor() as pool:
        outcome = partial(outcomes, extractor=asked.extractor)
        found = [one for made in pool.map(outcome, rows, chunksize=50) for one in made]
    print(table_of(found))
    if asked.hand:
        print("\n".join(beside_hand(found, asked.hand)))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=0), encoding="utf-8")
    if asked.since:
        before = [Outcome(*one) for one in json.loads(asked.since.read_text(encoding="utf-8"))]
        print("\n".join(gains_and_losses(before, found)))


if __name__ == "__main__":
    main()
