"""What a content folder gave: a catalogue, what is wrong with it, how much it is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.model import Catalogue
from bot.problems import Level, Problem

MAX_AGE_DAYS = 365
"""An article that nobody has checked for longer is overdue."""


@dataclass(frozen=True, slots=True)
class State:
    """How many texts of a language no native speaker has read as they are now, and how many are read."""

    language: str
    drafted: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: for the line that closes a report. ``states``: one per language, by code."""

    articles: int
    states: tuple[State, ...]
    contacts: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a content folder gave. ``problems`` are sorted by file and line.

    ``catalogue`` is None when an error leaves nothing usable: a file that cannot be read, an id that
    leads nowhere. With any other error it is there, so that one slip does not stop a bot from
    starting; a running bot keeps what it has until :attr:`errors` is empty.
    """

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    counts: Counts

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended; the others are warnings."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)
