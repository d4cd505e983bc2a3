"""The record of who read which texts: words of a command line -> ``translation:`` of the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from bot.catalogue.checks.dates import future
from bot.catalogue.model import Catalogue, Review
from bot.catalogue.schema import ReviewEntry
from bot.catalogue.translation import with_review
from bot.errors import ThangdeeError
from bot.review.exchange import exchange
from bot.review.selection import unknown
from bot.terminal import visible

_KEYS = {
    "reviewer": 'reviewer="Noy S.": who read the texts',
    "on": "on=2026-12-01: the day on which they were read",
    "language": "language=lo: the language of the texts",
}
_BOM = "\ufeff"


@dataclass(slots=True)
class _Order:
    """What was asked for: values by key, and articles with the digest on their sheet, if given."""

    values: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str | None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def record(
    catalogue: Catalogue, folder: Path, words: Sequence[str], default: str, today: date
) -> list[str]:
    """Write into the articles below ``folder`` who read their texts; return lines that tell of it.

    ``words`` are ``reviewer=NAME``, ``on=YYYY-MM-DD``, perhaps ``language=CODE`` (else ``default``),
    and ids of articles, each perhaps with the digest on its sheet: ``passport@3f9a01bc``. An older
    record is replaced. Raises :class:`ThangdeeError` with a line for each fault; no file has changed
    then.
    """
    order = _order(words)
    language = order.values.get("language", default)
    review = _review(order, today)
    order.faults += _unfit(catalogue, order, language)
    if order.faults or review is None:
        raise ThangdeeError("\n".join([*order.faults, "Nothing was recorded."]))
    changes: dict[Path, tuple[bytes, bytes]] = {}
    told = []
    for name in order.articles:
        text = catalogue.articles[name].texts[language]
        path = folder / language / catalogue.articles[name].topic / f"{name}.md"
        changes[path] = _change(path, replace(review, of=text.digest))
        before = f", no longer {_said(text.review)}" if text.review else ""
        told.append(f"{path}: reviewed by {_said(review)}{before}")
    exchange(changes)
    public = (
        f"'{review.by}' is public now: the name stands in the files, which others may copy. If only "
        "initials are wanted, record again with them."
    )
    return [*told, public]


def _order(words: Sequence[str]) -> _Order:
    order = _Order()
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            name, _, seen = word.partition("@")
            order.articles[name] = seen or None
        elif key not in _KEYS:
            order.faults.append(f"'{key}=' is not known; write {', '.join(f'{k}=' for k in _KEYS)}")
        elif key in order.values:
            order.faults.append(f"'{key}=' stands there twice; keep one of the two")
        else:
            order.values[key] = value
    missing = [told for key, told in _KEYS.items() if key not in (*order.values, "language")]
    order.faults += [f"missing: {told}" for told in missing]
    if not order.articles:
        order.faults.append("missing: the ids of the articles, as they stand on the sheets")
    return order


def _review(order: _Order, today: date) -> Review | None:
    """Return who read the texts and when; notes what is wrong with either."""
    by, on = (order.values.get(key) for key in ("reviewer", "on"))
    if by is not None and not (any(map(str.isalpha, by)) and visible(by) == " ".join(by.split())):
        order.faults.append(f"reviewer='{visible(by)}' is no name; write one, or initials")
        return None
    if by is None or on is None:
        return None
    try:
        entry = ReviewEntry.model_validate({"by": by, "on": on})
    except ValidationError as error:
        what = error.errors()[0]["msg"].removeprefix("Value error, ")
        order.faults.append(f"on={on} {what}")
        return None
    if entry.on > today:
        order.faults.append(f"on={future(on, today.isoformat())}")
    return Review(entry.by, entry.on)


def _unfit(catalogue: Catalogue, order: _Order, language: str) -> Iterator[str]:
    """Yield why a text of ``language`` cannot be recorded."""
    if language not in catalogue.languages:
        yield f"there is no language '{language}'; write language= and one of " + ", ".join(
            sorted(catalogue.languages)
        )
        return
    for name, seen in order.articles.items():
        article = catalogue.articles.get(name)
        if article is None and name in catalogue.topics:
            yield f"'{name}' is a topic; name the articles of it that were read"
        elif article is None:
            yield unknown("article", name, catalogue.articles)
        elif language not in article.texts:
            yield f"'{name}' has no text in '{language}', so nobody can have read it"
        elif seen not in (None, article.texts[language].digest):
            yield (
                f"'{name}' is no longer the text on that sheet ({seen}, now "
                f"{article.texts[language].digest}); print it anew and show what has changed"
            )


def _change(path: Path, review: Review) -> tuple[bytes, bytes]:
    """Return the bytes of an article's file as they are and with ``review``."""
    try:
        before = path.read_bytes()
    except OSError as error:
        raise ThangdeeError(
            f"{path}: cannot be read ({error.strerror}); mend that and run the command again. "
            "Nothing was recorded."
        ) from error
    text = before.decode("utf-8", errors="surrogateescape")
    mark = _BOM if text.startswith(_BOM) else ""
    after = with_review(text.removeprefix(_BOM), review)
    if after is None:
        raise ThangdeeError(
            f"{path}: 'translation' is written in a way that this command cannot change; write "
            "'translation: drafted' there and run it again. Nothing was recorded."
        )
    return before, (mark + after).encode("utf-8", errors="surrogateescape")


def _said(review: Review) -> str:
    return f"{review.by} on {review.on.isoformat()}"
