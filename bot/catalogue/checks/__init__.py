"""The checks of content: importing this package registers them all, so take RULES and run from here."""

from bot.catalogue.checks import (
    checklists,
    dates,
    entries,
    figures,
    glossary,
    ids,
    lengths,
    links,
    markup,
    partners,
    phones,
    places,
    presence,
    questions,
    review,
    values,
    writing,
)
from bot.catalogue.rules import RULES, run

__all__ = [
    "RULES",
    "checklists",
    "dates",
    "entries",
    "figures",
    "glossary",
    "ids",
    "lengths",
    "links",
    "markup",
    "partners",
    "phones",
    "places",
    "presence",
    "questions",
    "review",
    "run",
    "values",
    "writing",
]
