"""Published rules on the page: whose each is, no figure where it does not apply, and its arithmetic apart."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks
from tollbook.publish import verify

TEXT = """# Riot in the prison of Khujand

20 April 1997

On 14 April 1997 inmates rioted in a prison of Khujand, Tajikistan. The government of Tajikistan said that 24 prisoners
were killed.
Human rights organisations said that up to 150 people were killed. A witness said that 60 people were killed.
"""
RULES = ["acled-2024", "ucdp-ged-23", "ecw-2016", "ohchr-2019", "ccc", "maverick-conservative"]
KEPT_BACK, GIVEN = "not a figure of", '<strong><span class="tie">60</span></strong>'


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("case")
    (case / "report.md").write_text(TEXT, encoding="utf-8")
    rules = ", ".join(f'"{rule}"' for rule in RULES)
    toml = f'rules = [{rules}]\nmodes = ["as-published", "echoes-folded"]\n'
    (case / "case.toml").write_text(toml, encoding="utf-8")
    out = tmp_path_factory.mktemp("out") / "dossier"
    tasks.build(case, out)
    return out


@pytest.fixture(scope="module")
def killed(dossier: Path) -> dict[tuple[str, str], dict[str, Any]]:
    record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
    tolls = [toll for one in record["incidents"] for toll in one["tolls"]]
    return {(t["rule"], t["mode"]): t for t in tolls if t["group"] == "all" and t["harm"] == "killed"}


def test_the_dossier_verifies(dossier: Path) -> None:
    assert verify.verify_folder(dossier) == []


def test_the_span_is_always_given(killed: dict[tuple[str, str], dict[str, Any]]) -> None:
    span = killed["range", "as-published"]
    assert (span["low"], span["high"]) == (24, 150)
    assert {mode for _, mode in killed} == {"as-published", "echoes-folded"}


def test_a_rule_out_of_scope_has_no_figure_in_the_record_or_the_table(
    dossier: Path, killed: dict[tuple[str, str], dict[str, Any]]
) -> None:
    acled = killed["acled-2024", "as-published"]
    assert acled["scope"]["verdict"] == "does-not-apply"
    assert (acled["low"], acled["best"], acled["high"], acled["used"]) == (None, None, None, [])
    assert acled["otherwise"]["best"] == 60
    with open(dossier / "tolls.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rule"] == "acled-2024"]
    assert rows
    assert all(row["low"] + row["best"] + row["high"] + row["highest_stated"] == "" for row in rows)
    assert all(row["why"] for row in rows)


def test_a_rule_that_counts_nothing_of_the_kind_has_no_arithmetic(
    killed: dict[tuple[str, str], dict[str, Any]],
) -> None:
    assert killed["ccc", "as-published"]["scope"]["countable"] is False
    assert "otherwise" not in killed["ccc", "as-published"]


def test_nobody_verified_is_never_0(killed: dict[tuple[str, str], dict[str, Any]]) -> None:
    ohchr = killed["ohchr-2019", "as-published"]
    assert ohchr["why"] == "not applied: nobody verified, no persons described"
    assert ohchr["needs"] == "verification"


def test_the_page_says_whose_rule_it_is_and_keeps_what_it_would_give_in_the_annex(dossier: Path) -> None:
    page = (dossier / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    table, annex = page.split('class="beside-rules"')[1].split("</section>")[0], page.split("folded-rules annex")[1]
    table, *groups = table.split('class="by-group"')
    assert table.count(KEPT_BACK) == len(RULES) - 1  # all but the one for crowds, which stands below the table
    assert "rule published by ACLED, applied by Tollbook; not a figure of ACLED" in table
    assert "Does not apply, because it counts in Tajikistan only" in table
    assert GIVEN not in table
    assert GIVEN in annex.split("</details>\n</section>")[0]
    assert "ccc (it counts crowds alone)" in table
    assert [group.split("<summary>")[1].split("<")[0] for group in groups] == ["By group: prisoners"]
    assert "maverick-conservative" in groups[0] and "ohchr-2019" not in groups[0]


def test_a_row_with_a_figure_says_what_its_rule_does(tmp_path: Path) -> None:
    """Also where a figure was added up: that alone does not tell how it came about."""
    papers = tmp_path / "case"
    papers.mkdir()
    told = (
        "The government said that 22 prisoners and two guards were killed in a riot in Marrow prison on 3 May 2004.\n"
    )
    (papers / "one.txt").write_text(f"Riot\n\n4 May 2004\n\n{told}", encoding="utf-8")
    (papers / "case.toml").write_text('rules = ["maverick-informative"]\n', encoding="utf-8")
    page = (tasks.build(papers, tmp_path / "out").out / "index.html").read_text("utf-8").replace("\u00a0", " ")
    table = page.split('class="beside-rules"')[1].split("</section>")[0]
    assert "The greatest low, the greatest best and the greatest high that any report states" in table
    assert table.count("A figure was added up or halved") == 2


def test_what_a_published_rule_sets_aside_is_not_set_aside_of_the_span(dossier: Path) -> None:
    page = (dossier / "index.html").read_text(encoding="utf-8")
    assert "own scope leaves the incident out" not in page.split('id="set-aside"')[1].split("</section>")[0]


def test_a_record_with_a_figure_where_the_rule_does_not_apply_is_found_out(
    dossier: Path, killed: dict[tuple[str, str], dict[str, Any]]
) -> None:
    record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
    claims = {one["id"]: one for one in record["claims"] if one["kind"] == "count"}
    acled = killed["acled-2024", "as-published"]
    forged = {**acled["otherwise"], "scope": acled["scope"]}
    assert list(verify.toll_faults(acled["otherwise"], claims, {})) == []
    assert list(verify.toll_faults(forged, claims, {})) != []
