"""Events that another event is about ("a protest over the killing of 5"), and which claims tell of them again."""

from typing import Generic, TypeVar

from tollbook.model import Claim, Count, Mark, When

Event = TypeVar("Event")
Figure = tuple[str | None, int | None, int | None]


class Occasions(Generic[Event]):
    """Those of one document, by the sentence that they stand in and by the figure that they give."""

    def __init__(self) -> None:
        self._in_sentence: dict[int, list[tuple[Claim, Event]]] = {}
        self._of_figure: dict[Figure, Event] = {}

    def note(self, sentence: int, claim: Claim, event: Event) -> None:
        """Where the claim is of such an event, keeps which it was put to."""
        if is_occasion(claim):
            self._in_sentence.setdefault(sentence, []).append((claim, event))
            self._of_figure.setdefault(figure_of(claim), event)

    def told_within(self, sentence: int, claim: Claim) -> Event | None:
        """The event that a claim tells of on the same words, or again by the same figure; None where it does not."""
        again = is_occasion(claim)
        for occasion, event in self._in_sentence.get(sentence, ()):
            if _overlap(claim, occasion) and (again or not isinstance(claim.statement, Count)):
                return event
        return self._of_figure.get(figure_of(claim)) if again else None

    def given_day(self, claim: Claim, main: When | None) -> Event | None:
        """The event whose figure a claim tells once more, on a day that is not the main event's: "… over the killing of
        three students. They were shot dead on 5 May"."""
        if claim.count is None or claim.when is None or (main is not None and main.meets(claim.when)):
            return None
        return self._of_figure.get(figure_of(claim)) if claim.count.quantity.low is not None else None


def is_occasion(claim: Claim) -> bool:
    """Whether a count is of what another event is about."""
    return isinstance(claim.statement, Count) and Mark.OTHER_EVENT in claim.statement.marks


def _overlap(one: Claim, other: Claim) -> bool:
    return one.anchor.start < other.anchor.end and other.anchor.start < one.anchor.end


def figure_of(claim: Claim) -> Figure:
    """The harm and the number that a count gives."""
    assert claim.count is not None
    return claim.harm, claim.count.quantity.low, claim.count.quantity.high
