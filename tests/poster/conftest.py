"""A small catalogue with partners, and ours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from tests.catalogue.tree import TODAY, write

ROOT = Path(__file__).parents[2]

PARTNERS = """\
partners:
  - {id: radio, name: {en: Village Radio, lo: ວິທະຍຸບ້ານ}, logo: radio.svg}
  - {id: twenty-letters-long1, name: {en: School}}
"""

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20" fill="#f0f"/></svg>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with two partners, one of whom has a logo."""
    files = {"content/partners.yaml": PARTNERS, "content/logos/radio.svg": LOGO}
    write(tmp_path, files)
    return tmp_path / "content"


@pytest.fixture
def small(folder: Path) -> Catalogue:
    """The small catalogue of that folder."""
    found = load(folder, TODAY)
    assert found.catalogue is not None, found.problems
    return found.catalogue


@pytest.fixture(scope="session")
def ours() -> Catalogue:
    """Our own catalogue."""
    found = load(ROOT / "content", datetime.now(UTC).date())
    assert found.catalogue is not None
    return found.catalogue
