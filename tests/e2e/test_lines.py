"""No wall of text: what stands above "more" fits on the smallest phone."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.catalogue.loader import load
from tests.browser import chromium
from tests.e2e.conftest import ROOT
from tests.lines import too_long


async def test_every_screen_of_every_article_fits_in_both_languages() -> None:
    catalogue = load(ROOT / "content", today=datetime.now(UTC).date()).catalogue
    assert catalogue is not None
    async with chromium() as browser:
        found = await too_long(browser, catalogue)
    assert [(one.language, one.article, one.part, lines) for one, lines in found] == []
