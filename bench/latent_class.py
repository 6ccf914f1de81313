"""The latent-class sampler beside the R package LCMCR, where that is installed: effective draws of log N a second.

    python bench/latent_class.py FOLDER [--tables kosovo uk5] [--repeat 3] [--library R_LIBRARY] [--json FILE]

FOLDER holds tables as CSV: columns of 0 and 1, and ``count``. Both run one after the other in each repetition, eight
chains each, and both are judged by our own R-hat and effective draws and by the processor's time in user mode, burn-in
counted; starting R and compiling with numba are not.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tollbook.estimate.diagnostics import ess_bulk, ess_tail, rhat
from tollbook.estimate.latent_class import Engine, Settings, sample

TABLES = "kosovo lesbian4 uk5 scotpwid4 sim1 hiv4 australia4 western_us5".split()
QUANTILES = (0.025, 0.25, 0.5, 0.75, 0.975)
CHAINS = 8
R_SCRIPT = """
args <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(LCMCR))
table <- read.csv(args[1])
lists <- ncol(table) - 1
for (j in 1:lists) table[[j]] <- factor(table[[j]], levels = c(0, 1))
names(table)[lists + 1] <- "Freq"
draws <- NULL
before <- proc.time()[["user.self"]]
for (chain in 1:as.integer(args[3])) {
  sampler <- lcmCR(captures = table, tabular = TRUE, in_list_label = "1", not_in_list_label = "0", K = 10,
                   a_alpha = 0.25, b_alpha = 0.25, seed = as.integer(args[2]) * 1000 + chain,
                   buffer_size = 10000, thinning = 10)
  draws <- rbind(draws, lcmCR_PostSampl(sampler, burnin = 10000, samples = as.integer(args[4]), thinning = 10,
                                        output = FALSE))
}
seconds <- proc.time()[["user.self"]] - before
write.table(draws, args[5], row.names = FALSE, col.names = FALSE)
cat(seconds)
"""


def table_of(file: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    rows = np.loadtxt(file, delimiter=",", skiprows=1, dtype=np.int64)
    return rows[:, :-1].astype(np.uint8), rows[:, -1]


def told(draws: NDArray[Any], seconds: float) -> dict[str, Any]:
    logs = np.log(draws.astype(np.float64))
    return {
        "seconds": round(seconds, 2),
        "rhat": round(rhat(logs), 4),
        "bulk": round(ess_bulk(logs)),
        "tail": round(ess_tail(logs)),
        "quantiles": [round(float(np.quantile(draws, q))) for q in QUANTILES],
    }


def user_seconds() -> float:
    return os.times().user


def ours(file: Path, seed: int, sweeps: int, most: float) -> dict[str, Any]:
    settings = Settings(seed, chains=CHAINS, most_sweeps=sweeps, target_ess=most, engine=Engine.COMPILED)
    before = user_seconds()
    drawn = sample(*table_of(file), settings)
    found = told(drawn.N, user_seconds() - before)
    return found | {"beyond": round(drawn.beyond, 4), "sweeps": drawn.sweeps, "refused": list(drawn.reasons)}


def theirs(file: Path, seed: int, samples: int, library: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        script, out = Path(folder) / "run.R", Path(folder) / "draws.txt"
        script.write_text(R_SCRIPT, encoding="utf-8")
        words = ["Rscript", "--vanilla", str(script), str(file), str(seed), str(CHAINS), str(samples), str(out)]
        run = subprocess.run(words, env={**os.environ, "R_LIBS": library}, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise SystemExit(f"R gave up on {file.name}: {run.stderr.strip()}")
        return told(np.loadtxt(out), float(run.stdout.split()[-1]))


def rate(found: dict[str, Any], which: str) -> float:
    return float(found[which]) / max(float(found["seconds"]), 1e-9)


def shown(name: str, runs: list[dict[str, Any]]) -> str:
    mine = [run["ours"] for run in runs]
    middle = sorted(mine, key=lambda one: rate(one, "bulk"))[len(mine) // 2]
    text = f"| {name} | {statistics.median(rate(one, 'bulk') for one in mine):,.0f} | "
    text += f"{statistics.median(rate(one, 'tail') for one in mine):,.0f} | {max(one['rhat'] for one in mine):.4f} | "
    text += f"{statistics.median(one['seconds'] for one in mine) / CHAINS:.2f} | "
    text += " / ".join(f"{q:,}" for q in middle["quantiles"]) + " | "
    if "theirs" not in runs[0]:
        return text + "– | – | – |"
    r = [run["theirs"] for run in runs]
    ratio = statistics.median(rate(run["ours"], "bulk") / rate(run["theirs"], "bulk") for run in runs)
    text += f"{statistics.median(rate(one, 'bulk') for one in r):,.1f} | "
    return text + f"{min(one['rhat'] for one in r):.3f} to {max(one['rhat'] for one in r):.3f} | **{ratio:,.1f}** |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tables", nargs="+", default=TABLES)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--sweeps", type=int, default=8192, help="of each of our chains, after 2,048 of burn-in")
    parser.add_argument("--target", type=float, default=1e9, help="our run ends before that with so many draws")
    parser.add_argument("--samples", type=int, default=10_000, help="of each of R's chains: every tenth iteration")
    parser.add_argument("--library", default=os.environ.get("R_LIBS", ""), help="where R finds LCMCR")
    parser.add_argument("--alone", action="store_true", help="without R")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    beside = not given.alone and shutil.which("Rscript") is not None
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in given.tables}
    ours(given.folder / f"{given.tables[0]}.csv", 0, 512, 1e9)  # compiles
    for seed in range(1, given.repeat + 1):
        for name in given.tables:
            file = given.folder / f"{name}.csv"
            run = {"theirs": theirs(file, seed, given.samples, given.library)} if beside else {}
            runs[name].append(run | {"ours": ours(file, seed, given.sweeps, given.target)})
            print(shown(name, runs[name]), flush=True)
            if given.json:
                given.json.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")
    print("\n" + "\n".join(shown(name, found) for name, found in runs.items()))


if __name__ == "__main__":
    main()
