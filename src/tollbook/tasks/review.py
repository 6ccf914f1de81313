"""``tollbook review``: one claim after another, each decision on the disk before the next claim is shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tollbook.decide.fields import UnusableError, entered_row
from tollbook.decide.order import Stake, changes_of
from tollbook.decide.shield import shield_of
from tollbook.decide.typed import FieldError, fields_for, value_typed
from tollbook.intake import Progress, no_progress
from tollbook.model import Claim, Decision, DecisionKind, Issue, Register, verdicts_of
from tollbook.model.decision import BLIND
from tollbook.store.case_file import tell_nobody
from tollbook.tasks.clock import now
from tollbook.tasks.decisions import check_takes_decisions, record_decisions
from tollbook.tasks.review_queue import Known, Sitting, in_force, queue, register_for, stakes, to_review
from tollbook.tasks.review_words import Told, decided_words, did_change, stake_words, told, would_change
from tollbook.tasks.seen import seen_of
from tollbook.tasks.working import Working, open_working

__all__ = ["FieldError", "Page", "Review", "Sitting", "open_review"]

ACCEPTED = "read again in its passage: the words state this"
UNDONE = "taken back while reviewing"
NOT_USED = "decision-not-used"
_WHY = re.compile(r"has no effect: (.*)\. Decide|, ((?:words|speaker|start|place): .*)\. It has no effect")


@dataclass(frozen=True, slots=True)
class Page:
    """One claim as the reviewer sees it: ``number`` of ``of`` in the order, ``matter`` of which a figure hangs on.
    ``state``: what was decided of it. ``stake``: what rejecting it would change. ``fields``: what can be corrected."""

    told: Told
    number: int
    of: int
    matter: int
    state: tuple[str, ...]
    stake: tuple[str, ...]
    fields: tuple[str, ...]


class Review:
    """A sitting of one reviewer: the claims in their order, what was decided in it, and the figures as they stand."""

    def __init__(self, working: Working, sitting: Sitting, waiting: Callable[[str], None] = tell_nobody) -> None:
        self.sitting = sitting
        self._working, self._waiting = working, waiting
        self._done: list[Decision] = []
        self._known: Known = {}
        self._take(register_for(working, sitting))
        self._shields = shield_of(self._register, working.decisions)
        claims = to_review(self._register, working.decisions, sitting)
        self._order: list[Stake] = queue(self._register, claims, sitting, self._known)
        self._later: set[str] = set()
        self._at = 0

    def _take(self, register: Register) -> None:
        self._register = register
        self._sources = {one.id: one for one in register.sources}
        self._titles = {one.incident.id: one.incident.title for one in register.accounts}

    @property
    def decided(self) -> tuple[Decision, ...]:
        """What was decided in this sitting, undoings too."""
        return tuple(self._done)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All that was decided in the case, in this sitting too."""
        return (*self._working.decisions, *self._done)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the case, by their places in the texts."""
        return self._register.claims

    @property
    def stakes(self) -> tuple[Stake, ...]:
        """Every claim in the order in which they are shown, with what hangs on it."""
        return tuple(self._order)

    def stake_of(self, claim: Claim) -> Stake:
        """What hangs on a claim that may be no part of the sitting."""
        return stakes(self._register, self._known).get(claim.id) or Stake(claim)

    @property
    def matter(self) -> int:
        """On how many of the claims a figure or a disagreement hangs."""
        return sum(one.matters for one in self._order)

    def lines(self) -> list[dict[str, str]]:
        """Every claim in the order in which they are shown: what it states, where, and what hangs on it."""
        return [self._line(self.told(one.claim), one) for one in self._order]

    def _line(self, one: Told, stake: Stake) -> dict[str, str]:
        return {
            "claim": one.claim.id,
            "source": one.source,
            "place": one.place,
            "states": ", ".join(words for _, words in one.stated),
            "speaker": one.speaker,
            "words": one.quoted.words,
            "stake": "" if self.sitting.blind else " ".join(stake_words(stake)),
        }

    def is_protected(self, claim: Claim) -> bool:
        """Whether it holds what is protected or sensitive: its words stand in no sheet and in no open decision."""
        return self._shields(claim)

    def told(self, claim: Claim) -> Told:
        """A claim in words."""
        return told(claim, self._sources[claim.anchor.source], self._titles.get(claim.incident or "", ""))

    def page(self) -> Page | None:
        """The claim that is to be decided; None behind the last one."""
        if self._at >= len(self._order):
            return None
        claim = self._claim()
        said = self._said(claim)
        return Page(
            self.told(claim),
            self._at + 1,
            len(self._order),
            self.matter,
            decided_words(said),
            () if self.sitting.blind else self._stake(claim, said),
            fields_for(claim),
        )

    def forward(self) -> None:
        """To the next claim."""
        self._at = min(self._at + 1, len(self._order))

    def back(self) -> None:
        """To the claim before."""
        self._at = max(self._at - 1, 0)

    def later(self) -> None:
        """Puts the claim behind all others."""
        one = self._order.pop(self._at)
        self._order.append(one)
        self._later.add(one.claim.id)

    def accept(self) -> tuple[str, ...]:
        """The words state it. Like all that decide: on the disk when it returns what became another figure."""
        return self._decide(self._decision(DecisionKind.ACCEPT, ACCEPTED))

    def reject(self, reason: str) -> tuple[str, ...]:
        """The words do not state it."""
        return self._decide(self._decision(DecisionKind.REJECT, reason))

    def correct(self, typed: Mapping[str, str], reason: str) -> tuple[str, ...]:
        """The words state something else, by field as a person types it. Raises FieldError; then nothing is written."""
        return self._decide(self._correction(typed, reason))

    def try_correcting(self, typed: Mapping[str, str], reason: str) -> tuple[str, ...]:
        """What a correction would change. Raises FieldError where it cannot be used."""
        one = self._correction(typed, reason)
        after = self._with((*self._done, one))
        if why := why_not_used(one, after.issues):
            raise FieldError("", why)
        return () if self.sitting.blind else self._would(after, "That")

    def undo(self) -> tuple[str, ...]:
        """Takes back the last decision of this sitting, and goes to its claim."""
        last = self.last()
        if last is None:
            return ()
        one = Decision(DecisionKind.UNDO, (last.id,), verdicts_of(DecisionKind.UNDO)[0], *self._who(), UNDONE)
        places = [place for place, stake in enumerate(self._order) if stake.claim.id == last.about[0]]
        self._at = places[0] if places else self._at
        return self._record(one)

    def last(self) -> Decision | None:
        """The last decision of this sitting that is not undone."""
        undone = {one.about[0] for one in self._done if one.kind is DecisionKind.UNDO}
        left = [one for one in self._done if one.kind is not DecisionKind.UNDO and one.id not in undone]
        return left[-1] if left else None

    def _claim(self) -> Claim:
        return self._order[self._at].claim

    def _who(self) -> tuple[str, datetime]:
        return self.sitting.by, now()

    def _said(self, claim: Claim) -> list[Decision]:
        """What stands of what was decided on a claim; to a blind coder, what they themselves coded; blind codings of
        others, to those alone who settle between them."""
        every, sitting = in_force(self.decisions).get(claim.id, []), self.sitting
        if sitting.settling:
            return every
        own = [one for one in every if one.blind == sitting.blind]
        return [one for one in own if one.by == sitting.by] if sitting.blind else own

    def _decision(self, kind: DecisionKind, reason: str, value: Mapping[str, Any] | None = None) -> Decision:
        """Over what the reviewer was shown and says otherwise, and over their own; a blind one over their own alone."""
        claim, (by, at) = self._claim(), self._who()
        given = {**(value or {}), **({BLIND: True} if self.sitting.blind else {})}
        seen = None if self._shields(claim) else seen_of(claim)
        one = Decision(kind, (claim.id,), verdicts_of(kind)[0], by, at, reason, given, seen)
        settling = self.sitting.settling
        over = [other.id for other in self._said(claim) if settling or other.by == by or not one.agrees_with(other)]
        return Decision(kind, one.about, one.verdict, by, at, reason, given, seen, tuple(sorted(over)))

    def _correction(self, typed: Mapping[str, str], reason: str) -> Decision:
        claim = self._claim()
        one = self._decision(DecisionKind.CORRECT, reason, value_typed(typed, claim))
        try:
            entered_row(one, claim.anchor.source, claim)
        except UnusableError as wrong:
            raise FieldError("", str(wrong)) from None
        return one

    def _decide(self, one: Decision) -> tuple[str, ...]:
        changes = self._record(one)
        self.forward()
        return changes

    def _record(self, one: Decision) -> tuple[str, ...]:
        """Writes it, then works out what follows from it: what was acknowledged is on the disk whatever comes after."""
        record_decisions(self._working.case, (one,), self._waiting)
        self._done.append(one)
        if self.sitting.blind:
            return ()
        after = self._with(self._done)
        changes = did_change(changes_of(self._register, after), len(after.accounts) > 1)
        self._take(after)
        self._reorder()
        return changes

    def _with(self, done: Sequence[Decision]) -> Register:
        return self._working.with_decisions(done).register

    def _would(self, after: Register, act: str) -> tuple[str, ...]:
        return would_change(changes_of(self._register, after), act, len(after.accounts) > 1)

    def _stake(self, claim: Claim, said: Sequence[Decision]) -> tuple[str, ...]:
        """What hangs on it as things stand now; of one that is rejected, what accepting it would change."""
        if claim.rejected is None:
            return stake_words(self._order[self._at])
        accepting = self._decision(DecisionKind.ACCEPT, ACCEPTED)
        changes = self._would(self._with((*self._done, accepting)), "Accepting it")
        return changes or ("Accepting it would change no figure.",) if said else changes

    def _reorder(self) -> None:
        """What is still to come, in the order of what hangs on it now; what was put off stays behind it."""
        there = {claim.id: claim for claim in self._register.claims}
        fresh = queue(
            self._register,
            [there[one.claim.id] for one in self._order if one.claim.id in there],
            self.sitting,
            self._known,
        )
        by_id = {one.claim.id: one for one in fresh}
        seen = [by_id.get(one.claim.id, one) for one in self._order[: self._at + 1]]
        left = {one.claim.id for one in self._order[self._at + 1 :]}
        coming = [one for one in fresh if one.claim.id in left]
        self._order = [
            *seen,
            *(one for one in coming if one.claim.id not in self._later),
            *(one for one in coming if one.claim.id in self._later),
        ]


def why_not_used(one: Decision, issues: Sequence[Issue]) -> str | None:
    """Why a decision that was tried takes no effect; None where it does."""
    named = (issue for issue in issues if one.id in issue.message)
    for issue in (*named, *(issue for issue in issues if issue.code == NOT_USED and one.about[0] in issue.about)):
        found = _WHY.search(issue.message)
        return found[1] or found[2] if found else issue.message
    return None


def open_review(
    case: Path,
    sitting: Sitting,
    progress: Progress = no_progress,
    use_cache: bool = True,
    waiting: Callable[[str], None] = tell_nobody,
) -> Review:
    """Reads the case and puts its claims in order. ``waiting`` is told when another writes. Raises SettingsError and
    StoreError."""
    check_takes_decisions(case)
    return Review(open_working(case, progress, use_cache), sitting, waiting)
