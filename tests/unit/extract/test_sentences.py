"""Where sentences end: at full stops, and at the lines that stand alone."""

import pytest

from tollbook.extract.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), frozenset({"dr"}))]


def test_a_line_that_stands_alone_is_a_sentence() -> None:
    text = "16:50\nMinister speaks\n“Five of my officers are in hospital,” he told parliament. He left at once."
    assert cut(text) == [
        "16:50",
        "Minister speaks",
        "“Five of my officers are in hospital,” he told parliament.",
        "He left at once.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Monday evening that the raid had killed\nAli Karim and two of his neighbours in Osh",
        "At the gate, the soldiers,\nDr Karim among them, shot at whoever came out of the long low house",
    ],
)
def test_a_wrapped_line_is_none(text: str) -> None:
    assert cut(text) == [text]


def test_a_line_in_capitals_stands_alone() -> None:
    assert cut("EIGHT STUDENTS DISAPPEARED\nSarvania, in the north, 2 May") == [
        "EIGHT STUDENTS DISAPPEARED",
        "Sarvania, in the north, 2 May",
    ]


def test_a_blank_line_parts() -> None:
    assert cut("Press release\n\nof the ministry") == ["Press release", "of the ministry"]
