"""What the commands print."""

import json
from collections.abc import Iterator

from tollbook.model import Account, Issue, Rule, Toll
from tollbook.tasks import Built, Verified

_ISSUES = "issues.jsonl"
_SHOWN = 12  # incidents listed after a build; the page has them all


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def built_words(built: Built) -> str:
    """What was built: counts, the incidents with their spans, the issues, the root hash."""
    register = built.register
    lines = [
        ", ".join(
            (
                counted(len(register.sources), "source"),
                counted(len(register.claims), "claim"),
                counted(len(register.accounts), "incident"),
                counted(len(register.issues), "issue"),
            )
        ),
        f"{built.holdings}{f'; {built.out / _ISSUES} says what to do' if built.lost else ''}",
    ]
    for account in register.accounts[:_SHOWN]:
        spans = [f"{toll.harm.value} {_span(toll)}" for toll in _spans(account, register.rules[0])]
        lines.append(
            f"  {account.incident.title}  ({account.incident.when or 'date not stated'})  "
            f"{', '.join(spans) or 'no figure'}"
        )
    if len(register.accounts) > _SHOWN:
        lines.append(f"  … and {len(register.accounts) - _SHOWN} more")
    lines.append(f"{built.status[:1].lower()}{built.status[1:]}: {built.out / 'index.html'}")
    lines.append(f"root hash {built.root}")
    return "\n".join(lines)


def _spans(account: Account, rule: Rule) -> Iterator[Toll]:
    """What is claimed of everyone, harm by harm: the tolls of the first rule in the first mode, of the others none."""
    of = [toll for toll in account.tolls if toll.rule == rule.id and toll.group == "all"]
    for toll in of:
        if isinstance(toll, Toll) and toll.mode == of[0].mode:
            yield toll


def plain(words: str) -> str:
    """Words on one line, without signs that could steer a terminal or turn the line around."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in words)


def counted(count: int, noun: str) -> str:
    """The number with the noun: "1 source", "2 sources"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _span(toll: Toll) -> str:
    low = "?" if toll.low is None else str(toll.low)
    top = "?" if toll.highest_stated is None else str(toll.highest_stated)
    if toll.open:
        return f"{low}+" if top in ("?", low) else f"{low}–{top}+"
    return low if low == top else f"up to {top}" if toll.low is None else f"{low}–{top}"


def issue_words(path: str, issue: Issue, to_a_person: bool) -> str:
    """An issue of a file in a line. Where it does not go ``to_a_person`` it may go to a log, and repeats no words of
    the document: what is said of a place in a text can quote it."""
    if to_a_person or not (issue.at or issue.about):
        return f"{path}: {issue.code}: {issue.message}"
    place = f" {issue.at.start}–{issue.at.end}" if issue.at else ""
    return f"{path}{place}: {issue.code}: see docs/reference/issues.md, or what a dossier's issues.jsonl says of it."


def mismatch_words(found: Verified, as_json: bool) -> str:
    """The result of a check, one mismatch a line."""
    if as_json:
        return json.dumps(
            {"root": found.root, "mismatches": [one._asdict() for one in found.mismatches]}, ensure_ascii=False
        )
    lines = [str(one) for one in found.mismatches]
    lines.append(
        f"{len(lines)} mismatch{'' if len(lines) == 1 else 'es'}"
        if lines
        else "Every hash, quote and toll holds, and the sources read to the same texts."
    )
    lines.append(
        f"root hash {found.root}  (nothing inside a folder can vouch for the folder: compare this with the one "
        "you were given)"
    )
    return "\n".join(lines)
