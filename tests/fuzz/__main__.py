"""Very many inputs: ``make fuzz``, ``make fuzz WITH="--minutes 60"``, ``WITH="--inputs 1000000"``.

Some inputs are made up by hypothesis, most are led by the branches that they take (atheris, where it is
installed). All ways in get the same time and the same number of inputs, however slow they are. What
finds a fault is kept below ``tests/fuzz/corpus``; ``make test`` tries it for ever.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz import house
from tests.fuzz.sharing import Hours, inputs_of
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

MADE_UP = 0.05
"""The share of inputs that hypothesis makes up alone: they take longer, but more of them are valid."""

MINUTES = 10.0
"""How long a run takes that is told neither how long nor how many."""

_WORK = Path(__file__).parents[2] / ".hypothesis/fuzz"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many inputs were tried, and the faults that they found with the file that shows each."""

    inputs: int
    faults: dict[str, str]


def main(arguments: Sequence[str]) -> int:
    """Run; return 1 if there were faults."""
    chosen = _parser().parse_args(arguments)
    number = chosen.seed if chosen.seed is not None else time.time_ns() % 2**31
    guided = find_spec("atheris") is not None and not chosen.made_up
    print(f"seed {number}, {chosen.jobs} side by side", flush=True)
    if not guided:
        print("inputs are made up by hypothesis alone (atheris is not installed, or not wanted)")
    house.library()  # learns what is not kept: once, and not while branches are counted
    targets = [target for target in TARGETS.values() if target.name in (chosen.only or TARGETS)]
    minutes = chosen.minutes or (math.inf if chosen.inputs else MINUTES)
    hours = Hours(minutes * 60, chosen.jobs, len(targets))

    def one(target: Target, most: int) -> Outcome:
        return _tried(target, most, hours.take(), number, guided=guided)

    with ThreadPoolExecutor(chosen.jobs) as pool:
        outcomes = list(pool.map(one, targets, inputs_of(len(targets), chosen.inputs or 10**9)))
    faults = {fault: path for outcome in outcomes for fault, path in outcome.faults.items()}
    print(
        f"{sum(outcome.inputs for outcome in outcomes):,} inputs, {len(faults)} faults", flush=True
    )
    for fault, path in faults.items():
        print(f"{path}: {fault}")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, help=f"how long at most ({MINUTES:g}; with --inputs no limit)"
    )
    parser.add_argument("--inputs", type=int, help="how many inputs at most")
    parser.add_argument("--seed", type=int, help="the number that a run printed, to repeat it")
    parser.add_argument("--only", nargs="+", choices=TARGETS, metavar="TARGET", help="not all ways")
    parser.add_argument("--made-up", action="store_true", help="hypothesis alone, without atheris")
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser.add_argument(
        "--jobs", type=int, default=jobs, help="ways tried side by side (one for each processor)"
    )
    return parser


def _tried(target: Target, most: int, seconds: float, number: int, *, guided: bool) -> Outcome:
    """Try a target for so many inputs or seconds, and tell of it."""
    started = time.monotonic()
    share = MADE_UP if guided else 1.0
    alone = max(1, round(most * share))
    found = _run("made_up", target, alone, started + seconds * share, number)
    told = f"{target.name:16} {found.inputs:9,} made up"
    if guided:
        words = number, _WORK / target.name
        led = _run("guided", target, most - alone, started + seconds, *words)
        told += f" {led.inputs:9,} led by branches"
        found = Outcome(found.inputs + led.inputs, found.faults | led.faults)
    print(f"{told} {time.monotonic() - started:7,.0f} s", flush=True)
    return found


def _run(module: str, target: Target, most: int, until: float, *words: object) -> Outcome:
    """Run a module of this folder in a process; what it never told about counts as a fault."""
    command = [sys.executable, "-m", f"tests.fuzz.{module}", target.name, most, until, *words]
    done = subprocess.run(  # noqa: S603 - our own module
        [str(word) for word in command], capture_output=True, text=True
    )
    for line in reversed(done.stdout.splitlines()):
        if line.startswith('{"inputs"'):
            return Outcome(**json.loads(line))
    last = (done.stderr.strip().splitlines() or ["nothing"])[-1]
    return Outcome(0, {f"{target.name} ended with {last}": "no input"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
