"""Choices of people and what conversations were about, as they stood before there were migrations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, unless an earlier version of the bot has made them."""
    op.create_table(
        "person",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(8)),
        sa.Column("country", sa.String(8)),
        sa.Column("last_seen", sa.Date, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "recent",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("article", sa.String(40)),
        sa.Column("unknowns", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        if_not_exists=True,
    )
