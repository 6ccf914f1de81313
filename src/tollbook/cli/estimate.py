"""``tollbook estimate``: how many there were, of whom lists that overlap hold some."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from tollbook.cli.exits import DONE, exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.model.estimate import METHODS, SEED

FILE = click.Path(path_type=Path)


@click.command(
    epilog=examples(
        "tollbook estimate lists.csv",
        "tollbook estimate lists.csv --methods chapman,chao,loglinear,dga --json | jq '.results[] | .status'",
        "tollbook estimate lists.csv --methods lcm --seed 7",
        "tollbook estimate papers --methods stepwise,lcm",
        "tollbook estimate lists.csv --one-voice OSCE,HRW",
        "tollbook estimate lists.csv --methods dga --leans dga",
        "tollbook estimate lists.csv --methods dga --by region",
        "tollbook estimate imputed.csv --methods dga --imputed replicate",
        "tollbook estimate lists.csv --methods lcm --resume lists.draws",
    )
)
@click.argument("table", type=FILE)
@click.option("--methods", default="", metavar="NAMES", help=f"Of {','.join(METHODS)}; by default all.")
@click.option("--seed", default=SEED, show_default=True, type=click.IntRange(0), help="For the methods that draw.")
@click.option("--one-voice", multiple=True, metavar="A,B", help="Two lists that copy one another; again for more.")
@click.option(
    "--replicates", default=1000, show_default=True, type=click.IntRange(50, 100_000), help="Of the bootstrap."
)
@click.option("--classes", default=10, show_default=True, help="Of the latent-class model.")
@click.option("--chains", default=8, show_default=True, help="Of its sampler, from far apart.")
@click.option("--sweeps", default=1 << 20, show_default=True, help="At most, of each chain; less where they agree.")
@click.option("--leans", metavar="METHOD", help="Also what the answer of METHOD leans on: lists, linkage, xi, chance.")
@click.option("--by", multiple=True, metavar="COLUMN", help="Estimate by the strata of COLUMN, and their sum.")
@click.option("--imputed", metavar="COLUMN", help="Imputed replicates of one table, told apart by COLUMN: combined.")
@click.option("--resume", type=FILE, metavar="FILE", help="Keep lcm's draws in FILE; go on from it if it is there.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def estimate(table: Path, methods: str, as_json: bool, **others: Any) -> None:
    """Estimate from TABLE how many there were in all, those on no list with them; or say why it cannot be told.

    TABLE (.csv, .tsv) has a column of 0 and 1 for each list and, where a row stands for several persons, a column
    count. What speaks against any estimate is looked for first. Each result is an estimate, conditional on an
    assumption that is named, or refused with the reasons; nothing here adds what was seen to what is estimated.

    Of a case (a folder that holds lists.csv) the results are also written to its estimates.json, for the next build.
    """
    with exit_codes(), progress_shown() as progress:
        names = tuple(name.strip() for name in methods.split(",") if name.strip())
        work = import_module("tollbook.tasks.estimate")  # with numpy and scipy: not for who asks for help
        run = work.estimate_case if table.is_dir() else work.estimate_table
        found = run(table, work.AskedToEstimate(names, **others), progress)
    click.echo(json.dumps(found.as_json(), ensure_ascii=False) if as_json else _words(found))
    sys.exit(DONE)


def _words(found: Any) -> str:
    return str(import_module("tollbook.cli.estimate_words").estimated_words(found))
