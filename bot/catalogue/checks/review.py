"""Approvals: the text that a native speaker read is the one that stands there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.content import Content, Fault
from bot.catalogue.rules import rule
from bot.problems import Level


@rule("changed-since-review", Level.WARNING)
def changed_since_review(content: Content) -> Iterator[Fault]:
    """A text has changed since a native speaker read it, so it counts as drafted again. Show the
    reader what changed and record it anew (`thangdee review --record`), or write `translation:
    drafted`."""
    for text in content.texts:
        review = text.review
        if review is not None and not text.reviewed:
            read = f"{review.by} read this text on {review.on.isoformat()}; it has changed since"
            remedy = "show what changed and record it anew, or write 'translation: drafted'"
            yield text.fault(f"{read} and counts as drafted; {remedy}", "translation")
