"""Inline mode: ``@bot words`` in any chat offers articles as cards that can be sent there.

A card is a message of the person who sends it: it has title, summary, date and source, and a button that
opens the article with the bot. What is typed is neither kept nor logged, letter by letter as it comes.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ChosenInlineResultHandler, InlineQueryHandler

from bot.catalogue.model import Article, Topic
from bot.language.guess import language_of
from bot.matching.answer import Answer, Kind
from bot.store import Event, Person
from handlers import aloud, places
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.deeplinks import payload
from handlers.measured import find
from handlers.richtext import RichText, bold, joined, link
from handlers.routes import Place, Target, ToArticle, topic_target
from handlers.screen import NO_PREVIEW, Button
from handlers.view import View

_log = logging.getLogger(__name__)

MOST_CARDS = 10
CACHE_SECONDS = 300
"""How long Telegram may give the same answer again: as long as a corrected article may take to show."""

LONGEST_SUMMARY = 1_000
"""Characters: whole summaries; it only keeps a faulty one from being refused with all other cards."""

LONGEST_DESCRIPTION = 120
"""Characters: two lines on a phone."""

MOST_TITLES = 12
"""Articles named on the card of a topic."""

_VERSION_DIGITS = 8
_ID = re.compile(rf"([a-z0-9-]+)\.([A-Za-z]+)\.[0-9a-f]{{{_VERSION_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Card:
    """A result to choose: what it is called, what is sent, and where its button leads.

    ``name`` is what is counted when it is chosen: an article's id, or a word that is none.
    """

    name: str
    language: str
    title: str
    description: str
    content: RichText
    button: Button

    @property
    def id(self) -> str:
        """The id of the result: the same as long as the text is, and at most 60 bytes."""
        version = hashlib.sha256(self.content.text.encode()).hexdigest()[:_VERSION_DIGITS]
        return f"{self.name}.{self.language}.{version}"

    def result(self) -> InlineQueryResultArticle:
        """Return the card in Telegram's form."""
        content = InputTextMessageContent(
            self.content.text, entities=self.content.entities, link_preview_options=NO_PREVIEW
        )
        return InlineQueryResultArticle(
            self.id,
            self.title,
            content,
            InlineKeyboardMarkup([[self.button.as_inline()]]),
            description=self.description,
        )


def register(application: ThangdeeApplication) -> None:
    """Add the handlers for what is typed and for what was chosen."""
    application.add_handler(InlineQueryHandler(asked))
    application.add_handler(ChosenInlineResultHandler(chosen))


async def asked(update: Update, context: Context) -> None:
    """Answer what is being typed with cards; too late, it is left."""
    query = update.inline_query
    if query is None:
        return
    text = query.query[: context.services.settings.limits.message_characters].strip()
    found = find(context, text) if text else None
    typed = language_of(text)
    known = await context.reader(update)
    reader = Reader(known.person, (typed,) if typed in context.languages() else known.languages)
    views = [context.view(reader, language) for language in reader.languages]
    alone = InlineQueryResultsButton(
        f"💬 {views[0].tr('Ask me alone')}", start_parameter=payload(Place.MENU)
    )
    urgent = bool(found and found.urgent)
    try:
        await query.answer(
            [card.result() for card in cards(views, found)],
            cache_time=CACHE_SECONDS,
            # Before a language can be told the person's own counts, and numbers are those of the
            # country where she or he is.
            is_personal=urgent or reader.languages != (typed,),
            button=alone,
        )
    except BadRequest:
        # Telegram waits only seconds (gotcha 13); by then the next letter has been typed.
        _log.info("an inline query was too old to be answered")


def cards(views: list[View], found: Answer | None) -> list[Card]:
    """Return the cards for an answer, in the language of each view, at most :data:`MOST_CARDS`.

    Without a question they are the topics; danger comes first.
    """
    if found is None or (found.kind is Kind.SMALLTALK and not found.urgent):
        topics = views[0].catalogue.topics.values()
        pages: list[Callable[[View], Card | None]] = [partial(_topic, topic=one) for one in topics]
    else:
        names = dict.fromkeys(match.label for match in (*found.matches, *found.ranked))
        pages = [partial(_article, name=name) for name in names]
        if found.urgent:
            pages.insert(0, partial(_urgent, name=found.urgent))
    drawn = (page(view) for page in pages for view in views)
    return list(islice((card for card in drawn if card), MOST_CARDS))


def _article(view: View, name: str) -> Card | None:
    found = view.article(name)
    if found is None:
        return None
    content = aloud.text_of(view, found, LONGEST_SUMMARY)
    summary = view.text(found).summary
    return _card(view, found.id, view.article_label(found), summary, content, ToArticle(found.id))


def _urgent(view: View, name: str) -> Card | None:
    found = view.article(name)
    if found is None:
        return None
    content = aloud.numbers_in(view, found)
    title = f"🆘 {view.tr('Help now')}"
    return _card(view, "sos", title, view.text(found).title, content, ToArticle(found.id))


def _topic(view: View, topic: Topic) -> Card:
    target = topic_target(topic.id)
    if target is Place.SOS:
        return _card(view, "sos", view.topic_label(topic.id), "", places.sos(view).content, target)
    articles = [view.catalogue.articles[name] for name in topic.articles]
    lines = [_linked(view, found) for found in articles[:MOST_TITLES]]
    content = joined([bold(view.topic_label(topic.id)), *lines])
    description = " · ".join(view.text(found).title for found in articles)
    return _card(view, topic.id, view.topic_label(topic.id), description, content, target)


def _linked(view: View, found: Article) -> RichText:
    return link(view.article_label(found), view.address(ToArticle(found.id)))


def _card(view: View, name: str, title: str, words: str, content: RichText, target: Target) -> Card:
    label = view.tr("Open in {mention}", mention=f"@{view.bot_username}")
    button = Button(f"💬 {label}", url=view.address(target))
    description = aloud.shortened(words.partition("\n")[0], LONGEST_DESCRIPTION)
    return Card(name, view.language, title, description, content, button)


async def chosen(update: Update, context: Context) -> None:
    """Count that a card was sent; Telegram tells it only if @BotFather's /setinlinefeedback is on."""
    result = update.chosen_inline_result
    match = _ID.fullmatch(result.result_id) if result else None
    if match is None or match[2] not in context.languages():
        return
    articles = context.knowledge.catalogue.articles
    article = match[1] if match[1] in articles else ""
    context.count(Event.INLINE, Reader(Person(), (match[2],)), article)
