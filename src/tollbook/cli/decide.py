"""``tollbook decide``: a verb for each kind of decision, and a file of many."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tollbook.cli.commands import CaseFirst
from tollbook.cli.deciding import (
    BY,
    STANDARD,
    Command,
    apply,
    asked,
    because_of,
    deciding,
    fields_of,
    run,
    stating,
)
from tollbook.cli.words import examples
from tollbook.model import ClaimKind, DecisionKind, Leaving, Likeness, Side, StandardOfProof
from tollbook.model.premise import HOLDS, HOLDS_NOT, Premise

CASE = click.Path(path_type=Path)


@click.group(
    cls=CaseFirst,
    invoke_without_command=True,
    epilog=examples(
        'tollbook decide papers reject 4ced97f3cdbde2f9 --by R1 --because "a wounded man, not a dead one"',
        'tollbook decide papers accept 4ced 81aa 90c2 --by R1 --because "as the words say"',
        "tollbook decide papers correct 'one.txt:12 prisoners' --low 12 --high 12 --by R1 --because ...",
        "tollbook decide papers --file decisions.yaml --by R1 --dry-run",
        "tollbook decide papers reject --help",
    ),
)
@click.argument("case", type=CASE)
@click.option("--file", type=CASE, help="Apply decisions written as text, as tollbook log CASE --text prints them.")
@click.option("--by", envvar=BY, metavar="CODE", help="With --file: who decided where an item does not say.")
@click.option("--dry-run", is_flag=True, help="With --file: say what it would change, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --file: the result as JSON.")
@click.option("--no-cache", is_flag=True, help="With --file: read every document anew.")
@click.pass_context
def decide(ctx: click.Context, /, case: Path, file: Path | None, **who: Any) -> None:
    """Decide something about CASE: a claim, a pair, a speaker, what may leave.

    A claim is named by the beginning of its id (four digits or more), or as FILE:WORDS, the words as they stand in it.
    A decision is acknowledged when it is on the disk. None is ever removed: decide again, or undo.
    """
    ctx.obj = case
    if (file is None) == (ctx.invoked_subcommand is None):
        raise click.UsageError("Say what to decide (reject, correct, …), or give a --file of decisions: one of both.")
    if file is not None:
        apply(case, file, who)


_WHO = ("by", "because", "dry_run", "as_json", "no_cache")


def _apart(given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Who decides, and the fields of the claim."""
    return {name: given.pop(name) for name in _WHO}, fields_of(given)


def _verb(name: str, *lines: str) -> Callable[[Command], click.Command]:
    """A command for one kind of decision. ``lines``: examples, after the name of the case."""
    return decide.command(name, epilog=examples(*(f"tollbook decide papers {name} {line}" for line in lines)))


@_verb("accept", "4ced97f3cdbde2f9 81aa --by R1 --because 'as the words say'")
@click.argument("claims", nargs=-1, required=True)
@deciding
def accept(claims: tuple[str, ...], **who: Any) -> None:
    """The words state what these CLAIMS say."""
    run([asked(DecisionKind.ACCEPT, (one,), because_of(who)) for one in claims], who)


@_verb("reject", "4ced97f3cdbde2f9 --by R1 --because 'a wounded man, not a dead one'")
@click.argument("claims", nargs=-1, required=True)
@deciding
def reject(claims: tuple[str, ...], **who: Any) -> None:
    """The words do not state what these CLAIMS say: they are set aside, and stay to be seen."""
    run([asked(DecisionKind.REJECT, (one,), because_of(who)) for one in claims], who)


@_verb("correct", "4ced --low 24 --high 24 --group prisoners --by R1 --because 'it counts prisoners'")
@click.argument("claim")
@click.option("--words", help="The exact words of the figure.")
@stating
@deciding
def correct(claim: str, **given: Any) -> None:
    """The words of CLAIM state something else: give the fields that change."""
    who, fields = _apart(given)
    run([asked(DecisionKind.CORRECT, (claim,), because_of(who), fields)], who)


@_verb("add", "ward.txt --words 'three of them' --harm killed --low 3 --high 3 --by R1 --because 'not read'")
@click.argument("source")
@click.option("--words", required=True, help="The words that state it, exactly as they stand.")
@click.option(
    "--kind", type=click.Choice([one.value for one in ClaimKind]), metavar="KIND",
    help=f"count where nothing is said; or {', '.join(one for one in ClaimKind if one != 'count')}.",
)  # fmt: skip
@click.option("--start", type=click.IntRange(0), help="Where they begin in the text, where they stand more than once.")
@click.option("--place", help="Where they stand in a source without text, such as page 2 or 00:01:23.")
@stating
@deciding
def add(source: str, **given: Any) -> None:
    """SOURCE states something that the machine did not read. SOURCE is a file's name, or its id."""
    who, fields = _apart(given)
    run([asked(DecisionKind.ADD, (source,), because_of(who), fields)], who)


