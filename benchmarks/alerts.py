"""How fast alerts go out, against Telegram's own limit of about 30 messages a second.

    python -m benchmarks.alerts [--people 10000] [--per-second N] [--json]

Sends one alert to so many people through the local Telegram, which runs in this process too, with the
outbox in a SQLite file as in the running bot. Without ``--per-second`` nothing is held back. Half of the
people have chosen a language, the others get both. Fails unless each got the alert exactly once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram.constants import FloodLimit

from benchmarks.project import ROOT
from bot import app
from bot.config import load_settings
from bot.simulator.model import Bot
from bot.simulator.server import Simulator
from bot.store import AlertTopic, Store
from handlers.alerts.sending import MOST_IN_THE_AIR, Round

TOKEN = "1:BENCHMARK"  # noqa: S105 - opens nothing but the local Telegram
LIMIT = int(FloodLimit.MESSAGES_PER_SECOND)
TEXTS = {
    "lo": "**ລະວັງວຽກປອມ** ເບິ່ງ [ຄ່າແຮງ](article:unpaid-wages) " + "ຢ່າຈ່າຍເງິນກ່ອນ " * 20,
    "en": "**Beware of fake jobs**, see [wages](article:unpaid-wages). "
    + "Pay nothing first. " * 20,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One alert: people, seconds, people a second, and how many times Telegram's limit that is.

    ``processor_ms`` is what each message took of the processor, the local Telegram's work included: what
    bounds the rate where nobody else uses the machine.
    """

    people: int
    seconds: float
    per_second: float
    times_the_limit: float
    processor_ms: float
    at_once: int = MOST_IN_THE_AIR


async def measure(people: int, per_second: float) -> Sent:
    """Send an alert to ``people`` at ``per_second`` at most."""
    settings = load_settings(ROOT / "config.yaml")
    lifted = settings.limits.model_copy(update={"messages_per_second": 10_000})
    settings = settings.model_copy(update={"limits": lifted})
    with TemporaryDirectory() as folder:
        async with (
            Simulator() as simulator,
            app.open_services(settings, b"a key of the benchmark", Path(folder)) as services,
        ):
            bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
            await _subscribe(services.store, simulator, bot, people)
            alert = await services.store.alerts.create(AlertTopic.SCAMS, TEXTS)
            await services.store.alerts.send(alert)
            application, _ = app.build(settings, TOKEN, services, base_url=simulator.url)
            async with application:
                start, worked = time.perf_counter(), time.process_time()
                await Round(application.bot, services, per_second).run()
                seconds = time.perf_counter() - start
                worked = time.process_time() - worked
            tally = await services.store.deliveries.tally(alert.id)
            chats = [
                simulator.world.private_chat(bot, person)
                for person in simulator.world.people.values()
            ]
            assert tally.sent == tally.total == people
            assert all(len(chat.messages) == 1 for chat in chats)
    rate = people / seconds
    return Sent(people, seconds, rate, rate / LIMIT, 1000 * worked / people)


async def _subscribe(store: Store, simulator: Simulator, bot: Bot, people: int) -> None:
    for number in range(people):
        person = simulator.world.add_person(f"Noy {number}")
        simulator.world.private_chat(bot, person)
        await store.subscriptions.add(person.id, AlertTopic.SCAMS)
        if number % 2:
            await store.people.put(person.id, language="lo")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--per-second", type=float, default=math.inf)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    options = parser.parse_args()
    sent = asyncio.run(measure(options.people, options.per_second))
    if options.json:
        print(json.dumps(asdict(sent)))
    else:
        print(
            f"{sent.people} people in {sent.seconds:.0f} s: {sent.per_second:.0f} a second, "
            f"{sent.times_the_limit:.1f} times Telegram's limit of about {LIMIT}; "
            f"{sent.processor_ms:.1f} ms of the processor each"
        )


if __name__ == "__main__":
    main()
