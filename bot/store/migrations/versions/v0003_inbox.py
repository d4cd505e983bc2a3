"""Updates on their way through a webhook, and leases of the processes that serve."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("taken_by", sa.String(32)),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("inbox_at", "inbox", ["at"])
    waiting = sa.text("body IS NOT NULL")
    for name, columns in (
        ("inbox_chat", ["key", "update_id"]),
        ("inbox_next", ["rank", "update_id"]),
    ):
        op.create_index(name, "inbox", columns, sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "lease",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("until", sa.Float(53), nullable=False),
    )
