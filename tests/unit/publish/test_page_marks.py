"""Claims highlighted in their text: nothing lost, nothing twice, each place once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.marks import Place, legible, place_of, runs
from tollbook.publish.shelf import passages

TEXT = "The ministry said 24 prisoners were killed and 35 were hurt."


def claim(quote: str, words: str, name: str = "a") -> dict:
    start = TEXT.index(quote)
    return {"id": name, "kind": "count", "start": start, "end": start + len(quote), "quote": quote, "words": words}


def flat(places: list[Place]):
    return [run for stretch in runs(TEXT, 0, len(TEXT), places) for run in stretch.runs]


def test_a_figure_is_lit_with_its_quote_and_the_id_leads_to_the_figure():
    cut = flat([place_of(claim("24 prisoners were killed", "24 prisoners"))])
    assert [(run.text, run.lit, run.figure, run.ids, run.refs) for run in cut] == [
        ("The ministry said ", False, False, (), ()),
        ("24 prisoners", True, True, ("claim-a",), ("claim-a",)),
        (" were killed", True, False, (), ()),
        (" and 35 were hurt.", False, False, (), ()),
    ]


def test_two_claims_on_the_same_words_are_lit_once():
    said = claim("24 prisoners were killed", "24 prisoners"), claim("24 prisoners were killed", "24 prisoners", "b")
    stretches = runs(TEXT, 0, len(TEXT), [place_of(one) for one in said])
    assert [stretch.lit for stretch in stretches] == [False, True, False]
    assert stretches[1].runs[0].ids == stretches[1].runs[0].refs == ("claim-a", "claim-b")


def test_a_number_is_found_as_a_word_of_its_own():
    assert place_of(claim("24 prisoners were killed and 35 were", "35")).figure == (47, 49)
    inside = {"id": "a", "kind": "count", "start": 0, "end": 12, "quote": "in 135 of 35", "words": "35"}
    assert place_of(inside).figure == (10, 12)


def test_what_has_no_figure_is_lit_whole():
    cause = {"id": "c", "kind": "cause", "start": 4, "end": 12, "quote": "ministry", "words": "mini"}
    assert place_of(cause).figure == (4, 12)


PLACES = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 6), st.booleans()).map(
        lambda drawn: (min(drawn[:2]), max(drawn[:2]), drawn[2], drawn[3])
    ),
    max_size=8,
)


@given(PLACES, st.integers(0, len(TEXT)))
def test_the_text_stays_whole_whatever_overlaps_and_each_place_begins_and_ends_once(drawn, cut):
    places = [
        Place(f"p{at}", start, end, (min(start + inner, end - 1), end), strong)
        for at, (start, end, inner, strong) in enumerate(drawn)
        if start < end
    ]
    parts = [*runs(TEXT, 0, cut, places), *runs(TEXT, cut, len(TEXT), places)]
    found = [run for stretch in parts for run in stretch.runs]
    assert "".join(run.text for run in found) == TEXT
    assert sorted(one for run in found for one in run.ids) == sorted(place.id for place in places)
    assert sorted(one for run in found for one in run.refs) == sorted(place.id for place in places)
    assert all(run.lit == stretch.lit for stretch in parts for run in stretch.runs)


LINES = st.lists(st.text(alphabet="ab -=\n", max_size=12), max_size=6)


@given(LINES, st.data())
def test_passages_show_the_text_whole_and_nothing_twice(lines, data):
    text, listed, at = "\n".join(lines), [], 0
    while at < len(text) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(text) - 1))
        at = data.draw(st.integers(start + 1, len(text)))
        listed.append({"kind": "paragraph", "zone": "main", "start": start, "end": at})
    shown = list(passages({"passages": listed}, text))
    assert all(a[3] <= b[2] for a, b in pairwise(shown))
    assert "".join("".join(text[start:end].split()) for _, _, start, end in shown) == "".join(text.split())
    assert all(any(start <= one["start"] and one["end"] <= end for _, _, start, end in shown) for one in listed)


def test_what_a_page_cannot_hold_is_drawn_as_a_sign():
    assert legible("a\x00b\x1b\x7f\ud800c\t\n") == "a␀b␛␡\ufffdc\t\n"
    assert legible("🙂 خجند") == "🙂 خجند"
