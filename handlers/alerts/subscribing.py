"""Which alerts somebody wants: a screen with a box for each topic."""

from __future__ import annotations

from collections.abc import Callable, Collection

from telegram import CallbackQuery, Chat, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.store import AlertTopic, Event
from handlers import aloud
from handlers.alert_routes import EVERY_TOPIC, Subscribe, Wish
from handlers.alerts.message import title
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.context import in_group as from_group
from handlers.richtext import RichText, bold, joined
from handlers.routes import Place, decode
from handlers.screen import Button, Screen, acknowledge
from handlers.view import View


def register(application: ThangdeeApplication) -> None:
    """Add the handler for the boxes and for "stop"."""
    application.add_handler(CallbackQueryHandler(tapped, pattern=_is_wish))
    application.add_handler(CommandHandler("alerts", in_group, filters.ChatType.GROUPS))


def _is_wish(data: object) -> bool:
    return isinstance(data, str) and isinstance(decode(data), Subscribe)


def choice(
    view: View, wanted: Collection[AlertTopic] = (), said: str = "", *, group: bool = False
) -> Screen:
    """Return the boxes, those of ``wanted`` ticked; ``said`` stands above.

    In a ``group`` the ways on lead to a chat alone.
    """
    tr = view.tr
    rows = []
    for topic in AlertTopic:
        box, wish = ("☑", Wish.OFF) if topic in wanted else ("☐", Wish.ON)
        rows.append((Button(f"{box} {title(view, topic)}", Subscribe(wish, topic.value)),))
    if wanted:
        rows.append((Button(f"🔕 {tr('Stop all alerts')}", Subscribe(Wish.OFF, EVERY_TOPIC)),))
    paragraphs = [
        RichText(said),
        bold(f"🔔 {tr('Alerts')}"),
        RichText(
            tr("I write to you when something important happens. Tap what you want to hear of:")
        ),
        RichText(
            tr(
                "To send them I keep the number of this chat, nothing else of you. When you stop "
                "them it is deleted at once."
            )
        ),
    ]
    ways = aloud.ways(view) if group else view.foot(Place.ALERTS)
    return Screen(joined(paragraphs, "\n\n"), (*rows, *ways))


async def page_of(
    update: Update, context: Context, said: Callable[[View], str] = lambda _: ""
) -> Callable[[View], Screen]:
    """Return the boxes as they are ticked in the chat of ``update``."""
    chat = update.effective_chat
    wanted = await context.services.store.subscriptions.of(chat.id) if chat else frozenset()
    group = from_group(update)
    return lambda view: choice(view, wanted, said(view), group=group)


async def tapped(update: Update, context: Context) -> None:
    """Tick or clear a box, and show all of them.

    In a group only its administrators may: everybody there gets the alerts.
    """
    query, chat = update.callback_query, update.effective_chat
    route = decode(query.data or "") if query else None
    if query is None or chat is None or not isinstance(route, Subscribe):
        return
    reader = await _reader(update, context)
    if not await _may(query, chat):
        await _refuse(query, context, reader)
        return
    await acknowledge(query)
    subscriptions = context.services.store.subscriptions
    every = route.topic == EVERY_TOPIC
    topics = tuple(AlertTopic) if every else (AlertTopic(route.topic),)
    if route.wish is not Wish.ON:
        await subscriptions.remove(chat.id, topics)
    elif any([await subscriptions.add(chat.id, topic) for topic in topics]):
        language = reader.languages[0] if len(reader.languages) == 1 else ""
        context.services.store.counts.add(Event.SUBSCRIBED, language=language)

    def said(view: View) -> str:
        if route.wish is not Wish.STOP:
            return ""
        return view.tr("Done. No more of these alerts: {topic}", topic=title(view, topics[0]))

    await context.show(update, reader, await page_of(update, context, said))


async def in_group(update: Update, context: Context) -> None:
    """Show the boxes of a group."""
    reader = await _reader(update, context)
    await context.show(update, reader, await page_of(update, context))


async def _reader(update: Update, context: Context) -> Reader:
    """Return who reads: in a group its language, or the first one."""
    reader = await context.reader(update)
    return Reader(reader.person, reader.languages[:1]) if from_group(update) else reader


async def _may(query: CallbackQuery, chat: Chat) -> bool:
    if chat.type == ChatType.PRIVATE:
        return True
    member = await chat.get_member(query.from_user.id)
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


async def _refuse(query: CallbackQuery, context: Context, reader: Reader) -> None:
    views = (context.view(reader, language) for language in reader.languages)
    said = [view.tr("Only an administrator of the group can change its alerts.") for view in views]
    try:
        await query.answer("\n".join(said), show_alert=True)
    except BadRequest:
        return  # too old to be answered (gotcha 13)
