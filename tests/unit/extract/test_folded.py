"""A quote is found across spellings of one sign, at its place in the original, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.extract.folded import Folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “24 died”.", '"24 died"'),
        ("35–200 were hurt", "35-200 were hurt"),
        ("nine\u00a0people\n  died", "nine people died"),
        ("می\u200cگوید ۲۴ تن", "میگوید ۲۴ تن"),
        ("\u202b24\u202c died", "24 died"),
        ("24 died", "24\u200f died"),
        ("２４ died", "24 died"),
        ("the re\u0301gime", "the régime"),
    ],
)
def test_spellings_of_one_sign_are_one(text: str, words: str) -> None:
    ((start, end),) = Folded(text).find(words)
    assert list(Folded(text[start:end]).find(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("27 dead", "7 dead"),
        ("1,200 dead", "200 dead"),
        ("12.5 were killed", "5 were killed"),
        ("killed 12,000", "killed 12"),
        ("killed 12² people", "killed 122 people"),
        ("killed 2½ people", "killed 21 people"),
        ("Nine people died", "nine persons died"),
        ("24 died", ""),
        ("24 died", "\u200b"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, words: str) -> None:
    assert list(Folded(text).find(words)) == []


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 5))
def test_what_is_found_stands_there(text: str, one: int, other: int, begin: int) -> None:
    low, high = sorted((one, other))
    for start, end in Folded(text, begin).find(text[low:high]):
        assert begin <= start < end <= len(text)
