"""Where tokens begin and end; every place is one in the text as it stands."""

from hypothesis import given
from hypothesis import strategies as st

from tollbook.extract.notation import read_sentence, told
from tollbook.extract.tokens import tokenize

MISREAD = "\u00c2\u00a0"  # a no-break space, read in the wrong encoding


def test_a_blank_read_in_the_wrong_encoding_ends_a_word_and_moves_nothing() -> None:
    text = f"Before. In the{MISREAD}raid{MISREAD}12{MISREAD}guards were killed."
    tokens = tokenize(text, 8, len(text), ",", ".")
    assert [token.text for token in tokens] == ["In", "the", "raid", "12", "guards", "were", "killed", "."]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.space_before for token in tokens] == [False, True, True, True, True, True, True, False]


def test_what_stands_between_such_blanks_is_read() -> None:
    reading = read_sentence(f"At least{MISREAD}12{MISREAD}guards were killed.", "en")
    assert told(reading.claims) == ["killed: at least 12 (guards)"]


def test_the_letter_alone_is_a_letter() -> None:
    text = "\u00c2ge d'or"
    assert [token.text for token in tokenize(text, 0, len(text), ",", ".")] == ["\u00c2ge", "d'or"]


@given(st.text(st.sampled_from("aB1é.,-'’/:_*\u00a0\u0301\u200cʼ \n"), max_size=12))
def test_a_token_is_the_same_one_whatever_stands_beside_it(text: str) -> None:
    """Its kind is kept by its text alone."""
    for token in tokenize(text, 0, len(text), ",", "."):
        assert text[token.start : token.end] == token.text
        assert [one.text for one in tokenize(token.text, 0, len(token.text), ",", ".")] == [token.text]
