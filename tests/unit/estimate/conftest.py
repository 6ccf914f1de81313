"""Small published tables: facts, each with its source and the checksum of its canonical text."""

import json
from pathlib import Path

import pytest

from tollbook.estimate.table import CaptureTable

_TABLES = json.loads(Path(__file__).with_name("tables.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def tables() -> dict[str, CaptureTable]:
    made = {}
    for name, one in _TABLES.items():
        cells = (cell.split(":") for cell in one["cells"].split())
        made[name] = CaptureTable.from_counts(one["lists"].split(), ((signs, int(n)) for signs, n in cells))
        assert (made[name].n, made[name].sha256) == (one["n"], one["sha256"]), name
    return made
