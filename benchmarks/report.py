"""The figures of a run as tables, on the terminal and between the markers of a page."""

from __future__ import annotations

import re

from benchmarks.bars import bars_table
from benchmarks.baselines import OURS
from benchmarks.cells import FAILED, NOTHING, number, percent, table
from benchmarks.measure import Outcome
from benchmarks.run import (
    BANKING77,
    BY_EXAMPLES,
    BY_LABELS,
    GROUPS,
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

_COST = ("ms", "ms p99", "fit s", "MB")


def tables(run: Run) -> dict[str, str]:
    """Return each table by the name of its markers; those of tasks that were not run are left out."""
    found = {"machine": run.machine, "bars": bars_table(run), "bot": _starts(run)}
    if run.engines(PROJECT):
        found |= {group: _scripts(run, group) for group in ("dev", "unseen")}
        found["project-cost"] = _costs(run)
    found |= {task: _accuracies(run, task) for task in BANKING77 if run.engines(task)}
    if run.engines(WITHHELD):
        found[WITHHELD] = _strangers(run)
    found |= {task: _growth(run, task) for task in (BY_EXAMPLES, BY_LABELS) if run.engines(task)}
    return found


def as_text(run: Run) -> str:
    """Return all tables with their names, for the terminal."""
    return "\n\n".join(f"{name}\n{text}" for name, text in tables(run).items())


def into(page: str, run: Run) -> str:
    """Return ``page`` with each table of ``run`` between the lines that mark its place.

    Raises ValueError if a table has no place: ``<!-- figures: NAME -->`` and ``<!-- end -->``.
    """
    for name, text in tables(run).items():
        start, end = f"<!-- figures: {name} -->\n", "<!-- end -->"
        marked = re.compile(f"(?s){re.escape(start)}.*?{end}")
        if not marked.search(page):
            raise ValueError(f"the page has no place for {name}: add {start.strip()} and {end}")
        page = marked.sub((f"{start}\n{text}\n\n{end}").replace("\\", r"\\"), page)
    return page


def _accuracies(run: Run, task: str) -> str:
    rows = [
        [
            engine,
            *(
                percent(run.score(engine, task, group, figure))
                for group in GROUPS
                for figure in (first, among_three)
            ),
            *_cost(run, engine, task, "clean"),
        ]
        for engine in run.engines(task)
    ]
    heads = [f"{kind} @{top}" for kind in ("clean", "1 in 16", "1 in 8") for top in (1, 3)]
    return table(["Engine", *heads, *_COST], rows)


def _strangers(run: Run) -> str:
    rows = [
        [
            engine,
            *(
                percent(run.score(engine, WITHHELD, group, figure))
                for figure in (first, known_from_strange)
                for group in GROUPS
            ),
        ]
        for engine in run.engines(WITHHELD)
    ]
    heads = [
        f"{what} {kind}" for what in ("@1", "AUROC") for kind in ("clean", "1 in 16", "1 in 8")
    ]
    return table(["Engine", *heads], rows)


def _scripts(run: Run, group: str) -> str:
    places = {f"{group}/{script}": name for script, name in SCRIPTS.items()} | {group: "all"}
    rows = [
        [
            engine,
            *(
                f"{percent(run.score(engine, PROJECT, place, first))} / "
                f"{percent(run.score(engine, PROJECT, place, among_three))}"
                for place in places
            ),
            percent(run.score(engine, PROJECT, group, known_from_strange)),
        ]
        for engine in run.engines(PROJECT)
    ]
    counts = run.of(OURS, PROJECT)[0].scores
    heads = [f"{name} ({counts[place].asked})" for place, name in places.items()]
    return table(["Engine", *heads, f"AUROC ({counts[group].strangers})"], rows)


def _costs(run: Run) -> str:
    rows = [[engine, *_cost(run, engine, PROJECT, "dev")] for engine in run.engines(PROJECT)]
    return table(["Engine", *_COST], rows)


def _cost(run: Run, engine: str, task: str, group: str) -> list[str]:
    return [
        number(run.score(engine, task, group, median_ms)),
        number(run.score(engine, task, group, p99_ms)),
        number(run.median(engine, task, lambda one: one.fit_s)),
        number(run.median(engine, task, lambda one: one.peak_mb)),
    ]


def _starts(run: Run) -> str:
    rows = [
        [name, *map(number, (one.start_s, one.memory_mb, one.peak_mb, one.median_ms, one.p99_ms))]
        for name, one in (("first start, learns", run.cold), ("later start", run.warm))
    ]
    return table(["The bot", "start s", "MB", "MB at most", "ms an answer", "ms p99"], rows)


def _growth(run: Run, task: str) -> str:
    sizes = sorted({(one.examples, one.labels) for one in run.outcomes if one.task == task})
    rows = []
    for engine in run.engines(task):
        by_size = {(one.examples, one.labels): one for one in run.of(engine, task)}
        rows.append([engine, *(_grown(by_size.get(size)) for size in sizes)])
    heads = [f"{examples:,} / {labels:,}" for examples, labels in sizes]
    return table(["Engine", *heads], rows)


def _grown(outcome: Outcome | None) -> str:
    if outcome is None:
        return NOTHING
    if outcome.failed:
        return FAILED[outcome.failed]
    ms = number(outcome.scores["clean"].median_ms)
    return f"{number(outcome.fit_s)} s · {number(outcome.peak_mb)} MB · {ms} ms"
