"""Questions in people's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.catalogue.model import Article, Catalogue
from bot.language.guess import language_of
from bot.matching.answer import Answer, Kind
from bot.store import Recent
from handlers import named, pages, places, questions, unanswered
from handlers.context import Context, ThangdeeApplication, is_own_card
from handlers.go import go
from handlers.measured import answered, find
from handlers.richtext import bold, italic, joined
from handlers.routes import Chosen, Place, Target, topic_target
from handlers.screen import Button, Screen
from handlers.view import View

MOST_OTHERS = 2
"""Other answers on the card of a dangerous message; with more its numbers would leave the screen."""


def register(application: ThangdeeApplication) -> None:
    """Add the handler for texts and captions, also edited and forwarded ones."""
    said = (filters.TEXT & ~filters.COMMAND) | filters.CAPTION
    kinds = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    application.add_handler(MessageHandler(said & kinds, asked))


async def asked(update: Update, context: Context) -> None:
    """Answer a question, or go where the keyboard's key leads."""
    message = update.effective_message
    if message is None or is_own_card(message, context.bot.id):
        return
    text = (message.text or message.caption or "").replace(f"@{context.bot.username}", " ")
    typed = language_of(text)
    reader = await context.reader(update, typed)
    catalogue = context.knowledge.catalogue
    target = target_of_key(catalogue, text)
    if target is not None:
        await go(update, context, reader, target)
        return
    limit = context.services.settings.limits.message_characters
    recent = await context.recent(update)
    found = find(context, text[:limit], recent.article)
    screen = context.screen(reader, lambda view: answer(view, found, recent.unknowns))
    if typed and typed in catalogue.languages and typed not in reader.languages:
        screen = _offer(context, screen, typed)
    await context.deliver(update, reader, screen)
    answered(context, found)
    await questions.count(context, reader, message, text[:limit], found)
    if found.kind is Kind.UNKNOWN and not found.urgent:
        await context.remember(update, Recent(recent.article, recent.unknowns + 1))
    elif recent.unknowns and not screen.article:
        await context.remember(update, Recent(recent.article))


def answer(view: View, found: Answer, unknowns: int = 0) -> Screen:
    """Return what answers a message: contacts, an article, a few to choose from, or an honest "no".

    For a message that sounds dangerous it is the card with the numbers to call, and the other answers
    as buttons on it: a second message would push the numbers off the screen. ``unknowns`` is how many
    questions before this one, in a row, had no answer.
    """
    matches = [match.label for match in found.matches]
    known = [view.catalogue.articles[name] for name in matches if name in view.catalogue.articles]
    danger = view.article(found.urgent) if found.urgent else None
    if danger:
        return urgent(view, danger, [other for other in known if other is not danger])
    if found.kind is Kind.SMALLTALK:
        return places.usage(view)
    if found.names:
        return named.contacts(view, found.names)
    if found.kind is Kind.SURE and known:
        if found.contacts:
            return pages.contacts(view, known[0].id)
        return pages.article(view, known[0].id, found.page)
    if found.kind is Kind.PROBABLE and known:
        return _choices(view, known)
    if unknowns:
        return unanswered.people(view)
    ranked = [match.label for match in found.ranked]
    articles = [view.catalogue.articles[name] for name in ranked if name in view.catalogue.articles]
    return unanswered.other_words(view, [article.topic for article in articles])


def urgent(view: View, danger: Article, others: Sequence[Article] = ()) -> Screen:
    """Return the card of an article on danger, with the first of ``others`` offered on it."""
    card = pages.summary(view, danger, others[:MOST_OTHERS])
    first = bold(f"🆘 {view.tr('If you are in danger now, call one of these numbers.')}")
    *rows, help_now = card.rows
    return replace(
        card,
        content=joined([first, card.content], "\n\n"),
        rows=(*rows, (*help_now, view.hide_button())),
    )


def _choices(view: View, articles: Sequence[Article]) -> Screen:
    content = bold(view.tr("Which of these do you mean?"))
    other = Button(f"❓ {view.tr('None of these')}", Place.MENU)
    languages = view.language_buttons(Place.MENU)
    return Screen(
        content,
        (*pages.article_rows(view, articles, Chosen), (other, *languages), (view.sos_button(),)),
    )


def _offer(context: Context, screen: Screen, language: str) -> Screen:
    """Say, in the language that was typed, how to get the screen in it."""
    name = context.knowledge.catalogue.languages[language].name
    tr = context.services.translators[language]
    line = italic("🌐 " + tr("Tap {language} below to read in {language}.", language=name))
    return replace(screen, content=joined([screen.content, line], "\n\n"))


def target_of_key(catalogue: Catalogue, text: str) -> Target | None:
    """Return where the key of the keyboard, in any language, leads that sends ``text``."""
    for topic in catalogue.topics.values():
        if text in {f"{topic.icon} {title}" for title in topic.titles.values()}:
            return topic_target(topic.id)
    return None
