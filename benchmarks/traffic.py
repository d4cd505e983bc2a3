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
from benchmarks.running import Running
from benchmarks.traffic_bots import ECHO, WHOLE, House, answered, echo_bot, whole_bot
from benchmarks.traffic_figures import Load, Measured, figures, report
from bot.catalogue.loader import load
from bot.i18n import translators
from bot.simulator.server import Simulator
from handlers.limits import BUSY, FLOOD, words

AT_ONCE = 64
"""People who wait for an answer at a time: as many as the bot serves side by side."""

PER_SECOND = 50
CROWD = 300
MODES = ("polling", "webhook")
_LEARNED = (ROOT / "data" / "learned", ROOT / ".pytest_cache" / "learned")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long everything takes: ``turns`` at saturation of ``seconds`` each, by turns with the echo
    bot, and ``steady`` seconds at 50 a second. After ``late`` seconds no other mode is begun."""

    turns: dict[str, int]
    seconds: float
    steady: dict[str, float]
    crowd: int = CROWD
    late: float = float("inf")


QUICK = Plan({"polling": 3, "webhook": 1}, 1.5, {"polling": 5.0, "webhook": 2.0}, 150, late=32)
FULL = Plan({"polling": 7, "webhook": 7}, 5.0, {"polling": 30.0, "webhook": 30.0})
TINY = Plan({"polling": 1, "webhook": 1}, 0.3, {"polling": 0.5, "webhook": 0.5}, crowd=20)

HOUSES = (House("polling"), House("webhook"))
REPLICAS = (House("webhook", postgresql=True), House("webhook", postgresql=True, replicas=2))


class Subject:
    """A bot under load: its processes, the people who write to it, what was measured."""

    def __init__(self, processes: Sequence[Running], crowd: Crowd, measured: Measured) -> None:
        self._processes = processes
        self.crowd = crowd
        self.measured = measured

    async def saturate(self, seconds: float) -> None:
        """Load it with all that it takes."""
        worked = self._processor()
        took = await self.crowd.saturate(AT_ONCE, seconds)
        # Those in hand when the time was up were answered as well, so all of its work counts.
        self.measured.turns.append(self._load(took, self._processor() - worked))

    async def steady(self, seconds: float) -> None:
        """Load it with 50 updates a second."""
        worked = self._processor()
        took = await self.crowd.write(PER_SECOND, seconds)
        self.measured.steady = self._load(took, self._processor() - worked)
        self.measured.rss_mb = max(process.megabytes() for process in self._processes)

    def _processor(self) -> float:
        return sum(process.processor() for process in self._processes)

    def _load(self, took: Took, processor: float) -> Load:
        if took.notices:
            raise RuntimeError(f"{took.notices} of {took.done} were told to wait, not answered")
        self.measured.unanswered += took.unanswered
        milliseconds = [1000 * one for one in took.latencies] or [float("inf")]
        return Load(
            per_second=took.answers / took.seconds,
            p50_ms=quantile(milliseconds, 0.5),
            p95_ms=quantile(milliseconds, 0.95),
            p99_ms=quantile(milliseconds, 0.99),
            cpu_ms=1000 * processor / max(took.done, 1),
            telegram_busy=took.processor / took.seconds,
        )


async def measure(plan: Plan, houses: Sequence[House] = HOUSES) -> list[Measured]:
    """Return what was measured of the whole bot and of the echo bot in each of ``houses``."""
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
        for house in houses:
            if found and time.perf_counter() - begun > plan.late:
                print(f"{house.name} is left out: this machine is too busy", file=sys.stderr)
                break
            async with AsyncExitStack() as bots:
                subjects = []
                for name in (WHOLE, ECHO):
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
                    processes = await starting
                    if not house.postgresql:  # else making it is most of the time
                        await answered(first, processes[0], here / "log")
                        measured.start_s = time.perf_counter() - start
                    subjects.append(Subject(processes, crowd, measured))
                await _load(subjects, plan, house.mode)
    return found


async def _load(subjects: Sequence[Subject], plan: Plan, mode: str) -> None:
    for subject in subjects:
        await subject.crowd.all_once(AT_ONCE)
    for turn in range(plan.turns[mode]):
        for subject in subjects[:: 1 if turn % 2 else -1]:
            await subject.saturate(plan.seconds)
    for subject in subjects:
        await subject.steady(plan.steady[mode])


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


async def _until_stopped(plan: Plan, houses: Sequence[House]) -> list[Measured]:
    """Measure; a SIGTERM ends it as Ctrl-C does: everything that was started is stopped."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await measure(plan, houses)


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
        help="one against two processes over a PostgreSQL instead",
    )
    options = parser.parse_args(arguments)
    learn()
    wanted = REPLICAS if options.replicas else HOUSES
    houses = [one for one in wanted if one.mode in (options.mode or MODES)]
    plan = TINY if options.tiny else QUICK if options.quick else FULL
    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        measured = asyncio.run(_until_stopped(plan, houses))
        print(json.dumps(figures(measured)) if options.json else report(measured))
        return
    sys.exit(130)


if __name__ == "__main__":
    main()
