"""Small words that carry no subject of their own, by where they may stand (``asides.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot import yamlfile
from bot.errors import ThangdeeError
from bot.language.concepts import Words

_FILE = Path(__file__).with_name("asides.yaml")


@cache
def asides() -> Mapping[str, Words]:
    """Return the words of each group, by language; raises ThangdeeError if the file is faulty."""
    document = yamlfile.parse(_FILE.read_text(encoding="utf-8"), _FILE.name)
    if document.problems or not isinstance(document.data, dict):
        raise ThangdeeError(f"{_FILE.name} is damaged: {document.problems}; install the bot again")
    return document.data
