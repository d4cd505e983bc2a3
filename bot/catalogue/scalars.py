"""All texts of a YAML document, with their paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.yamlfile import Document, Path


def scalars(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield every text value of ``document``."""
    yield from _scalars(document.data, ())


def _scalars(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _scalars(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _scalars(inner, (*path, number))
