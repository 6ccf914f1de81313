"""The first layout: the log, what its entries hold, the keepers, the salts."""

import sqlalchemy as sa
from alembic import op

revision = "layout_1"
down_revision = None


def upgrade() -> None:
    """From an empty file."""
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("open", sa.Text, nullable=False),
        sa.Column("decision", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_entries"),
        sa.UniqueConstraint("id", name="uq_entries_id"),
        sa.UniqueConstraint("before", name="uq_entries_before"),
        sa.UniqueConstraint("decision", name="uq_entries_decision"),
    )
    op.create_table(
        "contents",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("to_keepers", sa.Boolean, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_contents"),
        sa.ForeignKeyConstraint(["seq"], ["entries.seq"], name="fk_contents_seq"),
    )
    op.create_table(
        "keepers",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("recipient", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_keepers"),
    )
    op.create_table(
        "salts",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("to_keepers", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_salts"),
    )
