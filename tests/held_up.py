"""The limit of what one hostile message may take. A speed is measured in benchmarks/, not here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 2.0
"""Processor time; some forty times what the slowest of these messages takes on a small machine, so that
neither a slow one nor the measuring of coverage fails a test. Quadratic steps take longer."""


@contextmanager
def not_held_up(seconds: float = SECONDS) -> Iterator[None]:
    """Fail if what is done within takes more processor time than that; other programs do not count."""
    started = time.process_time()
    yield
    taken = time.process_time() - started
    assert taken < seconds, f"{taken:.1f} s of processor time, at most {seconds:g} s expected"
