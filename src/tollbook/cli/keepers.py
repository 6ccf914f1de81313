"""``tollbook keepers``: who can open what is sealed in a case."""

from pathlib import Path

import click

from tollbook.cli.commands import Listing
from tollbook.cli.exits import exit_codes
from tollbook.cli.keys import FILE, key_option, keys_in, unseen
from tollbook.cli.progress import tell
from tollbook.cli.words import examples
from tollbook.tasks import keepers as task
from tollbook.tasks.keepers import KeeperChange

_KEY = "The key file of a keeper, so that what is sealed already opens to the keepers of now."


@click.group(
    cls=Listing,
    invoke_without_command=True,
    subcommand_metavar="[new|add|remove …]",
    epilog=examples(
        "tollbook keepers papers",
        "tollbook keepers papers new R1 --key-file /media/stick/r1.key",
        "tollbook keepers papers add R2 age1… --key /media/stick/r1.key",
        "tollbook keepers papers remove R2 --key /media/stick/r1.key",
    ),
)
@click.argument("case", type=FILE)
@click.pass_context
def keepers(context: click.Context, case: Path) -> None:
    """List the keepers of CASE: those whose keys open what is sealed in it.

    What is protected in a case is sealed to all of its keepers, and any one of them can open it. Have at least two, who
    keep their keys in different places.
    """
    context.obj = case
    if context.invoked_subcommand is None:
        with exit_codes():
            found = task.list_keepers(case)
        for code, recipient in found.items():
            click.echo(f"{code}\t{recipient}")
        if not found:
            click.echo("No keeper yet: nothing can be protected. See tollbook keepers CASE new --help.", err=True)


@keepers.command(epilog=examples("tollbook keepers papers new R1 --key-file /media/stick/r1.key"))
@click.argument("code")
@click.option("--key-file", type=FILE, required=True, help="Where to write the secret key: outside of the case.")
@click.option("--passphrase", is_flag=True, help="Seal the key file with a passphrase, which is asked for.")
@key_option(_KEY)
@click.pass_obj
def new(case: Path, code: str, key_file: Path, passphrase: bool, keys: tuple[Path, ...]) -> None:
    """Make a key for the keeper CODE, write it into a file, and add them."""
    with exit_codes():
        held = keys_in(keys)
        phrase = unseen("Passphrase for the key file", again=True) if passphrase else None
        made = task.new_keeper(case, code, key_file, phrase, held, tell)
    click.echo(f"{made.code}\t{made.recipient}")
    _say_resealed(made)
    click.echo(
        f"The secret key is in {key_file.name}, which its owner alone may read. Whoever has it can read who is "
        "protected. If the key files of all keepers are lost, what is sealed is lost for good: nobody can open it, the "
        "makers of Tollbook included. Keep it off this machine, and make a copy.",
        err=True,
    )
    if made.last:
        click.echo("This is the only keeper. Please add a second one.", err=True)


@keepers.command(epilog=examples("tollbook keepers papers add R2 age1… --key /media/stick/r1.key"))
@click.argument("code")
@click.argument("recipient")
@key_option(_KEY)
@click.pass_obj
def add(case: Path, code: str, recipient: str, keys: tuple[Path, ...]) -> None:
    """Add the keeper CODE by their RECIPIENT, the public half of a key they made themselves (age1…)."""
    with exit_codes():
        made = task.add_keeper(case, code, recipient, keys_in(keys), tell)
    click.echo(f"{made.code}\t{made.recipient}")
    _say_resealed(made)


@keepers.command(epilog=examples("tollbook keepers papers remove R2 --key /media/stick/r1.key"))
@click.argument("code")
@key_option(_KEY)
@click.pass_obj
def remove(case: Path, code: str, keys: tuple[Path, ...]) -> None:
    """Take the keeper CODE away."""
    with exit_codes():
        made = task.remove_keeper(case, code, keys_in(keys), tell)
    click.echo(f"{made.code} is no keeper any more.")
    _say_resealed(made)
    click.echo("What they could read before they may have kept, and copies made before still open to them.", err=True)


def _say_resealed(made: KeeperChange) -> None:
    if made.done:
        click.echo(
            f"Sealed anew to the keepers of now: {made.done} (secrets of the case, and what is protected).", err=True
        )
    if made.left:
        click.echo(
            f"Not opened by any key that was given, and left as they were: {made.left}. Run this again with --key and "
            "the key file of a keeper who can open them.",
            err=True,
        )
