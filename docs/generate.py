"""Writes the pages of docs/reference that the code itself can tell: the commands, the rules and the questions."""

from functools import partial
from pathlib import Path
from typing import Any

import click
import yaml

from tollbook.assess.questions import load_inquiry
from tollbook.assess.unknowns import OpenQuestion, load_questions
from tollbook.cli.main import main as tollbook
from tollbook.data import load_references
from tollbook.data.conventions import load_convention
from tollbook.data.date_tables import load_date_table
from tollbook.data.norms import LANGUAGES, aliases_of, load_instruments, load_states, short_names
from tollbook.model import Rule
from tollbook.model.instrument import Deed, Instrument, InstrumentKind, Participation
from tollbook.reconcile.rules import RULES

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
WIDTH = 100
_HEAD = "<!-- Written by `make docs` from the code. Change the code's own words, then run it again. -->\n"


def commands_page() -> str:
    """Every command with its help, as a person sees it."""
    parts = [f"# Commands\n\n{_HEAD}\n{_exit_codes()}"]
    group = click.Context(tollbook)
    found = [(name, tollbook.get_command(group, name)) for name in tollbook.list_commands(group)]
    parts += [_command(name, command) for name, command in found if command]
    return "\n".join(parts)


def _command(name: str, command: click.Command) -> str:
    group = click.Context(tollbook, info_name="tollbook", **tollbook.context_settings)  # commands inherit its -h
    return _help(name, command, group, 2)


def _help(name: str, command: click.Command, parent: click.Context, level: int) -> str:
    """The help of a command, and below it that of each of its own commands."""
    context = click.Context(command, parent, name, terminal_width=WIDTH, max_content_width=WIDTH)
    within = sorted(command.commands.items()) if isinstance(command, click.Group) else []
    own = f"{'#' * level} {_path(context)}\n\n```text\n{command.get_help(context)}\n```\n"
    return "\n".join([own, *(_help(inner, one, context, level + 1) for inner, one in within)])


def _path(context: click.Context) -> str:
    """The words of a command, without what is given to it."""
    return " ".join(filter(None, [_path(context.parent) if context.parent else None, context.info_name]))


def _exit_codes() -> str:
    return (
        "| exit code | meaning |\n|---|---|\n"
        "| 0 | done; issues inside the material do not change it |\n"
        "| 1 | done, but a whole file or row could not be read, or `verify` found a mismatch |\n"
        "| 2 | wrong use: the message says how |\n"
        "| 3 | failed, and nothing was written |\n"
    )


def rules_page() -> str:
    """Every rule in one line, with the way to its own page."""
    intro = (
        "A rule turns the claims about one harm in one incident into a toll. A rule that somebody published is\n"
        "applied by Tollbook: what comes out is no figure of its publisher. Where its own scope leaves an incident\n"
        "out, it gives none. `range` is Tollbook's own: a span of claims, and no published rule. Which are applied,\n"
        "`rules` and `modes` in `case.toml` say: [published rules](../how-to/published-rules.md).\n"
    )
    head = "| rule | published by | it says | vague words |\n|---|---|---|---|\n"
    return f"# Rules\n\n{_HEAD}\n{intro}\n{head}" + "".join(_line(RULES[id_]) for id_ in sorted(RULES))


def _line(rule: Rule) -> str:
    publisher = rule.publisher or "nobody: a span of claims"
    return f"| [{rule.id}](rules/{rule.id}.md) | {publisher} | {rule.says} | {_words_read(rule)} |\n"


def _words_read(rule: Rule) -> str:
    if rule.terms is None:
        return "not read"
    read = load_convention(rule.terms)
    return ", ".join(
        f"{term.replace('_', ' ')} {n:,}{'*' if term in read.noted else ''}" for term, n in read.numbers.items()
    )


def rule_page(rule: Rule) -> str:
    """One rule: whose it is, its sentence, its citation, what was not checked, its truth table."""
    first, last = rule.in_force
    cited = load_references()[rule.reference]
    rows = "".join(
        map(_row, yaml.safe_load((ROOT / "tests" / "rules" / f"{rule.id}.yaml").read_text(encoding="utf-8")))
    )
    whose = (
        f"Rule published by {rule.publisher}, applied by Tollbook; what it gives is not a figure of its publisher."
        if rule.publisher
        else "Tollbook's own: a span of claims, and no published rule."
    )
    return (
        f"# {rule.id}\n\n{_HEAD}\n{whose}\n\n**It says:** {rule.says}\n\n"
        f"**Cited:** {cited.citation} (compared {cited.checked}). {cited.note.strip()}\n\n"
        f"**In force** from {first}{f' to {last}' if last else ''}.\n\n{_unchecked(rule)}{_vague(rule)}{_dates(rule)}"
        f"Its truth table, `tests/rules/{rule.id}.yaml`. A line is that of "
        "[how a text is read](../../explanation/reading.md); "
        f"reasons and needs are in [codes](../codes.md).\n\n"
        f"| line | case | claims | gives |\n|---|---|---|---|\n{rows}"
    )


