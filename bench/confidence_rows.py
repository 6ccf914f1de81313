"""The figures read in tables of coded reports, each with its features and what is known of it: judged or coded."""

import csv
import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from coded_reports import NAMES, coded_of
from coded_rows import reports_in
from hand_read import Read, hand_read, row_key

from tollbook.coding import Asked, Report, _day_of, _reported
from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.extract.confidence import _around, _is_number, features_of
from tollbook.link import link_incidents
from tollbook.model import Claim, Mark, Stance
from tollbook.read.cell import read_cell

BENCH = Path(__file__).parent
ASIDE = {Mark.PART, Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.OTHER_EVENT, Mark.REPEAT, Mark.INDIVIDUAL}
EVERY = {"acled_asia_2015": 6, "airwars_half": 4, "gvdb": 2, "muc4_templates": 4}  # one row of so many, as when judged


class Figure(NamedTuple):
    """``judged``: by a person; None where nobody did. ``random``: drawn so, not chosen as doubtful.
    ``weak``: whether it is the coded figure; None where that would say nothing on the reading."""

    table: str
    harm: str
    features: tuple[str, ...]
    judged: bool | None
    random: bool
    weak: bool | None


Judged = dict[tuple[str, ...], tuple[bool, bool]]


def figures_in(folder: Path) -> list[Figure]:
    judged = judgements(BENCH / "confidence_judged.csv")
    by_hand = hand_read(BENCH / "ceilings.csv")
    seen: dict[str, int] = {}
    rows = []
    for number, (table, row) in enumerate(reports_in(folder)):
        seen[table] = seen.get(table, 0) + 1
        if seen[table] % EVERY.get(table, 1) == 0 or (table, row_key(_name(row, number)), "killed") in by_hand:
            rows.append((table, number, row, judged, by_hand))
    with ProcessPoolExecutor() as pool:
        return [one for found in pool.map(_figures, rows, chunksize=50) for one in found]


def judgements(path: Path) -> Judged:
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            tuple(row.values())[:-2]: (row["accepted"] == "yes", row["chosen"] == "random")
            for row in csv.DictReader(lines)
        }


def _name(row: dict[str, Any], number: int) -> str:
    return str(row.get("id") or row.get("doc") or number)


def _figures(given: tuple[str, int, dict[str, Any], Judged, dict[tuple[str, str, str], Read]]) -> list[Figure]:
    table, number, row, judged, by_hand = given
    key = row_key(_name(row, number))
    day, _ = _day_of(Report(number, row["text"], str(row.get("date") or "")), Asked("all", "range", "en"), "row")
    source, _ = read_cell("row", row["text"], day, "en")
    source = describe_source(source, load_pack("en"))
    reading = read_claims_of(source)
    incidents, linked, _, _ = link_incidents([(source, reading)])
    incident = _reported(incidents, linked, day)
    own = set(incident.claims) if incident else set()
    around = _around(source, reading)
    left = dict(judged)  # of figures that stand twice in a sentence, the first was judged
    found = []
    for claim in reading.claims:
        if claim.sentence not in around or not _is_number(claim) or claim.harm is None or claim.count is None:
            continue
        near = around[claim.sentence]
        many = claim.count.quantity
        at = hashlib.sha256(near.text.encode()).hexdigest()[:10]
        ends = ("" if end is None else str(end) for end in (many.low, many.high))
        found.append(
            Figure(
                table,
                claim.harm.value,
                tuple(features_of(claim, near)),
                *_judgement(left, claim, (table, key, at, claim.harm.value, *ends)),
                _weak(claim, claim.id in own, row, by_hand.get((table, key, claim.harm.value))),
            )
        )
    return found


def _judgement(left: Judged, claim: Claim, key: tuple[str, ...]) -> tuple[bool | None, bool]:
    """What was judged of a figure. Where it was not accepted and is now marked as another event's, the mark that was
    wanting may be there by now: then nothing is known."""
    judged = left.pop(key, (None, False))
    mended = judged[0] is False and claim.count is not None and Mark.OTHER_EVENT in claim.count.marks
    return (None, False) if mended else judged


def _weak(claim: Claim, of_the_incident: bool, row: dict[str, Any], mine: Read | None) -> bool | None:
    """Whether a total of the report's incident is the hand reading, else the coded figure; None of all others."""
    assert claim.count is not None
    if not of_the_incident or claim.count.marks & ASIDE or claim.attribution.stance is not Stance.ASSERTS:
        return None
    if claim.harm not in NAMES:
        return None
    right = {end for end in (mine.low, mine.high) if end is not None} if mine else set()
    if not right:
        coded = next((one for name in NAMES[claim.harm] if (one := coded_of(row, name))), None)
        if coded is None or coded.high == 0:
            return None
        right = {coded.low, coded.high}
    many = claim.count.quantity
    return bool(right & {many.low, many.high})


def counted(found: list[Figure]) -> Iterator[str]:
    for table in dict.fromkeys(one.table for one in found):
        own = [one for one in found if one.table == table]
        judged, weak = [one for one in own if one.judged is not None], [one for one in own if one.weak is not None]
        yield (
            f"{table}: {len(own)} figures, {len(judged)} judged ({sum(bool(one.judged) for one in judged)} accepted), "
            f"{len(weak)} to compare with a code ({sum(bool(one.weak) for one in weak)} equal)"
        )
