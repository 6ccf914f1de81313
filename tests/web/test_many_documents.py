"""A page on which many documents speak: its first sentences say the point; the rest is folded, counted and there."""

import re

import many_papers
import pytest

from tollbook.publish.page import render_index

BROWSER = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def html() -> str:
    return render_index(*many_papers.many_papers())


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def part(html: str, begin: str, end: str) -> str:
    return html.partition(begin)[2].partition(end)[0]


def disagreements(html: str) -> str:
    return part(html, '<section class="disagreements">', "</section>")


def test_a_disagreement_of_many_voices_is_one_sentence_with_the_least_and_the_greatest(html):
    sentences = re.findall(r'<p class="sentence">(.*?)</p>', disagreements(html))
    least = "at least 13 people of other groups (three sources a)"
    assert [text_of(one) for one in sentences] == [
        f"Killed: 15 figures, from {least} to at least 53 people (Three sources f)"
    ]


def test_who_says_which_figure_is_folded_whole(html):
    record, _ = many_papers.many_papers()
    listed = part(disagreements(html), '<details class="who-says">', "</details>")
    assert "Who says which figure: 25 claims" in text_of(listed)
    assert listed.count("<li>") == len({(one["low"], one["high"], one["group"]) for one in record["claims"]})
    assert "acknowledged, as reported" in listed


def test_the_decisive_passages_stand_open_and_the_others_are_folded_and_counted(html):
    opened, _, folded = disagreements(html).partition('<details class="more-sides">')
    shown, rest = opened.count('<figure class="side">'), folded.count('<figure class="side">')
    assert shown == 6
    assert rest == 10
    assert text_of(folded).startswith("Ten more passages, word for word")
    for words in ("At least 13 miners", "21 miners", "At least 53 people"):
        assert words in text_of(opened)
    sides = re.findall(r'<blockquote[^>]*>.*?href="([^"]+)"', disagreements(html))
    assert len(sides) == len(set(sides)) == shown + rest


def test_a_headline_that_repeats_its_text_is_no_voice_of_its_own(html):
    record, _ = many_papers.many_papers()
    chart = part(html, '<section class="chart"', "</section>")
    # "99", "at least 21" over the minister's 21, and "53 miners" over 53 people are figures of their own
    assert "Killed: seven speakers and three unnamed voices" in text_of(chart)
    rows = re.findall(r'<li class="row', chart)
    repeating = [one for one in record["claims"] if not one["speaker"] and one["low"] not in (99, 21, 53)]
    assert len(rows) == len(record["claims"]) - len(repeating)
    assert chart.count("also its headline") == 2 * len(repeating)  # in the chart and in its table
    for one in repeating:
        assert f'id="row-{one["id"]}"' in chart
    assert "in the text and the headline of “At least 13 miners killed at Orm”" in text_of(disagreements(html))


def test_a_speaker_is_one_however_the_name_is_written(html):
    record, _ = many_papers.many_papers()
    names = {one["speaker"] for one in record["claims"] if one["speaker"]}
    assert {"three sources a", "Three sources a"} <= names
    for chunk in (part(html, '<section class="said"', "</section>"), part(html, '<ol class="rows">', "</ol>")):
        assert "three sources a" in chunk
        assert "Three sources a" not in chunk


def test_the_box_begins_with_the_acknowledged_the_least_and_the_greatest(html):
    box = part(html, '<section class="said"', "</section>")
    shown = [text_of(one) for one in re.findall(r'<a class="figure".*?</a>', box)]
    assert len(shown) == 5
    assert shown[0] == "at least 13 people of other groups"
    assert "21 people of other groups" in shown
    assert shown[-1] == "at least 53 people"
    assert not any(one.startswith("2 ") for one in shown)  # a part of a total is no least
    more = re.search(r'<a href="#(chart-[^"]+)">(.*?)</a>', box)
    assert more is not None
    assert f'id="{more[1]}"' in html


