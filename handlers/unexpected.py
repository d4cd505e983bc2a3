"""Everything a person can send that is not a question: each gets a fitting reply, never silence."""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.i18n import Translator
from handlers.context import Context, ThangdeeApplication
from handlers.richtext import RichText
from handlers.routes import Place
from handlers.screen import Screen
from handlers.view import View

_SOUND = filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE
_PICTURE = filters.PHOTO | filters.VIDEO | filters.ANIMATION | filters.Document.ALL


def register(application: ThangdeeApplication) -> None:
    """Add the last handlers: what no other one took."""
    kinds = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    handler = MessageHandler(kinds & ~filters.StatusUpdate.ALL, unexpected)
    application.add_handler(handler)


async def unexpected(update: Update, context: Context) -> None:
    """Say what the bot cannot do with this kind of message, and what to do instead."""
    reader = await context.reader(update)

    def page(view: View) -> Screen:
        return Screen(RichText(said(update, view.tr)), view.foot(Place.MENU))

    await context.show(update, reader, page)


def said(update: Update, tr: Translator) -> str:
    """Return what to say to a message that is no question."""
    if _SOUND.check_update(update):
        return tr("I cannot listen to voice messages yet. Please write a few words.")
    if _PICTURE.check_update(update):
        return tr(
            "I cannot look at pictures or files, and I did not keep this one. Please write what "
            "you want to know. Show your papers only to people you trust."
        )
    if filters.CONTACT.check_update(update):
        return tr("I did not keep this phone number. Please write what you want to know.")
    if filters.COMMAND.check_update(update):
        return tr("I do not know this command.")
    return tr("I can only read written messages. Please write what you want to know.")
