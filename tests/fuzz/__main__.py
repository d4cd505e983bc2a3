"""Very many inputs: ``make fuzz``, ``make fuzz WITH="--minutes 60"``, ``WITH="--inputs 1000000"``.

Some inputs are made up by hypothesis, most are led by the branches that they take (atheris, where it is
installed). What finds a fault is kept below ``tests/fuzz/corpus``; ``make test`` tries it for ever.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.finding import Finder
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

MADE_UP = 0.05
"""The share of inputs that hypothesis makes up alone: they take longer, but more of them are valid."""

_WORK = Path(__file__).parents[2] / ".hypothesis/fuzz"
_BATCH = 2_000
"""Inputs that hypothesis makes up in one go: it remembers each of them until the end."""


def main(arguments: Sequence[str]) -> int:
    """Run; return 1 if there were faults."""
    chosen = _parser().parse_args(arguments)
    warnings.simplefilter("ignore")  # of hypothesis, that its values are long
    logging.getLogger().addHandler(logging.NullHandler())  # written nowhere, but put together
    targets = [TARGETS[name] for name in chosen.only or TARGETS]
    number = chosen.seed if chosen.seed is not None else time.time_ns() % 2**31
    guided = find_spec("atheris") is not None and not chosen.made_up
    print(f"seed {number}", flush=True)
    if not guided:
        print("inputs are made up by hypothesis alone (atheris is not installed, or not wanted)")
    counts: Counter[str] = Counter()
    faults: dict[str, str] = {}
    whole, end = sum(one.share for one in targets), time.monotonic() + chosen.minutes * 60
    for place, target in enumerate(targets):
        most = max(1, round(chosen.inputs * target.share / whole))
        # What one target did not need is there for those that come after it.
        seconds = max(1.0, (end - time.monotonic()) / (len(targets) - place))
        alone = (round(most * MADE_UP), seconds * MADE_UP) if guided else (most, seconds)
        finder = _made_up(target, *alone, number)
        counts[target.name] += finder.inputs
        faults |= {fault: str(path) for fault, path in finder.faults.items()}
        told = f"{target.name:16} {finder.inputs:9,} made up"
        if guided:
            led = _led(target, most - finder.inputs, seconds - alone[1], number)
            counts[target.name] += led["inputs"]
            faults |= led["faults"]
            told += f" {led['inputs']:9,} led by branches"
        print(told, flush=True)
    print(f"{counts.total():,} inputs, {len(faults)} faults", flush=True)
    for fault, path in faults.items():
        print(f"{path}: {fault}")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long at most (10)")
    parser.add_argument("--inputs", type=int, default=10**9, help="how many inputs at most")
    parser.add_argument("--seed", type=int, help="the number that a run printed, to repeat it")
    parser.add_argument("--only", nargs="+", choices=TARGETS, metavar="TARGET", help="not all ways")
    parser.add_argument("--made-up", action="store_true", help="hypothesis alone, without atheris")
    return parser


def _made_up(target: Target, most: int, seconds: float, number: int) -> Finder:
    finder, until = Finder(target), time.monotonic() + seconds
    while finder.inputs < most and time.monotonic() < until:
        size = min(_BATCH, most - finder.inputs)

        @seed(number)
        @settings(
            max_examples=size,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(target.inputs)
        def some(data: bytes) -> None:
            if time.monotonic() < until:
                finder(data)

        some()
        number += 1
    return finder


def _led(target: Target, most: int, seconds: float, number: int) -> dict[str, Any]:
    """Run :mod:`tests.fuzz.guided` in a process; what it never told about counts as a fault."""
    words = [target.name, str(most), str(seconds), str(number), str(_WORK / target.name)]
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.fuzz.guided", *words], capture_output=True, text=True
    )
    for line in reversed(done.stdout.splitlines()):
        if line.startswith('{"inputs"'):
            found: dict[str, Any] = json.loads(line)
            return found
    last = (done.stderr.strip().splitlines() or ["nothing"])[-1]
    return {"inputs": 0, "faults": {f"{target.name} ended with {last}": "no input"}}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
