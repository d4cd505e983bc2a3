"""Partners, counts, unanswered questions, messages to hide, reminders and alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables."""
    op.add_column("person", sa.Column("partner", sa.String(20)))
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("event", sa.String(16), primary_key=True),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("script", sa.String(8), primary_key=True),
        sa.Column("article", sa.String(40), primary_key=True),
        sa.Column("partner", sa.String(20), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "unanswered",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("text", sa.String(500), primary_key=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("script", sa.String(8), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "message",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("message_id", sa.BigInteger, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("message_at", "message", ["at"])
    op.create_table(
        "reminder",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("due", sa.Date, primary_key=True),
        sa.Column("next_on", sa.Date, nullable=False),
        sa.Column("claimed_until", sa.BigInteger, nullable=False),
    )
    op.create_index("reminder_next_on", "reminder", ["next_on"])
    op.create_table(
        "subscription",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.String(16), primary_key=True),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("topic", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("created", sa.Date, nullable=False),
        sa.Column("corrects", sa.Integer, sa.ForeignKey("alert.id")),
        sa.Column("unreachable", sa.Integer, nullable=False),
        sa.Column("ended", sa.Date),
    )
    op.create_table(
        "alert_text",
        sa.Column("alert_id", sa.Integer, sa.ForeignKey("alert.id"), primary_key=True),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "delivery",
        sa.Column("alert_id", sa.Integer, sa.ForeignKey("alert.id"), primary_key=True),
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("claimed", sa.Float(53)),
    )
    op.create_index("delivery_status", "delivery", ["alert_id", "status"])
    op.create_table(
        "alert_watch",
        sa.Column("alert_id", sa.Integer, sa.ForeignKey("alert.id"), primary_key=True),
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("shown", sa.String(80), nullable=False),
    )
