"""What one more document costs: a full build of a case beside a build over the dossier that stands there already.

A full build begins with an empty cache and no dossier; the other with both in place and one document added. Both are
the same command in a process of its own, start of Python and all, by turns on the same machine; the medians are
compared, by the clock and by the processor's time. That each pair of dossiers is the same to the byte is checked.

The case is made of sentences by template, from a fixed seed; or give a folder of documents of your own.
"""

import argparse
import json
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tollbook import __version__

COMMAND = "from tollbook.cli.main import main; main()"
PLACES = [
    first + last for first in ("Dush", "Kal", "Var", "Om", "Sher", "Tal", "Bir") for last in ("var", "ot", "abad")
]
MONTHS = "January February March April May June July August September October November December".split()
EVENTS = ("riot", "fire", "shooting", "massacre")
WHO = ("the governor", "a rights group", "relatives of the dead", "the interior ministry", "an agency", "a doctor")
DEAD = ("{n} people were killed", "at least {n} people died", "up to {n} prisoners were killed", "some {n} people died")
MORE = (
    "{m} others were injured, {who} said.",
    "Police blamed a quarrel between two groups.",
    "Dozens were detained in the days after.",
    "Nobody could enter the town until the evening.",
    "The families were told nothing for two days.",
)
ADDED = "On 5 May 2019 nine people were killed in a fire in Kalot, the mayor said.\n"


def make_case(folder: Path, documents: int, incidents: int) -> None:
    """So many short reports of so many events, each event told by several."""
    chance = random.Random(2018)
    told = [
        (chance.choice(EVENTS), f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2000, 2022)}", place)
        for place in (chance.choice(PLACES) for _ in range(incidents))
    ]
    folder.mkdir(parents=True)
    for number in range(documents):
        text = _report(chance, *chance.choice(told))
        (folder / f"report-{number:04}.txt").write_text(text, encoding="utf-8")


def _report(chance: random.Random, event: str, day: str, place: str) -> str:
    dead = chance.choice(DEAD).format(n=chance.randint(2, 90))
    lines = [
        f"{event.capitalize()} in {place}",
        "",
        f"On {day} {dead} in a {event} in {place}, {chance.choice(WHO)} said.",
    ]
    more = chance.sample(MORE, chance.randint(1, 4))
    lines += [one.format(m=chance.randint(3, 200), who=chance.choice(WHO)) for one in more]
    return "\n".join(lines) + "\n"


class Run(NamedTuple):
    """One build: seconds by the clock, and of the processor."""

    clock: float
    processor: float
    root: str


def build(case: Path, out: Path, cache: Path, *options: str) -> Run:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(cache.parent / "compiled")}
    used, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "build", str(case), "--out", str(out), *options],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    clock, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    processor = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return Run(clock, processor, (out / "MANIFEST.sha256").read_text(encoding="utf-8"))


def measure(case: Path, made: Path, runs: int) -> list[tuple[Run, Run]]:
    """Full builds and builds of one more document, by turns. The first pair warms up and is left out."""
    pairs = []
    for number in range(runs + 1):
        folder = made / str(number)
        shutil.copytree(case, folder / "case")
        (folder / "case" / "zz-added.txt").write_text(ADDED, encoding="utf-8")
        full = build(folder / "case", folder / "full", folder / "empty")
        (folder / "case" / "zz-added.txt").unlink()
        build(folder / "case", folder / "out", folder / "cache")
        (folder / "case" / "zz-added.txt").write_text(ADDED, encoding="utf-8")
        more = build(folder / "case", folder / "out", folder / "cache")
        bare = build(folder / "case", folder / "bare", folder / "none", "--no-cache")
        assert full.root == more.root == bare.root, "the dossiers differ"
        pairs.append((full, more))
        shutil.rmtree(folder)
        print(f"  run {number}: full {full.clock:.2f} s, one more {more.clock:.2f} s", file=sys.stderr)
    return pairs[1:]


def figures(name: str, documents: int, pairs: list[tuple[Run, Run]]) -> dict[str, object]:
    found: dict[str, object] = {"case": name, "documents": documents}
    for by in ("clock", "processor"):
        full = statistics.median(getattr(one, by) for one, _ in pairs)
        more = statistics.median(getattr(one, by) for _, one in pairs)
        found[by] = {
            "full_seconds": round(full, 3),
            "one_more_seconds": round(more, 3),
            "per_cent": round(100 * more / full, 1),
            "full_runs": [round(getattr(one, by), 3) for one, _ in pairs],
            "one_more_runs": [round(getattr(one, by), 3) for _, one in pairs],
        }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path, help="a folder of documents; by default one is made up")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--incidents", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tollbook-bench-") as folder:
        case = asked.case or Path(folder) / "made-up"
        if asked.case is None:
            make_case(case, asked.documents, asked.incidents)
        count = sum(1 for path in case.rglob("*") if path.is_file())
        found = figures(
            asked.case.name if asked.case else "made up", count, measure(case, Path(folder) / "runs", asked.runs)
        )
    machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    whole = {"tollbook": __version__, **machine, **found}
    print(json.dumps(whole, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
