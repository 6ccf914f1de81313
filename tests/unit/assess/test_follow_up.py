"""The follow-up list: what is open, in which order, whom to ask, what asking may do, and whom it never names."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tollbook import tasks
from tollbook.assess.follow_up import FollowUp
from tollbook.assess.risks import TESTS, asked_kinds
from tollbook.assess.unknowns import load_questions
from tollbook.cli.main import main
from tollbook.data.follow_up import follow_up_words
from tollbook.errors import DataFileError
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.decisions import record_decisions
from tollbook.tasks.follow_up import as_row, follow_up, lines_of, markdown_of

TOLD = "Riot\n\n{who} said that {n} prisoners were killed at the prison in Marrow, Tajikistan, on 3 May 2004.\n"
AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ministry.txt").write_text(TOLD.format(who="The Ministry of Justice", n=12))
    (folder / "karimova.txt").write_text(TOLD.format(who="Nurse Karimova", n=30))
    return folder


def sources(case: Path, *rows: str) -> None:
    (case / "sources.csv").write_text("\n".join(rows) + "\n")


def of(case: Path, kind: str, code: str | None = None) -> list[FollowUp]:
    return [one for one in follow_up(case) if one.kind == kind and code in (None, one.code)]


def codes(one: FollowUp) -> list[str]:
    return [risk.code for risk in one.risks]


def record(case: Path) -> dict[str, Any]:
    return json.loads((tasks.build(case, case.parent / "out").out / "record.json").read_text())


def decide(
    case: Path, kind: DecisionKind, about: tuple[str, ...], verdict: str = "stands", by: str = "R1", **more: Any
) -> None:
    record_decisions(case, [Decision(kind, about, verdict, by, AT, "so", **more)])


def test_what_bears_on_a_headline_figure_comes_first_and_twice_the_same(case: Path) -> None:
    found = follow_up(case)
    bears = [bool(one.bears_on) for one in found]
    assert bears == sorted(bears, reverse=True) and bears[0] and not bears[-1]
    assert found == follow_up(case)
    assert {"question", "unchecked", "source", "codebook"} <= {one.kind for one in found}
    assert all(one.what and one.ask and one.risks for one in found)


def test_a_figure_of_one_voice_is_listed_and_what_the_codebook_asks_for_is_held_to(case: Path) -> None:
    assert of(case, "one-voice") == [] == of(case, "too-few-voices")
    (case / "case.toml").write_text("[codebook]\ncorroboration_voices = 3\n")
    (few,) = of(case, "too-few-voices")
    assert "rests on 2 voices, and the codebook asks for 3" in few.what
    (case / "ministry.txt").unlink()
    (case / "case.toml").unlink()
    (one,) = of(case, "one-voice")
    assert "one voice alone" in one.what and "one-voice" in codes(one)
    assert "Karimova" not in " ".join(one.named)  # it is her figure: others are to be asked


def test_what_the_codebook_does_not_state_is_open(case: Path) -> None:
    names = {one.what for one in of(case, "codebook")}
    assert len(names) == 5 and "Case.toml does not say: standard." in names
    (case / "case.toml").write_text('[codebook]\nstandard = "suspicion"\n')
    assert len(of(case, "codebook")) == 4
    assert codes(of(case, "codebook")[0]) == ["inside"]


def test_those_whom_the_documents_name_are_listed_by_their_words(case: Path) -> None:
    (asked,) = of(case, "question", "official-figure") or of(case, "question", "dead-guards")
    assert "The Ministry of Justice" in " ".join(asked.named) and "Karimova" not in " ".join(asked.named)


@pytest.mark.parametrize(
    ("rows", "risk"),
    [
        (("file,consent_withdrawn_on", "karimova.txt,2026-11-20"), "consent-withdrawn"),
        (("file,consent_publish", "karimova.txt,no"), "consent-refused"),
        (("file,consent_be_named", "karimova.txt,No"), "consent-refused"),
        (("file,sensitivity", "karimova.txt,high"), "sensitive"),
        (("file,title", "karimova.txt,A letter"), "consent-unknown"),
        (("file,title", "karimova.txt,A letter"), "unpublished"),
    ],
)
def test_what_people_wrote_of_a_source_is_a_risk(case: Path, rows: tuple[str, ...], risk: str) -> None:
    sources(case, *rows)
    assert all(risk in codes(one) for one in of(case, "question"))


def test_where_all_is_published_and_nobody_is_accused_no_risk_is_known(case: Path) -> None:
    sources(case, "file,publisher", "karimova.txt,The Gazette", "ministry.txt,The Ministry")
    assert {tuple(codes(one)) for one in of(case, "question")} == {("none",)}


def test_asking_the_accused_side_is_a_risk(case: Path) -> None:
    sources(case, "file,publisher", "karimova.txt,The Gazette", "ministry.txt,The Ministry")
    made = record(case)
    speaker = next(one["speaker_id"] for one in made["claims"] if one["speaker_type"] == "authority")
    decide(case, DecisionKind.SIDE, (speaker, made["incidents"][0]["id"]), "accused_authority")
    asked = {one.code: codes(one) for one in of(case, "question")}
    assert asked["who-did-it"] == ["accused"]
    assert "accused" in asked["names"]  # authorities keep lists of the dead


def test_nobody_who_is_protected_is_named_in_any_form_of_the_list(case: Path) -> None:
    made = record(case)
    nurse = next(one for one in made["sources"] if one["name"] == "karimova.txt")["id"]
    value = {"kind": "source", "shown_as": "somebody of the staff", "sources": [nurse]}
    decide(case, DecisionKind.PROTECT, (nurse,), "withhold", value=value)
    found = follow_up(case)
    shown = "\n".join([*lines_of(found), *markdown_of(found), *(json.dumps(as_row(one)) for one in found)])
    assert "arimova" not in shown and "30" not in shown
    assert "a protected source" in shown
    assert all(codes(one)[0] == "protected" for one in found if one.kind == "question")
    page = (tasks.build(case, case.parent / "again").out / "index.html").read_text(encoding="utf-8")
    assert "Something that this rests on is protected" in page


def test_a_protected_speaker_is_not_among_those_to_ask(case: Path) -> None:
    speaker = next(one["speaker_id"] for one in record(case)["claims"] if one["speaker_type"] == "authority")
    value = {"kind": "speaker", "shown_as": "an office"}
    decide(case, DecisionKind.PROTECT, (speaker,), "unnamed", value=value)
    assert all("Ministry" not in " ".join(one.named) for one in follow_up(case))


def test_codings_that_differ_wait(case: Path) -> None:
    claim = record(case)["claims"][0]["id"]
    decide(case, DecisionKind.ACCEPT, (claim,))
    decide(case, DecisionKind.REJECT, (claim,), "does-not-stand", "R2", value={"blind": True})
    (waiting,) = of(case, "coding")
    assert "R1 and R2" in waiting.what and waiting.claims == (claim,) and codes(waiting) == ["inside"]


def test_decisions_that_contradict_one_another_are_open(case: Path) -> None:
    claim = record(case)["claims"][0]["id"]
    decide(case, DecisionKind.ACCEPT, (claim,))
    decide(case, DecisionKind.REJECT, (claim,), "does-not-stand", "R2")
    assert [codes(one) for one in of(case, "issue", "decisions-conflict")] == [["inside"]]


def test_the_command_prints_lines_json_markdown_and_a_table_that_runs_nothing(case: Path, tmp_path: Path) -> None:
    sources(case, "file,title", "karimova.txt,=HYPERLINK(1)")
    run = CliRunner().invoke
    lines = run(main, ["follow-up", str(case)])
    assert lines.exit_code == 0 and "risk: " in lines.output
    rows = [json.loads(line) for line in run(main, ["follow-up", str(case), "--json"]).output.splitlines()]
    table = tmp_path / "open.csv"
    assert run(main, ["follow-up", str(case), "--csv", str(table)]).exit_code == 0
    with table.open(encoding="utf-8", newline="") as file:
        held = list(csv.DictReader(file))
    assert len(held) == len(rows) == lines.output.count("\n   ask: ")
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in held for cell in row.values())
    assert run(main, ["follow-up", str(case), "--csv", str(table)]).exit_code == 3  # nothing is written over
    assert run(main, ["follow-up", str(case), "--json", "--markdown"]).exit_code == 2
    assert run(main, ["follow-up", str(case), "--markdown"]).output.count("- [ ] ") == len(rows)
    assert run(main, ["follow-up", str(tmp_path / "nowhere")]).exit_code == 2


def test_the_page_says_the_risk_beside_whom_to_ask(case: Path) -> None:
    made = record(case)
    assert all(one["risks"] for incident in made["incidents"] for one in incident["unknowns"])
    page = (case.parent / "out" / "index.html").read_text(encoding="utf-8")
    assert "The risk of asking" in page and "asking can show that this case exists" in page


def test_every_entry_of_the_data_is_used() -> None:
    words = follow_up_words()
    assert {entry["when"] for entry in words["risks"].values()} == {*TESTS}
    assert set(words["asked"]) <= {one.code for one in load_questions()} | {*words["items"]}
    assert all(asked_kinds(one.code) for one in load_questions())


def test_a_rule_that_names_no_test_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from tollbook.assess import risks

    monkeypatch.setattr(risks, "follow_up_words", lambda: {"risks": {"new": {"when": "often", "says": "x"}}})
    risks._rules.cache_clear()
    with pytest.raises(DataFileError, match="often"):
        risks._rules()
    risks._rules.cache_clear()


def test_one_of_whom_it_is_only_denied_is_not_called_accused(case: Path) -> None:
    sources(case, "file,publisher", "karimova.txt,The Gazette", "ministry.txt,The Ministry")
    text = "The Ministry of Justice said that guards were not responsible for the deaths of 12 prisoners in Marrow."
    (case / "ministry.txt").write_text(f"{TOLD.format(who='The Ministry of Justice', n=12)}\n{text}\n")
    assert any(one["kind"] == "role" and one["stance"] == "denies" for one in record(case)["claims"])
    assert {tuple(codes(one)) for one in of(case, "question")} == {("none",)}
