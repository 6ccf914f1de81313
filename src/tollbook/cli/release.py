"""``tollbook release``: look at all that would leave; then let it leave, or not."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.deciding import BY, by_of
from tollbook.cli.exits import DONE, FAILED, NOT_ALL, exit_codes
from tollbook.cli.keys import key_option, keys_in
from tollbook.cli.progress import progress_shown
from tollbook.cli.release_words import looked_csv, looked_words
from tollbook.cli.words import examples
from tollbook.errors import SettingsError, StoreError
from tollbook.tasks.leaving import Act, Looked, look
from tollbook.tasks.name_sheets import NOTHING, give, take
from tollbook.tasks.release import check_out, is_the_one
from tollbook.tasks.release import release as write_release

FILE = click.Path(path_type=Path)
_NOBODY = "R0"  # where a dry run is not told who releases: the root hash, which holds who it is, is then not given


@click.command(
    epilog=examples(
        "tollbook release papers --dry-run",
        "tollbook release papers --by R1 --dry-run",
        "tollbook release papers --by R1 --names names.xlsx",
        "tollbook release papers --by R1 --cleared names.xlsx",
        'tollbook release papers --by R1 --out public --because "agreed on 4 May"',
    )
)
@click.argument("case", type=FILE)
@click.option("--by", envvar=BY, metavar="CODE", help=f"Who releases: a code such as R1, never a name. [env: {BY}]")
@click.option("--out", type=FILE, help="Where to write the release: a folder outside of the case.")
@click.option("--because", metavar="WORDS", help="Why this may leave; it stands in the case's log, not in the release.")
@click.option("--dry-run", is_flag=True, help="Say what would leave and why it may not, and write nothing.")
@click.option("--yes", metavar="HASH", help="The root hash that a dry run printed: release exactly that, unasked.")
@click.option("--names", type=FILE, metavar="FILE", help="Write the names that are taken out to a sheet (.xlsx, .csv).")
@click.option("--cleared", type=FILE, metavar="FILE", help="Take the filled-in sheet as decisions, and look again.")
@click.option("--json", "as_json", is_flag=True, help="What would leave as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="What would leave as a table.")
@key_option("The key file of a keeper: needed where anybody is protected.")
def release(
    case: Path, by: str | None, out: Path | None, keys: tuple[Path, ...], **asked: str | bool | Path | None
) -> None:
    """Write a dossier of CASE that holds nothing but what people cleared.

    Everything that would leave is listed first: each name, place, day and file, and where it stands. A release is
    refused, with all reasons at once, while a figure at its top is checked by nobody, a consent is not known, or a
    person could be told from what is shown of them. Otherwise it asks for the first digits of the root hash, and writes
    exactly what was listed.
    """
    sheet, dry = asked["cleared"], bool(asked["dry_run"])
    who = by or _NOBODY if dry else by_of(by)
    with exit_codes(), progress_shown() as progress:
        _check(case, out, asked)
        act = Act(who, tasks.now(), keys_in(keys))
        filled_in = take(case, sheet, act, dry) if isinstance(sheet, Path) else NOTHING
        looked = look(case, act, progress, filled_in.decisions if dry else ())
        if isinstance(asked["names"], Path):
            give(looked, asked["names"])
    click.echo(_shown(looked, bool(by), bool(asked["as_json"]), bool(asked["as_csv"])), nl=False)
    for line in filled_in.wrong:
        click.echo(f"tollbook: {line}", err=True)
    if looked.refused:
        sys.exit(FAILED)
    if out is not None and not dry:
        _let_out(looked, out, str(asked["because"]), asked["yes"])
    sys.exit(NOT_ALL if filled_in.wrong else DONE)


def _check(case: Path, out: Path | None, asked: Mapping[str, object]) -> None:
    """Before anything is read: whether what is asked for can be done at all."""
    if out is None and (asked["because"] or asked["yes"]):
        raise SettingsError("Say where the release is to lie with --out, or look at it with --dry-run.")
    if out is None or asked["dry_run"]:
        return
    if not str(asked["because"] or "").strip():
        raise SettingsError("A release needs a reason: say with --because why this may leave.")
    if not asked["yes"] and not _somebody_there():
        raise SettingsError(
            "Nobody is there to ask. Look at what would leave with --dry-run first, then give the root hash that it "
            "prints with --yes."
        )
    check_out(case, out)


def _somebody_there() -> bool:
    return sys.stdin.isatty()


def _shown(looked: Looked, named: bool, as_json: bool, as_csv: bool) -> str:
    if as_json:
        found = looked.as_json() if named else {**looked.as_json(), "root": None}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return looked_csv(looked) if as_csv else looked_words(looked, named) + "\n"


def _let_out(looked: Looked, out: Path, because: str, yes: object) -> None:
    """Asks, unless the hash was given, and writes. Whatever else is typed writes nothing."""
    typed = str(yes) if yes else click.prompt("To release this, type the first 8 digits of its root hash", "", err=True)
    with exit_codes():
        if not is_the_one(looked, typed.strip()):
            raise StoreError(
                "That is not the root hash of what was listed, so nothing was written. Something was decided or "
                "changed since, or it is another day: look at it again."
                if yes
                else "Nothing was written."
            )
        made = write_release(looked, out, because)
    click.echo(f"released: {made.out / 'index.html'}", err=True)
    click.echo(f"root hash {made.root}", err=True)
