"""What Telegram shows of the bot itself: commands and descriptions, per language.

They are set at each start, beside answering: nine requests that nobody who asks has to wait for.
"""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.constants import BotDescriptionLimit
from telegram.error import TelegramError

from bot.i18n import Translator
from handlers.context import SERVICES, Services, ThangdeeApplication

_log = logging.getLogger(__name__)
_PUBLISHED = "published"
"""The key under which an application notes that it was done."""

ISO_639_1 = 2
"""Telegram keeps texts by two-letter codes; languages with three letters get the default ones."""


async def publish(bot: Bot, services: Services) -> bool:
    """Set commands, description and short description for everybody and for each language.

    Everybody whose app speaks none of the languages sees the default language's texts with the
    others behind them. Returns whether Telegram took all; a refusal is logged, never fatal: the bot
    works without.
    """
    order = services.settings.languages.sorted(services.translators)
    translators = [services.translators[code] for code in order]
    try:
        await _publish(bot, translators, None)
        for translator in translators:
            if len(translator.language) == ISO_639_1:
                await _publish(bot, [translator], translator.language)
    except TelegramError as error:
        _log.warning("Telegram did not take commands or descriptions: %s", type(error).__name__)
        return False
    return True


async def publish_once(application: ThangdeeApplication) -> None:
    """Publish unless that was done: the texts stay the same while the bot runs."""
    if not application.bot_data.get(_PUBLISHED):
        services: Services = application.bot_data[SERVICES]
        application.bot_data[_PUBLISHED] = await publish(application.bot, services)


async def _publish(bot: Bot, speakers: list[Translator], code: str | None) -> None:
    commands = [
        BotCommand(name, " · ".join(dict.fromkeys(_commands(tr)[name] for tr in speakers)))
        for name in _commands(speakers[0])
    ]
    await bot.set_my_commands(commands, language_code=code)
    long = "\n\n".join(dict.fromkeys(_description(tr) for tr in speakers))
    short = " · ".join(dict.fromkeys(_short_description(tr) for tr in speakers))
    await bot.set_my_description(
        long[: BotDescriptionLimit.MAX_DESCRIPTION_LENGTH], language_code=code
    )
    await bot.set_my_short_description(
        short[: BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH], language_code=code
    )


def _commands(tr: Translator) -> dict[str, str]:
    return {
        "sos": tr("Help now: emergency numbers"),
        "offices": tr("Offices and hotlines"),
        "nearby": tr("Help near you"),
        "menu": tr("All topics"),
        "checklist": tr("Lists to tick before a journey"),
        "alerts": tr("Alerts: law changes, scams"),
        "remind": tr("Reminders of dates"),
        "hide": tr("Empty this chat"),
        "language": tr("Change the language"),
        "country": tr("Where I am now"),
        "help": tr("How to use me"),
        "about": tr("Who runs this bot"),
        "privacy": tr("What is kept of me"),
        "forget": tr("Delete what is kept of me"),
    }


def _description(tr: Translator) -> str:
    return tr(
        "Answers for Lao people who work abroad or want to: the legal way, problems at work, "
        "sending money, coming home, help in danger. Free. Does not ask who you are."
    )


def _short_description(tr: Translator) -> str:
    return tr("Checked answers for Lao workers abroad")
