"""How the dossier's page works in a browser: it runs nothing, leads from figures to words and back, fits and prints."""

from pathlib import Path

import pytest
from fixture_record import crowded, hostile

from tollbook.publish.page import render_index

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4_WIDTH, A4_HEIGHT, LETTER_HEIGHT = 680, 996, 930  # pixels within the margins that the style sheet sets
PAYLOADS = (
    "<script>window.ran = true</script>",
    "</script><script>window.ran = true</script>",
    "<img src=x onerror=window.ran=true>",
    '"><svg onload=window.ran=true>',
    "'><body onload=window.ran=true>",
    "</title><script>window.ran = true</script>",
    "</style><script>window.ran = true</script>",
    "<iframe srcdoc='<script>parent.ran = true</script>'></iframe>",
    '<a href="javascript:window.ran=true">x</a>',
    "javascript:window.ran=true",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=true>",
    "<details open ontoggle=window.ran=true>",
    "<input autofocus onfocus=window.ran=true>",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=true'>",
    "<object data='data:text/html,<script>top.ran = true</script>'></object>",
    "{{ 7 * 7 }}{% raw %}<script>window.ran = true</script>{% endraw %}",
    "--><script>window.ran = true</script><!--",
    "]]><script>window.ran = true</script>",
    "\u202e<script>window.ran = true</script>\u2066",
    "<base href='https://example.org/'><script src=x.js></script>",
    "<form action='https://example.org/'><button autofocus onfocus=window.ran=true>",
    "#x' onmouseover='window.ran=true' style='position:fixed;inset:0",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_word_of_a_source_becomes_a_part_of_the_page(opened, payload):
    asked: list[str] = []
    page = opened(render_index(*hostile(payload)))
    page.context.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.mouse.move(700, 400)
    assert page.evaluate("window.ran") is None
    assert page.locator("script, img, iframe, object, form, input, base, body body, [onload], [onerror]").count() == 0
    assert page.locator("meta[http-equiv]").count() == 1
    assert page.locator("[style]").count() == 0
    assert page.evaluate("[...document.links].filter(one => one.protocol !== 'file:').length") == 0
    assert [url for url in asked if not url.startswith("file://")] == []
    assert payload.strip() in page.locator("main").inner_text()


def test_a_figure_leads_to_its_words_and_the_words_lead_back(opened, pages):
    page = opened(pages["made_up"])
    page.locator(".said .figure", has_text="9 protesters").first.click()
    words = page.locator(page.evaluate("CSS.escape(location.hash.slice(1))").join(("#", "")))
    assert words.inner_text() == "9 dockers"
    assert words.evaluate("one => one === document.querySelector(':target')")
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900
    number = page.locator("mark:has(:target) .ref").first
    number.click()
    note = page.locator(".note-item:target")
    assert "The Interior Ministry" in note.inner_text()
    assert "acknowledged" in note.inner_text()
    note.locator(".backs a").first.click()
    back = page.locator(":target")
    assert "9 protesters" in back.inner_text() or "9–41" in back.inner_text()


def test_an_address_that_people_gave_can_be_followed_and_is_never_fetched(opened, pages):
    asked: list[str] = []
    page = opened(pages["made_up"])
    page.context.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.mouse.move(700, 400)
    links = page.locator(".known a")
    assert links.all_inner_texts() == [
        "https://example.org/tessel/dockyard?edition=2",
        "https://archive.example.org/2004/tessel",
    ]
    assert {one.get_attribute("rel") for one in links.all()} == {"noopener noreferrer"}
    assert [url for url in asked if not url.startswith("file://")] == []
    warnings = page.locator(".warning").all_inner_texts()
    assert [one.partition(".")[0] for one in warnings] == ["Consent was withdrawn: 2 April 2004", "Marked sensitive"]


def test_every_link_within_the_page_has_its_end(opened, pages):
    for html in pages.values():
        lost = opened(html).evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        assert lost == []


def test_two_speakers_of_one_figure_share_a_highlight_and_have_a_note_each(opened, pages):
    page = opened(pages["made_up"])
    lit = page.locator("mark", has_text="up to 41 dead")
    assert lit.count() == 1
    assert lit.locator(".ref").count() == 2
    notes = page.locator(".note-item", has_text="up to 41 killed")
    assert notes.count() == 2
    assert {"the Bishop of Tessel" in text for text in notes.all_inner_texts()} == {True, False}


@pytest.mark.parametrize("name", ["few", "many", "made_up", "empty"])
@pytest.mark.parametrize("width", [390, 320])  # 320 pixels: 1280 at 400 %
def test_nothing_has_to_be_scrolled_sideways(opened, pages, name, width):
    page = opened(pages[name], width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_screen_holds_what_is_said_and_begins_the_chart(opened, pages, width):
    page = opened(pages["few"], width)
    height = page.viewport_size["height"]
    assert page.locator(".said").first.bounding_box()["y"] >= 0
    box = page.locator(".said").first.bounding_box()
    assert box["y"] + box["height"] <= height
    assert page.locator(".chart .row").first.bounding_box()["y"] < height


@pytest.mark.parametrize("name", ["few", "many", "made_up"])
def test_the_brief_fits_one_printed_page(opened, pages, name):
    page = opened(pages[name], A4_WIDTH)
    page.emulate_media(media="print")
    heights = page.evaluate("[...document.querySelectorAll('.brief')].map(one => one.getBoundingClientRect().height)")
    assert heights
    assert max(heights) <= min(A4_HEIGHT, LETTER_HEIGHT)


def test_the_brief_of_long_words_fits_one_printed_page(opened):
    page = opened(render_index(*hostile("words " * 400)), A4_WIDTH)
    page.emulate_media(media="print")
    assert page.locator(".brief").bounding_box()["height"] <= LETTER_HEIGHT


def test_the_brief_of_a_crowded_record_fits_one_printed_page(opened):
    page = opened(render_index(*crowded()), A4_WIDTH)
    page.emulate_media(media="print")
    assert page.locator(".brief").bounding_box()["height"] <= LETTER_HEIGHT


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed here: run `npm ci` in tests/web")
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("name", ["few", "made_up", "empty"])
def test_axe_finds_nothing(opened, pages, name, width, scheme):
    page = opened(pages[name], width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)["violations"]
    assert {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found} == {}
