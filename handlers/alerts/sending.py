"""Sends alerts from the outbox: paced, and nobody twice.

One request to Telegram stands between taking a chat and settling it. So these messages do not go through
the bot's own rate limiter, which may hold a request back for minutes and repeat it: they keep their own
pace, stand behind all answers in its line before that, and wait here when Telegram asks to.
"""

from __future__ import annotations

import asyncio
import logging
import math
from datetime import timedelta

from telegram import Bot, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.store import Delivery
from handlers.alerts.message import message
from handlers.chores import Chore
from handlers.context import SERVICES, Services, ThangdeeApplication
from handlers.pacing import Pacer
from handlers.request import NOT_SENT
from handlers.screen import NO_PREVIEW, Screen, merged, with_plain_fallback
from handlers.sent import note

_log = logging.getLogger(__name__)

MOST_IN_THE_AIR = 4
"""Messages on their way at once: 20 a second when Telegram takes 200 ms for each. It is also how many
fates a killed process can leave unknown."""

TIMEOUTS = {"pool_timeout": 10, "connect_timeout": 5, "write_timeout": 5, "read_timeout": 20}
"""Seconds. Longer than for answers: an answer of Telegram that is missed makes a fate unknown."""

STOP_SECONDS = 10
"""How long a stop waits for messages on their way."""

LONGEST_WAIT = 60.0
"""Seconds between attempts when Telegram cannot be reached; doubled from one on."""


async def send_alerts(application: ThangdeeApplication) -> None:
    """Send whatever waits to be sent."""
    services: Services = application.bot_data[SERVICES]
    if not await services.store.deliveries.open():
        return
    await services.store.deliveries.lose()
    await Round(application.bot, services, services.settings.alerts.per_second).run()


CHORE = Chore("sending alerts", seconds=1, do=send_alerts)


class Round:
    """Sends until nobody waits, at most ``per_second`` messages in a second."""

    def __init__(self, bot: Bot, services: Services, per_second: float = math.inf) -> None:
        self._usual = bot
        limiter = bot.rate_limiter if isinstance(bot, ExtBot) else None
        self._pacer = limiter if isinstance(limiter, Pacer) else None
        # The same connections, but a request that failed is never made again.
        address = bot.base_url.removesuffix(bot.token)
        self._bot = Bot(bot.token, base_url=address, request=bot.request)
        self._username = bot.username
        self._services = services
        self._deliveries = services.store.deliveries
        self._interval = 1 / per_second
        self._next = 0.0
        self._trouble = 0.0
        self._empty = False
        self._screens: dict[tuple[int, tuple[str, ...]], Screen] = {}

    async def run(self) -> None:
        """Send to everybody who waits; when cancelled, finish what is on its way."""
        in_the_air: set[asyncio.Task[None]] = set()
        try:
            while not self._empty:
                await self._turn()
                if self._trouble and not await self._answers():
                    self._back_off()
                    continue
                in_the_air.add(asyncio.create_task(self._send_one()))
                if len(in_the_air) >= MOST_IN_THE_AIR:
                    in_the_air = await _landed(in_the_air)
            while in_the_air:
                in_the_air = await _landed(in_the_air)
        finally:
            if in_the_air:
                await asyncio.wait(in_the_air, timeout=STOP_SECONDS)
        await self._turn()  # a wait that Telegram asked for holds for the next round too
        await self._services.store.alerts.finish()

    async def _turn(self) -> None:
        """Wait until the next message may go: a steady rate, without catching up."""
        now = asyncio.get_running_loop().time
        while (wait := self._next - now()) > 0:  # noqa: ASYNC110 - a wait may grow meanwhile
            await asyncio.sleep(wait)
        if self._pacer:  # answers go first: both together are no more than Telegram takes
            await self._pacer.wait_behind_answers()
        self._next = now() + self._interval

    async def _answers(self) -> bool:
        """Tell whether Telegram is back after a failure, without putting an alert at stake."""
        try:
            await self._usual.get_me()
        except TelegramError:
            return False
        return True

    def _hold(self, seconds: float) -> None:
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)

    def _back_off(self) -> None:
        self._trouble = min(LONGEST_WAIT, max(1.0, 2 * self._trouble))
        self._hold(self._trouble)

    async def _send_one(self) -> None:
        delivery = await self._deliveries.claim()
        if delivery is None:
            self._empty = True
            return
        try:
            screen = await self._screen(delivery)
        except Exception:
            await self._deliveries.release(delivery)
            raise
        await self._send(delivery, screen)

    async def _send(self, delivery: Delivery, screen: Screen) -> None:
        """Send one message and settle what became of it."""
        deliveries = self._deliveries
        try:
            number = await self._message_id(delivery, screen)
        except RetryAfter as error:
            await deliveries.release(delivery)
            wait = error.retry_after
            self._hold(wait.total_seconds() if isinstance(wait, timedelta) else wait)
        except ChatMigrated as error:
            await self._services.store.move(delivery.chat_id, error.new_chat_id)
            await self._send(Delivery(delivery.alert_id, error.new_chat_id), screen)
        except Forbidden:
            await self._drop(delivery)
        except BadRequest as error:
            if "chat not found" in error.message.lower():
                await self._drop(delivery)
                return
            _log.error("Telegram refused alert %d in a chat", delivery.alert_id)
            await deliveries.failed(delivery)
        except NetworkError as error:
            if isinstance(error.__cause__, NOT_SENT):
                await deliveries.release(delivery)
            else:  # it may have arrived: never again by itself (gotcha 10)
                await deliveries.unknown(delivery)
            self._back_off()
        except TelegramError:
            await deliveries.release(delivery)
            raise
        else:
            await deliveries.sent(delivery, number)
            if delivery.chat_id > 0:  # so that /hide takes it along
                await note(self._services.store, delivery.chat_id, [number])
            self._trouble = 0.0

    async def _message_id(self, delivery: Delivery, screen: Screen) -> int:
        reply = (
            ReplyParameters(delivery.reply_to, allow_sending_without_reply=True)
            if delivery.reply_to
            else None
        )
        sent = await with_plain_fallback(
            screen.content,
            lambda text, entities: self._bot.send_message(
                delivery.chat_id,
                text,
                entities=entities,
                reply_markup=screen.markup(),
                reply_parameters=reply,
                link_preview_options=NO_PREVIEW,
                **TIMEOUTS,  # type: ignore[arg-type]
            ),
        )
        return sent.message_id

    async def _drop(self, delivery: Delivery) -> None:
        """Count somebody who blocked the bot or is gone, and keep nothing that was asked for there."""
        await self._deliveries.unreachable(delivery)
        await self._services.store.drop(delivery.chat_id)

    async def _screen(self, delivery: Delivery) -> Screen:
        """Return the alert in the language of the chat, or in all languages before a choice.

        It is drawn once for each: an alert that is being sent no longer changes.
        """
        languages = await self._services.languages_of(delivery.chat_id)
        known = self._screens.get((delivery.alert_id, languages))
        if known is not None:
            return known
        alert = await self._services.store.alerts.get(delivery.alert_id)
        if alert is None:
            raise AssertionError("a delivery without its alert")
        views = (self._services.view(language, self._username) for language in languages)
        screen = merged([message(view, alert) for view in views])
        self._screens[delivery.alert_id, languages] = screen
        return screen


async def _landed(in_the_air: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Wait until one of the messages has arrived; return the others. Raises what one raised."""
    done, others = await asyncio.wait(in_the_air, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
    return others
