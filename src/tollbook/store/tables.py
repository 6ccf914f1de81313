"""The tables of a case file, in terms that every database has."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

LAYOUTS = ("layout_1", "layout_2")  # oldest first; each is a revision in migrations/versions

# Every constraint has a name of its own, so that a later layout can change it.
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# The log. Nothing in it is ever changed.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("before", String(64), nullable=False, unique=True),
    Column("commitment", String(64), nullable=False),
    Column("open", Text, nullable=False),
    Column("decision", String(64), nullable=True, unique=True),
)

# What the entries hold, each sealed with a key of its own. To erase is to destroy a row of it.
CONTENTS = Table(
    "contents",
    METADATA,
    Column("seq", Integer, ForeignKey(ENTRIES.c.seq), primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
    Column("to_keepers", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

KEEPERS = Table(
    "keepers",
    METADATA,
    Column("code", String(32), primary_key=True),
    Column("recipient", String(100), nullable=False),
)

SALTS = Table(
    "salts",
    METADATA,
    Column("name", String(200), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("to_keepers", Boolean, nullable=False),
)

# What extractors other than the embedded one were asked, and answered. A row is replaced by a later answer to the same.
ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("extractor", String(100), nullable=False),
    Column("version", String(200), nullable=False),
    Column("prompt", String(100), nullable=False),
    Column("piece", String(64), nullable=False),
    Column("content", Text, nullable=True),
    Column("source", String(64), nullable=False),
    Column("characters", Integer, nullable=False),
    Column("address", Text, nullable=True),
    Column("by", String(32), nullable=False),
    Column("at", String(40), nullable=False),
)
