"""What people decided goes in, stays, and comes out as it was."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import SettingsError, StoreError
from tollbook.model import Decision
from tollbook.model.decision import DecisionKind, Seen
from tollbook.store.case_file import FILE, CaseFile
from tollbook.store.content import canonical, content_of, decision_of
from tollbook.store.entry import Held

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def found(case: Path) -> CaseFile:
    file = CaseFile.find(case)
    assert file is not None
    return file


def test_what_goes_in_comes_out(case: Path, decide: Any) -> None:
    decisions = [decide(n) for n in (3, 1, 2)]
    with CaseFile.open(case) as file:
        assert file.append(decisions) == 3
        assert file.append([*decisions, decide(4)]) == 1  # those that are there are passed over
    with found(case) as file:
        assert file.decisions() == tuple(decide(n) for n in (1, 2, 3, 4))  # by their times
        assert [entry.decision for entry in file.log()] == [one.id for one in (*decisions, decide(4))]
        assert {entry.state for entry in file.log()} == {Held.WHOLE}
        assert file.check() == ()


def test_a_decision_given_twice_at_once_is_one(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        assert file.append([decide(1), decide(1)]) == 1
        assert file.append([]) == 0


def test_where_there_is_no_case_file_there_is_none(case: Path) -> None:
    document = case / "notes.txt"
    document.write_text("Nine people were killed.")
    assert CaseFile.find(case) is None
    assert CaseFile.find(document) is None
    assert [path.name for path in case.iterdir()] == ["notes.txt"]


def test_a_build_without_a_case_file_loads_no_database() -> None:
    asked = (
        "import sys, tollbook.store.case_file; print(sorted({'sqlalchemy', 'alembic', 'pyrage'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_an_opened_case_file_does_not_load_what_makes_its_tables(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        file.append([decide(1)])
    asked = (
        "import sys; from pathlib import Path; from tollbook.store.case_file import CaseFile;"
        f"print(len(CaseFile.find(Path({str(case)!r})).decisions()), 'alembic' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "1 False"


def test_one_file_is_left_and_its_owner_alone_reads_it(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        file.append([decide(1)])
    with found(case) as file:
        assert len(file.decisions()) == 1
    assert [path.name for path in case.iterdir()] == [FILE]
    assert (case / FILE).stat().st_mode & 0o777 == 0o600


def test_a_copy_of_the_file_alone_is_whole_while_another_has_it_open(case: Path, tmp_path: Path, decide: Any) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    with CaseFile.open(case) as file:
        file.append([decide(n) for n in range(50)])
        (copy / FILE).write_bytes((case / FILE).read_bytes())
        with found(copy) as other:
            assert len(other.decisions()) == 50


def test_the_log_is_a_chain(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        file.append([decide(1), decide(2)])
        file.append([decide(3)])
        entries = list(file.log())
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.before for entry in entries] == ["0" * 64, *[entry.id for entry in entries[:2]]]
    assert len({entry.commitment for entry in entries}) == 3


def test_the_same_decision_has_another_commitment_in_another_case(tmp_path: Path, decide: Any) -> None:
    """Else whoever guesses a content could tell from the commitment that it is there."""
    commitments = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with CaseFile.open(tmp_path / name) as file:
            file.append([decide(1)])
            commitments |= {entry.commitment for entry in file.log()}
    assert len(commitments) == 2


def test_the_log_can_be_read_while_it_is_written(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file, found(case) as reader:
        file.append([decide(n) for n in range(1500)])
        log = reader.log()
        next(log)
        file.append([decide(2000)])
        assert sum(1 for _ in log) == 1500
        assert len(reader.decisions()) == 1501


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**15 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=4,
)
TEXT = st.text(min_size=1)
DECISIONS = st.builds(
    Decision,
    st.just(DecisionKind.ACCEPT),
    st.tuples(TEXT),
    st.just("stands"),
    st.just("R1"),
    st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=5, minutes=30)))),
    TEXT,
    st.dictionaries(TEXT.filter(lambda name: name not in ("words", "answer")), JSON, max_size=3),
    st.none() | st.builds(Seen, TEXT, st.integers(0, 9), st.integers(9, 99), st.text(), st.text()),
    st.lists(TEXT, max_size=2).map(tuple),
)


@given(DECISIONS)
def test_any_decision_is_the_same_after_it_was_kept(one: Decision) -> None:
    kept = canonical(content_of(one))
    assert kept.isascii()
    again = decision_of(json.loads(kept), one.id)
    assert again == one
    assert decision_of(json.loads(kept), "").id == one.id


def test_erasing_leaves_a_gap_that_says_so(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        file.append([decide(n) for n in range(5)])
        head = list(file.log())[-1].id
        assert file.erase([decide(2).id, decide(3).id], "R9", NOON, "Consent was withdrawn.") == 2
        assert [one.value["n"] for one in file.decisions()] == [0, 1, 4]
        entries = list(file.log())
        assert [entry.state for entry in entries] == ["whole", "whole", "erased", "erased", "whole", "whole"]
        assert entries[4].id == head and entries[5].before == head  # nothing before it changed
        assert entries[5].says["entries"] == [3, 4]
        assert file.check() == ()


def test_what_is_erased_does_not_come_back(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        file.append([decide(1)])
        assert file.erase([decide(1).id], "R9", NOON, "Consent was withdrawn.") == 1
        assert file.erase([decide(1).id], "R9", NOON, "Consent was withdrawn.") == 0
        assert file.append([decide(1)]) == 0
        assert file.decisions() == ()


def test_what_is_not_there_cannot_be_erased(case: Path, decide: Any) -> None:
    with CaseFile.open(case) as file:
        file.append([decide(1)])
        with pytest.raises(SettingsError, match="is not in the log, so nothing was erased"):
            file.erase([decide(1).id, "0123456789abcdef"], "R9", NOON, "Consent was withdrawn.")
        with pytest.raises(SettingsError, match="needs its reason"):
            file.erase([decide(1).id], "R9", NOON, " ")
        assert file.decisions() == (decide(1),)


def test_a_message_of_the_database_quotes_nothing(case: Path, decide: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A constraint that fails names what was put in, unless it is kept from it."""
    secret = decide(1, reason="Ask Farida in Khujand.")
    with CaseFile.open(case) as file:
        file.append([secret])
        monkeypatch.setattr("tollbook.store.log.known", lambda *_: {})
        with pytest.raises(StoreError) as caught:
            file.append([secret])
    wrong: BaseException | None = caught.value
    while wrong is not None:
        assert "Farida" not in str(wrong) and secret.id not in str(wrong)
        wrong = wrong.__cause__
