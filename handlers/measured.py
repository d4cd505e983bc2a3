"""What is measured on the way: updates that come in, and how long it takes to find an answer."""

from __future__ import annotations

import time

from telegram import Update
from telegram.ext import TypeHandler

from bot.matching.answer import Answer
from handlers.context import Context, ThangdeeApplication

_KINDS = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.MY_CHAT_MEMBER,
)


def register(application: ThangdeeApplication) -> None:
    """Add what sees every update, before those that may keep it from the others."""
    application.add_handler(TypeHandler(Update, came), group=-10)


async def came(update: Update, context: Context) -> None:
    """Count an update by its kind."""
    kind = next((one for one in _KINDS if getattr(update, one) is not None), "other")
    context.services.metrics.updates.labels(kind).inc()


def find(context: Context, text: str, shown: str | None = None) -> Answer:
    """Return what :meth:`bot.matching.answer.Answerer.answer` does, and measure how long it took."""
    started = time.perf_counter()
    found = context.knowledge.answerer.answer(text, shown)
    context.services.metrics.match_seconds.observe(time.perf_counter() - started)
    return found


def answered(context: Context, found: Answer) -> None:
    """Count a question by the kind of its answer; danger comes before everything else."""
    kind = "urgent" if found.urgent else "names" if found.names else found.kind.value
    context.services.metrics.answers.labels(kind).inc()
