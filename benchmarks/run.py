"""All figures of one run, and the medians over its draws."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.baselines import ENGINES
from benchmarks.measure import Outcome, Score
from benchmarks.whole_bot import Start

BY_EXAMPLES = "by-examples"
BY_LABELS = "by-labels"
BANKING77 = ("banking77-5", "banking77-10", "banking77-all")
WITHHELD = "withheld-10"
PROJECT = "project"
"""Names of tasks."""
GROUPS = ("clean", "typo 16", "typo 8")
SCRIPTS = {
    "lao": "Lao", "latin-en": "English", "thai": "Thai script", "latin-lo": "Latin Lao",
    "mixed": "mixed",
}  # fmt: skip
"""What the scripts of the question sets are called in tables."""


@dataclass(frozen=True, slots=True)
class Run:
    """``machine`` says what it was measured on; ``cold`` and ``warm`` are starts of the bot itself."""

    machine: str
    cold: Start
    warm: Start
    outcomes: tuple[Outcome, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Run:
        """Return the run that ``asdict`` gave."""
        outcomes = tuple(Outcome.from_json(one) for one in data["outcomes"])
        return cls(data["machine"], Start(**data["cold"]), Start(**data["warm"]), outcomes)

    def engines(self, task: str) -> list[str]:
        """Return the engines that were asked ``task``, in the order of the tables."""
        return [engine for engine in ENGINES if self.of(engine, task)]

    def of(self, engine: str, task: str) -> list[Outcome]:
        """Return the outcomes of ``engine`` on ``task``: one per draw, or per size."""
        return [one for one in self.outcomes if (one.engine, one.task) == (engine, task)]

    def median(self, engine: str, task: str, figure: Callable[[Outcome], float]) -> float | None:
        """Return the median of ``figure`` over the draws; None if there is none."""
        found = [figure(one) for one in self.of(engine, task) if not one.failed]
        return statistics.median(found) if found else None

    def score(
        self, engine: str, task: str, group: str, figure: Callable[[Score], float | None]
    ) -> float | None:
        """Return the median over the draws of a figure of one group; None if there is none."""
        found = [
            value
            for one in self.of(engine, task)
            if group in one.scores and (value := figure(one.scores[group])) is not None
        ]
        return statistics.median(found) if found else None


def first(score: Score) -> float:
    """Return accuracy@1."""
    return score.first


def among_three(score: Score) -> float:
    """Return accuracy@3."""
    return score.among_three


def known_from_strange(score: Score) -> float | None:
    """Return the AUROC."""
    return score.auroc


def median_ms(score: Score) -> float:
    """Return the median time of a question."""
    return score.median_ms


def p99_ms(score: Score) -> float:
    """Return the time that one question in a hundred exceeds."""
    return score.p99_ms
