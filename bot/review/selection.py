"""Which articles are meant: words of a command line -> articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from bot.catalogue.model import Article, Catalogue
from bot.errors import ThangdeeError


def chosen(catalogue: Catalogue, names: Sequence[str]) -> list[Article]:
    """Return the articles that ``names`` (ids of articles or topics) mean, in the menu's order.

    All articles without a name. Raises :class:`ThangdeeError` with a line for each unknown name.
    """
    known = [*catalogue.articles, *catalogue.topics]
    faults = [unknown("article or topic", name, known) for name in names if name not in known]
    if faults:
        raise ThangdeeError("\n".join(faults))
    return [
        one
        for one in catalogue.articles.values()
        if not names or one.id in names or one.topic in names
    ]


def unknown(kind: str, name: str, known: Iterable[str], file: str = "catalogue.yaml") -> str:
    """Return what to tell somebody who wrote ``name`` where one of the ids ``known`` was expected.

    ``file`` is where they stand.
    """
    near = nearest(name, known)
    hint = f"did you mean '{near}'?" if near else f"the ids stand in {file}"
    return f"there is no {kind} '{name}'; {hint}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that is most like ``name``, if any is like it."""
    near = get_close_matches(name, sorted(known), n=1)
    return near[0] if near else None
