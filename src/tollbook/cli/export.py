"""``tollbook export``: a case as a table in another project's form."""

from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.exits import exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.tasks.huridocs import NOT_ESTABLISHED, ExportedDemands, export_demands

HURIDOCS = "huridocs"
FILE = click.Path(path_type=Path)


@click.command(
    epilog=examples(
        "tollbook export papers --to maverick -o reports.csv",
        "tollbook export papers --to maverick -o - | head",
        "tollbook export papers --to huridocs -o interventions.csv",
    )
)
@click.argument("case", type=FILE)
@click.option(
    "--to",
    "form",
    required=True,
    metavar="FORM",
    help="maverick: a row for each report of each event; huridocs: a row for each demand, as an intervention.",
)
@click.option("-o", "--out", required=True, type=FILE, help="A .csv or .tsv file; - for standard output.")
def export(case: Path, form: str, out: Path) -> None:
    """Export CASE as a table in the form of another project, to reconcile it with others' reports.

    A report is what one voice states in one document, of killed and injured; blank: it is silent. Only what the span of
    claims uses is written. A demand is an intervention of HURIDOCS' Events Standard Formats, by its field numbers. What
    is protected is left out. It is a working table: nobody cleared it for publication.
    """
    with exit_codes(), progress_shown() as progress:
        if form == HURIDOCS:
            demands = export_demands(case, None if str(out) == "-" else out, progress)
            click.echo(_demands_words(demands), err=True)
            return
        done = tasks.export(case, form, None if str(out) == "-" else out, progress)
    left = f" {done.withheld} of protected sources were left out." if done.withheld else ""
    click.echo(f"{done.reports} reports of {done.events} events exported.{left}", err=True)


def _demands_words(done: ExportedDemands) -> str:
    left = f" {done.withheld} of protected sources or speakers were left out." if done.withheld else ""
    fields = ", ".join(NOT_ESTABLISHED)
    return (
        f"{done.demands} demands exported.{left} Left blank, since a case does not establish them: {fields}; and a "
        "code of response where none says just what the answer says. The answers stand under 2650."
    )
