"""`tollbook decide CASE --file`: what was printed changes nothing, what was edited or added is decided anew."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.decide.as_text import decisions_text
from tollbook.model import DecisionKind
from tollbook.tasks.decisions import load_decisions, record_decisions

WHY = ("--by", "R1", "--because", "as I read the words")
KILLED, FAMILIES = "one.txt:12 prisoners", "one.txt:20 people"


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def printed(case: Path) -> Path:
    """The decisions of a case, printed into a file."""
    assert run("decide", case, "reject", KILLED, *WHY).exit_code == 0
    assert run("decide", case, "accept", FAMILIES, *WHY).exit_code == 0
    return print_again(case)


def print_again(case: Path) -> Path:
    file = case.parent / "decisions.yaml"
    file.write_text(decisions_text(load_decisions(case)), encoding="utf-8")
    return file


def test_what_was_printed_changes_nothing(case: Path, printed: Path) -> None:
    before = load_decisions(case)
    done = run("decide", case, "--file", printed)
    assert done.exit_code == 0 and "2 in the case already." in done.output and "Nothing to decide" in done.output
    assert load_decisions(case) == before


def test_an_edited_item_is_a_new_decision_over_the_old_one(case: Path, printed: Path) -> None:
    (old,) = [one for one in load_decisions(case) if one.kind is DecisionKind.REJECT]
    printed.write_text(printed.read_text().replace("kind: reject", "kind: accept").replace("does-not-stand", "stands"))
    done = run("decide", case, "--file", printed, "--by", "R2")
    assert done.exit_code == 0, done.output
    new = load_decisions(case)[-1]
    assert (new.kind, new.by, new.over, new.about) == (DecisionKind.ACCEPT, "R2", (old.id,), old.about)
    assert f"{old.id} was edited: {new.id} is a decision over it." in done.output
    assert "killed, everyone: up to 20 → 12–20" in done.output and "1 in the case already." in done.output
    again = run("decide", case, "--file", printed, "--by", "R2")
    assert "Nothing to decide" in again.output and len(load_decisions(case)) == 3


def test_who_edited_is_not_who_decided_first(case: Path, printed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOLLBOOK_BY", raising=False)
    printed.write_text(printed.read_text().replace("as I read", "as we read", 1))
    done = run("decide", case, "--file", printed)
    assert done.exit_code == 2 and "decisions.yaml, line 5: Say who edited this" in done.output
    assert len(load_decisions(case)) == 2


def test_an_item_left_out_stands_as_before_and_it_says_so(case: Path, printed: Path) -> None:
    text = printed.read_text()
    printed.write_text(text[: text.rindex("- id:")])
    done = run("decide", case, "--file", printed)
    assert "1 of the case not in the file" in done.output and len(load_decisions(case)) == 2


def test_new_items_are_looked_up_and_get_the_words_that_were_seen(case: Path) -> None:
    text = f"""
- kind: correct
  about: "{KILLED}"
  value: {{high: 24}}
  by: R3
  at: 2026-11-20T10:00:00+01:00
  reason: >-
    twelve in the cells,
    twelve in the yard
- kind: same
  about: [families, ministry]
  verdict: speaker
  reason: a test
"""
    done = run("decide", case, "--file", "-", "--by", "R1", given=text)
    assert done.exit_code == 0, done.output
    first, second = load_decisions(case)
    assert first.seen is not None and first.seen.words.startswith("12 prisoners")
    assert first.at.isoformat() == "2026-11-20T09:00:00+00:00" and first.by == "R3"
    assert first.reason == "twelve in the cells, twelve in the yard"
    assert first.value["form"] == "range" and second.by == "R1" and second.about == ("families", "ministry")
    clear = run("decide", case, "--file", "-", "--by", "R1", given=text)
    assert clear.exit_code == 2 and "fits several" in clear.output and "(corrected)" in clear.output
    text = text.replace(f'"{KILLED}"', first.about[0])
    again = run("decide", case, "--file", "-", "--by", "R1", given=text)
    assert "2 in the case already." in again.output and len(load_decisions(case)) == 2


def test_what_another_copy_printed_is_taken_in_as_it_is(case: Path, printed: Path, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    other.mkdir()
    (other / "one.txt").write_bytes((case / "one.txt").read_bytes())
    assert run("decide", other, "--file", printed).exit_code == 0
    assert load_decisions(other) == load_decisions(case)


def test_a_strange_id_is_refused(case: Path, printed: Path) -> None:
    one = load_decisions(case)[0]
    printed.write_text(printed.read_text().replace(f"id: {one.id}", "id: ffffffffffffffff"))
    done = run("decide", case, "--file", printed)
    assert done.exit_code == 2 and "line 5: its id is of no decision of this case" in done.output


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- kind: reject\n  about: ffffffff\n  reason: x\n", "line 1: There is no claim"),
        ("# one\n- kind: protect\n  about: one.txt\n  verdict: withhold\n  reason: x\n", "line 2: Protecting seals"),
        ("- kind: same\n  about: families\n  verdict: speaker\n  reason: x\n", "line 1: same is about two things"),
        ("- kind: find\n  about: '2004'\n  verdict: stands\n  reason: x\n", "line 1: A finding rests on claims"),
        ("- kind: correct\n  about: 'one.txt:20 people'\n  value: {hgih: 3}\n  reason: x\n", "no field 'hgih'"),
        ("- kind: accept\n  about: a\n  by: Jane Doe\n  reason: x\n", "line 1: There is no claim"),
        ("- kind: undo\n  about: ffffffff\n  reason: x\n", "line 1: There is no decision"),
    ],
)
def test_what_is_wrong_names_its_line_and_nothing_is_written(case: Path, text: str, why: str) -> None:
    done = run("decide", case, "--file", "-", "--by", "R1", given=f"{text}- kind: accept\n  about: x\n  reason: y\n")
    assert done.exit_code == 2 and why in done.output, done.output
    assert not (case / "case.tollbook").exists()


def test_a_dry_run_of_a_file_writes_nothing(case: Path) -> None:
    text = f"- kind: reject\n  about: '{KILLED}'\n  reason: x\n"
    done = run("decide", case, "--file", "-", "--by", "R1", "--dry-run", given=text)
    assert "12–20 → up to 20" in done.output and "Nothing was written" in done.output
    assert not (case / "case.tollbook").exists()


def test_a_file_that_is_not_there_is_wrong_use(case: Path) -> None:
    done = run("decide", case, "--file", case / "none.yaml")
    assert done.exit_code == 2 and "none.yaml could not be read" in done.output
    assert run("decide", case, "--file", case / "x", "accept", KILLED).exit_code == 2


def test_what_was_erased_is_not_taken_in_again(case: Path, printed: Path) -> None:
    from tollbook.store.case_file import CaseFile

    one, other = load_decisions(case)
    with CaseFile.open(case) as file:
        file.erase([one.id], "R1", one.at, "asked to forget")
    assert load_decisions(case) == (other,)
    done = run("decide", case, "--file", printed)
    assert "1 erased in this case, and passed over." in done.output and load_decisions(case) == (other,)
    record_decisions(case, [one])
    assert load_decisions(case) == (other,)
