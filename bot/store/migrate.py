"""Bringing the tables of a database to this version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    inspect,
    text,
)

from bot.errors import ThangdeeError
from bot.store.base import Base

LATEST = "0003"
"""The newest file of ``migrations/versions``; a test keeps it so."""

VERSION_TABLE = "alembic_version"

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x7468616E
"""A number of our own for PostgreSQL's advisory lock: "than" in ASCII."""


def upgrade(connection: Connection) -> None:
    """Bring the tables to :data:`LATEST` in the transaction of ``connection``; the caller commits.

    Processes that start together do it one after the other. Raises ThangdeeError for a database that a
    newer version has changed already.
    """
    if version(connection) == LATEST:
        return  # the usual start
    alone(connection)
    if version(connection) == LATEST:
        return  # another one did it while this one waited
    if inspect(connection).get_table_names():
        bring(connection, LATEST)
    else:
        _make(connection)


def _make(connection: Connection) -> None:
    """Make the tables of :data:`LATEST`, in an empty database.

    Alembic would take a quarter of a second and 7 MB, which the process then keeps for good.
    """
    Base.metadata.create_all(connection)
    stamp = Table(
        VERSION_TABLE,
        MetaData(),
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
    )
    stamp.create(connection)
    connection.execute(stamp.insert().values(version_num=LATEST))


def alone(connection: Connection) -> None:
    """Begin a transaction in which no other process changes the tables."""
    connection.rollback()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def bring(connection: Connection, wanted: str) -> None:
    """Bring the tables up to the version ``wanted`` in the transaction that :func:`alone` began.

    Raises ThangdeeError for a database that a newer version has changed already.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, wanted)
    except CommandError as error:
        raise ThangdeeError(
            f"the database was changed by a newer Thangdee (its tables are of version "
            f"'{version(connection)}', this one knows up to '{LATEST}'); install that version again, "
            "or restore a copy of the database from before"
        ) from error


def known() -> list[str]:
    """Return the versions that the tables have had, the latest first."""
    from alembic.script import ScriptDirectory

    return [each.revision for each in ScriptDirectory(str(_FOLDER)).walk_revisions()]


def version(connection: Connection) -> str | None:
    """Return the version of the tables; None without tables, or with those from before versions."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608 - ours
    return None if found is None else str(found)
