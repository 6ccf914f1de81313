"""The codebook page in a browser: it fits at every width, can be used by everybody, loads nothing, and prints."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tollbook.model import StandardOfProof
from tollbook.model.codebook import Codebook
from tollbook.settings import Settings, settings_toml
from tollbook.tasks import build

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "supercalifragilistic" * 12
TOLD = "Riot\n\nThe ministry said that 12 prisoners were killed at the prison in Marrow, Tajikistan, on 3 May 2004.\n"
STATED = Codebook(("Deaths in the prison", LONG), (), "Two voices.", 2, StandardOfProof.SUSPICION, "<b>of the team</b>")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codebook")
    case = folder / "papers"
    case.mkdir()
    (case / "ministry.txt").write_text(TOLD)
    (case / "case.toml").write_text(settings_toml(Settings(codebook=STATED)))
    return build(case, folder / "dossier").out / "codebook.html"


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_it_fits_and_loads_nothing(page_file: Path, browser: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, asked = context.new_page(), []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [page_file.as_uri()]
    assert page.locator("script, b, [style]").count() == 0
    shown = page.locator("main").inner_text()
    assert "<b>of the team</b>" in shown and "not stated" in shown and "lost their lives" in shown
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed here")
def test_everybody_can_use_it(page_file: Path, browser: Any, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 820, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()


def test_index_and_codebook_lead_to_one_another(page_file: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((page_file.parent / "index.html").as_uri())
    page.locator(".method a[href='codebook.html']").click()
    assert page.url == page_file.as_uri()
    page.locator("header a[href='index.html']").click()
    assert page.url.endswith("index.html")
    page.close()


def test_it_prints_with_its_status_on_each_page(page_file: Path, browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    (tmp_path / "page.pdf").write_bytes(page.pdf(format="A4"))
    page.close()
    words = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
    sheets = [one for one in words.split("\f") if one.strip()]
    assert all(re.search("Working copy, machine-read, unreviewed", one) for one in sheets)
    assert "Standard" in words or "standard of proof" in words
