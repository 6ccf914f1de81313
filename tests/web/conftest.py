"""A browser for the tests of the page, and pages made from made-up records."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the makers of records beside the tests

import fixture_record

from tollbook.publish.page import render_index

WIDE = 1440


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
