"""Tables of coded reports, measured: against eventreport on MAVERICK, what silence and wires change, speed and memory.

  equal      the least, most frequent and greatest of deaths_best and injuries_best in each event, beside what the R
             package eventreport 0.1.2 gives for the same rows, with silence read as the table stores it.
  finding    the same table with silence kept apart from zero, with wires folded, and with both: sums and disagreements.
  speed      maverick-representative over the rows once they are read, in both modes; then all rules in both modes.
  beside     the mode rule by turns with eventreport in one run, where --r-library says where that is installed.
  scale      `range` over claims made up from a fixed seed: seconds of the processor and the most memory of the whole
             command, for a tenth of them and for all; and how many events are made again when one claim is added.

FOLDER holds MAVERICK's reports.csv and eventreport-0.1.2.csv (CC BY 4.0); neither is part of this project. Without it
only `scale` is measured.
"""

import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tollbook.model.coded import CodedReport
from tollbook.read.coded_rows import Columns, coded_reports, columns_of
from tollbook.read.rows import open_rows
from tollbook.reconcile import RULES
from tollbook.reconcile.coded import AskedOfTable, Line, reconcile_reports
from tollbook.tasks.machine import few_collections

MODELS = {"min": "maverick-conservative", "mode": "maverick-representative", "max": "maverick-informative"}
HARMS = {"killed": "deaths", "injured": "injuries"}
Events = dict[str, list[CodedReport]]


def events_of(table: Path, zero_is_silence: bool = False) -> tuple[Events, Columns]:
    events: Events = {}
    with open_rows(table) as rows:
        columns = columns_of(rows.header)
        for number, cells in rows.rows:
            assert cells is not None
            found = coded_reports(number, cells, columns, zero_is_silence)
            events.setdefault(cells[columns.event], []).extend(found)
    return events, columns


def lines_of(events: Events, names: Sequence[str], fold_wires: bool, has_best: bool) -> Iterator[Line]:
    asked = AskedOfTable(tuple(RULES[name] for name in names), fold_wires, has_best)
    for event, reports in events.items():
        yield from reconcile_reports(event, reports, asked)


def equal(folder: Path) -> dict[str, Any]:
    """How many figures are those of eventreport, of how many."""
    events, columns = events_of(folder / "reports.csv")
    with (folder / "eventreport-0.1.2.csv").open(encoding="utf-8", newline="") as file:
        theirs = {row["event_id"]: row for row in csv.DictReader(file)}
    of = {model: column for column, model in MODELS.items()}
    same = differ = 0
    unlike: set[str] = set()
    for line in lines_of(events, list(of), False, columns.has_best):
        if line.mode == "as-published":
            alike = str(line.best) == theirs[line.event][f"{HARMS[line.harm]}_{of[line.rule]}"]
            same, differ = same + alike, differ + (not alike)
            unlike |= set() if alike else {line.event}
    return {"events": len(theirs), "events_alike": len(theirs) - len(unlike), "figures": same + differ, "alike": same}


READINGS = (
    ("as the table stores it", False, False, "as-published"),
    ("as stored, echoes folded by name", False, False, "echoes-folded"),
    ("as stored, echoes and wires folded", False, True, "echoes-folded"),
    ("silence kept apart from zero", True, False, "as-published"),
    ("silence apart, echoes folded by name", True, False, "echoes-folded"),
    ("silence apart, echoes and wires folded", True, True, "echoes-folded"),
)


def finding(folder: Path) -> list[dict[str, Any]]:
    """One row for each reading of the table and harm."""
    found = []
    stored: dict[tuple[str, str, str], int | None] = {}
    for name, zero_is_silence, fold_wires, mode in READINGS:
        events, columns = events_of(folder / "reports.csv", zero_is_silence)
        lines = [
            one for one in lines_of(events, list(MODELS.values()), fold_wires, columns.has_best) if one.mode == mode
        ]
        if not stored:
            stored = {(one.event, one.harm, one.rule): one.best for one in lines}
        for harm in HARMS:
            found.append({"reading": name, "harm": harm, **_row([one for one in lines if one.harm == harm], stored)})
    return found


def _row(lines: Sequence[Line], stored: dict[tuple[str, str, str], int | None]) -> dict[str, Any]:
    own = defaultdict(list)
    for line in lines:
        own[line.rule].append(line)
    first = own[MODELS["mode"]]
    several = [line for line in first if line.voices > 1]
    return {
        "events_with_a_figure": sum(line.reports > 0 for line in first),
        "of_several_reports": sum(line.reports > 1 for line in first),
        "reports": sum(line.reports for line in first),
        "voices": sum(line.voices for line in first),
        "of_several_voices": len(several),
        "of_these_disagree": sum(bool(line.disagree) for line in several),
        **{f"sum_of_{what}": sum(line.best or 0 for line in own[model]) for what, model in MODELS.items()},
        **{
            f"{what}_other_than_stored": sum(
                line.best is not None and line.best != stored[line.event, line.harm, line.rule] for line in own[model]
            )
            for what, model in MODELS.items()
        },
        "no_figure": sum(line.reports > 0 and line.best is None for line in first),
    }


