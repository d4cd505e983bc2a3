"""Bringing the tables of a database to this version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import ThangdeeError

LATEST = "0003"
"""The newest file of ``migrations/versions``; a test keeps it so."""

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x7468616E
"""A number of our own for PostgreSQL's advisory lock: "than" in ASCII."""


def upgrade(connection: Connection) -> None:
    """Bring the tables to :data:`LATEST` in the transaction of ``connection``; the caller commits.

    Processes that start together do it one after the other. Raises ThangdeeError for a database that a
    newer version has changed already.
    """
    if _version(connection) == LATEST:
        return  # the usual start: Alembic, which takes a quarter of a second, is not even imported
    connection.rollback()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise ThangdeeError(
            f"the database was changed by a newer Thangdee (its tables are of version "
            f"'{_version(connection)}', this one knows up to '{LATEST}'); install that version again, "
            "or restore a copy of the database from before"
        ) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)
