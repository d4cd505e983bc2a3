"""/stats: what people asked in the last days, as a picture for the staff."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.report.gather import gather
from bot.report.model import Period, Report, Rules
from bot.report.tables import few, glance, rules
from bot.report.words import Words
from bot.store import Count
from handlers.context import Context, ThangdeeApplication
from handlers.richtext import RichText
from handlers.routes import Place
from handlers.screen import Screen, merged
from handlers.staff import staff_only
from handlers.view import View

DAYS = 30
"""Days shown, today being the last of them."""


def register(application: ThangdeeApplication) -> None:
    """Add the command, for the staff alone: for others it is one that nobody knows."""
    application.add_handler(CommandHandler("stats", stats, filters=staff_only(application)))


async def stats(update: Update, context: Context) -> None:
    """Send the picture with its numbers in words; without anything counted, say so."""
    chat = update.effective_chat
    if chat is None:
        return
    await context.bot.send_chat_action(chat.id, ChatAction.UPLOAD_PHOTO)
    services = context.services
    today = datetime.now(UTC).date()
    period = Period(today - timedelta(days=DAYS - 1), today)
    counts = await services.store.counts.between(period.first, period.last)
    reader = await context.reader(update)
    catalogue = services.library.current.catalogue
    words = Words(catalogue, [services.translators[code] for code in reader.languages])
    report, picture = await asyncio.to_thread(
        _drawn, counts, words, period, services.settings.reports.smallest_group
    )
    if report.empty:
        await context.show(update, reader, _nothing)
        return
    views = [context.view(reader, code) for code in reader.languages]
    foot = merged([Screen(RichText(""), view.foot(Place.MENU)) for view in views])
    await context.bot.send_photo(
        chat.id, picture, caption=caption(report, words), reply_markup=foot.markup()
    )


def caption(report: Report, words: Words) -> str:
    """Return the most telling numbers, a line for each, and what is hidden."""
    hidden = " · ".join(few(words))
    lines = [
        f"{' · '.join(name)}: {hidden if number is None else f'{number:,}'}"
        for name, number in glance(report, words).rows
        if isinstance(name, tuple) and (number is None or isinstance(number, int))
    ]
    return "\n".join([*lines, "", *rules(report, words)])


def _drawn(
    counts: Sequence[Count], words: Words, period: Period, smallest: int
) -> tuple[Report, bytes]:
    # Matplotlib takes about a second and 30 MB to load, which most processes that serve never need.
    from bot.report.picture import picture

    report = gather(counts, (), words.catalogue, period, Rules(smallest, withhold=True))
    return report, b"" if report.empty else picture(report, words)


def _nothing(view: View) -> Screen:
    said = view.tr("Nothing was counted in the last {days} days.", days=DAYS)
    return Screen(RichText(said), view.foot(Place.MENU))
