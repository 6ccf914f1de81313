"""The section "Obligations" as a build writes it: the texts of the day, the line, deaths in custody, no finding."""

import json
import re
from pathlib import Path

import pytest

from tollbook.tasks import build

REPORT = """Report

Guards shot dead 19 prisoners at the Osh prison in Osh, Kyrgyzstan, on {day}, the ministry said.
"""


def made(folder: Path, text: str, settings: str = "") -> tuple[dict[str, object], str]:
    case = folder / "case"
    case.mkdir()
    (case / "report.txt").write_text(text, encoding="utf-8")
    (case / "case.toml").write_text(settings, encoding="utf-8")
    out = build(case, folder / "out").out
    page = (out / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<section class="obligations">.*?</section>', page, re.DOTALL)
    record = json.loads((out / "record.json").read_text(encoding="utf-8"))
    return record, found[0] if found else ""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], str]:
    return made(tmp_path_factory.mktemp("duty"), REPORT.format(day="14 April 1997"))


def test_the_section_says_what_bound_and_since_when(told: tuple[dict[str, object], str]) -> None:
    _, section = told
    assert "bound Kyrgyzstan on 14 April 1997" in section
    assert "accession deposited 7 October 1994" in section and "art. 49(2)" in section
    assert "Convention against Torture" in section and "Contested" in section  # acceded in September 1997
    assert "breach" not in section.replace("anything was breached", "")


def test_each_row_of_the_line_is_named_and_says_the_same_in_words(told: tuple[dict[str, object], str]) -> None:
    _, section = told
    rows = re.findall(r'<li class="norm \w+">(.*?)</li>', section, re.DOTALL)
    assert len(rows) > 10 and all('class="label"' in row and "<title>" in row for row in rows)
    assert all(0 <= float(at) <= 100 for at in re.findall(r'x[12]?="([\d.]+)%"', section))
    assert "<script" not in section


def test_deaths_in_custody_open_with_the_presumption(told: tuple[dict[str, object], str]) -> None:
    record, section = told
    assert "People died whom the state held" in section and "none found in these documents" in section
    (entry,) = [one for one in record["obligations"] if one["custody"]]  # type: ignore[attr-defined]
    assert entry["state"] == "KGZ" and {one["later"] for one in entry["custody"]["statements"]} == {True, False}


def test_the_state_that_the_settings_name_is_used_where_documents_name_none(tmp_path: Path) -> None:
    text = "Report\n\nGuards shot dead 19 prisoners on 14 April 1997, the ministry said.\n"
    record, section = made(tmp_path, text, 'state = "TJK"\n')
    assert [one["state"] for one in record["obligations"]] == ["TJK"]  # type: ignore[attr-defined]
    assert "bound Tajikistan on 14 April 1997" in section
