"""``tollbook merge``: two copies of a case worked on apart come together."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.words import counted, examples, plain
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.logged import decision_lines
from tollbook.tasks.merging import MergedCopies, Sources
from tollbook.tasks.merging import merge as merge_copies

FILE = click.Path(path_type=Path)
_LISTED = 12


@click.command(
    epilog=examples(
        "tollbook merge papers ../from-r2/papers --dry-run",
        "tollbook merge papers ../from-r2/papers",
        "tollbook merge papers /media/stick/case.tollbook",
    )
)
@click.argument("case", type=FILE)
@click.argument("other", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would come over, and write nothing.")
def merge(case: Path, other: Path, dry_run: bool) -> None:
    """Take the decisions of OTHER, another copy of CASE, into CASE.

    OTHER is a folder, or its case.tollbook. It stays as it is; merge the other way too, and both copies say the same.
    Where both decided differently of one thing, neither takes effect until somebody decides over both: exit code 1.
    """
    with exit_codes(), progress_shown() as progress:
        done = merge_copies(case, other, dry_run, progress, tell)
    for line in _lines(done, case):
        click.echo(line)
    sys.exit(NOT_ALL if done.conflicts else DONE)


def _lines(done: MergedCopies, case: Path) -> Iterator[str]:
    sealed = sum(one.sealed for one in done.new)
    yield f"{counted(len(done.new), 'decision')} {'came' if done.written else 'would come'} over."
    if sealed:
        yield f"{sealed} of them {'is' if sealed == 1 else 'are'} sealed: who is protected and why came over sealed."
    if done.strange:
        yield (
            f"What came over sealed opens to keepers who are none of this copy: {', '.join(done.strange)}. Add them, "
            "or let one of them seal it again: tollbook keepers CASE add."
        )
    if done.filled:
        yield f"The sealed parts of {counted(done.filled, 'decision')} came over."
    if done.erased:
        yield f"{counted(done.erased, 'decision')} erased in the other copy {_now(done)} erased here."
    yield from _conflicts(done.conflicts, case)
    yield from _sources(done.sources)
    if not done.written:
        yield "Nothing was written: this was a dry run."


def _now(done: MergedCopies) -> str:
    return "is" if done.written and done.erased == 1 else "are" if done.written else "would be"


def _conflicts(conflicts: Sequence[Sequence[Decision]], case: Path) -> Iterator[str]:
    if not conflicts:
        return
    yield f"{counted(len(conflicts), 'conflict')}. Until one is settled, neither side takes effect (protections do)."
    for group in conflicts:
        yield ""
        for one in group:
            yield from decision_lines(one)
        back = f"take one back: tollbook decide {case} undo {group[0].id}"
        if group[0].kind is DecisionKind.PROTECT:
            yield f"  Both protect it. To settle it, {back}"
            continue
        yield (
            f"  To settle it, decide once more (tollbook decide {case} …): a decision on the same stands over all of "
            f"these. Or {back}"
        )
    yield ""


def _sources(sources: Sources) -> Iterator[str]:
    for names, what in (
        (sources.differ, "have other bytes in the other copy"),
        (sources.here, "are in this copy alone"),
        (sources.there, "are in the other copy alone"),
    ):
        if names:
            more = f", … and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
            yield f"Sources that {what} (none was copied): {', '.join(map(plain, names[:_LISTED]))}{more}"