def test_every_claim_of_the_box_and_of_its_rest_stands_in_the_chart(html):
    record, _ = many_papers.many_papers()
    chart = part(html, '<section class="chart"', "</section>")
    assert [one["id"] for one in record["claims"] if f'id="row-{one["id"]}"' not in chart] == []


def test_many_documents_are_folded_by_their_numbers_with_who_published_them(html):
    head = part(html, '<details class="provenance">', "</details>")
    assert "Told of in 12 documents" in text_of(head)
    assert head.count("<li>") == 12
    assert "published by A gazette 3" in text_of(head)
    assert "no author stated" not in head
    assert "as reported in document" in text_of(part(html, '<section class="said"', "</section>"))


def test_sources_without_claims_are_folded_and_say_what_they_are(html):
    sources = html.partition('<section class="sources">')[2]
    folds = re.findall(r'<details class="source-fold"><summary>(.*?)</summary>', sources)
    assert [text_of(one).partition(" Its text is not printed")[0] for one in folds] == [
        "گزارش معدن in Persian, a language without a pack: not read for claims, 8 May 2009",
        "Orm, first edition superseded by a later version",
        "box.zip holds no text of its own",
    ]
    assert "در معدن اورم" in sources
    assert sources.count("<article") == 15


def test_what_forbids_to_pass_a_source_on_is_not_folded():
    record, texts = many_papers.many_papers()
    silent = next(one for one in record["sources"] if one["language"] == "fa")
    silent["known"] = {"sensitive": True, "consent": {}, "unknown": []}
    sources = render_index(record, texts).partition('<section class="sources">')[2]
    assert sources.count('<details class="source-fold">') == 2
    assert "Marked sensitive" in sources


class TestInTheBrowser:
    pytestmark = BROWSER

    def test_a_link_into_a_folded_source_opens_it_without_a_script(self, opened, html):
        page = opened(html, java_script_enabled=True)
        fold = page.locator("details.source-fold", has_text="گزارش معدن")
        identity = fold.locator("article").get_attribute("id")
        assert fold.get_attribute("open") is None
        page.goto(f"{page.url.partition('#')[0]}#{identity}")
        assert fold.get_attribute("open") is not None
        assert 0 <= fold.locator("article").bounding_box()["y"] < 900

    @pytest.mark.parametrize("width", [1440, 820, 390, 320])
    def test_nothing_has_to_be_scrolled_sideways(self, opened, html, width):
        page = opened(html, width)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_print_holds_who_says_which_and_of_a_silent_source_what_it_is(self, opened, html):
        page = opened(html, 680)
        page.emulate_media(media="print")
        assert page.locator(".brief").bounding_box()["height"] <= 930
        assert page.locator(".who-says li").first.is_visible()
        assert page.locator(".more-sides > summary").is_visible()
        assert not page.locator(".more-sides .side").first.is_visible()
        assert page.locator(".source-fold > summary").first.is_visible()
        assert "Its text is not printed here" in page.locator(".source-fold > summary").first.inner_text()
        assert not page.locator(".source-fold article").first.is_visible()
        assert page.locator(".sources > article").first.is_visible()


def test_the_brief_counts_all_that_it_leaves_out(html):
    brief = part(html, '<section class="brief"', "</section>")
    harm = text_of(part(brief, '<div class="brief-harm">', "</div>"))
    left = part(html, '<section class="said"', "</section>")
    assert part(brief, '<div class="brief-harm">', "</div>").count("<strong>") == 4  # of five in the box
    assert "eleven more claims in the chart" in text_of(left)
    assert "and twelve more on the pages after" in harm


def test_a_figure_stands_apart_from_who_reports_it(html, pages):
    """On a telephone both stand on one line: "up to 150 as reported in document 4"."""
    rows = re.findall(r'<div class="label">.*?</div>', html + pages["made_up"], re.DOTALL)
    told = [text_of(row) for row in rows if 'class="also"' in row]
    assert len(told) > 5
    assert [one for one in told if re.search(r"\S(as reported in|set aside because)", one)] == []
