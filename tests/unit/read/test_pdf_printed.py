"""Pages printed to PDF by a browser: the claims of the page and of its print are the same."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tollbook.model import PassageKind, Source, Zone
from tollbook.read import read_document
from tollbook.tasks.claims import read_claims

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
EXAMPLES = Path(__file__).parents[3] / "examples" / "khujand"
PAGES = sorted(page for page in EXAMPLES.rglob("*-*.html") if 'lang="en"' in page.read_text(encoding="utf-8"))

SENTENCE = (
    "The ministry acknowledged that twenty-five prisoners had been killed and thirty-five injured when soldiers went "
    "into the prison. Independent investigators documented extraordinary circumstances, such as the destruction of "
    "evidence by those responsible."
)
REPORT = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Report on the harbour strike</title>
<style>@page {{ size: A5; margin: 20mm 15mm }} body {{ font: 11pt/1.3 "DejaVu Serif" }} td, th {{ padding: 1mm 5mm }}
.two {{ columns: 2; column-gap: 8mm; text-align: justify; hyphens: manual }} th {{ text-align: left }}</style>
<h1>Report on the harbour strike</h1><p>12 November 2018</p>
<div class="two">{f"<p>{SENTENCE}</p>" * 6}</div>
<h2>Figures</h2>
<table><tr><th>Source<th>Killed<th>Injured</tr><tr><td>Government<td>24<td>35</tr>
<tr><td>Rights groups<td>150<td>186</tr></table>
<h2>In short</h2><table><tr><td>Location:<td>Porto Novo</tr><tr><td>Deaths:<td>3–12</tr></table>
<h2>Demands</h2><ol><li>An inquiry into the deaths of 12 people.<li>The release of all who are held.</ol>
<p>The toll<sup>1</sup> was 12<sup>2</sup> dockers.</p>{f"<p>{SENTENCE}</p>" * 8}
"""


def printed(html: Path, folder: Path, *options: str) -> Path:
    if CHROMIUM is None:
        pytest.skip("no Chromium is found here")
    out = folder / f"{html.stem}.pdf"
    given = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", *options]
    command = [CHROMIUM, *given, f"--print-to-pdf={out}", html.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out


def of(path: Path) -> list[tuple[object, ...]]:
    """What each claim says and who says it, whatever its place."""
    (found,) = read_claims([path])
    fields = ("kind", "harm", "group", "low", "high", "open", "form", "speaker", "speaker_type", "stance")
    claims = [tuple(str(line[field]) for field in fields) for line in found.lines()]
    return sorted(claims)


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_and_its_print_make_the_same_claims(page: Path, tmp_path: Path) -> None:
    claims = of(page)
    assert claims
    assert of(printed(page, tmp_path, "--no-pdf-header-footer")) == claims
    assert of(printed(page, tmp_path)) == claims  # with the browser's own heads and feet


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("report")
    html = folder / "report.html"
    html.write_text(REPORT, encoding="utf-8")
    source, issues = read_document("report.pdf", printed(html, folder).read_bytes())
    assert source is not None and issues == ()
    return source


def main(source: Source, *kinds: PassageKind) -> list[str]:
    return [
        " ".join(source.text[one.start : one.end].split())
        for one in source.passages
        if one.zone is Zone.MAIN and (not kinds or one.kind in kinds)
    ]


@pytest.mark.browser
def test_columns_justified_lines_and_ends_of_pages_leave_paragraphs_whole(report: Source) -> None:
    long = [text for text in main(report, PassageKind.PARAGRAPH) if len(text) > 60]
    assert long == [SENTENCE] * 14


@pytest.mark.browser
def test_headings_tables_fields_points_and_notes_of_a_print(report: Source) -> None:
    assert main(report, PassageKind.TITLE) == ["Report on the harbour strike"]
    assert main(report, PassageKind.HEADING) == ["Figures", "In short", "Demands"]
    assert main(report, PassageKind.DATELINE) == ["12 November 2018"]
    assert main(report, PassageKind.CELL) == [
        *("Source", "Killed", "Injured", "Government", "24", "35", "Rights groups", "150", "186")
    ]
    labels = [one.label for one in report.passages if one.kind is PassageKind.CELL]
    assert labels == [None] * 3 + ["Source", "Killed", "Injured"] * 2
    assert main(report, PassageKind.FIELD) == ["Location: Porto Novo", "Deaths: 3–12"]
    assert main(report, PassageKind.LIST_ITEM) == [
        "An inquiry into the deaths of 12 people.",
        "The release of all who are held.",
    ]
    assert "The toll was 12 dockers." in main(report)


@pytest.mark.browser
def test_what_the_browser_prints_at_the_edges_is_set_aside(report: Source) -> None:
    asides = [one for one in report.passages if one.zone is Zone.ASIDE]
    words = [report.text[one.start : one.end] for one in asides]
    pages = {one.origin for one in report.passages}
    assert sum("report.html" in text for text in words) == sum(origin.startswith("page ") for origin in pages)
    assert not any("report.html" in text for text in main(report))
