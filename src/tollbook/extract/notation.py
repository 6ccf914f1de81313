"""A claim on one line, as examples, guides and tests write it: ``killed: at least 12 (prisoners) [by the ministry]``.

``KIND: WHAT (GROUP) [FACT, FACT]``. What is usual is left out: the group "all", the form "exact", the stance
"asserts", the
document as the speaker. Facts: a stance; a mark; ``part of N``; ``by X`` (``by anonymous X``); ``via X``; ``on
the word of X``;
``when EDTF``; ``where X``. Several claims are parted by "; ".
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence

from tollbook.extract.notation_of_kinds import told_of
from tollbook.extract.reading import read_all_of, read_claims_of
from tollbook.model import (
    Act,
    Cause,
    Claim,
    Count,
    Death,
    Label,
    Mark,
    Passage,
    PassageKind,
    Quantity,
    Reading,
    Role,
    Source,
    Stance,
    Statement,
)

# What a reader of the words sees without being told.
_NOT_TOLD = {Mark.DIED, Mark.GROUP_CARRIED, Mark.ALL_TOLD}


def read_sentence(text: str, language: str) -> Reading:
    """The reading of some words that stand alone, as one paragraph."""
    return read_claims_of(source_of(text, language))


def read_stated(text: str, language: str) -> Reading:
    """The same with all that the words state."""
    return read_all_of(source_of(text, language))


def source_of(text: str, language: str) -> Source:
    """Some words as a source of one paragraph."""
    data = text.encode("utf-8", "surrogatepass")
    passages = (Passage(PassageKind.PARAGRAPH, 0, len(text)),) if text else ()
    return Source(hashlib.sha256(data).hexdigest(), "words", "text/plain", "utf-8", len(data), text, passages, language)


def told(claims: Sequence[Claim]) -> list[str]:
    """Each claim on a line."""
    figures = {claim.id: figure_of(claim.count.quantity) for claim in claims if claim.count}
    return [_line(claim, figures) for claim in claims]


def _line(claim: Claim, figures: dict[str, str]) -> str:
    facts = ", ".join(_facts(claim, figures))
    return _stated(claim.statement) + (f" [{facts}]" if facts else "")


def _stated(statement: Statement) -> str:
    match statement:
        case Count(harm, group, quantity):
            return f"{harm}: {figure_of(quantity)}" + ("" if group == "all" else f" ({group})")
        case Death(person, harm):
            who = person.name or f"“{person.described}”"
            return (
                f"death: {who}"
                + ("" if person.age is None else f", {person.age}")
                + ("" if harm == "killed" else f" ({harm})")
            )
        case Role(party, role):
            return f"{role}: {party}"
        case Label(label, of, charge):
            return f"{'charge' if charge else 'label'}: {label}" + (f" (of {of})" if of else "")
        case Cause(cause, effect):
            return f"cause: {cause} → {effect}"
        case Act(act, by, of, intent):
            return (
                f"act: {act}"
                + (f" by {by}" if by else "")
                + (f" (of {of})" if of else "")
                + (f" (intent: {intent})" if intent else "")
            )
        case _:
            return told_of(statement)


def _facts(claim: Claim, figures: dict[str, str]) -> Iterator[str]:
    attribution = claim.attribution
    if attribution.stance is not Stance.ASSERTS:
        yield attribution.stance.value
    if claim.count:
        shown = claim.count.marks - _NOT_TOLD - ({Mark.PART} if claim.part_of else set())
        yield from sorted(mark.value for mark in shown)
        if claim.part_of:
            yield f"part of {figures.get(claim.part_of, '?')}"
    if attribution.speaker:
        yield f"by {'anonymous ' if attribution.anonymous else ''}{attribution.speaker}"
    yield from (f"via {carrier}" for carrier in attribution.carried_by)
    yield from (f"on the word of {other}" for other in attribution.on_word_of)
    if claim.when:
        yield f"when {claim.when.edtf}"
    if claim.where:
        yield f"where {claim.where}"


def figure_of(quantity: Quantity) -> str:
    """A quantity as the examples write it: ``12``, ``at least 12``, ``35–200+``, ``“dozens”``."""
    match quantity.form:
        case "at_least":
            return f"at least {quantity.low}"
        case "at_most":
            return f"at most {quantity.high}"
        case "about":
            return f"about {quantity.low}"
        case "range":
            return f"{quantity.low}–{quantity.high}{'+' if quantity.open else ''}"
        case "vague":
            return f"“{quantity.term}”"
        case _:
            return str(quantity.low)


if __name__ == "__main__":  # python -m tollbook.extract.notation en "At least 12 people were killed."
    for _told in told(read_sentence(sys.argv[2], sys.argv[1]).claims):
        sys.stdout.write(f"{_told}\n")
