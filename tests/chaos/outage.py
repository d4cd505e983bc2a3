"""Telegram is away for an hour: what the bot does meanwhile, and what is left of it afterwards.

    python -m tests.chaos.outage [--minutes 60] [--people 60] [--seed N]

Two bots, one by polling and one by webhook, each over SQLite with a local Telegram of its own. An alert
and reminders are on their way when the line is cut, and people go on writing. A quarter of the time the
line is dead without a word, a quarter connections are refused, a quarter all requests get 502 from a
proxy before Telegram, and a quarter all but what people wrote, which arrives. At the end all must be
well again, by itself and in the same process.
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
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from bot import dates
from bot.app.services import person_key
from bot.config import Secrets
from bot.simulator.faults import Fault
from bot.simulator.server import Simulator
from bot.simulator.world import World
from bot.store import Alert, AlertStatus, AlertTopic, Paper, Reminder, Store
from tests.chaos.houses import Replica
from tests.chaos.line import Line, State
from tests.chaos.lookout import Look, Lookout
from tests.chaos.people import Person, ask, come
from tests.chaos.storm import NO_ANSWER, the_questions
from tests.chaos.toll import ALERTS_PER_SECOND, Toll
from tests.e2e.conftest import ROOT, TOKEN, free_port, learned
from tests.waiting import until

ALERT = "Beware of the outage"
SORRY = "ມີບັນຫາຢູ່ທາງເຮົາ"
_REMINDER = re.compile("⏰.*(?:Days left|ຍັງເຫຼືອ)", re.DOTALL)

DAYS_LEFT = 6
"""Of the reminders, one of which was due the day before."""

BEFORE = 2
"""Questions that everybody asks before, so that the bot has everything in memory."""

BEGUN = 5
"""People whom the alert has reached when the line is cut."""

IN_HAND = 10
"""People who ask in the moment in which the line is cut."""

QUESTIONS = 4
"""What each of the others asks while it is."""

DONE_SECONDS = 180.0
"""How long what waits may take to be done when Telegram is back."""

STILL_SECONDS = 5.0
"""For so long nothing more comes then."""

LONG_MINUTES = 5
"""From here on times and rates mean something: /readyz alone waits for two minutes."""

FOR_EVER = 10**9


@dataclass(frozen=True)
class Plan:
    """An outage: for how many seconds the line is dead, and away in each of the three other ways."""

    dead: float
    others: float
    people: int
    reminders_every: float
    """Seconds."""


@dataclass
class House:
    """A bot, its Telegram, the lines between them, who watches it, and the people."""

    mode: str
    world: World
    replica: Replica
    out: Line
    inward: Line | None
    """What Telegram calls the webhook through."""

    store: Store
    people: list[Person]
    lookout: Lookout

    async def cut(self, state: State) -> None:
        """Cut the line in both directions, or open it."""
        await self.out.become(state)
        if self.inward:
            await self.inward.become(state)

    def answer_502(self, method: str) -> None:
        """Let a proxy answer requests for a method; "*" is any but getUpdates."""
        self.world.faults.add(Fault("502", method=method, times=FOR_EVER))


@asynccontextmanager
async def moved_in(
    folder: Path, mode: str, plan: Plan, rng: random.Random, questions: Sequence[str]
) -> AsyncIterator[House]:
    """Start a bot, with people who have chosen a language and asked something."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(learned(), folder / "data/learned")
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(Simulator())
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        out = Line(int(simulator.url.rpartition(":")[2]))
        await stack.enter_async_context(out.open())
        port, inward, url = free_port(), None, None
        if mode == "webhook":
            inward = Line(port)
            await stack.enter_async_context(inward.open())
            url = f"http://127.0.0.1:{inward.port}/telegram"
        (folder / "config.yaml").write_text(
            f"bot:\n  api_url: http://127.0.0.1:{out.port}\n"
            f"alerts:\n  per_second: {ALERTS_PER_SECOND}\n"
            f"health:\n  port: {0 if inward else port}\n",
            "utf-8",
        )
        awake = ("tests.chaos.awake", str(plan.reminders_every))
        replica = Replica(folder, folder / "bot.log", port, url, before=awake)
        await replica.start()
        stack.push_async_callback(replica.stop)
        await replica.ready()
        store = await Store.open(folder / "data", person_key(Secrets(bot_token=TOKEN)))
        stack.push_async_callback(store.close)
        crowd = []
        for _ in range(plan.people):
            account = simulator.world.add_person("somebody", language_code="lo")
            chat = simulator.world.private_chat(bot, account)
            own = random.Random(rng.random())  # noqa: S311 - no secret
            crowd.append(Person(simulator.world, bot, chat, own, ask))
        await asyncio.gather(*(_settle(one, questions) for one in crowd))
        lookout = Lookout(simulator.world, port)
        yield House(mode, simulator.world, replica, out, inward, store, crowd, lookout)


