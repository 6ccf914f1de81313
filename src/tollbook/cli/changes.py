"""``tollbook changes``: what changed between two dossiers, and a notice of it."""

import shutil
import sys
from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.exits import exit_codes
from tollbook.cli.words import examples

FOLDER = click.Path(path_type=Path)
_PIPED = 100  # columns where nobody's terminal says otherwise


@click.command(
    epilog=examples(
        "tollbook changes spring autumn",
        "tollbook changes spring autumn --notice notice.html",
        "tollbook changes spring autumn --json | jq '.incidents[].tolls[]'",
    )
)
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="What changed as JSON (docs/reference/changes.md).")
@click.option("--notice", type=FOLDER, metavar="FILE", help="Write a page about it that can be published.")
def changes(before: Path, after: Path, as_json: bool, notice: Path | None) -> None:
    """Say what changed from the dossier BEFORE to the dossier AFTER, figure by figure, and why."""
    with exit_codes():
        found = tasks.changes(before, after)
        if notice is not None:
            tasks.write_notice(found, notice, (before, after))
        text = tasks.changes_json(found) if as_json else tasks.changes_text(found, _width())
    click.echo(text, nl=False)


def _width() -> int:
    return shutil.get_terminal_size((_PIPED, 24)).columns if sys.stdout.isatty() else _PIPED
