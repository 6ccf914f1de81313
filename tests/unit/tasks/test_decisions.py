"""Decisions go into the case file and come out as they were."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.errors import SettingsError
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.decisions import load_decisions, record_decisions

ONE = Decision(
    DecisionKind.REJECT, ("4ced97f3cdbde2f9",), "does-not-stand", "R1", datetime(2026, 11, 22, 9, tzinfo=UTC), "wounded"
)


def test_what_is_recorded_comes_out_as_it_was(case: Path) -> None:
    assert load_decisions(case) == ()
    assert record_decisions(case, [ONE]) == 1
    assert load_decisions(case) == (ONE,)
    assert record_decisions(case, [ONE]) == 0 and load_decisions(case) == (ONE,)


def test_a_document_has_no_decisions_beside_it(case: Path) -> None:
    record_decisions(case, [ONE])
    assert load_decisions(case / "one.txt") == ()


@pytest.mark.parametrize(("wrong", "why"), [("one.txt", "one document"), ("nowhere", "no folder"), ("d", "a dossier")])
def test_decisions_stand_beside_the_documents_of_a_case(case: Path, wrong: str, why: str) -> None:
    (case / "d").mkdir()
    (case / "d" / "MANIFEST.sha256").write_text("")
    with pytest.raises(SettingsError, match=why):
        record_decisions(case / wrong, [ONE])
    assert not list(case.rglob("case.tollbook"))
