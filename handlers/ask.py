"""Questions in people's own words."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import MessageHandler, filters

from bot import directory
from bot.catalogue.model import Catalogue
from bot.language.guess import language_of
from bot.matching.answer import Answer, Kind
from handlers import pages, places
from handlers.cards import contact_line, copy_buttons
from handlers.context import Context, ThangdeeApplication
from handlers.richtext import bold, italic, joined
from handlers.routes import Place, ToArticle, ToTopic
from handlers.screen import Button, Screen, show
from handlers.view import View

WHOM_TO_ASK = "find-help-office"
"""The article whose contacts are offered when no answer is known."""

MOST_PEOPLE = 2


def register(application: ThangdeeApplication) -> None:
    """Add the handler for texts and captions, also edited and forwarded ones."""
    said = (filters.TEXT & ~filters.COMMAND) | filters.CAPTION
    kinds = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    application.add_handler(MessageHandler(said & kinds, asked))


async def asked(update: Update, context: Context) -> None:
    """Answer a question, or go where the keyboard's key leads."""
    message = update.effective_message
    if message is None or not meant_for_bot(message, context.bot.username):
        return
    text = (message.text or message.caption or "").replace(f"@{context.bot.username}", " ")
    typed = language_of(text)
    reader = await context.reader(update, typed)
    catalogue = context.services.library.current.catalogue
    topic = topic_of_key(catalogue, text)
    if topic is not None:
        await context.show(update, reader, lambda view: pages.topic(view, topic))
        return
    limit = context.services.settings.limits.message_characters
    found = context.services.library.current.answerer.answer(text[:limit])
    if found.urgent:
        await context.show(update, reader, lambda view: urgent(view, found))
        if found.kind is not Kind.SURE or found.matches[0].label == found.urgent:
            return  # the urgent card is the answer; a guess below it would only distract
    screen = context.screen(reader, lambda view: answer(view, found))
    if typed and typed in catalogue.languages and typed not in reader.languages:
        screen = _offer(context, screen, typed)
    await show(update, context.bot, screen)


def meant_for_bot(message: Message, username: str) -> bool:
    """Tell whether a message wants an answer: in groups only a mention or a reply to the bot."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.username == username:
        return True
    mentions = {
        **message.parse_entities([MessageEntity.MENTION]),
        **message.parse_caption_entities([MessageEntity.MENTION]),
    }
    return f"@{username}".casefold() in {mention.casefold() for mention in mentions.values()}


def answer(view: View, found: Answer) -> Screen:
    """Return the screen of an answer: the article, a few to choose from, or an honest "no"."""
    known = [match for match in found.matches if match.label in view.catalogue.articles]
    if found.kind is Kind.SMALLTALK:
        return places.usage(view)
    if found.kind is Kind.SURE and known:
        return pages.article(view, known[0].label)
    if found.kind is Kind.PROBABLE and known:
        return _choices(view, [match.label for match in known])
    return unknown(view)


def urgent(view: View, found: Answer) -> Screen:
    """Return the card that comes before any answer when a message sounds dangerous."""
    shown = pages.article(view, found.urgent or "")
    first = bold(f"🆘 {view.tr('If you are in danger now, call one of these numbers.')}")
    return Screen(joined([first, shown.content], "\n\n"), shown.rows)


def unknown(view: View) -> Screen:
    """Return the honest "I do not know", with the menu and people to ask."""
    tr = view.tr
    content = bold(tr("I have no sure answer to this.")) + "\n"
    content += tr("Try other words, choose a topic, or ask people who can help:")
    office = view.catalogue.articles.get(WHOM_TO_ASK)
    people = []
    if office:
        before_choice = view.settings.countries.before_choice
        everybody = directory.of_article(view.catalogue, office, view.country, before_choice)
        people = [contact for contact in everybody if directory.numbers(contact)][:MOST_PEOPLE]
    lines = joined([contact_line(view, contact) for contact in people])
    rows = [(Button(view.topic_label(name), ToTopic(name)),) for name in view.catalogue.topics]
    copies = [copy_buttons(people)] if people else []
    languages = view.language_buttons(Place.MENU)
    return Screen(joined([content, lines], "\n\n"), (*copies, *rows, languages))


def _choices(view: View, articles: list[str]) -> Screen:
    content = bold(view.tr("Which of these do you mean?"))
    rows = [
        (Button(view.article_label(view.catalogue.articles[name]), ToArticle(name)),)
        for name in articles
    ]
    other = Button(f"❓ {view.tr('Something else')}", Place.MENU)
    foot = ((other, view.sos_button()), view.language_buttons(Place.MENU))
    return Screen(content, (*rows, *foot))


def _offer(context: Context, screen: Screen, language: str) -> Screen:
    """Say, in the language that was typed, how to get the screen in it."""
    name = context.services.library.current.catalogue.languages[language].name
    tr = context.services.translators[language]
    line = italic("🌐 " + tr("Tap {language} below to read in {language}.", language=name))
    return Screen(joined([screen.content, line], "\n\n"), screen.rows, screen.keyboard)


def topic_of_key(catalogue: Catalogue, text: str) -> str | None:
    """Return the topic whose key of the keyboard, in any language, sends ``text``."""
    for topic in catalogue.topics.values():
        if text in {f"{topic.icon} {title}" for title in topic.titles.values()}:
            return topic.id
    return None
