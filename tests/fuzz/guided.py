"""A target with inputs led by the branches that they take, in a process of its own.

    python -m tests.fuzz.guided TARGET INPUTS SECONDS SEED FOLDER

It ends after so many inputs or seconds and prints counts and faults as a line of JSON. FOLDER keeps the
inputs that took new branches, for the next run.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "handlers"]):
    from tests.fuzz.finding import Finder
    from tests.fuzz.target import expect_slow
    from tests.fuzz.targets import TARGETS

from hypothesis import HealthCheck, given, settings

LONGEST = 8_192
"""Bytes of an input."""

SLOWER = 8.0
"""By how much counting branches may slow code down."""


def main(name: str, inputs: int, seconds: float, seed: int, folder: Path) -> None:
    """Run; never returns."""
    logging.getLogger().addHandler(logging.NullHandler())
    expect_slow(SLOWER)
    target, finder = TARGETS[name], Finder(TARGETS[name])
    until = time.monotonic() + seconds
    feed = finder if target.raw else _steered(finder)

    def once(data: bytes) -> None:
        feed(data)
        if finder.inputs >= inputs or time.monotonic() > until:
            faults = {fault: str(path) for fault, path in finder.faults.items()}
            print(json.dumps({"inputs": finder.inputs, "faults": faults}), flush=True)
            os._exit(0)  # what leads has no other way out

    folder.mkdir(parents=True, exist_ok=True)
    for path in target.kept():
        (folder / path.name).write_bytes(path.read_bytes())
    atheris.Setup(
        [sys.argv[0], str(folder), f"-seed={seed}", f"-max_len={LONGEST}", "-verbosity=0",
         "-timeout=300", "-rss_limit_mb=0", "-detect_leaks=0", f"-artifact_prefix={folder}-"],
        once,
    )  # fmt: skip
    atheris.Fuzz()


def _steered(finder: Finder) -> Callable[[bytes], object]:
    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(finder.target.inputs)
    def one(data: bytes) -> None:
        finder(data)

    steer: Callable[[bytes], object] = one.hypothesis.fuzz_one_input
    return steer


if __name__ == "__main__":
    _, name, inputs, seconds, seed, folder = sys.argv
    main(name, int(inputs), float(seconds), int(seed), Path(folder))
