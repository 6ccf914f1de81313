"""What tests of the case file share: a case, decisions to put in, keepers with keys."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyrage import x25519

from tollbook.model import Decision
from tollbook.model.decision import DecisionKind, Seen

FIRST = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
Decide = Callable[..., Decision]


@pytest.fixture
def decide() -> Decide:
    """A decision that no other is the same as: its number says which."""

    def one(number: int = 0, by: str = "R1", reason: str = "The words say so.") -> Decision:
        words = f"at least {number} people were killed"
        seen = Seen("a" * 64, number, number + len(words), words, "b" * 16)
        at = FIRST + timedelta(seconds=number)
        return Decision(DecisionKind.ACCEPT, (f"{number:016x}",), "stands", by, at, reason, {"n": number}, seen)

    return one


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def keepers() -> list[tuple[str, str]]:
    """Keys and recipients."""
    keys = [x25519.Identity.generate() for _ in range(3)]
    return [(str(key), str(key.to_public())) for key in keys]
