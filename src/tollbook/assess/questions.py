"""Open questions of an inquiry: the competing answers as sources give them, laid out by what can tell them apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from tollbook.data import data_file, load_yaml
from tollbook.errors import DataFileError
from tollbook.model import (
    Access,
    Account,
    Act,
    Cause,
    Claim,
    Condition,
    Count,
    Death,
    Harm,
    Mark,
    Notice,
    Pattern,
    Quantity,
    Reaction,
    Role,
    Stance,
)
from tollbook.model.question import Bearing, EnteredAnswer, Evidence, Possible, Question

MOST_CELLS = 2000  # of one question: more cannot be read side by side
_ELSEWHERE = frozenset((Mark.PART, Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.INDIVIDUAL, Mark.OTHER_EVENT, Mark.REPEAT))
_SHUT = ("refused", "limited")
_DENYING = (Stance.DENIES, Stance.DOUBTS)
_UNSAID = (Stance.HYPOTHETICAL, Stance.BELIEVES)


@dataclass(frozen=True, slots=True)
class Asked:
    """One entry of questions.yaml. ``of`` names what answers it; ``codes``: of which conditions or reactions alone;
    ``unknown``: the open question that asks the same where nothing answers."""

    code: str
    question: str
    of: str
    unknown: str | None = None
    codes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


class Held(NamedTuple):
    """What stands of a case, by id, and by incident and code of a question what people answered."""

    claims: Mapping[str, Claim]
    entered: Mapping[tuple[str, str], Sequence[EnteredAnswer]]


@cache
def load_inquiry() -> tuple[Asked, ...]:
    """The questions in the order of the file. Raises DataFileError where one is answered by what there is not."""
    found = []
    for code, entry in load_yaml(data_file("vocabulary", "questions.yaml"))["inquiry"].items():
        if entry["of"] not in ANSWERS:
            known = ", ".join(sorted(ANSWERS))
            raise DataFileError(f"questions.yaml: {code!r} is answered by {entry['of']!r}; there are: {known}.")
        sets = {name: frozenset(entry.get(name, ())) for name in ("codes", "kinds")}
        found.append(Asked(code, entry["question"], entry["of"], entry.get("unknown"), **sets))
    return tuple(found)


def find_questions(account: Account, held: Held) -> Iterator[Question]:
    """Those of one incident to which sources give several answers, or a person gave one."""
    own = [held.claims[id_] for id_ in account.incident.claims if id_ in held.claims]
    entered_here = any(incident == account.incident.id for incident, _ in held.entered)
    if len(own) < 2 and not entered_here:
        return
    access = tuple(one.id for one in own if isinstance(one.statement, Access) and one.statement.access in _SHUT)
    for asked in load_inquiry():
        if asked.kinds and account.incident.kind not in asked.kinds:
            continue
        codes = (asked.code, *([asked.unknown] if asked.unknown else []))
        entered = tuple(one for code in codes for one in held.entered.get((account.incident.id, code), ()))
        laid = ANSWERS[asked.of](asked, own)
        if len(laid.answers) > 1 or entered:
            whole = len(laid.answers) * len(laid.claims) <= MOST_CELLS
            evidence = tuple(_laid_out(laid)) if whole else ()
            yield Question(
                account.incident.id, asked.code, asked.question, laid.answers, evidence, entered, access, whole
            )


@dataclass(frozen=True, slots=True)
class Laid:
    """The answers, the claims that bear on them, and what one claim says to one answer."""

    answers: tuple[Possible, ...]
    claims: Sequence[Claim]
    bearing: Callable[[Claim, Possible], Bearing] = field(compare=False)


def _laid_out(laid: Laid) -> Iterator[Evidence]:
    for claim in laid.claims:
        bearings = tuple(laid.bearing(claim, answer) for answer in laid.answers)
        if any(one is not Bearing.NOTHING for one in bearings):
            yield Evidence(claim.id, bearings)


def _counts(asked: Asked, own: Sequence[Claim]) -> Laid:
    """Figures of the dead: one answer for all that state the same of the same people."""
    found: dict[tuple[object, ...], list[Claim]] = {}
    counts = [one for one in own if one.harm is Harm.KILLED and one.count and not one.count.marks & _ELSEWHERE]
    for claim in counts:
        if claim.attribution.stance not in (*_DENYING, *_UNSAID):
            found.setdefault(_figure(claim), []).append(claim)
    first = {claims[0].id: claims[0] for claims in found.values()}
    answers = tuple(Possible(tuple(one.id for one in claims)) for claims in found.values())

    def bearing(claim: Claim, answer: Possible) -> Bearing:
        stated = first[answer.claims[0]]
        if claim.id in answer.claims:
            return Bearing.STATES
        if claim.attribution.stance in _DENYING:
            return Bearing.DENIES if _figure(claim) == _figure(stated) else Bearing.NOTHING
        return _compared(claim.count, stated.count)

    return Laid(answers, counts, bearing)


def _figure(claim: Claim) -> tuple[object, ...]:
    count = claim.count
    assert count is not None
    many = count.quantity
    return (count.group, many.low, many.high, many.open, many.term)


def _compared(one: Count | None, other: Count | None) -> Bearing:
    """Whether both figures can be so at once. Of other people than the answer's a figure tells nothing, nor does a
    word without a number."""
    if one is None or other is None or one.group != other.group:
        return Bearing.NOTHING
    a, b = one.quantity, other.quantity
    if _wordless(a) or _wordless(b):
        return Bearing.NOTHING
    apart = _below(a, b) or _below(b, a)
    return Bearing.FITS_NOT if apart else Bearing.FITS


def _wordless(many: Quantity) -> bool:
    return many.low is None and many.high is None


def _below(one: Quantity, other: Quantity) -> bool:
    """Whether the most of one is less than the least of the other."""
    return one.high is not None and not one.open and other.low is not None and one.high < other.low


def _worded(said: Callable[[Asked, Claim], str | None]) -> Callable[[Asked, Sequence[Claim]], Laid]:
    """Answers in words: one for each wording. They do not exclude one another, so only a denial tells them apart."""

    def laid(asked: Asked, own: Sequence[Claim]) -> Laid:
        found: dict[str, list[Claim]] = {}
        spelled: dict[str, str] = {}
        told = [(claim, words) for claim in own if (words := said(asked, claim))]
        key = {claim.id: " ".join(words.casefold().split()) for claim, words in told}
        for claim, words in told:
            if claim.attribution.stance not in _DENYING:
                found.setdefault(key[claim.id], []).append(claim)
                spelled.setdefault(key[claim.id], " ".join(words.split()))
        answers = tuple(Possible(tuple(one.id for one in claims), spelled[name]) for name, claims in found.items())
        name_of = {answer.claims[0]: name for answer, name in zip(answers, found, strict=True)}

        def bearing(claim: Claim, answer: Possible) -> Bearing:
            if key[claim.id] != name_of[answer.claims[0]]:
                return Bearing.NOTHING
            return Bearing.DENIES if claim.attribution.stance in _DENYING else Bearing.STATES

        return Laid(answers, [claim for claim, _ in told], bearing)

    return laid


def _dead(_asked: Asked, claim: Claim) -> str | None:
    said = claim.statement
    return said.person.name if isinstance(said, Death) and claim.harm is Harm.KILLED else None


def _done(_asked: Asked, claim: Claim) -> str | None:
    said = claim.statement
    return said.act if isinstance(said, Act) else None


def _by_whom(_asked: Asked, claim: Claim) -> str | None:
    said = claim.statement
    if isinstance(said, Role):
        return said.party
    return said.directed_by if isinstance(said, Pattern) else None


def _why(_asked: Asked, claim: Claim) -> str | None:
    return claim.statement.cause if isinstance(claim.statement, Cause) else None


def _warned(_asked: Asked, claim: Claim) -> str | None:
    return claim.statement.notice if isinstance(claim.statement, Notice) else None


def _how_it_was(asked: Asked, claim: Claim) -> str | None:
    said = claim.statement
    return said.words if isinstance(said, Condition) and said.condition in asked.codes else None


def _met(asked: Asked, claim: Claim) -> str | None:
    said = claim.statement
    return said.words if isinstance(said, Reaction) and said.reaction in asked.codes else None


ANSWERS: dict[str, Callable[[Asked, Sequence[Claim]], Laid]] = {
    "death-claims": _worded(_dead),
    "count-claims": _counts,
    "act-claims": _worded(_done),
    "role-claims": _worded(_by_whom),
    "cause-claims": _worded(_why),
    "notice-claims": _worded(_warned),
    "condition-claims": _worded(_how_it_was),
    "reaction-claims": _worded(_met),
}
