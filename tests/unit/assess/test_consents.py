"""Consent that was withdrawn is raised with every figure and finding that rests on it, and shown at the figure."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.decisions import record_decisions

TOLD = "Riot\n\n{who} said that {n} prisoners were killed at the prison in Marrow, Tajikistan, on 3 May 2004.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ministry.txt").write_text(TOLD.format(who="The ministry", n=12))
    (folder / "nurse.txt").write_text(TOLD.format(who="A nurse", n=30))
    (folder / "sources.csv").write_text("file,consent_publish,consent_withdrawn_on\nnurse.txt,yes,2026-11-20\n")
    return folder


def built(case: Path) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    out = tasks.build(case, case.parent / "out").out
    issues = [json.loads(line) for line in (out / "issues.jsonl").read_text().splitlines()]
    withdrawn = [one for one in issues if one["code"] == "consent-withdrawn"]
    return json.loads((out / "record.json").read_text()), (out / "index.html").read_text(), withdrawn


def find(case: Path, claims: list[str]) -> Decision:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    value = {"question": "How many died?", "answer": "at least 30", "grounds": claims}
    made = Decision(DecisionKind.FIND, ("riot",), "reasonable_grounds", "R1", at, "on her word", value)
    record_decisions(case, [made])
    return made


def test_the_figures_and_findings_that_rest_on_it_are_named(case: Path) -> None:
    record, _, _ = built(case)
    nurse = next(one["id"] for one in record["sources"] if one["name"] == "nurse.txt")
    (hers,) = [one["id"] for one in record["claims"] if one["source"] == nurse]
    (theirs,) = [one["id"] for one in record["claims"] if one["source"] != nurse]
    finding, other = find(case, [hers, theirs]), find(case, [theirs])
    record, page, (issue,) = built(case)
    tolls = [one for incident in record["incidents"] for one in incident["tolls"] if hers in one.get("used", ())]
    assert tolls
    assert all(toll["id"] in issue["message"] for toll in tolls)
    assert finding.id in issue["message"]
    assert other.id not in issue["message"]
    assert issue["claims"] == [hers]
    assert "2026-11-20" in issue["message"]
    assert "has withdrawn consent" in page


def test_where_no_figure_rests_on_it_that_is_said(case: Path) -> None:
    (case / "nurse.txt").write_text("A letter that holds no figure at all, and no event.\n")
    _, page, (issue,) = built(case)
    assert "No figure rests on it." in issue["message"]
    assert "a source it rests on has withdrawn consent" not in page


def test_where_nothing_was_withdrawn_nothing_is_said(case: Path) -> None:
    (case / "sources.csv").unlink()
    _, page, issues = built(case)
    assert issues == []
    assert "has withdrawn consent" not in page
