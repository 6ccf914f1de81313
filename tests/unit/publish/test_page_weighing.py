"""Which claims come first, and which headlines are no voice of their own."""

import pytest

from tollbook.model import Disagreement, Harm
from tollbook.publish.headlines import repeated
from tollbook.publish.lookup import Lookup
from tollbook.publish.phrases import phrases
from tollbook.publish.sentences import disagreement_sentence
from tollbook.publish.speakers import speaker
from tollbook.publish.weighing import bounds, lesser_parts, weighed


def count(identity, low, high=None, **facts):
    about = {"id": identity, "kind": "count", "source": "s", "start": 0, "end": 5, "harm": "killed", "group": "all"}
    about |= {"low": low, "high": high, "open": high is None, "form": "exact" if low == high else "at_least"}
    return about | {"words": f"{low} people", "speaker": identity, "stance": "asserts", "as_of": "2018-11-08"} | facts


def lookup(claims, **incident):
    linked = {"id": "i", "claims": [{"claim": one["id"]} for one in claims], **incident}
    passages = [{"kind": "title", "start": 0, "end": 50}, {"kind": "paragraph", "start": 50, "end": 500}]
    return Lookup({"sources": [{"id": "s", "passages": passages}], "claims": claims, "incidents": [linked]}, {})


def weigh(claims, **toll):
    voices = {one["id"]: str(one["speaker"]) for one in claims}
    known = {"used": [one["id"] for one in claims], "steps": [], **toll}
    return weighed(claims, voices, known, lookup(claims, tolls=[known]))


def test_the_shortest_list_holds_the_acknowledged_both_ends_and_the_latest():
    claims = [count(f"c{n}", n, n) for n in (30, 13, 20, 53, 25, 40)]
    claims.append(count("late", 22, 22, as_of="2019-05-01"))
    order = weigh(claims, low=13, highest_stated=53, acknowledged_by=["c25"])
    assert order[:4] == ["c25", "c13", "c53", "late"]
    assert sorted(order) == sorted(one["id"] for one in claims)


def test_a_claim_without_a_day_is_not_the_latest():
    claims = [count("undated", 99, 99, as_of=None), *(count(f"c{n}", n, n) for n in (13, 20, 53))]
    assert weigh(claims, low=13, highest_stated=53)[:3] == ["c13", "c53", "c20"]


def test_a_denied_figure_is_no_end_of_a_span():
    claims = [count("denied", 90, 90, stance="denies"), count("a", 3, 3), count("b", 9, 9)]
    assert weigh(claims, used=[])[:2] == ["a", "b"]


def test_the_greatest_prefers_the_figure_that_is_open_above_and_the_least_the_one_that_is_not():
    claims = [count("b", 53, 53), count("o", 53), count("at least", 13), count("a", 13, 13)]
    least, greatest = bounds(claims, {"low": 13, "highest_stated": 53})
    assert [least[0]["id"], greatest[0]["id"]] == ["a", "o"]


def test_where_no_claim_states_a_bound_the_next_one_stands_for_it():
    claims = [count("a", 20, 20), count("b", 30, 30)]
    least, greatest = bounds(claims, {"low": 22, "highest_stated": 32})
    assert [[one["id"] for one in end] for end in (least, greatest)] == [["a"], ["b"]]
    assert bounds([], None) == ([], [])


def test_of_a_total_made_of_parts_only_the_greatest_may_be_an_end():
    claims = [count("g", 2, 2, group="guards"), count("p", 20, 20, group="prisoners"), count("x", 13, 13)]
    steps = [{"op": "sum", "inputs": ["g", "p"], "because": "disjoint-groups"}]
    assert lesser_parts({"steps": steps}, lookup(claims)) == {"g"}
    assert weigh(claims, low=13, highest_stated=22, steps=steps)[:2] == ["x", "p"]


@pytest.mark.parametrize(("group", "lesser"), [("guards", {"g"}), ("prisoners", set())])
def test_a_floor_keeps_figures_of_one_group_that_were_told_one_after_another(group, lesser):
    claims = [count("g", 13, 13, group=group), count("p", 50, group="prisoners")]
    steps = [{"op": "max", "inputs": ["g", "p"], "because": "greatest-floor"}]
    assert lesser_parts({"steps": steps}, lookup(claims)) == lesser


TITLE = {"speaker": None, "start": 10, "end": 20}
TEXT = {"speaker": "three sources", "start": 100, "end": 120}


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ({}, {}, {"title": "text"}),
        ({"words": "25"}, {"group": "prisoners"}, {"title": "text"}),  # "25 dead": whom it counts is left to the text
        ({"group": "prisoners"}, {}, {}),
        ({"low": 27}, {}, {}),
        ({"high": 25, "form": "exact", "open": False}, {}, {}),  # "25 killed" over "at least 25"
        ({"harm": "injured"}, {}, {}),
        ({"start": 60, "end": 70}, {}, {}),  # no title
        ({"speaker": "The ministry"}, {}, {}),
        ({}, {"speaker": None}, {}),
        ({}, {"source": "other"}, {}),
        ({}, {"stance": "denies"}, {}),
    ],
)
def test_a_headline_is_folded_into_the_same_figure_of_a_speaker_in_its_own_text_alone(title, text, found):
    claims = [count("title", 25) | TITLE | title, count("text", 25) | TEXT | text]
    looked = lookup(claims)
    assert repeated(looked.incidents["i"], looked) == found


def test_one_who_is_written_with_other_capitals_is_one():
    claims = [count("a", 1, 1, speaker="Three\nsources"), count("b", 1, 1, speaker="three sources")]
    looked = lookup(claims)
    assert {looked.speaker_of(one) for one in claims} == {"three sources"}
    assert looked.speaker_of(count("c", 1, speaker=None)) is None


@pytest.mark.parametrize(
    ("publisher", "reported"),
    [
        ("The government of Vell", False),
        ("A paper close to the government", True),
        ("A gazette", True),
        (None, True),
    ],
)
def test_what_the_speaker_published_is_not_reported_by_another(publisher, reported):
    looked = lookup([count("a", 1, 1, speaker="the government")])
    looked.sources["s"]["known"] = {"publisher": publisher}
    assert speaker(looked.claims["a"], looked, phrases()).reported_by_another is reported


def test_the_sentence_of_the_record_names_one_speaker_once():
    claims = [count("a", 1, 1, speaker="Three sources"), count("b", 1, 1, speaker="three\nsources")]
    claims.append(count("c", 2, 2, speaker="a nurse"))
    said = disagreement_sentence(Disagreement("figures-differ", Harm.KILLED, ("a", "b", "c")), claims, {})
    assert said == "Killed: Three sources: 1 person; a nurse: 2 people."


def test_of_one_who_acknowledges_more_than_one_figure_the_one_that_reaches_furthest_leads():
    minister = {"speaker": "minister", "as_of": "2019-05-20"}
    claims = [count("twelve", 12, 12, **minister), count("all", 21, 21, **minister), count("a", 13, 13), count("z", 53)]
    assert weigh(claims, low=13, highest_stated=53, acknowledged_by=["twelve", "all"])[0] == "all"
