"""Dates as people write them."""

import pytest

from tollbook.publish.days import in_words, order
from tollbook.publish.phrases import phrases

WRITTEN = {
    "1997": "1997",
    "1996-05": "May 1996",
    "1997-04-17": "17 April 1997",
    "1997-04~": "about April 1997",
    "1997?": "1997 (uncertain)",
    "1997-04-14/1997-04-17": "14–17 April 1997",
    "1997-04-14/1997-04-14": "14 April 1997",
    "1997-04/1998-01": "April 1997 to January 1998",
    "1997-04-14/..": "from 14 April 1997, end not stated",
    "../1997-04": "until April 1997, beginning not stated",
    "[..1996-06]": "in or before June 1996",
    "[..1996-06-03]": "on or before 3 June 1996",
    "[1996-05..]": "in or after May 1996",
    "[1996-05..1996-07]": "between May 1996 and July 1996",
    "some day": "some day",
}


@pytest.mark.parametrize(("edtf", "words"), WRITTEN.items())
def test_a_date_is_written_out(edtf, words):
    assert in_words(edtf, phrases()) == words


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_date_has_no_words(nothing):
    assert in_words(nothing, phrases()) is None


def test_dates_stand_in_order_and_what_has_none_comes_last():
    dates = [None, "2018-11-07", "1997-04-14/1997-04-17", "1996-05", "[..1996-06]", "nonsense"]
    assert sorted(dates[1:5], key=order) == ["1996-05", "[..1996-06]", "1997-04-14/1997-04-17", "2018-11-07"]
    assert order(None) == order("nonsense") > order("2018-11-07")
