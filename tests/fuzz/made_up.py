"""A target with inputs that hypothesis makes up alone, in a process of its own.

    python -m tests.fuzz.made_up TARGET INPUTS UNTIL SEED

It ends after so many inputs or at a time of the clock that only grows, which all processes share, and
prints counts and faults as a line of JSON.
"""

from __future__ import annotations

import logging
import sys
import time
import warnings

from tests.fuzz.finding import Finder
from tests.fuzz.targets import TARGETS

BATCH = 2_000
"""Inputs made up in one go: hypothesis remembers each of them until the end."""


def main(name: str, inputs: int, until: float, number: int) -> None:
    """Run."""
    warnings.simplefilter("ignore")  # of hypothesis, that its values are long
    logging.getLogger().addHandler(logging.NullHandler())  # written nowhere, but put together
    target, finder = TARGETS[name], Finder(TARGETS[name])

    def in_time(data: bytes) -> None:
        if time.monotonic() < until:
            finder(data)

    while finder.inputs < inputs and time.monotonic() < until:
        target.make_up(min(BATCH, inputs - finder.inputs), number, in_time)
        number += 1
    print(finder.told(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
