"""Estimation against the R packages, on published tables: the same numbers, and the processor time of both in one run.

    python bench/estimate.py TABLES [--r-library FOLDER] [--tables kosovo uk5 ...] [--json OUT]

TABLES is a folder of capture tables (a column of 0 and 1 for each list, and count). With R, and dga, Rcapture and
SparseMSE in FOLDER, each is run beside ours, table by table, on one core. Ours is the median of five; R's is of five,
three and one run (a bootstrap takes it half a minute), and does not hold its start."""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for one in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[one] = "1"

import numpy as np  # noqa: E402 (after the number of threads is set)

from tollbook.estimate.asked import Asked  # noqa: E402
from tollbook.estimate.check import check, seen_cells  # noqa: E402
from tollbook.estimate.dga import average, grid  # noqa: E402
from tollbook.estimate.fits import fit  # noqa: E402
from tollbook.estimate.models import models_of, name_of, terms_of  # noqa: E402
from tollbook.estimate.read_table import read_table  # noqa: E402
from tollbook.estimate.stepwise import stepwise  # noqa: E402
from tollbook.estimate.table import CaptureTable  # noqa: E402

ROUNDS = 5
SHARES = (0.025, 0.25, 0.5, 0.75, 0.975)
GRAPHS = (
    "madiganyork3",
    "kosovo",
    "australia4",
    "hiv4",
    "lesbian4",
    "scotpwid4",
    "madiganyork5",
    "uk5",
    "netherlands5",
    "neworleans5",
    "western_us5",
    "sim1",
    "sim2",
    "sim3",
    "sim4",
    "sim5",
)
SIX = ("uk6", "netherlands6")
MODELS = ("kosovo", "australia4", "hiv4", "lesbian4", "scotpwid4", "uk5", "netherlands5", "western_us5")
STEPS = ("western_us5", "neworleans5")
R_HEAD = """
.libPaths(c("{library}", .libPaths()))
suppressMessages(library({package}))
x <- read.csv("{table}"); J <- ncol(x) - 1
timed <- function(f) {{
  t <- c()
  for (i in 1:{rounds}) {{ b <- proc.time(); r <- f(); e <- proc.time() - b; t <- c(t, e[1] + e[2]) }}
  list(time = median(t), result = r) }}
"""
R_GRAPHS = """
counts <- array(0, dim = rep(2, J))
for (i in 1:nrow(x)) counts[matrix(as.numeric(x[i, J:1]) + 1, nrow = 1)] <- x$count[i]
data(list = paste0("graphs", J)); graphs <- get(paste0("graphs", J)); n <- sum(x$count)
missing <- unique(round(seq(1, 30 * n, length.out = 5000)))
out <- timed(function() bma.cr(counts, Nmissing = missing, delta = 2^-J, graphs = graphs))
p <- cumsum(colSums(out$result)); p <- p / p[length(p)]
cat(out$time, sapply(c(.025, .25, .5, .75, .975), function(q) n + missing[which(p >= q)[1]]), "\\n")
"""
R_MODELS = """
out <- timed(function() closedpMS.t(as.matrix(x), dfreq = TRUE, maxorder = min(3, if (J > 4) 2 else J - 1)))
r <- out$result$results; best <- order(r[, "BIC"])[1]
cat(out$time, r[best, "abundance"], r[best, "stderr"], "\\n")
"""
R_STEPS = """
out <- timed(function() estimatepopulation(as.matrix(x), nboot = 1000))
cat(out$time, out$result$popest, out$result$BCaquantiles[c(1, 8)], "\\n")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="TABLES")
    parser.add_argument("--r-library", type=Path)
    parser.add_argument("--tables", nargs="*")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        raise SystemExit(f"{asked.folder} is not there: give a folder of capture tables.")
    measured = []
    for what, tables, ours, script, package, rounds in (
        ("graphs", GRAPHS, graphs, R_GRAPHS, "dga", ROUNDS),
        ("models", MODELS, models, R_MODELS, "Rcapture", 3),
        ("steps", STEPS, steps, R_STEPS, "SparseMSE", 1),
    ):
        for name in tables:
            path = asked.folder / f"{name}.csv"
            if path.exists() and (not asked.tables or name in asked.tables):
                measured.append(compare(what, path, ours, script, (package, rounds, asked.r_library)))
                print(line(measured[-1]), flush=True)
    for name in SIX:
        if (asked.folder / f"{name}.csv").exists() and (not asked.tables or name in asked.tables):
            measured.append(six(asked.folder / f"{name}.csv"))
            print(f"six lists, the whole command: {measured[-1]}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def compare(
    what: str, path: Path, ours: Callable[[CaptureTable], Any], script: str, r: tuple[str, int, Any]
) -> dict[str, Any]:
    table = read_table(path)[()]
    ours(table)  # what is made once, graphs and models, is made
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        found = ours(table)
        times.append(time.process_time() - began)
    theirs = in_r(script, path, *r)
    own = statistics.median(times)
    return {
        "what": what,
        "table": path.stem,
        "numbers": [round(float(one), 2) for one in found],
        "seconds": round(own, 4),
        "r_numbers": theirs[1:] if theirs else None,
        "r_seconds": theirs[0] if theirs else None,
        "ratio": round(theirs[0] / own, 1) if theirs else None,
    }


def six(path: Path) -> dict[str, Any]:
    """The whole command in a process of its own: its processor time, and the most memory that it took."""
    words = [shutil.which("tollbook") or "tollbook", "estimate", str(path), "--methods", "dga", "--json"]
    running = subprocess.Popen(words, stdout=subprocess.PIPE)
    said = running.stdout.read() if running.stdout else b"{}"
    _, _, used = os.wait4(running.pid, 0)
    (found,) = json.loads(said)["results"]
    return {
        "what": "six",
        "table": path.stem,
        "numbers": [found["low"], found["median"], found["high"]],
        "seconds": round(used.ru_utime + used.ru_stime, 2),
        "megabytes": used.ru_maxrss // 1024,
    }


def graphs(table: CaptureTable) -> list[float]:
    posterior = average(table, grid(table.n))
    return [posterior.quantile(share) for share in SHARES]


def models(table: CaptureTable) -> list[float]:
    lists = len(table.lists)
    every = models_of(lists)
    fits = fit(lists, terms_of(lists), np.tile(seen_cells(table), (len(every), 1)), every)
    best = int(fits.bic(table.n).argmin())
    name_of(tuple(np.array(terms_of(lists))[every[best]].tolist()))
    return [table.n + fits.unseen[best], fits.se[best]]


def steps(table: CaptureTable) -> list[float]:
    (found,) = stepwise(table, check(table), Asked(("stepwise",), 1))
    return [found.estimate or 0, found.low or 0, found.high or 0]


def in_r(script: str, path: Path, package: str, rounds: int, library: Path | None) -> list[float] | None:
    program = shutil.which("Rscript")
    if program is None or library is None:
        return None
    head = R_HEAD.format(library=library, package=package, table=path, rounds=rounds)
    done = subprocess.run([program, "-e", head + script], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  R: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")
        return None
    return [float(one) for one in done.stdout.split()[-6:] if one.replace(".", "").replace("e+", "").isdigit()]


def line(one: dict[str, Any]) -> str:
    beside = (
        "no R"
        if one["ratio"] is None
        else f"R {one['r_seconds']:.3f} s, {one['ratio']:g} times; R has {one['r_numbers']}"
    )
    return f"{one['what']:7} {one['table']:13} {one['seconds']:.4f} s  {one['numbers']}  {beside}"


if __name__ == "__main__":
    main()
