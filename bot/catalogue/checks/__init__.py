"""The checks of content: importing this package registers them all, so take RULES and run from here."""

from bot.catalogue.checks import (
    dates,
    entries,
    figures,
    ids,
    lengths,
    links,
    markup,
    phones,
    places,
    presence,
    questions,
    writing,
)
from bot.catalogue.rules import RULES, run

__all__ = [
    "RULES",
    "dates",
    "entries",
    "figures",
    "ids",
    "lengths",
    "links",
    "markup",
    "phones",
    "places",
    "presence",
    "questions",
    "run",
    "writing",
]
