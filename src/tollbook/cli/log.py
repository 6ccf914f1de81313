"""``tollbook log``: what was decided in a case, whether its log is whole, and erasing."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from tollbook import tasks
from tollbook.cli.deciding import BY, because_of, by_of
from tollbook.cli.exits import DONE, FAILED, NOT_ALL, exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.tasks.logged import Shown, check_log, erase, log_text, read_log, what_to_erase

CASE = click.Path(path_type=Path)
_WAYS = ("as_json", "as_text", "check", "erasing")


@click.command(
    epilog=examples(
        "tollbook log papers",
        "tollbook log papers --text > decisions.yaml",
        "tollbook log papers --about 4ced97f3cdbde2f9",
        "tollbook log papers --conflicts",
        "tollbook log papers --json | jq 'select(.by == \"R2\")'",
        "tollbook log papers --check",
        "tollbook log papers --erase 3f2a9c1e --by R1 --because 'she withdrew her consent' --dry-run",
    )
)
@click.argument("case", type=CASE)
@click.argument("ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One entry a line as JSON (this is the default when piped).")
@click.option("--text", "as_text", is_flag=True, help="The decisions as text to edit, and to apply with decide --file.")
@click.option("--check", is_flag=True, help="Check that the log is whole: exit 1 where it is not.")
@click.option("--since", metavar="DATE", help="Decisions of this day (YYYY-MM-DD, in UTC) and later.")
@click.option("--about", metavar="ID", help="Decisions about this claim, incident, source, speaker or decision.")
@click.option("--orphans", is_flag=True, help="Decisions that have no effect, since what they are about has gone.")
@click.option("--conflicts", is_flag=True, help="Decisions that contradict one another, and so have no effect.")
@click.option("--erase", "erasing", is_flag=True, help="Destroy what the decisions IDS hold. It cannot be undone.")
@click.option("--by", envvar=BY, metavar="CODE", help="With --erase: who does so.")
@click.option("--because", metavar="WORDS", help="With --erase: why, without what is erased.")
@click.option("--dry-run", is_flag=True, help="With --erase: say what would be erased, and erase nothing.")
@click.option("--yes", is_flag=True, help="With --erase: do not ask again.")
def log(case: Path, ids: tuple[str, ...], **given: Any) -> None:
    """List who decided what in CASE, when, why, on which words, and whether it still stands.

    A decision stands, or another is over it, it is undone, in conflict with another, orphaned (what it is about has
    gone), without effect, or erased.
    """
    if sum(given[way] for way in _WAYS) > 1 or (ids and not given["erasing"]):
        raise click.UsageError("Choose one of --json, --text, --check and --erase; IDS are for --erase.")
    if given["erasing"]:
        _erase(case, ids, given)
    elif given["check"]:
        _check(case)
    else:
        _list(case, given)


def _list(case: Path, given: dict[str, Any]) -> None:
    with exit_codes(), progress_shown() as progress:
        since: date | None = tasks.parse_day(given["since"]) if given["since"] else None
        shown = Shown(since, given["about"], given["orphans"], given["conflicts"])
        if given["as_text"]:
            click.echo(log_text(case, shown), nl=False)
            return
        found = read_log(case, shown, progress)
    if found.aside:
        click.echo(f"tollbook: {found.aside}", err=True)
    if not found.entries:
        click.echo(_nothing(shown), err=True)
    elif given["as_json"] or not sys.stdout.isatty():
        for one in found.entries:
            click.echo(json.dumps(one.as_json(), ensure_ascii=False))
    else:
        click.echo_via_pager(f"{line}\n" for one in found.entries for line in one.lines(found.names))


def _nothing(shown: Shown) -> str:
    if shown == Shown():
        return "Nothing was decided yet."
    if shown.about:
        return "No decision is about that. Give an id, or its first digits, as tollbook log lists it."
    return "No decision is of that kind."


def _check(case: Path) -> None:
    with exit_codes():
        found = check_log(case)
    for line in found.wrong:
        click.echo(line)
    number = f"{found.entries} entr{'y' if found.entries == 1 else 'ies'}"
    if found.wrong:
        click.echo(f"The log of {number} is not whole. Restore a backup, or take a copy of somebody you work with.")
        sys.exit(NOT_ALL)
    click.echo(f"{number}, each as it was written." if found.entries else "Nothing was decided yet.")
    if found.last:
        click.echo(f"last entry {found.last}  (compare it with the one you noted: nothing in a file can vouch for it)")


def _erase(case: Path, ids: tuple[str, ...], given: dict[str, Any]) -> None:
    by, because = by_of(given["by"]), because_of(given)
    with exit_codes(), progress_shown() as progress:
        wanted = what_to_erase(case, ids, progress)
    for line in (*wanted.lines(), *(f"  {change}" for change in wanted.changes or ("no figure changes",))):
        click.echo(line)
    if given["dry_run"]:
        click.echo("Nothing was erased: this was a dry run.")
        sys.exit(DONE)
    click.echo(
        "Who decided, when, why and on which words is destroyed here for good. That something stood there stays."
    )
    if not (given["yes"] or _agreed()):
        click.echo("Nothing was erased.")
        sys.exit(FAILED)
    with exit_codes():
        done = erase(case, wanted, by, tasks.now(), because)
    click.echo(f"Erased: {done.number}. Copies and backups made before still hold it: merge this case into each copy.")


def _agreed() -> bool:
    try:
        return click.confirm("Erase it?", default=False)
    except click.Abort:
        return False
