"""A real case with decisions of every kind: what the record, the page, explain, changes and verify make of them."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks
from tollbook.model import Decision, DecisionKind, Register
from tollbook.publish.verify import verify_folder
from tollbook.store.cache import FILE, cache_folder
from tollbook.tasks.decisions import record_decisions
from tollbook.tasks.working import Working, open_working

EXAMPLE = Path(__file__).parents[2] / "examples" / "khujand"
Json = dict[str, Any]


def decide(what: str, *about: str, verdict: str = "stands", by: str = "R1", day: int = 1, **value: Any) -> Decision:
    reason = value.pop("reason", "read again, word for word")
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Decision(DecisionKind(what), about, verdict, by, at, reason, value)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided") / "khujand"
    shutil.copytree(EXAMPLE, folder)
    return folder


@pytest.fixture(scope="module")
def before(case: Path) -> Working:
    return open_working(case, use_cache=False)


def killed_of_1997(register: Register) -> list[str]:
    account = next(one for one in register.accounts if (one.incident.when or "").startswith("1997-04"))
    toll = next(one for one in account.tolls if (one.harm, one.group) == ("killed", "all"))
    return list(getattr(toll, "used", ()))


@pytest.fixture(scope="module")
def decisions(before: Working) -> list[Decision]:
    register = before.built.register
    claims = {claim.id: claim for claim in register.claims}
    incident = next(one.incident for one in register.accounts if (one.incident.when or "").startswith("1997-04"))
    used = killed_of_1997(register)
    first, second, third, *rest = used
    by_speaker = {claims[one].attribution.key: one for one in rest if claims[one].attribution.key}
    named = list(by_speaker.values())
    speaker, other = (claims[one].attribution.key or "" for one in (named[0], named[-1]))
    later = register.accounts[-1].incident.id
    moved = next(one for one in reversed(rest[:-1]) if one not in named)  # those stay beside what they echo
    return [
        decide("accept", first),
        decide("accept", first, by="R2", day=2),
        decide("reject", second, verdict="does-not-stand", by="R2", day=2, reason="it counts the wounded too"),
        decide("correct", third, low=25, high=25, form="exact", open=False, day=3),
        decide("side", speaker, incident.id, verdict="accused_authority"),
        decide("interest", other, words="it answers for the prison"),
        decide("echo", named[0], named[1]),
        decide("independent", named[1], named[2]),
        decide("protect", claims[used[-1]].anchor.source, verdict="withhold", kind="source", shown_as="a paper"),
        decide("move", moved, incident=later),
        decide("part_of", used[-1], total=first),
        decide("accept", "0" * 16),
    ]


@pytest.fixture(scope="module")
def built(case: Path, decisions: list[Decision], tmp_path_factory: pytest.TempPathFactory) -> Path:
    record_decisions(case, decisions)
    return tasks.build(case, tmp_path_factory.mktemp("built") / "dossier").out


@pytest.fixture(scope="module")
def record(built: Path) -> Json:
    return dict(json.loads((built / "record.json").read_text(encoding="utf-8")))


def claim_of(record: Json, id_: str) -> Json:
    return next(one for one in record["claims"] if one["id"] == id_)


def toll_of(record: Json) -> Json:
    incident = next(one for one in record["incidents"] if (one["when"] or "").startswith("1997-04"))
    return next(one for one in incident["tolls"] if (one["harm"], one["group"]) == ("killed", "all"))


def test_the_dossier_verifies_and_rereads(built: Path) -> None:
    assert verify_folder(built) == []
    assert tasks.verify(built).mismatches == ()


def test_the_same_with_the_cache_without_and_over_the_former(built: Path, case: Path, tmp_path: Path) -> None:
    root = tasks.build(case, built).root
    assert tasks.build(case, tmp_path / "anew", use_cache=False).root == root


def test_every_decision_is_in_the_dossier(built: Path, decisions: list[Decision]) -> None:
    lines = [json.loads(line) for line in (built / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {one.id for one in decisions} <= {line["id"] for line in lines}


def test_claims_say_who_checked_rejected_and_corrected_them(record: Json, decisions: list[Decision]) -> None:
    first, _, second, third = (one.about[0] for one in decisions[:4])
    assert claim_of(record, first)["checked"] == [{"by": "R1", "on": "2026-11-01"}, {"by": "R2", "on": "2026-11-02"}]
    assert claim_of(record, second)["rejected"] == {
        "by": "R2",
        "on": "2026-11-02",
        "reason": "it counts the wounded too",
    }
    new = claim_of(record, claim_of(record, third)["corrected_by"])
    assert (new["corrects"], new["low"], new["reader"], new["incident"]) == (
        third,
        25,
        "person:R1",
        claim_of(record, third)["incident"],
    )
    aside = {one["claim"]: one["reason"] for one in toll_of(record)["set_aside"]}
    assert (aside[second], aside[third]) == ("rejected", "corrected")
    assert toll_of(record)["checked"]["by"] == ["R1", "R2"]
    assert (
        0 < toll_of(record)["checked"]["n_checked"] < toll_of(record)["checked"]["of"] == len(toll_of(record)["used"])
    )


def test_sides_interests_voices_and_protection_are_recorded(record: Json, decisions: list[Decision]) -> None:
    incident = next(one for one in record["incidents"] if (one["when"] or "").startswith("1997-04"))
    assert {one["side"] for one in incident["sides"]} >= {"accused_authority"}
    assert "it answers for the prison" in {one["interest"] for one in incident["sides"]}
    assert any("R1 found that one claim repeats another" in one["why"] for one in incident["voices"])
    assert any(one["independent"] for one in incident["voices"])
    protected = [one["id"] for one in record["sources"] if one["protected"]]
    assert protected == [one.about[0] for one in decisions if one.kind is DecisionKind.PROTECT]


def test_what_is_about_nothing_is_said(record: Json) -> None:
    assert [one["code"] for one in record["issues"] if one["code"].startswith("decision")] == ["decision-orphaned"]


def test_a_moved_claim_says_who_moved_it(record: Json, decisions: list[Decision]) -> None:
    move = next(one for one in decisions if one.kind is DecisionKind.MOVE)
    incident = next(one for one in record["incidents"] if one["id"] == move.value["incident"])
    (reason,) = [one["reason"] for one in incident["claims"] if one["claim"] == move.about[0]]
    assert reason == "R1 put it here: read again, word for word"


def test_the_page_and_the_explanation_say_who_decided_and_why(built: Path, decisions: list[Decision]) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    told = tasks.explain(built, "1997-04/killed")
    for words in (
        "R2 rejected it on 2 November 2026: it counts the wounded too",
        "accused authority",
        "claims checked",
    ):
        assert words in page
        assert words in told
    assert "R1 corrected it on 3 November 2026" in page
    assert "Protected: stays in the building." in page
    assert "Working copy, machine-read, reviewed in part" in page
    assert "declared interest: it answers for the prison" in page


def test_changes_say_what_people_decided(built: Path, case: Path, tmp_path: Path) -> None:
    plain = tasks.build(EXAMPLE, tmp_path / "plain").out
    told = tasks.changes_text(tasks.changes(plain, built), 1000)
    assert "R2 rejected it on 2 November 2026: it counts the wounded too" in told
    assert "A person put it in the place of what was read" in told
    back = tasks.changes_text(tasks.changes(built, plain), 1000)
    assert "no decision rejects it any more" in back and "does not stand any more" in back


def test_a_protected_source_is_not_in_the_cache(
    case: Path, built: Path, decisions: list[Decision], tmp_path: Path
) -> None:
    protected = next(one.about[0] for one in decisions if one.kind is DecisionKind.PROTECT)
    text = (built / "texts" / f"{protected}.txt").read_text(encoding="utf-8")
    line = max(text.splitlines(), key=len).encode()

    def kept() -> bytes:
        return b"".join(path.read_bytes() for path in cache_folder().glob(f"{FILE}*"))

    tasks.build(case, tmp_path / "protected")
    tasks.list_sources(case, datetime(2026, 11, 5, tzinfo=UTC), receipt=False)
    assert kept() and line not in kept()
    tasks.build(EXAMPLE, tmp_path / "plain")
    assert line in kept()


def test_a_case_file_is_no_document_of_the_case(record: Json) -> None:
    assert not [one["name"] for one in record["sources"] if "tollbook" in one["name"]]
