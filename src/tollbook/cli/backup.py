"""``tollbook backup`` and ``tollbook restore``."""

import sys
from pathlib import Path

import click

from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.keys import FILE, key_option, keys_in, unseen
from tollbook.cli.progress import progress_shown
from tollbook.cli.sources import size_words
from tollbook.cli.words import examples, plain
from tollbook.errors import SettingsError
from tollbook.tasks import backup as task
from tollbook.tasks.backup import Opening, Restored, Sealing


@click.command(
    epilog=examples(
        "tollbook backup papers -o /media/stick/papers.backup --keepers",
        "tollbook backup papers -o papers.backup --to age1…",
        "tollbook backup papers -o papers.backup --passphrase",
    )
)
@click.argument("case", type=FILE)
@click.option(
    "-o", "--out", type=FILE, required=True, help="The file to write: outside of the case, and not there yet."
)
@click.option("--keepers", is_flag=True, help="Seal it to the keepers of the case.")
@click.option("--to", multiple=True, metavar="AGE1…", help="Seal it to this recipient; as often as wanted.")
@click.option("--passphrase", is_flag=True, help="Seal it with a passphrase, which is asked for.")
def backup(case: Path, out: Path, keepers: bool, to: tuple[str, ...], passphrase: bool) -> None:
    """Write the whole of CASE into one sealed file: documents, decisions, and what stands beside them.

    Nothing of it is plain on the disk at any time. Prove that it can be restored: tollbook restore FILE --check.
    """
    with exit_codes():
        recipients = task.recipients_of(case, to, keepers)
        phrase = unseen("Passphrase of the backup", again=True) if passphrase else None
        with progress_shown() as progress:
            made = task.back_up(case, out, Sealing(recipients, phrase), progress)
    click.echo(_held(made.files, made.size, made.decisions))
    for one in made.left_out:
        click.echo(f"Left out: {plain(one.name)}, since {one.why}.", err=True)
    for wrong in made.wrong:
        click.echo(f"The log is not whole: {wrong}", err=True)
    sys.exit(NOT_ALL if made.wrong or any(one.lost for one in made.left_out) else DONE)


@click.command(
    epilog=examples(
        "tollbook restore papers.backup --check --key /media/stick/r1.key",
        "tollbook restore papers.backup -o papers --key /media/stick/r1.key",
        "tollbook restore papers.backup -o papers --passphrase --dry-run",
    )
)
@click.argument("file", type=FILE)
@click.option("-o", "--out", type=FILE, help="The folder to restore the case into: not there yet, or empty.")
@click.option("--passphrase", is_flag=True, help="Open it with a passphrase, which is asked for.")
@click.option("--check", is_flag=True, help="Prove that it can be restored; write nothing.")
@click.option("--dry-run", is_flag=True, help="The same for a place with --out: say what would be written, and do not.")
@key_option("The key file of a recipient.")
def restore(file: Path, out: Path | None, passphrase: bool, check: bool, dry_run: bool, keys: tuple[Path, ...]) -> None:
    """Restore a case from FILE, which tollbook backup wrote.

    Every hash and the log are checked first; where anything is wrong, nothing is written.
    """
    with exit_codes():
        if (out is None) != check:
            raise SettingsError("Say where to restore the case with --out, or use --check to write nothing.")
        by = Opening(keys_in(keys), (lambda: unseen("Passphrase of the backup")) if passphrase else None)
        with progress_shown() as progress:
            found = task.check(file, by, progress) if out is None else task.restore(file, out, by, dry_run, progress)
    click.echo(_said(found, out, dry_run))


def _said(found: Restored, out: Path | None, dry_run: bool) -> str:
    held = _held(found.files, found.size, found.decisions)
    if out is None:
        return f"{held}\nEvery hash holds, and it can be restored."
    return f"{held}\nWould be restored into {out}." if dry_run else f"{held}\nRestored into {out}."


def _held(files: int, size: int, decisions: int | None) -> str:
    log = "no case file" if decisions is None else f"{decisions} entr{'y' if decisions == 1 else 'ies'} in the log"
    return f"{files} file{'' if files == 1 else 's'}, {size_words(size)}; {log}"
