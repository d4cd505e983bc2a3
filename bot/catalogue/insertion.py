"""Adding an entry to catalogue.yaml as text, so that comments and layout stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from bot.yamlfile import Document, Path, parse

_DASH = re.compile(r"( *)- ")
_EMPTY = re.compile(r"(articles:)\s*\[\s*\](?=\s*(?:#.*)?$)")


def insert_article(text: str, topic: int, entry: Mapping[str, str]) -> str | None:
    """Return ``text`` with ``entry`` (keys and values as YAML) as last article of a topic.

    ``topic`` is its number in the list, from 0. None when that cannot be done by adding lines
    (articles in brackets on one line): the result is read again, and only one that holds exactly the
    old data and the new entry is returned.
    """
    document = parse(text, "")
    changed = _inserted(text, document, ("topics", topic, "articles"), entry)
    return changed if _adds_only(changed, document, topic, entry) else None


def _inserted(text: str, document: Document, at: Path, entry: Mapping[str, str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    inside = [line for path, (line, _) in document.places.items() if path[: len(at)] == at]
    key_line, key_column = document.key_places.get(at, (1, 1))
    last = max(inside, default=key_line)
    first_line = document.places.get((*at, 0), (key_line, 1))[0]
    dash = _DASH.match(lines[first_line - 1])
    indent = dash[1] if dash and first_line != key_line else " " * (key_column + 1)
    lines[key_line - 1] = _EMPTY.sub(r"\1", lines[key_line - 1])
    # Whatever is indented more deeply (a comment, the rest of a folded text) belongs to that entry.
    while last < len(lines) and lines[last].startswith(indent + " ") and lines[last].strip():
        last += 1
    new = [f"{indent}{'  ' if number else '- '}{key}: {value}"
           for number, (key, value) in enumerate(entry.items())]  # fmt: skip
    return newline.join([*lines[:last], *new, *lines[last:]])


def _adds_only(changed: str, before: Document, topic: int, entry: Mapping[str, str]) -> bool:
    added = parse("\n".join(f"{key}: {value}" for key, value in entry.items()), "").data
    expected = deepcopy(before.data)
    articles = expected["topics"][topic].get("articles") or []
    expected["topics"][topic]["articles"] = [*articles, added]
    after = parse(changed, "")
    return not after.problems and bool(after.data == expected)