def _unchecked(rule: Rule) -> str:
    listed = "".join(f"- {one[:1].upper()}{one[1:].rstrip('.')}.\n" for one in rule.unchecked)
    return f"**Not compared with its publication:**\n\n{listed}\n" if listed else ""


def _vague(rule: Rule) -> str:
    if rule.terms is None:
        return (
            "**Vague words** are not read as numbers: nothing that was found publishes a reading of them.\n\n"
            if rule.publisher
            else ""
        )
    read = load_convention(rule.terms)
    noted = (
        " Those with * are seen in notes of rows, published as no rule, and read only where nobody states a number."
        if read.noted
        else ""
    )
    war = ", ".join(f"{term} {n}" for term, n in read.in_war.items())
    in_war = f" Where an armed conflict is told of: {war}." if war else ""
    return (
        f"**Vague words** are read as: {_words_read(rule)}.{noted}{in_war} (`data/conventions/{rule.terms}.yaml`)\n\n"
    )


def _dates(rule: Rule) -> str:
    if rule.dates is None:
        return ""
    read = load_date_table(rule.dates)
    head = "| words | days | precision |\n|---|---|---|\n"
    lines = "".join(
        f"| {', '.join(one.phrases.get('en', ()))} | {one.way[3:]} {_value(one.to).replace('_', ' ')}"
        f"{f' (odd: {one.odd})' if one.odd else ''} | {one.precision} |\n"
        for one in read.table
    )
    checked = "" if read.checked else ", not compared with the publication"
    return (
        f"**Vague dates** are read by its own table (`data/conventions/{rule.dates}.yaml`{checked}), counted from the "
        "day of the document, in English alone. What it gives stands beside the row; no figure and no incident's day "
        "rests on it. `days 1, 0`: from one day before the report to its day; `month 1, 10`: the 1st to the 10th.\n\n"
        f"{head}{lines}\n"
    )


def _row(case: dict[str, Any]) -> str:
    claims = "; ".join(map(_claim, case["claims"]))
    about = {name: value for name, value in case.items() if name not in ("line", "name", "claims", "gives")}
    also = f" ({', '.join(f'{name} {_value(value)}' for name, value in about.items())})" if about else ""
    gives = ", ".join(f"{name} {_value(value)}" for name, value in case["gives"].items())
    return f"| {case.get('line', '-')} | {case['name']}{also} | {claims} | {gives} |\n"


def _claim(claim: dict[str, Any]) -> str:
    """A claim of a truth table: who, then whatever the row states, by name."""
    said = ", ".join(f"{name} {_value(value)}" for name, value in claim.items() if name not in ("id", "by"))
    return f"*{claim['id']}* {claim.get('by', 'nobody named')}: {said}"


def _value(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(map(_value, value))
        case dict():
            return ", ".join(f"*{name}* {_value(one)}" for name, one in value.items())
        case _:
            return str(value)


def questions_page() -> str:
    """What a dossier asks of an incident when no claim answers it."""
    intro = (
        "`unknowns` in the record: a question is asked of an incident in which somebody was harmed, where these\n"
        "documents do not answer it. The questions are data (`data/vocabulary/questions.yaml`).\n"
    )
    head = "| code | question | asked where | whom to ask |\n|---|---|---|---|\n"
    rows = "".join(map(_question, load_questions()))
    return f"# Questions\n\n{_HEAD}\n{intro}\n{head}{rows}\n{_inquiry()}"


def _question(asked: OpenQuestion) -> str:
    kinds = f" (of: {', '.join(sorted(asked.kinds))})" if asked.kinds else ""
    return f"| `{asked.code}` | {asked.question} | {asked.because}{kinds} | {asked.ask} |\n"


def _inquiry() -> str:
    """What is asked where claims do answer it."""
    intro = (
        "## With several answers\n\n"
        "`questions` in the record: asked where sources give several answers, or a person entered one\n"
        "([what the matrix says](../explanation/inquiry.md#questions-and-their-answers)).\n"
    )
    rows = (
        f"| `{one.code}` | {one.question} | {one.of}{f': {_listed(one.codes)}' if one.codes else ''} "
        f"| {f'`{one.unknown}`' if one.unknown else ''} |\n"
        for one in load_inquiry()
    )
    head = "| code | question | answered by | asked as, where nothing answers |\n|---|---|---|---|\n"
    return f"{intro}\n{head}" + "".join(rows)


def _listed(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes))


