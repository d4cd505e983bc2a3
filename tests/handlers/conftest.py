"""The real content and settings, as pages are drawn from them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from tests.e2e.conftest import ROOT, House, running, settings_in


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content of this repository."""
    found = load(ROOT / "content", date(2026, 11, 22)).catalogue
    assert found
    return found


@pytest.fixture(scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A running bot, for what needs a Telegram to be told apart."""
    async with running(settings_in(tmp_path_factory.mktemp("house"))) as found:
        yield found
