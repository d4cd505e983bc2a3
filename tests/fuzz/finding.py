"""Runs a target again and again; counts, and keeps each fault once with the smallest input for it."""

from __future__ import annotations

import json
import re
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.target import Target

SMALLER_SECONDS = 10.0
"""How long is looked for a smaller input that shows the same fault."""

_HOME = Path(__file__).parents[2]


@dataclass(slots=True)
class Finder:
    """Counts the inputs of a target; ``faults`` are those found, by what they are and where."""

    target: Target
    inputs: int = 0
    faults: dict[str, Path] = field(default_factory=dict)

    def __call__(self, data: bytes) -> None:
        """Try an input; a new fault is kept."""
        self.inputs += 1
        fault = fault_of(self.target.run, data)
        if fault is not None and fault not in self.faults:
            self.faults[fault] = self.target.keep(_smaller(self.target.run, data, fault))

    def told(self) -> str:
        """Return inputs and faults as a line of JSON."""
        faults = {fault: str(path) for fault, path in self.faults.items()}
        return json.dumps({"inputs": self.inputs, "faults": faults})


def fault_of(run: Callable[[bytes], None], data: bytes) -> str | None:
    """Return what and where fails with an input, None if nothing does."""
    try:
        run(data)
    except Exception as error:
        own = [
            f"{Path(frame.filename).relative_to(_HOME)}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename).is_relative_to(_HOME) and ".venv" not in frame.filename
        ]
        # What is asserted tells faults apart, but not by its numbers; other errors are where they are.
        said = re.sub(r"[\d.]+", "0", str(error))[:60] if isinstance(error, AssertionError) else ""
        return f"{type(error).__name__} at {' < '.join(own[:-4:-1])} {said!r}"
    return None


def _smaller(run: Callable[[bytes], None], data: bytes, fault: str) -> bytes:
    """Take away stretches, the longest first, as long as the fault stays the same."""
    until = time.monotonic() + SMALLER_SECONDS
    length = len(data) // 2
    while length and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            shorter = data[:at] + data[at + length :]
            if fault_of(run, shorter) == fault:
                data = shorter
            else:
                at += length
        length //= 2
    return data
