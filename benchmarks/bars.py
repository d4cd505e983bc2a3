"""What was promised of our engine, beside what it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.baselines import OURS
from benchmarks.cells import number, percent, table
from benchmarks.run import (
    BY_EXAMPLES,
    PROJECT,
    SCRIPTS,
    WITHHELD,
    Run,
    among_three,
    first,
    known_from_strange,
    median_ms,
    p99_ms,
)

COLD_FIT = 6_000
"""Examples, over 100 labels, for which the time to fit was promised."""

_DEV = {
    "lao": (0.65, 0.85),
    "latin-en": (0.65, 0.85),
    "thai": (0.60, 0.80),
    "latin-lo": (0.50, 0.72),
    "mixed": (0.60, 0.80),
}
"""Accuracy@1 and @3 on the development questions."""


@dataclass(frozen=True, slots=True)
class Bar:
    """``unit`` is empty for shares, of which at least ``bar`` is wanted; else less is wanted."""

    name: str
    bar: float
    unit: str
    found: float | None

    @property
    def met(self) -> bool:
        """Tell whether the promise is kept."""
        if self.found is None:
            return False
        return self.found < self.bar if self.unit else self.found >= self.bar


def bars(run: Run) -> Iterator[Bar]:
    """Yield every promise that this benchmark can check."""
    yield Bar(
        "Banking77, 10 examples a label: @1",
        0.76,
        "",
        run.score(OURS, "banking77-10", "clean", first),
    )
    yield Bar(
        "Banking77, a typing error per 8 characters: @1", 0.70, "",
        run.score(OURS, "banking77-10", "typo 8", first),
    )  # fmt: skip
    yield Bar(
        "Banking77, intents withheld: AUROC", 0.80, "",
        run.score(OURS, WITHHELD, "clean", known_from_strange),
    )  # fmt: skip
    for script, (one, three) in _DEV.items():
        place = f"dev/{script}"
        name = f"Development questions, {SCRIPTS[script]}"
        yield Bar(f"{name}: @1", one, "", run.score(OURS, PROJECT, place, first))
        yield Bar(f"{name}: @3", three, "", run.score(OURS, PROJECT, place, among_three))
    whole = "A match with the whole catalogue"
    yield Bar(f"{whole}: median", 2, "ms", run.score(OURS, PROJECT, "dev", median_ms))
    yield Bar(f"{whole}: p99", 8, "ms", run.score(OURS, PROJECT, "dev", p99_ms))
    fits = [
        one.fit_s
        for one in run.of(OURS, BY_EXAMPLES)
        if one.examples == COLD_FIT and not one.failed
    ]
    yield Bar("Cold fit of 6,000 examples over 100 labels", 20, "s", fits[0] if fits else None)
    yield Bar("The bot's process after a second start", 150, "MB", run.warm.memory_mb)


def bars_table(run: Run) -> str:
    """Return the promises as a table."""
    return table(
        ["Promised", "bar", "measured", ""],
        [
            [
                one.name,
                _said(one.bar, one.unit, bar=True),
                _said(one.found, one.unit),
                _verdict(one),
            ]
            for one in bars(run)
        ],
    )


def _said(value: float | None, unit: str, *, bar: bool = False) -> str:
    if unit:
        return f"{'< ' if bar else ''}{number(value)} {unit}"
    return f"{'≥ ' if bar else ''}{percent(value)}"


def _verdict(bar: Bar) -> str:
    if bar.found is None:
        return "not measured"
    return "met" if bar.met else "**missed**"
