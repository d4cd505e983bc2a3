"""Our matcher against what people would use instead, in one run on one machine.

    python -m benchmarks.matching            all of it (about two hours): tables and plots into docs/
    python -m benchmarks.matching --quick    a smaller version in five minutes, printed
    python -m benchmarks.matching --json     print the figures as one line of JSON
    python -m benchmarks.matching --redraw   tables and plots anew from the last full run

Each engine learns and answers each task in a process of its own, one after the other, with one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from benchmarks import report
from benchmarks.banking77 import banking77, with_strangers
from benchmarks.baselines import ENGINES
from benchmarks.machine import machine
from benchmarks.measure import Outcome, no_outcome
from benchmarks.project import ROOT, own_questions
from benchmarks.run import BY_EXAMPLES, BY_LABELS, Run
from benchmarks.sets import Task
from benchmarks.synthetic import grown
from benchmarks.whole_bot import starts

RESULTS = ROOT / "benchmarks" / "results.json"
PAGE = ROOT / "docs" / "matching.md"

DRAWS = 3
"""Times that examples are drawn from Banking77; tables give medians."""
ASKED_QUICKLY = 50
"""Questions asked in each group with ``--quick``."""
ASKED_OF_ALL = 800
"""Questions asked where there are 10,003 examples: the slowest engine needs 50 ms for each."""
ASKED_GROWN = 200

GROWN_LABELS = 100
GROWN_EXAMPLES = (100, 1_000, 6_000, 25_000, 100_000)
"""Over :data:`GROWN_LABELS` labels; 6,000 is the size for which the time to fit was promised."""
GROWN_PER_LABEL = 10
LABELS = (10, 100, 1_000, 5_000)
"""With :data:`GROWN_PER_LABEL` examples each."""


def tasks(*, quick: bool) -> Iterator[Task]:
    """Yield what is to be measured; of a growing set the smaller one comes first."""
    if quick:
        yield own_questions().smaller(ASKED_QUICKLY)
        yield banking77(10, 0).smaller(ASKED_QUICKLY)
        yield with_strangers(10, 0).smaller(ASKED_QUICKLY)
    else:
        yield own_questions()
        for draw in range(DRAWS):
            yield from (banking77(10, draw), with_strangers(10, draw), banking77(5, draw))
        yield banking77(None, 0).smaller(ASKED_OF_ALL)
    for examples in GROWN_EXAMPLES[1:2] if quick else GROWN_EXAMPLES:
        yield grown(BY_EXAMPLES, examples, GROWN_LABELS, ASKED_GROWN)
    for labels in LABELS[:1] if quick else LABELS:
        yield grown(BY_LABELS, labels * GROWN_PER_LABEL, labels, ASKED_GROWN)


def measured(todo: Iterable[Task], engines: Sequence[str]) -> Iterator[Outcome]:
    """Measure every one of ``engines`` on every task, one process after the other.

    An engine that failed on a task is not asked for a bigger one of the same name.
    """
    gave_up = set()
    for task in todo:
        for engine in engines:
            if (engine, task.name) in gave_up:
                continue
            outcome = _measured(engine, task)
            if outcome.failed:
                gave_up.add((engine, task.name))
            _tell(outcome)
            yield outcome


def _measured(engine: str, task: Task) -> Outcome:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "benchmarks.measure", engine],
        input=json.dumps(task.as_json()),
        capture_output=True,
        check=False,
        text=True,
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return no_outcome(engine, task, "time")
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return no_outcome(engine, task, "crash")
    return Outcome.from_json(json.loads(done.stdout))


def _tell(outcome: Outcome) -> None:
    """Say on stderr how far things are."""
    first = next(iter(outcome.scores.values()), None)
    said = outcome.failed or f"fit {outcome.fit_s:.1f} s, {outcome.peak_mb:.0f} MB"
    if first:
        said += f", @1 {first.first:.1%}, {first.median_ms:.2f} ms"
    where = f"{outcome.task} {outcome.examples}/{outcome.labels}"
    print(f"{where:28} {outcome.engine:28} {said}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and after a full run write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smaller version; writes no files")
    parser.add_argument("--json", action="store_true", help="print one line of JSON, not tables")
    parser.add_argument(
        "--redraw", action="store_true", help="measure nothing, write the page anew"
    )
    chosen = parser.parse_args(arguments)
    if chosen.redraw:
        run = Run.from_json(json.loads(RESULTS.read_text(encoding="utf-8")))
    else:
        cold, warm = starts()
        outcomes = tuple(measured(tasks(quick=chosen.quick), list(ENGINES)))
        run = Run(machine(), cold, warm, outcomes)
    print(json.dumps(asdict(run)) if chosen.json else report.as_text(run))
    if not chosen.quick:
        from benchmarks import plots

        RESULTS.write_text(json.dumps(asdict(run), indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(report.into(PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
        plots.draw(run, PAGE.parent)


if __name__ == "__main__":
    main()
