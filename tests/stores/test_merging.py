"""Two copies of a case worked on apart come together, whichever takes in the other, and however often."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.errors import StoreError
from tollbook.model import Decision
from tollbook.model.decision import DecisionKind
from tollbook.store.case_file import FILE, CaseFile
from tollbook.store.merging import Merged

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PROTECTION = Decision(
    DecisionKind.PROTECT, ("b" * 16,), "unnamed", "R1", NOON, "She asked.", {"shown_as": "a relative"}
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    made = tmp_path / "copy"
    made.mkdir()
    return made


def take_in(case: Path, copy: Path) -> Merged:
    with CaseFile.open(case) as file, CaseFile.open(copy) as other:
        merged = file.merge(other)
        assert file.check() == () == other.check()
        return merged


def decisions_of(case: Path) -> tuple[Decision, ...]:
    with CaseFile.open(case) as file:
        return file.decisions()


def test_both_have_what_either_had(case: Path, copy: Path, decide: Any) -> None:
    for folder, numbers in ((case, (1, 2, 3)), (copy, (3, 4))):
        with CaseFile.open(folder) as file:
            file.append([decide(n) for n in numbers])
    assert take_in(case, copy) == Merged(1, 0, 0)
    assert take_in(copy, case) == Merged(2, 0, 0)
    assert take_in(case, copy) == Merged(0, 0, 0)
    assert decisions_of(case) == decisions_of(copy) == tuple(decide(n) for n in (1, 2, 3, 4))


def test_what_one_erased_is_erased_in_both(case: Path, copy: Path, decide: Any) -> None:
    """Also where the other never had it: it must not come back from a third copy."""
    with CaseFile.open(case) as file:
        file.append([decide(1), decide(2)])
    shutil.copy(case / FILE, copy / FILE)
    with CaseFile.open(copy) as file:
        file.append([decide(3)])
        file.erase([decide(1).id, decide(3).id], "R9", NOON, "Consent was withdrawn.")
    assert take_in(case, copy) == Merged(1, 0, 2)
    assert decisions_of(case) == (decide(2),)
    assert take_in(case, copy) == take_in(copy, case) == Merged(0, 0, 0)
    with CaseFile.open(case) as file:
        assert file.append([decide(1), decide(3)]) == 0


def test_what_is_sealed_comes_sealed(case: Path, copy: Path, keepers: Any) -> None:
    key, recipient = keepers[0]
    with CaseFile.open(copy) as file:
        file.add_keeper("K1", recipient)
        open = file.append_sealed(PROTECTION, {"identity": "Somebody"})
    assert take_in(case, copy) == Merged(1, 0, 0)
    with CaseFile.open(case) as file:
        assert file.decisions() == (open,)
        assert file.private([key])[open.id]["identity"] == "Somebody"
        assert file.check([key]) == ()
        assert file.keepers() == {}


def test_an_open_part_that_came_alone_is_filled_later(case: Path, copy: Path, keepers: Any) -> None:
    """As a text that travels holds it: the protection holds at once."""
    key, recipient = keepers[0]
    with CaseFile.open(copy) as file:
        file.add_keeper("K1", recipient)
        open = file.append_sealed(PROTECTION, {"identity": "Somebody"})
    with CaseFile.open(case) as file:
        assert file.append([open]) == 1
        assert file.decisions() == (open,)
        assert [entry.state for entry in file.log()] == ["elsewhere"]
        assert file.check([key]) == () and file.private([key]) == {}
    assert take_in(case, copy) == Merged(0, 1, 0)
    with CaseFile.open(case) as file:
        assert set(file.private([key])) == {open.id}
        assert [entry.state for entry in file.log()] == ["sealed"]
        assert file.check([key]) == ()


def test_a_copy_that_somebody_changed_is_not_taken_in(case: Path, copy: Path, decide: Any) -> None:
    with CaseFile.open(copy) as file:
        file.append([decide(1), decide(2)])
    with closing(sqlite3.connect(copy / FILE)) as file, file:
        file.execute("update entries set decision = 'ffffffffffffffff' where seq = 2")
    with pytest.raises(StoreError, match=r"Entry 2 of the log"):
        take_in(case, copy)
    assert decisions_of(case) == ()


def test_a_decision_under_the_id_of_another_is_not_taken_in(case: Path, copy: Path, decide: Any) -> None:
    """It would keep the true one out for ever."""
    with CaseFile.open(copy) as file:
        file.append([replace(decide(1), id=decide(2).id)])
    with pytest.raises(StoreError, match=r"Entry 1 of the log"):
        take_in(case, copy)


STEPS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["decide", "erase", "merge"]), st.integers(0, 5)), max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_two_copies_did_they_agree_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, decide: Any, steps: list[tuple[str, str, int]]
) -> None:
    made = tmp_path_factory.mktemp("two")
    folders = {name: made / name for name in "ab"}
    for folder in folders.values():
        folder.mkdir()
        CaseFile.open(folder).close()
    for who, what, number in steps:
        other = "a" if who == "b" else "b"
        if what == "merge":
            take_in(folders[who], folders[other])
            continue
        with CaseFile.open(folders[who]) as file:
            if what == "decide":
                file.append([decide(number)])
            elif any(entry.decision == decide(number).id for entry in file.log()):
                file.erase([decide(number).id], "R9", NOON, "Consent was withdrawn.")
    take_in(folders["a"], folders["b"])
    take_in(folders["b"], folders["a"])
    assert decisions_of(folders["a"]) == decisions_of(folders["b"])
