"""The second layout: what extractors other than the embedded one were asked, and answered."""

import sqlalchemy as sa
from alembic import op

revision = "layout_2"
down_revision = "layout_1"


def upgrade() -> None:
    """From the first."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("extractor", sa.String(100), nullable=False),
        sa.Column("version", sa.String(200), nullable=False),
        sa.Column("prompt", sa.String(100), nullable=False),
        sa.Column("piece", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=True),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("address", sa.Text, nullable=True),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
