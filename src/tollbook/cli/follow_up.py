"""``tollbook follow-up``: what is open, whom to ask, and the risk of asking."""

import json
from pathlib import Path

import click

from tollbook.cli.exits import exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.tasks.follow_up import as_row, lines_of, markdown_of, write_table
from tollbook.tasks.follow_up import follow_up as listed

PATH = click.Path(path_type=Path)


@click.command(
    "follow-up",
    epilog=examples(
        "tollbook follow-up papers | less",
        "tollbook follow-up papers --csv to-ask.csv",
        "tollbook follow-up papers --markdown > to-ask.md",
        "tollbook follow-up papers --json | jq 'select(.kind == \"one-voice\")'",
    ),
)
@click.argument("case", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One entry a line as JSON.")
@click.option("--csv", "table", type=PATH, metavar="FILE", help="Write the list to a new CSV file.")
@click.option("--markdown", is_flag=True, help="As a list with boxes to tick.")
def follow_up(case: Path, as_json: bool, table: Path | None, markdown: bool) -> None:
    """List what is open in CASE, why it matters, whom to ask, and the risk of asking.

    What bears on a headline figure comes first. Nobody who is protected is named. The list is the team's own: no
    release holds any of it.
    """
    if as_json + markdown + (table is not None) > 1:
        raise click.UsageError("Choose one of --json, --csv and --markdown.")
    with exit_codes(), progress_shown() as progress:
        items = listed(case, progress)
        if table is not None:
            write_table(items, table)
    if table is not None:
        click.echo(f"{len(items)} open: {table}")
    elif as_json:
        for one in items:
            click.echo(json.dumps(as_row(one), ensure_ascii=False))
    else:
        for line in markdown_of(items) if markdown else lines_of(items):
            click.echo(line)
