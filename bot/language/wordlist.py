"""The words of the field, as ``concepts.yaml`` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from bot import kept, yamlfile
from bot.errors import ThangdeeError

_FILE = Path(__file__).with_name("concepts.yaml")
_Words = Mapping[str, Mapping[str, list[str]]]
_KIND: TypeAdapter[_Words] = TypeAdapter(_Words)


@cache
def words_of_the_field() -> _Words:
    """Return the words by concept, then by language: ``en``, ``lo``, ``th``, ``latin``.

    Raises ThangdeeError if the file is faulty.
    """
    return kept.own("words", _KIND, _read)


def _read() -> _Words:
    document = yamlfile.parse(_FILE.read_text(encoding="utf-8"), _FILE.name)
    if document.problems or not isinstance(document.data, dict):
        raise ThangdeeError(f"{_FILE.name} is damaged: {document.problems}; install the bot again")
    return document.data
