"""What one more document costs: a full build of a case beside a build over the dossier that stands there already.

A full build begins with an empty cache and no dossier; the other with both in place and one document added. Both are
the same command in a process of its own, start of Python and all, by turns on the same machine; the medians are
compared, by the clock and by the time of all processors together. That each pair of dossiers is the same to the byte is
checked, and once that one made without a cache is.

Three cases are made up, from a fixed seed (made_up.py): short reports, articles, and documents of several pages in five
formats. ``--words`` and ``--formats`` make one of your choice; or give a folder of documents of your own.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from made_up import FORMATS, make_long, make_short

from tollbook import __version__

COMMAND = "from tollbook.cli.main import main; main()"
ADDED = "On 5 May 2019 nine people were killed in a fire in Kalot, the mayor said.\n"


class Kind(NamedTuple):
    """Documents of a made-up case: of how many words (0: a few lines), in which formats by turns."""

    name: str
    words: int
    formats: tuple[str, ...]


KINDS = (
    Kind("short reports", 0, ("txt",)),
    Kind("articles", 250, ("txt",)),
    Kind("documents of several pages, in five formats", 1500, tuple(FORMATS)),
)


class Run(NamedTuple):
    """One build: seconds by the clock, and of the processor."""

    clock: float
    processor: float
    root: str


def build(case: Path, out: Path, cache: Path, *options: str) -> Run:
    """Python's own compiled modules are kept from run to run, as they are where a program is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(case.parents[1] / "compiled")}
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


def measure(case: Path, place: Path, runs: int) -> list[tuple[Run, Run]]:
    """Full builds and builds of one more document, by turns. The first pair warms up and is left out."""
    pairs = []
    for number in range(runs + 1):
        folder = place / str(number)
        shutil.copytree(case, folder / "case")
        (folder / "case" / "zz-added.txt").write_text(ADDED, encoding="utf-8")
        full = build(folder / "case", folder / "full", folder / "empty")
        (folder / "case" / "zz-added.txt").unlink()
        build(folder / "case", folder / "out", folder / "cache")
        (folder / "case" / "zz-added.txt").write_text(ADDED, encoding="utf-8")
        more = build(folder / "case", folder / "out", folder / "cache")
        assert full.root == more.root, "the dossiers differ"
        if number == 0:
            bare = build(folder / "case", folder / "bare", folder / "none", "--no-cache")
            assert full.root == bare.root, "the dossier made without a cache differs"
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


def measured(name: str, case: Path, folder: Path, runs: int) -> dict[str, object]:
    files = [path for path in case.rglob("*") if path.is_file()]
    print(f"{name}: {len(files)} files, {sum(path.stat().st_size for path in files):,} bytes", file=sys.stderr)
    return figures(name, len(files), measure(case, folder, runs))


def made(kind: Kind, documents: int, incidents: int, folder: Path) -> Path:
    case = folder / "made-up"
    if kind.words:
        make_long(case, documents, incidents, kind.words, kind.formats)
    else:
        make_short(case, documents, incidents)
    return case


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="?", type=Path, help="a folder of documents; by default three are made up")
    parser.add_argument("--words", type=int, help="of each document of one made-up case; 0: a few lines of text")
    parser.add_argument("--formats", default="txt", help=f"with --words, by turns; of {','.join(FORMATS)}")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--incidents", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    asked = parser.parse_args()
    kinds = KINDS if asked.words is None else (Kind("made up", asked.words, tuple(asked.formats.split(","))),)
    found = []
    if asked.case:
        with tempfile.TemporaryDirectory(prefix="tollbook-bench-") as folder:
            found.append(measured(asked.case.name, asked.case, Path(folder) / "runs", asked.runs))
    for kind in () if asked.case else kinds:
        with tempfile.TemporaryDirectory(prefix="tollbook-bench-") as folder:
            case = made(kind, asked.documents, asked.incidents, Path(folder))
            found.append(measured(kind.name, case, Path(folder) / "runs", asked.runs))
    machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    whole = json.dumps({"tollbook": __version__, **machine, "cases": found}, indent=1)
    print(whole)
    if asked.json:
        asked.json.write_text(whole + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
