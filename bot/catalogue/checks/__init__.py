"""The checks of content: importing this package registers them all, so take RULES and run from here."""

from bot.catalogue.checks import (
    dates,
    entries,
    ids,
    lengths,
    links,
    markup,
    phones,
    places,
    presence,
    questions,
    review,
    writing,
)
from bot.catalogue.rules import RULES, run

__all__ = [
    "RULES",
    "dates",
    "entries",
    "ids",
    "lengths",
    "links",
    "markup",
    "phones",
    "places",
    "presence",
    "questions",
    "review",
    "run",
    "writing",
]
