"""``tollbook demands``: the ledger of demands; entering one, its answers, and what it rests on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tollbook.cli.commands import CaseFirst
from tollbook.cli.deciding import Command, asked, because_of, deciding, fields_of, run
from tollbook.cli.exits import exit_codes
from tollbook.cli.progress import progress_shown
from tollbook.cli.words import examples
from tollbook.model import ClaimKind, DecisionKind, SpeakerType
from tollbook.model.decision import Response
from tollbook.tasks.demands import demand_lines
from tollbook.tasks.demands import demands as listed

CASE = click.Path(path_type=Path)
_WHO = ("by", "because", "dry_run", "as_json", "no_cache")


@click.group(
    cls=CaseFirst,
    invoke_without_command=True,
    epilog=examples(
        "tollbook demands papers",
        "tollbook demands papers --json | jq '.[] | select(.answers == [])'",
        "tollbook demands papers add letter.txt --words 'we ask the governor to open the gates' "
        "--terms 'open the gates' --asked 'the governor' --by R1 --because 'not read'",
        "tollbook demands papers answer 4ced --response refused --words 'There will be no inquiry' --source reply.txt "
        "--by R1 --because 'the last line of the reply'",
    ),
)
@click.argument("case", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="The demands as JSON.")
@click.pass_context
def demands(ctx: click.Context, /, case: Path, as_json: bool) -> None:
    """List who demands what in CASE, of whom, what it rests on, and every answer since.

    Days are reckoned to the day of the record (as_of), never to today.
    """
    ctx.obj = case
    if ctx.invoked_subcommand is not None:
        return
    with exit_codes(), progress_shown() as progress:
        found = listed(case, progress)
    if as_json:
        click.echo(json.dumps(list(found.entries), ensure_ascii=False))
    else:
        click.echo("\n".join(demand_lines(found)) or "No demand was read in this case, and nobody entered one.")


def _verb(name: str, *lines: str) -> Callable[[Command], click.Command]:
    return demands.command(name, epilog=examples(*(f"tollbook demands papers {name} {line}" for line in lines)))


def _who(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given.pop(name) for name in _WHO}


@_verb(
    "add",
    "letter.txt --words 'we ask the governor to open the gates' --terms 'open the gates' --asked 'the governor' "
    "--by R1 --because 'not read'",
)
@click.argument("source")
@click.option("--words", required=True, help="The words that state it, exactly as they stand.")
@click.option("--terms", required=True, help="What is demanded, in the words of the text.")
@click.option("--asked", "whom", multiple=True, metavar="WHOM", help="Whom they ask; as often as needed.")
@click.option("--to-act", multiple=True, metavar="WHO", help="Who is to act; as often as needed.")
@click.option("--by-when", help="By when, in the words of the text.")
@click.option("--within", metavar="DEMAND", help="The demand in whose terms it stands.")
@click.option("--speaker", help="Who demands, as the words name them; the document itself where nobody is named.")
@click.option("--speaker-type", type=click.Choice([one.value for one in SpeakerType]), metavar="TYPE")
@click.option("--when", help="The day of the event in EDTF, such as 2018-11-07.")
@click.option("--where", help="The place of the event.")
@click.option("--start", type=click.IntRange(0), help="Where the words begin, where they stand more than once.")
@click.option("--place", help="Where they stand in a source without text, such as page 2.")
@deciding
def add(source: str, terms: str, whom: tuple[str, ...], to_act: tuple[str, ...], **given: Any) -> None:
    """SOURCE states a demand that the machine did not read. SOURCE is a file's name, or its id."""
    who = _who(given)
    stated = {"by_when": given.pop("by_when"), "within": given.pop("within")}
    value = {"terms": terms, "asked": list(whom), "to_act": list(to_act)}
    value |= {name: one for name, one in stated.items() if one is not None}
    fields = {**fields_of(given), "kind": ClaimKind.DEMAND.value, "value": value}
    run([asked(DecisionKind.ADD, (source,), because_of(who), fields)], who)


@_verb(
    "answer",
    "4ced --response refused --words 'There will be no inquiry' --source reply.txt --by R1 --because 'its last line'",
)
@click.argument("demand")
@click.option("--response", required=True, type=click.Choice([one.value for one in Response]), help="As you read it.")
@click.option("--words", "answer", required=True, help="The answer, exactly as it stands in the source.")
@click.option("--source", required=True, help="The source in which it stands.")
@click.option("--answered-by", metavar="WHO", help="Who answers, as the source names them.")
@click.option("--on", metavar="DAY", help="When it was given, in EDTF, such as 2018-11-07.")
@click.option("--grounds", help="The grounds that are given for it, in the words of the source.")
@click.option("--start", type=click.IntRange(0), help="Where the words begin, where they stand more than once.")
@click.option("--place", help="Where they stand in a source without text, such as page 2.")
@deciding
def answer(demand: str, **given: Any) -> None:
    """Enter an answer to DEMAND, word for word. Each answer stands beside those before; take one back with undo."""
    who = _who(given)
    run([asked(DecisionKind.ANSWER, (demand,), because_of(who), fields_of(given))], who)


@_verb("rest-on", "4ced --ground 81aa --norm cat --by R1 --because 'its third paragraph says so'")
@click.argument("demand")
@click.option("--ground", "claims", multiple=True, metavar="CLAIM", help="A claim; as often as needed.")
@click.option("--norm", "norms", multiple=True, metavar="NORM", help="A norm by its id, such as cat.")
@deciding
def rest_on(demand: str, claims: tuple[str, ...], norms: tuple[str, ...], **who: Any) -> None:
    """Say which claims of the record, and which obligations, DEMAND rests on."""
    value = {"claims": list(claims), "norms": list(norms)}
    run([asked(DecisionKind.REST_ON, (demand,), because_of(who), value)], who)
