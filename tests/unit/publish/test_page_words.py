"""The words of the page: every code has some, every phrase has its values, colours can be told apart."""

import re
from importlib.resources import files

import pytest

from tollbook.model import ClaimKind, Document, Form, Harm, Responsibility, Severity, SpeakerType, Stance, Zone
from tollbook.pipeline import build_register
from tollbook.publish import figures
from tollbook.publish.nouns import noun_stated
from tollbook.publish.page import render_index
from tollbook.publish.phrases import phrases, short
from tollbook.publish.record import record_of
from tollbook.publish.speakers import reported_in
from tollbook.settings import Settings

SAY = phrases()
CODES = {
    "harms": Harm,
    "stances": Stance,
    "speaker_types": SpeakerType,
    "kinds": ClaimKind,
    "responsibility": Responsibility,
    "severities": Severity,
}
NEVER = re.compile(r"\b(actually|in fact|confirmed|perpetrators?|terrorists?|regime)\b", re.IGNORECASE)


@pytest.mark.parametrize(("table", "codes"), CODES.items())
def test_every_code_has_words(table, codes):
    assert set(SAY.entry(f"codes.{table}")) >= {code.value for code in codes}


def test_every_zone_that_is_not_read_says_so():
    assert set(SAY.entry("codes.zones")) == {zone.value for zone in Zone} - {"main"}


def test_every_form_has_its_figure():
    assert set(SAY.entry("figures")) >= {form.value for form in Form}


@pytest.mark.parametrize("words", ["a prisoner", "one hostage", "a judge", "two suspects", "12 people"])
def test_a_noun_that_is_also_an_office_or_stands_with_a_harm_is_a_noun(words):
    assert noun_stated({"words": words, "language": "en"})


@pytest.mark.parametrize("words", ["12", "at least 12", "12 dead", "12 of"])
def test_what_only_counts_holds_no_noun(words):
    assert not noun_stated({"words": words, "language": "en"})


def test_a_code_without_words_is_shown_as_it_is():
    assert SAY.code("harms", "made_up_harm") == "made up harm"
    assert SAY.code("set_aside", None) == "not stated"
    assert SAY.noun("glass_blowers", 3) == "glass blowers"


def test_the_page_keeps_to_its_words():
    text = files("tollbook.data").joinpath("messages", "en.yaml").read_text(encoding="utf-8")
    assert NEVER.findall(text) == []


FIGURES = {
    ("exact", 24, 24, False, "prisoners"): "24 prisoners",
    ("exact", 1, 1, False, "prisoners"): "1 prisoner",
    ("exact", 0, 0, False, "all"): "0 people",
    ("at_least", 20000, None, True, "all"): "at least 20,000 people",
    ("at_most", None, 150, False, "all"): "up to 150 people",
    ("about", 30, 30, False, "all"): "about 30 people",
    ("range", 24, 158, False, "all"): "24–158 people",
    ("range", 35, 200, True, "all"): "35–200+ people",
    ("vague", None, None, False, "all"): "“dozens” (people)",
}


@pytest.mark.parametrize(("facts", "words"), FIGURES.items())
def test_a_figure_has_the_noun_that_its_words_hold(facts, words):
    claim = dict(zip(("form", "low", "high", "open", "group"), facts, strict=True)) | {"words": "dozens"}
    assert figures.figure(claim, SAY) == words


BARE = {
    ("range", 9, 41, False, "9—41"): "9–41",
    ("range", 30, 120, True, "30—120+"): "30–120+",
    ("exact", 7, 7, False, "seven"): "7",
    ("at_least", 4, None, True, "at least four"): "at least 4",
    ("at_most", None, 41, False, "up to 41 dead"): "up to 41",
    ("vague", None, None, False, "hundreds"): "“hundreds”",
}


@pytest.mark.parametrize(("facts", "words"), BARE.items())
def test_where_the_words_hold_no_noun_the_figure_stands_alone(facts, words):
    claim = dict(zip(("form", "low", "high", "open", "words"), facts, strict=True))
    assert figures.figure(claim | {"group": "all", "language": "en"}, SAY) == words


def test_a_group_taken_from_the_words_before_stands_in_brackets():
    claim = {"form": "exact", "low": 35, "high": 35, "group": "prisoners", "words": "35", "language": "en"}
    assert figures.figure(claim | {"marks": ["group_carried"]}, SAY) == "35 [prisoners]"
    assert figures.groups_named([claim]) == []
    assert figures.groups_named([claim | {"marks": ["group_carried"]}]) == ["prisoners"]


