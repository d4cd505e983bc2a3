"""Every store test runs on SQLite and on a PostgreSQL of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.store import Store

KEY = b"the operator's own random key...."


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
