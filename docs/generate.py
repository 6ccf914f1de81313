"""Writes the pages of docs/reference that the code itself can tell: the commands, the rules and the questions."""

from pathlib import Path
from typing import Any

import click
import yaml

from tollbook.assess.unknowns import OpenQuestion, load_questions
from tollbook.cli.main import main as tollbook
from tollbook.data import load_references
from tollbook.model import Rule
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
    """Every rule: its sentence, its citation, its truth table."""
    intro = "A rule turns the claims about one harm in one incident into a toll. Each row of a table below is a test.\n"
    return "\n".join([f"# Rules\n\n{_HEAD}\n{intro}", *(_rule(RULES[id_]) for id_ in sorted(RULES))])


def _rule(rule: Rule) -> str:
    first, last = rule.in_force
    cited = load_references()[rule.reference]
    table = ROOT / "tests" / "rules" / f"{rule.id}.yaml"
    rows = "".join(map(_row, yaml.safe_load(table.read_text(encoding="utf-8"))))
    return (
        f"## {rule.id}\n\n{rule.says}\n\nCited: {cited.citation} (compared {cited.checked}). "
        f"In force from {first}{f' to {last}' if last else ''}.\n\n"
        f"Its truth table, `tests/rules/{rule.id}.yaml`; the line is that of "
        "[how a text is read](../explanation/reading.md):"
        f"\n\n| line | case | claims | gives |\n|---|---|---|---|\n{rows}"
    )


def _row(case: dict[str, Any]) -> str:
    claims = "; ".join(map(_claim, case["claims"]))
    gives = ", ".join(f"{name} {_value(value)}" for name, value in case["gives"].items())
    return f"| {case['line']} | {case['name']} | {claims} | {gives} |\n"


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
    return f"# Questions\n\n{_HEAD}\n{intro}\n{head}" + "".join(map(_question, load_questions()))


def _question(asked: OpenQuestion) -> str:
    kinds = f" (of: {', '.join(sorted(asked.kinds))})" if asked.kinds else ""
    return f"| `{asked.code}` | {asked.question} | {asked.because}{kinds} | {asked.ask} |\n"


PAGES = {"commands.md": commands_page, "rules.md": rules_page, "questions.md": questions_page}


def main() -> None:
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
