"""The page of every sentence, and the circumstances of a chapter, on a document of our own."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks
from tollbook.model import Source
from tollbook.publish import every_sentence

TEXT = """The riot at Olm prison

On 4 May 2016 prisoners rioted at the prison of Olm. The ministry said that 12 prisoners were killed. The cells were
overcrowded. The prisoners demanded a doctor. A local journalist said that the ministry limited access to information
about the riot. Who gave the order?
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    case = tmp_path_factory.mktemp("olm") / "case"
    case.mkdir()
    (case / "olm.txt").write_text(TEXT, encoding="utf-8")
    out = case.parent / "dossier"
    tasks.build(case, out)
    assert not tasks.verify(out).mismatches
    index, sentences = ((out / name).read_text(encoding="utf-8") for name in ("index.html", "sentences.html"))
    return index, sentences


def test_every_sentence_has_its_claims_or_a_reason(pages: tuple[str, str]) -> None:
    lines = re.findall(r"<li><p dir=.*?</p>(.*?)(?=<li><p dir|</ol>)", html.unescape(pages[1]), flags=re.DOTALL)
    assert len(lines) == 7
    assert all("index.html#claim-" in line or "None, because" in line for line in lines)
    assert "it is a heading" in lines[0] and "it asks" in lines[-1]


def test_its_links_lead_to_claims_of_the_page(pages: tuple[str, str]) -> None:
    index, sentences = pages
    wanted = set(re.findall(r'index\.html#([^"]+)"', sentences))
    assert wanted and wanted <= set(re.findall(r' id="([^"]+)"', index))
    assert 'href="sentences.html"' in index


def test_conditions_and_access_stand_in_a_section_of_their_own(pages: tuple[str, str]) -> None:
    index = html.unescape(pages[0])
    assert "Conditions, warnings, access" in index and "overcrowding: “" in index


def test_access_stands_beside_the_official_figure(pages: tuple[str, str]) -> None:
    official = [one for one in re.findall(r"<dd.*?</dd>", html.unescape(pages[0]), flags=re.DOTALL) if "seal" in one]
    assert official
    assert all("Beside this figure:" in one and "A local journalist" in one for one in official)


def test_within_the_page_every_link_leads_somewhere(pages: tuple[str, str]) -> None:
    ids, links = (set(re.findall(pattern, pages[0])) for pattern in (r' id="([^"]+)"', r'href="#([^"]+)"'))
    assert links <= ids


def test_the_section_of_a_source_that_nothing_changed_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    before = every_sentence._page

    def noted(source: Source, *rest: Any) -> Any:
        made.append(source.name)
        return before(source, *rest)

    monkeypatch.setattr(every_sentence, "_page", noted)
    case = tmp_path / "case"
    case.mkdir()
    for number, name in enumerate(("a.txt", "b.txt"), 5):  # each of a day of its own
        (case / name).write_text(TEXT.replace("4 May", f"{number} May"), encoding="utf-8")
    tasks.build(case, tmp_path / "out")
    assert made == ["a.txt", "b.txt"]
    (case / "c.txt").write_text(TEXT, encoding="utf-8")
    tasks.build(case, tmp_path / "out")
    assert made[2:] == ["c.txt"]
    (case / "d.txt").write_text(TEXT.replace("4 May", "9 May"), encoding="utf-8")
    tasks.build(case, tmp_path / "out")
    assert sorted(made[3:]) == ["a.txt", "b.txt", "c.txt", "d.txt"], "of more than three none is shown at once"
