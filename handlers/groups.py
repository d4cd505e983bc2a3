"""Groups: the bot answers when it is spoken to, and leads whoever wants more to a chat alone.

This module takes all updates from groups before the others see them, so whatever they offer is private
unless it is said here. Of a group the language is kept that was chosen for it, of its members nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from telegram import CallbackQuery, Message, MessageEntity, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.language.guess import language_of
from bot.store import Event
from handlers import aloud, questions
from handlers.alert_routes import StaffAlert, Subscribe
from handlers.ask import target_of_key
from handlers.context import Context, Reader, ThangdeeApplication, in_group, is_own_card
from handlers.deeplinks import payload, read_payload
from handlers.measured import answered, find
from handlers.reminder_routes import KeepReminder, RemoveReminder, RenewReminder
from handlers.richtext import RichText, marked
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    ForgetMe,
    GiveLink,
    Place,
    Target,
    ToArticle,
    decode,
)
from handlers.screen import Screen, show
from handlers.start import COMMANDS
from handlers.unexpected import said
from handlers.view import View

_log = logging.getLogger(__name__)

_Page = Callable[[View], Screen]
_PLACE = filters.LOCATION | filters.VENUE
_IN_MOTION = filters.UpdateType.EDITED_MESSAGE & _PLACE
"""A live location, which comes again every few seconds."""


class _InGroup(BaseHandler[Update, Context, None]):
    """What people say and tap in groups."""

    def check_update(self, update: object) -> bool:
        """Tell whether ``update`` is a message or a tap in a group."""
        return (
            isinstance(update, Update)
            and in_group(update)
            and bool(update.message or update.edited_message or update.callback_query)
            and not filters.StatusUpdate.ALL.check_update(update)
            and not _IN_MOTION.check_update(update)
        )


def register(application: ThangdeeApplication) -> None:
    """Add the handlers; they have to come before all others."""
    application.add_handler(_InGroup(spoken))
    application.add_handler(ChatMemberHandler(came_or_went, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migrated), group=1)


async def spoken(update: Update, context: Context) -> None:
    """Answer a tap, a command, a question, or anything else that was meant for the bot."""
    query, message = update.callback_query, update.effective_message
    if query is not None:
        await _tapped(update, context, query)
    elif isinstance(message, Message) and not is_own_card(message, context.bot.id):
        name, addressed, arguments = command_in(message, context.bot.username)
        if name is not None:
            await _command(update, context, name, arguments, addressed=addressed)
        elif meant_for_bot(message, context.bot.username):
            await _asked(update, context, message)


def command_in(message: Message, username: str) -> tuple[str | None, bool, str]:
    """Return the command that a message is, whether it names the bot, and the words behind it.

    The command is None if the message is none, and empty if it is one for another bot.
    """
    first = message.entities[0] if message.text and message.entities else None
    if first is None or first.offset or first.type != MessageEntity.BOT_COMMAND:
        return None, False, ""
    word = next(iter(marked(message, MessageEntity.BOT_COMMAND)), "")
    name, _, bot = word[1:].partition("@")
    if bot and bot.casefold() != username.casefold():
        return "", False, ""
    return name.lower(), bool(bot), (message.text or "")[len(word) :].strip()


def meant_for_bot(message: Message, username: str) -> bool:
    """Tell whether a message names or answers the bot."""
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.username == username:
        return True
    names = marked(message, MessageEntity.MENTION)
    return any(name.casefold() == f"@{username}".casefold() for name in names)


async def _command(
    update: Update, context: Context, name: str, arguments: str, *, addressed: bool
) -> None:
    match name:
        case "start":
            await _start(update, context, arguments)
        case "help":
            await _greet(update, context)
        case "sos":
            context.count(Event.SOS, await _show(update, context, aloud.sos))
        case "language":
            await _show(update, context, aloud.language)
        case _ if _is_known(update, context):
            target = COMMANDS.get(name, Place.MENU)
            await _show(update, context, lambda view: aloud.alone(view, target))
        case _ if addressed:
            await _show(update, context, lambda view: aloud.said(view, said(update, view.tr)))


def _is_known(update: Update, context: Context) -> bool:
    """Tell whether a command would be obeyed alone: those of staff by staff only."""
    handlers = (one for group in context.application.handlers.values() for one in group)
    return any(one.check_update(update) for one in handlers if isinstance(one, CommandHandler))


async def _start(update: Update, context: Context, arguments: str) -> None:
    arrival = read_payload(arguments)
    if arrival is None or arrival.target is Place.MENU:
        await _greet(update, context)
        return
    target = arrival.target
    await _show(update, context, lambda view: _linked(view, target))


def _linked(view: View, target: Target) -> Screen:
    if target is Place.SOS:
        return aloud.sos(view)
    found = view.article(target.article) if isinstance(target, ToArticle) else None
    return aloud.article(view, found) if found else aloud.alone(view, target)


async def _asked(update: Update, context: Context, message: Message) -> None:
    mention = f"@{context.bot.username}"
    text = (message.text or message.caption or "").replace(mention, " ").strip()
    target = target_of_key(context.knowledge.catalogue, text)
    if target is not None:
        await _show(update, context, lambda view: _linked(view, target))
    elif text:
        limit = context.services.settings.limits.message_characters
        found = find(context, text[:limit])
        # A reply would show who is in danger, and what she or he wrote, for good.
        page = partial(aloud.answer, found=found)
        reader = await _show(update, context, page, language_of(text), quote=not found.urgent)
        answered(context, found)
        await questions.count(context, reader, message, text[:limit], found)
    elif message.text or message.caption:
        await _greet(update, context)
    elif _PLACE.check_update(update):
        await _show(update, context, aloud.alone)
    else:
        await _show(update, context, lambda view: aloud.said(view, said(update, view.tr)))


async def _tapped(update: Update, context: Context, query: CallbackQuery) -> None:
    """Let a tap open the chat alone, where it leads; only the group's language is chosen for all."""
    route = decode(query.data or "")
    if isinstance(route, ChooseLanguage) and route.then is Place.MENU:
        await _choose_language(update, context, query, route.language)
        return
    target: Target
    match route:
        case ChooseLanguage(_, then) | ChooseCountry(_, then):
            target = then
        case (
            None
            | GiveLink()
            | ForgetMe()
            | StaffAlert()
            | Subscribe()
            | KeepReminder()
            | RemoveReminder()
            | RenewReminder()
        ):
            target = Place.MENU
        case _:
            target = route
    # Telegram opens a chat from a tap only with a payload, so the menu needs one here too.
    address = f"https://t.me/{context.bot.username}?start={payload(target)}"
    if not await _acknowledge(query, address):
        await _show(update, context, lambda view: aloud.alone(view, target))


