"""``tollbook log``: who decided what, when, why and on which words; whether it stands; and whether the log is whole."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tollbook.decide.as_text import decisions_text
from tollbook.decide.naming import decision_words, named_decision
from tollbook.decide.states import Stands, State, states_of
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision, Issue
from tollbook.model.decision import COMMITMENT
from tollbook.publish.changed_text import plain
from tollbook.publish.record import decision_line
from tollbook.store.case_file import CaseFile
from tollbook.store.entry import Held, LogEntry
from tollbook.tasks.decisions import check_role_code, check_takes_decisions, load_decisions
from tollbook.tasks.toll_changes import toll_changes
from tollbook.tasks.working import open_working

__all__ = [
    "Checked",
    "Erased",
    "Log",
    "Logged",
    "Shown",
    "check_log",
    "decision_lines",
    "erase",
    "log_text",
    "read_log",
    "what_to_erase",
]

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of the log. ``decision`` None: erased, or of another act (``act``), such as an erasure."""

    entry: LogEntry
    act: str
    decision: Decision | None
    stands: Stands | None

    def as_json(self) -> dict[str, Any]:
        """One line for a program."""
        state = self.stands or Stands(State.ERASED if self.entry.state is Held.ERASED else State.STANDS)
        line = {"seq": self.entry.seq, "entry": self.entry.id, "act": self.act, "held": self.entry.state.value}
        line |= {"state": state.state.value, "by_decisions": list(state.by)}
        return line | (decision_line(self.decision) if self.decision else {"id": self.entry.decision})

    def lines(self, names: Mapping[str, str]) -> Iterator[str]:
        """It for a person: the decision, its state, the words and the reason. ``names``: of the sources."""
        one = self.decision
        if one is None:
            erased = " erased" if self.entry.state is Held.ERASED else ""
            yield f"{self.entry.seq:>5}  {self.entry.decision or '':<16}  {self.act}{erased}"
            return
        yield f"{self.entry.seq:>5}  {decision_head(one)}  [{self._state()}]"
        yield from _details(one, names)

    def _state(self) -> str:
        state, by = self.stands or Stands(State.STANDS)
        return f"{state.value.replace('-', ' ')}{': ' if by else ''}{', '.join(by)}"


def decision_head(one: Decision) -> str:
    """What was decided, by whom and when, in a line."""
    return f"{plain(decision_words(one))} {one.at:%H:%M}"


def decision_lines(one: Decision) -> Iterator[str]:
    """A decision for a person: what, by whom and when; on which words; what it states; why."""
    yield f"  {decision_head(one)}"
    yield from _details(one, {})


