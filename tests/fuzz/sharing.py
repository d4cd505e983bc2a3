"""How inputs and time are shared out: equally, so that slow ways in get enough of both."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from itertools import pairwise


def inputs_of(targets: int, whole: int) -> list[int]:
    """Return how many of ``whole`` inputs each target gets: as many as the others, at least one."""
    ends = [whole * place // targets for place in range(targets + 1)]
    return [max(1, last - first) for first, last in pairwise(ends)]


class Hours:
    """Shares time equally among ``targets`` that run ``jobs`` at a time; from several threads.

    ``seconds`` is how long all of them may take. ``clock`` gives seconds that only grow.
    """

    def __init__(
        self, seconds: float, jobs: int, targets: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self._jobs = jobs
        self._left = targets
        self._lock = threading.Lock()

    def take(self) -> float:
        """Return the seconds of one that begins now; what others did not need is shared as well."""
        with self._lock:
            turns = math.ceil(self._left / self._jobs)
            self._left -= 1
            return max(1.0, (self._end - self._clock()) / turns)
