"""``content/`` -> an immutable Catalogue and every fault that was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.catalogue.build import build
from bot.catalogue.checks import RULES, run
from bot.catalogue.content import Content
from bot.catalogue.model import Catalogue
from bot.catalogue.reader import read
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


def load(folder: Path, today: date, *, max_age_days: int = MAX_AGE_DAYS) -> Loaded:
    """Read and check ``folder``; never raises for what somebody wrote in it.

    ``today`` is what dates are judged by; an article checked more than ``max_age_days`` ago is
    overdue.
    """
    content, files, problems = read(folder, today, max_age_days)
    problems = sorted({*problems, *run(content)})
    broken = any(one.level is Level.ERROR and RULES[one.rule].breaks for one in problems)
    catalogue = None if broken else build(content, files.version)
    return Loaded(catalogue, tuple(problems), _counts(content))


def _counts(content: Content) -> Counts:
    texts = [text for text in content.texts if text.front is not None]
    states = []
    for code in sorted(content.languages):
        read = [text.reviewed for text in texts if text.language == code]
        states.append(State(code, read.count(False), read.count(True)))
    return Counts(len(content.articles), tuple(states), len(content.contacts))
