"""Ids of messages wait until their update is answered, to be written with all else that it changed.

One transaction for an update instead of one for each message. A process that is killed while it answers
loses the ids of that one answer; killed between sending and writing it lost as much before.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from telegram import Update
from telegram.constants import ChatType

from handlers.context import Context


@dataclass(slots=True)
class _Held:
    """Messages of the chat whose update is being handled; the chat is None once that is over."""

    update: Update
    context: Context
    chat_id: int | None
    message_ids: list[int]


_held: ContextVar[_Held | None] = ContextVar("held", default=None)
"""Of the update that this task handles."""


def begin(update: Update, context: Context) -> None:
    """Hold messages of the private chat of ``update`` from now on, its own first; in groups none."""
    chat, message = update.effective_chat, update.message
    alone = chat is not None and chat.type == ChatType.PRIVATE
    ids = [message.message_id] if message and alone else []
    _held.set(_Held(update, context, chat.id if chat and alone else None, ids))


def hold(chat_id: int, message_ids: Sequence[int]) -> bool:
    """Hold messages if this task handles an update of their chat; tell whether it does."""
    held = _held.get()
    if held is None or held.chat_id != chat_id:
        return False
    held.message_ids += message_ids
    return True


async def write() -> None:
    """Write what is to be remembered of the update in hand until now; a store that fails is logged."""
    held = _held.get()
    if held:
        message_ids, held.message_ids = held.message_ids, []
        await held.context.keep(held.update, message_ids)


async def end() -> None:
    """Write it and hold nothing any more, also in tasks that this one has begun and that go on.

    However the handling ended: answered, failed, stopped at the door or given up.
    """
    held = _held.get()
    if held:
        held.chat_id = None
        _held.set(None)
        await held.context.keep(held.update, held.message_ids)
