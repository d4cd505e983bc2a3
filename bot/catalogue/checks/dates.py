"""Dates: texts that nobody has checked for long, and days that have not come yet."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.content import Content, Fault, Placed
from bot.catalogue.rules import rule
from bot.catalogue.schema import ContactEntry, FactEntry, SourceEntry
from bot.problems import Level


@rule("overdue", Level.WARNING)
def overdue(content: Content) -> Iterator[Fault]:
    """Nobody has checked the article or checklist for a year. Call the numbers, look at the
    sources, mend what changed in all languages, then set `checked:` to today."""
    for article in content.pages():
        age = (content.today - article.value.checked).days
        if age > content.max_age_days:
            what = f"'{article.value.id}' was last checked {age} days ago"
            limit = f"(at most {content.max_age_days})"
            yield article.fault(f"{what} {limit}; check it again and set today's date", "checked")


@rule("future-date")
def future_date(content: Content) -> Iterator[Fault]:
    """A date (`checked`, `on`, `as_of`, `since`) lies in the future. Write the day on which it was
    really done."""
    today = content.today.isoformat()
    for article in content.pages():
        if article.value.checked > content.today:
            yield article.fault(future(article.value.checked.isoformat(), today), "checked")
    entries: list[Placed[SourceEntry] | Placed[ContactEntry] | Placed[FactEntry]] = [
        *content.sources,
        *content.contacts,
        *content.facts,
    ]
    for entry in entries:
        if entry.value.as_of > today:
            yield entry.fault(future(entry.value.as_of, today), "as_of")
    for value in content.values:
        if value.value.since is not None and value.value.since > today:
            yield value.fault(future(value.value.since, today), "since")
    for text in content.texts:
        translation = text.front.translation if text.front else None
        if translation and translation.reviewed.on > content.today:
            day = translation.reviewed.on.isoformat()
            yield text.fault(future(day, today), "translation", "reviewed", "on")


def future(day: str, today: str) -> str:
    """Return what is wrong with a day after today; both are written as in the files."""
    return f"{day} lies in the future (today is {today}); write the day on which it was really done"