@_verb("move", "4ced 9f1b --by R1 --because 'told of the second night'", "4ced new --by R1 --because 'a third event'")
@click.argument("claim")
@click.argument("incident")
@deciding
def move(claim: str, incident: str, **who: Any) -> None:
    """CLAIM is of INCIDENT: an id, its date, words of its title; or "new" for one of its own."""
    run([asked(DecisionKind.MOVE, (claim,), because_of(who), {"incident": incident})], who)


def _of_likeness(kind: DecisionKind, line: str, says: str) -> None:
    @_verb(kind.value, line)
    @click.argument("what", type=click.Choice([one.value for one in Likeness]))
    @click.argument("one")
    @click.argument("other")
    @deciding
    def likeness(what: str, one: str, other: str, **who: Any) -> None:
        run([asked(kind, (one, other), because_of(who), verdict=what)], who)

    likeness.help = says


_of_likeness(
    DecisionKind.SAME,
    "incident 9f1b 07c2 --by R1 --because 'two papers on one night'",
    "ONE and OTHER are the same incident, place, person or speaker. A person is named by the claim of a death.",
)
_of_likeness(
    DecisionKind.DIFFERENT,
    "speaker the-ministry the-ministry-of-health --by R1 --because 'two bodies'",
    "ONE and OTHER are two incidents, places, persons or speakers.",
)


@_verb("part-of", "4ced 81aa --by R1 --because 'the three are among the twelve'", "4ced none --by R1 --because ...")
@click.argument("claim")
@click.argument("total")
@deciding
def part_of(claim: str, total: str, **who: Any) -> None:
    """CLAIM counts a part of what TOTAL counts, which is another claim; or "none": it is a part of nothing."""
    run([asked(DecisionKind.PART_OF, (claim,), because_of(who), {"total": total})], who)


def _of_echoes(kind: DecisionKind, line: str, says: str) -> None:
    @_verb(kind.value, line)
    @click.argument("one")
    @click.argument("other")
    @deciding
    def echoes(one: str, other: str, **who: Any) -> None:
        run([asked(kind, (one, other), because_of(who))], who)

    echoes.help = says


_of_echoes(
    DecisionKind.ECHO,
    "4ced 81aa --by R1 --because 'the paper copies the agency'",
    "Of the claims ONE and OTHER one repeats the other: both are one voice.",
)
_of_echoes(
    DecisionKind.INDEPENDENT,
    "4ced 81aa --by R1 --because 'each counted for itself'",
    "Of the claims ONE and OTHER neither repeats the other: they are two voices.",
)


@_verb("side", "the-ministry 9f1b accused_authority --by R1 --because 'families hold it responsible'")
@click.argument("speaker")
@click.argument("incident")
@click.argument("side", type=click.Choice([one.value for one in Side]), metavar="SIDE")
@deciding
def side(speaker: str, incident: str, side: str, **who: Any) -> None:
    """Where SPEAKER stands in INCIDENT. No figure changes by it.

    SIDE is accused_authority, survivors_and_families, political_opposition, participant, independent_monitor,
    relief_body, media or unassigned.
    """
    run([asked(DecisionKind.SIDE, (speaker, incident), because_of(who), verdict=side)], who)


@_verb("interest", "the-ministry --words 'it ran the prison' --by R1 --because 'its own report, page 2'")
@click.argument("speaker")
@click.argument("incident", required=False)
@click.option("--words", required=True, help="The interest, as it is to stand beside the speaker's figures.")
@deciding
def interest(speaker: str, incident: str | None, words: str, **who: Any) -> None:
    """The interest that SPEAKER has declared, everywhere or in one INCIDENT."""
    about = (speaker, incident) if incident else (speaker,)
    run([asked(DecisionKind.INTEREST, about, because_of(who), {"words": words})], who)


@_verb("premise", "9f1b custody holds --by R1 --because 'both papers tell of prisoners'")
@click.argument("incident")
@click.argument("code", type=click.Choice([one.value for one in Premise]), metavar="PREMISE")
@click.argument("verdict", type=click.Choice([HOLDS, HOLDS_NOT]), metavar="VERDICT")
@click.option("--ground", "grounds", multiple=True, metavar="CLAIM", help="A claim it rests on; as many as needed.")
@deciding
def premise(incident: str, code: str, verdict: str, grounds: tuple[str, ...], **who: Any) -> None:
    """Whether a PREMISE of INCIDENT holds that the scope of a published rule turns on.

    PREMISE is armed_conflict, organised_actor, one_sided, custody, state_acted, others_acted, combatants, political,
    military_action or armed_violence. VERDICT is holds or does-not-hold.
    """
    value = {"grounds": list(grounds)} if grounds else {}
    run([asked(DecisionKind.PREMISE, (incident, code), because_of(who), value, verdict)], who)


