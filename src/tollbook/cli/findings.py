"""``tollbook findings``: what people found, and what it rests on; making, joining, dissenting, looking again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tollbook.cli.commands import CaseFirst
from tollbook.cli.deciding import STANDARD, Command, asked, because_of, deciding, run
from tollbook.cli.exits import exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.model import DecisionKind
from tollbook.tasks.findings import as_json as plain_values
from tollbook.tasks.findings import finding_lines, finding_named
from tollbook.tasks.findings import findings as listed

CASE = click.Path(path_type=Path)


@click.group(
    cls=CaseFirst,
    invoke_without_command=True,
    epilog=examples(
        "tollbook findings papers",
        "tollbook findings papers --json | jq '.[] | select(.state == \"unsettled\")'",
        "tollbook findings papers make 9f1b --question 'Were they armed?' --answer 'most were not' --ground 4ced "
        "--ground 81aa --standard reasonable_grounds --by R1 --because 'two witnesses'",
        "tollbook findings papers dissent 3f2a --by R3 --because 'both witnesses heard it from one person'",
    ),
)
@click.argument("case", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.pass_context
def findings(ctx: click.Context, /, case: Path, as_json: bool) -> None:
    """List what people found in CASE, by what standard, on which claims, and whether these still hold.

    The machine makes no finding. One is unsettled where something that it rests on fell, until a person looks again.
    """
    ctx.obj = case
    if ctx.invoked_subcommand is not None:
        return
    with exit_codes(), progress_shown() as progress:
        found = listed(case, progress)
    if as_json:
        click.echo(json.dumps(plain_values(found), ensure_ascii=False))
    else:
        click.echo("\n".join(finding_lines(found)) or "Nobody has made a finding in this case.")


def _verb(name: str, *lines: str) -> Callable[[Command], click.Command]:
    return findings.command(name, epilog=examples(*(f"tollbook findings papers {name} {line}" for line in lines)))


@_verb(
    "make",
    "9f1b --question 'Were they armed?' --answer 'most were not' --ground 4ced --ground 81aa "
    "--standard reasonable_grounds --by R1 --because 'two witnesses'",
)
@click.argument("incident")
@click.option("--question", required=True, help="What is answered, as you ask it.")
@click.option("--answer", required=True, help="What you find, in your words.")
@click.option(
    "--ground", "grounds", multiple=True, metavar="CLAIM", help="A claim that it rests on; as many as needed."
)
@STANDARD
@deciding
def make(incident: str, question: str, answer: str, grounds: tuple[str, ...], standard: str, **who: Any) -> None:
    """Answer a question about INCIDENT, on claims that hold.

    It is refused where it rests on nothing, on claims that were set aside, on figures that only were reckoned, or on
    fewer voices than the case asks for. The same as tollbook decide CASE find.
    """
    value = {"question": question, "answer": answer, "grounds": list(grounds)}
    run([asked(DecisionKind.FIND, (incident,), because_of(who), value, standard)], who)


def _on_a_finding(name: str, kind: DecisionKind, line: str, says: str) -> None:
    @_verb(name, line)
    @click.argument("finding")
    @deciding
    def verb(finding: str, **who: Any) -> None:
        run([asked(kind, (finding,), because_of(who))], who)

    verb.help = says


_on_a_finding("join", DecisionKind.JOIN, "3f2a --by R2 --because 'I read the same'", "You join FINDING.")
_on_a_finding(
    "dissent",
    DecisionKind.DISSENT,
    "3f2a --by R3 --because 'both witnesses heard it from one person'",
    "You do not join FINDING, and say why. It stands beside the finding.",
)
_on_a_finding(
    "reaffirm",
    DecisionKind.REAFFIRM,
    "3f2a --by R1 --because 'it rests on the ward book as well'",
    "You looked at FINDING again, knowing what fell of its grounds, and stand by it.",
)


@_verb("withdraw", "3f2a --by R1 --because 'the ward book is of another prison'")
@click.argument("finding")
@deciding
@click.pass_obj
def withdraw(case: Path, /, finding: str, **who: Any) -> None:
    """Take FINDING back. It stays to be seen as withdrawn, with your reason."""
    with exit_codes():
        named = finding_named(case, finding)
    run([asked(DecisionKind.UNDO, (named,), because_of(who))], who)
