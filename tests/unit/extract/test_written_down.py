"""What people wrote down becomes a text: place by place, each word where it is said to stand."""

from hypothesis import given
from hypothesis import strategies as st

from tollbook.extract.written_down import Line, lay_out


def text_of(*lines: Line) -> str:
    return lay_out(lines).text


def test_pages_and_time_codes_stand_in_the_order_of_their_numbers() -> None:
    places = ["page 10", "page 2", "page 2", "page 1, line 3"]
    assert text_of(*(Line(place, place + str(n), None) for n, place in enumerate(places))).split("\n\n") == [
        *("page 1, line 33", "page 21\npage 22", "page 100")
    ]
    codes = ["01:00:02", "59:59", "0:07", "00:01:23–00:01:40"]
    assert text_of(*(Line(code, code, None) for code in codes)).split("\n\n") == [
        *("0:07", "00:01:23–00:01:40", "59:59", "01:00:02")
    ]


def test_places_without_a_number_stand_as_they_were_written() -> None:
    lines = [Line("top", "b", None), Line("left edge", "a", None), Line("page 1", "c", None)]
    assert text_of(*lines) == "b\n\na\n\nc"


def test_each_place_is_one_passage_that_leads_back_to_it() -> None:
    laid = lay_out([Line("cell B4", "12", None), Line("cell B4", "30 hurt", "a guard"), Line("cell B5", "7", None)])
    assert [(one.kind, one.origin, laid.text[one.start : one.end]) for one in laid.passages] == [
        ("quote", "cell B4", "12\n30 hurt — a guard"),
        ("quote", "cell B5", "7"),
    ]


def test_a_speaker_whom_the_words_name_is_not_named_again() -> None:
    assert text_of(Line("p. 1", "the guard said 12 died", "the guard")) == "the guard said 12 died"


def test_the_same_words_of_two_rows_stand_once() -> None:
    assert text_of(Line("p. 1", "12 dead", None), Line("p. 1", "12 dead", None)) == "12 dead"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)
LINES = st.lists(st.builds(Line, st.sampled_from(["page 2", "00:10", "x", "9" * 900]), WORDS, st.none() | WORDS))


@given(LINES)
def test_every_word_and_speaker_stands_where_it_is_said_to(lines: list[Line]) -> None:
    laid = lay_out(lines)
    for line in lines:
        assert laid.text.startswith(line.words, laid.starts[line])
        if line.speaker is not None:
            assert laid.text.startswith(line.speaker, laid.speakers[line])
            passage = next(one for one in laid.passages if one.start <= laid.starts[line] < one.end)
            assert passage.origin == line.place and laid.speakers[line] < passage.end
    ends = [0, *(one.end for one in laid.passages)]
    assert all(one.start >= end for one, end in zip(laid.passages, ends, strict=False))


@given(LINES)
def test_laid_out_again_in_the_order_of_the_text_it_is_the_same(lines: list[Line]) -> None:
    laid = lay_out(lines)
    assert lay_out(sorted(laid.starts, key=laid.starts.__getitem__)).text == laid.text
