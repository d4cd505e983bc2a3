"""What is counted of questions, and which of them are kept: those without an answer, scrubbed."""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError
from telegram import Message, MessageEntity

from bot.language.script import main_script
from bot.matching.answer import Answer, Kind
from bot.scrub import scrub
from bot.store import Event
from handlers.context import Context, Reader
from handlers.richtext import marked

_log = logging.getLogger(__name__)


async def count(
    context: Context, reader: Reader, message: Message, text: str, found: Answer
) -> None:
    """Count the question ``text`` of ``message`` by how it was answered.

    A question without an answer is kept as well, unless it sounds dangerous or was forwarded: what
    somebody tells of violence, or told somebody else, is nobody's to read.
    """
    event = event_of(found)
    script = main_script(text)
    typed = {"language": found.language} if found.language else {}
    article = found.urgent or next((match.label for match in found.matches), "")
    context.count(event, reader, article, script=script, **typed)
    if event is Event.UNKNOWN and message.forward_origin is None:
        scrubbed = scrub(_without_people(message, text))
        try:
            if scrubbed:
                unanswered = context.services.store.unanswered
                await unanswered.add(scrubbed, found.language or "", script)
        except SQLAlchemyError as error:
            _log.error("the store cannot be written: %s", type(error).__name__)


def event_of(found: Answer) -> Event:
    """Return what happened to a question: danger comes before everything else."""
    if found.urgent:
        return Event.URGENT
    if found.names or found.contacts:
        return Event.CONTACTS
    match found.kind:
        case Kind.SURE:
            return Event.ANSWERED
        case Kind.PROBABLE:
            return Event.OFFERED
        case Kind.SMALLTALK:
            return Event.SMALL_TALK
        case Kind.UNKNOWN:
            return Event.UNKNOWN


def _without_people(message: Message, text: str) -> str:
    """Return ``text`` without the people whom Telegram marks in it by link, whatever their names."""
    for name in marked(message, MessageEntity.TEXT_MENTION):
        text = text.replace(name, " … ")
    return text
