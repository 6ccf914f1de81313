"""``tollbook ask``: other extractors asked about the passages of a case, by a person; the answers are kept in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from tollbook.decide.sending import kept_from, not_sent, why_not_given, why_not_sent
from tollbook.errors import SettingsError
from tollbook.extract.pieces import Piece, pieces_of
from tollbook.intake import Progress, no_progress
from tollbook.model import Issue, Severity, Source
from tollbook.model.answers import kept_text
from tollbook.model.proposal import Answer, Asked, NoAnswer
from tollbook.plugins import EXTRACTORS as _GROUP
from tollbook.plugins import Extractor, load_extractor, names_of
from tollbook.store.case_file import CaseFile, tell_nobody
from tollbook.tasks.decisions import check_role_code, check_takes_decisions, load_answers
from tollbook.tasks.working import Working, open_working

_MOST_FAILURES = 3  # one after another; then it is not asked any more


@dataclass(frozen=True, slots=True)
class Share:
    """What of one source an extractor is to be asked about. ``known``: how many passages it answered before."""

    source: Source = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    known: int = 0

    @property
    def characters(self) -> int:
        """How many characters of the source it would be given."""
        return sum(len(one.text) for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one extractor would be asked. ``decided``: the ids of the decisions that it was planned by. ``refused``: the
    sources it is not given, each with the reason. ``forbidden``: why it is given nothing at all; None where it is."""

    extractor: Extractor = field(repr=False)
    decided: frozenset[str]
    shares: tuple[Share, ...] = ()
    refused: tuple[Issue, ...] = ()
    forbidden: str | None = None


@dataclass(slots=True)
class Done:
    """``answered`` and ``failed``: how many passages. ``stopped``: why it was given up, in words."""

    extractor: str
    reader: str
    answered: int = 0
    failed: int = 0
    why: dict[str, int] = field(default_factory=dict)
    stopped: str | None = None


def plan_to_ask(
    case: Path, environment: Mapping[str, str], only: str | None = None, progress: Progress = no_progress
) -> tuple[Plan, ...]:
    """What would be asked, of whom, about which passages; nobody is asked. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    working = open_working(case, progress, use_cache=False)
    used = working.settings.extractors
    if not used or (only is not None and only not in used):
        named = f"{only!r}" if only else "an extractor"
        raise SettingsError(
            f"case.toml does not put {named} to use. Write under [extractors]: use = "
            f'["{only or "spacy"}"]. There are: {", ".join(names_of(_GROUP))}.'
        )
    held = load_answers(case)
    return tuple(
        _plan(working, load_extractor(name, environment), held) for name in used if only is None or name == only
    )


def _plan(working: Working, extractor: Extractor, held: Sequence[Asked]) -> Plan:
    decided = frozenset(one.id for one in working.decisions)
    if extractor.address is not None and extractor.name not in working.settings.sends:
        return Plan(
            extractor,
            decided,
            forbidden=f"case.toml does not allow it. To send the text of public sources to {extractor.address}, write "
            f'[extractors.{extractor.name}] and below it send = "public".',
        )
    register, leaves = working.built.register, extractor.address is not None
    by_id = {one.id: one for one in register.sources}
    kept = kept_from(working.never_kept, register.sources, register.versions)
    known = {one.answer.key for one in held if one.answer.content}
    shares, refused, seen = [], list[Issue](), set[str]()
    for source in register.sources:
        if not source.text:
            continue
        why = why_not_given(source, by_id, kept, leaves) or (why_not_sent(source, working.written) if leaves else None)
        if why:
            refused.append(not_sent(source, extractor.name, why))
            continue
        if extractor.languages is not None and source.language not in extractor.languages:
            refused.append(_other_language(source, extractor))
            continue
        every = {one.hash: one for one in pieces_of(source) if one.hash not in seen}
        seen |= every.keys()
        new = tuple(one for one in every.values() if _answer(extractor, one, None).key not in known)
        shares.append(Share(source, new, len(every) - len(new)))
    return Plan(extractor, decided, tuple(shares), tuple(refused))


def _other_language(source: Source, extractor: Extractor) -> Issue:
    message = f"{extractor.name} does not read the language of {source.name} ({source.language or 'unknown'})."
    return Issue("language-not-read", message, Severity.NOTE, source=source.name)


def check_allowed(plans: Sequence[Plan]) -> None:
    """Raises SettingsError where the case does not allow what was planned."""
    if forbidden := next((one.forbidden for one in plans if one.forbidden), None):
        raise SettingsError(f"Nothing was sent: {forbidden}")


def ask(
    case: Path,
    plans: Sequence[Plan],
    by: str,
    at: Callable[[], datetime],
    progress: Progress = no_progress,
    waiting: Callable[[str], None] = tell_nobody,
) -> tuple[Done, ...]:
    """Asks what was planned. Before a text leaves, the case says that it did; each answer is on the disk before the
    next is asked for. Raises SettingsError, before anything is sent where it is not allowed, and StoreError."""
    check_role_code(by)
    check_allowed(plans)
    with CaseFile.open(case, waiting) as file:
        decided = frozenset(one.id for one in file.decisions())
        if any(plan.decided != decided for plan in plans):
            raise SettingsError(
                "Nothing was sent: somebody decided on the case after this was planned, and may have protected what "
                "would be sent. Please do the same again."
            )
        return tuple(_ask(file, plan, by, at, progress) for plan in plans)


def _ask(file: CaseFile, plan: Plan, by: str, at: Callable[[], datetime], progress: Progress) -> Done:
    extractor = plan.extractor
    done, in_a_row = Done(extractor.name, _answer(extractor, Piece(0, ""), None).reader), 0
    every = [(share.source, piece) for share in plan.shares for piece in share.pieces]
    for number, (source, piece) in enumerate(every):
        progress(f"asking {extractor.name}", number, len(every))
        sent = _answer(extractor, piece, None)
        row = Asked(sent, source.id, len(piece.text), extractor.address, by, at().isoformat())
        if extractor.address is not None:
            file.keep_answers([row])
        said = extractor.answer(piece.text)
        if isinstance(said, NoAnswer):
            done.failed, in_a_row = done.failed + 1, in_a_row + 1
            done.why[said.why] = done.why.get(said.why, 0) + 1
            if said.stop or in_a_row == _MOST_FAILURES:
                done.stopped = said.why
                break
            continue
        done.answered, in_a_row = done.answered + 1, 0
        file.keep_answers([replace(row, answer=replace(sent, content=kept_text(said)))])
    progress(f"asking {extractor.name}", len(every), len(every))
    return done


def _answer(extractor: Extractor, piece: Piece, content: str | None) -> Answer:
    return Answer(extractor.name, extractor.version, extractor.prompt, piece.hash, content)
