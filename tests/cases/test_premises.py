"""What a person decides of a premise, or verifies of a person, and what the rules, the page and verify make of it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks
from tollbook.model import Decision, DecisionKind
from tollbook.publish.verify import verify_folder
from tollbook.tasks.decisions import record_decisions
from tollbook.tasks.working import open_working

ONE = """Riot at Marrow prison

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners were killed
and 30 were injured. Families said that as many as 20 people died.

Anvar Nur, a prisoner of 34, was killed in the yard, his mother said. Bahrom Kamol was killed beside him.
"""
TWO = """Marrow: names of the dead

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. Anvar Nur was killed by a shot, a nurse said.
The committee said that 15 prisoners were killed.
"""
CASE = """rules = ["ohchr-2019", "sdg-16.1.2", "ucdp-ged-23", "gtd-2017"]
modes = ["as-published", "echoes-folded"]
"""
Json = dict[str, Any]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "marrow"
    folder.mkdir()
    for name, text in (("one.txt", ONE), ("two.txt", TWO), ("case.toml", CASE)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def decide(kind: str, *about: str, verdict: str, day: int = 1, **value: Any) -> Decision:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Decision(DecisionKind(kind), about, verdict, "R1", at, "as the ward book has it", value)


def built(case: Path, tmp_path: Path, *decisions: Decision) -> tuple[Json, Path]:
    record_decisions(case, decisions)
    out = tasks.build(case, tmp_path / "dossier").out
    assert verify_folder(out) == []
    return dict(json.loads((out / "record.json").read_text(encoding="utf-8"))), out


def killed(record: Json, rule: str, mode: str = "as-published", group: str = "all") -> Json:
    tolls = record["incidents"][0]["tolls"]
    found = (
        one for one in tolls if (one["harm"], one["group"], one["rule"], one["mode"]) == ("killed", group, rule, mode)
    )
    return dict(next(found))


def named(case: Path) -> tuple[str, dict[str, list[str]]]:
    register = open_working(case).built.register
    persons: dict[str, list[str]] = {}
    for claim in register.claims:
        if claim.kind == "death":
            persons.setdefault(claim.statement.person.name or "", []).append(claim.id)  # type: ignore[union-attr]
    return register.accounts[0].incident.id, persons


def test_persons_verified_are_counted_once_each(case: Path, tmp_path: Path) -> None:
    _, persons = named(case)
    assert killed(built(case, tmp_path)[0], "ohchr-2019")["why"] == "not applied: nobody verified, 2 persons described"
    two = [decide("verify", one, verdict="reasonable_grounds") for one in persons["Anvar Nur"]]
    less = decide("verify", persons["Bahrom Kamol"][0], verdict="suspicion")
    record, out = built(case, tmp_path, *two, less)
    assert len(two) == 2
    for mode in ("as-published", "echoes-folded"):
        toll = killed(record, "ohchr-2019", mode)
        assert (toll["low"], toll["best"], toll["high"]) == (None, 1, None)
        assert sorted(toll["used"]) == sorted(persons["Anvar Nur"])
    assert killed(record, "ohchr-2019", group="prisoners")["best"] is None
    line = next(one for one in record["claims"] if one["id"] == persons["Anvar Nur"][0])
    assert line["verified"] == [{"by": "R1", "on": "2026-11-01", "standard": "reasonable_grounds"}]
    assert "ohchr-2019" in tasks.explain(out, "2004/killed/all/ohchr-2019")
    edited = dict(record, claims=[{k: v for k, v in one.items() if k != "verified"} for one in record["claims"]])
    (out / "record.json").write_text(json.dumps(edited), encoding="utf-8")
    assert "toll" in {one.code for one in verify_folder(out)}


def test_two_persons_of_one_name_are_two_where_a_person_says_so(case: Path, tmp_path: Path) -> None:
    _, persons = named(case)
    one, other = persons["Anvar Nur"]
    two = [decide("verify", each, verdict="reasonable_grounds") for each in (one, other)]
    record, out = built(case, tmp_path, *two, decide("different", one, other, verdict="person"))
    for mode in ("as-published", "echoes-folded"):
        toll = killed(record, "ohchr-2019", mode)
        assert (toll["best"], sorted(toll["used"])) == (2, sorted((one, other)))
    assert verify_folder(out) == []


def test_a_premise_that_a_person_decided_settles_a_scope(case: Path, tmp_path: Path) -> None:
    incident, persons = named(case)
    assert killed(built(case, tmp_path)[0], "sdg-16.1.2")["scope"]["verdict"] == "turns-on"
    person = persons["Anvar Nur"][0]
    record, out = built(
        case,
        tmp_path,
        decide("premise", incident, "armed_conflict", verdict="holds", grounds=[person]),
        decide("premise", incident, "state_acted", verdict="holds"),
        decide("verify", person, verdict="balance_of_probabilities"),
    )
    applied = killed(record, "sdg-16.1.2")
    assert applied["best"] == 1
    assert applied["scope"]["premise"].startswith("decided by R1: the United Nations")
    assert applied["scope"]["claims"] == [person]
    left_out = killed(record, "ucdp-ged-23")
    assert left_out["scope"]["verdict"] == "does-not-apply"
    assert left_out["why"].startswith("decided by R1: a state killed persons in its custody")
    assert (left_out["low"], left_out["best"]) == (None, None)
    assert [one["premise"] for one in record["incidents"][0]["premises"]] == ["armed_conflict", "state_acted"]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "It applies: decided by R" in page


def test_people_who_differ_on_a_premise_leave_it_open(case: Path, tmp_path: Path) -> None:
    incident, _ = named(case)
    both = [decide("premise", incident, "others_acted", verdict=one) for one in ("holds", "does-not-hold")]
    record, _ = built(case, tmp_path, *both)
    assert killed(record, "gtd-2017")["scope"]["verdict"] == "turns-on"
    assert "decisions-conflict" in [one["code"] for one in record["issues"]]
    assert "premises" not in record["incidents"][0]


def test_a_premise_of_an_incident_that_has_gone_is_told_of(case: Path, tmp_path: Path) -> None:
    record, _ = built(case, tmp_path, decide("premise", "0" * 16, "custody", verdict="holds"))
    assert "decision-orphaned" in [one["code"] for one in record["issues"]]
