"""``tollbook review``: claims read again by a person, key by key or in a spreadsheet."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from tollbook.cli.deciding import BY, by_of
from tollbook.cli.exits import DONE, exit_codes
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.words import examples
from tollbook.tasks.review import Review, Sitting, open_review

CASE = click.Path(path_type=Path)


@click.command(
    epilog=examples(
        "tollbook review papers --by R1",
        "tollbook review papers --by R2 --sheet claims.xlsx",
        "tollbook review papers --by R2 --from claims.xlsx --dry-run",
        "tollbook review papers --by R3 --blind --sample 50",
        "tollbook review papers --agreement",
    )
)
@click.argument("case", type=CASE)
@click.option("--by", envvar=BY, metavar="CODE", help=f"Who reviews: a code such as R1, not a name. [env: {BY}]")
@click.option("--all", "every", is_flag=True, help="Also claims that are decided already.")
@click.option("--blind", is_flag=True, help="A second coding: hides what others decided, and what hangs on a claim.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="N claims and no more, drawn by --seed.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same claims.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.option("--no-cache", is_flag=True, help="Read every document anew.")
def review(case: Path, **given: Any) -> None:
    """Read the claims of CASE again, each in its passage: accept, reject or correct it with one key.

    First come the claims on which figures hang most: what they would be without it is said below each. A decision is
    acknowledged when it is on the disk. On no terminal, the list is printed.
    """
    with exit_codes():
        sitting = Sitting(by_of(given["by"]), given["blind"], given["every"], given["sample"], given["seed"])
        with progress_shown() as progress:
            opened = open_review(case, sitting, progress, not given["no_cache"])
        if given["as_json"] or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _listed(opened, given["as_json"])
        else:
            _at_the_terminal(opened)
    sys.exit(DONE)


def _at_the_terminal(opened: Review) -> None:
    from tollbook.cli.keystrokes import Keystrokes  # noqa: PLC0415 - loaded where there is a terminal
    from tollbook.cli.review_screen import Screen  # noqa: PLC0415
    from tollbook.cli.reviewing import Reviewing  # noqa: PLC0415

    try:
        with Keystrokes() as keys:
            Reviewing(opened, Screen(), keys).run()
    except KeyboardInterrupt:
        click.echo("")
    number = len(opened.decided)
    click.echo(f"{number} decision{'' if number == 1 else 's'} in this sitting, on the disk.")


def _listed(opened: Review, as_json: bool) -> None:
    lines = opened.lines()
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False) if as_json else "\t".join(map(str, line.values())))
    number = len(lines)
    tell(
        f"{number} claim{'' if number == 1 else 's'} to review; a figure hangs on {opened.matter} of them. Review them "
        "in a terminal, key by key, or in a spreadsheet: --sheet FILE.xlsx writes it, --from FILE.xlsx reads it back."
    )
