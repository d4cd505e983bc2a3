"""A reply as a value, and the one place that knows how Telegram takes it.

Handlers and pages build a :class:`Screen`; :func:`show` edits the message whose button was tapped or
sends a new one, and lives with Telegram's refusals.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote as percent
from urllib.parse import urlencode

from telegram import (
    Bot,
    CallbackQuery,
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatType, MessageLimit
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegramify_markdown import MessageEntity as SplitEntity
from telegramify_markdown import split_entities

from bot.catalogue.model import Point
from handlers.alert_routes import Subscribe, Wish
from handlers.richtext import RichText, joined, payload, utf16_length
from handlers.routes import Route, decode, encode

_log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
LONGEST_MERGED_LABEL = 34
"""Characters that a row of buttons shows on a 360-pixel phone; measured on the chat page."""

_Sent = TypeVar("_Sent")

_CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "no text in the message",  # a venue has none
)
DIVIDER = "\n\n➖➖➖\n\n"


@dataclass(frozen=True, slots=True)
class Share:
    """What a person may send on to others: an address, and a text with it that can still be changed."""

    address: str
    text: str

    def url(self) -> str:
        """Return the link that opens Telegram's own choice of chats with both filled in."""
        words = urlencode({"url": self.address, "text": self.text}, quote_via=percent)
        return f"https://t.me/share/url?{words}"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: exactly one of what follows the label says what it does."""

    label: str
    route: Route | None = None
    url: str | None = None
    copy: str | None = None
    share: Share | None = None

    @property
    def target(self) -> Route | str | None:
        """What a tap does, whatever the label and the words of what is shared say."""
        address = self.share.address if self.share else None
        return self.route or self.url or self.copy or address

    def payload(self) -> dict[str, Any]:
        """Return the button as the Bot API takes it."""
        if self.route is not None:
            return {"text": self.label, "callback_data": encode(self.route)}
        if self.copy is not None:
            return {"text": self.label, "copy_text": {"text": self.copy}}
        return {"text": self.label, "url": self.share.url() if self.share else self.url}

    def as_inline(self) -> InlineKeyboardButton:
        """Return the button as PTB's object."""
        return InlineKeyboardButton.de_json(self.payload())


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map with what it is called and where it is."""

    at: Point
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: text, with buttons under it or the keyboard in place of the phone's own.

    ``ends_keyboard`` gives the phone its own one back. ``article`` is the id of the article that the
    screen belongs to, None if it belongs to none. With a ``venue`` the message is that place on the map,
    and ``content`` is not shown.
    """

    content: RichText
    rows: Rows = ()
    keyboard: ReplyKeyboardMarkup | None = None
    ends_keyboard: bool = False
    article: str | None = None
    venue: Venue | None = None

    def markup(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        """Return the reply markup; a message carries either buttons or the keyboard."""
        if self.rows:
            return InlineKeyboardMarkup([[b.as_inline() for b in row] for row in self.rows if row])
        return ReplyKeyboardRemove() if self.ends_keyboard else self.keyboard

    def markup_payload(self) -> dict[str, Any] | None:
        """Return the reply markup as the Bot API takes it.

        PTB's objects of some thirty buttons and entities, made only to be taken apart again, would be
        a sixth of what an answer costs (docs/performance.md).
        """
        if self.rows:
            return {"inline_keyboard": [[b.payload() for b in row] for row in self.rows if row]}
        markup = self.markup()
        return markup.to_dict() if markup else None


def merged(screens: Sequence[Screen]) -> Screen:
    """Put the same screen in several languages together, for somebody who has not chosen one.

    Texts follow each other. A button that leads to the same place in every language gets its labels
    joined while these fit a phone, else the first language's. What leads elsewhere in each language
    (the way to the other ones) comes below, the buttons of all in a row of their own. Pages that have
    not the same rows in every language (an article with more parts in one) get the first one's.
    """
    first = screens[0]
    if len(screens) == 1:
        return first
    texts = [screen.content for screen in screens]
    divider = DIVIDER if any("\n" in content.text for content in texts) else "\n"
    rows = first.rows
    if len({len(screen.rows) for screen in screens}) == 1:
        versions = zip(*(screen.rows for screen in screens), strict=True)
        rows = tuple(row for version in versions for row in _merged_rows(version) if row)
    return replace(first, content=joined(texts, divider), rows=rows)


def _merged_rows(versions: tuple[tuple[Button, ...], ...]) -> Rows:
    """Merge one row, given as it is in each language, into what is common and what is not."""
    by_target: dict[Route | str | None, list[Button]] = {}
    for button in (button for row in versions for button in row):
        by_target.setdefault(button.target, []).append(button)
    common = [same for same in by_target.values() if len(same) == len(versions)]
    longest = LONGEST_MERGED_LABEL // max(len(common), 1)
    return (
        tuple(
            replace(
                same[0],
                label=_merged_label([button.label for button in same], longest),
                share=_merged_share([button.share for button in same if button.share]),
            )
            for same in common
        ),
        tuple(same[0] for same in by_target.values() if len(same) < len(versions)),
    )


def _merged_label(labels: list[str], longest: int) -> str:
    different = list(dict.fromkeys(labels))
    icon, _, _ = different[0].partition(" ")
    tails = [label.removeprefix(f"{icon} ") for label in different]
    together = f"{icon} " + " · ".join(tails) if len(set(tails)) > 1 else different[0]
    if not all(label.startswith(f"{icon} ") for label in different):
        together = " · ".join(different)
    return together if len(together) <= longest else different[0]


def _merged_share(shares: list[Share]) -> Share | None:
    texts = dict.fromkeys(share.text for share in shares)
    return Share(shares[0].address, "\n\n".join(texts)) if shares else None


async def show(
    update: Update, bot: Bot, screen: Screen, *, fresh: bool = False, quote: bool = True
) -> bool:
    """Show ``screen`` in the chat that ``update`` came from; return whether that changed anything.

    After a tap on a button the tapped message turns into the screen, unless ``fresh`` asks for a new
    message; a second tap changes nothing. Among others, a new message is a reply to the one that it
    answers unless ``quote`` is False. Who blocked the bot gets nothing and nothing is raised.
    """
    chat = update.effective_chat
    if chat is None:
        return False
    query = update.callback_query
    tapped = query.message if query else None
    fits = utf16_length(screen.content.text) <= MessageLimit.MAX_TEXT_LENGTH
    try:
        stays = fresh or not fits or screen.keyboard is not None
        if screen.venue is not None:
            await _send_venue(bot, chat.id, screen, screen.venue)
        elif isinstance(tapped, Message) and not stays and not _is_alert(tapped):
            return await _edit(tapped, screen)
        else:
            await _send(bot, _where(update, chat, quote=quote), screen)
    except Forbidden:
        # Blocked, or put out of the group (gotcha 14): there is nobody to tell.
        _log.info("a reply was not delivered: the bot was blocked or removed from the chat")
        return False
    return True


def _is_alert(message: Message) -> bool:
    """Tell whether a message is an alert: its buttons open new messages, so that it stays."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    data = (button.callback_data for row in rows for button in row)
    routes = (decode(one) for one in data if isinstance(one, str))
    return any(isinstance(route, Subscribe) and route.wish is Wish.STOP for route in routes)


async def acknowledge(query: CallbackQuery) -> None:
    """Stop the button's spinner before any work: Telegram waits only seconds (gotcha 13)."""
    try:
        await query.answer()
    except BadRequest:
        _log.info("a tap was too old to be acknowledged; its screen is shown all the same")


async def _edit(message: Message, screen: Screen) -> bool:
    try:
        await with_plain_fallback(
            screen.content,
            lambda text, entities: message.edit_text(
                text,
                link_preview_options=NO_PREVIEW,
                api_kwargs=_given(entities, screen.markup_payload()),
            ),
        )
    except BadRequest as error:
        reason = error.message.lower()
        if "message is not modified" in reason:
            return False  # a second tap on the same button (gotcha 12)
        if any(refusal in reason for refusal in _CANNOT_EDIT):
            await _send(message.get_bot(), _Where(message.chat_id, _thread(message)), screen)
            return True
        raise
    return True


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a new message goes: the chat, the topic in a group with topics, the message it answers."""

    chat_id: int
    thread: int | None = None
    answers: ReplyParameters | None = None


def _where(update: Update, chat: Chat, *, quote: bool) -> _Where:
    message = update.effective_message
    if chat.type == ChatType.PRIVATE or message is None:
        return _Where(chat.id)
    answers = None
    if quote and update.callback_query is None:
        # It may have been deleted meanwhile; the answer is sent all the same.
        answers = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return _Where(chat.id, _thread(message), answers)


def _thread(message: Message) -> int | None:
    # Replies in groups without topics have a thread as well, but one that nobody can write to.
    return message.message_thread_id if message.is_topic_message else None


async def _send_venue(bot: Bot, chat_id: int, screen: Screen, venue: Venue) -> None:
    try:
        await bot.send_venue(
            chat_id,
            venue.at.latitude,
            venue.at.longitude,
            venue.title,
            venue.address,
            reply_markup=screen.markup(),
        )
    except ChatMigrated as moved:
        await _send_venue(bot, moved.new_chat_id, screen, venue)


async def send(bot: Bot, chat_id: int, screen: Screen) -> None:
    """Send ``screen`` as a new message, or several if it is long. Raises what Telegram refuses."""
    await _send(bot, _Where(chat_id), screen)


async def _send(bot: Bot, where: _Where, screen: Screen) -> None:
    pieces = split(screen.content)
    for number, piece in enumerate(pieces, start=1):
        markup = screen.markup_payload() if number == len(pieces) else None
        await with_plain_fallback(piece, partial(_deliver, bot, where, markup))


async def _deliver(
    bot: Bot,
    where: _Where,
    markup: dict[str, Any] | None,
    text: str,
    entities: Sequence[MessageEntity],
) -> None:
    try:
        await bot.send_message(
            where.chat_id,
            text,
            link_preview_options=NO_PREVIEW,
            message_thread_id=where.thread,
            reply_parameters=where.answers,
            api_kwargs=_given(entities, markup),
        )
    except ChatMigrated as moved:  # the group became a supergroup (gotcha 15)
        await _deliver(bot, _Where(moved.new_chat_id), markup, text, entities)


def _given(entities: Sequence[MessageEntity], markup: dict[str, Any] | None) -> dict[str, Any]:
    """Return what goes with a text, as the Bot API takes it."""
    given = {"entities": [payload(entity) for entity in entities], "reply_markup": markup}
    return {name: value for name, value in given.items() if value}


async def with_plain_fallback(
    content: RichText, deliver: Callable[[str, Sequence[MessageEntity]], Awaitable[_Sent]]
) -> _Sent:
    """Deliver with entities; if Telegram does not take the markup, deliver the bare text.

    Return what ``deliver`` returns.
    """
    try:
        return await deliver(content.text, content.entities)
    except BadRequest as error:
        if not content.entities or "entit" not in error.message.lower():
            raise
        _log.warning("Telegram refused the entities of a screen; its plain text was sent")
        return await deliver(content.text, ())


def split(content: RichText) -> list[RichText]:
    """Cut content into pieces of at most 4096 UTF-16 units, between lines, never inside an entity."""
    if utf16_length(content.text) <= MessageLimit.MAX_TEXT_LENGTH:
        return [content]
    entities = [SplitEntity(**entity.to_dict()) for entity in content.entities]
    pieces = split_entities(content.text, entities, MessageLimit.MAX_TEXT_LENGTH)
    return [
        RichText(text, tuple(MessageEntity(**entity.to_dict()) for entity in inside))
        for text, inside in pieces
    ]
