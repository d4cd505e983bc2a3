"""The people who run the bot: commands of theirs that nobody else has."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import filters

from handlers.context import SERVICES, Context, Services, ThangdeeApplication


def staff_only(application: ThangdeeApplication) -> filters.BaseFilter:
    """Return what lets through messages of staff in private chats: others get "unknown command"."""
    services: Services = application.bot_data[SERVICES]
    return filters.User(services.settings.staff) & filters.ChatType.PRIVATE


def is_staff(update: Update, context: Context) -> bool:
    """Tell whether a member of the staff did this, in a private chat."""
    user, chat = update.effective_user, update.effective_chat
    alone = chat is not None and chat.type == ChatType.PRIVATE
    return alone and user is not None and user.id in context.services.settings.staff
