"""What the page holds, read from its text: the order, the words, the links, the safety of it."""

import hashlib
import re
from base64 import b64encode

import fixture_record
import pytest

from tollbook.publish.page import render_index


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def untied(html: str) -> str:
    """The page without the spans that keep numbers on one line."""
    return re.sub(r'<span class="tie">(.*?)</span>', r"\1", html)


def test_the_same_record_gives_the_same_bytes(pages):
    assert render_index(*fixture_record.made_up()) == pages["made_up"]


def test_every_id_stands_once(pages):
    for html in pages.values():
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert sorted(ids) == sorted(set(ids))


def test_every_claim_and_every_toll_has_its_place(pages):
    for name, html in pages.items():
        record, _ = getattr(fixture_record, name)()
        assert [one["id"] for one in record["claims"] if f'id="claim-{one["id"]}"' not in html] == []
        tolls = [toll["id"] for incident in record["incidents"] for toll in incident["tolls"]]
        assert [one for one in tolls if f'id="toll-{one}"' not in html] == []


def test_every_claim_has_a_note_that_names_each_figure_using_it(pages):
    record, _ = fixture_record.made_up()
    used = [(claim, toll["id"]) for one in record["incidents"] for toll in one["tolls"] for claim in toll["used"]]
    for claim, toll in used:
        note = pages["made_up"].partition(f'id="note-claim-{claim}"')[2].partition("</li>")[0]
        assert f'href="#toll-{toll}"' in note


def test_nothing_but_its_own_style_may_load_or_run(pages):
    for html in pages.values():
        assert not re.search(r"<script|<img|<link|<iframe|\son\w+=|\sstyle=|javascript:|https?://|@import|url\(", html)
        style = html.partition("<style>")[2].partition("</style>")[0]
        digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in html


def test_it_says_what_it_is_in_the_title_on_top_and_in_print(pages):
    for html in pages.values():
        status = "Working copy, machine-read, unreviewed"
        assert f"<title>{status}: " in html
        assert f"<strong>{status}</strong>" in html
        assert f'@top-left {{ content: "{status}"' in html


def test_a_status_cannot_leave_the_style_sheet():
    record, texts = fixture_record.few()
    html = render_index(record | {"status": '"}</style><script>'}, texts)
    assert "<script" not in html
    assert html.count("</style>") == 1


def test_the_parts_stand_in_the_order_agreed(pages):
    parts = ["What is said", "Who says how many", "cannot tell you", "Where they disagree", "Before, during, after"]
    parts += ["Rules side by side", "What was set aside", "Method", "How to check this folder", "The sources"]
    main = pages["made_up"].partition('<main id="main">')[2]
    places = [main.index(part) for part in parts]
    assert places == sorted(places)


def test_the_main_incident_leads_and_those_before_it_stand_apart(pages):
    main = pages["made_up"].partition('<main id="main">')[2]
    assert main.index('id="incident-shooting"') < main.index('id="incident-killing"')
    assert "not counted in the figures above" in main
    assert re.search(r"<h1[^>]*><bdi>Shooting at the Tessel dockyard", main)


def test_beliefs_and_supposed_figures_stand_in_no_box(pages):
    for box in re.findall(r'<section class="said".*?</section>', pages["made_up"], re.DOTALL):
        assert "had given the order" not in box
    assert "Believed, not stated" in pages["made_up"]


def test_what_is_denied_is_never_shown_as_stated(pages):
    note = re.search(r'<li id="note-claim-[^"]*"(?:(?!</li>).)*The harbour master.*?</li>', pages["made_up"], re.DOTALL)
    assert note is not None
    assert "denies: 41 people killed" in note[0]
    assert "<s>41 people</s>" in untied(pages["made_up"])


def test_acknowledged_is_marked_and_responsibility_stands_by_itself(pages):
    text = text_of(pages["made_up"])
    assert "The Interior Ministry , as reported in “Shooting at the Tessel dockyard” acknowledged, as reported" in text
    assert "Responsibility the words of The Interior Ministry here say nothing of it" in text
    assert "Said to be responsible guards ;" in text


def test_empty_states_are_words(pages):
    text = text_of(pages["empty"])
    assert "No incident was found in one document" in text
    assert "These documents hold no words that were read as an incident" in text
    assert "No claim was read from this document" in text
    assert "scan.pdf holds pictures only" in text
    assert "Nothing was decided." in text


def test_nothing_at_all_is_still_a_page():
    html = render_index({"schema": "tollbook-record/1", "version": "0", "status": "working", "as_of": None}, {})
    assert "No document was read" in html


def test_a_source_whose_text_is_withheld_says_so():
    record, _ = fixture_record.few()
    html = render_index(record, {})
    assert "The text of this document is not in this folder." in html
    assert [one["id"] for one in record["claims"] if f'id="claim-{one["id"]}"' not in html] == []


def test_the_whole_text_is_there(pages):
    _, texts = fixture_record.made_up()
    words = re.sub(r"<a class=\"ref\".*?</a>|<[^>]+>|\s+", "", pages["made_up"].partition('id="sources"')[2])
    for text in texts.values():
        for paragraph in text.split("\n\n"):
            escaped = paragraph.replace("'", "&#39;").replace('"', "&#34;")
            assert re.sub(r"\s+", "", escaped) in words


@pytest.mark.parametrize("name", ["few", "made_up", "many"])
def test_each_row_of_the_chart_is_a_row_of_its_table(pages, name):
    html = pages[name]
    for chart in re.findall(r'<section class="chart".*?</section>', html, re.DOTALL):
        rows = re.findall(r'<li class="row[^>]*id="row-([^"]+)"', chart)
        table = chart.partition("<tbody>")[2]
        assert rows
        assert all(f'href="#claim-{row}"' in table for row in rows)
        assert "<title" in chart
        assert 'role="img"' in chart


def test_many_rows_are_folded_and_the_extremes_stay_in_sight(pages):
    open_rows = pages["many"].partition('<ol class="rows">')[2].partition("</ol>")[0]
    assert open_rows.count('<li class="row') == 9
    assert "up to 40,750" in untied(open_rows)
    assert "acknowledged" in open_rows
    assert "Show 191 more claims" in pages["many"]
    assert "Logarithmic axis" in pages["many"]
