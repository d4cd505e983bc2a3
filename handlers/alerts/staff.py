"""Staff write, preview, send and correct alerts in the chat. Others get the usual replies."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.alerts import AlertTextError, read
from bot.store import Alert, AlertStatus, AlertTopic, Tally
from handlers.alert_routes import StaffAct, StaffAlert
from handlers.alerts import cards
from handlers.alerts.message import message as alert_message
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.pages import gone
from handlers.richtext import RichText
from handlers.routes import Place, decode
from handlers.screen import Screen, acknowledge
from handlers.staff import is_staff, staff_only
from handlers.view import View

MOST_LISTED = 5
_STYLES = {MessageEntity.BOLD: "**", MessageEntity.ITALIC: "*"}


def register(application: ThangdeeApplication) -> None:
    """Add the commands /id (for everybody) and /alert, replies to cards, and the cards' buttons."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    staff = staff_only(application) & private
    application.add_handler(CommandHandler("id", own_id, private))
    application.add_handler(CommandHandler("alert", command, staff))
    replies = staff & filters.TEXT & ~filters.COMMAND & _ToCard()
    application.add_handler(MessageHandler(replies, replied))
    application.add_handler(CallbackQueryHandler(tapped, pattern=_is_act))


class _ToCard(filters.MessageFilter):
    """Replies to a card."""

    def filter(self, message: Message) -> bool:
        """Tell whether the message that is answered has the buttons of a card."""
        return _alert_of(message) is not None


def _alert_of(message: Message) -> int | None:
    """Return the number of the alert whose card ``message`` answers."""
    card = message.reply_to_message
    rows = card.reply_markup.inline_keyboard if card and card.reply_markup else ()
    data = [button.callback_data for row in rows for button in row]
    routes = [decode(one) for one in data if isinstance(one, str)]
    acts = [one for one in routes if isinstance(one, StaffAlert) and one.act is StaffAct.LIST]
    return acts[0].alert if acts else None


def _is_act(data: object) -> bool:
    return isinstance(data, str) and isinstance(decode(data), StaffAlert)


async def own_id(update: Update, context: Context) -> None:
    """Tell a person's own Telegram id, which config.yaml wants of staff."""
    user = update.effective_user
    if user is None:
        return

    def page(view: View) -> Screen:
        said = view.tr("Your number at Telegram is {number}", number=user.id)
        return Screen(RichText(said), view.foot(Place.MENU))

    await context.show(update, await context.reader(update), page)


async def command(update: Update, context: Context) -> None:
    """Tell how to write an alert; or take one: its topic, then a text in every language."""
    message = update.effective_message
    if message is None:
        return
    reader = await context.reader(update)
    topic, text = _written(message)
    if topic not in set(AlertTopic):
        await _list(update, context, reader)
        return
    texts = await _texts(update, context, reader, text)
    if texts is not None:
        alert = await context.services.store.alerts.create(AlertTopic(topic), texts)
        await _preview(update, context, reader, alert)


async def replied(update: Update, context: Context) -> None:
    """Take the text that replaces a draft, or corrects what was sent."""
    message = update.effective_message
    number = _alert_of(message) if message else None
    if message is None or number is None:
        return
    alerts = context.services.store.alerts
    reader = await context.reader(update)
    texts = await _texts(update, context, reader, markdown_of(message))
    old = await alerts.get(number)
    if texts is None or old is None:
        return
    if old.status is not AlertStatus.DRAFT:
        await _preview(update, context, reader, await alerts.create(old.topic, texts, old.id))
    elif await alerts.rewrite(old.id, texts):
        await _preview(update, context, reader, await alerts.get(old.id) or old)


async def tapped(update: Update, context: Context) -> None:
    """Do what a button of a card says, and show how the alert stands."""
    query = update.callback_query
    route = decode(query.data or "") if query else None
    if query is None or not isinstance(route, StaffAlert):
        return
    await acknowledge(query)
    reader = await context.reader(update)
    if not is_staff(update, context):
        await context.show(update, reader, gone)
        return
    alerts = context.services.store.alerts
    alert = await alerts.get(route.alert)
    if alert is None or route.act is StaffAct.LIST:
        await _list(update, context, reader)
        return
    match route.act:
        case StaffAct.SEND:
            await alerts.send(alert)
        case StaffAct.CANCEL:
            await alerts.cancel(alert.id)
        case StaffAct.PAUSE:
            await alerts.pause(alert.id)
        case StaffAct.RESUME:
            await alerts.resume(alert.id)
        case StaffAct.AGAIN | StaffAct.LEAVE:
            await alerts.resolve(alert.id, again=route.act is StaffAct.AGAIN)
    await _card(update, context, reader, alert.id)


async def _list(update: Update, context: Context, reader: Reader) -> None:
    newest = await context.services.store.alerts.newest(MOST_LISTED)
    await context.show(update, reader, lambda view: cards.usage(view, newest))


async def _texts(
    update: Update, context: Context, reader: Reader, text: str
) -> dict[str, str] | None:
    """Return the texts by language; None, and what is wrong is said, if they cannot be sent."""
    try:
        return dict(read(text, context.languages(), context.knowledge.catalogue))
    except AlertTextError as error:
        found = error.found
        await context.show(update, reader, lambda view: cards.faulty(view, found))
        return None


async def _preview(update: Update, context: Context, reader: Reader, alert: Alert) -> None:
    """Show an alert as people get it, a message for each language, then its card."""
    for language in context.languages():
        view = context.view(reader, language)
        await context.deliver(update, reader, alert_message(view, alert), fresh=True)
    await _card(update, context, reader, alert.id)


async def _card(update: Update, context: Context, reader: Reader, number: int) -> None:
    store = context.services.store
    alert, tally = await store.alerts.get(number), await store.deliveries.tally(number)
    if alert is None:
        return
    receivers = await store.alerts.receivers(alert) if alert.status is AlertStatus.DRAFT else 0
    await context.show(update, reader, lambda view: cards.card(view, alert, tally, receivers))
    query, chat = update.callback_query, update.effective_chat
    if query and query.message and chat and alert.status is not AlertStatus.DRAFT:
        await store.deliveries.watch(number, chat.id, query.message.message_id, shown(alert, tally))


def shown(alert: Alert, tally: Tally) -> str:
    """Return what of an alert a card tells, so that it is edited only after a change."""
    numbers = (tally.total, tally.settled, tally.sent, tally.unknown, tally.sending)
    return ":".join([alert.status.value, *map(str, numbers)])


def _written(message: Message) -> tuple[str, str]:
    """Return the topic and the text behind the command."""
    _, _, rest = markdown_of(message).partition(" ")
    topic, _, text = rest.strip().partition("\n")
    return topic.strip().lower(), text


def markdown_of(message: Message) -> str:
    """Return the text of a message with its bold, italics and links as Markdown.

    Phones turn what is typed as ``**bold**`` into an entity before it is sent.
    """
    raw = (message.text or "").encode("utf-16-le")
    marks: list[tuple[int, str]] = []
    for entity in message.entities:
        end = entity.offset + entity.length
        if sign := _STYLES.get(entity.type):
            marks += [(entity.offset, sign), (end, sign)]
        elif entity.type == MessageEntity.TEXT_LINK:
            marks += [(entity.offset, "["), (end, f"]({entity.url})")]
    parts, last = [], 0
    for at, sign in sorted(marks, key=lambda mark: mark[0]):
        parts += [raw[last * 2 : at * 2].decode("utf-16-le", "replace"), sign]
        last = at
    return "".join([*parts, raw[last * 2 :].decode("utf-16-le", "replace")])
