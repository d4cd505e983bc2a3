"""In webhook mode Telegram is asked something while nobody else does: a quiet night is no trouble."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.health import Part
from handlers.chores import Chore
from handlers.context import SERVICES, Services, ThangdeeApplication

QUIET_SECONDS = 60.0
"""After so long without an answer from Telegram it is asked for one."""


async def ask_when_quiet(application: ThangdeeApplication) -> None:
    """Ask Telegram who we are if it has not answered anything for long; polling asks all the time."""
    services: Services = application.bot_data[SERVICES]
    health = services.health
    quiet = health.seconds_since(Part.TELEGRAM)
    if services.settings.mode == "polling" or (quiet is not None and quiet < QUIET_SECONDS):
        return
    try:
        await application.bot.get_me()
    except TelegramError as error:
        health.fails(Part.TELEGRAM, type(error).__name__)
    else:
        health.works(Part.TELEGRAM)


CHORE = Chore("asking Telegram", seconds=15, do=ask_when_quiet, everywhere=True)