def norms_page() -> str:
    """Every text with its dates, articles and names, and who is a party to it since when."""
    intro = (
        "Read from `data/norms/` of the package: treaties, custom, standards and commitments, and who is a party to a\n"
        "treaty since when. How it is worked out what bound a state on a day: "
        "[obligations](../explanation/obligations.md).\n\n"
        "A day of deposit is the depositary's; the day from which a treaty is in force for a state follows from the\n"
        "treaty's own rule unless a source states it (marked *stated*). **Unverified**: from general knowledge and\n"
        "compared with no source. A `+`: a second reading of the depositary's tables gives the same year.\n"
    )
    parts = [f"# Norms\n\n{_HEAD}\n{intro}"]
    kinds = {
        InstrumentKind.TREATY: "Treaties",
        InstrumentKind.CUSTOM: "Custom",
        InstrumentKind.STANDARD: "Standards: none binds by itself",
        InstrumentKind.COMMITMENT: "Commitments: political, and no treaty",
    }
    for kind, heading in kinds.items():
        parts.append(f"\n## {heading}\n")
        parts += [_instrument(one) for one in load_instruments().values() if one.kind is kind]
    return "\n".join(parts)


def _instrument(one: Instrument) -> str:
    """One text: its facts, then its parties."""
    names = [name for name, id_ in short_names().items() if id_ == one.id]
    languages = [language for language in LANGUAGES if one.id in aliases_of(language).values()]
    facts = {
        "adopted": " ".join(filter(None, (one.adopted_words, f"({one.adopted_by})" if one.adopted_by else ""))),
        "in force": one.in_force.isoformat() if one.in_force else "",
        "cited": one.cited.citation,
        "stated": "; ".join(said.citation for said in one.stated),
        "articles": "; ".join(f"{topic} {', '.join(articles)}" for topic, articles in one.articles.items()),
        "in force for a state": f"art. {one.force.article}: {one.force.says}" if one.force else "",
        "derogation": one.derogation,
        "leaving": one.leaving,
        "replaces": one.revises or "",
        "open to": one.open_to[0] if one.open_to else "",
        "premise": (one.premise or "").replace("_", " "),
        "takes part since": ", ".join(f"{code} {day}" for code, day in one.participants.items()),
        "short": ", ".join(names),
        "names in": ", ".join(languages),
        "who is a party was read until": one.covered.isoformat() if one.covered else "",
        "note": one.note,
    }
    listed = "".join(f"- {name}: {value}\n" for name, value in facts.items() if value)
    return f"### `{one.id}`: {one.name}\n\n{listed}{_parties(one)}"


def _parties(one: Instrument) -> str:
    if not one.parties:
        return ""
    head = "\n| state | act | signed | deposited | in force for it | read in |\n|---|---|---|---|---|---|\n"
    return head + "".join(_party(one, code) for code in load_states() if code in one.parties)


def _party(one: Instrument, code: str) -> str:
    party: Participation = one.parties[code]
    entered = one.entered(code)
    in_force = f"{entered}{' *stated*' if party.stated else ''}" if entered else "-"
    in_force = in_force if party.by is not Deed.SIGNATURE else "not bound"
    left = f" until {party.left}" if party.left else ""
    said = "; ".join(filter(None, (*party.declarations, party.note)))
    read = "**unverified**" if party.cited.unverified else f"as of {party.cited.of}" if party.cited.of else "see note"
    return (
        f"| {code} {load_states()[code].name} | {party.by.value} | {party.signed or '-'} | {party.deposited or '-'} | "
        f"{in_force}{left} | {read}{' +' if party.second else ''}{f' ({said})' if said else ''} |\n"
    )


PAGES = {
    "commands.md": commands_page,
    "norms.md": norms_page,
    "rules.md": rules_page,
    "questions.md": questions_page,
    **{f"rules/{id_}.md": partial(rule_page, rule) for id_, rule in sorted(RULES.items())},
}


def main() -> None:
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
