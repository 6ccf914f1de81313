"""``tollbook ask``: other extractors asked about the passages of a case."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.keys import FILE
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.words import counted, examples, plain
from tollbook.tasks import ask as task
from tollbook.tasks.ask import Done, Plan
from tollbook.tasks.decisions import check_role_code


@click.command(
    epilog=examples(
        "tollbook ask papers --dry-run",
        "tollbook ask papers --by R1",
        "tollbook ask papers --extractor spacy --by R1",
    )
)
@click.argument("case", type=FILE)
@click.option("--by", default="", metavar="CODE", help="Who asks, as a code such as R1; needed unless --dry-run.")
@click.option("--extractor", "only", metavar="NAME", help="This one alone, of those that case.toml puts to use.")
@click.option("--dry-run", is_flag=True, help="Ask nobody; say which passages would go where.")
def ask(case: Path, by: str, only: str | None, dry_run: bool) -> None:
    """Ask other extractors what harm the passages of CASE tell of, and keep their answers in it.

    Which ones stands in CASE/case.toml: use = ["spacy"] under [extractors]. Builds replay the answers and ask nobody.
    What they read waits for a person: no figure uses it before somebody accepts it.

    Text leaves this machine only where case.toml says send = "public" under [extractors.endpoint], and only of sources
    of which people wrote down where they were published; never of what is protected, sensitive or testimony. The
    endpoint is named by TOLLBOOK_ENDPOINT_ADDRESS, TOLLBOOK_ENDPOINT_MODEL and TOLLBOOK_ENDPOINT_KEY in the
    environment.
    """
    with exit_codes(), progress_shown() as progress:
        if not dry_run:
            check_role_code(by)
        plans = task.plan_to_ask(case, os.environ, only, progress)
        if not dry_run:
            task.check_allowed(plans)
        for line in _planned(plans, dry_run):
            click.echo(line)
        if dry_run:
            return
        done = task.ask(case, plans, by, tasks.now, progress, tell)
    for line in _told(done):
        click.echo(line)
    sys.exit(NOT_ALL if any(one.failed for one in done) else DONE)


def _planned(plans: tuple[Plan, ...], listed: bool) -> Iterator[str]:
    for plan in plans:
        where = plan.extractor.address
        goes = f"is sent to {where}" if where else "stays on this machine"
        yield f"{plan.extractor.name} ({plan.extractor.version}): what it is asked about {goes}."
        if plan.forbidden:
            yield f"  Nothing would be sent: {plan.forbidden}"
            continue
        new = sum(len(one.pieces) for one in plan.shares)
        size = sum(one.characters for one in plan.shares)
        known = sum(one.known for one in plan.shares)
        yield f"  {counted(new, 'passage')}, {size} characters; {known} answered before."
        for one in plan.shares if listed else ():
            if one.pieces:
                yield f"  {plain(one.source.name)}: {counted(len(one.pieces), 'passage')}, {one.characters} characters"
        yield from (f"  {issue.code}: {plain(issue.message)}" for issue in plan.refused)


def _told(done: tuple[Done, ...]) -> Iterator[str]:
    for one in done:
        yield f"{one.extractor}: {counted(one.answered, 'passage')} answered, {one.failed} not."
        yield from (f"  {number} not answered: {why}" for why, number in sorted(one.why.items()))
        if one.stopped:
            yield "  It was not asked any more. See to that, and run this again: it goes on where it stopped."
