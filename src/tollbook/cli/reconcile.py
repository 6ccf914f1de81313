"""``tollbook reconcile``: a table of coded reports to tolls by named rules."""

import sys
from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.words import examples

FILE = click.Path(path_type=Path)


@click.command(
    epilog=examples(
        "tollbook reconcile reports.csv -o tolls.csv",
        "tollbook reconcile reports.xlsx --rule range --rule maverick-representative --fold-wires -o tolls.tsv",
        "tollbook reconcile maverick.csv --zero-is-silence -o - | grep echoes-folded",
    )
)
@click.argument("table", type=FILE)
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="A rule; again for another. By default all.")
@click.option("--fold-wires", is_flag=True, help="Names of one outlet are one voice (Reuters, Reuters News).")
@click.option("--zero-is-silence", is_flag=True, help="The table stores silence as 0: no 0 of it is a figure.")
@click.option("-o", "--out", required=True, type=FILE, help="A .csv or .tsv file; - for standard output.")
@click.option("--no-cache", is_flag=True, help="Work out every event anew, and keep nothing of it but in OUT.")
def reconcile(
    table: Path, rules: tuple[str, ...], fold_wires: bool, zero_is_silence: bool, out: Path, no_cache: bool
) -> None:
    """Reconcile TABLE, a table of coded reports (.csv, .tsv, .xlsx, .parquet): what named rules make of each event.

    TABLE has the columns event, harm, low, high and, where they are known, best, speaker, source, date; or those of
    MAVERICK. OUT has a row for each event, of killed and injured, rule and mode. Blank: the reports are silent, or the
    rule gives no figure, and the note says which. A figure is the rule's, applied by Tollbook, and not its publisher's.
    """
    asked = tasks.ReconcileAsked(rules, zero_is_silence, fold_wires)
    with exit_codes(), progress_shown() as progress:
        done = tasks.reconcile(table, asked, None if str(out) == "-" else out, progress, not no_cache)
    events, rows = (f"{n} {one}{'' if n == 1 else 's'}" for n, one in ((done.events, "event"), (done.rows, "row")))
    click.echo(f"{events} of {rows} reconciled.", err=True)
    for issue in done.lost:
        tell(issue.message)
    if done.lost_rows > len(done.lost):
        tell(f"{done.lost_rows - len(done.lost)} more rows could not be used.")
    sys.exit(NOT_ALL if done.lost_rows else DONE)
