"""The figures of a full run as pictures for docs/matching.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl

from benchmarks.baselines import OURS
from benchmarks.measure import Outcome
from benchmarks.run import (
    BANKING77,
    BY_EXAMPLES,
    BY_LABELS,
    GROUPS,
    PROJECT,
    Run,
    first,
    median_ms,
)

mpl.use("Agg")
import matplotlib.pyplot as plt

DOTS_PER_INCH = 110


@dataclass(frozen=True, slots=True)
class Look:
    """How an engine is drawn: kinds share a colour (Okabe and Ito's, told apart by the colour-blind)."""

    colour: str
    marker: str
    line: str = "-"


LOOKS = {
    OURS: Look("#000000", "o"),
    "rapidfuzz WRatio": Look("#E69F00", "v", ":"),
    "rapidfuzz token_set_ratio": Look("#E69F00", "^"),
    "SQLite FTS5 unicode61": Look("#009E73", "v", ":"),
    "SQLite FTS5 trigram": Look("#009E73", "^"),
    "BM25 (bm25s)": Look("#009E73", "s", "--"),
    "TF-IDF, nearest example": Look("#CC79A7", "v", ":"),
    "TF-IDF, label centroid": Look("#CC79A7", "^"),
    "linear SVM": Look("#D55E00", "D", "-."),
    "logistic regression": Look("#0072B2", "v", ":"),
    "logistic regression, letters": Look("#0072B2", "^"),
}


def draw(run: Run, folder: Path) -> None:
    """Write ``matching-accuracy.png``, ``matching-cost.png`` and ``matching-growth.png``."""
    with plt.rc_context({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False}):
        for name, figure in (
            ("accuracy", _accuracy(run)),
            ("cost", _cost(run)),
            ("growth", _growth(run)),
        ):
            # Without the version of the program, so that the same figures give the same file.
            figure.savefig(
                folder / f"matching-{name}.png", dpi=DOTS_PER_INCH, metadata={"Software": None}
            )
            plt.close(figure)


def _accuracy(run: Run) -> Any:
    figure, (typos, sizes) = plt.subplots(1, 2, figsize=(9, 4.6), sharey=True)
    tasks = [task for task in BANKING77 if run.engines(task)]
    for engine in run.engines(BANKING77[1]):
        _line(typos, engine, [run.score(engine, BANKING77[1], group, first) for group in GROUPS])
        _line(sizes, engine, [run.score(engine, task, "clean", first) for task in tasks])
    _scale(typos, ["none", "1 per 16\ncharacters", "1 per 8\ncharacters"], "typing errors")
    _scale(sizes, [task.partition("-")[2] for task in tasks], "examples per intent")
    typos.set_title("10 examples per intent")
    sizes.set_title("no typing errors")
    typos.set_ylabel("Banking77: right intent first, %")
    return _with_legend(figure, typos)


def _line(axes: Any, engine: str, shares: Sequence[float | None]) -> None:
    values = [None if share is None else share * 100 for share in shares]
    axes.plot(range(len(values)), values, label=engine, **_style(engine))


def _scale(axes: Any, names: Sequence[str], title: str) -> None:
    axes.set_xticks(range(len(names)), names)
    axes.set_xlabel(title)
    axes.grid(axis="y", alpha=0.3)


def _cost(run: Run) -> Any:
    panels = (
        ("Banking77, a typing error per 8 characters", BANKING77[1], "typo 8"),
        ("the project's unseen questions", PROJECT, "unseen"),
    )
    figure, both = plt.subplots(1, 2, figsize=(9, 4.6))
    for axes, (title, task, group) in zip(both, panels, strict=True):
        for engine in run.engines(task):
            share, ms = (
                run.score(engine, task, group, first),
                run.score(engine, task, group, median_ms),
            )
            if share is not None and ms is not None:
                axes.plot([ms], [share * 100], label=engine, **{**_style(engine), "linestyle": ""})
        axes.set_xscale("log")
        _plain_numbers(axes.xaxis)
        axes.set_title(title)
        axes.set_xlabel("ms per question, median")
        axes.grid(alpha=0.3)
    both[0].set_ylabel("right label first, %")
    return _with_legend(figure, both[0])


def _growth(run: Run) -> Any:
    figure, rows = plt.subplots(2, 3, figsize=(9, 6.4), sharex="row")
    figures: tuple[tuple[str, Callable[[Outcome], float]], ...] = (
        ("fit, s", lambda one: one.fit_s),
        ("memory, MB", lambda one: one.peak_mb),
        ("ms per question, median", lambda one: one.scores["clean"].median_ms),
    )
    sizes: tuple[tuple[str, str, Callable[[Outcome], float]], ...] = (
        (BY_EXAMPLES, "examples, of 100 labels", lambda one: one.examples),
        (BY_LABELS, "labels, 10 examples each", lambda one: one.labels),
    )
    for row, (task, title, size) in zip(rows, sizes, strict=True):
        for axes, (name, value) in zip(row, figures, strict=True):
            for engine in run.engines(task):
                done = [one for one in run.of(engine, task) if not one.failed]
                axes.plot(
                    [size(one) for one in done],
                    [max(value(one), 0.01) for one in done],
                    label=engine,
                    **_style(engine),
                )
            axes.set_xscale("log")
            axes.set_yscale("log")
            _plain_numbers(axes.xaxis, axes.yaxis)
            axes.set_title(name)
            axes.set_xlabel(title)
            axes.grid(alpha=0.3)
    return _with_legend(figure, rows[0][0])


def _plain_numbers(*scales: Any) -> None:
    """Write 0.1, 1, 10 at the powers of ten and nothing between."""
    for scale in scales:
        scale.set_major_formatter(lambda value, _: f"{value:,g}")
        scale.set_minor_formatter(lambda value, _: "")


def _style(engine: str) -> dict[str, Any]:
    look, ours = LOOKS[engine], engine == OURS
    return {
        "color": look.colour,
        "marker": look.marker,
        "linestyle": look.line,
        "linewidth": 2.5 if ours else 1.2,
        "markersize": 7 if ours else 5,
        "zorder": 3 if ours else 2,
    }


def _with_legend(figure: Any, axes: Any) -> Any:
    handles, names = axes.get_legend_handles_labels()
    figure.legend(handles, names, loc="lower center", ncols=4, frameon=False, fontsize=8)
    height = figure.get_size_inches()[1]
    figure.tight_layout(rect=(0, 0.75 / height, 1, 1))
    return figure
