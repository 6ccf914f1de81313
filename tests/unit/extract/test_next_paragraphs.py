"""Who came to harm is known further on: in the paragraphs of one sentence that follow, by a name, and no further."""

import pytest

from tollbook.coding import Asked, Report, code_report
from tollbook.extract.counts import Earlier
from tollbook.extract.left_over import into_paragraph
from tollbook.model import Harm, PassageKind

SHOT = "A courier was shot near Velm."


def hurt(*paragraphs: str) -> int | None:
    figure = code_report(Report(1, "\n\n".join(paragraphs), "2019-05-04"), Asked("all", "range", "en")).figures.get(
        Harm.INJURED
    )
    return figure.low if figure else None


@pytest.mark.parametrize("between", [(), ("The road was closed.",)])
def test_a_pronoun_is_the_one_told_of_in_the_paragraphs_before(between: tuple[str, ...]) -> None:
    assert hurt(SHOT, *between, "He was taken to hospital.") == 1


def test_far_from_it_nobody_is_meant() -> None:
    assert not hurt(SHOT, "The road was closed.", "Buses were sent round by Orrin.", "He was taken to hospital.")


def test_nothing_is_known_past_a_heading() -> None:
    known = Earlier(one=True, hurt=True)
    assert into_paragraph(PassageKind.PARAGRAPH, known) == Earlier(one=True, hurt=True, since=1)
    assert into_paragraph(PassageKind.HEADING, known) == Earlier()


def test_another_dated_event_starts_afresh() -> None:
    assert not hurt(SHOT, "On 3 March 2011 he was taken to hospital.")


def test_a_harm_long_told_is_known_as_long_as_the_story_goes_on() -> None:
    assert hurt(SHOT, "The man was shot in the leg.", "The road was closed.", "He was taken to hospital.") == 1


@pytest.mark.parametrize(
    ("wounded", "text"),
    [
        (1, "A guard was wounded in Velm. Ali Karimov died."),
        (None, "A guard was wounded in Velm. Ali Karimov, a guard, died."),
        (None, "A guard was wounded in Velm. The guard was named as Ali Karimov. Karimov died."),
        (None, "A man was wounded in Velm. Ali Karimov died."),
    ],
)
def test_a_name_met_first_is_the_one_of_a_group_only_where_they_are_told_together(
    wounded: int | None, text: str
) -> None:
    assert hurt(text) == wounded
