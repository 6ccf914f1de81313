"""``tollbook review``: claims read again by a person, key by key or in a spreadsheet."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from tollbook import tasks
from tollbook.cli.deciding import BY, by_of
from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.words import examples
from tollbook.tasks.review import Review, Sitting, open_review

CASE = click.Path(path_type=Path)
_IN_A_SHEET = "--sheet FILE.xlsx writes them, --from FILE.xlsx reads them back"


@click.command(
    epilog=examples(
        "tollbook review papers --by R1",
        "tollbook review papers --by R2 --sheet claims.xlsx",
        "tollbook review papers --by R2 --from claims.xlsx --dry-run",
        "tollbook review papers --by R3 --blind --sample 50",
        "tollbook review papers --agreement --sheet differences.xlsx",
    )
)
@click.argument("case", type=CASE)
@click.option("--by", envvar=BY, metavar="CODE", help=f"Who reviews: a code such as R1, not a name. [env: {BY}]")
@click.option("--all", "every", is_flag=True, help="Also claims that are decided already.")
@click.option("--sheet", type=CASE, help="Write the claims to this file (.xlsx or .csv), to be filled in.")
@click.option("--from", "back", type=CASE, help="Read such a file back, and write down what it decides.")
@click.option("--dry-run", is_flag=True, help="With --from: say what would be written down, and write nothing.")
@click.option("--blind", is_flag=True, help="A second coding: hides what others decided, and what hangs on a claim.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="N claims and no more, drawn by --seed.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same claims.")
@click.option("--agreement", is_flag=True, help="How far those who coded the same claims agree; --sheet: where not.")
@click.option("--settle", is_flag=True, help="What coders decided differently, to decide over all of it.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.option("--no-cache", is_flag=True, help="Read every document anew.")
def review(case: Path, **given: Any) -> None:
    """Read the claims of CASE again, each in its passage: accept, reject or correct it with one key.

    First come the claims on which figures hang most: what they would be without it is said below each. A decision is
    acknowledged when it is on the disk. Where there is no terminal, the list is printed.
    """
    _check(given)
    with exit_codes():
        done = _back(case, given) if given["back"] else _reviewed(case, given)
    sys.exit(done)


def _check(given: dict[str, Any]) -> None:
    if given["back"] and (given["sheet"] or given["agreement"] or given["settle"] or given["blind"]):
        raise click.UsageError(
            "--from goes with --by and --dry-run alone: a sheet knows whether it is blind or settles."
        )
    if given["dry_run"] and not given["back"]:
        raise click.UsageError("--dry-run goes with --from: keys ask before they change anything.")


def _reviewed(case: Path, given: dict[str, Any]) -> int:
    by = given["by"] or "" if given["agreement"] else by_of(given["by"])
    sitting = Sitting(by, given["blind"], given["every"], given["settle"], given["sample"], given["seed"])
    with progress_shown() as progress:
        opened = open_review(case, sitting, progress, not given["no_cache"], tell)
    if given["agreement"]:
        _agreement(opened, given["sheet"], given["as_json"])
    elif given["sheet"]:
        _written(opened, given["sheet"])
    elif given["as_json"] or not (sys.stdin.isatty() and sys.stdout.isatty()):
        _listed(opened, given["as_json"])
    else:
        _at_the_terminal(opened)
    return DONE


def _at_the_terminal(opened: Review) -> None:
    from tollbook.cli.keystrokes import Keystrokes  # noqa: PLC0415 - loaded where there is a terminal
    from tollbook.cli.review_screen import Screen  # noqa: PLC0415
    from tollbook.cli.reviewing import Reviewing  # noqa: PLC0415

    try:
        with Keystrokes() as keys:
            Reviewing(opened, Screen(), keys).run()
    except KeyboardInterrupt:
        click.echo("")
    click.echo(f"{_counted(len(opened.decided), 'decision')} in this sitting, on the disk.")


def _listed(opened: Review, as_json: bool) -> None:
    lines = opened.lines()
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False) if as_json else "\t".join(line.values()))
    hangs = "" if opened.sitting.blind else f"; a figure hangs on {opened.matter} of them"
    tell(
        f"{_counted(len(lines), 'claim')} to review{hangs}. In a terminal, key by key; in a spreadsheet: {_IN_A_SHEET}."
    )


def _written(opened: Review, file: Path) -> None:
    from tollbook.tasks.review_sheet import write_sheet  # noqa: PLC0415 - loaded where a sheet is written

    number = write_sheet(opened, file)
    if left := len(opened.stakes) - number:
        tell(f"{_counted(left, 'claim')} of protected or sensitive sources left out: review them at the terminal.")
    click.echo(f"{_counted(number, 'claim')} in {file}. Fill it in, then read it back with --from {file.name}.")


def _agreement(opened: Review, file: Path | None, as_json: bool) -> None:
    from tollbook.tasks.review_agreement import (  # noqa: PLC0415 - loaded where it is asked for
        agreement_json,
        agreement_lines,
        agreement_of,
        write_unsettled,
    )

    found = agreement_of(opened)
    if as_json:
        click.echo(json.dumps(agreement_json(found), ensure_ascii=False))
    else:
        click.echo("\n".join(agreement_lines(found)))
    if file is not None:
        tell(f"{_counted(write_unsettled(opened, found, file), 'claim')} to settle in {file}.")


def _back(case: Path, given: dict[str, Any]) -> int:
    from tollbook.tasks.review_back import Act, from_sheet  # noqa: PLC0415 - loaded where a sheet is read
    from tollbook.tasks.working import open_working  # noqa: PLC0415

    act = Act(by_of(given["by"]), tasks.now())
    with progress_shown() as progress:
        working = open_working(case, progress, not given["no_cache"])
    done = from_sheet(working, given["back"], act, given["dry_run"])
    if given["as_json"]:
        click.echo(json.dumps(done.as_json(), ensure_ascii=False))
        return NOT_ALL if done.unused else DONE
    for line in done.unused:
        click.echo(line)
    click.echo(
        f"{_counted(len(done.decisions), 'new decision')}, {done.there} there already, "
        f"{_counted(done.blank, 'row')} not filled in, {len(done.unused)} that could not be used"
    )
    for line in done.changes:
        click.echo(f"  {line}")
    if done.decisions and not done.written:
        click.echo("Nothing was written: this was a dry run.")
    return NOT_ALL if done.unused else DONE


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
