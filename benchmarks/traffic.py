"""The whole bot under traffic, against the least that any bot on python-telegram-bot costs.

    python -m benchmarks.traffic [--quick] [--json]

`thangdee run` (polling, then webhook; SQLite, matching and counting on) and a bare echo bot
(benchmarks/echo_bot.py) run as processes of their own and talk to the same local Telegram, which runs in
this process together with the people who write. Both get the same: questions of the articles in four
scripts, /menu, taps. They are loaded in turn, several times, so that whatever else the machine does
meets both alike; a ratio is the median over the turns.

- saturation: 64 people at a time, each writes as soon as she or he was answered;
- 50 a second: a message each 20 ms, whether the bot keeps up or not, from when it was due to the answer.

`ratio_to_echo` compares updates per second, `cpu_ratio` the processor's time that an update costs the
echo bot to what it costs the whole bot: what the ratio would be were the local Telegram no limit.

With `--replicas` it is one process of the whole bot against two, by webhook, both over a PostgreSQL
and behind a balancer (benchmarks/balancer.py), which is a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.crowd import Crowd, Took
from benchmarks.measure import quantile
from benchmarks.project import CONTENT, ROOT
from benchmarks.traffic_bots import ECHO, WHOLE, House, answered, echo_bot, whole_bot
from benchmarks.traffic_figures import Load, Measured, figures, report
from benchmarks.traffic_served import Served, Spent
from bot.catalogue.loader import load
from bot.i18n import translators
from bot.simulator.server import Simulator
from handlers.limits import BUSY, FLOOD, words

AT_ONCE = 64
"""People who wait for an answer at a time: as many as the bot serves side by side."""

PER_SECOND = 50
CROWD = 300
MODES = ("polling", "webhook")
WHAT = (*MODES, "replicas")
_LEARNED = (ROOT / "data" / "learned", ROOT / ".pytest_cache" / "learned")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long everything takes: ``turns`` at saturation of ``seconds`` each, by turns with what it is
    compared with, and ``steady`` seconds at 50 a second. After ``late`` seconds no other comparison is
    begun."""

    turns: dict[str, int]
    seconds: float
    steady: dict[str, float]
    crowd: int = CROWD
    late: float = float("inf")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is loaded in turn: bots (:data:`WHOLE`, :data:`ECHO`) and how each is run."""

    what: str
    bots: tuple[tuple[str, House], ...]


QUICK = Plan(
    {"polling": 3, "webhook": 1, "replicas": 3},
    1.5,
    {"polling": 5.0, "webhook": 2.0, "replicas": 2.0},
    150,
    late=32,
)
FULL = Plan(dict.fromkeys(WHAT, 7), 5.0, dict.fromkeys(WHAT, 30.0))
TINY = Plan(dict.fromkeys(WHAT, 1), 0.3, dict.fromkeys(WHAT, 0.5), crowd=20)

TO_ECHO = tuple(Comparison(mode, ((WHOLE, House(mode)), (ECHO, House(mode)))) for mode in MODES)
REPLICAS = Comparison(
    "replicas",
    tuple((WHOLE, House("webhook", postgresql=True, replicas=number)) for number in (1, 2)),
)


class Subject:
    """A bot under load: what runs for it, the people who write to it, what was measured."""

    def __init__(self, served: Served, crowd: Crowd, measured: Measured) -> None:
        self._served = served
        self.crowd = crowd
        self.measured = measured

    async def saturate(self, seconds: float) -> None:
        """Load it with all that it takes."""
        before = self._served.processor()
        took = await self.crowd.saturate(AT_ONCE, seconds)
        # Those in hand when the time was up were answered as well, so all of its work counts.
        self.measured.turns.append(self._load(took, self._served.processor().since(before)))

    async def steady(self, seconds: float) -> None:
        """Load it with 50 updates a second."""
        before = self._served.processor()
        took = await self.crowd.write(PER_SECOND, seconds)
        self.measured.steady = self._load(took, self._served.processor().since(before))
        self.measured.rss_mb = max(process.megabytes() for process in self._served.processes)
        self.measured.answered = await self._served.answered()

    def _load(self, took: Took, spent: Spent) -> Load:
        if took.notices:
            raise RuntimeError(f"{took.notices} of {took.done} were told to wait, not answered")
        self.measured.unanswered += took.unanswered
        milliseconds = [1000 * one for one in took.latencies] or [float("inf")]
        per_second, done = took.answers / took.seconds, max(took.done, 1)
        return Load(
            per_second=per_second,
            p50_ms=quantile(milliseconds, 0.5),
            p95_ms=quantile(milliseconds, 0.95),
            p99_ms=quantile(milliseconds, 0.99),
            cpu_ms=1000 * spent.bots / done,
            telegram_busy=took.processor / took.seconds,
            balancer_busy=spent.balancer / done * per_second,
            database_busy=spent.database / done * per_second,
        )


async def measure(plan: Plan, comparisons: Sequence[Comparison] = TO_ECHO) -> list[Measured]:
    """Return what was measured of each bot in ``comparisons``, in their order."""
    questions, learned = await asyncio.to_thread(_content)
    notices = [words(tr, why) for tr in translators(("lo", "en")).values() for why in (FLOOD, BUSY)]
    found: list[Measured] = []
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="thangdee-traffic-")))
        await asyncio.to_thread(folder.chmod, 0o755)  # a PostgreSQL runs as a user of its own
        simulator = await stack.enter_async_context(Simulator())
        gc.collect()
        gc.disable()  # a pause of this process would count as one of the bot's
        stack.callback(gc.enable)
        begun = time.perf_counter()
        for comparison in comparisons:
            if found and time.perf_counter() - begun > plan.late:
                print(f"{comparison.what} is left out: this machine is too busy", file=sys.stderr)
                break
            async with AsyncExitStack() as bots:
                subjects = []
                for name, house in comparison.bots:
                    token = f"{len(simulator.world.bots) + 1}:TRAFFIC"
                    bot = simulator.world.add_bot(token, f"bot{len(found)}_bot", name)
                    crowd = Crowd(simulator.world, bot, questions, plan.crowd, notices)
                    await bots.enter_async_context(crowd.listening())
                    found.append(measured := Measured(name, house.name))
                    here = folder / str(len(found))
                    await asyncio.to_thread(here.mkdir)
                    first, start = crowd.ask_first(), time.perf_counter()
                    if name == WHOLE:
                        starting = whole_bot(simulator.url, token, house, here, learned, bots)
                    else:
                        starting = echo_bot(simulator.url, token, house, here, bots)
                    served = await starting
                    await answered(first, served.processes[0], here / "log")
                    if not house.postgresql:  # else making it is most of the time
                        measured.start_s = time.perf_counter() - start
                    subjects.append(Subject(served, crowd, measured))
                await _load(subjects, plan, comparison.what)
    return found


async def _load(subjects: Sequence[Subject], plan: Plan, what: str) -> None:
    for subject in subjects:
        await subject.crowd.all_once(AT_ONCE)
    for turn in range(plan.turns[what]):
        for subject in subjects[:: 1 if turn % 2 else -1]:
            await subject.saturate(plan.seconds)
    for subject in subjects:
        await subject.steady(plan.steady[what])


def _content() -> tuple[list[str], Path]:
    """Return the example questions, and the folder with what was learned from them."""
    catalogue = load(CONTENT, datetime.now(UTC).date()).catalogue
    assert catalogue is not None, "thangdee check says what is wrong with the content"
    learned = next((folder for folder in _LEARNED if folder.is_dir()), _LEARNED[-1])
    return [text for text, _ in catalogue.examples()], learned


def learn() -> None:
    """Let the bot learn from the content if it has not: a minute or more, once after each change."""
    from bot.knowledge import Library

    _, learned = _content()
    before = set(learned.glob("*")) if learned.is_dir() else set()
    start = time.perf_counter()
    Library.open(CONTENT, datetime.now(UTC).date(), learned=learned)
    if set(learned.glob("*")) != before:
        taken = time.perf_counter() - start
        print(f"learned from the content first, for {taken:.0f} s", file=sys.stderr)


async def _until_stopped(plan: Plan, comparisons: Sequence[Comparison]) -> list[Measured]:
    """Measure; a SIGTERM ends it as Ctrl-C does: everything that was started is stopped."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await measure(plan, comparisons)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a short run, within 50 s")
    parser.add_argument("--tiny", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--mode", choices=MODES, action="append", help="this one alone")
    parser.add_argument(
        "--replicas",
        action="store_true",
        help="one against two processes over a PostgreSQL instead, by webhook",
    )
    options = parser.parse_args(arguments)
    modes = options.mode or MODES
    if options.replicas and "webhook" not in modes:
        parser.error("--replicas is by webhook: several processes cannot poll for one bot")
    learn()
    wanted = [REPLICAS] if options.replicas else [one for one in TO_ECHO if one.what in modes]
    plan = TINY if options.tiny else QUICK if options.quick else FULL
    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        measured = asyncio.run(_until_stopped(plan, wanted))
        print(json.dumps(figures(measured)) if options.json else report(measured))
        return
    sys.exit(130)


if __name__ == "__main__":
    main()
