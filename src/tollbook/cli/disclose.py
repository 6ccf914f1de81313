"""``tollbook disclose``: words that a release took out, with their proof."""

from pathlib import Path

import click

from tollbook.cli.exits import exit_codes
from tollbook.cli.keys import FILE, key_option, keys_in
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.tasks import disclose as task


@click.command(
    epilog=examples(
        "tollbook disclose papers 3f2a9c1e5b7d8f60 > told.jsonl",
        "tollbook disclose papers 3f2a9c1e 81aa07c2 --key /media/stick/r1.key > told.jsonl",
        "python public/disclose.py told.jsonl",
    )
)
@click.argument("case", type=FILE)
@click.argument("ids", nargs=-1, required=True)
@key_option("The key file of a keeper, where the case has keepers.")
def disclose(case: Path, ids: tuple[str, ...], keys: tuple[Path, ...]) -> None:
    """Print what the commitments IDS of a release of CASE stand for, and the salt that proves it.

    IDS are those of commitments.jsonl in the release, eight digits or more of each. Whoever gets a line can prove it
    with disclose.py of the release, and learns nothing else. It cannot be taken back.
    """
    with exit_codes(), progress_shown() as progress:
        lines = task.disclose(case, ids, keys_in(keys), progress)
    for line in lines:
        click.echo(line, nl=False)