async def suffer(house: House, plan: Plan, questions: Sequence[str]) -> Toll:
    """Let Telegram be away as planned; then look what is left."""
    alert, lookout, log = await _warn(house), house.lookout, house.replica.log
    async with lookout.watching():
        await until(lambda: sum(_alerts(one) for one in house.people) >= BEGUN)
        before, pid, written = await lookout.look(), house.replica.pid, log.stat().st_size
        await _remind(house)
        for person in house.people[:IN_HAND]:
            _ask(person, questions)
        await until(lambda: any(_answers(one) for one in house.people[:IN_HAND]))
        began = time.monotonic()
        await _be_away(house, plan, questions)
        ended = time.monotonic()
        last = lookout.looks[-1]
        lines = log.read_bytes()[written:].decode("utf-8").splitlines()
        minutes = (ended - began) / 60
        toll = Toll(house.mode, round(minutes, 2), len(house.people))
        toll.answered_s = round(await _until_done(house, alert, ended), 1)
        toll.same_process = house.replica.alive and house.replica.pid == pid
    await _count(house, alert, toll)
    toll.noticed_s = lookout.first(began, ended, lambda look: look.troubles)
    toll.unready_s = lookout.first(began, ended, lambda look: not look.ready)
    toll.well_s = lookout.first(ended, time.monotonic(), lambda look: not look.troubles)
    toll.ready_s = lookout.first(ended, time.monotonic(), lambda look: look.ready)
    toll.looks_failed = lookout.failed
    toll.most_in_second = lookout.most_in_second(ended)
    toll.lines_per_minute = round(len(lines) / minutes, 1)
    toll.attempts_per_minute = round((last.errors - before.errors) / minutes, 1)
    toll.processor_s_per_minute = round((last.processor - before.processor) / minutes, 2)
    toll.rss_mb_before = round(before.rss_mb, 1)
    toll.rss_mb_most = round(max(look.rss_mb for look in lookout.looks), 1)
    toll.rss_mb_after = round(lookout.looks[-1].rss_mb, 1)
    toll.log = dict(Counter(_bare(line) for line in lines).most_common())
    return toll


async def _settle(person: Person, questions: Sequence[str]) -> None:
    await come(person)
    for _ in range(BEFORE):
        await person.say(person.rng.choice(questions), "message")
    person.before = len(person.from_bot())


async def _warn(house: House) -> Alert:
    """Have an alert sent to everybody."""
    for person in house.people:
        await house.store.subscriptions.add(person.chat.id, AlertTopic.SCAMS)
    alert = await house.store.alerts.create(AlertTopic.SCAMS, {"lo": ALERT, "en": ALERT})
    await house.store.alerts.send(alert)
    return alert


async def _remind(house: House) -> None:
    """Have a reminder due for everybody."""
    due = dates.today() + timedelta(days=DAYS_LEFT)
    for person in house.people:
        reminder = Reminder(person.chat.id, Paper.VISA, due)
        await house.store.reminders.add(reminder, due - timedelta(days=10))


async def _be_away(house: House, plan: Plan, questions: Sequence[str]) -> None:
    """Cut the line in one way after another, while people write; open it again."""
    await house.cut(State.DEAD)
    seconds = plan.dead + 3 * plan.others
    writing = [
        asyncio.create_task(_write(one, seconds, questions)) for one in house.people[IN_HAND:]
    ]
    await asyncio.sleep(plan.dead)
    await house.cut(State.REFUSED)
    await asyncio.sleep(plan.others)
    for method in ("*", "getUpdates"):
        house.answer_502(method)
    await house.out.become(State.OPEN)
    await asyncio.sleep(plan.others)
    house.world.faults.clear()
    house.answer_502("*")
    await house.cut(State.OPEN)
    await asyncio.sleep(plan.others)
    await asyncio.gather(*writing)
    # On a busy machine a short one might be over before anybody looks.
    await until(lambda: any(look.troubles for look in house.lookout.looks))
    house.world.faults.clear()


