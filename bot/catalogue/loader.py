"""``content/`` -> an immutable Catalogue and every fault that was found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.catalogue.build import build
from bot.catalogue.checks import RULES, run
from bot.catalogue.content import Content
from bot.catalogue.loaded import MAX_AGE_DAYS, Counts, Loaded, State
from bot.catalogue.reader import read
from bot.problems import Level

__all__ = ["MAX_AGE_DAYS", "Counts", "Loaded", "State", "load"]


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
