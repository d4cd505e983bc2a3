"""What was measured under traffic, as figures and as tables."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.cells import table
from benchmarks.machine import machine
from benchmarks.traffic_bots import ECHO, WHOLE


@dataclass(frozen=True, slots=True)
class Load:
    """A turn at saturation.

    ``cpu_ms`` is what the bot's process took of the processor for an update; ``telegram_busy`` the share
    of one core that the local Telegram and the crowd took: near 1 they are the limit, not the bot.
    """

    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms: float
    telegram_busy: float


@dataclass(slots=True)
class Measured:
    """All about one bot in one mode; ``start_s`` is from its start to the first answer."""

    name: str
    mode: str
    start_s: float = 0.0
    turns: list[Load] = field(default_factory=list)
    steady: Load | None = None
    unanswered: int = 0
    rss_mb: float = 0.0

    def median(self, figure: str) -> float:
        """Return the median of a figure over the turns at saturation."""
        return float(statistics.median(getattr(turn, figure) for turn in self.turns))


def figures(measured: Sequence[Measured]) -> dict[str, Any]:
    """Return the figures to go by, and beneath them all others."""
    by_mode = {one.mode: one for one in measured if one.name == WHOLE}
    echoes = {one.mode: one for one in measured if one.name == ECHO}
    first = next(iter(by_mode))
    whole = by_mode[first]
    steady = whole.steady
    return {
        "ratio_to_echo": _ratio(whole, echoes[first]),
        "p99_ms_at_50": steady.p99_ms if steady else None,
        "rss_mb": max(one.rss_mb for one in by_mode.values()),
        "start_s": whole.start_s,
        "cpu_ratio": 1 / _ratio(whole, echoes[first], "cpu_ms"),
        **{f"ratio_{mode}": _ratio(one, echoes[mode]) for mode, one in by_mode.items()},
        "unanswered": sum(one.unanswered for one in measured),
        "bots": [asdict(one) for one in measured],
    }


def _ratio(one: Measured, other: Measured, figure: str = "per_second") -> float:
    """Return the median, over the turns, of how many times the other's figure one's is."""
    pairs = zip(one.turns, other.turns, strict=True)
    ratios = [getattr(a, figure) / max(getattr(b, figure), 1e-9) for a, b in pairs]
    return float(statistics.median(ratios))


def report(measured: Sequence[Measured]) -> str:
    """Return tables in Markdown: each bot in each mode, and the goals."""
    head = ["bot", "updates/s", "ms of CPU", "p50", "p95", "p99", "at 50/s p50", "p95", "p99"]
    head += ["RSS MB", "first answer s", "Telegram busy"]
    rows = []
    for one in measured:
        steady = one.steady or one.turns[-1]
        cells = [f"{one.median('per_second'):.0f}", f"{one.median('cpu_ms'):.1f}"]
        cells += [f"{one.median(name):.0f}" for name in ("p50_ms", "p95_ms", "p99_ms")]
        cells += [f"{value:.0f}" for value in (steady.p50_ms, steady.p95_ms, steady.p99_ms)]
        cells += [f"{one.rss_mb:.0f}", f"{one.start_s:.1f}", f"{one.median('telegram_busy'):.0%}"]
        rows.append([f"{one.name}, {one.mode}", *cells])
    found = figures(measured)
    goals = [
        ["throughput to the echo bot's", "at least 0.5", f"{found['ratio_to_echo']:.2f}"],
        ["CPU of the echo bot's to its own", "", f"{found['cpu_ratio']:.2f}"],
        ["p99 at 50 updates/s", "under 250 ms", f"{found['p99_ms_at_50']:.0f} ms"],
        ["resident memory", "under 200 MB", f"{found['rss_mb']:.0f} MB"],
        ["start to first answer", "under 2 s", f"{found['start_s']:.1f} s"],
        ["without an answer", "0", str(found["unanswered"])],
    ]
    return f"{table(head, rows)}\n\n{table(['', 'goal', 'measured'], goals)}\n\n{machine()}"