async def _write(person: Person, seconds: float, questions: Sequence[str]) -> None:
    """Ask some questions at any time of the outage; nobody waits for the answer."""
    began = time.monotonic()
    for at in sorted(person.rng.uniform(0, seconds) for _ in range(QUESTIONS)):
        await asyncio.sleep(max(0.0, began + at - time.monotonic()))
        _ask(person, questions)


def _ask(person: Person, questions: Sequence[str]) -> None:
    person.asked += 1
    person.send(person.rng.choice(questions))


async def _until_done(house: House, alert: Alert, ended: float) -> float:
    """Wait until everybody has everything, nothing more comes and the pages say that all is well.

    Return how long the first of that took, :data:`DONE_SECONDS` at most.
    """
    lookout, took = house.lookout, DONE_SECONDS
    while time.monotonic() < ended + DONE_SECONDS:
        await asyncio.sleep(0.5)
        found = await house.store.alerts.get(alert.id)
        done = found is not None and found.status is AlertStatus.DONE
        if done and all(_has_all(one) for one in house.people[IN_HAND:]):
            took = min(took, time.monotonic() - ended)
            still = time.monotonic() - max(ended, *lookout.sent[-1:]) > STILL_SECONDS
            if still and lookout.looks[-1].at > ended and _is_well(lookout.looks[-1]):
                break
    return took


def _is_well(look: Look) -> bool:
    return look.ready and not look.troubles


def _has_all(person: Person) -> bool:
    return _answers(person) >= person.asked and _reminders(person) > 0


def _came(person: Person) -> list[str]:
    return [str(one.get("text", "")) for one in person.from_bot()[person.before :]]


def _alerts(person: Person) -> int:
    return sum(ALERT in text for text in _came(person))


def _reminders(person: Person) -> int:
    return sum(bool(_REMINDER.match(text)) for text in _came(person))


def _answers(person: Person) -> int:
    return len(_came(person)) - _alerts(person) - _reminders(person)


async def _count(house: House, alert: Alert, toll: Toll) -> None:
    for number, person in enumerate(house.people):
        answers, alerts, reminders = _answers(person), _alerts(person), _reminders(person)
        lost, more = max(0, person.asked - answers), max(0, answers - person.asked)
        toll.asked += person.asked
        if number < IN_HAND:
            toll.in_hand_missing += lost
            toll.in_hand_double += more
            toll.in_hand_apologies += sum(SORRY in text for text in _came(person))
        else:
            toll.missing += lost
            toll.double += more
        toll.alerts += alerts > 0
        toll.alert_twice += alerts > 1
        toll.alert_missing += not alerts
        toll.reminders += reminders > 0
        toll.reminder_twice += reminders > 1
        toll.reminder_missing += not reminders
    tally = await house.store.deliveries.tally(alert.id)
    toll.alert_unknown = tally.unknown + tally.failed
    reasons = NO_ANSWER.findall(house.replica.log.read_text("utf-8"))
    toll.in_hand_reasons = sum(int(number or 1) for number in reasons)


def _bare(line: str) -> str:
    """Return a line of the log without its time and numbers."""
    return re.sub(r"\d+", "#", re.sub(r"error \w{6}\b", "error #", line.partition(" ")[2][13:]))


async def live_through(folder: Path, plan: Plan, seed: int) -> list[Toll]:
    """Let both bots live through an outage at the same time."""
    questions = the_questions()

    async def one(mode: str) -> Toll:
        rng = random.Random(f"{seed} {mode}")  # noqa: S311 - no secret
        async with moved_in(folder / mode, mode, plan, rng, questions) as house:
            return await suffer(house, plan, questions)

    async with asyncio.TaskGroup() as both:
        tasks = [both.create_task(one(mode)) for mode in ("polling", "webhook")]
    return [task.result() for task in tasks]


async def main(options: argparse.Namespace) -> list[Toll]:
    """Live through an outage in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="thangdee-outage-") as folder:
        quarter = options.minutes * 60 / 4
        plan = Plan(dead=quarter, others=quarter, people=options.people, reminders_every=30)
        return await live_through(Path(folder), plan, options.seed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--people", type=int, default=60, help="with each of the two bots")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="default: the clock")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    tolls = asyncio.run(main(given))
    print(json.dumps([asdict(toll) for toll in tolls], indent=1, ensure_ascii=False))
    for found in tolls:
        found.check()
        if given.minutes >= LONG_MINUTES:
            found.check_figures()