def test_who_died_is_not_said_to_have_been_killed():
    died = {"form": "exact", "low": 3, "high": 3, "group": "all", "words": "3 people", "harm": "killed"}
    died |= {"language": "en", "marks": ["died"]}
    killed = died | {"marks": []}
    assert figures.harm_word("killed", [died, died], SAY) == "died"
    assert figures.harm_word("killed", [died, killed], SAY) == "killed"
    assert figures.with_harm(died, "killed", SAY) == "3 people died"
    assert figures.with_harm(killed, "killed", SAY) == figures.with_harm(died, "died", SAY) == "3 people"
    assert figures.sameness(died) == figures.sameness(killed)


def test_who_reports_is_said_once_for_neighbours_and_named_once():
    a, b = ("id-a", "A"), ("id-b", "B")
    words, last = reported_in([a, a, None, b], {}, None, SAY)
    assert words == [None, "as reported in “A”", None, "as reported in “B”"]
    assert reported_in([b], {}, last, SAY)[0] == ["as reported there"]
    assert reported_in([b], {"id-a": 1, "id-b": 2}, last, SAY)[0] == ["as reported in document 2"]


SPANS = {
    (24, 158, False): "24–158",
    (35, 200, True): "35–200+",
    (24, 24, False): "24",
    (24, 24, True): "24 or more",
    (24, None, True): "24 or more",
    (None, 150, False): "up to 150",
    (None, None, False): "no number",
    (0, 0, False): "0",
}


@pytest.mark.parametrize(("bounds", "words"), SPANS.items())
def test_a_span_says_what_is_set(bounds, words):
    low, top, is_open = bounds
    toll = {"low": low, "highest_stated": top, "high": None if is_open else top, "open": is_open}
    assert figures.span(toll, SAY) == words


def test_small_numbers_are_words_and_lists_read_as_lists():
    assert SAY.counted("counts.speakers", 1) == "one speaker"
    assert SAY.counted("counts.speakers", 1200) == "1,200 speakers"
    assert [SAY.listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_what_is_cut_says_so():
    assert short("three little words", 12) == "three…"
    assert short("words", 5) == "words"
    assert short("unbroken", 4) == "unb…"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


STYLE = files("tollbook.publish").joinpath("templates", "style.css").read_text(encoding="utf-8")
SCHEMES = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{([^}]*--paper[^}]*)\}", STYLE)
]


@pytest.mark.parametrize("scheme", SCHEMES[:2], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised", "lit", "found"])
def test_words_and_marks_can_be_told_from_their_ground(scheme, ground):
    inks = {name for name in scheme if name in ("ink", "quiet", "link") or name.startswith("k-")}
    assert {
        name: contrast(scheme[name], scheme[ground]) for name in inks if contrast(scheme[name], scheme[ground]) < 4.5
    } == {}


def test_the_style_sheet_asks_for_nothing_from_elsewhere():
    assert re.findall(r"url\(|@import|https?:", STYLE) == []


def test_a_document_that_has_no_title_but_its_file_is_named_once_and_open_issues_say_of_what():
    text = b"On 3 May 2004 a riot broke out at the prison in Marrow. 12 prisoners were killed.\n"
    made = build_register([Document("agency.txt", text)], Settings()).register
    page = render_index(record_of(made), {one.id: one.text for one in made.sources})
    told = page[page.index("Told of in:") :].partition("</p>")[0]
    assert told.count("agency.txt") == 1
    assert "open issues about this incident" in page or "open issue about this incident" in page


def responsible_in(told: str) -> tuple[list[tuple[str, str | None]], str]:
    """The roles of the record, and the words of the page."""
    head = "Riot at Marrow prison\n\nA riot broke out at the prison in Marrow on 3 May 2004. "
    said = "The Interior Ministry said that 12 prisoners were killed. "
    made = build_register([Document("agency.txt", f"{head}{said}{told}".encode())], Settings()).register
    record = record_of(made)
    page = render_index(record, {one.id: one.text for one in made.sources})
    roles = [(one["party"], one["speaker"]) for incident in record["incidents"] for one in incident["roles"]]
    return roles, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_who_is_accused_is_said_to_be_responsible_according_to_the_accuser():
    roles, page = responsible_in("Relatives accused the police of carrying out the killings.")
    assert roles == [("the police", "Relatives")]
    assert re.search(r"Said to be responsible the police[^.]{0,60}according to Relatives", page)
    assert not NEVER.search(page)


def test_a_denial_is_said_to_be_one():
    roles, page = responsible_in("The ministry denied responsibility.")
    assert roles == [("The ministry", "The ministry")]
    assert "Responsibility denied by The Interior Ministry" in page
    assert "denied by The ministry" in page[page.index("Said to be responsible") :][:200]


def test_what_nobody_named_believes_is_no_role():
    roles, page = responsible_in("The killings were blamed on the Northern Front.")
    assert roles == []
    assert "Said to be responsible" not in page
    assert "the words of The Interior Ministry here say nothing of it" in page