def _details(one: Decision, names: Mapping[str, str]) -> Iterator[str]:
    if one.seen:
        name = names.get(one.seen.source)
        yield from _indented(f"on “{one.seen.words}”{f' in {name}' if name else ''}")
    for field, value in one.value.items():
        if field != COMMITMENT:
            yield from _indented(f"{field}: {_value(value)}")
    yield from _indented("sealed to the keepers" if one.sealed else one.reason)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "none" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which entries are asked for; all of them where nothing is said."""

    since: date | None = None
    about: str | None = None
    orphans: bool = False
    conflicts: bool = False

    def holds(self, one: Logged) -> bool:
        """Whether the entry is among them."""
        if self.since and (one.decision is None or one.decision.at.date() < self.since):
            return False
        if self.about and not _is_about(one, self.about):
            return False
        wanted = {State.ORPHANED, State.NO_EFFECT} if self.orphans else set()
        wanted |= {State.CONFLICT} if self.conflicts else set()
        return not wanted or (one.stands is not None and one.stands.state in wanted)


def _is_about(one: Logged, id_: str) -> bool:
    decision = one.decision
    if decision is None:
        return bool(one.entry.decision and one.entry.decision.startswith(id_))
    return any(str(each).startswith(id_) for each in (decision.id, *decision.about, *decision.over))


@dataclass(frozen=True, slots=True)
class Log:
    """``names``: of the sources, by id. ``aside``: why it is not known which decisions are orphaned, if it is not."""

    entries: tuple[Logged, ...]
    names: Mapping[str, str]
    aside: str | None = None


def read_log(case: Path, shown: Shown, progress: Progress = no_progress) -> Log:
    """The entries in their order; the documents are read, so that it is known which decisions are orphaned. Raises
    SettingsError and StoreError."""
    entries, decisions = _entries(case)
    issues, names, aside = _read(case, progress) if decisions else ((), {}, None)
    if aside and shown.orphans:
        raise SettingsError(aside)
    return Log(tuple(_chosen(entries, decisions, issues, shown)), names, aside)


def _entries(case: Path) -> tuple[Sequence[LogEntry], Sequence[Decision]]:
    check_takes_decisions(case)
    found = CaseFile.find(case)
    if found is None:
        return (), ()
    with found as file:
        return list(file.log()), file.decisions()


def _read(case: Path, progress: Progress) -> tuple[Sequence[Issue], Mapping[str, str], str | None]:
    """The log is there to be read where the documents are not, too."""
    try:
        register = open_working(case, progress).built.register
    except SettingsError as wrong:
        return (), {}, f"{wrong} Which decisions are orphaned is not known."
    return register.issues, {one.id: one.name for one in register.sources}, None


def _chosen(
    entries: Iterable[LogEntry], decisions: Sequence[Decision], issues: Sequence[Issue], shown: Shown
) -> Iterator[Logged]:
    states, by_id = states_of(decisions, issues), {one.id: one for one in decisions}
    every = (_logged(entry, by_id.get(entry.decision or ""), states) for entry in entries)
    return (one for one in every if shown.holds(one))


def _logged(entry: LogEntry, decision: Decision | None, states: Any) -> Logged:
    try:
        act = str(entry.says.get("act", ""))
    except ValueError:
        act = "broken"
    return Logged(entry, act, decision, states.get(decision.id) if decision else None)


def _indented(words: str) -> list[str]:
    return textwrap.wrap(plain(words), _WIDTH, initial_indent=" " * 7, subsequent_indent=" " * 7) or [""]


def log_text(case: Path, shown: Shown) -> str:
    """The decisions in their plain-text form, erased ones left out. Raises SettingsError and StoreError."""
    return decisions_text(one.decision for one in _chosen(*_entries(case), (), shown) if one.decision)


@dataclass(frozen=True, slots=True)
class Checked:
    """``wrong``: in words; empty where the chain is whole. ``last``: the id of its last entry, which stands for all."""

    wrong: tuple[str, ...]
    entries: int
    last: str | None


def check_log(case: Path) -> Checked:
    """Whether every entry is what was written and follows from the one before. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    found = CaseFile.find(case)
    if found is None:
        return Checked((), 0, None)
    with found as file:
        wrong, number, last = file.check(), 0, None
        for entry in file.log():
            number, last = number + 1, entry.id
    return Checked(wrong, number, last)


@dataclass(frozen=True, slots=True)
class Erased:
    """``decisions``: what is to be erased, or was. ``changes``: the figures that become others. ``number``: how many
    entries were erased; those that were before are not counted."""

    decisions: tuple[Decision, ...]
    changes: tuple[str, ...]
    number: int = 0

    def lines(self) -> tuple[str, ...]:
        """Each in a line."""
        return tuple(decision_words(one) for one in self.decisions)


def what_to_erase(case: Path, ids: Iterable[str], progress: Progress = no_progress) -> Erased:
    """The decisions meant, and what becomes of the tolls without them. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    decisions = load_decisions(case)
    wanted = tuple(dict.fromkeys(named_decision(one, decisions) for one in ids))
    if not wanted:
        raise SettingsError("Name what to erase: the ids of decisions, as tollbook log lists them.")
    working = open_working(case, progress)
    left = replace(working, decisions=tuple(one for one in decisions if one not in wanted))
    return Erased(wanted, toll_changes(working.built.register, left.with_decisions(()).register))


def erase(case: Path, wanted: Erased, by: str, at: datetime, reason: str) -> Erased:
    """Destroys what these decisions hold. The log says so, and still verifies. Raises SettingsError and StoreError."""
    check_role_code(by)
    with CaseFile.open(case) as file:
        number = file.erase([one.id for one in wanted.decisions], by, at, reason)
    return replace(wanted, number=number)
