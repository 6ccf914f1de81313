"""How each form of figure is drawn."""

import pytest

from tollbook.publish.axis import LEFT, axis_for
from tollbook.publish.chart import mark
from tollbook.publish.phrases import phrases

AXIS = axis_for([0, 200])
DRAWN = {
    ("exact", 24, 24, False): "dot",
    ("exact", 0, 0, False): "dot",
    ("about", 24, 24, False): "ring",
    ("at_least", 24, None, True): "at_least",
    ("at_most", None, 24, False): "at_most",
    ("range", 24, 158, False): "range",
    ("range", 35, 200, True): "range_open",
    ("vague", None, None, False): "word",
}


def claim(form, low, high, is_open, **facts):
    return {"form": form, "low": low, "high": high, "open": is_open, "group": "all", "words": "dozens", **facts}


@pytest.mark.parametrize(("facts", "kind"), DRAWN.items())
def test_each_form_has_its_mark(facts, kind):
    assert mark(claim(*facts), AXIS, phrases()).kind == kind


@pytest.mark.parametrize(("stance", "kind"), [("denies", "denied"), ("doubts", "doubted")])
@pytest.mark.parametrize("facts", DRAWN)
def test_what_is_denied_or_doubted_stands_off_the_axis(facts, stance, kind):
    drawn = mark(claim(*facts, stance=stance), AXIS, phrases())
    assert (drawn.kind, drawn.low, drawn.high) == (kind, None, None)


def test_a_word_has_no_place():
    drawn = mark(claim("vague", None, None, False), AXIS, phrases())
    assert (drawn.low, drawn.high) == (None, None)


def test_at_most_sets_no_low_and_at_least_no_high():
    most, least = (
        mark(claim("at_most", None, 24, False), AXIS, phrases()),
        mark(claim("at_least", 24, None, True), AXIS, phrases()),
    )
    assert most.low is None
    assert most.high == least.low
    assert least.high is None


def test_zero_stands_at_zero():
    assert mark(claim("exact", 0, 0, False), AXIS, phrases()).low == LEFT


def test_the_mark_says_in_words_what_it_shows():
    assert mark(claim("at_most", None, 150, False), AXIS, phrases()).means == "a bracket at 150, open below: at most"
