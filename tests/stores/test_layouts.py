"""A case file of any layout that ever was opens in this version, and the tables are what the code says."""

import re
import runpy
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from tollbook.errors import StoreError
from tollbook.store import migrating, sqlite
from tollbook.store.book import Book
from tollbook.store.case_file import FILE, CaseFile, tell_nobody
from tollbook.store.tables import LAYOUTS, METADATA

HERE = Path(__file__).parent
MADE = runpy.run_path(str(HERE / "make_layout.py"))
LATEST = f"case-{LAYOUTS[-1].replace('_', '-')}.tollbook"
A_LATER_LAYOUT = """
import sqlalchemy as sa
from alembic import op

revision = "layout_later"
down_revision = "{last}"


def upgrade():
    with op.batch_alter_table("keepers") as keepers:
        keepers.add_column(sa.Column("note", sa.Text, nullable=False, server_default="none"))
    op.create_table("later", sa.Column("seq", sa.Integer, primary_key=True))
"""


def opened(case: Path) -> Book:
    return Book(sqlite.engine_of(case / FILE), FILE, tell_nobody)


def test_alembic_finds_no_difference_between_the_tables_and_the_code(case: Path) -> None:
    CaseFile.open(case).close()
    book = opened(case)
    with book.writing() as connection:
        command.check(migrating.config_for(connection))  # raises where there is one
    book.close()


def test_a_difference_would_be_found(case: Path) -> None:
    CaseFile.open(case).close()
    with closing(sqlite3.connect(case / FILE)) as file, file:
        file.execute("drop table salts")
    book = opened(case)
    with pytest.raises(Exception, match="New upgrade operations detected"), book.writing() as connection:
        command.check(migrating.config_for(connection))
    book.close()


def test_every_layout_is_a_revision_and_has_its_file() -> None:
    scripts = ScriptDirectory(str(HERE.parents[1] / "src" / "tollbook" / "store" / "migrations"))
    assert [one.revision for one in scripts.walk_revisions()][::-1] == list(LAYOUTS)
    assert [f"case-{name.replace('_', '-')}.tollbook" for name in LAYOUTS] == [
        path.name for path in sorted(HERE.glob("*.tollbook"))
    ]


@pytest.mark.parametrize("file", sorted(HERE.glob("*.tollbook")), ids=lambda file: file.stem)
def test_an_old_case_opens_with_all_that_was_in_it(file: Path, case: Path, decide: Any) -> None:
    shutil.copy(file, case / FILE)
    with CaseFile.open(case) as old:
        sealed = [one for one in old.decisions() if one.sealed]
        assert set(old.decisions()) == {*MADE["DECISIONS"], *sealed}
        assert [one.id for one in old.decisions()] == [
            one.id for one in sorted(old.decisions(), key=lambda one: (one.at, one.id))
        ]
        (private,) = old.private([MADE["KEY"]]).values()
        assert private == MADE["PRIVATE"] | {"reason": "She asked.", "seen": None}
        assert [entry.state for entry in old.log()] == ["whole"] * 4 + ["erased", "whole", "sealed", "whole"]
        assert len(old.salt("release", [MADE["KEY"]])) == 32
        assert old.check([MADE["KEY"]]) == ()
        assert old.append([decide(1), MADE["GONE"]]) == 1


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A version of Tollbook with one layout more."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrating.__file__).parent / "migrations", folder)
    (folder / "versions" / "layout_later.py").write_text(A_LATER_LAYOUT.format(last=LAYOUTS[-1]))
    config_for = migrating.config_for

    def with_one_more(connection: Any) -> Any:
        config = config_for(connection)
        config.set_main_option("script_location", str(folder))
        return config

    monkeypatch.setattr(migrating, "config_for", with_one_more)
    monkeypatch.setattr("tollbook.store.opening.LAYOUTS", (*LAYOUTS, "layout_later"))
    return "layout_later"


def test_nothing_in_tables_and_queries_is_sqlites_alone() -> None:
    """So that the same class can stand on PostgreSQL: what only SQLite is asked stands in one module."""
    for table in METADATA.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert not any(one.dialect_kwargs for one in (table, *table.columns, *table.constraints))
    ours = [path for path in Path(migrating.__file__).parent.rglob("*.py") if "sqlalchemy" in path.read_text()]
    special = {path.name for path in ours if re.search(r"pragma|exec_driver_sql|sqlite_master|rowid", path.read_text())}
    assert special <= {"sqlite.py"}


def layout_of(case: Path) -> str:
    with closing(sqlite3.connect(case / FILE)) as file:
        return str(file.execute("select version_num from alembic_version").fetchone()[0])


@pytest.mark.parametrize("way", ["open", "find"])
def test_a_later_version_brings_it_up_to_date(case: Path, decide: Any, later: str, way: str) -> None:
    shutil.copy(HERE / "case-layout-1.tollbook", case / FILE)
    with getattr(CaseFile, way)(case) as old:
        assert len(old.decisions()) == 5
        assert old.check([MADE["KEY"]]) == ()
    assert layout_of(case) == later
    with closing(sqlite3.connect(case / FILE)) as file:
        assert file.execute("select code, note from keepers").fetchall() == [("K1", "none")]


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    case: Path, later: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(HERE / LATEST, case / FILE)
    with closing(sqlite3.connect(case / FILE)) as file, file:
        file.execute("create table later (stands_in_the_way text)")  # the last step fails, after the first was done
    with pytest.raises(StoreError, match=r"case.tollbook could not be used"):
        CaseFile.open(case)
    assert layout_of(case) == LAYOUTS[-1]
    with closing(sqlite3.connect(case / FILE)) as file:
        assert [row[1] for row in file.execute("pragma table_info(keepers)")] == ["code", "recipient"]


def test_an_old_case_that_cannot_be_written_to_says_what_to_do(
    case: Path, later: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(HERE / LATEST, case / FILE)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreError, match=r"of an older version of Tollbook.*copy the case to another folder"):
        CaseFile.find(case)
    assert layout_of(case) == LAYOUTS[-1]
