"""Setting reminders: by buttons, or with /remind and a date in one's own hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from telegram import Update
from telegram.ext import CommandHandler

from bot import dates
from bot.dates import Fault, read_date
from bot.language.lao import canonical
from bot.store import Event, Paper, Reminder
from handlers import reminders
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.reminder_routes import (
    ChangeReminder,
    ConfirmDate,
    KeepReminder,
    PickDate,
    RemoveReminder,
    RenewReminder,
    ToDate,
)
from handlers.routes import (
    Place,
)
from handlers.screen import Screen
from handlers.view import View

_CALLED = {
    Paper.PASSPORT: r"passport|pass?port|pasapot|ພາສປອດ|ພາດສະປອດ|ໜັງສືຜ່ານແດນ|พาส\w*",
    Paper.WORK_PERMIT: r"(?:work[\s-]*)?permit|ໃບອະນຸຍາດ(?:ເຮັດວຽກ)?|ບັດສີບົວ|ใบอนุญาต\w*",
    Paper.VISA: r"visa|ວີຊ[່້]?າ|วีซ่า",
    Paper.REPORT_90: (
        r"(?:report|ລາຍງານ|ແຈ້ງທີ່ຢູ່)[\s-]*90"
        r"|(?<![\d/.\-])90[\s-]*(?:days?|ມື້|ວັນ)?(?:[\s-]*report)?"
    ),
}
"""How people call the papers."""


def register(application: ThangdeeApplication) -> None:
    """Add the command."""
    application.add_handler(CommandHandler("remind", command))


async def command(update: Update, context: Context) -> None:
    """Show the reminders of this chat, or ask whether the date that was written is right."""
    reader = await context.reader(update)
    text = " ".join(context.args or ())
    draw = _asked(text) if text else None
    await context.show(update, reader, draw or await page_of(Place.REMINDERS, update, context))


def _asked(text: str) -> Callable[[View], Screen]:
    today = dates.today()
    paper, rest = read_paper(text)
    due = read_date(rest, today)
    if due is Fault.NONE and paper and not re.search(r"\d", rest):
        return lambda view: reminders.pick(view, paper, today)
    if isinstance(due, Fault):
        return lambda view: reminders.refused(view, due, paper, today)
    if paper is None:
        return lambda view: reminders.of_which_paper(view, due)
    return lambda view: reminders.confirm(view, paper, due, today)


def read_paper(text: str) -> tuple[Paper | None, str]:
    """Return the paper that is named in ``text``, None if none is, and the text without its name."""
    text = canonical(text)
    for paper, called in _CALLED.items():
        without, times = re.subn(called, " ", text, count=1, flags=re.IGNORECASE)
        if times:
            return paper, without
    return None, text


async def page_of(
    target: Place | ToDate, update: Update, context: Context
) -> Callable[[View], Screen]:
    """Return the function that draws the reminders of a chat, or the choice of a date."""
    chat, today = update.effective_chat, dates.today()
    match target:
        case PickDate(paper, year, month):
            return lambda view: reminders.pick(view, paper, today, year, month)
        case ConfirmDate(paper, due):
            return lambda view: reminders.confirm(view, paper, due, today)
    kept = await context.services.store.reminders.of(chat.id) if chat else []
    return lambda view: reminders.overview(view, kept)


async def change(update: Update, context: Context, reader: Reader, route: ChangeReminder) -> None:
    """Keep, remove or renew a reminder, and show what is kept then."""
    chat, today = update.effective_chat, dates.today()
    if chat is None:
        return
    store = context.services.store.reminders
    paper, old = route.paper, Reminder(chat.id, route.paper, route.due)
    match route:
        case RemoveReminder():
            await store.remove(old)
            await _show(update, context, reader, chat.id, lambda view: f"✅ {view.tr('Removed.')}")
        case KeepReminder(_, due):
            await _keep(update, context, reader, old)
        case RenewReminder(_, due):
            await store.remove(old)
            new = Reminder(chat.id, paper, due + reminders.REPORT_EVERY)
            if paper is Paper.REPORT_90 and new.days(today):
                await _keep(update, context, reader, new)
            else:
                await context.show(update, reader, lambda view: reminders.pick(view, paper, today))


async def _keep(update: Update, context: Context, reader: Reader, new: Reminder) -> None:
    store, today = context.services.store, dates.today()
    if not new.days(today):  # an old button: the day has come nearer, or passed
        await context.show(
            update, reader, lambda view: reminders.confirm(view, new.paper, new.due, today)
        )
        return
    kept = await store.reminders.add(new, today)
    if kept:
        context.count(Event.REMINDED, reader)

    def note(view: View) -> str:
        if kept:
            return reminders.kept_note(view, new.paper, new.due)
        return f"⚠️ {view.tr('You have as many reminders as I can keep. Remove one first.')}"

    await _show(update, context, reader, new.chat_id, note)


async def _show(
    update: Update, context: Context, reader: Reader, chat_id: int, note: Callable[[View], str]
) -> None:
    kept = await context.services.store.reminders.of(chat_id)
    await context.show(update, reader, lambda view: reminders.overview(view, kept, note(view)))
