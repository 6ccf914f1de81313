"""What the page holds, read from its text: the order, the words, the links, the safety of it."""

import hashlib
import re
from base64 import b64encode

import fixture_record
import pytest

from tollbook.publish.lookup import spans
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
        tolls = [toll["id"] for incident in record["incidents"] for toll in spans(incident)]  # of rules: side by side
        assert [one for one in tolls if f'id="toll-{one}"' not in html] == []


def test_every_claim_has_a_note_that_names_each_figure_using_it(pages):
    record, _ = fixture_record.made_up()
    used = [(claim, toll["id"]) for one in record["incidents"] for toll in spans(one) for claim in toll["used"]]
    for claim, toll in used:
        note = pages["made_up"].partition(f'id="note-claim-{claim}"')[2].partition("</li>")[0]
        assert f'href="#toll-{toll}"' in note


# An address that people gave of a source: a person may follow it, nothing does by itself.
SAFE_LINK = re.compile(r'<a href="(https://[^"]+)" rel="noopener noreferrer"><bdi>https://[^<]+</bdi></a>')


def test_nothing_but_its_own_style_may_load_or_run(pages):
    for html in pages.values():
        rest = SAFE_LINK.sub("", html)
        assert not re.search(r"<script|<img|<link|<iframe|\son\w+=|\sstyle=|javascript:|https?://|@import|url\(", rest)
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
    assert "The Interior Ministry acknowledged, as reported in document 1" in text
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


def changed(change):
    """The page of the made-up record after a change."""
    record, texts = fixture_record.made_up()
    change(record, {one["id"]: one for one in record["incidents"]})
    return render_index(record, texts)


def test_a_statement_gives_its_place_and_day_to_the_heading_and_is_named_under_it():
    def change(record, incidents):
        record["sources"][0]["author"] = "the Almanac"
        incidents["shooting"]["where"] = incidents["shooting"]["where"] | {"site": "Berth 4"}

    html = changed(change)
    assert '<h1 id="title-shooting"><bdi>Berth 4, Tessel, 3–5 March 2004</bdi></h1>' in html
    told = html.partition('class="provenance">')[2].partition("</p>")[0]
    assert "Shooting at the Tessel dockyard" in told
    assert "by the Almanac" in told


def test_the_first_screen_says_where_the_documents_come_from(pages):
    told = text_of(pages["made_up"].partition('class="provenance">')[2].partition("</p>")[0])
    assert "published by The Almanac of Orvania , 9 March 2004, dockyard.txt" in told
    assert "by the families of Tessel , 20 March 2004, letter.txt" in told


def test_who_wrote_the_document_is_not_reported_by_another(pages):
    box = text_of(re.search(r'<section class="said".*?</section>', pages["made_up"], re.DOTALL)[0])
    assert "the families of Tessel, as reported" not in box.replace(" ,", ",")
    assert re.search(r"the Bishop of Tessel ?, as reported", box)


def test_earlier_incidents_stand_under_the_one_they_precede_and_lead_to_each_other(pages):
    earlier = pages["made_up"].partition('id="before-shooting">')[2]
    assert earlier.startswith("Before “Shooting at the Tessel dockyard”")
    march = text_of(earlier.partition('id="incident-march"')[2].partition("</header>")[0])
    assert "told before it" in march
    assert "The killing of Ilo Varn" in march


def test_each_box_answers_the_same_questions(pages):
    for box in re.findall(r'<section class="said".*?</section>', pages["made_up"], re.DOTALL):
        text = text_of(box)
        assert "Responsibility" in text or "Acknowledged none found" in text
        assert "Said to be responsible" in text or "who is responsible" in text
        assert "Said to have caused it" in text or "what caused it" in text


def test_the_source_s_own_label_stands_beside_who_is_said_to_be_responsible():
    def change(record, incidents):
        start = next(one for one in record["claims"] if one["kind"] == "role")["start"]
        passage = next(one for one in record["sources"][0]["passages"] if one["start"] <= start < one["end"])
        passage |= {"kind": "field", "label": "Those who did it"}

    assert "listed under “Those who did it” by" in changed(change)


def test_groups_differ_only_where_two_figures_name_different_ones():
    def change(record, incidents):
        box = [one["id"] for one in record["claims"] if one["words"] in ("9–41", "30–120+")]
        thirty = next(one["id"] for one in record["claims"] if one["words"] == "about 30 people")
        said = {"code": "groups-differ", "sentence": "They count unlike people.", "claims": [box[0], thirty]}
        incidents["shooting"]["disagreements"] = [said]

    html = changed(change)
    assert "They count unlike people." not in html


def test_disagreements_of_one_harm_stand_in_one_block(pages):
    part = pages["made_up"].partition('<section class="disagreements">')[2].partition("</section>")[0]
    assert "Two documents; their voices differ on killed" in part
    assert part.count('class="point"') == part.count('class="sentence"') == 1
    sides = re.findall(r'<blockquote.*?href="([^"]+)"', part)
    assert len(sides) == len(set(sides)) > 2


def test_with_one_voice_there_is_nothing_to_compare():
    def change(record, incidents):
        killing = incidents["killing"]
        record["incidents"] = [killing | {"relations": []}]

    assert "Only one voice gives a figure; there is nothing to compare" in changed(change)


def test_an_open_span_says_so_and_an_upper_figure_is_no_low(pages):
    rules = pages["made_up"].partition('id="rules"')[2].partition("</table>")[0]
    assert "open above: nobody closes the top" in rules
    lows = re.findall(r"<li>(Least of the lows.*?)</li>", untied(rules))
    assert lows
    assert not any("up to" in one for one in lows)


def test_issues_speak_in_words_before_their_code(pages):
    for one in re.findall(r"<li>(?:(?!</li>).)*class=\"code\".*?</li>", pages["made_up"]):
        assert one.index("</span>") < one.index('class="code"')


def test_the_legend_explains_every_kind_of_speaker_on_the_page_and_no_mark_unused(pages):
    legend = pages["few"].partition('id="legend"')[2].partition("</details>")[0]
    assert "exactly this number" in legend
    assert "about this number" not in legend
    assert "witness" in legend
    assert "rights organisation" not in legend
    assert 'id="legend"' in pages["made_up"]
    assert "authority, not named" in pages["made_up"]


def test_no_line_may_break_inside_a_span_of_numbers(pages):
    assert '<span class="tie">9–41</span>' in pages["made_up"]
