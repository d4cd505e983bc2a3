"""Writing a review into an article's file as text, so that everything else stays as it is."""

from __future__ import annotations

from bot.catalogue.markdown import split_front_matter
from bot.catalogue.model import Review
from bot.yamlfile import Place, parse

_FIRST_LINE = 2
"""Where the front matter begins in its file, below the line ``---``."""


def with_review(text: str, review: Review) -> str | None:
    """Return ``text``, an article's whole file, with ``review`` in place of its ``translation``.

    Only that value is written anew; comments beside it, other lines and line ends stay. None when it
    cannot be done so: the result is read again, and only one that holds exactly the old words and the
    new review is returned.
    """
    split = split_front_matter(text)
    document = parse(split.front or "", "", first_line=_FIRST_LINE)
    translation = document.data.get("translation") if isinstance(document.data, dict) else None
    if translation is None or document.problems:
        return None
    entry = {"by": review.by, "on": review.on.isoformat()}
    entry |= {"of": review.of} if review.of else {}
    written = f"{{{', '.join(f'{key}: {_quoted(value)}' for key, value in entry.items())}}}"
    within = isinstance(translation, dict) and "reviewed" in translation
    at = ("translation", "reviewed") if within else ("translation",)
    start, end = _offset(text, document.places[at]), _offset(text, document.ends[at])
    changed = text[:start] + (written if within else f"{{reviewed: {written}}}") + text[end:]
    after = split_front_matter(changed)
    front = parse(after.front or "", "", first_line=_FIRST_LINE)
    expected = document.data | {"translation": {"reviewed": entry}}
    whole = not front.problems and front.data == expected and after.body == split.body
    return changed if whole else None


def _quoted(value: str) -> str:
    """Return ``value`` in quotes, within which nothing has a meaning in YAML."""
    return "'" + value.replace("'", "''") + "'"


def _offset(text: str, place: Place) -> int:
    line, column = place
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1
