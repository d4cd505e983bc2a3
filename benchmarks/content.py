"""How long it takes to load and check content/, against only parsing its YAML with PyYAML.

    python -m benchmarks.content [RUNS]

Prints medians and their ratio. The catalogue is loaded at start and after each change, beside
answering, so it should stay within a small multiple of the least that reading these files can cost.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import yaml

from bot.catalogue.loader import load

CONTENT = Path(__file__).parents[1] / "content"
RUNS = 9


def parse_only() -> None:
    """Parse all YAML, front matter included, with PyYAML's fastest safe loader."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in CONTENT.rglob("*"):
        if path.suffix == ".yaml":
            yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe loader
        elif path.suffix == ".md" and path.parent.parent != CONTENT.parent:
            front = path.read_text(encoding="utf-8").split("---\n")[1:2]
            yaml.load("".join(front), loader)  # noqa: S506 - a safe loader


def load_and_check() -> None:
    """Load the catalogue with all checks."""
    load(CONTENT, datetime.now(UTC).date())


def median_ms(work: Callable[[], None], runs: int) -> float:
    """Return the median wall time of ``work`` in milliseconds, after one run to warm up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    least = median_ms(parse_only, runs)
    whole = median_ms(load_and_check, runs)
    files = sum(1 for path in CONTENT.rglob("*") if path.suffix in {".md", ".yaml"})
    print(f"{files} files, median of {runs} runs")
    print(f"PyYAML parses only       {least:7.1f} ms")
    print(f"load and check           {whole:7.1f} ms   {whole / least:.1f} times")


if __name__ == "__main__":
    main()
