"""What was measured under traffic, as figures and as tables."""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.cells import NOTHING, table
from benchmarks.machine import machine
from benchmarks.traffic_bots import ECHO, WHOLE


@dataclass(frozen=True, slots=True)
class Load:
    """A turn at saturation.

    ``cpu_ms`` is what the bot's processes together took of the processor for an update; ``..._busy`` the
    share of one core that others took: the local Telegram with the crowd, and, where there are any, the
    balancer and the PostgreSQL. Near 1 the local Telegram is the limit, not the bot.
    """

    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms: float
    telegram_busy: float
    balancer_busy: float = 0.0
    database_busy: float = 0.0


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
    """Of its largest process."""

    answered: list[int] = field(default_factory=list)
    """By each process, where several may serve, all updates since it began."""

    def median(self, figure: str) -> float:
        """Return the median of a figure over the turns at saturation."""
        return float(statistics.median(getattr(turn, figure) for turn in self.turns))

    @property
    def bots_busy(self) -> float:
        """How many cores its processes took."""
        return self.median("cpu_ms") * self.median("per_second") / 1000


def figures(measured: Sequence[Measured]) -> dict[str, Any]:
    """Return the figures to go by, and beneath them all others.

    They are of the whole bot against the echo bot, or, where there is none, of the second whole bot
    against the first: two processes against one.
    """
    whole = [one for one in measured if one.name == WHOLE]
    echoes = [one for one in measured if one.name == ECHO]
    first = whole[0]
    return {
        **(_to_echo(whole, echoes) if echoes else _two_to_one(*whole)),
        "p99_ms_at_50": first.steady.p99_ms if first.steady else None,
        "rss_mb": max(one.rss_mb for one in whole),
        "unanswered": sum(one.unanswered for one in measured),
        "bots": [asdict(one) for one in measured],
    }


def _to_echo(whole: Sequence[Measured], echoes: Sequence[Measured]) -> dict[str, float]:
    pairs = list(zip(whole, echoes, strict=True))
    return {
        "ratio_to_echo": _ratio(*pairs[0]),
        "start_s": whole[0].start_s,
        "cpu_ratio": 1 / _ratio(*pairs[0], "cpu_ms"),
        **{f"ratio_{one.mode}": _ratio(one, echo) for one, echo in pairs},
    }


def _two_to_one(one: Measured, two: Measured) -> dict[str, float]:
    return {
        "ratio_two_to_one": _ratio(two, one),
        "cpu_ratio_two_to_one": _ratio(two, one, "cpu_ms"),
    }


def _ratio(one: Measured, other: Measured, figure: str = "per_second") -> float:
    """Return the median, over the turns, of how many times the other's figure one's is."""
    pairs = zip(one.turns, other.turns, strict=True)
    ratios = [getattr(a, figure) / max(getattr(b, figure), 1e-9) for a, b in pairs]
    return float(statistics.median(ratios))


def report(measured: Sequence[Measured]) -> str:
    """Return tables in Markdown: each bot in each mode, and the goals or what several processes give."""
    found = figures(measured)
    summary = _goals(found) if "ratio_to_echo" in found else _replicas(measured, found)
    return f"{_bots(measured)}\n\n{summary}\n\n{machine(matcher=False)}"


def _bots(measured: Sequence[Measured]) -> str:
    head = ["bot", "updates/s", "ms of CPU", "p50", "p95", "p99", "at 50/s p50", "p95", "p99"]
    head += ["RSS MB", "first answer s", "Telegram busy"]
    rows = []
    for one in measured:
        steady = one.steady or one.turns[-1]
        cells = [f"{one.median('per_second'):.0f}", f"{one.median('cpu_ms'):.1f}"]
        cells += [f"{one.median(name):.0f}" for name in ("p50_ms", "p95_ms", "p99_ms")]
        cells += [f"{value:.0f}" for value in (steady.p50_ms, steady.p95_ms, steady.p99_ms)]
        start = f"{one.start_s:.1f}" if one.start_s else NOTHING
        cells += [f"{one.rss_mb:.0f}", start, f"{one.median('telegram_busy'):.0%}"]
        rows.append([f"{one.name}, {one.mode}", *cells])
    return table(head, rows)


def _goals(found: dict[str, Any]) -> str:
    goals = [
        ["throughput to the echo bot's", "at least 0.5", f"{found['ratio_to_echo']:.2f}"],
        ["CPU of the echo bot's to its own", "", f"{found['cpu_ratio']:.2f}"],
        ["p99 at 50 updates/s", "under 250 ms", f"{found['p99_ms_at_50']:.0f} ms"],
        ["resident memory", "under 200 MB", f"{found['rss_mb']:.0f} MB"],
        ["start to first answer", "under 2 s", f"{found['start_s']:.1f} s"],
        ["without an answer", "0", str(found["unanswered"])],
    ]
    return table(["", "goal", "measured"], goals)


def _replicas(measured: Sequence[Measured], found: dict[str, Any]) -> str:
    """Return who took how much of the processor, in shares of one core, and who answered.

    What all of them took for an update says how many updates all cores can do at most.
    """
    cores = os.cpu_count() or 1
    head = ["busy", "bot", "balancer", "PostgreSQL", "Telegram", "in all", "ms for an update"]
    head += [f"at most on {cores} cores", "answered by each"]
    rows = []
    for one in measured:
        others = [one.median(f"{name}_busy") for name in ("balancer", "database", "telegram")]
        shares = [one.bots_busy, *others]
        cells = [f"{share:.0%}" for share in (*shares, sum(shares))]
        taken = max(1000 * sum(shares) / max(one.median("per_second"), 1e-9), 1e-9)
        cells += [f"{taken:.1f}", f"{1000 * cores / taken:.0f}/s"]
        rows.append([one.mode, *cells, " + ".join(f"{number:,}" for number in one.answered)])
    return (
        f"{table(head, rows)}\n\nTwo processes to one: {found['ratio_two_to_one']:.2f} of the updates, "
        f"{found['cpu_ratio_two_to_one']:.2f} of the bot's processor for each; "
        f"{found['unanswered']} without an answer."
    )
