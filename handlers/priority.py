"""Which updates come from somebody who may be in danger: they go first and are never limited."""

from __future__ import annotations

from telegram import Update

from bot.knowledge import Knowledge
from bot.matching.answer import MOST_CHARACTERS
from handlers.deeplinks import read_payload
from handlers.routes import (
    SOS_TOPIC,
    ChooseCountry,
    ChooseLanguage,
    Chosen,
    Place,
    Route,
    ToArticle,
    ToContacts,
    ToTopic,
    decode,
)

SIGN = "🆘"
"""With it begins the key of the keyboard for help, in every language; whoever types it means it too."""

_COMMANDS = {"sos", "hide"}
_PLACES = {Place.SOS, Place.HIDE, Place.COUNTRY}
"""The numbers, the way to those of another country, and what empties the chat before somebody looks."""


def is_help(update: Update, knowledge: Knowledge | None = None) -> bool:
    """Tell whether ``update`` asks for help now: a command, key, button or link to it, or to hide.

    With ``knowledge`` also whether it opens an article of help now or a text holds a phrase of danger.
    No database is asked and nothing is matched: it takes about 0.1 ms, 1 ms for the longest texts.
    """
    if update.callback_query is not None:
        return _leads_to_help(decode(update.callback_query.data or ""), knowledge)
    message = update.effective_message
    text = (message.text or message.caption or "")[:MOST_CHARACTERS] if message else ""
    if SIGN in text:
        return True
    if text.startswith("/"):
        return _commands_help(text, knowledge)
    return bool(text) and knowledge is not None and knowledge.answerer.names_danger(text)


def is_hiding(update: Update) -> bool:
    """Tell whether ``update`` is one to hide the chat: what came before it has to be answered before."""
    if update.callback_query is not None:
        return decode(update.callback_query.data or "") == Place.HIDE
    message = update.effective_message
    return message is not None and _command(message.text or "") == "hide"


def _commands_help(text: str, knowledge: Knowledge | None) -> bool:
    name = _command(text)
    if name != "start":
        return name in _COMMANDS
    arrival = read_payload(text.partition(" ")[2].strip())
    return arrival is not None and _leads_to_help(arrival.target, knowledge)


def _command(text: str) -> str:
    """Return the name of the command that ``text`` is, an empty text if it is none."""
    word = text.partition(" ")[0]
    return word[1:].partition("@")[0].lower() if word.startswith("/") else ""


def _leads_to_help(route: Route | None, knowledge: Knowledge | None) -> bool:
    match route:
        case ChooseLanguage(_, then) | ChooseCountry(_, then):
            return _leads_to_help(then, knowledge)
        case ToTopic(name):
            return name == SOS_TOPIC
        case ToArticle(name) | Chosen(name) | ToContacts(name):
            article = knowledge.catalogue.articles.get(name) if knowledge else None
            return article is not None and article.topic == SOS_TOPIC
        case _:
            return route in _PLACES
