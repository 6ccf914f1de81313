"""Numbers as an independent speller writes them read back as themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from tollbook.extract.notation import read_sentence
from tollbook.model import Quantity


def quantity_of(words: str) -> Quantity:
    counts = [claim.count for claim in read_sentence(f"{words} people were killed.", "en").claims if claim.count]
    assert len(counts) == 1, words
    return counts[0].quantity


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_itself(number: int) -> None:
    words = num2words(number)
    quantity = quantity_of(words.capitalize())
    assert (quantity.low, quantity.high, quantity.open) == (number, number, False)


@given(st.integers(2, 999_999))
def test_a_number_with_thousands_marked_is_itself(number: int) -> None:
    assert quantity_of(f"{number:,}").number == number


@pytest.mark.parametrize(
    "number", [*range(2, 131), 200, 201, 999, 1000, 1001, 1100, 2000, 20_000, 99_999, 100_000, 999_999]
)
def test_numbers_that_stand_often(number: int) -> None:
    assert quantity_of(num2words(number)).number == number


def test_one_is_one_and_zero_is_none() -> None:
    assert quantity_of("One").number == 1
    assert quantity_of("Zero").number == 0


@pytest.mark.parametrize("words", ["Two hundred and three hundred", "Two hundred, three hundred", "Five and twenty"])
def test_two_numbers_are_not_made_one(words: str) -> None:
    lows = {
        claim.count.quantity.low for claim in read_sentence(f"{words} people were killed.", "en").claims if claim.count
    }
    assert lows <= {200, 300, 5, 20}
