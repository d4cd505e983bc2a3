"""What targets share: the content of this repository and what was learned from it, read once."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from bot.catalogue.model import Catalogue
from bot.config import Settings, load_settings
from bot.i18n import translator
from bot.knowledge import Library
from handlers.view import View
from tests.e2e.conftest import ROOT

LANGUAGES = ("lo", "en")
COUNTRIES = (None, "TH", "other")


@cache
def settings() -> Settings:
    """Return the settings of this repository."""
    return load_settings(ROOT / "config.yaml")


@cache
def library() -> Library:
    """Return the content in use; what is learned from it is kept beside that of other tests."""
    learned = ROOT / ".pytest_cache/learned"
    return Library.open(ROOT / "content", datetime.now(UTC).date(), learned=learned)


def catalogue() -> Catalogue:
    """Return the content of this repository."""
    return library().current.catalogue


@cache
def views() -> tuple[View, ...]:
    """Return what readers of each language in some countries see."""
    return tuple(
        View(translator(language), catalogue(), settings(), country, "thangdee_bot")
        for language in LANGUAGES
        for country in COUNTRIES
    )
