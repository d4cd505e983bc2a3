"""Callback and inline queries that wait for the bot's answer, and expire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.simulator import limits
from bot.simulator.errors import QUERY_TOO_OLD, bad_request

FIRST_ID = 4_300_000_000_000_000_001


@dataclass(slots=True)
class Query:
    """One query: of a pressed button, or of a word typed after @bot."""

    id: str
    kind: str  # callback, inline
    bot_id: int
    user_id: int
    chat_id: int | None
    message_id: int | None
    asked: float
    answered: bool = False
    text: str = ""
    results: dict[str, dict[str, Any]] = field(default_factory=dict)


class Queries:
    """The queries of all bots."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ids = count(FIRST_ID)
        self._queries: dict[str, Query] = {}

    def ask(
        self,
        kind: str,
        bot_id: int,
        user_id: int,
        *,
        chat_id: int | None = None,
        message_id: int | None = None,
        text: str = "",
    ) -> Query:
        """A new query, to be answered within a minute."""
        number = str(next(self._ids))
        query = Query(number, kind, bot_id, user_id, chat_id, message_id, self._clock(), text=text)
        self._queries[number] = query
        return query

    def get(self, number: str) -> Query | None:
        """The query with that id, answered or not."""
        return self._queries.get(number)

    def answer(self, kind: str, bot_id: int, number: str) -> Query:
        """Mark it answered. Raises ApiError 400 when it is unknown, too old or answered already."""
        query = self._queries.get(number)
        allowed = limits.CALLBACK_SECONDS if kind == "callback" else limits.INLINE_SECONDS
        if (
            query is None
            or query.kind != kind
            or query.bot_id != bot_id
            or query.answered
            or self._clock() - query.asked > allowed
        ):
            raise bad_request(QUERY_TOO_OLD)
        query.answered = True
        if kind == "callback":  # an inline query is kept: a result of it may be chosen later
            del self._queries[number]
        return query
