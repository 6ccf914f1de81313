"""Speech that goes on over sentences and paragraphs: who is quoted stays who speaks, and nobody else becomes it."""

import pytest

from tollbook.extract import read_claims_of
from tollbook.read import read_document

READINGS = [
    (
        "“We carried out 26 bodies,” recalled Murod Azim, a gravedigger. “That was one street. Nine men were killed.”",
        [("26", "Murod Azim"), ("Nine", "Murod Azim")],
    ),
    ('"They started to shoot," the mayor said. "In our street, nine people were killed. Two died later."',
     [("nine", "the mayor"), ("Two", "the mayor")]),
    ('"It was over in minutes. Sixteen people were killed. I saw them," said Fatima Ode, a trader.',
     [("Sixteen", "Fatima Ode")]),
    ('Asked about it, the warden replied: "Twelve. Twelve inmates died, and that is all."', [("Twelve", "the warden")]),
    ('"They acted in self-defence," Colonel Ratko Simic said.\n\n"Five men were killed. Two were wounded."',
     [("Five", "Colonel Ratko Simic"), ("Two", "Colonel Ratko Simic")]),
    ('The report is long.\n\n"The soldiers came at dawn.\n\n"They killed eleven people in the yard," said Hawa Deng.',
     [("eleven", "Hawa Deng")]),
    ('"My neighbour said six people died. I saw nothing," Bora Tan told us.', [("six", "My neighbour")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), READINGS)
def test_who_is_quoted_speaks_in_every_sentence_of_the_speech(text: str, stated: list[tuple[str, str]]) -> None:
    assert figures(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        'The "bandits" fled, the general said. Then 15 people were killed.',
        '"We will not stop," the marchers shouted. Police killed four people at the bridge.',
        'The banner read "No more". Nine people were killed. Another banner said "Peace".',
        'A mayor spoke first.\n\nThe mayor said: "It was a dark day."\n\nSix people were killed in the square.',
    ],
)
def test_what_stands_outside_the_marks_is_not_of_whoever_is_quoted(text: str) -> None:
    assert [speaker for _, speaker in figures(text)] == [None]


def figures(text: str) -> list[tuple[str, str | None]]:
    source, _ = read_document("report.txt", text.encode())
    assert source is not None
    claims = [claim for claim in read_claims_of(source).claims if claim.count]
    return [(claim.count.quantity.words.split()[0], claim.attribution.speaker) for claim in claims if claim.count]
