"""Pages: blocks in document order, zones, tables, and what the head says."""

import pytest

from tollbook.model import PassageKind, Source, Zone
from tollbook.read import place_of, read_document

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Dozens hurt at the harbour - The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2018-11-08T09:00:00Z"><style>p{}</style></head>
<body class="comments-open"><header><div>The Daily Example</div><nav><ul><li>Home<li>World</ul></nav></header>
<main><article><h1>Dozens hurt at the harbour</h1><p>By A. Writer <time datetime="2018-11-09">yesterday</time></p>
<table class="infobox"><tr><th colspan=2>Strike</th></tr><tr><th>Location</th><td>Porto&nbsp;Novo</td></tr>
<tr><th>Deaths</th><td><ul><li>3 (police)</li><li>12 (union)</li></ul></td></tr></table>
<p>At least <b>24 dockers</b><sup><a href="#n1">[1]</a></sup> were\n  hurt.<br>So it was said.</p>
<div>Loose <span>words</span><div>inner</div>tail</div>
<p style="display: none">99 killed</p><p>Seen <span hidden>77</span> again</p>
<ul><li>First</li><li><p>Second</p></li></ul><blockquote><p>We ran</p></blockquote>
<figure><img><figcaption>The quay</figcaption></figure>
<table><caption>By source</caption><thead><tr><th>Source<th>Killed</thead>
<tr><td>Police<td>3<tr><td rowspan=2>Union<td>12<tr><td>14</table>
<dl><dt>Date</dt><dd>8 November 2018</dd></dl><footer>Printed in full</footer></article></main>
<aside><p>66 killed elsewhere</p></aside><section class="comments"><p>I heard 500</p></section>
<script>var x = "<p>1000 killed</p>"</script><template><p>2000</p></template><footer>Imprint</footer></body></html>"""


def read(markup: str, name: str = "a.html") -> Source:
    source, issues = read_document(name, markup.encode())
    assert source is not None, issues
    return source


def texts(source: Source, kind: PassageKind | None = None, zone: Zone = Zone.MAIN) -> list[str]:
    return [
        source.text[passage.start : passage.end]
        for passage in source.passages
        if passage.zone is zone and (kind is None or passage.kind is kind)
    ]


def test_zones_keep_everything_and_set_apart_what_the_document_does_not_say() -> None:
    source = read(PAGE)
    assert texts(source, zone=Zone.NAVIGATION) == ["Home", "World", "Imprint"]
    assert texts(source, zone=Zone.ASIDE) == ["[1]", "66 killed elsewhere"]
    assert texts(source, zone=Zone.COMMENT) == ["I heard 500"]
    assert texts(source, zone=Zone.HIDDEN) == ["99 killed", "77"]
    assert not any(number in source.text for number in ("1000", "2000"))


def test_blocks_and_their_kinds() -> None:
    source = read(PAGE)
    assert "At least 24 dockers were hurt.\nSo it was said." in texts(source, PassageKind.PARAGRAPH)
    assert texts(source, PassageKind.PARAGRAPH)[-5:-1] == ["Loose words", "inner", "tail", "Seen again"]
    assert texts(source, PassageKind.LIST_ITEM) == ["First", "Second"]
    assert texts(source, PassageKind.QUOTE) == ["We ran"]
    assert texts(source, PassageKind.CAPTION) == ["Strike", "The quay", "By source"]


def test_fields_and_cells() -> None:
    source = read(PAGE)
    fields = [passage for passage in source.passages if passage.kind is PassageKind.FIELD]
    assert [(field.label, source.text[field.value_start : field.end]) for field in fields] == [
        ("Location", "Porto\u00a0Novo"),
        ("Deaths", "3 (police)\n12 (union)"),
        ("Date", "8 November 2018"),
    ]
    cells = [passage for passage in source.passages if passage.kind is PassageKind.CELL]
    assert [(cell.label, source.text[cell.start : cell.end]) for cell in cells][2:] == [
        *(("Source", "Police"), ("Killed", "3"), ("Source", "Union"), ("Killed", "12"), ("Killed", "14"))
    ]


def test_what_the_page_says_of_itself() -> None:
    source = read(PAGE)
    assert source.title is not None and source.title.words == "Dozens hurt at the harbour"
    assert source.publisher is not None and source.publisher.words == "The Daily Example"
    assert source.date is not None
    assert (source.date.edtf, source.date.basis) == ("2018-11-08", "the page's metadata")
    assert (source.language, source.author) == ("en", None)


def test_only_metadata_that_stands_in_the_text_is_anchored() -> None:
    source = read(
        "<title>Elsewhere</title><meta property=og:site_name content=Nobody><p>Some words of no great weight.</p>"
    )
    assert source.title is None and source.publisher is None


@pytest.mark.parametrize("written", ["8 November 2018", "2018-13-40", "08/11/2018", ""])
def test_dates_that_are_not_iso_are_left_to_others(written: str) -> None:
    assert read(f'<meta name="date" content="{written}"><p>Some words of no great weight.</p>').date is None


def test_a_time_element_above_the_text_dates_it() -> None:
    source = read("<h1>Strike</h1><p><time datetime='2018-11-08T10:00'>Thursday</time></p><p>Some words.</p>")
    assert source.date is not None and source.date.edtf == "2018-11-08"


def test_the_path_leads_to_the_element() -> None:
    source = read("<html><body><main><p>One</p><p>Two</p><p>Three <b>24</b></p></main></body></html>")
    assert source.passages[2].origin == "/html/body/main/p[3]"
    assert place_of(source, source.text.index("24")) == "/html/body/main/p[3], character 7"


def test_joiners_direction_marks_and_no_break_spaces_are_kept() -> None:
    source = read("<p>می\u200cروند  \u200f24\u00a0نفر</p>")
    assert source.text == "می\u200cروند \u200f24\u00a0نفر"


def test_a_layout_table_is_read_as_blocks() -> None:
    source = read(
        "<table><tr><td><h2>Menu of the day</h2></td><td><p>Text one</p><table><tr><td>x<td>y</table></td></tr></table>"
    )
    assert texts(source, PassageKind.HEADING) == ["Menu of the day"]
    assert texts(source, PassageKind.CELL) == ["x", "y"]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts(read("<div>One<br>two<br><br>three</div>")) == ["One\ntwo", "three"]


def test_a_text_that_begins_as_a_page_is_read_as_one() -> None:
    source = read("\n<!DOCTYPE html><p>Some words</p>", "saved.txt")
    assert (source.media_type, source.text) == ("text/html", "Some words")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 300_000 + "x",
        "".join(f"<b id={number}>" for number in range(50_000)) + "<p>x" * 1_000,
        "<p " + " ".join(f"a{number}" for number in range(50_000)) + ">x",
        "<div></x>" * 100_000,
    ],
)
def test_markup_made_to_be_slow_is_an_issue(markup: str) -> None:
    source, issues = read_document("a.html", markup.encode())
    assert source is None
    assert [issue.code for issue in issues] == ["markup-tangled"]


def test_deep_nesting_within_bounds_is_read() -> None:
    assert read("<div>" * 5_000 + "deep words").text == "deep words"
