"""Dates: texts that nobody has checked for long, and days that have not come yet."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.content import Content, Fault
from bot.catalogue.rules import rule
from bot.problems import Level


@rule("overdue", Level.WARNING)
def overdue(content: Content) -> Iterator[Fault]:
    """Nobody has checked the article for a year. Call the numbers, look at the sources, mend what
    changed in all languages, then set `checked:` to today."""
    for article in content.articles:
        age = (content.today - article.value.checked).days
        if age > content.max_age_days:
            what = f"'{article.value.id}' was last checked {age} days ago"
            limit = f"(at most {content.max_age_days})"
            yield article.fault(f"{what} {limit}; check it again and set today's date", "checked")


@rule("future-date")
def future_date(content: Content) -> Iterator[Fault]:
    """A date (`checked`, `on`, `as_of`) lies in the future. Write the day on which it was really
    done."""
    today = content.today.isoformat()
    for article in content.articles:
        if article.value.checked > content.today:
            yield article.fault(_future(article.value.checked.isoformat(), today), "checked")
    for source in content.sources:
        if source.value.as_of > today:
            yield source.fault(_future(source.value.as_of, today), "as_of")
    for contact in content.contacts:
        if contact.value.as_of > today:
            yield contact.fault(_future(contact.value.as_of, today), "as_of")
    for fact in content.facts:
        if fact.value.as_of > today:
            yield fact.fault(_future(fact.value.as_of, today), "as_of")
    for text in content.texts:
        translation = text.front.translation if text.front else None
        if translation and translation.reviewed.on > content.today:
            day = translation.reviewed.on.isoformat()
            yield text.fault(_future(day, today), "translation", "reviewed", "on")


def _future(day: str, today: str) -> str:
    return f"{day} lies in the future (today is {today}); write the day on which it was really done"