def speed(folder: Path, runs: int) -> dict[str, Any]:
    events, columns = events_of(folder / "reports.csv")
    asked = {"mode_rule": ([MODELS["mode"]], False), "all_rules": (sorted(RULES), True)}
    found: dict[str, Any] = {"rules": len(RULES)}
    with few_collections():
        for name, (rules, fold_wires) in asked.items():
            seconds = []
            for _ in range(runs):
                start = time.process_time()
                number = sum(1 for _ in lines_of(events, rules, fold_wires, columns.has_best))
                seconds.append(round(time.process_time() - start, 3))
            found[name] = {"lines": number, "seconds": seconds, "median": statistics.median(seconds)}
    return found


def beside(folder: Path, library: Path, turns: int) -> dict[str, Any]:
    """Seconds of the processor by turns: eventreport's modes of two columns and of six, ours of the same six in both
    modes, with the notes; and how many of its modes of the two are ours."""
    events, columns = events_of(folder / "reports.csv")
    found: dict[str, list[float]] = {"theirs_two_columns": [], "theirs_six": [], "ours_six": []}
    script = Path(__file__).with_name("eventreport.R")
    with tempfile.TemporaryDirectory() as made, few_collections():
        modes = Path(made) / "modes.csv"
        for _ in range(turns):
            asked = ["Rscript", str(script), str(library), str(folder / "reports.csv"), "1", str(modes)]
            printed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
            found["theirs_two_columns"].append(float(printed[-2]))
            found["theirs_six"].append(float(printed[-1]))
            start = time.process_time()
            lines = list(lines_of(events, [MODELS["mode"]], False, columns.has_best))
            found["ours_six"].append(round(time.process_time() - start, 3))
        with modes.open(encoding="utf-8", newline="") as file:
            theirs = {row["event_id"]: row for row in csv.DictReader(file)}
    own = [one for one in lines if one.mode == "as-published"]
    alike = sum(str(one.best) == theirs[one.event][f"{HARMS[one.harm]}_best"] for one in own)
    medians = {f"{name}_median": statistics.median(seconds) for name, seconds in found.items()}
    return {"version": printed[0], "alike": alike, "of": len(own), **found, **medians}


def write_made_up(path: Path, claims: int, more: int = 0) -> None:
    """Claims of ten an incident, not beside one another, from a fixed seed; ``more`` of the first incident."""
    chance = random.Random(7)
    speakers = [f"speaker {n}" for n in range(40)]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("event harm low high speaker source date".split())
        for number in range(claims + more):
            event = f"event {number % (claims // 10)}" if number < claims else "event 0"
            low = chance.randint(0, 60)
            high = chance.choice([low, low, low, low + chance.randint(1, 20), ""])
            day = f"2020-01-{chance.randint(1, 28):02}"
            rows.writerow([event, "killed", low, high, chance.choice(speakers), f"source {number}", day])


def command(table: Path, *more: str, home: Path) -> dict[str, Any]:
    """Seconds and most memory of the whole command on one core."""
    tollbook = Path(sys.executable).with_name("tollbook")
    core = {min(os.sched_getaffinity(0))}
    environment = os.environ | {"XDG_CACHE_HOME": str(home)}
    start = time.perf_counter()
    run = subprocess.Popen(
        [str(tollbook), "reconcile", str(table), "--rule", "range", "-o", str(table.with_suffix(".out.csv")), *more],
        preexec_fn=lambda: os.sched_setaffinity(0, core),  # noqa: PLW1509
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    _, status, used = os.wait4(run.pid, 0)
    if status:
        sys.exit(f"the command on {table.name} ended with {status}")
    return {
        "processor": round(used.ru_utime + used.ru_stime, 1),
        "clock": round(time.perf_counter() - start, 1),
        "most_mebibytes": round(used.ru_maxrss / 1024, 1),
    }


def scale(claims: int) -> list[dict[str, Any]]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for number in (claims // 10, claims):
            table = top / f"{number}.csv"
            write_made_up(table, number)
            found.append({"claims": number, "incidents": number // 10, **command(table, "--no-cache", home=top)})
        small = top / "more.csv"
        write_made_up(small, claims // 10)
        found.append({"claims": claims // 10, "first with a cache": True, **command(small, home=top / "cache")})
        write_made_up(small, claims // 10, more=1)
        found.append({"claims": claims // 10 + 1, "one added": True, **command(small, home=top / "cache")})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="holds reports.csv and eventreport-0.1.2.csv")
    parser.add_argument("--claims", type=int, default=1_000_000, help="for the scale; 0: not measured")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--r-library", type=Path, help="where eventreport is installed, to run beside it")
    given = parser.parse_args()
    result: dict[str, Any] = {}
    if given.folder is None:
        print("No folder of MAVERICK's tables was given: only the scale is measured.", file=sys.stderr)
    else:
        result |= {"equal": equal(given.folder), "finding": finding(given.folder)}
        result |= {"speed": speed(given.folder, given.runs)}
        if given.r_library:
            result["beside"] = beside(given.folder, given.r_library, given.runs)
    if given.claims:
        result["scale"] = scale(given.claims)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
