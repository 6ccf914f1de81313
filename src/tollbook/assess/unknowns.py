"""What these documents cannot tell: derived from what no claim states, by the questions of
data/vocabulary/questions.yaml."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tollbook.data import data_file, load_yaml
from tollbook.errors import DataFileError
from tollbook.model import Anchor, Cause, Claim, Count, Death, Harm, Incident, Mark, Role, Toll, Unknown, Voice


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One entry of questions.yaml. ``when`` names the test that finds it open; ``kinds`` empty: asked of every kind."""

    code: str
    when: str
    question: str
    because: str
    ask: str
    because_none: str | None = None
    because_unnamed: str | None = None
    harm: Harm | None = None
    groups: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What there is of one incident."""

    incident: Incident
    claims: Sequence[Claim]
    tolls: Sequence[Toll]
    voices: Sequence[Voice] = field(default_factory=tuple)


@cache
def load_questions() -> tuple[OpenQuestion, ...]:
    """The questions in the order of the file. Raises DataFileError where one names a test that there is not."""
    loaded = []
    for code, entry in load_yaml(data_file("vocabulary", "questions.yaml"))["questions"].items():
        if entry["when"] not in TESTS:
            raise DataFileError(
                f"questions.yaml: {code!r} asks for the test {entry['when']!r}; there are: {', '.join(sorted(TESTS))}."
            )
        loaded.append(
            OpenQuestion(
                code,
                entry["when"],
                entry["question"],
                entry["because"],
                entry["ask"],
                entry.get("because_none"),
                entry.get("because_unnamed"),
                Harm(entry["harm"]) if "harm" in entry else None,
                frozenset(entry.get("groups", ())),
                frozenset(entry.get("kinds", ())),
            )
        )
    return tuple(loaded)


def find_unknowns(known: Known) -> tuple[Unknown, ...]:
    """The open questions of one incident. Asked only of incidents in which somebody was harmed."""
    if not any(toll.harm is not Harm.PRESENT for toll in known.tolls):
        return ()
    return tuple(
        unknown
        for question in load_questions()
        if not question.kinds or known.incident.kind in question.kinds
        for unknown in TESTS[question.when](question, known)
    )


def _unknown(question: OpenQuestion, because: str | None = None, figure: str = "") -> Unknown:
    return Unknown(question.code, question.question.format(figure=figure), because or question.because, question.ask)


def _counts(question: OpenQuestion, known: Known) -> list[Count]:
    return [
        claim.statement for claim in known.claims if isinstance(claim.statement, Count) and claim.harm is question.harm
    ]


def _no_figure_for(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    if not any(count.group in question.groups for count in _counts(question, known)):
        yield _unknown(question)


def _only_everyone(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    """Asked where the only figures are of everyone: of those whose composition would matter."""
    counts = [count for count in _counts(question, known) if Mark.INDIVIDUAL not in count.marks]
    if counts and all(count.group == "all" for count in counts):
        yield _unknown(
            question,
            figure=max(counts, key=lambda count: count.quantity.high or count.quantity.low or 0).quantity.words,
        )


def _few_named(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    toll = next((toll for toll in known.tolls if toll.harm is question.harm and toll.group == "all"), None)
    if toll is None:
        return
    named = {
        claim.statement.person.name
        for claim in known.claims
        if isinstance(claim.statement, Death) and claim.statement.person.name and claim.harm is question.harm
    }
    stated = toll.highest_stated or toll.low or 0
    if not named:
        yield _unknown(question, question.because_none)
    elif len(named) < stated:
        yield _unknown(question, question.because.format(named=len(named)))


def _no_speaker_for_responsible(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    roles = [claim for claim in known.claims if isinstance(claim.statement, Role)]
    if any(toll.harm is question.harm for toll in known.tolls) and not any(claim.attribution.key for claim in roles):
        yield _unknown(question, question.because_unnamed if roles else None)


def _no_acknowledged(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    tolls = [toll for toll in known.tolls if toll.harm is question.harm and toll.group == "all"]
    if tolls and not any(toll.acknowledged_by for toll in tolls):
        yield _unknown(question)


def _no_figure(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    if not _counts(question, known):
        yield _unknown(question)


def _no_cause(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    if not any(isinstance(claim.statement, Cause) for claim in known.claims):
        yield _unknown(question)


def _voices_not_independent(question: OpenQuestion, known: Known) -> Iterator[Unknown]:
    speakers: dict[Anchor, set[str | None]] = {}
    for claim in known.claims:
        if claim.harm is question.harm and claim.count:
            speakers.setdefault(claim.anchor, set()).add(claim.attribution.key)
    if any(len(keys) > 1 for keys in speakers.values()):
        yield _unknown(question)


TESTS: dict[str, Callable[[OpenQuestion, Known], Iterator[Unknown]]] = {
    "no-figure-for": _no_figure_for,
    "only-everyone": _only_everyone,
    "few-named": _few_named,
    "no-speaker-for-responsible": _no_speaker_for_responsible,
    "no-acknowledged": _no_acknowledged,
    "no-figure": _no_figure,
    "no-cause": _no_cause,
    "voices-not-independent": _voices_not_independent,
}
