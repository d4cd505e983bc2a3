"""The words of the field, as ``concepts.yaml`` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot import yamlfile
from bot.errors import ThangdeeError

_FILE = Path(__file__).with_name("concepts.yaml")


@cache
def words_of_the_field() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the words by concept, then by language: ``en``, ``lo``, ``th``, ``latin``.

    Raises ThangdeeError if the file is faulty.
    """
    document = yamlfile.parse(_FILE.read_text(encoding="utf-8"), _FILE.name)
    if document.problems or not isinstance(document.data, dict):
        raise ThangdeeError(f"{_FILE.name} is damaged: {document.problems}; install the bot again")
    return document.data
