"""``tollbook``: the commands, their help, and their exit codes."""

import json
import os
import sys
import webbrowser
from io import TextIOWrapper
from pathlib import Path

import click

from tollbook import tasks
from tollbook.cli.commands import Commands
from tollbook.cli.exits import DONE, NOT_ALL, exit_codes
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.sources import show_sources
from tollbook.cli.words import built_words, examples, issue_words, mismatch_words

CASE = click.Path(path_type=Path)
_LATER = {
    "ask": "tollbook.cli.ask",
    "backup": "tollbook.cli.backup",
    "changes": "tollbook.cli.changes",
    "code": "tollbook.cli.code",
    "decide": "tollbook.cli.decide",
    "demands": "tollbook.cli.demands",
    "disclose": "tollbook.cli.disclose",
    "estimate": "tollbook.cli.estimate",
    "export": "tollbook.cli.export",
    "findings": "tollbook.cli.findings",
    "follow-up": "tollbook.cli.follow_up",
    "keepers": "tollbook.cli.keepers",
    "log": "tollbook.cli.log",
    "merge": "tollbook.cli.merge",
    "norms": "tollbook.cli.norms",
    "protect": "tollbook.cli.protect",
    "reconcile": "tollbook.cli.reconcile",
    "release": "tollbook.cli.release",
    "restore": "tollbook.cli.backup",
    "review": "tollbook.cli.review",
}


@click.group(
    cls=Commands,
    later=_LATER,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Exit codes: 0 done; 1 done, but a whole file could not be read or a check found a mismatch; 2 wrong use; "
        "3 failed, nothing written."
    ),
)
@click.version_option(package_name="tollbook", prog_name="tollbook")
def main() -> None:
    """Turn documents about a contested event into a record that can be checked."""
    if isinstance(sys.stdout, TextIOWrapper):  # what is piped is UTF-8 everywhere; a terminal may lack signs
        to_a_person = sys.stdout.isatty()
        sys.stdout.reconfigure(encoding=None if to_a_person else "utf-8", errors="backslashreplace")


@main.command(
    epilog=examples(
        "tollbook build papers",
        "tollbook build papers --out dossier --as-of 2018-11-30",
        "tollbook build statement.txt",
    )
)
@click.argument("case", type=CASE)
@click.option("--out", type=CASE, help="Where to write the dossier; by default beside the case.")
@click.option(
    "--as-of",
    "as_of",
    metavar="DATE",
    help="The day the record speaks of (YYYY-MM-DD); by default the latest date among the sources.",
)
@click.option("--no-cache", is_flag=True, help="Read every document anew, and keep nothing of them but in the dossier.")
def build(case: Path, out: Path | None, as_of: str | None, no_cache: bool) -> None:
    """Build a dossier from CASE: a folder of documents, or one document."""
    with exit_codes(), progress_shown() as progress:
        built = tasks.build(case, out, tasks.parse_day(as_of) if as_of else None, progress, not no_cache, tell)
    click.echo(built_words(built))
    if built.aside:
        click.echo(f"tollbook: {built.aside}", err=True)
    sys.exit(NOT_ALL if built.lost else DONE)


@main.command(epilog=examples("tollbook claims statement.txt", "tollbook claims *.txt --jsonl | jq .low"))
@click.argument("files", nargs=-1, required=True, type=CASE)
@click.option("--jsonl", is_flag=True, help="One claim a line as JSON (this is the default when output is piped).")
def claims(files: tuple[Path, ...], jsonl: bool) -> None:
    """Print the claims that FILES make, each with its words and its speaker."""
    with exit_codes():
        found = tasks.read_claims(files)
    for one in found:
        for line in one.lines():
            click.echo(json.dumps(line, ensure_ascii=False) if jsonl or not sys.stdout.isatty() else _readable(line))
        for issue in one.issues:
            click.echo(issue_words(one.path, issue, sys.stderr.isatty()), err=True)
    sys.exit(NOT_ALL if any(one.lost for one in found) else DONE)


def _readable(line: dict[str, object]) -> str:
    place = f"{line['source']} {line['start']}–{line['end']}"
    stated = f"{line['kind']} {line['harm'] or ''}  {line['words'] if line['kind'] == 'count' else line['value']}"
    return f"{place}  {stated}  [{line['speaker'] or 'no speaker named'}]  “{line['quote']}”"


@main.command(
    epilog=examples(
        "tollbook explain papers 1997/killed", "tollbook explain dossier 4ced97f3cdbde2f9/injured/prisoners"
    )
)
@click.argument("case", type=CASE)
@click.argument("figure")
def explain(case: Path, figure: str) -> None:
    """Print the tree that made FIGURE, down to words at a place in a source.

    CASE is a case or a dossier. FIGURE is the id of a toll or a claim, or INCIDENT/HARM[/GROUP[/RULE[/MODE]]], where
    INCIDENT is an incident's id, the beginning of its date, or words of its title.
    """
    with exit_codes():
        click.echo(tasks.explain(case, figure), nl=False)


@main.command(
    epilog=examples(
        "tollbook sources papers",
        "tollbook sources papers --all --dry-run",
        "tollbook sources papers --template > papers/sources.csv",
    )
)
@click.argument("case", type=CASE)
@click.option("--all", "every", is_flag=True, help="Name all that is unknown of each source.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.option("--dry-run", is_flag=True, help="Write no receipt; say which would be written.")
@click.option("--template", is_flag=True, help="Print a sources.csv to fill in, and write nothing.")
def sources(case: Path, every: bool, as_json: bool, dry_run: bool, template: bool) -> None:
    """List the sources of CASE and what is unknown of each, and write a receipt for each new file.

    A receipt is a row of CASE/receipts.csv: the file, its SHA-256 and size, and when it was received. People say what
    they know of a source in CASE/sources.csv.
    """
    with exit_codes(), progress_shown() as progress:
        if template:
            click.echo(tasks.sources_template(case, progress), nl=False)
            return
        found = tasks.list_sources(case, tasks.now(), not dry_run, progress)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        show_sources(found, every)
    sys.exit(NOT_ALL if found.lost else DONE)


@main.command(epilog=examples("tollbook verify dossier", "python dossier/verify.py"))
@click.argument("dossier", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def verify(dossier: Path, as_json: bool) -> None:
    """Check that DOSSIER is whole: hashes, quotes in their places, tolls replayed, sources re-read."""
    with exit_codes():
        found = tasks.verify(dossier)
    click.echo(mismatch_words(found, as_json))
    sys.exit(NOT_ALL if found.mismatches else DONE)


@main.command(epilog=examples("tollbook demo", "tollbook demo --out khujand"))
@click.option(
    "--out", type=CASE, default=Path("khujand-dossier"), show_default=True, help="Where to write the dossier."
)
def demo(out: Path) -> None:
    """Build the example case and say where to look."""
    with exit_codes(), progress_shown() as progress:
        built = tasks.demo(out, progress)
    page = built.out.absolute() / "index.html"
    click.echo(built_words(built))
    click.echo(f"\nOpen {page} in a browser. Every figure on it leads to its words.")
    click.echo(f"Then try: tollbook explain {built.out} 1997/killed")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin":
        webbrowser.open(page.as_uri())
    sys.exit(DONE)  # that it cannot read every language is what the example shows
