"""A target with inputs led by the branches that they take, in a process of its own.

    python -m tests.fuzz.guided TARGET INPUTS UNTIL SEED FOLDER

It ends after so many inputs or at a time of the clock that only grows, which all processes share, and
prints counts and faults as a line of JSON. FOLDER keeps the inputs that took new branches, for the next
run.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "handlers"]):
    from tests.fuzz.finding import Finder
    from tests.fuzz.target import Target, expect_slow
    from tests.fuzz.targets import TARGETS

from hypothesis import HealthCheck, given, settings

LONGEST = 8_192
"""Bytes of an input."""

FIRST = 200
"""Inputs made up to begin with."""

SLOWER = 8.0
"""By how much counting branches may slow code down."""


def main(name: str, inputs: int, until: float, number: int, folder: Path) -> None:
    """Run; never returns."""
    logging.getLogger().addHandler(logging.NullHandler())
    expect_slow(SLOWER)
    target, finder = TARGETS[name], Finder(TARGETS[name])
    feed = finder if target.raw else _steered(finder)

    def once(data: bytes) -> None:
        feed(data)
        if finder.inputs >= inputs or time.monotonic() > until:
            print(finder.told(), flush=True)
            os._exit(0)  # what leads has no other way out

    folder.mkdir(parents=True, exist_ok=True)
    for data in _first(target, number) if target.raw else ():
        (folder / sha256(data).hexdigest()).write_bytes(data[:LONGEST])
    atheris.Setup(
        [sys.argv[0], str(folder), f"-seed={number}", f"-max_len={LONGEST}", "-verbosity=0",
         "-timeout=300", "-rss_limit_mb=0", "-detect_leaks=0", f"-artifact_prefix={folder}-"],
        once,
    )  # fmt: skip
    atheris.Fuzz()


def _first(target: Target, number: int) -> list[bytes]:
    """Return inputs to begin with: what was kept, and a few made up."""
    found = [path.read_bytes() for path in target.kept()]
    target.make_up(FIRST, number, found.append)
    return found


def _steered(finder: Finder) -> Callable[[bytes], object]:
    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(finder.target.inputs)
    def one(data: bytes) -> None:
        finder(data)

    steer: Callable[[bytes], object] = one.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    return steer


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
