"""The files of a new article, ready to be filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bot.catalogue.checks.ids import MAX_ID, well_formed_id
from bot.catalogue.insertion import insert_article
from bot.catalogue.reader import LANGUAGE_FILE
from bot.errors import ProblemsError, ThangdeeError
from bot.yamlfile import parse

_ENTRY = {"icon": '"📄"', "sources": "[]", "contacts": "[]", "related": "[]", "facts": "[]"}

_TEXT = """\
---
# Lines that begin with # are notes for you; delete them when you are done.
# content/README.md explains every line. `thangdee check` says what is still missing.
title: TODO                   # at most 40 characters, in words people use: it becomes a button
# What to do first: 3 to 5 short sentences, plain text, at most 600 characters.
# The bot lists contacts with their numbers under it, so say "call the number below".
summary: >-
  TODO
# 8 to 15 ways in which different people really ask: stories, half sentences, single words.
questions:
  - TODO
# drafted: no native speaker has read the text yet. `thangdee review` prints it for one to read,
# `thangdee review --record` writes down here who did.
translation: drafted
# Below: every "## " heading begins a new screen of at most 12 short lines. First steps, then details.
# Numbers are linked, never written: [words](contact:id). Other articles: [words](article:id).
# Wages, fees and fines are named, not typed: {{name-of-a-value}}; values.yaml lists them.
# State only what an entry of facts/ says. Name it under facts, and its source, in catalogue.yaml.
---
## TODO
1. TODO
"""


def scaffold(folder: Path, topic: str, article_id: str, today: date) -> list[Path]:
    """Write the files of a new article in every language and its entry at the end of its topic.

    Returns the paths written, ``catalogue.yaml`` last. Nothing is written, and ThangdeeError raised,
    for an unknown topic, an id that exists or is not well-formed, a catalogue that cannot be read,
    or a file that stands in the way.
    """
    catalogue = folder / "catalogue.yaml"
    before = _read(catalogue)
    number = _place_for(parse(before, str(catalogue)).data, topic, article_id)
    entry = {"id": article_id, **_ENTRY, "checked": today.isoformat()}
    order = ("id", "icon", "checked", "sources", "contacts", "related", "facts")
    after = insert_article(before, number, {key: entry[key] for key in order})
    if after is None:
        raise ThangdeeError(
            f"{catalogue}: the articles of '{topic}' are not written as a list that can be added "
            "to; write them as '- id: …' lines, one under the other"
        )
    languages = sorted(path.parent for path in folder.glob(f"*/{LANGUAGE_FILE}"))
    texts = [language / topic / f"{article_id}.md" for language in languages]
    for path in texts:
        if path.exists():
            raise ThangdeeError(f"{path} exists already; move or delete it, or choose another id")
    try:
        for path in texts:
            path.parent.mkdir(exist_ok=True)
            path.write_text(_TEXT, encoding="utf-8")
        catalogue.write_bytes(after.encode())
    except OSError as error:
        raise ThangdeeError(f"{error.filename} cannot be written: {error.strerror}") from error
    return [*texts, catalogue]


def _read(catalogue: Path) -> str:
    """Return the text with its own line ends, refusing one that could not be added to."""
    try:
        text = catalogue.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThangdeeError(f"{catalogue} cannot be read: {error}; mend it first") from error
    document = parse(text, str(catalogue))
    if document.problems:
        raise ProblemsError(document.problems)
    return text


def _place_for(data: Any, topic: str, article_id: str) -> int:
    """Return the number of the topic in the list, or refuse topic or id."""
    topics = data.get("topics") if isinstance(data, dict) else None
    listed = topics if isinstance(topics, list) else []
    ids = [one.get("id") if isinstance(one, dict) else None for one in listed]
    if topic not in ids:
        topics_are = ", ".join(one for one in ids if isinstance(one, str)) or "none yet"
        raise ThangdeeError(f"there is no topic '{topic}'; the topics are: {topics_are}")
    if not well_formed_id(article_id):
        raise ThangdeeError(
            f"'{article_id}' cannot be an id: use small letters a-z, digits and single hyphens, at "
            f"most {MAX_ID} signs, because Telegram's buttons and links carry no more"
        )
    for one in listed:
        articles = one.get("articles") if isinstance(one, dict) else None
        for item in articles if isinstance(articles, list) else []:
            if isinstance(item, dict) and item.get("id") == article_id:
                raise ThangdeeError(
                    f"'{article_id}' exists already under '{one.get('id')}'; choose another id"
                )
    return ids.index(topic)
