"""What a published rule compares: reports, like with like, with vague words read by the convention that it names."""

from collections.abc import Sequence
from typing import NamedTuple

from tollbook.data.conventions import Convention, load_convention
from tollbook.model import Claim, Dispute, Form, Operation, Toll
from tollbook.model.circumstances import Circumstances, Told
from tollbook.reconcile.outcome import toll_of
from tollbook.reconcile.reports import reports_of
from tollbook.reconcile.stated import Stated, Working, count_of, eligible_claims, take

NOT_EVERYONE = "not-everyone"


class Compared(NamedTuple):
    """The reports that are left, and the claims that they use; ``of``: the claims of each report."""

    working: Working
    reports: list[Stated]
    used: list[Claim]
    of: dict[str, list[Claim]]

    @property
    def lows(self) -> list[str]:
        """The names of what sets a low."""
        return [name for one in self.reports for name in one.lows]

    @property
    def highs(self) -> list[str]:
        """The names of what sets a high."""
        return [name for one in self.reports for name in one.highs]

    def figures(self) -> set[tuple[int | None, int | None]]:
        """The different figures, each as its low and the highest number that it states."""
        names = dict.fromkeys((*self.lows, *self.highs))
        return {self.working.values[name] for name in names}

    def without(self, reports: Sequence[Stated], reason: str) -> "Compared":
        """The same without some reports, which are set aside for a reason."""
        if not reports:
            return self
        for one in reports:
            self.working.set_aside(self.of[one.by], reason)
        _prune(self.working)
        used = [claim for claim in self.used if claim.id not in self.working.aside]
        return Compared(self.working, [one for one in self.reports if one not in reports], used, self.of)

    def span(self, rule: str) -> Toll:
        """From the least low to the greatest high."""
        self.working.step(Operation.MIN, self.lows, "low", "low")
        self.working.step(Operation.MAX, self.highs, "high", "highest_stated")
        return toll_of(rule, self.working, self.used)


def compare(dispute: Dispute, terms: str | None = None) -> Compared:
    """The reports that may be compared. A report of one group alone is set aside where others count everyone."""
    working = Working(dispute)
    numbers = _numbers(load_convention(terms), dispute.circumstances) if terms else {}
    eligible = eligible_claims(working, frozenset(numbers))
    if terms:
        eligible = _numbers_before_practice(eligible, load_convention(terms).noted, working)
    _read_terms(eligible, numbers, working)
    reports = reports_of(dispute, eligible)
    stated = [take(one.id, one.claims, working) for one in reports]
    _prune(working)
    used = [claim for claim in eligible if claim.id not in working.aside]
    compared = Compared(working, stated, used, {one.id: one.claims for one in reports})
    partial = [one for one in stated if not one.whole]
    return compared.without(partial, NOT_EVERYONE) if len(partial) < len(stated) else compared


def _numbers(convention: Convention, of: Circumstances) -> dict[str, tuple[int, str]]:
    """By term, the number taken and the convention's name for it. Where it turns on a war that is told both ways,
    nothing is read."""
    war = of.armed_conflict.told
    found = {}
    for term, number in convention.numbers.items():
        in_war = convention.in_war.get(term)
        if in_war is None or war in (Told.NO, Told.NOT_TOLD):
            found[term] = (number, f"{convention.id}-notes" if term in convention.noted else convention.id)
        elif war is Told.YES:
            found[term] = (in_war, f"{convention.id}-notes-in-war")
    return found


def _numbers_before_practice(claims: list[Claim], noted: frozenset[str], working: Working) -> list[Claim]:
    """A word that no published rule reads, but only a practice, is no rival of what others state in numbers."""
    words = [claim for claim in claims if count_of(claim).quantity.term in noted]
    if words and any(count_of(claim).quantity.low is not None for claim in claims):
        working.set_aside(words, "numbers-stated")
    return [claim for claim in claims if claim.id not in working.aside]


def _read_terms(claims: Sequence[Claim], numbers: dict[str, tuple[int, str]], working: Working) -> None:
    for claim in claims:
        many = count_of(claim).quantity
        if many.form is not Form.VAGUE or many.term is None:
            continue
        number, by = numbers[many.term]
        name = working.names[claim.id] = f"{claim.id}.read"
        if claim.as_of:
            working.days[name] = claim.as_of
        for bound in ("low", "high"):
            working.note(Operation.READ_TERM, (claim.id,), bound, name, number, by)


def _prune(working: Working) -> None:
    """Without the steps of what was set aside since."""
    gone = set(working.aside)
    left = []
    for step in working.steps:
        if gone.isdisjoint(step.inputs):
            left.append(step)
        else:
            gone.add(step.into or "")
    working.steps = left
    working.floors = [id_ for id_ in working.floors if id_ not in working.aside]
