"""A browser for the tests of the page, and pages made from made-up records."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the makers of records beside the tests

import fixture_record

from tollbook.publish.page import render_index

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
WIDE = 1440


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")
    if CHROMIUM is None:
        pytest.skip("no Chromium is found here: install chromium to check how the page looks and works")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page from the disk, at a width; every page is closed again."""
    contexts = []

    def opener(html: str, width: int = WIDE, **options: object) -> Any:
        file = tmp_path / "index.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 844 if width < 500 else 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """A page for each made-up record."""
    names = ("few", "many", "made_up", "empty")
    return {name: render_index(*getattr(fixture_record, name)()) for name in names}
