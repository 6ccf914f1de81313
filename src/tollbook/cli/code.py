"""``tollbook code``: a table of reports to coded figures."""

import sys
from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples

FILE = click.Path(path_type=Path)


@click.command(
    epilog=examples(
        "tollbook code reports.csv --text notes --date event_date -o coded.csv",
        "tollbook code reports.xlsx --text summary --id case --group civilians -o coded.tsv",
        "tollbook code reports.parquet --text body -o - | head",
    )
)
@click.argument("table", type=FILE)
@click.option("--text", required=True, metavar="COL", help="The column that holds the reports.")
@click.option("--id", "name", metavar="COL", help="The column by which rows are known; by default they are counted.")
@click.option("--date", metavar="COL", help="The column that holds the day of what each row reports.")
@click.option("--group", default="all", show_default=True, metavar="G", help="Whose figures: all, civilians, …")
@click.option("--rule", default="range", show_default=True, metavar="R", help="The rule that turns claims to figures.")
@click.option("--language", metavar="L", help="The language of the table, such as en; by default each row's is told.")
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy"]),
    help="How days in figures are written (3/4/2020); without it, one that could be two days is not read.",
)
@click.option("-o", "--out", required=True, type=FILE, help="A .csv or .tsv file; - for standard output.")
def code(table: Path, text: str, out: Path, group: str, rule: str, **more: str | None) -> None:
    """Code TABLE, a table of reports (.csv, .tsv, .xlsx, .parquet): one row of text in, one of figures out.

    Each figure stands beside the words it rests on. Blank: the text is silent. 0: it says that there were none. Words
    without numbers: it is stated, and not in numbers. A run that is stopped goes on from where it was.
    """
    reports = tasks.ReportTable(table, text, more["name"], more["date"])
    asked = tasks.Asked(group, rule, more["language"], more["date_order"])
    with exit_codes(), progress_shown() as progress:
        done = tasks.code(reports, asked, None if str(out) == "-" else out, progress)
    resumed = f" ({done.resumed} of them from an earlier run)" if done.resumed else ""
    lost = f" {done.lost} rows could not be read: see their column “issues”." if done.lost else ""
    click.echo(f"{done.rows} rows coded{resumed}.{lost}", err=True)
    sys.exit(NOT_ALL if done.lost else DONE)
