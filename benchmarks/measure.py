"""Measures one engine on one task, in a process of its own.

    python -m benchmarks.measure ENGINE < TASK

Reads a task as JSON, prints an outcome as JSON. Times are of the processor, so that whatever else the
machine does counts little; memory is what the process grew by, the engine's packages included. Needs
Linux, which tells a process its peak memory (/proc). An engine gets as many seconds as the task says,
and :data:`MOST_MEMORY`.
"""

from __future__ import annotations

import gc
import json
import math
import resource
import sys
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.baselines import Engine, Ranked, build
from benchmarks.sets import Questions, Task

TIMED = 500
"""Questions timed in each group, before any of them was asked."""
WARMING = 20
"""Examples asked before that: the first call loads word lists and the like."""
TOP = 3
MOST_MEMORY = 8 << 30
"""Bytes of address space."""


@dataclass(slots=True)
class Answers:
    """What came of some questions: for each known one whether its label came first and among three."""

    first: list[bool] = field(default_factory=list)
    among_three: list[bool] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    strange: list[float] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def add(self, other: Answers) -> None:
        """Take in the answers to more questions."""
        self.first += other.first
        self.among_three += other.among_three
        self.known += other.known
        self.strange += other.strange
        self.ms += other.ms

    def summary(self) -> Score:
        """Return them in figures."""
        return Score(
            len(self.first),
            sum(self.first) / len(self.first),
            sum(self.among_three) / len(self.among_three),
            len(self.strange),
            auroc(self.known, self.strange) if self.strange else None,
            quantile(self.ms, 0.5),
            quantile(self.ms, 0.99),
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Accuracies are shares of ``asked``; ``auroc`` is None without strangers."""

    asked: int
    first: float
    among_three: float
    strangers: int
    auroc: float | None
    median_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine did on a task.

    ``failed`` says why there are no figures, else it is None. ``peak_mb`` is the greatest growth at any
    time, ``held_mb`` what remained after fitting.
    """

    engine: str
    task: str
    draw: int
    examples: int
    labels: int
    failed: str | None = None
    fit_s: float = 0.0
    held_mb: float = 0.0
    peak_mb: float = 0.0
    scores: dict[str, Score] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Outcome:
        """Return the outcome that ``asdict`` gave."""
        scores = {name: Score(**score) for name, score in data["scores"].items()}
        return cls(**{**data, "scores": scores})


def measure(name: str, task: Task) -> Outcome:
    """Fit the engine ``name`` on ``task`` and ask it everything; raises what the engine raises."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak so far
    before, start = megabytes("VmRSS"), time.thread_time()
    engine = build(name, task.examples, task.unrelated)
    fit_s = time.thread_time() - start
    gc.collect()
    held = megabytes("VmRSS") - before
    for example in task.examples[:WARMING]:
        engine.rank(example.text, 1)
    counted: dict[str, Answers] = defaultdict(Answers)
    for group, questions in task.questions.items():
        answers = ask(engine, questions)
        for part in dict.fromkeys((group, group.partition("/")[0])):
            counted[part].add(answers)
    return Outcome(
        name, task.name, task.draw, len(task.examples), task.labels,
        None, fit_s, held, megabytes("VmHWM") - before,
        {group: answers.summary() for group, answers in counted.items()},
    )  # fmt: skip


def ask(engine: Engine, questions: Questions) -> Answers:
    """Ask ``engine`` everything: some for the best label, by the clock, then all for three."""
    answers = Answers()
    for one in questions.asked[:TIMED]:
        start = time.thread_time()
        engine.rank(one.text, 1)
        answers.ms.append((time.thread_time() - start) * 1000)
    for one in questions.asked:
        ranked = engine.rank(one.text, TOP)
        labels = [label for label, _ in ranked]
        answers.first.append(bool(set(labels[:1]) & set(one.labels)))
        answers.among_three.append(bool(set(labels) & set(one.labels)))
        answers.known.append(_score(ranked))
    for text in questions.strangers:
        answers.strange.append(_score(engine.rank(text, 1)))
    return answers


def _score(ranked: Ranked) -> float:
    """Return the score of the first label; no label is the surest no."""
    return ranked[0][1] if ranked else -math.inf


def auroc(known: Sequence[float], strange: Sequence[float]) -> float:
    """Return how often, of all pairs, the known one scores higher; a tie counts half."""
    ordered = sorted(strange)
    below = sum(bisect_left(ordered, one) + bisect_right(ordered, one) for one in known)
    return below / (2 * len(known) * len(strange))


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` are, the next one that occurs."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def megabytes(field_name: str, pid: int | None = None) -> float:
    """Return a figure of a process (this one), such as ``VmRSS`` or ``VmHWM`` (peak), in MB."""
    status = Path(f"/proc/{'self' if pid is None else pid}/status")
    for line in status.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{field_name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(field_name)


def main() -> None:
    """Measure within the limits; out of memory is an outcome, out of time ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    task = Task.from_json(json.load(sys.stdin))
    resource.setrlimit(resource.RLIMIT_CPU, (task.seconds, task.seconds + 5))
    try:
        outcome = measure(sys.argv[1], task)
    except MemoryError:
        outcome = no_outcome(sys.argv[1], task, f"over {MOST_MEMORY >> 30} GB")
    print(json.dumps(asdict(outcome)))


def no_outcome(name: str, task: Task, why: str) -> Outcome:
    """Return that the engine ``name`` gave nothing on ``task``."""
    return Outcome(name, task.name, task.draw, len(task.examples), task.labels, failed=why)


if __name__ == "__main__":
    main()