async def _choose_language(
    update: Update, context: Context, query: CallbackQuery, language: str
) -> None:
    await _acknowledge(query)
    chat = update.effective_chat
    if chat is None or language not in context.languages():
        await _show(update, context, aloud.alone)
        return
    await context.services.store.people.put(chat.id, language=language)
    name = context.knowledge.catalogue.languages[language].name
    reader = await _reader(update, context)
    view = context.view(reader, language)
    chosen = Screen(RichText(f"🌐 {name} ✓"), aloud.ways(view))
    await show(update, context.bot, chosen)


async def _acknowledge(query: CallbackQuery, address: str | None = None) -> bool:
    try:
        return await query.answer(url=address)
    except BadRequest:
        _log.info("a tap in a group was too old to be acknowledged")
        return False


async def _greet(update: Update, context: Context) -> None:
    """Greet in all languages before one was chosen: many read it, and it comes once."""
    reader = await context.reader(update)
    await show(update, context.bot, context.screen(reader, aloud.greeting))


async def _show(
    update: Update, context: Context, page: _Page, typed: str | None = None, *, quote: bool = True
) -> Reader:
    reader = await _reader(update, context, typed)
    screen = context.screen(reader, page)
    await show(update, context.bot, screen, fresh=True, quote=quote)
    return reader


async def _reader(update: Update, context: Context, typed: str | None = None) -> Reader:
    """Return who reads: the language chosen for the group, else that of the question, else the first."""
    reader = await context.reader(update, typed)
    return Reader(reader.person, reader.languages[:1])


async def came_or_went(update: Update, context: Context) -> None:
    """Greet a group that the bot was added to; forget one that it was put out of."""
    change = update.my_chat_member
    if change is None or not in_group(update):
        return
    was_in, is_in = (_is_in(one) for one in (change.old_chat_member, change.new_chat_member))
    if is_in and not was_in:
        await _greet(update, context)
    elif was_in and not is_in:
        await context.services.store.forget(change.chat.id)


def _is_in(member: Any) -> bool:
    return member.status in {"member", "administrator"}


async def migrated(update: Update, context: Context) -> None:
    """Take along what is kept of a group when it becomes a supergroup, which has another id."""
    message = update.message
    # Both chats tell of it; in the new one this comes before whatever is said there.
    if message is None or message.migrate_from_chat_id is None:
        return
    await context.services.store.move(message.migrate_from_chat_id, message.chat_id)
