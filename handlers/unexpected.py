"""Everything a person can send that is not a question: each gets a fitting reply, never silence."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.i18n import Translator
from handlers import places
from handlers.ask import meant_for_bot
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
    application.add_handler(ChatMemberHandler(joined_chat, ChatMemberHandler.MY_CHAT_MEMBER))


async def unexpected(update: Update, context: Context) -> None:
    """Say what the bot cannot do with this kind of message, and what to do instead."""
    message = update.effective_message
    if message is None or not meant_for_bot(message, context.bot.username):
        return
    reader = await context.reader(update)

    def page(view: View) -> Screen:
        return Screen(RichText(_said(update, view.tr)), view.foot(Place.MENU))

    await context.show(update, reader, page)


def _said(update: Update, tr: Translator) -> str:
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


async def joined_chat(update: Update, context: Context) -> None:
    """Greet a group that the bot was added to."""
    change = update.my_chat_member
    if change is None or change.chat.type == ChatType.PRIVATE:
        return
    was_in, is_in = (status in {"member", "administrator"} for status in (
        change.old_chat_member.status, change.new_chat_member.status
    ))  # fmt: skip
    if is_in and not was_in:
        await context.show(update, await context.reader(update), places.group)
