"""The events that are kept with a reading are those that its text gives, and go where anything is otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from tollbook.intake import row_of
from tollbook.link.flow import events_of
from tollbook.link.traced import events_traced
from tollbook.model import Document
from tollbook.store.rows import unpack

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(path for path in EXAMPLES.rglob("*") if path.is_file() and path.suffix in (".txt", ".md", ".html"))
TEXTS = (
    # a person told of twice, whose second count only repeats: linking marks the claim
    "Attack in Kalot\n\nOn 3 May 2019 Anna Berg was killed in Kalot, police said. Anna Berg, 34, was killed at her "
    "door, police said.\n",
    "Protest in Kalot\n\nOn 5 May 2019 hundreds protested over the killing of five men in Varot. Ten were injured.\n",
)


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("data", [*(one.read_bytes() for one in FILES), *(one.encode() for one in TEXTS)])
def test_the_same_events(data: bytes, later: bool) -> None:
    _, source, reading, _, traced, _ = unpack(row_of(Document("one.txt", data)), later)
    if reading is None:
        return
    kept = reading.with_trace(traced)
    assert events_traced(kept) == events_of(source, reading)
    assert kept == reading
    assert events_traced(replace(kept, claims=kept.claims)) is None
