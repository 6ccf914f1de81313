"""The record put together of kept text is the record written at once."""

import json
from pathlib import Path

import pytest

from tollbook import tasks
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.publish.canonical import canonical_json
from tollbook.publish.record import Json
from tollbook.publish.stated_table import stated_csv
from tollbook.publish.written import Written

EXAMPLE = Path(__file__).parents[3] / "examples" / "khujand" / "1997"


class Held(Derived):
    """Keeps all, in memory."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, bytes], bytes] = {}

    def get(self, kind: str, key: bytes) -> bytes | None:
        return self.rows.get((kind, key))

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        self.rows[kind, key] = value


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Json:
    out = tasks.build(EXAMPLE, tmp_path_factory.mktemp("written") / "out", use_cache=False).out
    made: Json = json.loads((out / "record.json").read_text(encoding="utf-8"))
    return made


def check(record: Json, kept: Derived) -> None:
    written = Written(record, kept)
    assert written.record() == canonical_json(record, indent=1).encode("utf-8", "surrogatepass")
    assert written.claims() == "".join(map(canonical_json, record["claims"])).encode("utf-8", "surrogatepass")
    if record["sources"]:
        assert written.statements() == stated_csv(record).encode("utf-8", "surrogatepass")


def test_the_same_bytes_whatever_is_kept(record: Json) -> None:
    held = Held()
    for kept in (NOTHING_KEPT, held, held):
        check(record, kept)
    before = len(held.rows)
    assert before == len({one["source"] for one in record["claims"]}) + sum(
        len(record[name]) for name in ("sources", "incidents")
    )
    changed = {**record["claims"][3], "low": 4711, "quote": '"\udcff\u2028'}
    claims = [*record["claims"][:3], changed, *record["claims"][4:]]
    check({**record, "claims": claims}, held)
    assert len(held.rows) == before + 1


@pytest.mark.parametrize("name", ["sources", "claims", "incidents"])
def test_where_there_is_none(record: Json, name: str) -> None:
    check({**record, name: []}, Held())


def test_nothing_that_may_tell_of_a_sensitive_source_is_kept(record: Json) -> None:
    hidden = record["claims"][0]["source"]
    sources = [one if one["id"] != hidden else {**one, "known": {"sensitive": True}} for one in record["sources"]]
    held = Held()
    check({**record, "sources": sources}, held)
    kept = b"".join(held.rows.values())
    assert hidden.encode() not in kept and sources[-1]["id"].encode() in kept