@_verb("verify", "4ced 81aa --standard reasonable_grounds --by R1 --because 'the ward book and two relatives'")
@click.argument("claims", nargs=-1, required=True)
@STANDARD
@deciding
def verify(claims: tuple[str, ...], standard: str, **who: Any) -> None:
    """The death or injury of the one person of whom each of CLAIMS tells is proved to a standard."""
    run([asked(DecisionKind.VERIFY, (one,), because_of(who), verdict=standard) for one in claims], who)


@_verb("publish", "4ced clear --by R1 --because 'she agreed'", "'name:General Orlov' clear --asked no --standard ...")
@click.argument("thing")
@click.argument("verdict", type=click.Choice([one.value for one in Leaving]))
@click.option(
    "--asked",
    "was_asked",
    type=click.Choice(["yes, answered", "yes, no answer", "no"]),
    metavar="WHETHER",
    help="Of one alleged to be responsible: whether they were asked (yes, answered; yes, no answer; no).",
)
@click.option(
    "--standard",
    type=click.Choice([one.value for one in StandardOfProof]),
    metavar="STANDARD",
    help="Of one alleged to be responsible: the standard of proof that is met.",
)
@click.option(
    "--is",
    "of",
    type=click.Choice(["person", "place", "body", "other"]),
    help="What a name is of; a person where it is not said.",
)
@click.option("--minor", is_flag=True, default=None, help="It is known that the name is a minor's.")
@click.option("--survivor", is_flag=True, default=None, help="It is known that the name is a survivor's.")
@deciding
def publish(thing: str, verdict: str, was_asked: str | None, of: str | None, **given: Any) -> None:
    """THING may leave with a release ("clear"), or must not ("withhold").

    THING is a source (its bytes), text:SOURCE (its whole text), a claim (its quote), name:NAME, time:CLAIM (its hours),
    day:SOURCE (the day on which it spoke), consent:SOURCE (that the conditions of its consent are met), or
    finding:FINDING (what people found: it leaves where all that it rests on does).
    """
    who, value = _apart({**given, "asked": was_asked, "is": of})
    run([asked(DecisionKind.PUBLISH, (thing,), because_of(who), value, verdict)], who)


@_verb("answer", "9f1b names --words 'the ward book lists them' --source ward.txt --by R1 --because 'page 2'")
@click.argument("incident")
@click.argument("question", required=False)
@click.option("--words", required=True, help="The answer.")
@click.option("--source", help="The source that it comes from.")
@deciding
def answer(incident: str, question: str | None, words: str, source: str | None, **who: Any) -> None:
    """The answer to an open QUESTION (its code) of INCIDENT."""
    about = (incident, question) if question else (incident,)
    run([asked(DecisionKind.ANSWER, about, because_of(who), fields_of({"answer": words, "source": source}))], who)


@_verb("find", "9f1b --question 'Were they armed?' --answer 'most were not' --ground 4ced --ground 81aa "
       "--standard reasonable_grounds --by R1 --because 'two witnesses'")  # fmt: skip
@click.argument("incident")
@click.option("--question", required=True)
@click.option("--answer", required=True)
@click.option(
    "--ground", "grounds", multiple=True, metavar="CLAIM", help="A claim that it rests on; as many as needed."
)
@STANDARD
@deciding
def find(incident: str, question: str, answer: str, grounds: tuple[str, ...], standard: str, **who: Any) -> None:
    """A finding on INCIDENT. It rests on at least one claim."""
    value = {"question": question, "answer": answer, "grounds": list(grounds)}
    run([asked(DecisionKind.FIND, (incident,), because_of(who), value, standard)], who)


@_verb("dissent", "3f2a --by R3 --because 'both witnesses heard it from one person'")
@click.argument("finding")
@deciding
def dissent(finding: str, **who: Any) -> None:
    """You do not join FINDING, named by the id of its decision."""
    run([asked(DecisionKind.DISSENT, (finding,), because_of(who))], who)


@_verb("undo", "3f2a9c1e5b7d8f60 --by R1 --because 'decided of the wrong claim'")
@click.argument("decisions", nargs=-1, required=True)
@deciding
def undo(decisions: tuple[str, ...], **who: Any) -> None:
    """Take these DECISIONS back. They stay in the log; what they stood over stands again."""
    run([asked(DecisionKind.UNDO, (one,), because_of(who)) for one in decisions], who)
