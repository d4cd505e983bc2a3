"""Ids of messages wait until their update is answered, to be written with all else that it changed.

One transaction for an update instead of one for each message. A process that is killed while it answers
loses the ids of that one answer; killed between sending and writing it lost as much before.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from telegram import Update

from handlers.context import Context


@dataclass(slots=True)
class _Held:
    """Messages of the chat whose update is being handled; the chat is None once it is answered."""

    chat_id: int | None
    message_ids: list[int]


_held: ContextVar[_Held | None] = ContextVar("held", default=None)
"""Of the update that this task handles."""


def begin(chat_id: int | None, message_ids: Sequence[int]) -> None:
    """Hold messages of a private chat from now on, these first; with None hold none."""
    _held.set(None if chat_id is None else _Held(chat_id, list(message_ids)))


def hold(chat_id: int, message_ids: Sequence[int]) -> bool:
    """Hold messages if this task handles an update of their chat; tell whether it does."""
    held = _held.get()
    if held is None or held.chat_id != chat_id:
        return False
    held.message_ids += message_ids
    return True


async def write(update: Update, context: Context) -> None:
    """Write what is to be remembered of the update's chat until now."""
    held = _held.get()
    message_ids: list[int] = []
    if held:
        message_ids, held.message_ids = held.message_ids, []
    await context.keep(update, message_ids)


def end() -> None:
    """Hold nothing any more, also in tasks that this one has begun and that go on."""
    if held := _held.get():
        held.chat_id = None
