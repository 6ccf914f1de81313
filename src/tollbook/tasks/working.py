"""A case opened to work on: read once, and its register made anew for each decision that is tried."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tollbook.decide import find_standing
from tollbook.decide.protected import never_kept
from tollbook.errors import SettingsError
from tollbook.executors import Executor
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision, Issue, Provenance
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.model.proposal import Answer
from tollbook.pipeline import BuiltRegister, ReadCase, read_case, register_of
from tollbook.read.by_hand.given import not_there
from tollbook.settings import Settings, load_settings
from tollbook.tasks.case import WrittenDown, load_documents, load_written_down, with_receipts
from tollbook.tasks.decisions import load_answers, load_decisions
from tollbook.tasks.machine import Readers, cache_of, few_collections


@dataclass(frozen=True, slots=True)
class Working:
    """A case with all its decisions, and the register that they and its documents make. ``never_kept``: ids of sources
    of which no copy is kept outside the case."""

    case: Path
    settings: Settings
    decisions: tuple[Decision, ...]
    built: BuiltRegister = field(repr=False)
    never_kept: frozenset[str]
    _held: "_Held" = field(repr=False)

    @property
    def written(self) -> Mapping[str, Provenance]:
        """What people wrote down of sources, by the sources' names; nothing that the documents say themselves."""
        return self._held.people.known

    def with_decisions(self, more: Iterable[Decision]) -> BuiltRegister:
        """The register as it would be with these as well; no document is read again."""
        return _built(self._held, self.settings, (*self.decisions, *more))


@dataclass(frozen=True, slots=True)
class _Held:
    """What of a case stays the same whatever is decided."""

    read: ReadCase
    people: WrittenDown
    issues: tuple[Issue, ...]
    answers: tuple[Answer, ...] = ()


def open_working(case: Path, progress: Progress = no_progress, use_cache: bool = True) -> Working:
    """Reads a case and makes its register. Raises SettingsError and StoreError."""
    with few_collections(), Readers() as readers, cache_of(use_cache) as cache:
        return work_on(case, None, progress, readers, cache)


def work_on(case: Path, as_of: date | None, progress: Progress, readers: Executor, cache: Derived) -> Working:
    """The case read with these readers and this cache. ``as_of``: in place of the setting."""
    documents, issues = load_documents(case)
    people = load_written_down(case)
    if not documents and not issues and not people.entered.entries:
        raise SettingsError(f"{str(case)!r} holds no documents. Put the documents there, or name another folder.")
    settings = load_settings(case)
    if as_of is not None:
        settings = replace(settings, as_of=as_of)
    decisions = load_decisions(case)
    never = never_kept(find_standing(decisions))
    read = read_case(documents, people.known, readers, progress, people.entered, cache, never)
    answers = [one.answer for one in load_answers(case) if one.source not in never] if settings.extractors else []
    held = _Held(read, people, tuple(issues), tuple(answers))
    kept = NOTHING_KEPT if never else cache  # accounts may name what is protected
    return Working(case, settings, decisions, _built(held, settings, decisions, kept), never, held)


def _built(
    held: _Held, settings: Settings, decisions: Sequence[Decision], kept: Derived = NOTHING_KEPT
) -> BuiltRegister:
    """The register with what was met on the way to it, and with the day each source came in."""
    made = register_of(held.read, settings, decisions, held.answers, kept)
    given, register = held.people.given, made.register
    found = (*held.issues, *held.people.issues, *not_there(given, made.names), *register.issues)
    whole = replace(
        register,
        sources=with_receipts(register.sources, given.received),
        issues=tuple(sorted(found, key=lambda issue: issue.sort_key)),
    )
    return replace(made, register=whole)
