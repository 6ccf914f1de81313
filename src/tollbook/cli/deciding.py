"""What the commands of ``tollbook decide`` share: who, why, a dry run, the fields of a claim, and what is printed."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tollbook import tasks
from tollbook.cli.exits import exit_codes
from tollbook.cli.progress import progress_shown, tell
from tollbook.model import GROUPS, DecisionKind, Form, Harm, SpeakerType, Stance, StandardOfProof, verdicts_of
from tollbook.model.decision import is_role_code
from tollbook.tasks.applying import Given, apply_file
from tollbook.tasks.deciding import Act, Asked, Decided, decide

BY = "TOLLBOOK_BY"
_NONE = "none"
Command = Callable[..., Any]


class Bound(click.ParamType[Any]):
    """A whole number, or "none" where the words set no bound."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Digits as a number; everything else but "none" is refused."""
        if value == _NONE:
            return value
        if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10):
            self.fail(f"{value!r} is not a number of people; write digits, or {_NONE} where the words set no bound")
        return int(value)


class Stated(click.ParamType[Any]):
    """What a claim of another kind than count states, as an object of JSON."""

    name = "JSON"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Its fields; what is no object is refused."""
        try:
            given = json.loads(value)
        except ValueError:
            given = None
        if not isinstance(given, dict):
            self.fail('not an object of JSON; write such as {"terms": "an inquiry", "asked": ["the parliament"]}')
        return given


def _one_of(codes: Any) -> click.Choice[str]:
    return click.Choice([str(one) for one in codes])


STANDARD = click.option(
    "--standard",
    required=True,
    type=click.Choice([one.value for one in StandardOfProof]),
    metavar="STANDARD",
    help=f"The standard of proof that is met: {', '.join(StandardOfProof)}.",
)
_WHO = (
    click.option("--by", envvar=BY, metavar="CODE", help=f"Who decides: a code such as R1, not a name. [env: {BY}]"),
    click.option("--because", metavar="WORDS", help="Why, in your words."),
    click.option("--dry-run", is_flag=True, help="Say what it would change, and write nothing."),
    click.option("--json", "as_json", is_flag=True, help="The result as JSON."),
    click.option("--no-cache", is_flag=True, help="Read every document anew."),
)
_FIELDS = (
    click.option("--harm", type=_one_of((*Harm, "died")), metavar="HARM", help="Such as killed; died: in these words."),
    click.option("--group", type=_one_of(GROUPS), metavar="GROUP", help="Whom the words count, such as prisoners."),
    click.option("--low", type=Bound(), help="The lowest number stated; none where the words set none."),
    click.option("--high", type=Bound(), help="The highest number stated; none where the words set none."),
    click.option("--open/--closed", "open", default=None, help="Whether the words leave the top open."),
    click.option("--form", type=_one_of(Form), metavar="FORM", help=", ".join(Form)),
    click.option("--term", help="The code of a vague word, such as dozens."),
    click.option("--speaker", help="Who says so, as the words name them; none: the document itself."),
    click.option("--speaker-type", type=_one_of(SpeakerType), metavar="TYPE", help="Such as authority or family."),
    click.option("--anonymous/--named", "anonymous", default=None, help="Whether the speaker is described, not named."),
    click.option("--stance", type=_one_of(Stance), metavar="STANCE", help=", ".join(Stance)),
    click.option("--when", help="The day of the event in EDTF, such as 2018-11-07."),
    click.option("--where", help="The place of the event."),
)


_OTHERS = (  # of claims that are no counts
    click.option("--name", help="Of a death: the name."),
    click.option("--described", help="Of a death: who it was, where no name is known."),
    click.option("--age", type=Bound(), help="Of a death."),
    click.option("--party", help="Of a role or an act: who."),
    click.option("--role", help="The code of a role, such as said_to_be_responsible."),
    click.option("--label", help="The word that is put on what happened."),
    click.option("--charge/--no-charge", "charge", default=None, help="Of a label: whether it is a charge."),
    click.option("--cause", help="Of a cause: what."),
    click.option("--effect", help="Of a cause: of what."),
    click.option("--act", help="What was done."),
    click.option("--of", help="Of an act or a label: to whom, or of what."),
    click.option("--intent", help="Of an act: what it is said to have been done for."),
    click.option("--value", type=Stated(), metavar="JSON", help="Of other kinds: what they state, as in claims.jsonl."),
)


def deciding(command: Command) -> Command:
    """Adds the options that every kind of decision has."""
    return _with(_WHO, command)


def stating(command: Command) -> Command:
    """Adds an option for each field of a claim."""
    return _with((*_FIELDS, *_OTHERS), command)


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def fields_of(given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given; "none" is unknown."""
    return {name: None if one == _NONE else one for name, one in given.items() if one is not None}


def asked(kind: DecisionKind, about: tuple[str, ...], because: str, value: Any = None, verdict: str = "") -> Asked:
    """What is asked for; the verdict is needed where a kind has several."""
    return Asked(kind, about, verdict or verdicts_of(kind)[0], because, value or {})


def run(wanted: list[Asked], who: dict[str, Any]) -> None:
    """Decides, and prints what was decided and what it changes. ``who``: what ``deciding`` added."""
    case = click.get_current_context().obj
    assert isinstance(case, Path)
    with exit_codes(), progress_shown() as progress:
        act = Act(by_of(who["by"]), tasks.now(), who["dry_run"], tell)
        done = decide(case, wanted, act, progress, not who["no_cache"])
    show(done, who["as_json"])


def apply(case: Path, file: Path, who: dict[str, Any]) -> None:
    """Applies a file of decisions; "-" is what is piped in."""
    piped = str(file) == "-"
    name = "standard input" if piped else file.name
    given = Given(b"", name, who["by"] or None, tasks.now(), who["dry_run"], tell)
    with exit_codes(), progress_shown() as progress:
        done = apply_file(case, sys.stdin.buffer if piped else file, given, progress, not who["no_cache"])
    if who["as_json"]:
        click.echo(json.dumps(done.as_json(), ensure_ascii=False))
        return
    if done.decided.decisions:
        show(done.decided, False)
    for old, new in done.edited:
        click.echo(f"{old} was edited: {new} is a decision over it.")
    for count, what in (
        (done.known, "in the case already"),
        (done.sealed, "sealed, and passed over"),
        (done.erased, "erased in this case, and passed over"),
        (done.left_out, "of the case not in the file: what is left out stands as before; undo it to take it back"),
    ):
        if count:
            click.echo(f"{count} {what}.")
    if not done.decided.decisions:
        click.echo("Nothing to decide: the file says what the case says.")


def by_of(by: str | None) -> str:
    """Who decides. Nobody stands in for a missing one."""
    if not by:
        raise click.UsageError(f"Say who decides with --by, a code such as R1 and not a name; or set {BY}.")
    if not is_role_code(by):
        raise click.UsageError("Who decides is given as a code of letters and digits, such as R1, not as a name.")
    return by


def because_of(who: dict[str, Any]) -> str:
    """Why."""
    if not (because := (who["because"] or "").strip()):
        raise click.UsageError("Say why with --because, in your words.")
    return str(because)


def show(done: Decided, as_json: bool) -> None:
    """Each decision in a line, and the figures that become others."""
    if as_json:
        click.echo(json.dumps(done.as_json(), ensure_ascii=False))
        return
    for line in done.lines():
        click.echo(line)
    for line in done.changes or ("no figure changes",):
        click.echo(f"  {line}")
    for issue in done.issues:
        click.echo(f"  {issue.code}: {issue.message}")
    if not done.written:
        click.echo("Nothing was written: this was a dry run.")
