"""``tollbook decide``: what a person asks for becomes decisions, is tried, and is written down."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tollbook.decide import find_standing
from tollbook.decide.meant import Asked, meant_by
from tollbook.decide.naming import Naming, decision_words
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision, Issue, Register
from tollbook.publish.record import decision_line, issue_line
from tollbook.store.case_file import tell_nobody
from tollbook.tasks.decisions import check_role_code, check_takes_decisions, record_decisions
from tollbook.tasks.seen import seen_of
from tollbook.tasks.toll_changes import toll_changes
from tollbook.tasks.working import Working, open_working

__all__ = [
    "Act",
    "Asked",
    "Decided",
    "decide",
    "in_force_of",
    "made_of",
    "made_one",
    "over_what_stands",
    "try_and_write",
]


_WITHOUT_EFFECT = ("decision-not-used", "words-not-found", "place-missing", "finding-refused")


@dataclass(frozen=True, slots=True)
class Decided:
    """``changes``: the figures that become others, a line each. ``issues``: what there was not to be said of decisions
    before. ``written``: they are on the disk."""

    decisions: tuple[Decision, ...]
    changes: tuple[str, ...]
    issues: tuple[Issue, ...]
    written: bool

    def lines(self) -> tuple[str, ...]:
        """Each decision in a line, without a word of a source."""
        return tuple(decision_words(one) for one in self.decisions)

    def as_json(self) -> dict[str, Any]:
        """The whole as plain values."""
        return {
            "decisions": [decision_line(one) for one in self.decisions],
            "changes": list(self.changes),
            "issues": [issue_line(one) for one in self.issues],
            "written": self.written,
        }


@dataclass(frozen=True, slots=True)
class Act:
    """Who decides, when, and whether only to say what it would change. ``waiting`` is told when another writes."""

    by: str
    at: datetime
    dry_run: bool = False
    waiting: Callable[[str], None] = tell_nobody


def decide(
    case: Path, asked: Sequence[Asked], act: Act, progress: Progress = no_progress, use_cache: bool = True
) -> Decided:
    """Looks up what is named, tries the decisions on the register, and writes them down, all or none. Raises
    SettingsError and StoreError; then nothing is written."""
    check_takes_decisions(case)
    check_role_code(act.by)
    working = open_working(case, progress, use_cache)
    made = made_of(asked, working, act)
    return try_and_write(working, made, made, None if act.dry_run else act.waiting)


def made_of(asked: Iterable[Asked], working: Working, act: Act) -> tuple[Decision, ...]:
    """The decisions that are asked for, on the case as it is. Raises SettingsError."""
    naming = Naming(working.built.register, working.decisions)
    in_force = in_force_of(working.decisions)
    return tuple(dict.fromkeys(made_one(one, naming, in_force, act) for one in asked))


def try_and_write(
    working: Working, made: Sequence[Decision], own: Sequence[Decision], waiting: Callable[[str], None] | None
) -> Decided:
    """What the decisions change in a case, once they are written. ``own``: those of them that somebody takes now, and
    can still take otherwise: one without any effect is refused. ``waiting`` None: nothing is to be written. Raises
    SettingsError and StoreError."""
    before, after = working.built.register, working.with_decisions(made).register
    changes, issues = toll_changes(before, after), _new_issues(before, after)
    for one, issue in ((one, issue) for one in own for issue in issues):
        if one.id in issue.message and issue.code in _WITHOUT_EFFECT:
            raise SettingsError(f"This would have no effect, so nothing was written. {issue.message}")
    if waiting is not None:
        record_decisions(working.case, made, waiting)
    return Decided(tuple(made), changes, issues, waiting is not None)


def in_force_of(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Those that no other is over and that are not undone, whether or not they contradict each other."""
    standing = find_standing(decisions)
    out = standing.undone | standing.replaced
    return tuple(one for one in decisions if one.id not in out)


def over_what_stands(one: Decision, in_force: Iterable[Decision]) -> tuple[str, ...]:
    """The ids of what it stands over: all on its subject, but for those of others who say the same; both stand. A blind
    second coding was not seen, and is left to whoever compares the two."""
    same = (other for other in in_force if other.subject == one.subject and not other.blind)
    return tuple(sorted(other.id for other in same if other.by == one.by or not other.agrees_with(one)))


def made_one(
    asked: Asked, naming: Naming, in_force: Sequence[Decision], act: Act, over: Sequence[str] = ()
) -> Decision:
    """One decision that is asked for. ``over``: what it stands over besides. Raises SettingsError."""
    meant = meant_by(asked, naming)
    seen = seen_of(meant.claim) if meant.claim and not naming.shields(meant.claim) else None
    try:
        one = Decision(asked.kind, meant.about, asked.verdict, act.by, act.at, asked.reason, meant.value, seen)
        every = tuple(sorted({*over, *over_what_stands(one, in_force)}))
        return replace(one, over=every, id="")
    except ValueError as wrong:
        raise SettingsError(f"This cannot be decided: {wrong}.") from None


def _new_issues(before: Register, after: Register) -> tuple[Issue, ...]:
    there = {(issue.code, issue.about, issue.message) for issue in before.issues}
    found = (one for one in after.issues if (one.code, one.about, one.message) not in there)
    return tuple(one for one in found if one.code.startswith(("decision", "finding")) or one.code in _WITHOUT_EFFECT)
