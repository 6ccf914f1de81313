"""statements.csv: every claim that is no count, whole, and as safe to open as a number."""

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest

from tollbook.publish.stated_table import COLUMNS, cell
from tollbook.tasks.build import build
from tollbook.tasks.verify import verify

LETTER = """Letter of the prisoners of Velm

17 April 1997

On 14 April 1997 12 prisoners were killed in a riot in the prison of Velm, Tajikistan. The prison held twice the
number of people for whom it was built. The government limited information about the riot. Torture was a daily norm
at the direction of the warden. The ministry promised an investigation. The massive execution of prisoners violated
the Convention against Torture. The families demand that the government publish the names of the dead.
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text(LETTER, encoding="utf-8")
    build(tmp_path / "papers", tmp_path / "d", use_cache=False)
    return tmp_path / "d"


def test_each_claim_that_is_no_count_has_its_row_and_no_other(made: Path) -> None:
    with (made / "statements.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    record = json.loads((made / "record.json").read_text(encoding="utf-8"))
    claims = [one for one in record["claims"] if one["kind"] != "count"]
    assert [row["id"] for row in table] == [one["id"] for one in claims]
    for row, claim in zip(table, claims, strict=True):
        assert (row["kind"], row["incident"], row["document"]) == (claim["kind"], claim["incident"], "letter.txt")
        assert (row["words"], row["speaker"]) == (" ".join(claim["quote"].split()), claim["speaker"] or "")
        assert LETTER[int(row["start"]) : int(row["end"])] == claim["quote"]
        assert row["states"]
        for name in {*COLUMNS} & {*claim["value"]} - {"id", "words"}:
            assert row[name] == cell(claim["value"][name])
    of = {row["kind"]: row for row in table}
    assert (of["condition"]["code"], of["access"]["code"], of["reaction"]["code"]) == (
        "overcrowding",
        "limited",
        "promise",
    )
    assert {"condition", "access", "reaction", "demand", "norm"} <= of.keys()


def test_what_says_other_than_the_record_is_found_by_who_reads_it_again(made: Path) -> None:
    assert verify(made).mismatches == ()
    table = made / "statements.csv"
    old = table.read_bytes()
    table.write_bytes(old.replace(b"limited", b"refused", 1))
    listed = (made / "MANIFEST.sha256").read_text(encoding="utf-8")
    (made / "MANIFEST.sha256").write_text(
        listed.replace(sha256(old).hexdigest(), sha256(table.read_bytes()).hexdigest()), encoding="utf-8"
    )
    assert [(one.code, one.file) for one in verify(made).mismatches] == [("differs", "statements.csv")]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), (True, "true"), (False, "false"), (3, "3"), ([], ""), (["the UN", "all"], "the UN; all"),
        ("two\nlines \t here", "two lines here"), ("=HYPERLINK(1)", "'=HYPERLINK(1)"), (["-1+1"], "'-1+1"),
    ],
)  # fmt: skip
def test_a_cell_is_one_line_and_never_a_formula(value: object, shown: str) -> None:
    assert cell(value) == shown
