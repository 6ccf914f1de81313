"""Text made to hurt: long, senseless, in odd digits. Reading stays linear, quotes stand, nothing is invented."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.extract import read_claims_of
from tollbook.extract.notation import read_sentence, source_of, told

# Texts of one shape at two lengths; a reader whose time grows with the square needs sixteen times as long for the
# second.
SHAPES: dict[str, Callable[[int], str]] = {
    "one long sentence": lambda n: "people were killed and " * n,
    "commas": lambda n: "a man, " * n + "was killed",
    "brackets": lambda n: "a man (" * n + "was killed",
    "numbers": lambda n: "12 " * n + "were killed",
    "relatives": lambda n: "a man who " * n + "was killed",
    "sayings": lambda n: "he said that " * n + "12 people were killed",
    "according to": lambda n: "according to him, " * n + "12 people were killed",
    "number words": lambda n: "hundred " * n + "people were killed",
    "names": lambda n: "Karimov " * n + "was killed",
    "members of a list": lambda n: "two guards, " * n + "and a boy were killed",
    "digits": lambda n: "1" * n * 10,
    "quotes": lambda n: '"' * n + "12 people were killed",
}


def seconds(text: str, tries: int = 3) -> float:
    """The least of several: what else a machine does, and garbage of other tests, only ever adds to it."""
    taken = []
    for _ in range(tries):
        start = time.process_time()
        read_sentence(text, "en")
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear_in_the_length(shape: str) -> None:
    make = SHAPES[shape]
    assert seconds(make(4_000)) < 9 * seconds(make(1_000)) + 0.1


def test_ten_million_digits_are_no_number() -> None:
    reading = read_sentence("1" * 10_000_000, "en")
    assert not reading.claims


@pytest.mark.parametrize("number", ["1" * 100, "9" * 10, "1" * 100 + ",000", "0" * 50 + "7" * 60])
def test_a_number_of_a_hundred_digits_is_no_count(number: str) -> None:
    assert not [claim for claim in read_sentence(f"{number} people were killed.", "en").claims if claim.count]


@pytest.mark.parametrize(
    "words", ["1\u200f2 people were killed.", "\u202e21 people were killed.", "1\u20662 people were killed."]
)
def test_marks_of_direction_make_no_number_of_two(words: str) -> None:
    lows = [claim.count.quantity.low for claim in read_sentence(words, "en").claims if claim.count]
    assert 12 not in lows


@pytest.mark.parametrize(
    "words", ["12² people were killed.", "½ of them were killed.", "Ⅻ people were killed.", "¹ people were killed."]
)
def test_other_signs_for_numbers_are_not_read(words: str) -> None:
    assert not [
        claim
        for claim in read_sentence(words, "en").claims
        if claim.count and claim.count.quantity.low not in (None, 0)
    ]


WORDS = st.sampled_from(
    '12 no one people prisoners were was killed injured , . ; : ( ) " and but said that he the a at least up to '
    "between hundred million dozen including 4 children of them Reuters ministry according to not denied if 1997 April "
    "14 - – + bodies found died who another third fatality toll since so far this year".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_row_of_its_own_words_gives_a_reading_whose_quotes_stand(text: str) -> None:
    source = source_of(text, "en")
    reading = read_claims_of(source)
    for anchor in [claim.anchor for claim in reading.claims] + [mention.at for mention in reading.mentions]:
        assert anchor.stands_in(text)
    for issue in reading.issues:
        assert issue.at is None or issue.at.stands_in(text)
    assert told(reading.claims) == told(read_claims_of(source).claims)


@given(st.text(max_size=200))
def test_any_text_gives_a_reading_whose_quotes_stand(text: str) -> None:
    for claim in read_sentence(text, "en").claims:
        assert claim.anchor.stands_in(text)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_number_is_made_that_no_one_wrote(text: str) -> None:
    written = {4, 12, 14, 1997, 0, 1, 3, 100, 1_000_000}
    for claim in read_sentence(text, "en").claims:
        quantity = claim.count.quantity if claim.count else None
        if quantity and not any(word in text for word in ("hundred", "million", "dozen", "and")):
            assert {bound for bound in (quantity.low, quantity.high) if bound is not None} <= written
