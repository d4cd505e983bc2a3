"""A report on a small content, and what it was made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.i18n import translators
from bot.report.words import Words
from tests.catalogue.tree import TODAY, write


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Two articles, police (help-now) and wages (complaints), in Lao and English."""
    write(tmp_path, {})
    found = load(tmp_path / "content", TODAY).catalogue
    assert found is not None
    return found


@pytest.fixture
def both(catalogue: Catalogue) -> Words:
    """Lao and English beside each other."""
    return Words(catalogue, list(translators(("lo", "en")).values()))


@pytest.fixture
def english(catalogue: Catalogue) -> Words:
    """English alone."""
    return Words(catalogue, list(translators(("en",)).values()))
