"""What access was refused stands beside each figure of an authority; a warning bears its own day."""

import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tollbook.publish.days import within
from tollbook.tasks.build import build

SHUT = "access or information limited"
PAPERS = {
    "ministry.txt": "Statement\n\n15 April 1997\n\nThe ministry of the interior said that 12 prisoners were killed and "
    "30 were injured in a riot in the prison of Velm, Tajikistan, on 14 April 1997.\n",
    "union.txt": "Notes of the union\n\n5 May 1997\n\nOn 14 April 1997 40 prisoners were killed in a riot in the "
    "prison of Velm, Tajikistan. On 3 March 1997 the committee warned the government that the prison was overcrowded. "
    "The government limited information about the riot. The ministry promised an investigation.\n",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> LexborHTMLParser:
    folder = tmp_path_factory.mktemp("circumstances")
    (folder / "papers").mkdir()
    for name, text in PAPERS.items():
        (folder / "papers" / name).write_text(text, encoding="utf-8")
    build(folder / "papers", folder / "d", use_cache=False)
    return LexborHTMLParser((folder / "d" / "index.html").read_text(encoding="utf-8"))


def words(of: Any) -> str:
    return re.sub(r"\s+", " ", of.text(separator=" "))


def test_it_stands_beside_every_official_figure_and_beside_no_other(page: LexborHTMLParser) -> None:
    figures = page.css(".said dd.item, .chart li.row, .chart tbody tr")
    official = [one for one in figures if "acknowledged" in words(one)]
    assert len(official) >= 4  # killed: in the box, the chart and its table; injured: in the box
    assert all(SHUT in words(one) for one in official)
    others = [one for one in figures if "acknowledged" not in words(one)]
    assert others and not any(SHUT in words(one) for one in others)
    assert all(SHUT in words(one) for one in page.css(".acknowledged .stances li"))
    apart = page.css(".acknowledged dl.set-apart div")
    assert apart and all(SHUT in words(one.css_first("dd")) for one in apart)
    assert SHUT in words(page.css_first(".brief"))


def test_what_is_told_has_its_own_day_or_the_day_when_it_was_told(page: LexborHTMLParser) -> None:
    listed = {words(one).strip() for one in page.css(".circumstances li")}
    warning = next(one for one in listed if "was overcrowded" in one and "3 March 1997" in one)
    assert "14 April" not in warning
    assert next(one for one in listed if "promised an investigation" in one).count("told on 5 May 1997") == 1
    assert not any("14 April 1997" in one for one in listed)


@pytest.mark.parametrize(
    ("day", "of", "is_within"),
    [
        ("1997-04-14", "1997-04-14", True),
        ("1997-04-15", "1997-04-14/1997-04-17", True),
        ("1997-04", "1997-04-14", False),
        ("1996", "1997-04-14/1997-04-17", False),
        ("[..1997-04-14]", "1997-04-14", False),
        ("1997-04-14", None, False),
        (None, "1997-04-14", False),
        ("long ago", "1997-04-14", False),
    ],
)
def test_days_within_days(day: str | None, of: str | None, is_within: bool) -> None:
    assert within(day, of) is is_within
