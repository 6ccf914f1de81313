"""A large case in a browser: from a card to a figure to its words and back, from a disk, without a script."""

from pathlib import Path
from typing import Any

import pytest

from tollbook.publish import own_pages
from tollbook.tasks import build

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
CASE = Path(__file__).parents[2] / "examples" / "khujand"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as large:
        large.setattr(own_pages, "MOST_DOCUMENTS", 1)
        return build(CASE, tmp_path_factory.mktemp("large") / "dossier").out / "index.html"


@pytest.mark.parametrize("width", [390, 1440])
def test_from_a_card_to_a_figure_to_its_words_and_back(browser: Any, first: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    page.goto(first.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("a.card").first.click()
    assert "/pages/" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("section.said a.figure").first.click()
    place = page.url.partition("#")[2]
    words = page.locator(f"[id='{place}']")
    assert "/pages/" in page.url and words.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.locator(f"[id='note-{place}'] .backs a").first.click()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1
    page.locator("header.status a").last.click()
    assert page.url.endswith("index.html")
    context.close()


def test_what_is_printed_says_what_it_is_on_each_page(browser: Any, first: Path) -> None:
    page = browser.new_page()
    page.goto(first.as_uri())
    page.emulate_media(media="print")
    assert page.locator(".card").first.is_visible() and page.locator(".listed li").first.is_visible()
    page.goto(f"{first.parent.as_uri()}/{page.locator('a.card').first.get_attribute('href')}")
    page.emulate_media(media="print")
    assert page.locator(".brief").first.is_visible() and page.locator("article.chapter").is_visible()
    page.close()
